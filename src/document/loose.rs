//! Dates that stand anywhere around an article without an element or class that says so: the weakest evidence of when
//! it was published, for pages that mark up nothing.

use std::ops::Range;
use std::sync::LazyLock;

use crate::html::{Node, Tree};
use crate::text::class::{is_digit, is_edge, is_open, run};
use crate::text::{Finder, boundary_before, clean, fold};
use crate::value::{Evidence, Field, Mark, Scope, Source};

/// The longest line that is a date with a few words, in bytes.
const LONGEST: usize = 60;
/// How many lines are kept.
const MOST: usize = 20;
/// How many nodes away from the headline a line still belongs to it.
const FAR: usize = 150;
/// How much of one script is looked at, in bytes.
const SCRIPT: usize = 1 << 20;

/// Names under which pages hand the time of publication to their scripts.
const NAMES: [&str; 8] = [
    "datePublished",
    "date_published",
    "publishedAt",
    "published_at",
    "publishDate",
    "publish_date",
    "publicationDate",
    "firstPublished",
];

/// Whether there is a year, or two numbers parted as in a date.
fn is_dated(line: &str) -> bool {
    line.char_indices().filter(|(_, c)| is_digit(*c)).any(|(at, c)| {
        let rest = &line[at..];
        let (end, count) = run(rest, 5, is_digit);
        let year = count == 4 && (rest.starts_with("19") || rest.starts_with("20"));
        let (four, of_four) = run(rest, 4, is_digit);
        let han = || matches!(c, '1' | '2') && of_four == 4 && rest[four..].starts_with('年');
        (is_open(line, at) && ((year && is_edge(rest, end)) || is_parted(rest))) || han()
    })
}

/// "9/12/2021", "09. 12. 21"
fn is_parted(rest: &str) -> bool {
    after_mark(rest).and_then(after_mark).is_some_and(|year| run(year, 2, is_digit).1 == 2)
}

/// What follows a number of one or two digits and a mark: "12. "
fn after_mark(s: &str) -> Option<&str> {
    let (end, count) = run(s, 2, is_digit);
    let rest = s[end..].strip_prefix(['.', '/', '-']).filter(|_| count > 0)?;
    Some(rest.strip_prefix(' ').unwrap_or(rest))
}

/// The time in a field of the state that a page hands to its scripts: `"publishedAt":"2021-12-09T10:05:00Z"`.
fn state(piece: &str) -> Option<Range<usize>> {
    piece.match_indices('"').find_map(|(at, _)| {
        let name = &piece[at + 1..];
        let rest = NAMES.iter().find_map(|n| after_quote(name.strip_prefix(n)?))?;
        let stamp = after_quote(rest.trim_start().strip_prefix(':')?.trim_start())?;
        let day = day(stamp)?;
        let (more, _) = run(&stamp[day..], 24, |c| !matches!(c, '"' | '\\' | '<'));
        let start = piece.len() - stamp.len();
        Some(start..start + day + more)
    })
}

/// A string inside a string has its quotes escaped.
fn after_quote(s: &str) -> Option<&str> {
    s.trim_start_matches('\\').strip_prefix('"')
}

/// The length of `2021-12-09` at the start of `s`.
fn day(s: &str) -> Option<usize> {
    let mut rest = s.strip_prefix("19").or_else(|| s.strip_prefix("20"))?;
    for mark in ["-", "-", ""] {
        let (end, count) = run(rest, 2, is_digit);
        rest = rest[end..].strip_prefix(mark).filter(|_| count == 2)?;
    }
    Some(s.len() - rest.len())
}

/// Short lines with a date and `time` elements near the headline, the nearest first; then what scripts say of
/// publication if they say but one day. `titles` are the page's, folded.
pub(super) fn dates(tree: &Tree, titles: &[String]) -> Vec<Evidence> {
    let mut found = headline(tree, titles).map_or_else(Vec::new, |headline| near(tree, headline));
    found.extend(only_day(tree.scripts()).map(|day| evidence(day.to_owned(), Source::Meta, 0)));
    found
}

