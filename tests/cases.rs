//! Runs the cases of `fixtures/cases/*.toml`: one test a case, named `file::name`. See CONTRIBUTING.md for the format.

mod common;

use std::fs;
use std::path::Path;

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use warta::{
    Article, Contact, Context, DateMention, Dateline, Extractor, Facts, Options, Page, Person, Place, Quote,
    annotate,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// One case: an input, hints, and what is expected of it. What is not mentioned is not compared.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Plain text for `annotate`, or …
    text: Option<String>,
    /// … a page for `Extractor`.
    html: Option<String>,
    url: Option<String>,
    language: Option<String>,
    region: Option<String>,
    published: Option<String>,
    expect: Expect,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    dateline: Option<toml::Value>,
    quotes: Option<Vec<toml::Value>>,
    contacts: Option<Vec<toml::Value>>,
    dates: Option<Vec<toml::Value>>,
    people: Option<Vec<toml::Value>>,
    places: Option<Vec<toml::Value>>,
    language: Option<String>,
    /// From here on only for pages.
    kind: Option<String>,
    title: Option<String>,
    authors: Option<Vec<String>>,
    byline: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    tags: Option<Vec<String>>,
    site_contacts: Option<Vec<toml::Value>>,
    /// The titles of all posts, in page order.
    posts: Option<Vec<String>>,
    /// The whole text.
    text: Option<String>,
    /// Strings that the text holds, and that it does not.
    holds: Option<Vec<String>>,
    lacks: Option<Vec<String>>,
}

impl Expect {
    fn of_a_page(&self) -> bool {
        let fields = [&self.kind, &self.title, &self.byline, &self.published, &self.modified, &self.text];
        let lists = [&self.authors, &self.tags, &self.posts, &self.holds, &self.lacks];
        fields.iter().any(|f| f.is_some())
            || lists.iter().any(|l| l.is_some())
            || self.site_contacts.is_some()
    }
}

fn main() {
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials()).exit();
}

fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    let mut paths: Vec<_> = fs::read_dir("fixtures/cases").unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    assert!(!paths.is_empty(), "no cases");
    for path in paths {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        match read(&path) {
            Err(message) => {
                trials.push(Trial::test(format!("{file}::is read"), move || Err(Failed::from(message))));
            }
            Ok(cases) => trials.extend(cases.into_iter().map(|case| {
                let name = format!("{file}::{}", case.name);
                Trial::test(name, move || run(&case))
            })),
        }
    }
    trials
}

/// The cases of a file; an unknown key, a name given twice or a case without an input is an error.
fn read(path: &Path) -> Result<Vec<Case>, String> {
    let text = fs::read_to_string(path).map_err(|e| e.to_string())?;
    let cases = toml::from_str::<File>(&text).map_err(|e| e.to_string())?.case;
    for (index, case) in cases.iter().enumerate() {
        let name = &case.name;
        if cases[..index].iter().any(|c| c.name == *name) {
            return Err(format!("two cases are named `{name}`"));
        }
        if case.text.is_some() == case.html.is_some() {
            return Err(format!("`{name}` needs either `text` or `html`"));
        }
        if case.html.is_none() && case.expect.of_a_page() {
            return Err(format!("`{name}` expects of a plain text what only a page has"));
        }
        let e = &case.expect;
        let lists = [
            ("quotes", QUOTE, &e.quotes),
            ("contacts", CONTACT, &e.contacts),
            ("site_contacts", CONTACT, &e.site_contacts),
            ("dates", DATE, &e.dates),
            ("people", PERSON, &e.people),
            ("places", PLACE, &e.places),
        ];
        for (field, known, list) in lists {
            for item in list.iter().flatten() {
                check_keys(item, known).map_err(|e| format!("`{name}`, expect.{field}: {e}"))?;
            }
        }
        if let Some(dateline) = e.dateline.as_ref().filter(|d| d.as_str() != Some("none")) {
            check_keys(dateline, DATELINE).map_err(|e| format!("`{name}`, expect.dateline: {e}"))?;
        }
    }
    Ok(cases)
}

const DATELINE: &[&str] = &["raw", "agency", "agency_id", "date", "city", "region", "country", "places"];
const QUOTE: &[&str] =
    &["text", "speaker", "speaker_kind", "speaker_raw", "role", "cue", "attribution", "continues"];
const CONTACT: &[&str] = &["kind", "value", "raw", "names", "role", "extension"];
const DATE: &[&str] = &["raw", "value", "end", "time", "flags"];
const PERSON: &[&str] = &["name", "roles", "aliases", "raws"];
const PLACE: &[&str] = &["raw", "city", "region", "country"];

fn check_keys(item: &toml::Value, known: &[&str]) -> Result<(), String> {
    let table = item.as_table().ok_or("expected a table")?;
    match table.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("unknown key `{key}`, expected one of {}", known.join(", "))),
        None => Ok(()),
    }
}

