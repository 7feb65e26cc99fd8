use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;
use url::Url;

use crate::article::Author;
use crate::text::{clean, fold};
use crate::value::{BlockKind, Evidence, Field, Mark, Source, Text};

/// Who wrote an article, with the line that says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Byline {
    /// The line as printed.
    pub(crate) raw: Option<String>,
    pub(crate) authors: Vec<Author>,
    pub(crate) source: Option<Source>,
}

#[derive(Deserialize)]
struct Table {
    labels: Vec<String>,
    suffixes: Vec<String>,
    others: Vec<String>,
    desks: Vec<String>,
    nobody: Vec<String>,
    joins: Vec<String>,
    breaks: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table: Table =
        toml::from_str(include_str!("../../data/bylines.toml")).expect("the built-in table parses");
    // The longest label first: "written by" before "by".
    table.labels.sort_by_key(|l| std::cmp::Reverse(l.len()));
    table
});

/// A date, a time or a count: a name ends before it.
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[\s,;|·•(–—-]*\b(?:(?:mon|tue|wed|thu|fri|sat|sun|senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu)\w*,?\s+)?(?:(?:jan|feb|mar|apr|may|mei|jun|jul|aug|agu|sep|oct|okt|nov|dec|des|dez)\w*\.?\s+)?\d.*$")
        .expect("pattern")
});

/// How many pieces of evidence are read: a page that names hundreds of authors names none.
const MOST_READ: usize = 64;

/// Longest a name may be, in characters.
const LONGEST_NAME: usize = 60;

/// One reading of a piece of evidence.
struct Reading {
    raw: String,
    names: Vec<String>,
    url: Option<Url>,
    source: Source,
    weight: f32,
}

/// Weighs what the page and the text say of the authors.
///
/// The line that readers see goes before what machines are told; a staff account or desk counts only where no person is
/// named, the site's own name never where anything else is said.
pub(crate) fn byline(evidence: &[Evidence], text: &Text, site_name: Option<&str>) -> Byline {
    let mut readings: Vec<Reading> = evidence
        .iter()
        .filter(|e| e.field == Field::Author)
        .take(MOST_READ)
        .filter(|e| e.mark != Mark::Visible || opens_with_person(&e.value))
        .filter_map(|e| {
            let url = evidence
                .iter()
                .find(|u| u.field == Field::AuthorUrl && u.order == e.order && u.source == e.source);
            reading(&e.value, e.source, weight(e), url.and_then(|u| Url::parse(&u.value).ok()))
        })
        .collect();
    readings.extend(in_text(text));
    if readings.is_empty() {
        return Byline::default();
    }
    // Several authors of one source come as one piece of evidence each.
    let keys: Vec<Vec<String>> = readings.iter().map(|r| r.names.iter().map(|n| key(n)).collect()).collect();
    let agreement = |i: usize| {
        let sources = readings.iter().enumerate().filter(|(j, r)| {
            *j != i && r.source != readings[i].source && keys[i].iter().any(|k| keys[*j].contains(k))
        });
        sources.count().min(2) as f32
    };
    let site = site_name.map(key);
    let score = |i: usize| {
        let reading = &readings[i];
        let desk = reading.names.iter().all(|n| is_desk(n));
        let own = site.as_ref().is_some_and(|s| keys[i].iter().all(|k| k == s));
        reading.weight + agreement(i) - if desk { 20.0 } else { 0.0 } - if own { 24.0 } else { 0.0 }
    };
    let best = (0..readings.len()).max_by(|a, b| score(*a).total_cmp(&score(*b)).then(b.cmp(a)));
    let Some(best) = best else { return Byline::default() };
    let chosen = &readings[best];
    let mut authors: Vec<Author> = Vec::new();
    for reading in
        readings.iter().filter(|r| r.source == chosen.source && (r.weight - chosen.weight).abs() < 0.01)
    {
        for name in &reading.names {
            let known = authors.iter().any(|a| same_name(&a.name, name));
            if !known && is_desk(name) == is_desk(&chosen.names[0]) {
                authors.push(Author::new(
                    name.clone(),
                    reading.url.clone().filter(|_| reading.names.len() == 1),
                ));
            }
        }
    }
    // "Rina Marlina Wartawan" beside "Rina Marlina" is one person with what she is.
    let shorter: Vec<String> = authors.iter().map(|a| a.name.clone()).filter(|n| n.contains(' ')).collect();
    authors.retain(|a| !shorter.iter().any(|n| a.name.len() > n.len() && a.name.contains(n.as_str())));
    for author in authors.iter_mut().filter(|a| a.url.is_none()) {
        let with_url = readings
            .iter()
            .find(|r| r.url.is_some() && r.names.len() == 1 && same_name(&r.names[0], &author.name));
        author.url = with_url.and_then(|r| r.url.clone());
    }
    let printed = chosen.source == Source::Element || chosen.source == Source::Text;
    Byline { raw: printed.then(|| chosen.raw.clone()), authors, source: Some(chosen.source) }
}

