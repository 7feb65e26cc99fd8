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

/// Calls `each` with every word in lower case, white space at both ends: a run of letters, marks and apostrophes.
///
/// Addresses and handles are no words of a language; they are left out.
pub(super) fn each(text: &str, mut each: impl FnMut(&[char])) {
    let mut word: Vec<char> = Vec::with_capacity(32);
    for token in text.split_whitespace() {
        if token.contains(['@', '#']) || token.contains("://") || token.starts_with("www.") {
            continue;
        }
        word.clear();
        word.push(' ');
        for c in token.chars() {
            if c == '\'' || c == '\u{2019}' {
                word.push('\'');
            } else if c.is_alphabetic() || is_combining_mark(c) {
                word.extend(c.to_lowercase());
            } else if word.len() > 1 {
                word.push(' ');
                each(&word);
                word.truncate(1);
            }
        }
        if word.len() > 1 {
            word.push(' ');
            each(&word);
        }
    }
}
