//! Times a whole extraction of saved pages beside the bare parse of the same pages by scraper.
//!
//!     cargo run --release --example speed -- [--rounds N] PATH…
//!
//! Each page is read into memory once and then worked on N times (20 unless told); the fastest round of each counts, so
//! that neither start-up nor other programs are measured. One thread.

#[allow(dead_code)]
mod common;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use warta::{Extractor, Page};

/// One page's fastest times.
struct Timing {
    path: PathBuf,
    bytes: usize,
    parse: Duration,
    extract: Duration,
}

impl Timing {
    fn ratio(&self) -> f64 {
        self.extract.as_secs_f64() / self.parse.as_secs_f64()
    }
}

fn main() -> ExitCode {
    let (rounds, paths) = match arguments() {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("speed: {message}\nusage: speed [--rounds N] PATH…");
            return ExitCode::from(2);
        }
    };
    let extractor = Extractor::new();
    let mut timings: Vec<Timing> = Vec::new();
    for path in common::pages(&paths) {
        match common::read(&path) {
            Ok(bytes) => timings.push(time(&extractor, &path, &bytes, rounds)),
            Err(e) => eprintln!("speed: cannot read {}: {e}", path.display()),
        }
    }
    if timings.is_empty() {
        eprintln!("speed: no page to read; name a .html file or a folder of them");
        return ExitCode::FAILURE;
    }
    report(&mut timings);
    ExitCode::SUCCESS
}

fn arguments() -> Result<(u32, Vec<PathBuf>), String> {
    let mut rounds = 20;
    let mut paths = Vec::new();
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--rounds" {
            let value = arguments.next().and_then(|v| v.to_str().and_then(|v| v.parse().ok()));
            rounds = value.filter(|n| *n > 0).ok_or("--rounds takes a number from 1")?;
        } else if argument.to_string_lossy().starts_with("--") {
            return Err(format!("unknown option {}", argument.to_string_lossy()));
        } else {
            paths.push(PathBuf::from(argument));
        }
    }
    if paths.is_empty() { Err("no PATH given".to_owned()) } else { Ok((rounds, paths)) }
}

fn time(extractor: &Extractor, path: &Path, bytes: &[u8], rounds: u32) -> Timing {
    let text = String::from_utf8_lossy(bytes);
    let mut timing =
        Timing { path: path.to_owned(), bytes: bytes.len(), parse: Duration::MAX, extract: Duration::MAX };
    // In turns, so that a slow moment of the machine meets both.
    for _ in 0..rounds {
        timing.parse = timing.parse.min(clock(|| scraper::Html::parse_document(&text)));
        timing.extract = timing.extract.min(clock(|| extractor.extract_page(Page::new(bytes))));
    }
    timing
}

fn clock<R>(work: impl FnOnce() -> R) -> Duration {
    let begun = Instant::now();
    let result = black_box(work());
    let took = begun.elapsed();
    drop(result);
    took
}

fn report(timings: &mut [Timing]) {
    let sum = |of: fn(&Timing) -> Duration| timings.iter().map(of).sum::<Duration>().as_secs_f64();
    let (parse, extract) = (sum(|t| t.parse), sum(|t| t.extract));
    let (pages, bytes) = (timings.len() as f64, timings.iter().map(|t| t.bytes).sum::<usize>() as f64);
    println!("{pages} pages, {:.1} kB each", bytes / pages / 1e3);
    let line = |name: &str, seconds: f64| {
        let (pages, bytes) = (pages / seconds, bytes / seconds / 1e6);
        println!("{name:<16}{pages:>8.0} pages/s {bytes:>8.1} MB/s {:>6.2} ×", seconds / parse);
    };
    line("scraper parses", parse);
    line("warta extracts", extract);
    timings.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()));
    println!("page by page: median {:.2} ×", timings[timings.len() / 2].ratio());
    for timing in timings.iter().rev().take(5) {
        let (kilobytes, millis) = (timing.bytes as f64 / 1e3, timing.extract.as_secs_f64() * 1e3);
        println!(
            "  {:>6.2} × {millis:>8.2} ms {kilobytes:>8.1} kB  {}",
            timing.ratio(),
            timing.path.display()
        );
    }
}