fn run(case: &Case) -> Result<(), Failed> {
    let mut wrong = Wrong::default();
    match (&case.text, &case.html) {
        (Some(text), _) => {
            let facts = annotate(text, &context(case));
            wrong.0.extend(common::fact_spans(text, &facts));
            compare_facts(&mut wrong, &case.expect, text, &facts);
        }
        (_, Some(html)) => compare_page(&mut wrong, case, html),
        _ => {}
    }
    if wrong.0.is_empty() { Ok(()) } else { Err(wrong.0.join("\n").into()) }
}

fn context(case: &Case) -> Context {
    let mut context = Context::new();
    if let Some(language) = &case.language {
        context = context.language(language);
    }
    if let Some(region) = &case.region {
        context = context.region(region);
    }
    if let Some(published) = &case.published {
        context = context.published(published);
    }
    context
}

fn compare_page(wrong: &mut Wrong, case: &Case, html: &str) {
    let mut options = Options::new();
    if let Some(language) = &case.language {
        options = options.language(language);
    }
    if let Some(region) = &case.region {
        options = options.region(region);
    }
    let mut page = Page::new(html);
    if let Some(url) = &case.url {
        page = page.at(url);
    }
    let extraction = match Extractor::with(options).extract_page(page) {
        Ok(extraction) => extraction,
        Err(e) => return wrong.0.push(format!("expected a page, found the error: {e}")),
    };
    for (index, post) in extraction.posts.iter().enumerate() {
        let spans = common::article_spans(post).into_iter();
        wrong.0.extend(spans.map(|problem| format!("posts[{index}]: {problem}")));
    }
    let expect = &case.expect;
    if let Some(kind) = &expect.kind {
        let found = serde_json::to_value(extraction.kind).unwrap();
        wrong.unless_equal("kind", json!(kind), found);
    }
    if let Some(titles) = &expect.posts {
        let found = extraction.posts.iter().map(|p| json!(p.title.as_deref().unwrap_or("none"))).collect();
        wrong.unless_equal("posts", json!(titles), Value::Array(found));
    }
    if let Some(contacts) = &expect.site_contacts {
        let found: Vec<Value> = extraction.site.contacts.iter().map(contact).collect();
        wrong.unless_listed("site_contacts", contacts, &found);
    }
    let article = extraction.posts.into_iter().next().unwrap_or_else(|| Article::builder().build());
    compare_metadata(wrong, expect, &article);
    let mut facts = Facts::default();
    facts.language = article.language;
    facts.dateline = article.dateline;
    facts.quotes = article.quotes;
    facts.contacts = article.contacts;
    facts.dates = article.dates;
    facts.people = article.people;
    facts.places = article.places;
    compare_facts(wrong, expect, &article.text, &facts);
}

fn compare_metadata(wrong: &mut Wrong, expect: &Expect, article: &Article) {
    let fields = [
        ("title", &expect.title, article.title.clone()),
        ("byline", &expect.byline, article.byline.clone()),
        ("published", &expect.published, article.published.map(|d| d.to_string())),
        ("modified", &expect.modified, article.modified.map(|d| d.to_string())),
        ("text", &expect.text, Some(article.text.clone())),
    ];
    for (field, expected, found) in fields {
        if let Some(expected) = expected {
            wrong.unless_equal(field, json!(expected), json!(found.unwrap_or_else(|| "none".to_owned())));
        }
    }
    if let Some(authors) = &expect.authors {
        let found: Vec<&str> = article.authors.iter().map(|a| a.name.as_str()).collect();
        wrong.unless_equal("authors", json!(authors), json!(found));
    }
    if let Some(tags) = &expect.tags {
        wrong.unless_equal("tags", json!(tags), json!(article.tags));
    }
    for string in expect.holds.iter().flatten().filter(|s| !article.text.contains(*s)) {
        wrong.0.push(format!("the text lacks `{string}`:\n{}", article.text));
    }
    for string in expect.lacks.iter().flatten().filter(|s| article.text.contains(*s)) {
        wrong.0.push(format!("the text holds `{string}`:\n{}", article.text));
    }
}

