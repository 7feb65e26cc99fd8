//! What the words around a name say about it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::gazetteer::fold;

/// What the word before a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A place or a common noun follows: "di".
    Preposition,
    /// The name of a town, district or province follows: "Kabupaten".
    Area,
    /// The office or body of a place: "Walikota".
    Office,
    /// What follows may be small: "Nagari".
    Village,
    /// A person follows: "Pak".
    Person,
}

static CUES: LazyLock<HashMap<&'static str, Cue>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/place_cues.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut cues = HashMap::new();
    for (sort, words) in rows.filter_map(|row| row.split_once('\t')) {
        let cue = match sort {
            "prep" => Cue::Preposition,
            "area" => Cue::Area,
            "office" => Cue::Office,
            "village" => Cue::Village,
            _ => Cue::Person,
        };
        cues.extend(words.split_whitespace().map(|word| (word, cue)));
    }
    cues
});

static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/place_words.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.flat_map(str::split_whitespace).map(fold).collect()
});

/// The cue that a word is, if any.
pub(super) fn of(word: &str) -> Option<Cue> {
    // No cue is longer; and most words need no copy.
    if word.len() > 24 {
        return None;
    }
    match CUES.get(word) {
        Some(cue) => Some(*cue),
        None if word.chars().any(char::is_uppercase) => CUES.get(word.to_lowercase().as_str()).copied(),
        None => None,
    }
}

/// Whether a name is an ordinary word or a given name too.
pub(super) fn is_word(folded: &str) -> bool {
    WORDS.contains(folded)
}
