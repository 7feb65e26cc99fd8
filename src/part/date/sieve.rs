//! Which languages can have written a date string: a look at how its words begin, before their tables are built and
//! asked one by one.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lexicon::{self, is_letter};
use crate::text::WordMap;

/// Letters by which words are told.
const LETTERS: usize = 3;
/// From here on (Armenian, Hebrew, Arabic, Indic and on) names take prefixes, or words are not spaced.
const PREFIXED: char = '\u{530}';

type Beginning = [char; LETTERS];

/// One bit a language, in the order of [`lexicon::tags`].
type Languages = u128;

struct Sieve {
    tags: Vec<&'static str>,
    /// How words begin, in lower case and without marks; but for the scripts from [`PREFIXED`] on.
    beginnings: HashMap<Beginning, Languages, FxBuildHasher>,
    /// These scripts, as blocks of 128 characters.
    scripts: HashMap<u32, Languages, FxBuildHasher>,
}

static SIEVE: LazyLock<Sieve> = LazyLock::new(|| {
    let tags: Vec<&'static str> = lexicon::tags().take(Languages::BITS as usize).collect();
    let bits: WordMap<Languages> = tags.iter().zip(0..).map(|(tag, at)| (*tag, 1 << at)).collect();
    let beginnings = HashMap::with_capacity_and_hasher(6_000, FxBuildHasher);
    let mut sieve = Sieve { tags, beginnings, scripts: HashMap::default() };
    for (tag, words) in lexicon::vocabulary() {
        // All take English names and those of zones for their own.
        let all = matches!(tag, "en" | "*");
        sieve.learn(words, if all { Languages::MAX } else { bits.get(tag).copied().unwrap_or(0) });
    }
    let shared = super::clock::HOURS.iter().chain(super::mention::PARTS).copied();
    super::clock::zones().chain(shared).for_each(|name| sieve.learn(name, Languages::MAX));
    sieve
});

impl Sieve {
    fn learn(&mut self, words: &str, languages: Languages) {
        for word in runs(words) {
            if let Some(block) = block(word) {
                *self.scripts.entry(block).or_default() |= languages;
            } else if let Some(beginning) = beginning(word) {
                *self.beginnings.entry(beginning).or_default() |= languages;
            }
        }
    }

    fn languages(&self, s: &str) -> Languages {
        runs(s).fold(Languages::MAX, |left, word| {
            let known = match (block(word), beginning(word)) {
                (Some(block), _) => self.scripts.get(&block).copied().unwrap_or(0),
                (None, Some(beginning)) => self.beginnings.get(&beginning).copied().unwrap_or(0),
                (None, None) => Languages::MAX,
            };
            left & known
        })
    }
}

/// The languages that know all words of a string by their beginnings.
pub(super) struct Candidates(Languages);

impl Candidates {
    pub(super) fn of(s: &str) -> Self {
        Self(SIEVE.languages(s))
    }

    /// Their tags, the larger languages first.
    pub(super) fn tags(&self) -> impl Iterator<Item = &'static str> {
        let found = self.0;
        SIEVE.tags.iter().enumerate().filter(move |(at, _)| found >> at & 1 == 1).map(|(_, tag)| *tag)
    }

    /// Whether the language is one; of a language that is not known here all strings may be.
    pub(super) fn contain(&self, tag: &str) -> bool {
        SIEVE.tags.iter().position(|t| *t == tag).is_none_or(|at| self.0 >> at & 1 == 1)
    }
}

fn runs(s: &str) -> impl Iterator<Item = &str> {
    s.split(|c: char| if c.is_ascii() { !c.is_ascii_alphabetic() } else { !is_letter(c) })
        .filter(|w| !w.is_empty())
}

fn block(word: &str) -> Option<u32> {
    word.chars().next().filter(|c| *c >= PREFIXED).map(|c| u32::from(c) >> 7)
}

/// The first letters of a word; `None` where it has fewer.
fn beginning(word: &str) -> Option<Beginning> {
    // Mostly there is nothing to take apart.
    if let Some(letters) = word.as_bytes().first_chunk::<LETTERS>().filter(|l| l.is_ascii()) {
        return Some(letters.map(|letter| char::from(letter.to_ascii_lowercase())));
    }
    let mut letters = word.chars().flat_map(char::to_lowercase).nfd().filter(|c| !is_combining_mark(*c));
    Some([letters.next()?, letters.next()?, letters.next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

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
