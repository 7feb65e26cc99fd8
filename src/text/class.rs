//! Classes of characters as regular expressions have them. What is matched by hand with them starts at once; a pattern
//! with such a class, repeated, takes milliseconds to compile.

use unicode_normalization::char::is_combining_mark;

/// `char::is_alphabetic`, without its search through all of Unicode for the letters that most texts are made of.
#[inline]
pub(crate) fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        // Greek, Cyrillic, Arabic, Devanagari, Thai, Kana, Han, Hangul.
        '\u{3a3}'..='\u{3f5}'
        | '\u{3f7}'..='\u{481}'
        | '\u{48a}'..='\u{52f}'
        | '\u{620}'..='\u{657}'
        | '\u{904}'..='\u{93b}'
        | '\u{e01}'..='\u{e3a}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => true,
        // Marks and signs that stand in texts in all scripts.
        '\u{2010}'..='\u{206f}'
        | '\u{20a0}'..='\u{20cf}'
        | '\u{3000}'..='\u{3004}'
        | '\u{ff00}'..='\u{ff20}' => false,
        _ => c.is_alphabetic(),
    }
}

/// `\p{L}`
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    // Of what is alphabetic, letters' numbers, vowel signs and circled letters are no letters.
    is_alphabetic(c)
        && !c.is_numeric()
        && !is_combining_mark(c)
        && !matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f149}' | '\u{1f150}'..='\u{1f169}'
            | '\u{1f170}'..='\u{1f189}')
}

/// `\p{Lu}`
pub(crate) fn is_capital(c: char) -> bool {
    c.is_uppercase() && is_letter(c)
}

/// `[\p{L}\p{M}]`
pub(crate) fn is_letter_or_mark(c: char) -> bool {
    is_letter(c) || (!c.is_ascii() && is_combining_mark(c))
}

/// `\d`
pub(crate) fn is_digit(c: char) -> bool {
    /// The zeros of the scripts outside ASCII (Unicode category Nd).
    const ZEROS: [u32; 76] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
        0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40,
        0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40,
        0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da,
        0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60,
        0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0,
        0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
    ];
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let c = u32::from(c);
    ZEROS.iter().any(|zero| (*zero..*zero + 10).contains(&c))
}

/// `\w`
pub(crate) fn is_in_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    is_alphabetic(c)
        || is_combining_mark(c)
        || (c.is_numeric() && is_digit(c))
        || matches!(
            c,
            '\u{200c}'
                | '\u{200d}'
                | '\u{203f}'
                | '\u{2040}'
                | '\u{2054}'
                | '\u{fe33}'
                | '\u{fe34}'
                | '\u{fe4d}'..='\u{fe4f}' | '\u{ff3f}'
        )
}

/// `\b`: whether a word begins or ends at `at`, which is a character's boundary.
pub(crate) fn is_edge(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    before.chars().next_back().is_some_and(is_in_word) != after.chars().next().is_some_and(is_in_word)
}

/// Whether `at` is where a word begins: what stands there is no part of what stands before.
pub(crate) fn is_open(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(is_in_word)
}

/// What follows `head` in `text`, upper or lower case; `head` is in lower case.
pub(crate) fn strip_head<'t>(text: &'t str, head: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for c in head.chars() {
        if rest.next().map(lower) != Some(c) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// What comes before `tail` at the end of `text`, upper or lower case; `tail` is in lower case.
pub(crate) fn strip_tail<'t>(text: &'t str, tail: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for c in tail.chars().rev() {
        if rest.next_back().map(lower) != Some(c) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The small letter of a capital, where it is a single one.
pub(crate) fn lower(c: char) -> char {
    match c {
        // The long s is a spelling of s.
        '\u{17f}' => 's',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => {
            let mut small = c.to_lowercase();
            small.next().filter(|_| small.next().is_none()).unwrap_or(c)
        }
    }
}

/// The bytes of the longest beginning of `text` that fits, of at most so many characters; and how many they are.
pub(crate) fn run(text: &str, most: usize, fits: impl Fn(char) -> bool) -> (usize, usize) {
    let (mut end, mut count) = (0, 0);
    for c in text.chars().take(most).take_while(|c| fits(*c)) {
        end += c.len_utf8();
        count += 1;
    }
    (end, count)
}

/// The ends of the beginnings of `text` that fit and have so many characters, the longest first: `{least,most}`.
pub(crate) fn runs(
    text: &str,
    least: usize,
    most: usize,
    fits: impl Fn(char) -> bool,
) -> impl Iterator<Item = usize> {
    let (end, count) = run(text, most, fits);
    let shorter = text[..end].char_indices().rev().map(|(at, _)| at);
    std::iter::once(end).chain(shorter).take((count + 1).saturating_sub(least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    #[test]
    fn the_short_way_to_alphabetic_leads_to_the_same() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
        }
    }

    /// The standard library and the regex crate may know another version of Unicode: what they both know.
    #[test]
    fn classes_are_those_of_regular_expressions() {
        let class = |pattern: &str| {
            let pattern = Regex::new(&format!("^{pattern}$")).unwrap();
            move |c: char| pattern.is_match(c.encode_utf8(&mut [0; 4]))
        };
        type Class = (&'static str, fn(char) -> bool);
        let known: [Class; 4] = [
            (r"\p{Alphabetic}", char::is_alphabetic),
            (r"\p{N}", char::is_numeric),
            (r"\p{Uppercase}", char::is_uppercase),
            (r"\p{M}", is_combining_mark),
        ];
        let known = known.map(|(pattern, own)| (class(pattern), own));
        let own: [Class; 5] = [
            (r"\p{L}", is_letter),
            (r"\p{Lu}", is_capital),
            (r"[\p{L}\p{M}]", is_letter_or_mark),
            (r"\d", is_digit),
            (r"\w", is_in_word),
        ];
        let own = own.map(|(pattern, own)| (pattern, class(pattern), own));
        for c in ('\0'..=char::MAX).filter(|c| known.iter().all(|(class, own)| class(*c) == own(*c))) {
            for (pattern, class, own) in &own {
                assert_eq!(own(c), class(c), "{pattern} {c:?}");
            }
        }
    }

    #[test]
    fn edges_and_beginnings() {
        let edge = Regex::new(r"\b").unwrap();
        for text in ["", "a", "a b", "é-٣ ", "_x\u{301}\u{200d}."] {
            let found: Vec<usize> = edge.find_iter(text).map(|m| m.start()).collect();
            let own = (0..=text.len()).filter(|at| text.is_char_boundary(*at) && is_edge(text, *at));
            assert_eq!(own.collect::<Vec<_>>(), found, "{text}");
        }
        assert_eq!(strip_head("OLEH Rina", "oleh"), Some(" Rina"));
        assert_eq!(strip_head("MIÉRCOLES", "miércoles"), Some(""));
        assert_eq!(strip_head("ol", "oleh"), None);
        assert_eq!(strip_tail("Lewat FB", "fb"), Some("Lewat "));
    }

    #[test]
    fn runs_from_the_longest() {
        let letters = |least, most| runs("äbc1", least, most, char::is_alphabetic).collect::<Vec<_>>();
        assert_eq!(letters(1, 9), [4, 3, 2]);
        assert_eq!(letters(0, 2), [3, 2, 0]);
        assert_eq!(letters(4, 9), [0; 0]);
    }
}
