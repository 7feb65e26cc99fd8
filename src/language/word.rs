use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

/// Bytes that are read of a text: more does not change the answer.
const SAMPLE: usize = 1500;
/// Bytes that are read first: mostly they tell.
const FIRST: usize = 480;

/// The text, or of a long one its beginning, middle and end.
pub(super) fn sample(text: &str) -> Cow<'_, str> {
    match pieces(text, SAMPLE / 3) {
        Some(pieces) => Cow::Owned(pieces.join("\n")),
        None => Cow::Borrowed(text),
    }
}

/// The beginning, middle and end of a long text that are looked at first; none of a short one.
pub(super) fn first(text: &str) -> Vec<&str> {
    pieces(text, FIRST / 3).map(Vec::from).unwrap_or_default()
}

/// The beginning, middle and end of a text longer than the three together, cut at word borders.
fn pieces(text: &str, piece: usize) -> Option<[&str; 3]> {
    if text.len() <= 3 * piece {
        return None;
    }
    // The very first words are often a dateline or names, the very last a sign-off: neither third is lost for that.
    let starts = [0, text.len() / 2 - piece / 2, text.len() - piece];
    Some(starts.map(|start| {
        let (start, end) = (floor(text, start), floor(text, start + piece));
        let piece = &text[start..end];
        let from = if start == 0 { 0 } else { piece.find(char::is_whitespace).unwrap_or(0) };
        let to = if end == text.len() {
            piece.len()
        } else {
            piece.rfind(char::is_whitespace).unwrap_or(piece.len())
        };
        piece.get(from..to).unwrap_or(piece)
    }))
}

/// As much of a sample as whatlang needs.
pub(super) fn beginning(sample: &str) -> &str {
    &sample[..floor(sample, sample.len().min(600))]
}

/// Some words from the middle of a text.
pub(super) fn middle(text: &str) -> &str {
    const PIECE: usize = 160;
    if text.len() <= PIECE {
        return text;
    }
    let start = floor(text, (text.len() - PIECE) / 2);
    &text[start..floor(text, start + PIECE)]
}

pub(super) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Kinds of bytes, one bit each.
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const SPACE: u8 = 4;
/// Of an address or a handle.
const SIGN: u8 = 8;
const WIDE: u8 = 16;
const OTHER: u8 = 32;

static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' | b'\'' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'\t'..=b'\r' | b' ' => SPACE,
            b'@' | b'#' | b':' => SIGN,
            _ => OTHER,
        };
        kinds[byte as usize + 128] = WIDE;
        byte += 1;
    }
    kinds
};

fn kind(byte: u8) -> u8 {
    KINDS[usize::from(byte)]
}

/// Calls `each` with every word in lower case, white space at both ends: a run of letters, marks and apostrophes.
///
/// Addresses and handles are no words of a language; they are left out.
pub(super) fn each(text: &str, mut each: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut word = String::with_capacity(32);
    let mut start = 0;
    while start < bytes.len() {
        let mut kinds = 0;
        let end = bytes[start..].iter().position(|b| {
            kinds |= kind(*b);
            kind(*b) == SPACE
        });
        let end = end.map_or(bytes.len(), |end| start + end);
        let token = &text[start..end];
        if kinds & WIDE != 0 {
            // Here may be white space that is not ASCII.
            for token in token.split_whitespace().filter(|t| !is_address(t)) {
                each_wide(token, &mut word, &mut each);
            }
        } else if kinds & !SPACE == SMALL
            && start > 0
            && bytes[start - 1] == b' '
            && bytes.get(end) == Some(&b' ')
        {
            // As it stands.
            each(&text[start - 1..=end]);
        } else if kinds & !(SMALL | CAPITAL | SPACE) == 0 {
            whole(token, &mut word, &mut each);
        } else if !token.starts_with("www.") && (kinds & SIGN == 0 || !is_address(token)) {
            each_plain(token, &mut word, &mut each);
        }
        start = end + 1;
    }
}

fn is_address(token: &str) -> bool {
    token.contains(['@', '#']) || token.contains("://") || token.starts_with("www.")
}

/// A word of ASCII letters.
fn whole(letters: &str, word: &mut String, each: &mut impl FnMut(&str)) {
    if !letters.is_empty() {
        word.clear();
        word.push(' ');
        word.push_str(letters);
        word.push(' ');
        word.make_ascii_lowercase();
        each(word);
    }
}

/// The words of a token that is all ASCII.
fn each_plain(token: &str, word: &mut String, each: &mut impl FnMut(&str)) {
    for letters in token.split(|c: char| !c.is_ascii_alphabetic() && c != '\'') {
        whole(letters, word, each);
    }
}

/// The words of any token.
fn each_wide(token: &str, word: &mut String, each: &mut impl FnMut(&str)) {
    word.clear();
    word.push(' ');
    for c in token.chars().chain([' ']) {
        if c == '\'' || c == '\u{2019}' {
            word.push('\'');
        } else if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && (c.is_alphabetic() || is_combining_mark(c)) {
            word.extend(c.to_lowercase());
        } else if word.len() > 1 {
            word.push(' ');
            each(word);
            word.truncate(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, |w| words.push(w.to_owned()));
        words
    }

    #[test]
    fn words_are_runs_of_letters() {
        assert_eq!(words(" Ma'af,\tPAK-RT 3x! "), [" ma'af ", " pak ", " rt ", " x "]);
        assert_eq!(words("L\u{2019}École\u{a0}est"), [" l'école ", " est "]);
        assert_eq!(words("e\u{301}t İ"), [" e\u{301}t ", " i\u{307} "]);
        assert_eq!(words(""), [""; 0]);
    }

    #[test]
    fn addresses_and_handles_are_none() {
        assert_eq!(
            words("lihat www.kabar.example atau https://kabar.example/a: ya"),
            [" lihat ", " atau ", " ya "]
        );
        assert_eq!(words("tulis redaksi@kabar.example #banjir pukul 10:30"), [" tulis ", " pukul "]);
        assert_eq!(words("é\u{a0}#é\u{a0}x"), [" é ", " x "]);
    }

    #[test]
    fn plain_tokens_are_read_as_any_other() {
        let read = |token: &str, by: fn(&str, &mut String, &mut Vec<String>)| {
            let mut words = Vec::new();
            by(token, &mut String::new(), &mut words);
            words
        };
        for token in ["", "Kata", "(Kata)", "''", "kata-Kata2:x", "1,2", "\u{1f}a\u{7f}B"] {
            let plain = read(token, |t, w, found| each_plain(t, w, &mut |w: &str| found.push(w.to_owned())));
            let wide = read(token, |t, w, found| each_wide(t, w, &mut |w: &str| found.push(w.to_owned())));
            assert_eq!(plain, wide, "{token}");
        }
    }
}
