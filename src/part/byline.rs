mod line;
mod table;

use std::collections::HashMap;

use url::Url;

use crate::article::Author;
use crate::text::{clean, fold};
use crate::value::{BlockKind, Evidence, Field, Mark, Source, Text};
use line::{Line, account, is_full_name, read};
use table::TABLE;

/// Who wrote an article, with the line that says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Byline {
    /// The line as printed.
    pub(crate) raw: Option<String>,
    pub(crate) authors: Vec<Author>,
    pub(crate) source: Option<Source>,
}

/// One reading of a piece of evidence.
struct Reading {
    raw: String,
    names: Vec<String>,
    url: Option<Url>,
    source: Source,
    weight: f32,
    order: u32,
    labelled: bool,
}

/// Pieces of evidence that are weighed: a page with more is a list of other articles.
const MOST: usize = 60;
/// Bytes of a byline; what is longer tells more of the authors than their names.
const LONGEST_BYLINE: usize = 70;
/// How far apart, in elements, the names of one byline stand.
const NEAR: u32 = 40;

/// Weighs what the page and the text say of the authors.
///
/// The line that readers see goes before what machines are told; a staff account or desk counts only where no person is
/// named, the site's own name never where anything else is said.
pub(crate) fn byline(evidence: &[Evidence], text: &Text, site_name: Option<&str>) -> Byline {
    let mut readings: Vec<Reading> = from_evidence(evidence);
    readings.extend(in_text(text));
    settle(&mut readings);
    let site = site_name.map(key).filter(|k| !k.is_empty());
    let is_own = |name: &str| {
        let name = key(name);
        site.as_ref().is_some_and(|s| {
            *s == name || (name.len() >= 5 && s.starts_with(&name)) || (s.len() >= 5 && name.starts_with(s))
        })
    };
    let agreement = |i: usize| {
        let agrees = |r: &Reading| {
            r.source != readings[i].source
                && readings[i].names.iter().any(|n| r.names.iter().any(|m| same(n, m)))
        };
        readings
            .iter()
            .filter(|r| agrees(r))
            .map(|r| r.source)
            .collect::<std::collections::HashSet<_>>()
            .len()
            .min(2)
    };
    let score = |i: usize| {
        let reading = &readings[i];
        let desk = reading.names.iter().all(|n| TABLE.is_desk(n));
        let own = reading.names.iter().all(|n| is_own(n));
        reading.weight + 1.5 * agreement(i) as f32
            - if desk { 20.0 } else { 0.0 }
            - if own { 24.0 } else { 0.0 }
    };
    let scores: Vec<f32> = (0..readings.len()).map(score).collect();
    let best = (0..readings.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)));
    let Some(chosen) = best.map(|at| &readings[at]) else { return Byline::default() };
    let told: Vec<String> = readings
        .iter()
        .filter(|r| r.source != Source::Element)
        .flat_map(|r| r.names.iter().cloned())
        .collect();
    let kind = |name: &str| (TABLE.is_desk(name), is_own(name));
    let mut authors: Vec<Author> = Vec::new();
    for reading in readings.iter().filter(|r| r.stands_with(chosen)) {
        let sure = std::ptr::eq(reading, chosen)
            || chosen.source != Source::Element
            || reading.weight >= RULE
            || (reading.url.is_some() && reading.names.iter().all(|n| is_full_name(n)));
        for name in reading.names.iter().filter(|n| kind(n) == kind(&chosen.names[0])) {
            // Beside a name that machines are told too, one that nobody else knows may be a job or a section.
            if !sure && told.iter().any(|t| same(t, &chosen.names[0])) && !told.iter().any(|t| same(t, name))
            {
                continue;
            }
            if !authors.iter().any(|a| same(&a.name, name)) {
                authors.push(Author::new(name.clone(), None));
            }
        }
    }
    // "Rina Marlina Bukittinggi" beside "Rina Marlina" is one person with something else.
    let shorter: Vec<String> = authors.iter().map(|a| a.name.clone()).filter(|n| n.contains(' ')).collect();
    let holds = |long: &str, short: &str| format!(" {long} ").contains(&format!(" {short} "));
    authors.retain(|a| !shorter.iter().any(|n| a.name.len() > n.len() && holds(&a.name, n)));
    for author in &mut authors {
        let with_url = readings
            .iter()
            .find(|r| r.url.is_some() && r.names.len() == 1 && same(&r.names[0], &author.name));
        author.url = with_url.and_then(|r| r.url.clone());
    }
    let printed = |r: &Reading| matches!(r.source, Source::Element | Source::Text);
    // A life of the author names it as well as the byline does; the byline is the shorter one.
    let same_names = readings.iter().filter(|r| printed(r) && r.names == chosen.names);
    let shortest = same_names.min_by_key(|r| r.raw.len()).filter(|_| chosen.raw.len() > LONGEST_BYLINE);
    let raw = printed(chosen).then(|| shortest.unwrap_or(chosen).raw.clone());
    Byline { raw, authors, source: Some(chosen.source) }
}

