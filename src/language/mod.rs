//! Language of a text: pure functions over `&str`.
//!
//! Three witnesses are added up: whatlang; letter sequences of some 115 languages, learned from the Universal
//! Declaration of Human Rights (`data/language/build.py`); and everyday words that tell apart languages which letters
//! alone do not, above all Indonesian from Malay and its neighbours (`data/language/words.txt`).

mod gram;
mod lexicon;
mod script;
mod vote;
mod word;

use crate::value::Language;

/// The language of a running text with how sure that is (0 to 1); `None` where there is too little to tell.
///
/// Of a long text only a sample is read.
pub(crate) fn detect(text: &str) -> Option<(Language, f32)> {
    let sample = word::sample(text);
    if let Some(known) = script::language(&sample) {
        return known;
    }
    vote::language(&sample)
}
