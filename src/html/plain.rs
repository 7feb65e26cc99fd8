use html5ever::data::NAMED_ENTITIES;

use super::prescan;
use crate::text::clean;

/// Characters of one value; a title of ten megabytes is none.
const LONGEST: usize = 2000;
/// Bytes of an entity's name.
const NAME: usize = 32;

/// A value that was meant for a reader or a program, made plain: markup in it dropped, entities that were escaped
/// once too often decoded, white space folded.
pub(super) fn plain(value: &str) -> String {
    let value = match value.char_indices().nth(4 * LONGEST) {
        Some((end, _)) => &value[..end],
        None => value,
    };
    let mut text = clean(value);
    // `&amp;quot;` stands in pages whose software escapes twice, and then once more.
    for _ in 0..2 {
        match decoded(&text) {
            Some(decoded) => text = decoded,
            None => break,
        }
    }
    if text.contains('<') {
        text = without_tags(&text);
    }
    let mut text = clean(&text);
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
    }
    text
}

/// The text with its character references replaced; `None` where it has none.
fn decoded(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        match character(&reference[1..]) {
            Some((c, length)) => {
                out.push_str(before);
                out.push(c);
                rest = &reference[1 + length..];
            }
            None => {
                out.push_str(&rest[..=at]);
                rest = &reference[1..];
            }
        }
    }
    out.push_str(rest);
    (out != text).then_some(out)
}

/// The character that a reference (without its `&`) stands for, and the length of the reference.
fn character(reference: &str) -> Option<(char, usize)> {
    let end = reference.bytes().take(NAME).position(|b| b == b';')?;
    let name = &reference[..end];
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => {
            NAMED_ENTITIES.get(&reference[..=end]).filter(|(first, second)| *first > 0 && *second == 0)?.0
        }
    };
    char::from_u32(code).map(|c| (c, end + 1))
}

/// The text without what looks like tags.
fn without_tags(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut names = prescan::Names::default();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(n) = text[at..].find('<') {
        let open = at + n;
        out.push_str(&text[at..open]);
        let name = open + 1 + usize::from(bytes.get(open + 1) == Some(&b'/'));
        let tag = bytes.get(name).filter(|b| b.is_ascii_alphabetic());
        match tag.and_then(|_| prescan::tag(bytes, name, &mut names)) {
            Some(tag) => {
                out.push(' ');
                at = tag.end;
            }
            None => {
                out.push('<');
                at = open + 1;
            }
        }
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn values_become_plain() {
        for (value, expected) in [
            ("  Air\n naik ", "Air naik"),
            ("Tom &amp; Jerry", "Tom & Jerry"),
            ("&amp;quot;Air&amp;quot;", "\"Air\""),
            ("Harga &#8217;naik&#x2019; &nbsp; lagi", "Harga ’naik’ lagi"),
            ("a & b &c; &; &#99999999; &", "a & b &c; &; &#99999999; &"),
            ("<p>Air <b>naik</b></p>", "Air naik"),
            ("3 < 4 dan <5 <", "3 < 4 dan <5 <"),
            ("https://x.example/?a=1&amp;b=2&copy=3", "https://x.example/?a=1&b=2&copy=3"),
            ("", ""),
        ] {
            assert_eq!(plain(value), expected, "{value}");
        }
        assert_eq!(plain(&"é ".repeat(1_000_000)).chars().count(), 2000);
        assert!(plain(&"<a b".repeat(1_000_000)).len() <= 8000);
        assert!(plain(&"&amp".repeat(1_000_000)).len() <= 8000);
    }
}