impl Reading {
    /// Whether two readings are of one byline: names of several authors come as a piece of evidence each.
    fn stands_with(&self, chosen: &Reading) -> bool {
        let same_kind = self.source == chosen.source && (self.weight - chosen.weight).abs() < 0.01;
        let itself = std::ptr::eq(self, chosen);
        // A line with a label is whole; another one like it is that of another article.
        itself
            || same_kind
                && (chosen.source != Source::Element || !self.labelled)
                && (self.source != Source::Element || self.order.abs_diff(chosen.order) <= NEAR)
    }
}

fn from_evidence(evidence: &[Evidence]) -> Vec<Reading> {
    let headline = evidence
        .iter()
        .filter(|e| e.field == Field::Title && matches!(e.mark, Mark::Rule | Mark::Heading(1 | 2)))
        .map(|e| e.order)
        .min();
    let said = evidence.iter().filter(|e| e.field == Field::Author).take(MOST);
    let mut loose = Vec::new();
    let mut readings: Vec<Reading> = Vec::new();
    // Pages say the same line in several places.
    let mut known: HashMap<&str, Line> = HashMap::new();
    for e in said {
        let mut line = known.entry(&e.value).or_insert_with(|| read(&e.value)).clone();
        if line.names.is_empty() && !matches!(e.mark, Mark::Visible | Mark::Byline) {
            line.names.extend(account(&e.value));
        }
        // A line of mixed facts says who wrote only where it says so, or begins with a full name.
        let mixed = || {
            let [name] = line.names.as_slice() else { return false };
            is_full_name(name) && e.value.starts_with(name.as_str()) && e.value.chars().any(char::is_numeric)
        };
        // "By subscribing, you agree …" begins like a byline too.
        let in_capitals = || line.names.iter().all(|n| n.chars().next().is_some_and(|c| !c.is_lowercase()));
        let judged = e.mark != Mark::Visible || if line.labelled { in_capitals() } else { mixed() };
        if line.names.is_empty() || !judged {
            continue;
        }
        let url = evidence
            .iter()
            .find(|u| u.field == Field::AuthorUrl && u.order == e.order && u.source == e.source)
            .and_then(|u| Url::parse(&u.value).ok());
        let near = headline.is_some_and(|h| e.order.abs_diff(h) < 150);
        if e.mark == Mark::Visible && !line.labelled {
            loose.push(key(&line.names[0]));
        }
        readings.push(Reading {
            raw: clean(&e.value),
            weight: weight(e, &line, near),
            labelled: line.labelled,
            names: line.names,
            url,
            source: e.source,
            order: e.order,
        });
    }
    loose.sort_unstable();
    loose.dedup();
    if loose.len() > 1 {
        readings.retain(|r| r.weight > LOOSE);
    }
    readings
}

/// Weight of a name that a rule for the site points at.
const RULE: f32 = 8.0;
/// Weight of a name that opens a line of mixed facts.
const LOOSE: f32 = 3.0;

