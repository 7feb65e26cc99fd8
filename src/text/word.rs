use unicode_normalization::char::is_combining_mark;

use super::class::is_alphabetic;

/// A word, number, mark or line end of a text, with where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    start: u32,
    end: u32,
    /// What it is.
    pub kind: Kind,
}

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with the apostrophes, hyphens and dots inside them ("Ma'ruf", "S.H").
    Word(Case),
    /// Begins with a digit.
    Number,
    /// Any other single character that is not white space.
    Mark,
    /// White space with a line end in it.
    Break,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital.
    Title,
    /// Two letters or more, all capitals.
    Upper,
    /// In a script without capitals.
    None,
}

impl Word {
    /// Offset of its first byte.
    pub(crate) fn start(self) -> usize {
        self.start as usize
    }

    /// Offset after its last byte.
    pub(crate) fn end(self) -> usize {
        self.end as usize
    }

    /// The piece of `text`.
    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// The word parted at `offset`, where that is inside it.
    pub(crate) fn part(self, offset: usize) -> (Word, Word) {
        let offset = (offset as u32).clamp(self.start, self.end);
        (Word { end: offset, ..self }, Word { start: offset, ..self })
    }

    /// Whether it is a word with a capital at its beginning.
    pub(crate) fn is_capitalised(self) -> bool {
        matches!(self.kind, Kind::Word(Case::Title | Case::Upper))
    }

    /// Whether it is a word.
    pub(crate) fn is_word(self) -> bool {
        matches!(self.kind, Kind::Word(_))
    }
}

/// The words, numbers, marks and line ends of a text, in order. Other white space and invisible characters are left out.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
        let start = at;
        if let Some(end) = plain_end(text.as_bytes(), at) {
            at = end;
            let kind = Kind::Word(plain_case(&text.as_bytes()[start..end]));
            out.push(Word { start: start as u32, end: end as u32, kind });
            continue;
        }
        let kind = if is_letter(c) || c.is_numeric() {
            at = word_end(text, at);
            if c.is_numeric() { Kind::Number } else { Kind::Word(case(&text[start..at])) }
        } else if c.is_whitespace() {
            let rest = text[at..].trim_start();
            let blank = &text[at..text.len() - rest.len()];
            at = text.len() - rest.len();
            if !blank.contains('\n') {
                continue;
            }
            Kind::Break
        } else {
            at += c.len_utf8();
            if super::normalize::is_invisible(c) {
                continue;
            }
            Kind::Mark
        };
        out.push(Word { start: start as u32, end: at as u32, kind });
    }
    out
}

/// Where a word ends that begins here and has nothing but ASCII letters and digits, most words of most texts.
fn plain_end(text: &[u8], start: usize) -> Option<usize> {
    if !text[start].is_ascii_alphabetic() {
        return None;
    }
    let length = text[start..].iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(text.len() - start);
    // What may join the word to what follows takes a closer look.
    let closed = text.get(start + length).is_none_or(|b| b.is_ascii() && !matches!(b, b'\'' | b'-' | b'.'));
    closed.then_some(start + length)
}

fn plain_case(word: &[u8]) -> Case {
    let letters = word.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if word[0].is_ascii_lowercase() {
        Case::Lower
    } else if letters > 1 && !word.iter().any(u8::is_ascii_lowercase) {
        Case::Upper
    } else {
        Case::Title
    }
}

/// Whether words of this character's script stand without spaces between them.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_letter(c: char) -> bool {
    is_alphabetic(c) || (!c.is_ascii() && is_combining_mark(c))
}

fn in_word(c: char) -> bool {
    is_letter(c) || c.is_numeric() || matches!(c, '\u{200c}' | '\u{200d}')
}

fn word_end(text: &str, start: usize) -> usize {
    // Letters since the last dot or since the beginning: a dot joins only the pieces of an abbreviation.
    let mut piece = 0;
    for (at, c) in text[start..].char_indices() {
        if in_word(c) {
            piece += 1;
            continue;
        }
        let rest = &text[start + at + c.len_utf8()..];
        let joins = match c {
            '\'' | '’' | 'ʼ' | '‘' => piece > 0 && is_inner_apostrophe(rest),
            '-' | '\u{2010}' | '\u{2011}' | '·' => rest.chars().next().is_some_and(in_word),
            '.' => piece <= 2 && abbreviation_follows(rest),
            '\u{ad}' => true,
            _ => false,
        };
        if !joins {
            return start + at;
        }
        piece = 0;
    }
    text.len()
}

/// An apostrophe is inside a word before a letter, but "Brook's" is a name and an ending.
fn is_inner_apostrophe(rest: &str) -> bool {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('s' | 'S'), None) => false,
        (Some('s' | 'S'), Some(c)) if !in_word(c) => false,
        (Some(c), _) => is_letter(c),
        (None, _) => false,
    }
}

/// "M.Si", "S.Pd.I", "U.S" are one word; "pagi.Kami" and "A.Rahman" are not.
fn abbreviation_follows(rest: &str) -> bool {
    let length = rest.chars().take(5).take_while(|c| is_letter(*c)).count();
    (1..=4).contains(&length) && rest.chars().take(4).any(|c| c.is_uppercase() || length == 1)
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::None };
    if first.is_lowercase() {
        Case::Lower
    } else if first.is_uppercase() {
        let mut more = letters.peekable();
        if more.peek().is_some() && more.all(|c| !c.is_lowercase()) { Case::Upper } else { Case::Title }
    } else {
        Case::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|w| w.of(text)).collect()
    }

    #[test]
    fn words_keep_what_is_inside_them() {
        assert_eq!(pieces("Ma'ruf, S.H., M.Si."), ["Ma'ruf", ",", "S.H", ".", ",", "M.Si", "."]);
        assert_eq!(pieces("Brook’s “al-Amin”"), ["Brook", "’", "s", "“", "al-Amin", "”"]);
        assert_eq!(pieces("FS.Bukittinggi pagi.Kami"), ["FS", ".", "Bukittinggi", "pagi", ".", "Kami"]);
        assert_eq!(pieces("8/12 a\n\nb"), ["8", "/", "12", "a", "\n\n", "b"]);
        assert_eq!(pieces("कहा है"), ["कहा", "है"]);
    }

    #[test]
    fn cases() {
        let kinds: Vec<Kind> = words("Padang KPK dia McCain 山").into_iter().map(|w| w.kind).collect();
        let expected = [Case::Title, Case::Upper, Case::Lower, Case::Title, Case::None].map(Kind::Word);
        assert_eq!(kinds, expected);
    }
}
