//! Whole pages: every folder of `fixtures/pages` holds a `page.html`, an `about.toml` that says what it shows, and the
//! `article.json` that is read from it: one article, an array of posts for a list, `null` where there is none.
//!
//! `WARTA_UPDATE=1 cargo test --test pages` writes the `article.json` files anew; read the difference before you commit it.

mod common;

use std::fs;
use std::path::Path;

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use warta::{Extraction, Extractor, Options, Page, PageKind};

const FILES: [&str; 3] = ["about.toml", "article.json", "page.html"];

/// What a page is there for, and what is known of it from outside.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    /// What the page shows.
    about: String,
    kind: PageKind,
    url: Option<String>,
    charset: Option<String>,
    language: Option<String>,
    region: Option<String>,
}

fn main() {
    let arguments = Arguments::from_args();
    let trials = common::page_folders()
        .into_iter()
        .map(|folder| {
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            Trial::test(name, move || run(&folder).map_err(Failed::from))
        })
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn run(folder: &Path) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(|e| e.to_string())?.flatten() {
        let name = entry.file_name();
        if !FILES.iter().any(|f| *f == name) {
            return Err(format!("{} is none of {}", entry.path().display(), FILES.join(", ")));
        }
    }
    let read = |name: &str| fs::read(folder.join(name)).map_err(|e| format!("{name}: {e}"));
    let about = String::from_utf8(read("about.toml")?).map_err(|e| e.to_string())?;
    let about: About = toml::from_str(&about).map_err(|e| format!("about.toml: {e}"))?;
    if about.about.trim().is_empty() {
        return Err("about.toml does not say what the page shows".to_owned());
    }
    let extraction = extract(&about, &read("page.html")?)?;
    let mut wrong = Vec::new();
    for (index, post) in extraction.posts.iter().enumerate() {
        let spans = common::article_spans(post).into_iter();
        wrong.extend(spans.map(|problem| format!("posts[{index}]: {problem}")));
    }
    if extraction.kind != about.kind {
        wrong.push(format!("expected the page to be {:?}, found {:?}", about.kind, extraction.kind));
    }
    let found = pretty(&extraction);
    let path = folder.join("article.json");
    if std::env::var_os("WARTA_UPDATE").is_some_and(|v| v == "1") {
        fs::write(&path, &found).map_err(|e| e.to_string())?;
    } else {
        match fs::read_to_string(&path) {
            Ok(expected) if expected == found => {}
            Ok(expected) => wrong.push(format!("- article.json, + now\n{}", difference(&expected, &found))),
            Err(_) => wrong.push("no article.json: write it with WARTA_UPDATE=1, then read it".to_owned()),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn extract(about: &About, html: &[u8]) -> Result<Extraction, String> {
    let mut options = Options::new();
    if let Some(language) = &about.language {
        options = options.language(language);
    }
    if let Some(region) = &about.region {
        options = options.region(region);
    }
    let mut page = Page::new(html);
    if let Some(url) = &about.url {
        page = page.at(url);
    }
    if let Some(charset) = &about.charset {
        page = page.charset(charset);
    }
    Extractor::with(options).extract_page(page).map_err(|e| e.to_string())
}

/// The posts as they lie in `article.json`.
fn pretty(extraction: &Extraction) -> String {
    let value = match extraction.kind {
        PageKind::Single => serde_json::to_value(extraction.posts.first()),
        PageKind::List => serde_json::to_value(&extraction.posts),
        _ => Ok(Value::Null),
    };
    let mut out = String::new();
    print(&value.unwrap_or_default(), 0, &mut out);
    out.push('\n');
    out
}

/// JSON with short lists and objects on one line, so that a span or a contact is one line of a difference.
fn print(value: &Value, indent: usize, out: &mut String) {
    let flat = value.to_string();
    let nested = |v: &Value| v.is_array() || v.is_object();
    let (open, close, items): (char, char, Vec<(Option<&String>, &Value)>) = match value {
        Value::Array(list) => ('[', ']', list.iter().map(|v| (None, v)).collect()),
        Value::Object(map) => ('{', '}', map.iter().map(|(k, v)| (Some(k), v)).collect()),
        _ => return out.push_str(&flat),
    };
    if items.is_empty()
        || flat.chars().count() + indent <= 110 && (value.is_array() || !items.iter().all(|i| nested(i.1)))
    {
        return out.push_str(&flat);
    }
    out.push(open);
    for (index, (key, item)) in items.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(indent + 2));
        if let Some(key) = key {
            out.push_str(&format!("{}: ", Value::from(key.as_str())));
        }
        print(item, indent + 2, out);
    }
    out.push('\n');
    out.push_str(&" ".repeat(indent));
    out.push(close);
}

/// The lines that differ, by a longest common subsequence, with two lines around each change.
fn difference(expected: &str, found: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let mut common = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] =
                if a[i] == b[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            lines.push((' ', a[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || i < a.len() && common[i + 1][j] >= common[i][j + 1] {
            lines.push(('-', a[i]));
            i += 1;
        } else {
            lines.push(('+', b[j]));
            j += 1;
        }
    }
    let near = |at: usize| lines[at.saturating_sub(2)..(at + 3).min(lines.len())].iter().any(|l| l.0 != ' ');
    let mut out = String::new();
    for (at, (mark, line)) in lines.iter().enumerate() {
        if near(at) {
            out.push_str(&format!("{mark} {line}\n"));
        } else if at > 0 && near(at - 1) {
            out.push_str("  …\n");
        }
    }
    out
}