/// Dated lines and `time` elements near the headline, the nearest first.
fn near(tree: &Tree, headline: usize) -> Vec<Evidence> {
    // Lines above the headline belong to the masthead more often than to the article.
    let distance = |index: usize| {
        let steps = if index >= headline { index - headline } else { (headline - index) * 3 };
        (steps <= FAR).then_some(steps)
    };
    // What holds the headline too is around the article, not beside it.
    let is_beside = |node: Node<'_>, name: &str| {
        let around = node.index() < headline && headline < node.end();
        !around && is_elsewhere(node, name)
    };
    let nearest = headline.saturating_sub(FAR / 3);
    let outside = tree.node(nearest).ancestors().filter(|a| a.name().is_some_and(|name| is_beside(*a, name)));
    let mut skip_until = outside.last().map_or(0, Node::end);
    let mut found = Vec::new();
    let mut before: Option<String> = None;
    // A label stands right before the first line.
    let from = (0..nearest).rev().find(|i| tree.node(*i).text().is_some_and(|t| !t.trim().is_empty()));
    for node in (from.unwrap_or(nearest)..tree.len().min(headline + FAR + 1)).map(|i| tree.node(i)) {
        if node.index() < skip_until {
            continue;
        }
        let order = u32::try_from(node.index()).unwrap_or(u32::MAX);
        if let Some(name) = node.name() {
            if is_beside(node, name) {
                skip_until = node.end();
            } else if name == "time" && distance(node.index()).is_some() {
                let stamp = node.attr("datetime").map(clean).filter(|s| s.len() <= LONGEST);
                found.extend(stamp.map(|s| evidence(s, Source::Element, order)));
            }
            continue;
        }
        let Some(text) = node.text() else { continue };
        let trimmed = text.trim();
        if trimmed.is_empty() {
            continue;
        }
        let dated = trimmed.len() <= LONGEST
            && trimmed.bytes().any(|b| b.is_ascii_digit() || b >= 0x80)
            && is_dated(trimmed);
        if dated && distance(node.index()).is_some() {
            let line = clean(trimmed);
            // "Published" and the day may stand in elements of their own.
            let line = before.take().map_or(line.clone(), |b| format!("{b} {line}"));
            found.push(evidence(line, Source::Element, order));
        }
        let label = trimmed.len() <= 30 && trimmed.len() > 1 && !trimmed.bytes().any(|b| b.is_ascii_digit());
        before = label.then(|| clean(trimmed));
    }
    found.sort_by_key(|e| distance(e.order as usize));
    found.truncate(MOST);
    found
}

/// The heading that the page's title repeats, else its first `h1`.
fn headline(tree: &Tree, titles: &[String]) -> Option<usize> {
    let headings = || tree.iter().filter(|n| n.name().is_some_and(|name| matches!(name, "h1" | "h2" | "h3")));
    let titled = headings().take(60).find(|n| {
        // A heading around half the page is none, and folding it would cost.
        let text = if n.end() - n.index() <= 40 { n.all_text() } else { String::new() };
        let own = if text.len() <= 600 { fold(&clean(&text)) } else { String::new() };
        own.len() > 8 && titles.iter().any(|t| t.contains(&own) || own.contains(t.as_str()))
    });
    titled.or_else(|| headings().find(|n| n.is("h1"))).map(Node::index)
}

fn evidence(value: String, source: Source, order: u32) -> Evidence {
    Evidence::new(Field::Published, value, source, Scope::Page, Mark::Loose, order)
}

/// Comments, other articles, footer, menus: what they date is not this article.
fn is_elsewhere(node: Node<'_>, name: &str) -> bool {
    if matches!(
        name,
        "script" | "style" | "title" | "noscript" | "template" | "svg" | "footer" | "nav" | "form" | "select"
    ) {
        return true;
    }
    if matches!(name, "body" | "html" | "main" | "article" | "h1") {
        return false;
    }
    static WORDS: LazyLock<Finder<&str>> = LazyLock::new(|| {
        let words = vec![
            "comment",
            "related",
            "footer",
            "sidebar",
            "widget",
            "recommend",
            "teaser",
            "copyright",
            "archive",
            "popular",
            "trending",
            "latest",
            "breadcrumb",
            "menu",
        ];
        Finder::new(words, true)
    });
    [node.attr("class"), node.attr("id")].into_iter().flatten().any(|names| WORDS.all(names).next().is_some())
}

