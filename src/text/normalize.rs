use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An interpreted value made fit to show: white space folded and trimmed, no control, zero-width or bidi characters.
pub(crate) fn clean(s: &str) -> String {
    if is_clean(s.as_bytes()) {
        return s.to_owned();
    }
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if !is_invisible(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether it is ASCII with single spaces between words: then nothing is to be done.
fn is_clean(s: &[u8]) -> bool {
    let mut before = b' ';
    let plain = s.iter().all(|b| {
        let fits = matches!(b, b'!'..=b'~') || (*b == b' ' && before != b' ');
        before = *b;
        fits
    });
    plain && s.last() != Some(&b' ')
}

/// For comparing: compatibility-folded, lower case, without accents.
pub(crate) fn fold(s: &str) -> String {
    if s.is_ascii() {
        let mut lower = s.to_ascii_lowercase();
        if lower.bytes().any(|b| b.is_ascii_control()) {
            lower.retain(|c| !is_invisible(c));
        }
        return lower;
    }
    s.nfkd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c)).flat_map(char::to_lowercase).collect()
}

/// Control, zero-width, soft-hyphen and bidi characters (joiners stay: Indic and Arabic spelling needs them).
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{200b}'
        | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The last character boundary of `s` at or before byte `at`.
pub(crate) fn boundary_before(s: &str, at: usize) -> usize {
    let mut at = at.min(s.len());
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}
