use std::collections::{HashMap, HashSet};

use rustc_hash::FxBuildHasher;

/// Words of a table. Its hash is quick to make; what is looked up may be hostile, what lies in it is not.
pub(crate) type Words = HashSet<&'static str, FxBuildHasher>;
/// What a table says of its words.
pub(crate) type WordMap<V> = HashMap<&'static str, V, FxBuildHasher>;

/// Sets and maps of what texts hold. Their hash is quick to make, and nobody can tell beforehand what collides.
pub(crate) type Set<T> = HashSet<T, foldhash::fast::RandomState>;
pub(crate) type Map<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// A file of word lists under `data/`: TOML with nothing but tables, words, strings without escapes, and lists of
/// these.
///
/// Reading them as what they are takes a tenth of the time that a parser of all of TOML needs for them, and copies
/// nothing; a process reads them all before its first answer.
pub(crate) struct Lists(Vec<List>);

struct List {
    table: &'static str,
    key: &'static str,
    words: Vec<&'static str>,
}

impl Lists {
    pub(crate) fn read(file: &'static str) -> Self {
        let mut lists = Vec::new();
        let (mut rest, mut table) = (after_blank(file), "");
        while let Some(list) = next(rest, &mut table) {
            rest = list.1;
            lists.extend(list.0);
        }
        Self(lists)
    }

    /// The words under a key, of all tables in turn.
    pub(crate) fn of(&self, key: &str) -> impl Iterator<Item = &'static str> {
        self.0.iter().filter(move |l| l.key == key).flat_map(|l| l.words.iter().copied())
    }

    /// The keys of a table with their words, in the order of the keys.
    pub(crate) fn table(&self, table: &str) -> Vec<(&'static str, Vec<&'static str>)> {
        let mut found: Vec<_> =
            self.0.iter().filter(|l| l.table == table).map(|l| (l.key, l.words.clone())).collect();
        found.sort_unstable_by_key(|(key, _)| *key);
        found
    }
}

/// The next list, if the next line is no head of a table, and what follows.
fn next(rest: &'static str, table: &mut &'static str) -> Option<(Option<List>, &'static str)> {
    if let Some(head) = rest.strip_prefix('[') {
        let (name, rest) = head.trim_start_matches('[').split_once(']')?;
        *table = name.trim();
        return Some((None, after_blank(rest.trim_start_matches(']'))));
    }
    let (key, value) = rest.split_once('=')?;
    let mut list = List { table, key: key.trim(), words: Vec::new() };
    let mut rest = after_blank(value);
    if let Some(inside) = rest.strip_prefix('[') {
        rest = after_blank(inside);
        while let Some(string) = rest.strip_prefix('"') {
            let (word, behind) = string.split_once('"')?;
            list.words.push(word);
            let behind = after_blank(behind);
            rest = behind.strip_prefix(',').map_or(behind, after_blank);
        }
        rest = rest.strip_prefix(']')?;
    } else if let Some(string) = rest.strip_prefix('"') {
        let (word, behind) = string.split_once('"')?;
        list.words.push(word);
        rest = behind;
    } else {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        list.words.push(&rest[..end]);
        rest = &rest[end..];
    }
    Some((Some(list), after_blank(rest)))
}

/// What follows white space and comments.
fn after_blank(s: &str) -> &str {
    let mut rest = s.trim_ascii_start();
    while rest.starts_with('#') {
        rest = rest.split_once('\n').map_or("", |(_, behind)| behind.trim_ascii_start());
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(value: &toml::Value) -> Vec<&str> {
        match value {
            toml::Value::Array(list) => list.iter().filter_map(toml::Value::as_str).collect(),
            toml::Value::Boolean(true) => vec!["true"],
            value => value.as_str().into_iter().collect(),
        }
    }

    /// Table, key and words of each list, by table and key.
    fn by_toml(file: &str) -> Vec<(String, String, Vec<String>)> {
        let mut found = Vec::new();
        let mut add = |table: &str, key: &str, value: &toml::Value| {
            let words = words(value).into_iter().map(str::to_owned).collect();
            found.push((table.to_owned(), key.to_owned(), words));
        };
        for (key, value) in file.parse::<toml::Table>().unwrap() {
            match &value {
                toml::Value::Table(table) => table.iter().for_each(|(k, v)| add(&key, k, v)),
                toml::Value::Array(tables)
                    if tables.iter().all(toml::Value::is_table) && !tables.is_empty() =>
                {
                    tables
                        .iter()
                        .filter_map(toml::Value::as_table)
                        .for_each(|t| t.iter().for_each(|(k, v)| add(&key, k, v)));
                }
                value => add("", &key, value),
            }
        }
        found.sort();
        found
    }

    #[test]
    fn files_are_read_as_toml_reads_them() {
        for file in [
            include_str!("../../data/bylines.toml"),
            include_str!("../../data/class_words.toml"),
            include_str!("../../data/contacts/labels.toml"),
            include_str!("../../data/contacts/names.toml"),
            include_str!("../../data/lines.toml"),
            include_str!("../../data/place_leads.toml"),
            include_str!("../../data/sites/warta.toml"),
            "a = []\n[b] # c\n d=\"e#\" # f\n[[g]]\nh = [ \"i\" , # j\n \"k\",\n]\n[[g]]\nh=[\"l\"]",
        ] {
            let own = Lists::read(file).0.into_iter().map(|l| {
                (l.table.to_owned(), l.key.to_owned(), l.words.into_iter().map(str::to_owned).collect())
            });
            let mut own: Vec<(String, String, Vec<String>)> = own.collect();
            own.sort();
            assert_eq!(own, by_toml(file));
        }
    }

    #[test]
    fn lists_by_key_and_table() {
        let lists = Lists::read("a = [\"x\"]\n[n]\nc = [\"y\"]\nb = \"z\"\n[m]\na = [\"w\"]\n");
        assert_eq!(lists.of("a").collect::<Vec<_>>(), ["x", "w"]);
        assert_eq!(lists.table("n"), [("b", vec!["z"]), ("c", vec!["y"])]);
    }
}
