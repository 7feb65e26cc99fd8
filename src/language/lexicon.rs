use std::collections::HashMap;
use std::sync::LazyLock;

use super::gram;

/// Words with the languages (as positions in `gram::tags`) in which they are usual.
static WORDS: LazyLock<HashMap<&'static str, Vec<u8>>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Vec<u8>> = HashMap::new();
    for line in include_str!("../../data/language/words.txt").lines() {
        let Some((tags, list)) = line.split_once(':').filter(|_| !line.starts_with('#')) else { continue };
        for at in tags.split_whitespace().filter_map(position) {
            for word in list.split_whitespace() {
                let languages = words.entry(word).or_default();
                if !languages.contains(&at) {
                    languages.push(at);
                }
            }
        }
    }
    words
});

fn position(tag: &str) -> Option<u8> {
    let at = gram::tags().iter().position(|t| *t == tag)?;
    u8::try_from(at).ok()
}

/// Counts the word (without white space, in lower case) for the languages in which it is usual.
pub(super) fn count(word: &str, counts: &mut [i32]) {
    // Enclitics of the Malay family; the bare word is then the one listed.
    let bare = || ["nya", "lah", "kah"].iter().find_map(|e| word.strip_suffix(e)).and_then(|w| WORDS.get(w));
    for at in WORDS.get(word).or_else(bare).into_iter().flatten() {
        if let Some(count) = counts.get_mut(usize::from(*at)) {
            *count += 1;
        }
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
