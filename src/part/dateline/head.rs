//! The first characters of a block, read by position: words, separators, brackets.

use std::ops::Range;

/// How much of a block may be dateline.
const LONGEST: usize = 180;

/// The part of `block` in which a dateline has to end, cut on a character boundary.
pub(super) fn head_of(block: &str) -> &str {
    let mut end = block.len().min(LONGEST);
    while !block.is_char_boundary(end) {
        end -= 1;
    }
    &block[..end]
}

/// What parts a dateline from the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Dash,
    Colon,
    Bar,
    Slash,
    Dot,
    Comma,
    /// The block ends here.
    End,
}

/// A separator: what it is, where it ends, and whether it stands between two letters without any space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Separator {
    pub(super) mark: Mark,
    pub(super) end: usize,
    pub(super) glued: bool,
    /// A dash after a comma or full stop: "Padang, - " and "MADRID.-" are nothing but datelines.
    pub(super) firm: bool,
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FF0D}')
}

pub(super) fn first(text: &str) -> Option<char> {
    text.chars().next()
}

/// The position of the first character at or after `at` that is no space.
pub(super) fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start().len())
}

fn in_word(c: char) -> bool {
    !c.is_whitespace()
        && !is_dash(c)
        && !matches!(
            c,
            ',' | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | ':'
                | ';'
                | '|'
                | '/'
                | '\\'
                | '"'
                | '“'
                | '”'
                | '„'
                | '«'
                | '»'
                | '_'
                | '!'
                | '?'
                | '،'
                | '؛'
                | '。'
                | '।'
                | '、'
                | '（'
                | '）'
                | '【'
                | '】'
                | '*'
                | '<'
                | '>'
                | '='
        )
}

/// The word at `at`, with the dots in it and after it.
pub(super) fn word(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let end = at + rest.find(|c| !in_word(c)).unwrap_or(rest.len());
    (end > at).then_some(at..end)
}

/// The end of a word without the full stop after it.
pub(super) fn without_stop(text: &str, word: &Range<usize>) -> usize {
    word.start + text[word.clone()].trim_end_matches(['.', '…']).len()
}

/// The starts and ends of the words from `at` on that may make one name: parted by single spaces or glued hyphens.
pub(super) fn run(text: &str, at: usize, most: usize) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut from = at;
    while words.len() < most {
        let Some(found) = word(text, from) else { break };
        from = found.end;
        words.push(found);
        let mut after = text[from..].chars();
        match (after.next(), after.next()) {
            (Some(c), Some(next)) if (c.is_whitespace() || c == '-') && in_word(next) => from += c.len_utf8(),
            _ => break,
        }
    }
    words
}

/// Whether a name may begin with this: a capital, a digit or a letter of a script without case.
pub(super) fn opens_name(text: &str) -> bool {
    first(text).is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
}

/// Whether a story may begin with this; an empty one is left to the caller.
pub(super) fn opens_story(text: &str) -> bool {
    let open =
        |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '\'' | '‘' | '’' | '(' | '[' | '¿' | '¡' | '*');
    let bare = text.trim_start_matches(open);
    first(bare).is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
}

/// At least two letters, and none of them small.
pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() >= 2 && !text.chars().any(char::is_lowercase)
}

/// The separator at `at`, spaces and a comma or full stop before a dash included.
pub(super) fn separator(text: &str, at: usize) -> Option<Separator> {
    let start = skip_space(text, at);
    let rest = &text[start..];
    let Some(c) = first(rest) else {
        return Some(Separator { mark: Mark::End, end: at, glued: false, firm: false });
    };
    let dashes = |from: usize| {
        let start = skip_space(text, from);
        let rest = &text[start..];
        let length = rest.len() - rest.trim_start_matches(is_dash).len();
        (length > 0).then_some(start + length)
    };
    let spaced = |end: usize| start > at || text[end..].starts_with(char::is_whitespace) || end == text.len();
    let made = |mark, end| Some(Separator { mark, end, glued: !spaced(end), firm: false });
    if is_dash(c) {
        return made(Mark::Dash, dashes(start)?);
    }
    let after = start + c.len_utf8();
    match c {
        ',' | '.' | ':' | ';' => {
            if let Some(end) = dashes(after) {
                return Some(Separator { mark: Mark::Dash, end, glued: false, firm: c != ';' && c != ':' });
            }
            let mark = match c {
                ',' => Mark::Comma,
                '.' => Mark::Dot,
                _ => Mark::Colon,
            };
            made(mark, after)
        }
        '،' => made(Mark::Comma, after),
        '：' => made(Mark::Colon, after),
        '।' => made(Mark::Dot, after),
        '|' | '¦' | '│' => {
            let rest = &text[after..];
            made(Mark::Bar, after + rest.len() - rest.trim_start_matches(c).len())
        }
        '/' => made(Mark::Slash, after),
        _ => None,
    }
}

/// What stands in the bracket that opens at `at`, and where the text goes on after it.
pub(super) fn bracket(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let close = match first(text.get(at..)?)? {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        '【' => '】',
        _ => return None,
    };
    let open = at + first(&text[at..])?.len_utf8();
    let end = open + text[open..].find(close)?;
    let inner = text[open..end].trim();
    let start = skip_space(text, open);
    (!inner.is_empty() && inner.chars().count() <= 40)
        .then(|| (start..start + inner.len(), end + close.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        let of = |s: &str, at| separator(s, at).map(|s| (s.mark, s.end, s.glued));
        assert_eq!(of("A - B", 1), Some((Mark::Dash, 3, false)));
        assert_eq!(of("A-B", 1), Some((Mark::Dash, 2, true)));
        assert_eq!(of("A, -- B", 1), Some((Mark::Dash, 5, false)));
        assert_eq!(of("A.- B", 1), Some((Mark::Dash, 3, false)));
        assert_eq!(of("A: B", 1), Some((Mark::Colon, 2, false)));
        assert_eq!(of("A B", 1), None);
        assert_eq!(of("A", 1), Some((Mark::End, 1, false)));
    }

    #[test]
    fn runs_of_words_stop_at_marks() {
        let text = "Wilkes-Barre, Pa. (AP)";
        let words: Vec<&str> = run(text, 0, 5).into_iter().map(|w| &text[w]).collect();
        assert_eq!(words, ["Wilkes", "Barre"]);
        let words: Vec<&str> = run(text, 14, 5).into_iter().map(|w| &text[w]).collect();
        assert_eq!(words, ["Pa."]);
        assert_eq!(bracket(text, 18), Some((19..21, 22)));
        assert_eq!(bracket("((((", 0), None);
    }
}