fn compare_facts(wrong: &mut Wrong, expect: &Expect, text: &str, facts: &Facts) {
    if let Some(expected) = &expect.dateline {
        let found = facts.dateline.as_ref().map_or(Value::Null, dateline);
        match (expected.as_str(), &found) {
            (Some("none"), found) => wrong.unless_equal("dateline", Value::Null, found.clone()),
            _ => wrong.unless_fits("dateline", expected, &found),
        }
    }
    let spelled =
        |spans: &[warta::Span]| -> Vec<String> { spans.iter().map(|s| s.of(text).to_owned()).collect() };
    let lists = [
        ("quotes", &expect.quotes, facts.quotes.iter().map(|q| quote(q, text)).collect::<Vec<Value>>()),
        ("contacts", &expect.contacts, facts.contacts.iter().map(contact).collect::<Vec<Value>>()),
        ("dates", &expect.dates, facts.dates.iter().map(date).collect::<Vec<Value>>()),
        (
            "people",
            &expect.people,
            facts.people.iter().map(|p| person(p, spelled(&p.spans))).collect::<Vec<Value>>(),
        ),
        ("places", &expect.places, facts.places.iter().map(place).collect::<Vec<Value>>()),
    ];
    for (field, expected, found) in lists {
        if let Some(expected) = expected {
            wrong.unless_listed(field, expected, &found);
        }
    }
    if let Some(language) = &expect.language {
        let found = facts.language.map_or_else(|| "none".to_owned(), |l| l.tag.to_string());
        wrong.unless_equal("language", json!(language), json!(found));
    }
}

// Facts as the cases spell them: flat, the first place of a dateline in it, white space after a dateline dropped.

fn dateline(d: &Dateline) -> Value {
    let first = d.places.first();
    json!({
        "raw": d.raw.trim_end(), "agency": d.agency, "agency_id": d.agency_id, "date": d.date,
        "city": first.and_then(|p| p.city.as_ref()), "region": first.and_then(|p| p.region.as_ref()),
        "country": first.and_then(|p| p.country.as_ref()),
        "places": d.places.iter().map(|p| &p.raw).collect::<Vec<_>>(),
    })
}

fn quote(q: &Quote, text: &str) -> Value {
    let speaker = q.speaker.as_ref();
    json!({
        "text": q.text, "cue": q.cue, "attribution": q.attribution, "continues": q.continues,
        "speaker": speaker.and_then(|s| s.name.as_ref()), "role": speaker.and_then(|s| s.role.as_ref()),
        "speaker_kind": speaker.map(|s| s.kind), "speaker_raw": speaker.and_then(|s| s.span).map(|s| s.of(text)),
    })
}

fn contact(c: &Contact) -> Value {
    json!({
        "kind": c.kind, "value": c.value, "raw": c.raw, "names": c.names, "role": c.role, "extension": c.extension,
    })
}

fn date(d: &DateMention) -> Value {
    json!({ "raw": d.raw, "value": d.value, "end": d.end, "time": d.time, "flags": d.flags })
}

fn person(p: &Person, raws: Vec<String>) -> Value {
    json!({ "name": p.name, "roles": p.roles, "aliases": p.aliases, "raws": raws })
}

fn place(p: &Place) -> Value {
    json!({ "raw": p.raw, "city": p.city, "region": p.region, "country": p.country })
}

/// What does not fit, all of it.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn unless_equal(&mut self, field: &str, expected: Value, found: Value) {
        if expected != found {
            self.0.push(format!("{field}\n  expected: {expected}\n  found:    {found}"));
        }
    }

    /// The fields that `expected` gives are those of `found`; `"none"` is null.
    fn unless_fits(&mut self, field: &str, expected: &toml::Value, found: &Value) {
        let expected = plain(expected);
        if !fits(&expected, found) {
            self.unless_equal(field, expected.clone(), shown(found, &expected));
        }
    }

    fn unless_listed(&mut self, field: &str, expected: &[toml::Value], found: &[Value]) {
        if expected.len() != found.len() {
            let expected: Vec<Value> = expected.iter().map(plain).collect();
            let lines = |list: &[Value]| list.iter().map(|v| format!("\n    {v}")).collect::<String>();
            self.0.push(format!(
                "{field}: expected {}:{}\n  found {}:{}",
                expected.len(),
                lines(&expected),
                found.len(),
                lines(found)
            ));
            return;
        }
        for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
            self.unless_fits(&format!("{field}[{index}]"), expected, found);
        }
    }
}

fn fits(expected: &Value, found: &Value) -> bool {
    let Some(expected) = expected.as_object() else { return expected == found };
    expected.iter().all(|(key, value)| {
        let found = found.get(key).unwrap_or(&Value::Null);
        value == found || value == "none" && found.is_null()
    })
}

/// Of `found` only the fields that are compared.
fn shown(found: &Value, expected: &Value) -> Value {
    match (found.as_object(), expected.as_object()) {
        (Some(found), Some(expected)) => {
            let fields = expected.keys().map(|k| (k.clone(), found.get(k).cloned().unwrap_or_default()));
            Value::Object(fields.collect::<Map<_, _>>())
        }
        _ => found.clone(),
    }
}

/// TOML to JSON; a bare TOML date is its string.
fn plain(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(list) => Value::Array(list.iter().map(plain).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
        }
        other => serde_json::to_value(other).unwrap_or_default(),
    }
}
