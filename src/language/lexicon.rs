use std::sync::LazyLock;

use super::gram;
use crate::text::WordMap;

/// One bit a language, by its position in `gram::tags`.
type Languages = u128;

/// Words with the languages (as positions in `gram::tags`) in which they are usual.
static WORDS: LazyLock<WordMap<Languages>> = LazyLock::new(|| {
    let mut words: WordMap<Languages> = WordMap::with_capacity_and_hasher(4_000, Default::default());
    for line in include_str!("../../data/language/words.txt").lines() {
        let Some((tags, list)) = line.split_once(':').filter(|_| !line.starts_with('#')) else { continue };
        let languages = tags.split(' ').filter_map(position).fold(0, |all, at| all | 1 << at);
        for word in list.split_ascii_whitespace() {
            *words.entry(word).or_default() |= languages;
        }
    }
    words
});

fn position(tag: &str) -> Option<u32> {
    let at = gram::tags().iter().position(|t| *t == tag)?;
    u32::try_from(at).ok().filter(|at| *at < Languages::BITS)
}

/// Counts the word (in lower case, white space at both ends) for the languages in which it is usual.
pub(super) fn count(word: &str, counts: &mut gram::Scores) {
    let word = word.trim_ascii();
    // Enclitics of the Malay family; the bare word is then the one listed.
    let bare = || ["nya", "lah", "kah"].iter().find_map(|e| word.strip_suffix(e)).and_then(|w| WORDS.get(w));
    let mut languages = WORDS.get(word).or_else(bare).copied().unwrap_or(0);
    while languages != 0 {
        counts[languages.trailing_zeros() as usize] += 1;
        languages &= languages - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_list_is_known() {
        for line in include_str!("../../data/language/words.txt").lines() {
            let Some((tags, _)) = line.split_once(':').filter(|_| !line.starts_with('#')) else { continue };
            for tag in tags.split_whitespace() {
                assert!(position(tag).is_some(), "{tag}");
            }
        }
    }
}
