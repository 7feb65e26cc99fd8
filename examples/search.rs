//! Searches an index that `ingest` made.
//!
//!     cargo run --release --example search -- --index DIR [--json] [--limit N] [--kind articles|quotes|contacts] QUERY
//!
//! With `--json` the first line is `{"total": N}`, then one line a hit. A query may begin with `-`.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;
use warta::index::{ContactHit, Found, Hit, Index, Query, QuoteHit, Search};
use warta::{Error, ErrorKind};

const USAGE: &str = "usage: search --index DIR [--json] [--limit N] [--kind articles|quotes|contacts] QUERY";

struct Arguments {
    index: PathBuf,
    json: bool,
    limit: usize,
    kind: Kind,
    query: String,
}

#[derive(Clone, Copy)]
enum Kind {
    Articles,
    Quotes,
    Contacts,
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("search: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let shown = match run(&arguments) {
        Ok(shown) => shown,
        Err(e) => {
            eprintln!("search: {e}");
            return if e.kind() == ErrorKind::Query { ExitCode::from(2) } else { ExitCode::FAILURE };
        }
    };
    match io::stdout().lock().write_all(shown.as_bytes()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("search: cannot write: {e}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn arguments() -> Result<Arguments, String> {
    let (mut index, mut query): (Option<PathBuf>, Vec<String>) = (None, Vec::new());
    let (mut json, mut limit, mut kind) = (false, 10, Kind::Articles);
    let mut given = std::env::args_os().skip(1);
    let mut options = true;
    while let Some(argument) = given.next() {
        let argument = argument.into_string().map_err(|_| "the arguments must be UTF-8")?;
        let mut value = || given.next().and_then(|v| v.into_string().ok());
        // `-calo` is a query; options have two dashes.
        match argument.as_str() {
            "--" if options => options = false,
            "--index" if options => index = Some(value().ok_or("--index takes a folder")?.into()),
            "--json" if options => json = true,
            "--limit" if options => {
                limit = value().and_then(|v| v.parse().ok()).ok_or("--limit takes a number")?;
            }
            "--kind" if options => {
                kind = match value().as_deref() {
                    Some("articles") => Kind::Articles,
                    Some("quotes") => Kind::Quotes,
                    Some("contacts") => Kind::Contacts,
                    _ => return Err("--kind takes articles, quotes or contacts".to_owned()),
                };
            }
            option if options && option.starts_with("--") => return Err(format!("unknown option {option}")),
            _ => query.push(argument),
        }
    }
    if query.is_empty() {
        return Err("no QUERY given; \"\" finds everything".to_owned());
    }
    Ok(Arguments { index: index.ok_or("no --index given")?, json, limit, kind, query: query.join(" ") })
}

fn run(arguments: &Arguments) -> Result<String, Error> {
    let query: Query = arguments.query.parse()?;
    let index = Index::open(&arguments.index)?;
    let search = Search::new().limit(arguments.limit);
    match arguments.kind {
        Kind::Articles => show(arguments.json, &index.search_with(&query, search)?, article),
        Kind::Quotes => show(arguments.json, &index.quotes_with(&query, search)?, quote),
        Kind::Contacts => show(arguments.json, &index.contacts_with(&query, search)?, contact),
    }
}

fn show<T: Serialize>(json: bool, found: &Found<T>, plain: fn(&T) -> String) -> Result<String, Error> {
    let mut out = String::new();
    if json {
        let _ = writeln!(out, "{}", serde_json::json!({ "total": found.total() }));
    } else {
        let _ = writeln!(out, "{} found", found.total());
    }
    for hit in found {
        let line = if json { serde_json::to_string(hit).unwrap_or_default() } else { plain(hit) };
        let _ = writeln!(out, "{line}");
    }
    Ok(out)
}

fn article(hit: &Hit) -> String {
    let about: Vec<String> = [
        hit.published().map(|d| d.to_string()),
        hit.place().map(str::to_owned),
        hit.site().map(str::to_owned),
        hit.url().map(str::to_owned),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("\n{}\n  {}\n  {}", hit.title(), about.join(" · "), hit.snippet().text())
}

fn quote(hit: &QuoteHit) -> String {
    let who = [hit.speaker(), hit.role()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    format!("\n“{}”\n  {who}\n  {} {}", hit.text(), hit.title(), hit.url().unwrap_or(""))
}

fn contact(hit: &ContactHit) -> String {
    let seen = hit.last_seen().map_or_else(String::new, |d| format!(", last on {d}"));
    let names = hit.names().join(", ");
    format!("{}  {names}  (in {} articles{seen}: {})", hit.value(), hit.articles(), hit.title())
}
