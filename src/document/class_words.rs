use std::sync::LazyLock;

use crate::html::Node;
use crate::text::{Lists, WordMap};

/// What the words in an element's class and id say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Never part of an article: navigation, comments, share bars, advertisements.
    Aside,
    /// Printed at a post's end: never text, but evidence of author, date and tags.
    Tail,
    /// Facts about an article, printed beside it: byline, date, caption, tags.
    Meta,
    /// The article's text.
    Body,
}

/// Words and phrases (words joined by `-`) with their roles.
struct Words {
    roles: WordMap<Role>,
    /// By first letters and length, whether there may be such a word at all.
    sketch: Vec<bool>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lists = Lists::read(include_str!("../../data/class_words.toml"));
    let mut words = Words { roles: WordMap::default(), sketch: vec![false; SKETCH] };
    for (list, role) in
        [("aside", Role::Aside), ("tail", Role::Tail), ("meta", Role::Meta), ("body", Role::Body)]
    {
        for word in lists.of(list) {
            words.sketch[sketched(word)] = true;
            words.roles.insert(word, role);
        }
    }
    words
});

const SKETCH: usize = 1 << 13;

fn sketched(word: &str) -> usize {
    let bytes = word.as_bytes();
    let at = |i: usize| bytes.get(i).copied().map_or(0, usize::from);
    (at(0) * 31 + at(1) * 1_009 + at(2) * 37_123 + bytes.len() * 7_919) % SKETCH
}

impl Words {
    fn find(&self, word: &str) -> Option<(Role, &'static str)> {
        if !self.sketch[sketched(word)] {
            return None;
        }
        self.roles.get_key_value(word).map(|(word, role)| (*role, *word))
    }
}

/// The role that the element's class, id or ARIA role names.
pub(super) fn role(node: Node<'_>) -> Option<Role> {
    word(node).map(|(role, _)| role)
}

/// The role with the word that names it; phrases go before single words.
pub(super) fn word(node: Node<'_>) -> Option<(Role, &'static str)> {
    let names = [node.attr("class"), node.attr("id"), node.attr("role"), node.attr("itemprop")];
    let mut found = None;
    let mut words = Parted::default();
    for name in names.into_iter().flatten().flat_map(str::split_ascii_whitespace).take(24) {
        if name.len() > 80 {
            continue;
        }
        words.part(name);
        // Phrases go before single words.
        for width in [3, 2, 1] {
            let mut any = false;
            for (role, word) in words.windows(width).filter_map(|phrase| WORDS.find(phrase)) {
                any = true;
                match role {
                    // The text itself is named by one word among many; anything else beside it is decoration.
                    Role::Body => return Some((role, word)),
                    Role::Aside => found = Some((role, word)),
                    Role::Tail if !matches!(found, Some((Role::Aside, _))) => found = Some((role, word)),
                    Role::Meta => found = found.or(Some((role, word))),
                    Role::Tail => {}
                }
            }
            if any {
                break;
            }
        }
    }
    found
}

/// The lower-case words of a class or id, joined by `-`: parted at `-`, `_`, `:` and between lower and upper case.
#[derive(Default)]
struct Parted {
    joined: String,
    /// Where each word ends.
    ends: Vec<usize>,
}

impl Parted {
    fn part(&mut self, name: &str) {
        self.joined.clear();
        self.ends.clear();
        let mut last_lower = false;
        let mut open = false;
        for c in name.chars() {
            let parts = !c.is_alphanumeric() || (c.is_uppercase() && last_lower);
            if parts && open {
                self.ends.push(self.joined.len());
                self.joined.push('-');
                open = false;
            }
            if c.is_ascii_alphanumeric() {
                self.joined.push(c.to_ascii_lowercase());
                open = true;
            } else if c.is_alphanumeric() {
                self.joined.extend(c.to_lowercase());
                open = true;
            }
            last_lower = c.is_lowercase() || c.is_ascii_digit();
        }
        if open {
            self.ends.push(self.joined.len());
        }
    }

    /// The phrases of so many words.
    fn windows(&self, width: usize) -> impl Iterator<Item = &str> {
        self.ends.windows(width).enumerate().map(move |(i, ends)| {
            let start = i.checked_sub(1).map_or(0, |before| self.ends[before] + 1);
            &self.joined[start..ends[width - 1]]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_into_words() {
        let mut words = Parted::default();
        words.part("post-body_entryContent:x2");
        assert_eq!(words.windows(1).collect::<Vec<_>>(), ["post", "body", "entry", "content", "x2"]);
        assert_eq!(words.windows(3).next(), Some("post-body-entry"));
        words.part("-Ärzte--");
        assert_eq!(words.windows(1).collect::<Vec<_>>(), ["ärzte"]);
    }
}
