//! The whole path, once: pages of `fixtures/pages` become articles, the articles an index, the index answers.
//!
//!     cargo run --release --example quickstart

use std::error::Error;
use std::fs;
use std::path::Path;

use warta::{Article, ContactKind, Extractor, Index, Page, PageKind, Query};

fn main() -> Result<(), Box<dyn Error>> {
    let articles = read_pages()?;
    for article in &articles {
        show(article);
    }

    // A folder of our own, removed with everything in it when it goes out of scope.
    let folder = tempfile::tempdir()?;
    let index = Index::open_or_create(folder.path())?;
    let mut writer = index.writer()?;
    for article in &articles {
        writer.put(article)?;
    }
    writer.commit()?;

    println!("{} articles are in the index.\n", articles.len());
    for query in [
        "posyandu",
        "place:Sumbar",
        r#"said:"Mardiati Zulfa""#,
        r#"quote:(said:"Yolanda Prameswari" badai)"#,
        "contact:081200001234",
    ] {
        search(&index, query)?;
    }

    println!("Who said something with `jorong` in it?");
    for quote in &index.quotes(&"jorong".parse()?)? {
        println!("  {}: “{}”", quote.speaker().unwrap_or("somebody"), quote.text());
    }
    println!("\nHow to reach Mardiati?");
    for contact in &index.contacts(&"Mardiati".parse()?)? {
        println!("  {} {} ({})", name(contact.kind()), contact.value(), contact.names().join(", "));
    }
    Ok(())
}

/// Every post of every page that holds one.
fn read_pages() -> Result<Vec<Article>, Box<dyn Error>> {
    let extractor = Extractor::new();
    let mut folders: Vec<_> =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages"))?.flatten().collect();
    folders.sort_by_key(|folder| folder.file_name());
    let mut articles = Vec::new();
    for folder in folders {
        let bytes = fs::read(folder.path().join("page.html"))?;
        let page = extractor.extract_page(Page::new(&bytes))?;
        let name = folder.file_name();
        match page.kind {
            PageKind::Single => println!("{}: an article", name.display()),
            PageKind::List => println!("{}: a list of {} posts", name.display(), page.posts.len()),
            _ => println!("{}: no article", name.display()),
        }
        articles.extend(page.posts);
    }
    println!();
    Ok(articles)
}

fn show(article: &Article) {
    println!("{}", article.title.as_deref().unwrap_or("(without a title)"));
    let mut line = Vec::new();
    line.extend(article.published.map(|date| date.to_string()));
    line.extend(article.authors.iter().map(|author| author.name.clone()));
    line.extend(article.site.name.clone());
    println!("  {}", line.join(" · "));
    if let Some(dateline) = &article.dateline {
        let place = dateline.places.first();
        let names = [
            place.and_then(|p| p.city.as_deref()),
            place.and_then(|p| p.region.as_deref()),
            place.and_then(|p| p.country.as_deref()),
        ];
        let names: Vec<&str> = names.into_iter().flatten().collect();
        let agency = dateline.agency.as_ref().map(|a| format!(" by {a}")).unwrap_or_default();
        println!("  filed from {}{agency}", names.join(", "));
    }
    println!("  {}", beginning(article.story()));
    let people: Vec<&str> = article.people.iter().map(|p| p.name.as_str()).collect();
    if !people.is_empty() {
        println!("  people: {}", people.join(", "));
    }
    for quote in &article.quotes {
        let speaker = quote.speaker.as_ref();
        let name = speaker.and_then(|s| s.name.as_deref());
        let role = speaker.and_then(|s| s.role.as_deref());
        let who: Vec<&str> = [name, role].into_iter().flatten().collect();
        let who = if who.is_empty() { "somebody".to_owned() } else { who.join(", ") };
        println!("  “{}” – {who}", beginning(&quote.text));
    }
    for contact in &article.contacts {
        println!("  {} {} {}", name(contact.kind), contact.value, contact.names.join(", "));
    }
    println!();
}

fn search(index: &Index, query: &str) -> Result<(), Box<dyn Error>> {
    let found = index.search(&query.parse::<Query>()?)?;
    println!("{query} → {}", found.total());
    for hit in &found {
        println!("  {}\n    {}", hit.title(), hit.snippet());
    }
    println!();
    Ok(())
}

/// A kind of contact as JSON names it.
fn name(kind: ContactKind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The first words, cut between words.
fn beginning(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() > 90 {
            return out + "…";
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
