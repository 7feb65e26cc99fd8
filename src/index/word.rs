//! Words as they are indexed: printed forms, lower case, accents folded, nothing stemmed.
//!
//! The same cutting serves the index, the query and the snippets, so that what is found can be marked.

use unicode_normalization::UnicodeNormalization;

/// Longer words are noise (encoded data); they are counted as a position and never indexed.
const LONGEST: usize = 100;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// First byte in the text.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// Its number; both forms of a hyphenated word share the first one's.
    pub(crate) position: usize,
    /// The folded word.
    pub(crate) text: String,
    /// Whether this is the second form of hyphenated words written as one: `antikorupsi` beside `anti`, `korupsi`.
    pub(crate) joined: bool,
}

/// Cuts a text into words, in order.
///
/// - Letters, digits and their marks make words; a script without spaces gives a word for each character.
/// - An apostrophe inside a word is dropped (`Jum'at` is `jumat`), but a possessive `'s` goes with it and an
///   elided article (`l'homme`, `dell'anno`) is a word of its own.
/// - Hyphenated words are words of their own, and once more as one (`anti-korupsi`: `anti`, `korupsi`,
///   `antikorupsi`), except reduplications (`buku-buku`).
#[derive(Debug)]
pub(crate) struct Words<'a> {
    text: &'a str,
    at: usize,
    position: usize,
    /// The end of the last word where a hyphen follows it directly, with its folded form and position.
    hyphenated: Option<(String, usize, usize)>,
    joined: Option<Word>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, position: 0, hyphenated: None, joined: None }
    }

    /// Puts the next word into `word`; false at the end. Reuses the buffer of `word`.
    pub(crate) fn read(&mut self, word: &mut Word) -> bool {
        if let Some(joined) = self.joined.take() {
            *word = joined;
            return true;
        }
        loop {
            let Some((start, end)) = self.piece() else { return false };
            let position = self.position;
            self.position += 1;
            word.text.clear();
            fold_into(&self.text[start..end], &mut word.text);
            if word.text.is_empty() || word.text.len() > LONGEST {
                self.hyphenated = None;
                continue;
            }
            (word.start, word.end, word.position, word.joined) = (start, end, position, false);
            self.join(word);
            return true;
        }
    }

    /// Prepares the joined form where this word follows a hyphen, and remembers the word where one follows it.
    fn join(&mut self, word: &Word) {
        let before = self.hyphenated.take();
        if let Some((first, start, position)) = before
            && first != word.text
            && first.len() + word.text.len() <= LONGEST
        {
            let text = first + &word.text;
            self.joined = Some(Word { start, end: word.end, position, text, joined: true });
        }
        let rest = &self.text.as_bytes()[word.end..];
        let letters = |s: &str| s.chars().all(char::is_alphabetic);
        let hyphen =
            rest.first() == Some(&b'-') || self.text[word.end..].starts_with(['\u{2010}', '\u{2011}']);
        if hyphen && letters(&word.text) {
            let after = self.text[word.end..].chars().nth(1);
            if after.is_some_and(|c| c.is_alphabetic() && !is_alone(c)) {
                self.hyphenated = Some((word.text.clone(), word.start, word.position));
            }
        }
    }

    /// The bytes of the next word.
    fn piece(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        // Skip to the start of a word.
        let start = loop {
            let byte = *bytes.get(self.at)?;
            if byte < 128 {
                if byte.is_ascii_alphanumeric() {
                    break self.at;
                }
                self.at += 1;
            } else {
                let c = self.text[self.at..].chars().next()?;
                if c.is_alphanumeric() {
                    break self.at;
                }
                self.at += c.len_utf8();
            }
        };
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                self.at += 1;
                continue;
            }
            if byte < 128 && byte != b'\'' && byte != b'`' {
                break;
            }
            let c = self.text[self.at..].chars().next()?;
            if is_alone(c) {
                if self.at == start {
                    self.at += c.len_utf8();
                    // Its marks belong to it.
                    while let Some(mark) = self.text[self.at..].chars().next().filter(|m| is_mark(*m)) {
                        self.at += mark.len_utf8();
                    }
                }
                break;
            }
            if c.is_alphanumeric() || is_mark(c) {
                self.at += c.len_utf8();
            } else if is_apostrophe(c) {
                match self.after_apostrophe(start, self.at + c.len_utf8()) {
                    Apostrophe::Inside => self.at += c.len_utf8(),
                    Apostrophe::Ends => break,
                    Apostrophe::Possessive => {
                        let end = self.at;
                        self.at += c.len_utf8() + 1;
                        return Some((start, end));
                    }
                }
            } else {
                break;
            }
        }
        Some((start, self.at))
    }

    fn after_apostrophe(&self, start: usize, after: usize) -> Apostrophe {
        let mut rest = self.text[after..].chars();
        match (rest.next(), rest.next()) {
            (Some('s' | 'S'), next) if !next.is_some_and(|c| c.is_alphanumeric()) => Apostrophe::Possessive,
            (Some(c), _) if c.is_alphabetic() && !is_alone(c) => {
                let before = &self.text[start..self.at];
                if ELIDED.iter().any(|e| before.eq_ignore_ascii_case(e)) {
                    Apostrophe::Ends
                } else {
                    Apostrophe::Inside
                }
            }
            _ => Apostrophe::Ends,
        }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let mut word = Word { start: 0, end: 0, position: 0, text: String::new(), joined: false };
        self.read(&mut word).then_some(word)
    }
}