/// The time of publication that scripts name, if all they name are on one day.
fn only_day<'t>(scripts: &[&'t str]) -> Option<&'t str> {
    let mut stamps = scripts.iter().flat_map(|s| stamps(s));
    let first = stamps.next()?;
    stamps.all(|s| s.get(..10) == first.get(..10)).then_some(first)
}

/// The times that a script has under names that speak of publication.
fn stamps(script: &str) -> impl Iterator<Item = &str> {
    // All of the names have these letters, and little else in scripts has.
    const COMMON: &[u8] = b"ubli";
    let script = script.get(..boundary_before(script, SCRIPT)).unwrap_or("");
    let mut from = 0;
    let mut near = memchr::memmem::find_iter(script.as_bytes(), COMMON);
    std::iter::from_fn(move || {
        loop {
            let at = near.next()?;
            if at < from {
                continue;
            }
            let start = boundary_before(script, at.saturating_sub(16));
            let piece = &script[start.max(from)..boundary_before(script, at + 80)];
            let Some(stamp) = state(piece) else { continue };
            from = start.max(from) + stamp.end;
            return Some(&piece[stamp]);
        }
    })
    .take(20)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;
    use crate::options::Options;

    fn found(html: &str) -> Vec<String> {
        let tree = crate::html::parse(html, false, &Options::default()).unwrap();
        dates(&tree, &["air naik".to_owned()]).into_iter().map(|e| e.value).collect()
    }

    #[test]
    fn short_lines_with_a_date() {
        assert_eq!(
            found("<h1>Air naik</h1><span>Published</span> <b>9 Dec 2021</b><p>By Rina<br>8 Dec 2021</p>"),
            ["Published 9 Dec 2021", "By Rina 8 Dec 2021"]
        );
        assert_eq!(found("<h1>Air naik</h1><time datetime=2021-12-09>kemarin</time>"), ["2021-12-09"]);
        assert_eq!(found("<footer>© 2021</footer><div class=comments>9 Dec 2021</div>"), [""; 0]);
    }

    #[test]
    fn the_state_of_scripts_where_it_names_one_day() {
        let script = |days: &[&str]| {
            let fields: Vec<String> =
                days.iter().map(|d| format!(r#"{{"publishedAt":"{d}T10:05:00Z"}}"#)).collect();
            format!("<h1>Air naik</h1><script>x=[{}]</script>", fields.join(","))
        };
        assert_eq!(found(&script(&["2021-12-09", "2021-12-09"])), ["2021-12-09T10:05:00Z"]);
        assert_eq!(found(&script(&["2021-12-09", "2021-12-08"])), [""; 0]);
    }

    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-] ?\d{1,2}[./-] ?\d\d|[12]\d{3}年").unwrap()
    });
    static STATE: LazyLock<Regex> = LazyLock::new(|| {
        let names = NAMES.join("|");
        Regex::new(&format!(r#"\\*"(?:{names})\\*"\s*:\s*\\*"((?:19|20)\d\d-\d\d-\d\d[^"\\<]{{0,24}})"#))
            .unwrap()
    });

    fn line(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(pieces), 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn dated_lines_are_those_of_the_pattern(line in line(&[
            "19", "20", "21", "9", "12", "2021", "٣", "/", ".", "-", " ", "年", "x", "é", "_", "/ ", ",",
        ])) {
            prop_assert_eq!(is_dated(&line), DATED.is_match(&line));
        }

        #[test]
        fn fields_of_scripts_are_those_of_the_pattern(line in line(&[
            "\"", "\\\"", "\\", "publishedAt", "\"publish_date\"", "\\\"datePublished\\\"", ":", " : ", "\"", "2021-12-09", "19",
            "20", "٣", "-", "T10:05:00.000000000000000000000", "Z", "<", "é",
        ])) {
            prop_assert_eq!(state(&line), STATE.captures(&line).map(|c| c.get(1).unwrap().range()));
        }
    }
}