/// Whether a line of mixed facts ("Rina Marlina | 3 Oktober 2022 | 1 Komentar") begins with what looks like a person.
fn opens_with_person(line: &str) -> bool {
    let first = line.split(['|', '·', '•', '–', '/']).next().unwrap_or("").trim();
    let words: Vec<&str> = first.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|w| {
            w.chars().next().is_some_and(char::is_uppercase)
                && w.chars().all(|c| c.is_alphabetic() || ".'-".contains(c))
        })
        && !is_desk(first)
}

fn weight(e: &Evidence) -> f32 {
    match (e.source, e.mark) {
        (_, Mark::Rule) => 8.0,
        (Source::Element, Mark::Byline) => 6.0,
        (Source::Microdata, _) => 5.5,
        (Source::JsonLd, _) => 6.2,
        (Source::Meta, _) => 5.0,
        (Source::OpenGraph, _) => 4.0,
        _ => 3.0,
    }
}

/// Bylines typed into the text itself: above the first paragraph or below the last.
fn in_text(text: &Text) -> Vec<Reading> {
    let ends = text
        .blocks
        .iter()
        .enumerate()
        .filter(|(i, b)| b.kind == BlockKind::Byline || *i < 2 || *i + 3 >= text.blocks.len());
    let lines = ends.flat_map(|(_, b)| b.span.of(&text.str).split('\n'));
    lines
        .filter(|line| line.len() < 160)
        .filter_map(|line| {
            // "Penulis: A | Editor: B": each piece says for itself what it is.
            let piece = line.split('|').find(|piece| typed_label(piece).is_some())?;
            let mut reading = reading(piece, Source::Text, 9.0, None)?;
            reading.raw = clean(line);
            Some(reading)
        })
        .collect()
}

/// What follows a label with a colon, or "Oleh" and "By" at the start of a short line.
fn typed_label(piece: &str) -> Option<&str> {
    let piece = piece.trim().trim_start_matches(['(', '[', '*']);
    let lower = piece.to_lowercase();
    if let Some((label, rest)) = piece.split_once(':') {
        let label = label.trim().to_lowercase();
        return (TABLE.labels.contains(&label) && !rest.trim().is_empty()).then_some(rest);
    }
    let words = piece.split_whitespace().count();
    let starts = ["oleh ", "by ", "von ", "por "].iter().find(|l| lower.starts_with(**l))?;
    let rest = piece.get(starts.len()..)?;
    let capital = rest.split_whitespace().all(|w| w.chars().next().is_some_and(|c| !c.is_lowercase()));
    (words <= 5 && capital && !piece.ends_with('.')).then_some(rest)
}

fn reading(value: &str, source: Source, weight: f32, url: Option<Url>) -> Option<Reading> {
    let raw = clean(value);
    let names = names(&raw);
    (!names.is_empty()).then_some(Reading { raw, names, url, source, weight })
}

/// The names in a byline.
pub(super) fn names(byline: &str) -> Vec<String> {
    let line = byline.trim();
    if line.starts_with("http") || line.starts_with("www.") {
        return Vec::new();
    }
    let (line, labelled) = without_label(line);
    if starts_with_any(line, &TABLE.others) && !labelled {
        return Vec::new();
    }
    let mut pieces = vec![line.to_owned()];
    for join in &TABLE.joins {
        pieces = pieces.iter().flat_map(|p| split_fold(p, join)).collect();
    }
    // "Rina Marlina, Budi Santoso" are two, "Marlina, Rina" is one: each piece of a list has a space of its own.
    let mut names: Vec<String> = Vec::new();
    for piece in pieces {
        let parts: Vec<&str> = piece.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
        let list = parts.len() > 1
            && parts.iter().all(|p| p.contains(' ') && p.split(' ').count() <= 4 && is_capitalised(p));
        match parts.as_slice() {
            [family, given]
                if !list
                    && !family.contains(' ')
                    && is_capitalised(given)
                    && !is_degree(given)
                    && given.split(' ').count() <= 2 =>
            {
                names.extend(name(&format!("{given} {family}")));
            }
            _ if list => names.extend(parts.iter().filter_map(|p| name(p))),
            [first, ..] => names.extend(name(first)),
            [] => {}
        }
    }
    // "…, Staff Writer" behind a name is what the person is.
    if names.iter().any(|n| !is_desk(n)) {
        names.retain(|n| !is_desk(n));
    }
    names.truncate(12);
    names
}

fn is_capitalised(words: &str) -> bool {
    words.split(' ').all(|w| {
        w.chars().next().is_some_and(|c| !c.is_lowercase())
            || matches!(w, "de" | "da" | "van" | "von" | "bin" | "binti" | "der" | "dos" | "la")
    })
}

/// "S.H.", "PhD", "MD": letters behind a name.
fn is_degree(part: &str) -> bool {
    part.contains('.') || (part.len() <= 5 && part.chars().filter(|c| c.is_uppercase()).count() >= 2)
}

