use std::collections::HashSet;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use crate::text::class::{is_digit, is_letter, lower, strip_head};
use crate::text::{Finder, Lists, Words, fold};

/// The words of bylines (`data/bylines.toml`), all languages together: a page seldom says in which one its byline is.
pub(super) struct Table {
    pub(super) author: Labels,
    /// Labels of those who are no authors.
    pub(super) other: Labels,
    pub(super) suffix: Vec<&'static str>,
    pub(super) role: Words,
    pub(super) join: Vec<&'static str>,
    /// What ends a name.
    ends: Finder<&'static str>,
    desk: HashSet<String, FxBuildHasher>,
    nobody: Words,
    /// Words of dates and times.
    pub(super) when: Words,
    /// Labels in the middle of a line, before a name.
    inside: Labels,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let lists = Lists::read(include_str!("../../../data/bylines.toml"));
    let all = |key| -> Vec<&'static str> {
        let mut words: Vec<&'static str> = lists.of(key).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        words.dedup();
        words
    };
    Table {
        inside: Labels::new(all("inside")),
        author: Labels::new(all("author")),
        other: Labels::new(all("other")),
        suffix: all("suffix"),
        role: lists.of("role").collect(),
        join: all("join"),
        ends: Finder::new(all("break"), false),
        desk: lists.of("desk").map(fold).collect(),
        nobody: lists.of("nobody").collect(),
        when: lists.of("when").collect(),
    }
});

impl Table {
    /// The name behind a label in the middle of a line, with what follows it: "3 May 2024 by Ann Example".
    pub(super) fn inside<'p>(&self, part: &'p str) -> Option<&'p str> {
        let parts = |c: char| c.is_whitespace() || is_digit(c) || ",.;:|()[]-".contains(c);
        let named = |rest: &'p str| {
            let rest = rest.trim_start();
            let rest = rest.strip_prefix([':', '：']).unwrap_or(rest).trim_start();
            let name = rest.strip_prefix(['"', '“', '(']).unwrap_or(rest);
            name.starts_with(is_name).then_some(name)
        };
        begun(part, parts).find_map(|(_, rest)| self.inside.at(rest).find_map(|(_, behind)| named(behind)))
    }

    /// Where somebody who is no author is introduced in the middle of a line: "Ann Example, Foto: …".
    pub(super) fn elsewhere(&self, part: &str) -> Option<usize> {
        let parts = |c: char| c.is_whitespace() || ",.;:/(".contains(c);
        let introduces = |(label, behind): (&str, &str)| {
            behind.trim_start().starts_with([':', '：', '=', '＝'])
                || (label.contains(' ') && behind.starts_with(char::is_whitespace))
        };
        let here = |rest| self.other.at(rest).any(introduces);
        begun(part, parts).find(|(_, rest)| here(rest)).map(|(at, _)| at)
    }

    /// Where a name in lower case ends though the text goes on. What begins it is no end, wherever else it stands.
    pub(super) fn end(&self, name: &str) -> Option<usize> {
        let mut beginning = Vec::new();
        self.ends.all(name).find_map(|(at, _, id)| {
            if at == 0 {
                beginning.push(id);
            }
            (!beginning.contains(&id)).then_some(at)
        })
    }

    /// Whether a name says that nobody is named.
    pub(super) fn is_nobody(&self, name: &str) -> bool {
        self.nobody.contains(fold(name).as_str())
    }

    /// Whether a name stands for a staff, a desk or a shared account.
    pub(super) fn is_desk(&self, name: &str) -> bool {
        let folded = fold(name);
        let starts = ["tim ", "redaksi ", "redaktion ", "admin ", "team ", "staff "];
        let ends = [
            " staff",
            " team",
            " desk",
            " redaktion",
            " newsroom",
            " editors",
            " editor",
            " contributor",
            " news",
            " admin",
            " redaksi",
            ".com",
            ".id",
            ".net",
            ".org",
            ".de",
        ];
        self.desk.contains(&folded)
            || starts.iter().any(|s| folded.starts_with(s))
            || ends.iter().any(|e| folded.ends_with(e))
    }

    /// Whether a word belongs to the name of a job.
    pub(super) fn is_role(&self, word: &str) -> bool {
        self.role.contains(word.trim_matches([',', ';', ':']).to_lowercase().as_str())
    }
}

