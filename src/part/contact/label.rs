use std::sync::LazyLock;

use crate::text::{Finder, Lists};

type List = Vec<&'static str>;

pub(super) struct Labels {
    phone: List,
    whatsapp: List,
    other_number: List,
    follow: List,
    /// By name.
    pub(super) networks: Vec<(&'static str, List)>,
    pub(super) hosts: Vec<(&'static str, List)>,
}

pub(super) static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let lists = Lists::read(include_str!("../../../data/contacts/labels.toml"));
    let list = |key| lists.of(key).collect();
    Labels {
        phone: list("phone"),
        whatsapp: list("whatsapp"),
        other_number: list("other_number"),
        follow: list("follow"),
        networks: lists.table("networks"),
        hosts: lists.table("hosts"),
    }
});

/// What the words before a number say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Phone,
    Whatsapp,
    /// An identity card, an account, a price, a law.
    Other,
}

/// What the words close before a number say of it: the nearest label counts.
pub(super) fn before(text: &str) -> Option<Said> {
    // Characters, not bytes: a name in Devanagari takes three times the room.
    let start = text.char_indices().rev().nth(47).map_or(0, |(at, _)| at);
    let lower = text[start..].to_lowercase();
    let (finder, said) = &*NUMBERS;
    let mut nearest: Option<((usize, usize), Said)> = None;
    for (start, end, id) in finder.all(&lower) {
        let place = (end, end - start);
        if nearest.is_none_or(|(best, _)| place > best) && stands_alone(&lower, start, end) {
            nearest = Some((place, said[id]));
        }
    }
    nearest.map(|(_, said)| said)
}

/// The labels of numbers, with what each says.
static NUMBERS: LazyLock<(Finder<&'static str>, Vec<Said>)> = LazyLock::new(|| {
    let tables = [
        (&LABELS.phone, Said::Phone),
        (&LABELS.whatsapp, Said::Whatsapp),
        (&LABELS.other_number, Said::Other),
    ];
    let words = tables.into_iter().flat_map(|(words, said)| words.iter().map(move |word| (*word, said)));
    let (words, said) = words.unzip();
    (Finder::new(words, false), said)
});

/// Whether a word is one of its own; a label that ends in a mark may be followed by anything.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let marked = !text[..end].ends_with(char::is_alphanumeric);
    apart(text[..start].chars().next_back()) && (marked || apart(text[end..].chars().next()))
}

/// "Follow us on Facebook": `line` invites to follow, and `linked` is a network's bare name.
pub(super) fn invites_to_follow(line: &str, linked: &str) -> bool {
    // Such lines are short, and a long one of many links would be read once for each of them.
    if line.len() > 400 || linked.len() > 20 {
        return false;
    }
    let linked = linked.trim().to_lowercase();
    let line = line.to_lowercase();
    LABELS.networks.iter().flat_map(|(_, words)| words).any(|w| *w == linked)
        && LABELS.follow.iter().any(|w| last_word(&line, w).is_some())
}

/// Whether "(WhatsApp)" or "(WA)" stands right behind a number.
pub(super) fn is_whatsapp(after: &str) -> bool {
    let inside = after.trim_start().strip_prefix('(').and_then(|a| a.split_once(')'));
    inside.is_some_and(|(words, _)| {
        words.len() <= 20 && LABELS.whatsapp.iter().any(|w| last_word(&words.to_lowercase(), w).is_some())
    })
}

/// Where `word` stands last in `text` as a word of its own.
pub(super) fn last_word(text: &str, word: &str) -> Option<usize> {
    let mut end = text.len();
    while let Some(at) = text.get(..end)?.rfind(word) {
        if stands_alone(text, at, at + word.len()) {
            return Some(at);
        }
        end = at + word.len() - word.chars().next_back().map_or(1, char::len_utf8);
    }
    None
}
