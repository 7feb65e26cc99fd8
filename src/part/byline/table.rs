use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::text::fold;

/// The words of bylines (`data/bylines.toml`), all languages together: a page seldom says in which one its byline is.
pub(super) struct Table {
    /// Longest first: "written by" before "by".
    pub(super) author: Vec<String>,
    pub(super) other: Vec<String>,
    pub(super) suffix: Vec<String>,
    pub(super) role: HashSet<String>,
    pub(super) join: Vec<String>,
    pub(super) ends: Vec<String>,
    desk: HashSet<String>,
    nobody: HashSet<String>,
    /// Words of dates and times.
    pub(super) when: HashSet<String>,
    /// A label in the middle of a line, before a name.
    pub(super) inside: Option<Regex>,
    /// Where somebody who is no author is introduced in the middle of a line.
    pub(super) elsewhere: Option<Regex>,
}

#[derive(Deserialize)]
struct File {
    language: Vec<Words>,
    any: Any,
}

#[derive(Deserialize, Default)]
struct Any {
    nobody: Vec<String>,
    when: HashSet<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Words {
    author: Vec<String>,
    inside: Vec<String>,
    other: Vec<String>,
    suffix: Vec<String>,
    role: Vec<String>,
    desk: Vec<String>,
    join: Vec<String>,
    #[serde(rename = "break")]
    ends: Vec<String>,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../data/bylines.toml"))
        .unwrap_or(File { language: Vec::new(), any: Any::default() });
    let all = |of: fn(&Words) -> &Vec<String>| -> Vec<String> {
        let mut words: Vec<String> = file.language.iter().flat_map(of).cloned().collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        words.dedup();
        words
    };
    let either = |words: &[String]| words.iter().map(|w| regex::escape(w)).collect::<Vec<_>>().join("|");
    let (inside, other) = (all(|w| &w.inside), all(|w| &w.other));
    let phrases: Vec<String> = other.iter().filter(|w| w.contains(' ')).cloned().collect();
    Table {
        inside: Regex::new(&format!(
            r#"(?:^|[\s\d,.;:|()\[\]-])(?i:{})\s*[:：]?\s*["“(]?(?P<name>[\p{{Lu}}\p{{Lo}}])"#,
            either(&inside)
        ))
        .ok(),
        elsewhere: Regex::new(&format!(
            r"(?i)(?:^|[\s,.;:/(])(?:(?:{})\s*[:：=＝]|(?:{})\s)",
            either(&other),
            either(&phrases)
        ))
        .ok(),
        author: all(|w| &w.author),
        other,
        suffix: all(|w| &w.suffix),
        role: all(|w| &w.role).into_iter().collect(),
        join: all(|w| &w.join),
        ends: all(|w| &w.ends),
        desk: all(|w| &w.desk).into_iter().map(|w| fold(&w)).collect(),
        nobody: file.any.nobody.into_iter().collect(),
        when: file.any.when,
    }
});

impl Table {
    /// Whether a name says that nobody is named.
    pub(super) fn is_nobody(&self, name: &str) -> bool {
        self.nobody.contains(&fold(name))
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
