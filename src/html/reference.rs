//! Character references, by the rules of the HTML standard and its table, which html5ever keeps.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;

/// Where a reference stands: addresses in attributes may hold `&copy=1` and mean it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// The text with its references replaced; `None` where nothing changes.
pub(super) fn decode(text: &str, place: Place) -> Option<String> {
    let mut at = memchr(b'&', text.as_bytes())?;
    let mut out = String::new();
    let mut copied = 0;
    loop {
        let rest = &text[at + 1..];
        let found = if rest.starts_with('#') { numeric(rest) } else { named(rest, place) };
        let mut next = at + 1;
        if let Some(Reference { first, second, length }) = found {
            out.push_str(&text[copied..at]);
            out.push(first);
            out.extend(second);
            next += length;
            copied = next;
        }
        match memchr(b'&', &text.as_bytes()[next..]) {
            Some(n) => at = next + n,
            None => break,
        }
    }
    if copied == 0 {
        return None;
    }
    out.push_str(&text[copied..]);
    Some(out)
}

/// What stands behind a `&`: the characters meant, and how many bytes say so.
struct Reference {
    first: char,
    second: Option<char>,
    length: usize,
}

/// `amp;`, `amp`, `notin;`: the longest name of the table counts.
fn named(rest: &str, place: Place) -> Option<Reference> {
    let bytes = rest.as_bytes();
    let name = bytes.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    let terminated = bytes.get(name) == Some(&b';');
    let character = |end: usize| {
        let (first, second) = *NAMED_ENTITIES.get(rest.get(..end)?)?;
        let first = char::from_u32(first).filter(|c| *c != '\0')?;
        Some(Reference { first, second: char::from_u32(second).filter(|c| *c != '\0'), length: end })
    };
    if terminated && let Some(found) = character(name + 1) {
        return Some(found);
    }
    // Names that need no semicolon have at most six letters.
    let found = (2..=name.min(6)).rev().find_map(character)?;
    let goes_on = bytes.get(found.length).is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric());
    (place == Place::Text || !goes_on).then_some(found)
}

/// `#233;`, `#xE9;`, with the corrections of the standard.
fn numeric(rest: &str) -> Option<Reference> {
    let bytes = rest.as_bytes();
    let hex = matches!(bytes.get(1), Some(b'x' | b'X'));
    let (from, base) = if hex { (2, 16) } else { (1, 10) };
    let digits = bytes[from..].iter().take_while(|b| char::from(**b).is_digit(base)).count();
    if digits == 0 {
        return None;
    }
    let end = from + digits;
    let number = bytes[from..end].iter().try_fold(0u32, |number, digit| {
        let digit = char::from(*digit).to_digit(base)?;
        number.checked_mul(base)?.checked_add(digit)
    });
    let first = match number {
        Some(0) | None => char::REPLACEMENT_CHARACTER,
        Some(n @ 0x80..=0x9f) => {
            C1_REPLACEMENTS[n as usize - 0x80].or(char::from_u32(n)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        Some(n) => char::from_u32(n).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let length = end + usize::from(bytes.get(end) == Some(&b';'));
    Some(Reference { first, second: None, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_replaced_as_the_standard_says() {
        for (text, in_text, in_attribute) in [
            ("a", "a", "a"),
            ("a & b &", "a & b &", "a & b &"),
            ("&amp;&lt;&nbsp;&eacute;", "&<\u{a0}é", "&<\u{a0}é"),
            ("&amp &ltx", "& <x", "& &ltx"),
            ("?a=1&copy=2&b=3&notit;", "?a=1©=2&b=3¬it;", "?a=1&copy=2&b=3&notit;"),
            ("&notin; &notin &noti", "∉ ¬in ¬i", "∉ &notin &noti"),
            ("&NotEqualTilde;", "≂̸", "≂̸"),
            ("&#65;&#x41;&#X41&#65x", "AAAAx", "AAAAx"),
            ("&#; &#x; &#xg;", "&#; &#x; &#xg;", "&#; &#x; &#xg;"),
            (
                "&#0;&#x110000;&#xd800;&#99999999999999;",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
                "\u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            ),
            ("&#128;&#x99;&#129;", "€™\u{81}", "€™\u{81}"),
            ("&unheard; &é;", "&unheard; &é;", "&unheard; &é;"),
        ] {
            let read = |place| decode(text, place).unwrap_or_else(|| text.to_owned());
            assert_eq!(read(Place::Text), in_text, "{text}");
            assert_eq!(read(Place::Attribute), in_attribute, "{text}");
        }
    }

    #[test]
    fn names_that_need_no_semicolon_are_short() {
        let longest = NAMED_ENTITIES
            .entries()
            .filter(|(name, (first, _))| *first != 0 && !name.ends_with(';'))
            .map(|(name, _)| name.len())
            .max();
        assert_eq!(longest, Some(6));
    }
}
