//! Reads pages made to hang a reader or to blow it up, and prints what each costs, the dearest first.
//!
//!     cargo run --release --example hostile -- [--scale small|full] [WORDS…]
//!
//! `WORDS` choose the pages whose names have them all. Memory is what reading takes beside the page itself.

#[path = "../tests/common/hostile/mod.rs"]
mod hostile;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use hostile::{Expect, PARAGRAPHS, Page, Scale};
use peak_alloc::PeakAlloc;
use warta::{ErrorKind, Extractor};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a page may cost.
const MOST_TIME: Duration = Duration::from_secs(1);
const MOST_MEMORY: usize = 512 << 20;
/// The stack that threads have by default.
const STACK: usize = 2 << 20;

struct Line {
    name: String,
    bytes: usize,
    time: Duration,
    memory: usize,
    outcome: &'static str,
    wanted: bool,
}

fn main() -> ExitCode {
    let mut scale = Scale::Full;
    let mut words = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument != "--scale" {
            words.push(argument);
            continue;
        }
        scale = match arguments.next().as_deref() {
            Some("small") => Scale::Small,
            Some("full") => Scale::Full,
            _ => {
                eprintln!("usage: hostile [--scale small|full] [WORDS…]");
                return ExitCode::from(2);
            }
        };
    }
    // What is made once is no part of a page's cost.
    let _ = Extractor::new().extract_page("<article><p>Padang - Air naik, kata Budi.</p></article>");
    let mut lines: Vec<Line> = hostile::pages(scale)
        .into_iter()
        .filter(|page| words.iter().all(|w| page.name.contains(w.as_str())))
        .map(read)
        .collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.time));
    println!("{:>9} {:>8} {:>8}  {:<12} page", "bytes", "CPU ms", "MB", "article");
    for line in &lines {
        let over = line.time > MOST_TIME || line.memory > MOST_MEMORY || !line.wanted;
        println!(
            "{:>9} {:>8} {:>8}  {:<12} {}{}",
            line.bytes,
            line.time.as_millis(),
            line.memory >> 20,
            line.outcome,
            line.name,
            if over { "  !" } else { "" },
        );
    }
    let within = lines.iter().all(|l| l.time <= MOST_TIME && l.memory <= MOST_MEMORY && l.wanted);
    if within { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads one page on a thread of its own.
fn read(page: Page) -> Line {
    let bytes = page.bytes();
    let length = bytes.len();
    let work = move || {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let begun = clock();
        let result = Extractor::new().extract_page(&bytes);
        let time = clock().saturating_sub(begun);
        let memory = MEMORY.peak_usage().saturating_sub(before);
        let outcome = match result {
            Ok(page) if page.posts.iter().any(|p| PARAGRAPHS.iter().all(|t| p.text.contains(t))) => "whole",
            Ok(page) if page.posts.iter().any(|p| PARAGRAPHS.iter().any(|t| p.text.contains(t))) => "in part",
            Ok(page) if page.posts.is_empty() => "none",
            Ok(_) => "another",
            Err(e) if e.kind() == ErrorKind::TooLarge => "too large",
            Err(_) => "error",
        };
        (time, memory, outcome)
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).map(|thread| thread.join());
    let (time, memory, outcome) = match thread {
        Ok(Ok(done)) => done,
        _ => (Duration::MAX, 0, "panic"),
    };
    let wanted = match page.expect {
        Expect::Article => matches!(outcome, "whole" | "too large"),
        Expect::Sound => !matches!(outcome, "error" | "panic"),
    };
    eprintln!("{:>8} ms {:>5} MB  {outcome:<10} {}", time.as_millis(), memory >> 20, page.name);
    Line { name: page.name, bytes: length, time, memory, outcome, wanted }
}

/// The time that this thread has had on a processor, where the system tells; else the time of day.
fn clock() -> Duration {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|s| s.split_whitespace().next()?.parse().ok()).map(Duration::from_nanos);
    spent.unwrap_or_else(|| BEGUN.get_or_init(Instant::now).elapsed())
}
