use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::html::Node;

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

#[derive(Deserialize)]
struct Table {
    aside: Vec<String>,
    tail: Vec<String>,
    meta: Vec<String>,
    body: Vec<String>,
}

/// Word or phrase (words joined by `-`) → role.
static WORDS: LazyLock<HashMap<String, Role>> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../../data/class_words.toml")).expect("the built-in table parses");
    let mut words = HashMap::new();
    for (list, role) in [
        (table.aside, Role::Aside),
        (table.tail, Role::Tail),
        (table.meta, Role::Meta),
        (table.body, Role::Body),
    ] {
        words.extend(list.into_iter().map(|word| (word, role)));
    }
    words
});

/// The role that the element's class, id or ARIA role names.
pub(super) fn role(node: Node<'_>) -> Option<Role> {
    word(node).map(|(role, _)| role)
}

/// The role with the word that names it; phrases go before single words.
pub(super) fn word(node: Node<'_>) -> Option<(Role, &'static str)> {
    let names = [node.attr("class"), node.attr("id"), node.attr("role"), node.attr("itemprop")];
    let mut found = None;
    for name in names.into_iter().flatten().flat_map(str::split_ascii_whitespace).take(24) {
        if name.len() > 80 {
            continue;
        }
        let words = words(name);
        let mut roles = Vec::new();
        for width in [3, 2, 1] {
            for window in words.windows(width) {
                let key = window.join("-");
                roles.extend(WORDS.get_key_value(&key).map(|(word, role)| (*role, word.as_str())));
            }
            if !roles.is_empty() {
                break;
            }
        }
        for (role, word) in roles {
            match role {
                // The text itself is named by one word among many; anything else beside it is decoration.
                Role::Body => return Some((role, word)),
                Role::Aside => found = Some((role, word)),
                Role::Tail if !matches!(found, Some((Role::Aside, _))) => found = Some((role, word)),
                Role::Meta => found = found.or(Some((role, word))),
                Role::Tail => {}
            }
        }
    }
    found
}

/// The lower-case words of a class or id: parted at `-`, `_`, `:` and between lower and upper case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut last_lower = false;
    for c in name.chars() {
        let parts = !c.is_alphanumeric() || (c.is_uppercase() && last_lower);
        if parts && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        last_lower = c.is_lowercase() || c.is_ascii_digit();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_into_words() {
        assert_eq!(words("post-body_entryContent:x2"), ["post", "body", "entry", "content", "x2"]);
    }
}
