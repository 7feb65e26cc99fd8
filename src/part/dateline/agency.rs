//! News agencies and papers that sign datelines.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use super::head;
use crate::gazetteer::fold;
use crate::text::WordMap;

/// Folded names of two letters are kept too: they count in brackets only.
static AGENCIES: LazyLock<HashMap<String, &'static str, FxBuildHasher>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/agencies.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut names = HashMap::with_capacity_and_hasher(500, FxBuildHasher);
    for row in rows {
        let mut cells = row.split('\t');
        let (Some(id), Some(_), Some(printed)) = (cells.next(), cells.next(), cells.next()) else { continue };
        for name in printed.split(';') {
            names.entry(fold(name)).or_insert(id);
        }
    }
    names
});

/// Endings of the names by which news sites sign.
const ENDINGS: [&str; 14] =
    ["com", "id", "co", "net", "org", "news", "info", "my", "de", "tv", "sg", "asia", "press", "online"];

/// How a word of the names of papers stands in them.
#[derive(Clone, Copy, PartialEq)]
enum Glue {
    Alone,
    Behind,
    Either,
    /// The whole is no paper.
    Never,
}

/// Words of which the names of papers are made.
static PRESS: LazyLock<WordMap<Glue>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/press_words.txt").lines().filter(|l| !l.starts_with('#'));
    let word = |row: &'static str| match row.split_at(usize::from(row.starts_with(['+', '-', '!']))) {
        ("+", word) => (word, Glue::Either),
        ("-", word) => (word, Glue::Behind),
        ("!", word) => (word, Glue::Never),
        _ => (row, Glue::Alone),
    };
    rows.map(word).collect()
});

const MOST_WORDS: usize = 4;

/// The id of an agency by its printed name.
pub(super) fn id_of(printed: &str) -> Option<&'static str> {
    AGENCIES.get(&fold(printed)).copied()
}

/// Whether it is put together like the name of a paper: `Suluh Flores`, `RANAHKINI`, `PontianakSiang`.
pub(super) fn is_press(name: &str) -> bool {
    let mut words = name.split_whitespace();
    // "Info", "RADAR": alone they are a label.
    let several = name.contains(' ');
    if PRESS.get(name.to_lowercase().as_str()) == Some(&Glue::Never) {
        return false;
    }
    words.any(|word| {
        let lower = word.to_lowercase();
        let glued = || {
            PRESS.iter().filter(|(_, glue)| matches!(glue, Glue::Behind | Glue::Either)).any(
                |(word, glue)| {
                    let before = lower.strip_prefix(word).filter(|_| *glue == Glue::Either);
                    let rest = before.or_else(|| lower.strip_suffix(word));
                    rest.is_some_and(|rest| rest.chars().count() >= 3)
                },
            )
        };
        several && PRESS.contains_key(lower.as_str()) || is_run_together(word) || glued()
    })
}

/// `PontianakSiang`; "McAllen" is a name.
fn is_run_together(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let inner = letters.windows(2).skip(2).any(|w| w[0].is_lowercase() && w[1].is_uppercase());
    inner && !word.starts_with("Mac") && letters.iter().all(|c| c.is_alphanumeric())
}

/// The end of a known agency's name at `at`, the longest one.
pub(super) fn known_at(text: &str, at: usize) -> Option<usize> {
    let words = head::run(text, at, MOST_WORDS);
    words.iter().rev().find_map(|last| {
        let end = head::without_stop(text, last);
        let printed = &text[at..end];
        let long_enough = printed.chars().filter(|c| c.is_alphanumeric()).take(3).count() == 3;
        (long_enough && id_of(printed).is_some()).then_some(end)
    })
}

/// The end of a site's name such as `Harianjogja.com` or `TRIBUN-PADANG.COM` at `at`.
pub(super) fn site_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let stop = |c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-');
    let run = &rest[..rest.find(stop).unwrap_or(rest.len())];
    // The dash after a name may be glued to it: the longest piece that ends like a site counts.
    let mut end = run.len();
    loop {
        let name = run[..end].trim_end_matches(['.', '-']);
        if let Some((labels, ending)) = name.rsplit_once('.') {
            let ending = ending.to_ascii_lowercase();
            let whole = labels.split('.').all(|l| !l.is_empty() && !l.starts_with('-') && !l.ends_with('-'));
            if ENDINGS.contains(&ending.as_str()) && whole && labels.len() >= 2 {
                return Some(at + name.len());
            }
        }
        end = name.rfind('-')?;
    }
}

/// The end of a domain with any ending at `at`, such as `suarapinggir.example`: a name only beside a place.
pub(super) fn domain_at(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let stop = |c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-');
    let name = rest[..rest.find(stop).unwrap_or(rest.len())].trim_end_matches(['.', '-']);
    let (label, ending) = name.split_once('.')?;
    let letters = |s: &str| s.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.');
    let one_case =
        |s: &str| !s.bytes().any(|b| b.is_ascii_uppercase()) || !s.bytes().any(|b| b.is_ascii_lowercase());
    let fits = label.len() >= 4 && (2..=12).contains(&ending.len()) && letters(ending) && one_case(ending);
    (fits && (one_case(label) || is_run_together(label) || label.starts_with(|c: char| c.is_uppercase())))
        .then_some(at + name.len())
}

/// The ends of what may be the name of a paper nobody knows, the longest first: one to four capitalised words.
pub(super) fn unknown_at(text: &str, at: usize) -> Vec<usize> {
    let words = head::run(text, at, MOST_WORDS);
    let capital = |w: &std::ops::Range<usize>| head::opens_name(&text[w.clone()]);
    let count = words.iter().take_while(|w| capital(w)).count();
    let ends = words[..count].iter().rev().map(|w| head::without_stop(text, w));
    ends.filter(|end| (2..=30).contains(&(end - at)) && text[at..*end].chars().any(char::is_alphabetic))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sites() {
        assert_eq!(id_of("KOMPAS.com"), Some("kompas"));
        assert_eq!(id_of("ANTARA News"), Some("antara"));
        assert_eq!(id_of("واس"), Some("spa"));
        assert_eq!(known_at("CNN Indonesia -- Gibran", 0), Some(13));
        assert_eq!(known_at("AP wrote", 0), None);
        assert_eq!(site_at("JambiUpdate.com - Warga", 0), Some(15));
        assert_eq!(site_at("TRIBUN-PADANG.COM-Warga", 0), Some(17));
        assert_eq!(site_at("dr.Budi - ", 0), None);
        assert_eq!(site_at("N.C. (AP)", 0), None);
        assert_eq!(domain_at("suaratepi.example – Warga", 0), Some(17));
        assert_eq!(domain_at("dr.Budi - ", 0), None);
        for name in
            ["RANAHKINI", "PontianakSiang", "Suluh Flores", "Warta Pesisir", "SinarKita", "KABARNAGARI"]
        {
            assert!(is_press(name), "{name}");
        }
        for name in
            ["SELAYO", "McAllen", "Budi Santoso", "Kampung Pulai", "PRINGGASELA", "Posong", "Kinibalu"]
        {
            assert!(!is_press(name), "{name}");
        }
    }
}