fn weight(e: &Evidence, line: &Line, near_headline: bool) -> f32 {
    match (e.source, e.mark) {
        (Source::Element, Mark::Rule) => RULE,
        (Source::Element, Mark::Byline) if line.labelled => 7.0,
        (Source::Element, Mark::Byline) if near_headline => 6.0,
        (Source::Element, Mark::Byline) => 4.6,
        (Source::Element, _) if line.labelled => 6.5,
        (Source::Element, _) => LOOSE,
        (Source::Microdata, _) => 5.5,
        (Source::JsonLd, _) => 5.8,
        (Source::Meta, _) => 5.0,
        (Source::OpenGraph, _) => 4.0,
        _ => 3.5,
    }
}

/// Where one source prints a bare full name, the others mean no more by "Name Job" or "Name House".
fn settle(readings: &mut [Reading]) {
    let known: Vec<String> = readings
        .iter()
        .filter(|r| r.source != Source::Element || r.raw.len() < 40)
        .flat_map(|r| r.names.iter().filter(|n| is_full_name(n)).cloned())
        .collect();
    for name in readings.iter_mut().flat_map(|r| r.names.iter_mut()) {
        let bare = known.iter().find(|k| {
            name.strip_prefix(k.as_str()).is_some_and(|rest| {
                // "Ann ExampleNews": glued by a theme without spaces.
                rest.starts_with(|c: char| c == ' ' || c.is_uppercase()) && rest.split(' ').count() <= 6
            })
        });
        if let Some(bare) = bare {
            bare.clone_into(name);
        }
    }
}

/// Bylines typed into the text itself: above the first paragraph or below the last.
fn in_text(text: &Text) -> Vec<Reading> {
    let count = text.blocks.len();
    let mut readings = Vec::new();
    for (i, block) in text.blocks.iter().enumerate() {
        let (opens, closes) = (i < 2, i + 3 >= count);
        let named = block.kind == BlockKind::Byline && readings.len() < MOST;
        if !named && !opens && !closes {
            continue;
        }
        for line in block.span.of(&text.str).split('\n').filter(|l| l.len() < 160).take(6) {
            let weight = if typed_label(line) {
                9.0
            } else if block.kind == BlockKind::Byline || is_short_byline(line) {
                7.5
            } else if i == 0 && count > 2 && block.kind == BlockKind::Paragraph && is_full_name(line) {
                4.5
            } else {
                continue;
            };
            let names = read(line).names;
            if !names.is_empty() {
                readings.push(Reading {
                    raw: clean(line),
                    names,
                    url: None,
                    source: Source::Text,
                    weight,
                    order: u32::MAX,
                    labelled: true,
                });
            }
        }
    }
    readings
}

/// "Penulis: …", "(Reporter: … | Editor: …)": an author's label with a colon.
fn typed_label(line: &str) -> bool {
    line.split('|').any(|piece| {
        let piece = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        piece.split_once([':', '：']).is_some_and(|(label, rest)| {
            let label = label.trim().to_lowercase();
            !rest.trim().is_empty()
                && label != "from"
                && TABLE.author.with(label.chars().next()).any(|l| l == label)
        })
    })
}

/// "Oleh Rina Marlina", "By Ann Example": a label and a name, no sentence.
fn is_short_byline(line: &str) -> bool {
    let line = line.trim().trim_matches(['(', ')', '*', '[', ']', ' ']);
    let lower = line.to_lowercase();
    let label = ["oleh ", "ditulis oleh ", "by ", "written by ", "von ", "por ", "par ", "door "];
    let Some(rest) = label.iter().find(|l| lower.starts_with(**l)).and_then(|l| line.get(l.len()..)) else {
        return false;
    };
    let words = rest.split_whitespace().count();
    let capital = rest.split_whitespace().all(|w| w.chars().next().is_some_and(|c| !c.is_lowercase()));
    (1..=5).contains(&words) && capital && !line.ends_with(['.', ':', '?', '!'])
}

fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The same name, degrees aside.
fn same(a: &str, b: &str) -> bool {
    let bare = |n: &str| key(n.split(',').next().unwrap_or(n));
    bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Scope;

    fn said(source: Source, mark: Mark, order: u32, value: &str) -> Evidence {
        Evidence::new(Field::Author, value, source, Scope::Page, mark, order)
    }

    fn of(evidence: &[Evidence], text: &str, site: Option<&str>) -> Vec<String> {
        byline(evidence, &Text::plain(text), site).authors.into_iter().map(|a| a.name).collect()
    }

    const STORY: &str =
        "Air sungai naik sejak pagi.\n\nWarga mengungsi ke masjid.\n\nHujan reda pada malam hari.";

    #[test]
    fn the_printed_line_goes_before_structured_data() {
        let evidence = [
            said(Source::JsonLd, Mark::Property, 3, "Budi Santoso"),
            said(Source::Element, Mark::Byline, 50, "Oleh: Rina Marlina | Editor: Budi Santoso"),
        ];
        let found = byline(&evidence, &Text::plain(STORY), None);
        assert_eq!(found.raw.as_deref(), Some("Oleh: Rina Marlina | Editor: Budi Santoso"));
        assert_eq!(found.source, Some(Source::Element));
        assert_eq!(of(&evidence, STORY, None), ["Rina Marlina"]);
    }

    #[test]
    fn a_line_typed_below_the_text_goes_before_the_account() {
        let evidence = [said(Source::Element, Mark::Rule, 20, "admin")];
        assert_eq!(of(&evidence, &format!("{STORY}\n\nPenulis: Rina Marlina"), None), ["Rina Marlina"]);
        assert_eq!(of(&evidence, STORY, None), ["admin"]);
        // A sign-off code is no author, an address no byline.
        assert_eq!(of(&evidence, &format!("{STORY}\n\n(rd/hms)"), None), ["admin"]);
    }

    #[test]
    fn the_site_is_no_author_where_a_person_is_named() {
        let evidence = [
            said(Source::JsonLd, Mark::Property, 3, "Kabar Nagari"),
            said(Source::Meta, Mark::Property, 4, "Rina Marlina"),
        ];
        assert_eq!(of(&evidence, STORY, Some("Kabar Nagari")), ["Rina Marlina"]);
        assert_eq!(of(&evidence[..1], STORY, Some("Kabar Nagari")), ["Kabar Nagari"]);
    }

    #[test]
    fn nobody_is_nobody() {
        for value in
            ["Unknown", "3 Oktober 2022", "https://contoh.example/rina", "rina@contoh.example", "12345"]
        {
            assert!(of(&[said(Source::Element, Mark::Byline, 9, value)], STORY, None).is_empty(), "{value}");
        }
    }

    #[test]
    fn several_authors_of_one_source_and_their_pages() {
        let evidence = [
            said(Source::JsonLd, Mark::Property, 3, "Rina Marlina"),
            said(Source::JsonLd, Mark::Property, 3, "Budi Santoso"),
            said(Source::Element, Mark::Byline, 40, "Budi Santoso"),
            Evidence::new(
                Field::AuthorUrl,
                "https://contoh.example/budi",
                Source::Element,
                Scope::Post(0),
                Mark::Byline,
                40,
            ),
        ];
        let found = byline(&evidence, &Text::plain(STORY), None);
        let budi = found.authors.iter().find(|a| a.name == "Budi Santoso").unwrap();
        assert_eq!(budi.url.as_ref().unwrap().as_str(), "https://contoh.example/budi");
    }

    #[test]
    fn a_job_is_no_second_author() {
        let evidence = [
            said(Source::Element, Mark::Byline, 40, "Ann Example Founder & Lead Reviewer"),
            said(Source::Element, Mark::Byline, 41, "Ann Example"),
            said(Source::Element, Mark::Byline, 42, "Founder & Lead Reviewer"),
        ];
        assert_eq!(of(&evidence, STORY, None), ["Ann Example"]);
    }
}
