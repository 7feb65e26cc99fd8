use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use super::gram;

/// One bit a language, by its position in `gram::tags`.
type Languages = u128;
/// The bytes of a word, filled up with zeros: compared and hashed as one number. No word of the list is longer.
type Key = u128;

/// Words with the languages (as positions in `gram::tags`) in which they are usual.
static WORDS: LazyLock<HashMap<Key, Languages, FxBuildHasher>> = LazyLock::new(|| {
    let mut words: HashMap<_, Languages, _> = HashMap::with_capacity_and_hasher(3_000, Default::default());
    for line in include_str!("../../data/language/words.txt").lines() {
        let Some((tags, list)) = line.split_once(':').filter(|_| !line.starts_with('#')) else { continue };
        let languages = tags.split(' ').filter_map(position).fold(0, |all, at| all | 1 << at);
        for word in list.split_ascii_whitespace().filter_map(|w| key(w.as_bytes())) {
            *words.entry(word).or_default() |= languages;
        }
    }
    words
});

fn key(word: &[u8]) -> Option<Key> {
    let mut bytes = [0; size_of::<Key>()];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    Some(Key::from_le_bytes(bytes))
}

/// A word without an enclitic of the Malay family.
fn bare(word: &[u8]) -> Option<&[u8]> {
    match word {
        [bare @ .., b'n', b'y', b'a'] | [bare @ .., b'l' | b'k', b'a', b'h'] => Some(bare),
        _ => None,
    }
}

fn position(tag: &str) -> Option<u32> {
    let at = gram::tags().iter().position(|t| *t == tag)?;
    u32::try_from(at).ok().filter(|at| *at < Languages::BITS)
}

/// Counts the word (in lower case, white space at both ends) for the languages in which it is usual.
pub(super) fn count(word: &str, counts: &mut gram::Scores) {
    let word = word.as_bytes().trim_ascii();
    let find = |word| key(word).and_then(|key| WORDS.get(&key));
    // Of a word with an enclitic, mostly the bare word is the one listed.
    let mut languages = find(word).or_else(|| find(bare(word)?)).copied().unwrap_or(0);
    while languages != 0 {
        counts[languages.trailing_zeros() as usize] += 1;
        languages &= languages - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_read() {
        for line in include_str!("../../data/language/words.txt").lines() {
            let Some((tags, list)) = line.split_once(':').filter(|_| !line.starts_with('#')) else {
                continue;
            };
            for tag in tags.split_whitespace() {
                assert!(position(tag).is_some(), "{tag}");
            }
            for word in list.split_ascii_whitespace() {
                assert!(key(word.as_bytes()).is_some(), "longer than a key: {word}");
            }
        }
    }

    #[test]
    fn words_count_with_and_without_enclitics() {
        let of = |word: &str| {
            let mut counts = [0; gram::WIDTH];
            count(word, &mut counts);
            counts.iter().sum::<i32>()
        };
        assert_eq!([of(" kota "), of(" kotanya "), of(" kotalah "), of(" kotakah ")], [1; 4]);
        assert_eq!([of(" nya "), of(" kotaxyz "), of(" kotanyakotanyakotanya ")], [0; 3]);
    }
}
