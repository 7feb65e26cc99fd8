//! An article as the documents of the index: itself, then its quotes, then its contacts.

use std::collections::{BTreeSet, HashMap};

use jiff::civil;
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;

use crate::article::{Article, Contact, Person, Quote, Speaker};
use crate::error::Error;
use crate::value::{Date, Span};

use super::query::Has;
use super::schema::{Fields, Kind, fields};
use super::stored::seal;
use super::word::fold;
use super::{contact, place};

/// Order of undated articles: before the year 1.
const UNDATED: i64 = -63_000_000_000;

/// Values of fast columns are cut at this many bytes.
const MOST_COLUMN: usize = 1000;

/// Of a speaker's mentions this many are looked at, and this many words on either side.
const MOST_MENTIONS: usize = 4;
const BESIDE: usize = 4;
/// Which are within so many bytes.
const FAR: usize = 120;

/// What a hit shows without reading the article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Header {
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<Date>,
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub(crate) site: Option<String>,
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<String>,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<String>,
}

impl Header {
    fn of(article: &Article) -> Self {
        let place = article.dateline.as_ref().and_then(|d| d.places.first());
        Self {
            url: article.url.as_ref().map(|u| u.as_str().to_owned()),
            title: article.title.as_deref().map(cut),
            published: article.published,
            site: article.site.name.as_deref().map(cut).or_else(|| host(article).map(str::to_owned)),
            language: article.language.map(|l| l.tag.as_str().to_owned()),
            place: place.map(|p| cut(p.city.as_deref().unwrap_or(&p.raw))),
        }
    }
}

/// The documents of an article, in the order in which they must be added.
pub(crate) fn documents(article: &Article, key: &str) -> Result<Vec<TantivyDocument>, Error> {
    let mut documents = vec![of_article(article, key)?];
    let people = People::of(article);
    for quote in &article.quotes {
        documents.push(of_quote(quote, &people, &article.text)?);
    }
    for contact in &article.contacts {
        documents.push(of_contact(contact)?);
    }
    let f = fields();
    let time = article.published.map_or(UNDATED, seconds);
    for (slot, document) in documents.iter_mut().enumerate() {
        document.add_text(f.key, key);
        document.add_u64(f.slot, slot as u64);
        document.add_i64(f.time, time);
    }
    Ok(documents)
}

fn of_article(article: &Article, key: &str) -> Result<TantivyDocument, Error> {
    debug_assert!(!key.is_empty());
    let f = fields();
    let mut d = TantivyDocument::default();
    d.add_u64(f.kind, Kind::Article as u64);
    d.add_bytes(f.stored, &seal(article)?);
    d.add_text(f.header, serde_json::to_string(&Header::of(article)).unwrap_or_default());
    d.add_bool(f.teaser, article.teaser);
    if let Some(title) = &article.title {
        d.add_text(f.title, title);
        d.add_text(f.text, title);
    }
    d.add_text(f.text, &article.text);
    for author in &article.authors {
        d.add_text(f.author, &author.name);
    }
    if let Some(byline) = &article.byline {
        d.add_text(f.author, byline);
    }
    for site in article.site.name.as_deref().into_iter().chain(host(article)) {
        d.add_text(f.site, site);
    }
    for tag in &article.tags {
        d.add_text(f.tag, tag);
    }
    for role in roles(article) {
        d.add_text(f.role, role);
    }
    if let Some(language) = &article.language {
        for term in BTreeSet::from([language.tag.as_str(), language.tag.primary()]) {
            d.add_text(f.language, term);
        }
    }
    add_places(&mut d, f, article);
    for has in Has::ALL.iter().filter(|h| has(article, **h)) {
        d.add_text(f.has, has.name());
    }
    if let Some(published) = article.published {
        d.add_i64(f.first_day, days(published.first_day()));
        d.add_i64(f.last_day, days(published.last_day()));
    }
    Ok(d)
}