/// Labels by their first letter; of those with the same, the longer ones first: "written by" before "by".
pub(super) struct Labels(Vec<(char, &'static str)>);

impl Labels {
    fn new(longest_first: Vec<&'static str>) -> Self {
        let mut labels: Vec<(char, &'static str)> =
            longest_first.into_iter().filter_map(|label| Some((label.chars().next()?, label))).collect();
        labels.sort_by_key(|(first, _)| *first);
        Self(labels)
    }

    /// The labels with which `s` begins, and what follows each.
    fn at<'l, 's>(&'l self, s: &'s str) -> impl Iterator<Item = (&'static str, &'s str)> + use<'l, 's> {
        self.with(s.chars().next().map(lower)).filter_map(move |label| Some((label, strip_head(s, label)?)))
    }

    /// The labels that begin with that letter.
    pub(super) fn with(&self, first: Option<char>) -> impl Iterator<Item = &'static str> {
        let from = self.0.partition_point(|(c, _)| Some(*c) < first);
        self.0[from..].iter().take_while(move |(c, _)| Some(*c) == first).map(|(_, label)| *label)
    }
}

/// The beginning of `s` and what follows each character that parts: where that character stands, and what follows.
fn begun(s: &str, parts: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let parted = s.char_indices().filter(move |(_, c)| parts(*c));
    std::iter::once((0, s)).chain(parted.map(|(at, c)| (at, &s[at + c.len_utf8()..])))
}

/// A capital, or a letter of a script that has none.
fn is_name(c: char) -> bool {
    // Marks of repetition and length are letters too.
    let is_sign = |c| matches!(c, 'ʰ'..='ˮ' | 'ـ' | '々' | '〱'..='〵' | '〻' | 'ゝ' | 'ゞ' | 'ー'..='ヾ');
    is_letter(c) && !c.is_lowercase() && !is_sign(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    fn either(labels: &Labels, phrases: bool) -> String {
        let mut labels: Vec<&&str> =
            labels.0.iter().map(|(_, l)| l).filter(|l| !phrases || l.contains(' ')).collect();
        labels.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        labels.into_iter().map(|l| regex::escape(l)).collect::<Vec<_>>().join("|")
    }

    static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
        let labels = either(&TABLE.inside, false);
        let pattern =
            format!(r#"(?:^|[\s\d,.;:|()\[\]-])(?i:{labels})\s*[:：]?\s*["“(]?(?P<name>[\p{{Lu}}\p{{Lo}}])"#);
        Regex::new(&pattern).unwrap()
    });
    static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
        let (labels, phrases) = (either(&TABLE.other, false), either(&TABLE.other, true));
        let pattern = format!(r"(?i)(?:^|[\s,.;:/(])(?:(?:{labels})\s*[:：=＝]|(?:{phrases})\s)");
        Regex::new(&pattern).unwrap()
    });

    proptest! {
        #[test]
        fn labels_inside_lines_are_those_of_the_patterns(pieces in prop::collection::vec(prop::sample::select(vec![
            "by", "Written by", "OLEH ", "oleh", "ditulis oleh", "文", "von", "Foto", "photo by", "editor", "edited by ", " ", ",",
            ":", "：", "=", "(", "\"", "“", "-", "|", "1", "٣", "Rina", "rina", "ー", "張", "É", "é", ".", "/", "  ", "ſ",
        ]), 0..12)) {
            let part = pieces.concat();
            let name = INSIDE.captures(&part).map(|c| &part[c.name("name").unwrap().start()..]);
            prop_assert_eq!(TABLE.inside(&part), name);
            prop_assert_eq!(TABLE.elsewhere(&part), ELSEWHERE.find(&part).map(|m| m.start()));
        }
    }
}