enum Apostrophe {
    Inside,
    Ends,
    Possessive,
}

/// Articles and prepositions that lose their vowel before another word in French, Italian and Catalan.
const ELIDED: &[&str] =
    &["l", "d", "j", "m", "t", "n", "c", "s", "qu", "un", "dell", "all", "dall", "nell", "sull", "jusqu"];

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '’' | '‘' | 'ʼ' | 'ʻ' | '´')
}

/// Characters of scripts that part words by nothing: each is a word, and a word asked for is a run of them.
fn is_alone(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' // Thai, Lao, Burmese, Khmer
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
        && !is_mark(c)
}

/// Marks and joiners that stand inside words.
fn is_mark(c: char) -> bool {
    c > '\u{ac}'
        && (unicode_normalization::char::is_combining_mark(c)
            || matches!(c, '\u{ad}' | '\u{640}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'))
}

/// A whole string folded as words are, its other characters kept.
pub(crate) fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    fold_into(s, &mut out);
    out
}

fn fold_into(s: &str, out: &mut String) {
    if s.is_ascii() {
        out.extend(s.bytes().filter(|b| *b != b'\'' && *b != b'`').map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    let kept = s.nfkd().filter(|c| !is_folded_mark(*c) && !is_apostrophe(*c));
    for c in kept.nfc().flat_map(char::to_lowercase).filter(|c| *c != '\u{307}') {
        match c {
            'đ' | 'ð' => out.push('d'),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            'ħ' => out.push('h'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ς' => out.push('σ'),
            c => out.push(c),
        }
    }
}

/// Marks that readers leave out when they type: accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic,
/// joiners. Vowel signs of Indic and South-East Asian scripts and voicing marks of kana make other words and stay.
fn is_folded_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{ad}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Words::new(text).filter(|w| !w.joined).map(|w| w.text).collect()
    }

    fn joined(text: &str) -> Vec<String> {
        Words::new(text).filter(|w| w.joined).map(|w| w.text).collect()
    }

    #[test]
    fn words_are_cut_and_folded() {
        for (text, cut) in [
            ("Pelayanan Publik, 2021!", vec!["pelayanan", "publik", "2021"]),
            ("Jum'at Ma’ruf", vec!["jumat", "maruf"]),
            ("Najib's Padang’s", vec!["najib", "padang"]),
            ("l'homme dell’anno O'Brien", vec!["l", "homme", "dell", "anno", "obrien"]),
            ("'kata' `x`", vec!["kata", "x"]),
            ("São Đà Nẵng İstanbul Straße", vec!["sao", "da", "nang", "istanbul", "strasse"]),
            ("UU No. 25 Tahun 2009", vec!["uu", "no", "25", "tahun", "2009"]),
            ("大阪府", vec!["大", "阪", "府"]),
            ("がぎ", vec!["が", "ぎ"]),
            ("한국어", vec!["한국어"]),
            ("किताब", vec!["किताब"]),
            ("كِتَاب", vec!["كتاب"]),
            ("a\u{ad}b c\u{200b}d", vec!["ab", "cd"]),
            ("", vec![]),
            (" — «» 👍", vec![]),
        ] {
            assert_eq!(words(text), cut, "{text}");
        }
    }

    #[test]
    fn hyphenated_words_are_also_one_word() {
        assert_eq!(words("anti-korupsi"), ["anti", "korupsi"]);
        assert_eq!(joined("anti-korupsi"), ["antikorupsi"]);
        assert_eq!(joined("buku-buku"), [""; 0]);
        assert_eq!(joined("2020-2021 a - b Covid-19"), [""; 0]);
        assert_eq!(joined("ibu-ibu-anak"), ["ibuanak"]);
        let both: Vec<_> = Words::new("si anti-korupsi").map(|w| (w.position, w.start, w.end)).collect();
        assert_eq!(both, [(0, 0, 2), (1, 3, 7), (2, 8, 15), (1, 3, 15)]);
    }

    #[test]
    fn spans_slice_the_text() {
        for text in ["“Ma’ruf” — é\u{301}x大’s", "ẞ'ß-ß", "\u{200d}a\u{200d}", "a''b", "'s", "l'", "กิน ข้าว"]
        {
            for word in Words::new(text) {
                assert!(!text[word.start..word.end].is_empty(), "{text}");
            }
        }
    }

    #[test]
    fn noise_is_not_a_word_but_counts() {
        let noise = "x".repeat(500);
        let text = format!("a {noise} b");
        let found: Vec<_> = Words::new(&text).map(|w| (w.text, w.position)).collect();
        assert_eq!(found, [("a".to_owned(), 0), ("b".to_owned(), 2)]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_on_boundaries(text in "\\PC*") {
            let mut last = 0;
            for word in Words::new(&text) {
                let _ = &text[word.start..word.end];
                assert!(word.joined || word.start >= last);
                last = word.end;
            }
        }
    }
}