fn add_places(d: &mut TantivyDocument, f: &Fields, article: &Article) {
    if let Some(dateline) = &article.dateline {
        for agency in [&dateline.agency, &dateline.agency_id].into_iter().flatten() {
            d.add_text(f.agency, agency);
        }
    }
    let filed = article.dateline.iter().flat_map(|dateline| &dateline.places);
    let from: BTreeSet<String> = filed.flat_map(place::terms).collect();
    let mut all: BTreeSet<String> = article.places.iter().flat_map(place::terms).collect();
    all.extend(from.iter().cloned());
    for term in &from {
        d.add_text(f.from, term);
    }
    for term in &all {
        d.add_text(f.place, term);
    }
}

fn of_quote(quote: &Quote, people: &People<'_>, text: &str) -> Result<TantivyDocument, Error> {
    let f = fields();
    let mut d = TantivyDocument::default();
    d.add_u64(f.kind, Kind::Quote as u64);
    d.add_bytes(f.stored, &seal(quote)?);
    d.add_text(f.quote, &quote.text);
    if let Some(speaker) = &quote.speaker {
        let person = speaker.name.as_deref().and_then(|name| people.named(name));
        for name in names(speaker, person) {
            d.add_text(f.speaker, name);
        }
        if let Some(name) = &speaker.name {
            d.add_text(f.speaker_name, cut(name));
        }
        if let Some(role) = &speaker.role {
            d.add_text(f.speaker_role, role);
            d.add_text(f.speaker_beside, role);
        }
        for mention in mentions(speaker, person) {
            for words in beside(text, mention) {
                d.add_text(f.speaker_beside, words);
            }
        }
    }
    Ok(d)
}

fn of_contact(contact: &Contact) -> Result<TantivyDocument, Error> {
    let f = fields();
    let mut d = TantivyDocument::default();
    d.add_u64(f.kind, Kind::Contact as u64);
    d.add_bytes(f.stored, &seal(contact)?);
    for words in contact.names.iter().chain(&contact.role) {
        d.add_text(f.contact_words, words);
    }
    d.add_text(f.contact_words, &contact.value);
    if contact.raw != contact.value {
        d.add_text(f.contact_words, &contact.raw);
    }
    if let Some(role) = &contact.role {
        d.add_text(f.contact_role, role);
    }
    for term in contact::terms(contact) {
        d.add_text(f.contact_value, term);
    }
    let kind = serde_json::to_string(&contact.kind).unwrap_or_default();
    d.add_text(f.contact, cut(&format!("{}:{}", kind.trim_matches('"'), contact.value)));
    Ok(d)
}

/// All names under which the article knows the speaker; the role of one without a name.
fn names<'a>(speaker: &'a Speaker, person: Option<&'a Person>) -> Vec<&'a str> {
    let Some(name) = speaker.name.as_deref() else { return speaker.role.as_deref().into_iter().collect() };
    let mut names = vec![name];
    if let Some(person) = person {
        names.extend(std::iter::once(&person.name).chain(&person.aliases).map(String::as_str));
    }
    names.dedup();
    names
}

/// The people of an article by all their names.
struct People<'a>(HashMap<String, &'a Person>);

impl<'a> People<'a> {
    fn of(article: &'a Article) -> Self {
        let mut people = HashMap::new();
        for person in &article.people {
            for name in std::iter::once(&person.name).chain(&person.aliases) {
                people.entry(fold(name)).or_insert(person);
            }
        }
        Self(people)
    }

    fn named(&self, name: &str) -> Option<&'a Person> {
        self.0.get(&fold(name)).copied()
    }
}

/// The first places where a speaker is named.
fn mentions(speaker: &Speaker, person: Option<&Person>) -> BTreeSet<Span> {
    let spans = person.into_iter().flat_map(|p| &p.spans).take(MOST_MENTIONS);
    spans.chain(&speaker.span).copied().filter(|span| !span.is_empty()).collect()
}

