//! Which languages can have written a date string: a look at how its words begin, before their tables are built and
//! asked one by one.

use std::cmp::Ordering;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lexicon::{self, is_letter};

/// Letters by which words are told.
const LETTERS: usize = 3;
/// From here on (Armenian, Hebrew, Arabic, Indic and on) names take prefixes, or words are not spaced.
const PREFIXED: char = '\u{530}';

/// One bit a language, in the order of [`lexicon::tags`].
type Languages = u128;

/// How the words of each language begin, in lower case and without marks, and in which scripts from [`PREFIXED`] on they
/// are, as blocks of 128 characters: records of a key and the languages that have it, in the order of the keys. Made of
/// the tables by the test below; to read all of them at the start would take longer than to read a page.
static KNOWN: &[u8] = include_bytes!("../../../data/dates/beginnings.bin");

static TAGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lexicon::tags().take(Languages::BITS as usize).collect());

/// The languages that have a beginning or block.
fn known(key: u64) -> Languages {
    let records = KNOWN.as_chunks::<RECORD>().0;
    let (mut from, mut to) = (0, records.len());
    while from < to {
        let middle = from.midpoint(to);
        let (own, languages) = parted(&records[middle]);
        match own.cmp(&key) {
            Ordering::Equal => return languages,
            Ordering::Less => from = middle + 1,
            Ordering::Greater => to = middle,
        }
    }
    0
}

const RECORD: usize = 24;

fn parted(record: &[u8; RECORD]) -> (u64, Languages) {
    let (mut key, mut languages) = ([0; 8], [0; 16]);
    key.copy_from_slice(&record[..8]);
    languages.copy_from_slice(&record[8..]);
    (u64::from_le_bytes(key), Languages::from_le_bytes(languages))
}

/// What a word is looked up by; `None` where it has too few letters to tell.
fn key(word: &str) -> Option<u64> {
    block(word).or_else(|| beginning(word)).or_else(|| short(word))
}

fn languages(s: &str) -> Languages {
    runs(s).filter_map(key).fold(Languages::MAX, |left, key| left & known(key))
}

/// The languages that know all words of a string by their beginnings.
pub(super) struct Candidates(Languages);

impl Candidates {
    pub(super) fn of(s: &str) -> Self {
        Self(languages(s))
    }

    /// Their tags, the larger languages first.
    pub(super) fn tags(&self) -> impl Iterator<Item = &'static str> {
        let found = self.0;
        TAGS.iter().enumerate().filter(move |(at, _)| found >> at & 1 == 1).map(|(_, tag)| *tag)
    }

    /// Whether the language is one; of a language that is not known here all strings may be.
    pub(super) fn contain(&self, tag: &str) -> bool {
        TAGS.iter().position(|t| *t == tag).is_none_or(|at| self.0 >> at & 1 == 1)
    }
}

fn runs(s: &str) -> impl Iterator<Item = &str> {
    s.split(|c: char| if c.is_ascii() { !c.is_ascii_alphabetic() } else { !is_letter(c) })
        .filter(|w| !w.is_empty())
}

fn block(word: &str) -> Option<u64> {
    word.chars().next().filter(|c| *c >= PREFIXED).map(|c| u64::from(c) >> 7)
}

/// The first letters of a word; `None` where it has fewer.
fn beginning(word: &str) -> Option<u64> {
    // Mostly there is nothing to take apart.
    if let Some(letters) = word.as_bytes().first_chunk::<LETTERS>().filter(|l| l.is_ascii()) {
        return Some(packed(letters.map(|letter| char::from(letter.to_ascii_lowercase()))));
    }
    let mut letters = word.chars().flat_map(char::to_lowercase).nfd().filter(|c| !is_combining_mark(*c));
    Some(packed([letters.next()?, letters.next()?, letters.next()?]))
}

/// A word of two letters as a whole, where they are plain: "WA", "HP". One letter may be anything, and a T part a time.
fn short(word: &str) -> Option<u64> {
    let [a, b] = *word.as_bytes() else { return None };
    (a.is_ascii() && b.is_ascii() && a != b'T')
        .then(|| packed(['\0', char::from(a.to_ascii_lowercase()), char::from(b.to_ascii_lowercase())]))
}

