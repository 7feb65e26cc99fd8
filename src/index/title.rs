//! Titles before names, which a query may print and a speaker's name never holds.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The tables of names that the parts read, for the languages whose titles people type into queries.
const TABLES: &[&str] = &[
    include_str!("../../data/names/id.txt"),
    include_str!("../../data/names/ms.txt"),
    include_str!("../../data/names/en.txt"),
];

/// Titles of one word, folded: those that are titles in any case, and offices.
static TITLES: LazyLock<[HashSet<String>; 2]> = LazyLock::new(|| {
    let words = |keys: &[&str]| {
        let lines = TABLES.iter().flat_map(|t| t.lines()).filter_map(|l| l.split_once(':'));
        let lists = lines.filter(|(key, _)| keys.contains(&key.trim())).flat_map(|(_, list)| list.split(','));
        lists.map(|w| crate::text::fold(w.trim()).replace('.', "")).filter(|w| !w.contains(' ')).collect()
    };
    [words(&["honorific", "rank", "degree"]), words(&["role"])]
});

/// Whether a word of a query is a title: "Hj." and "Serda" however they are written, "bidan" only in small letters, since
/// "Putri" and "Hakim" are names as well.
pub(super) fn is_title(printed: &str, folded: &str) -> bool {
    let [always, offices] = &*TITLES;
    let small = printed.chars().all(|c| !c.is_uppercase());
    always.contains(folded) || (small && offices.contains(folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_names() {
        assert!(is_title("Hj", "hj") && is_title("dr", "dr") && is_title("bidan", "bidan"));
        assert!(!is_title("Putri", "putri") && !is_title("Rina", "rina"));
    }
}