/// The few words before a name, and those after the comma behind it: `dr. H. Rina Marlina, S.H., M.Si.`
fn beside(text: &str, name: Span) -> [&str; 2] {
    let edge = |c: char| matches!(c, '\n' | '\t' | '"' | '“' | '”' | '(' | ')' | ':' | ';');
    let around =
        |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let before = text.get(around(name.start().saturating_sub(FAR))..name.start()).unwrap_or("");
    let before = before.rsplit(edge).next().unwrap_or("");
    let start = before.rmatch_indices(' ').nth(BESIDE).map_or(0, |(at, _)| at);
    let after = text
        .get(name.end()..around(name.end() + FAR).max(name.end()))
        .and_then(|after| after.strip_prefix(','))
        .unwrap_or("");
    let after = after.split(edge).next().unwrap_or("");
    let end = after.match_indices(' ').nth(BESIDE).map_or(after.len(), |(at, _)| at);
    [&before[start..], &after[..end]]
}

fn roles(article: &Article) -> BTreeSet<&str> {
    let people = article.people.iter().flat_map(|p| &p.roles);
    let speakers = article.quotes.iter().filter_map(|q| q.speaker.as_ref()?.role.as_ref());
    let contacts = article.contacts.iter().filter_map(|c| c.role.as_ref());
    people.chain(speakers).chain(contacts).map(String::as_str).collect()
}

fn has(article: &Article, what: Has) -> bool {
    match what {
        Has::Author => !article.authors.is_empty(),
        Has::Contact => !article.contacts.is_empty(),
        Has::Dateline => article.dateline.is_some(),
        Has::Image => !article.images.is_empty(),
        Has::Link => !article.links.is_empty(),
        Has::Place => {
            !article.places.is_empty() || article.dateline.as_ref().is_some_and(|d| !d.places.is_empty())
        }
        Has::Published => article.published.is_some(),
        Has::Quote => !article.quotes.is_empty(),
        Has::Tag => !article.tags.is_empty(),
    }
}

fn host(article: &Article) -> Option<&str> {
    article.url.as_ref()?.host_str().map(|host| host.trim_start_matches("www."))
}

fn cut(s: &str) -> String {
    let end = (0..=MOST_COLUMN.min(s.len())).rev().find(|at| s.is_char_boundary(*at)).unwrap_or(0);
    s[..end].to_owned()
}

/// Days since 1970.
pub(crate) fn days(date: civil::Date) -> i64 {
    date.duration_since(civil::date(1970, 1, 1)).as_hours() / 24
}

/// Seconds of the printed local time since 1970 as if it were UTC.
fn seconds(date: Date) -> i64 {
    let time = date
        .time()
        .map_or(0, |t| (i64::from(t.hour()) * 60 + i64::from(t.minute())) * 60 + i64::from(t.second()));
    days(date.first_day()) * 86_400 + time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_seconds_are_those_printed() {
        for (date, seconds_since) in [
            ("1970-01-01", 0),
            ("1970-01-02T00:00:01+07:00", 86_401),
            ("1969-12-31", -86_400),
            ("2000-03-01T12:00:00", 951_912_000),
            ("0001", -62_135_596_800),
        ] {
            assert_eq!(seconds(date.parse().unwrap()), seconds_since, "{date}");
        }
        assert!(UNDATED < seconds("0001".parse().unwrap()));
    }

    #[test]
    fn words_beside_a_name() {
        let text = "“Mari,” kata Ketua RT, dr. H. Rina Marlina, S.H., M.Si. kepada warta hari ini. Rina";
        let at = text.find("Rina Marlina").unwrap();
        let [before, after] = beside(text, Span::new(at, at + "Rina Marlina".len()));
        assert_eq!((before.trim(), after.trim()), ("Ketua RT, dr. H.", "S.H., M.Si. kepada warta"));
        assert_eq!(beside("Rina", Span::new(0, 4)), ["", ""]);
        assert_eq!(beside("Rina", Span::new(9, 14)), ["", ""]);
    }

    #[test]
    fn a_block_holds_the_article_first() {
        let mut article = Article::builder().title("Air naik").text("Kata Rina.").build();
        article.quotes.push(Quote { text: "Air naik".to_owned(), ..Quote::default() });
        assert_eq!(documents(&article, "k").unwrap().len(), 2);
    }
}
