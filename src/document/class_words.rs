use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use crate::html::{Node, Tree};
use crate::text::{Lists, Words as Set};

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

/// A word, or a phrase (words joined by `-`), with its role.
type Word = (Role, &'static str);

/// The words of the table. Where one is meant it is told by its number, 0 stands for none.
struct Words {
    words: Vec<Word>,
    numbers: HashMap<&'static [u8], u16, FxBuildHasher>,
    /// By their first letters, whether there may be such words at all.
    begins: Vec<bool>,
    /// Those that do not mislead in what they name.
    sure: Set,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lists = Lists::read(include_str!("../../data/class_words.toml"));
    let mut words = Words {
        words: vec![(Role::Meta, "")],
        numbers: HashMap::default(),
        begins: vec![false; 1 << 15],
        sure: lists.of("sure").collect(),
    };
    for (list, role) in
        [("aside", Role::Aside), ("tail", Role::Tail), ("meta", Role::Meta), ("body", Role::Body)]
    {
        for word in lists.of(list) {
            words.begins[beginning(word.as_bytes())] = true;
            words.numbers.insert(word.as_bytes(), words.words.len() as u16);
            words.words.push((role, word));
        }
    }
    words
});

/// Whether no block below an element of this name is text, however it looks: comments, advertisements, consent.
pub(super) fn is_sure(word: &str) -> bool {
    WORDS.sure.contains(word)
}

/// Five bits of each of the first three bytes.
fn beginning(word: &[u8]) -> usize {
    let bits = |i: usize| word.get(i).map_or(0, |b| usize::from(b & 31));
    bits(0) << 10 | bits(1) << 5 | bits(2)
}

impl Words {
    fn find(&self, phrase: &[u8]) -> Option<u16> {
        if self.begins[beginning(phrase)] { self.numbers.get(phrase).copied() } else { None }
    }

    fn role(&self, number: u16) -> Option<Role> {
        (number > 0).then(|| self.words[usize::from(number)].0)
    }

    /// Of two words on one element the one that speaks of it, where the text itself is not named.
    fn stronger(&self, before: u16, next: u16) -> u16 {
        match self.role(next) {
            Some(Role::Aside | Role::Body) => next,
            Some(Role::Tail) if self.role(before) != Some(Role::Aside) => next,
            Some(Role::Meta) if before == 0 => next,
            _ => before,
        }
    }

    /// The word that a class or id by itself says; phrases go before single words.
    fn of_name(&self, name: &str, parted: &mut Parted) -> u16 {
        parted.part(name);
        for width in [3, 2, 1] {
            let mut found = 0;
            for number in parted.windows(width).filter_map(|phrase| self.find(phrase)) {
                found = self.stronger(found, number);
                // The text itself is named by one word among many; anything else beside it is decoration.
                if self.role(found) == Some(Role::Body) {
                    break;
                }
            }
            if found > 0 {
                return found;
            }
        }
        0
    }
}

/// What class, id, ARIA role and microdata of each element of a page say about it.
pub(super) struct Roles(Vec<u16>);

/// Names that are remembered: pages use few again and again.
const REMEMBERED: usize = 512;
/// Names of one element that are looked at, and the bytes of one.
const NAMES: usize = 24;
const LONGEST: usize = 80;

impl Roles {
    pub(super) fn of<'t>(tree: &'t Tree<'t>) -> Self {
        let words = &*WORDS;
        let mut parted = Parted::default();
        // A name takes the place of any other with its hash.
        let mut remembered = vec![("", 0); REMEMBERED];
        let mut of_name = |name| {
            let (known, number) = &mut remembered[FxBuildHasher.hash_one(name) as usize % REMEMBERED];
            if *known != name {
                (*known, *number) = (name, words.of_name(name, &mut parted));
            }
            *number
        };
        let mut of_node = |node: Node<'t>| {
            let names = [node.attr("class"), node.attr("id"), node.attr("role"), node.attr("itemprop")];
            let names = names.into_iter().flatten().flat_map(str::split_ascii_whitespace);
            let mut found = 0;
            for name in names.take(NAMES).filter(|n| n.len() <= LONGEST) {
                found = words.stronger(found, of_name(name));
                if words.role(found) == Some(Role::Body) {
                    break;
                }
            }
            found
        };
        Self((0..tree.len()).map(|i| of_node(tree.node(i))).collect())
    }

    /// The role of an element with the word that names it.
    pub(super) fn word(&self, node: Node<'_>) -> Option<Word> {
        let number = self.0[node.index()];
        (number > 0).then(|| WORDS.words[usize::from(number)])
    }

    /// … without the word.
    pub(super) fn role(&self, node: Node<'_>) -> Option<Role> {
        self.word(node).map(|(role, _)| role)
    }
}

/// The lower-case words of a class or id, joined by `-`: parted at `-`, `_`, `:` and between lower and upper case.
#[derive(Default)]
struct Parted {
    joined: Vec<u8>,
    /// Where each word ends.
    ends: Vec<usize>,
}

impl Parted {
    fn part(&mut self, name: &str) {
        self.joined.clear();
        self.ends.clear();
        if !name.is_ascii() {
            return self.part_any(name);
        }
        self.joined.reserve(2 * name.len());
        let (mut last_lower, mut open) = (false, false);
        for byte in name.bytes() {
            let is_upper = byte.is_ascii_uppercase();
            let is_word = byte.is_ascii_alphanumeric();
            if open && (!is_word || (is_upper && last_lower)) {
                self.ends.push(self.joined.len());
                self.joined.push(b'-');
            }
            if is_word {
                self.joined.push(byte.to_ascii_lowercase());
            }
            (open, last_lower) = (is_word, is_word && !is_upper);
        }
        if open {
            self.ends.push(self.joined.len());
        }
    }

    fn part_any(&mut self, name: &str) {
        let mut last_lower = false;
        let mut open = false;
        for c in name.chars() {
            let parts = !c.is_alphanumeric() || (c.is_uppercase() && last_lower);
            if parts && open {
                self.ends.push(self.joined.len());
                self.joined.push(b'-');
                open = false;
            }
            if c.is_alphanumeric() {
                let lower = c.to_lowercase();
                lower.for_each(|c| self.joined.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()));
                open = true;
            }
            last_lower = c.is_lowercase() || c.is_ascii_digit();
        }
        if open {
            self.ends.push(self.joined.len());
        }
    }

    /// The phrases of so many words.
    fn windows(&self, width: usize) -> impl Iterator<Item = &[u8]> {
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
        assert_eq!(
            words.windows(1).collect::<Vec<_>>(),
            [&b"post"[..], b"body", b"entry", b"content", b"x2"]
        );
        assert_eq!(words.windows(3).next(), Some(&b"post-body-entry"[..]));
        words.part("-Ärzte--");
        assert_eq!(words.windows(1).collect::<Vec<_>>(), ["ärzte".as_bytes()]);
        for name in ["postBody", "H1_Title", "--", "", "x9Y", "ABCd e", "a1b-"] {
            words.part(name);
            let (joined, ends) = (words.joined.clone(), words.ends.clone());
            (words.joined, words.ends) = (Vec::new(), Vec::new());
            words.part_any(name);
            assert_eq!((words.joined.as_slice(), words.ends.as_slice()), (&joined[..], &ends[..]), "{name}");
        }
    }
}
