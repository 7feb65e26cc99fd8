//! Prints the article or posts of saved pages as JSON lines, one line a file, in input order.
//!
//!     cargo run --release --example extract -- [--threads N] PATH…
//!
//! `PATH` is a `.html`, `.htm` or `.html.gz` file, or a folder of them.

mod common;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};
use warta::{Extractor, PageKind};

fn main() -> ExitCode {
    let (threads, paths) = match arguments() {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("extract: {message}\nusage: extract [--threads N] PATH…");
            return ExitCode::from(2);
        }
    };
    let extractor = Extractor::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = common::in_order(
        common::pages(&paths),
        threads,
        |path| line(&extractor, &path),
        |line| writeln!(out, "{line}"),
    )
    .and_then(|()| out.flush());
    match written {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("extract: cannot write: {e}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn arguments() -> Result<(usize, Vec<PathBuf>), String> {
    let mut threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let mut paths = Vec::new();
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--threads" {
            let value = arguments.next().and_then(|v| v.to_str().and_then(|v| v.parse().ok()));
            threads = value.filter(|n| *n > 0).ok_or("--threads takes a number from 1")?;
        } else if argument.to_string_lossy().starts_with("--") {
            return Err(format!("unknown option {}", argument.to_string_lossy()));
        } else {
            paths.push(PathBuf::from(argument));
        }
    }
    if paths.is_empty() { Err("no PATH given".to_owned()) } else { Ok((threads, paths)) }
}

fn line(extractor: &Extractor, path: &Path) -> String {
    let input = path.to_string_lossy();
    let error = |kind: &str, message: String| json!({ "input": input, "error": { "kind": kind, "message": message } });
    let value = match common::read(path) {
        Err(e) => error("io", format!("cannot read {input}: {e}")),
        Ok(bytes) => match extractor.extract_page(&bytes) {
            Err(e) => error(e.kind().as_str(), e.to_string()),
            Ok(page) => {
                let mut value = json!({ "input": input, "kind": page.kind, "article": page.posts.first() });
                if page.kind == PageKind::List {
                    value["posts"] = serde_json::to_value(&page.posts).unwrap_or(Value::Null);
                }
                value
            }
        },
    };
    value.to_string()
}