fn packed(letters: [char; LETTERS]) -> u64 {
    letters.into_iter().fold(0, |key, c| key << 21 | u64::from(c))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Words of two letters that are read in any language.
    const SHORT: [&str; 2] = ["am", "pm"];

    #[test]
    fn no_language_reads_a_date_with_a_short_word_that_it_does_not_know() {
        let around = [
            "# 9 12 2021",
            "9 # 2021",
            "9 12 2021 #",
            "9/12/2021 10:05 #",
            "9# 12 2021",
            "9 # 12 # 2021",
            "9/12/2021 #10:05",
            "10#05 9/12/2021",
            "9/12/2021 # 10:05",
            "2021-12-09#10:05",
            "9 (#) 12 2021",
            "# 12",
            "9.#.2021",
        ];
        for word in [
            "Telp", "Fax", "Jalan", "Nomor", "WA", "HP", "No", "RT", "ri", "kg", "of", "TV", "Ta", "de",
            "am", "uh",
        ] {
            for s in around.map(|s| s.replace('#', word)) {
                let candidates = Candidates::of(&s);
                for lexicon in
                    TAGS.iter().filter(|t| !candidates.contain(t)).filter_map(|t| lexicon::by_tag(t))
                {
                    let found = crate::part::date::whole::in_language(&s, lexicon, lexicon.order);
                    assert_eq!(found, None, "{s} {}", lexicon.tag);
                }
            }
        }
    }

    /// The file as the tables would have it. `WARTA_UPDATE=1` writes it.
    #[test]
    fn the_file_holds_what_the_tables_say() {
        let mut found: BTreeMap<u64, Languages> = BTreeMap::new();
        let mut learn = |words: &str, languages: Languages| {
            // A letter with two marks may lie in a block of its own, and be a plain one without them.
            let plain = |key: &u64| key >> 42 < u64::from(PREFIXED);
            let keys = runs(words)
                .flat_map(|w| block(w).into_iter().chain(beginning(w).filter(plain)).chain(short(w)));
            keys.for_each(|key| *found.entry(key).or_default() |= languages);
        };
        for (tag, words) in lexicon::vocabulary() {
            // All take English names and those of zones for their own.
            let own = TAGS.iter().position(|t| *t == tag).map_or(0, |at| 1 << at);
            learn(words, if matches!(tag, "en" | "*") { Languages::MAX } else { own });
        }
        SHORT.iter().for_each(|word| learn(word, Languages::MAX));
        let shared = crate::part::date::clock::HOURS.iter().chain(crate::part::date::mention::PARTS).copied();
        crate::part::date::clock::zones().chain(shared).for_each(|name| learn(name, Languages::MAX));
        let records = found
            .into_iter()
            .flat_map(|(key, languages)| key.to_le_bytes().into_iter().chain(languages.to_le_bytes()));
        let file: Vec<u8> = records.collect();
        if std::env::var_os("WARTA_UPDATE").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/dates/beginnings.bin");
            std::fs::write(path, &file).unwrap();
        } else {
            assert!(file == KNOWN, "the tables have changed: run this test with WARTA_UPDATE=1");
        }
    }

    #[test]
    fn words_tell_the_languages_that_can_have_written_them() {
        for (s, tag, can) in [
            ("Kamis, 09 Desember 2021", "id", true),
            ("9 décembre 2021", "fr", true),
            ("9 DECEMBRE 2021", "fr", true),
            ("9 Dec 2021", "sw", true),
            ("21 בינואר 2006", "he", true),
            ("2021年12月9日", "ja", true),
            ("9 joulukuuta 2021", "fi", true),
            ("9 декабря 2021 г.", "ru", true),
            ("09/12/2021 10:05 WIB", "id", true),
            ("Rina 9 Desember 2021", "id", false),
            ("9 joulukuuta 2021", "id", false),
            ("3 pembaca", "de", false),
        ] {
            assert_eq!(Candidates::of(s).tags().any(|t| t == tag), can, "{s} {tag}");
            assert_eq!(Candidates::of(s).contain(tag), can, "{s} {tag}");
        }
    }
}
