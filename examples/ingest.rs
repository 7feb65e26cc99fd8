//! Reads saved pages and puts their articles into an index.
//!
//!     cargo run --release --example ingest -- PATH… --index DIR [--threads N]
//!
//! `PATH` is a `.html`, `.htm` or `.html.gz` file, or a folder of them. Every post of a list page is put; the same
//! article read twice is there once. Progress and bad inputs go to standard error, a summary to standard output.

mod common;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use warta::index::{Index, Put, Writer};
use warta::{Article, Error, Extractor};

/// How many articles are put between two commits: what is lost at most when the program is stopped.
const BATCH: usize = 10_000;

struct Arguments {
    index: PathBuf,
    threads: usize,
    paths: Vec<PathBuf>,
}

#[derive(Default)]
struct Counts {
    pages: usize,
    articles: usize,
    kept: usize,
    without: usize,
    errors: usize,
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("ingest: {message}\nusage: ingest PATH… --index DIR [--threads N]");
            return ExitCode::from(2);
        }
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("ingest: {e}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let (mut index, mut paths) = (None, Vec::new());
    let mut given = std::env::args_os().skip(1);
    while let Some(argument) = given.next() {
        if argument == "--threads" {
            let value = given.next().and_then(|v| v.to_str().and_then(|v| v.parse().ok()));
            threads = value.filter(|n| *n > 0).ok_or("--threads takes a number from 1")?;
        } else if argument == "--index" {
            index = Some(PathBuf::from(given.next().ok_or("--index takes a folder")?));
        } else if argument.to_string_lossy().starts_with("--") {
            return Err(format!("unknown option {}", argument.to_string_lossy()));
        } else {
            paths.push(PathBuf::from(argument));
        }
    }
    if paths.is_empty() {
        return Err("no PATH given".to_owned());
    }
    Ok(Arguments { index: index.ok_or("no --index given")?, threads, paths })
}

fn run(arguments: Arguments) -> Result<(), Error> {
    let index = Index::open_or_create(&arguments.index)?;
    let mut writer = index.writer()?;
    let extractor = Extractor::new();
    let pages = common::pages(&arguments.paths);
    let (start, total) = (Instant::now(), pages.len());
    let mut counts = Counts::default();
    let mut shown = Instant::now();
    // The first failure of the index ends the run; a page that cannot be read does not.
    let mut failed = None;
    let read = |path: PathBuf| {
        let posts = posts(&extractor, &path);
        (path, posts)
    };
    let done = common::in_order(pages, arguments.threads, read, |(path, posts)| {
        counts.pages += 1;
        match posts {
            Err(message) => {
                counts.errors += 1;
                eprintln!("ingest: {}: {message}", path.display());
            }
            Ok(posts) => {
                counts.without += usize::from(posts.is_empty());
                if let Err(e) = put(&mut writer, &posts, &mut counts) {
                    failed = Some(e);
                    return Err(io::Error::other("the index failed"));
                }
            }
        }
        if shown.elapsed() > Duration::from_secs(2) {
            eprintln!("ingest: {} of {total} pages, {} articles", counts.pages, counts.articles);
            shown = Instant::now();
        }
        Ok(())
    });
    if let Some(e) = failed {
        return Err(e);
    }
    if let Err(e) = done {
        eprintln!("ingest: {e}");
    }
    writer.close()?;
    println!(
        "{} articles from {} pages ({} teasers of known articles left out, {} pages without an article, {} errors) in \
         {:.1} s; the index holds {}",
        counts.articles,
        counts.pages,
        counts.kept,
        counts.without,
        counts.errors,
        start.elapsed().as_secs_f64(),
        index.len()?
    );
    Ok(())
}

fn posts(extractor: &Extractor, path: &std::path::Path) -> Result<Vec<Article>, String> {
    let bytes = common::read(path).map_err(|e| format!("cannot be read: {e}"))?;
    let page = extractor.extract_page(&bytes).map_err(|e| format!("{} ({})", e, e.kind()))?;
    Ok(page.posts)
}

fn put(writer: &mut Writer, posts: &[Article], counts: &mut Counts) -> Result<(), Error> {
    for post in posts {
        match writer.put(post)? {
            Put::Kept => counts.kept += 1,
            _ => {
                counts.articles += 1;
                if counts.articles.is_multiple_of(BATCH) {
                    writer.commit()?;
                }
            }
        }
    }
    Ok(())
}
