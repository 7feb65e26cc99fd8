//! What the test runners share: what must hold for the spans of any article.

// Each runner compiles this file for itself and uses a part of it.
#![allow(dead_code)]

use std::path::PathBuf;

use warta::{Article, EmphasisKind, Facts, Span};

/// Everything that is wrong with the spans of an article; empty when all is well.
pub(crate) fn article_spans(article: &Article) -> Vec<String> {
    let mut facts = Facts::default();
    facts.dateline.clone_from(&article.dateline);
    facts.quotes.clone_from(&article.quotes);
    facts.contacts.clone_from(&article.contacts);
    facts.dates.clone_from(&article.dates);
    facts.people.clone_from(&article.people);
    facts.places.clone_from(&article.places);
    let mut wrong = fact_spans(&article.text, &facts);
    let mut last = 0;
    for (index, block) in article.blocks.iter().enumerate() {
        check(&mut wrong, &article.text, &format!("blocks[{index}]"), block.span, None);
        if block.span.start() < last {
            wrong.push(format!("blocks[{index}] starts at {}, inside the block before", block.span.start()));
        }
        last = block.span.end();
    }
    for (index, link) in article.links.iter().enumerate() {
        check(&mut wrong, &article.text, &format!("links[{index}]"), link.span, None);
    }
    let mut ends = [0; 2];
    for (index, emphasis) in article.emphasis.iter().enumerate() {
        let (name, span) = (format!("emphasis[{index}]"), emphasis.span);
        check(&mut wrong, &article.text, &name, span, None);
        let words = span.of(&article.text);
        if words.trim() != words {
            wrong.push(format!("{name} begins or ends with white space: {words:?}"));
        }
        let inside = article.blocks.partition_point(|b| b.span.end() < span.end());
        if !article.blocks.get(inside).is_some_and(|b| b.span.contains(span)) {
            wrong.push(format!("{name}: span {span} lies in no block"));
        }
        let last = &mut ends[usize::from(emphasis.kind == EmphasisKind::Em)];
        if span.start() < *last {
            wrong.push(format!("{name} starts at {}, inside the one before", span.start()));
        }
        *last = span.end();
    }
    if !article.emphasis.is_sorted_by_key(|e| (e.span.start(), e.kind)) {
        wrong.push("emphasis is not in order".to_owned());
    }
    wrong
}

/// Everything that is wrong with the spans of facts found in `text`.
pub(crate) fn fact_spans(text: &str, facts: &Facts) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |name: String, span: Span, raw: Option<&str>| check(&mut wrong, text, &name, span, raw);
    if let Some(dateline) = &facts.dateline {
        check("dateline".to_owned(), dateline.span, Some(&dateline.raw));
        for (i, place) in dateline.places.iter().enumerate() {
            check(format!("dateline.places[{i}]"), place.span, Some(&place.raw));
        }
    }
    for (i, place) in facts.places.iter().enumerate() {
        check(format!("places[{i}]"), place.span, Some(&place.raw));
    }
    for (i, quote) in facts.quotes.iter().enumerate() {
        check(format!("quotes[{i}]"), quote.span, Some(&quote.text));
        if let Some(span) = quote.speaker.as_ref().and_then(|s| s.span) {
            check(format!("quotes[{i}].speaker"), span, None);
        }
    }
    for (i, contact) in facts.contacts.iter().enumerate() {
        for (j, span) in contact.spans.iter().enumerate() {
            check(format!("contacts[{i}].spans[{j}]"), *span, (j == 0).then_some(contact.raw.as_str()));
        }
    }
    for (i, date) in facts.dates.iter().enumerate() {
        check(format!("dates[{i}]"), date.span, Some(&date.raw));
    }
    for (i, person) in facts.people.iter().enumerate() {
        for (j, span) in person.spans.iter().enumerate() {
            check(format!("people[{i}].spans[{j}]"), *span, None);
        }
    }
    for (i, quote) in facts.quotes.iter().enumerate() {
        if quote.continues.is_some_and(|earlier| earlier >= i) {
            wrong.push(format!("quotes[{i}] continues {:?}, which is not before it", quote.continues));
        }
    }
    wrong
}

fn check(wrong: &mut Vec<String>, text: &str, name: &str, span: Span, raw: Option<&str>) {
    match text.get(span.range()) {
        None => wrong.push(format!("{name}: span {span} does not slice the text of {} bytes", text.len())),
        Some("") => wrong.push(format!("{name}: span {span} is empty")),
        Some(slice) if raw.is_some_and(|raw| raw != slice) => {
            wrong.push(format!("{name}: span {span} is `{slice}`, not `{}`", raw.unwrap_or_default()));
        }
        Some(_) => {}
    }
}

/// The folders of `fixtures/pages`, by name.
pub(crate) fn page_folders() -> Vec<PathBuf> {
    let entries = std::fs::read_dir("fixtures/pages").unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}