/// The line behind its label, and whether it had one.
fn without_label(line: &str) -> (&str, bool) {
    let trimmed = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = trimmed.to_lowercase();
    for label in &TABLE.labels {
        let Some(after) = lower.strip_prefix(label.as_str()) else { continue };
        // Lower case may change lengths; then the label is not of this table's letters.
        let Some(rest) = trimmed.get(trimmed.len().saturating_sub(after.len())..) else { continue };
        if lower.len() != trimmed.len() {
            continue;
        }
        let next = rest.chars().next();
        let ends = next.is_none_or(|c| !c.is_alphanumeric()) || !label.is_ascii();
        // "byDesi": a label glued to the name by a theme without a space.
        let glued = matches!(label.as_str(), "by" | "oleh") && next.is_some_and(char::is_uppercase);
        if ends || glued {
            let rest = rest.trim_start_matches(|c: char| {
                c == ':' || c == '：' || c == '／' || c == '/' || c.is_whitespace()
            });
            return (if rest.is_empty() { rest } else { without_label(rest).0 }, true);
        }
    }
    (trimmed, false)
}

fn starts_with_any(line: &str, words: &[String]) -> bool {
    let lower = line.to_lowercase();
    words
        .iter()
        .any(|w| lower.strip_prefix(w.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

fn split_fold(piece: &str, join: &str) -> Vec<String> {
    let lower = piece.to_lowercase();
    if lower.len() != piece.len() {
        return piece.split(join).map(str::to_owned).collect();
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in lower.match_indices(join) {
        parts.extend(piece.get(from..at).map(str::to_owned));
        from = at + join.len();
    }
    parts.extend(piece.get(from..).map(str::to_owned));
    parts
}

/// One name, without role, date and handle; `None` where nothing like a name is left.
fn name(piece: &str) -> Option<String> {
    let (piece, _) = without_label(piece);
    let piece = FIGURES.replace(piece, "");
    let mut name = clean(&piece);
    let lower = name.to_lowercase();
    if lower.len() == name.len()
        && let Some(at) =
            TABLE.breaks.iter().filter_map(|b| lower.find(b.as_str())).filter(|at| *at > 0).min()
    {
        name.truncate(at);
    }
    for suffix in &TABLE.suffixes {
        if let Some(stripped) = name.strip_suffix(suffix.as_str()).filter(|s| !s.trim().is_empty()) {
            name = stripped.to_owned();
        }
    }
    let words = name.split_whitespace().filter(|w| !w.contains('@') && !w.starts_with("http"));
    let name = words.collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c: char| c.is_whitespace() || ",;:|·•-–—/*\"“”()[]".contains(c)).to_owned();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let folded = fold(&name);
    let fits = letters >= 2
        && name.chars().count() <= LONGEST_NAME
        && name.split(' ').count() <= 7
        && !name.contains(['?', '!', '<', '>', '='])
        && name.split(' ').all(|w| !is_function_word(w))
        && !TABLE.nobody.contains(&folded)
        && !starts_with_any(&name, &TABLE.others);
    fits.then_some(name)
}

/// A word in lower case that no name holds.
fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "on" | "from"
            | "by"
            | "with"
            | "to"
            | "the"
            | "their"
            | "your"
            | "our"
            | "a"
            | "an"
            | "as"
            | "this"
            | "that"
            | "about"
            | "pada"
            | "oleh"
            | "yang"
            | "dari"
            | "dengan"
            | "untuk"
            | "comments"
            | "comment"
            | "more"
            | "build"
    )
}

fn is_desk(name: &str) -> bool {
    let folded = fold(name);
    TABLE.desks.iter().any(|d| *d == folded)
        || ["tim ", "redaksi ", "redaktion ", "admin ", "team ", "staff ", "the "]
            .iter()
            .any(|d| folded.starts_with(d))
        || [" staff", " team", " desk", " redaktion", " newsroom", " editors"]
            .iter()
            .any(|d| folded.ends_with(d))
        || [".com", ".id", ".net", ".org"].iter().any(|d| folded.ends_with(d))
}

fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn same_name(a: &str, b: &str) -> bool {
    key(a) == key(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_out_of_bylines() {
        for (line, expected) in [
            ("Oleh: Rina Marlina", vec!["Rina Marlina"]),
            ("byRina Marlina", vec!["Rina Marlina"]),
            ("By Ann Example and Bob Sample, Staff Writers", vec!["Ann Example", "Bob Sample"]),
            ("Diposting oleh Redaksi", vec!["Redaksi"]),
            ("Rina Marlina | 3 Oktober 2022 | 1 Komentar", vec!["Rina Marlina"]),
            ("Marlina, Rina", vec!["Rina Marlina"]),
            ("Rina Marlina, S.H.", vec!["Rina Marlina"]),
            ("Rina Marlina, Budi Santoso", vec!["Rina Marlina", "Budi Santoso"]),
            ("Von Anna Muster", vec!["Anna Muster"]),
            ("김철수 기자", vec!["김철수"]),
            ("Ann Example Nov. 19, 2019 8:03 am ET", vec!["Ann Example"]),
            ("ann@contoh.example", vec![]),
            ("https://contoh.example/ann", vec![]),
            ("Editor: Budi", vec![]),
            ("Unknown", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(names(line), expected, "{line}");
        }
    }
}
