//! Times what the first extraction of a process costs over a later one of the same page: the tables that are set up at
//! first use, and the memory that is touched first.
//!
//!     cargo run --release --example startup -- [--rounds N] PATH…
//!
//! Each page is extracted in N new processes (20 unless told): once cold, then ten times warm, of which the fastest
//! counts. The median of the processes is printed. Without a PATH, two small pages of its own are read.

#[allow(dead_code)]
mod common;

use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use warta::{Extractor, Page};

/// The argument by which the program runs itself for one cold start.
const COLD: &str = "--cold";
/// Later extractions of the same page, of which the fastest counts.
const WARM: usize = 10;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.as_slice() {
        [cold, path] if cold == COLD => start(Path::new(path)),
        _ => compare(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("startup: {message}\nusage: startup [--rounds N] PATH…");
            ExitCode::FAILURE
        }
    }
}

/// One process: the first extraction and the fastest of the later ones, in nanoseconds.
fn start(path: &Path) -> Result<(), String> {
    let bytes = common::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    let time = || {
        let begun = Instant::now();
        let result = black_box(Extractor::new().extract_page(Page::new(&bytes)));
        let took = begun.elapsed();
        drop(result);
        took.as_nanos()
    };
    let first = time();
    let later = (0..WARM).map(|_| time()).min().unwrap_or(0);
    println!("{first} {later}");
    Ok(())
}

fn compare(arguments: &[String]) -> Result<(), String> {
    let mut rounds = 20;
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--rounds" {
            let value = arguments.next().and_then(|v| v.parse().ok());
            rounds = value.filter(|n| *n > 0).ok_or("--rounds takes a number from 1")?;
        } else {
            paths.push(PathBuf::from(argument));
        }
    }
    let own = if paths.is_empty() { write_own()? } else { Vec::new() };
    let pages = common::pages(if paths.is_empty() { &own } else { &paths });
    println!("{:>10} {:>10} {:>10}", "first", "later", "start-up");
    for page in &pages {
        let runs = (0..rounds).map(|_| run(page)).collect::<Result<Vec<_>, _>>()?;
        let millis =
            |of: fn(&(Duration, Duration)) -> Duration| median(runs.iter().map(of)).as_secs_f64() * 1e3;
        let (first, later) = (millis(|r| r.0), millis(|r| r.1));
        let over = millis(|r| r.0.saturating_sub(r.1));
        println!("{first:>7.2} ms {later:>7.2} ms {over:>7.2} ms  {}", page.display());
    }
    own.iter().for_each(|page| drop(std::fs::remove_file(page)));
    Ok(())
}

/// Runs this program anew for one page.
fn run(page: &Path) -> Result<(Duration, Duration), String> {
    let program = std::env::current_exe().map_err(|e| format!("cannot find itself: {e}"))?;
    let output =
        Command::new(program).arg(COLD).arg(page).output().map_err(|e| format!("cannot run: {e}"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let mut times = printed.split_whitespace().filter_map(|t| t.parse().ok()).map(Duration::from_nanos);
    match (times.next(), times.next()) {
        (Some(first), Some(later)) => Ok((first, later)),
        _ => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
    }
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times[times.len() / 2]
}

/// Writes the two pages that are read where none is named.
fn write_own() -> Result<Vec<PathBuf>, String> {
    let pages = [("indonesian", INDONESIAN), ("english", ENGLISH)];
    let write = |(name, page): (&str, &str)| {
        let path = std::env::temp_dir().join(format!("startup-{}-{name}.html", std::process::id()));
        let mut file =
            std::fs::File::create(&path).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
        file.write_all(page.as_bytes()).map_err(|e| e.to_string())?;
        Ok(path)
    };
    pages.into_iter().map(write).collect()
}

const INDONESIAN: &str = r#"<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Air Sungai Naik, Warga Diminta Siaga | Kabar Nagari</title>
<meta property="og:title" content="Air Sungai Naik, Warga Diminta Siaga"><meta property="article:published_time" content="2021-12-09T10:05:00+07:00"></head>
<body><div class="menu"><a href="/">Beranda</a> <a href="/kontak">Kontak</a></div><article><h1>Air Sungai Naik, Warga Diminta Siaga</h1>
<p class="byline">Penulis: Rina Marlina</p><p class="date">Kamis, 9 Desember 2021</p>
<p>SOLOK, Kabar Nagari - Air Sungai Batang Lembang naik sejak Rabu (8/12/2021) malam. Warga di tepi sungai diminta siaga, kata Camat Lubuk Sikarah Budi Santoso.</p>
<p>"Kami sudah menyiapkan perahu dan tenda sejak kemarin," ujar Budi, Kamis pagi. Menurut dia, 40 rumah di Kelurahan Tanah Garam tergenang.</p>
<p>Kepala BPBD Kota Solok, Asnimar Yunus, mengatakan hujan masih akan turun sampai Sabtu. "Jangan menunggu air masuk rumah," tegasnya.</p>
<p>Warga yang memerlukan bantuan dapat menghubungi posko di Jl. Mawar No. 3, Solok, telepon 0813-0000-5678 atau posko@bpbd.example.</p>
<p>Baca juga: Jalan Padang-Solok Sempat Ditutup</p></article><div class="footer">© 2021 Kabar Nagari</div></body></html>"#;

const ENGLISH: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>River Rises After Three Days of Rain | Example Herald</title>
<meta property="og:title" content="River Rises After Three Days of Rain"><meta property="article:published_time" content="2021-12-09T10:05:00Z"></head>
<body><div class="menu"><a href="/">Home</a> <a href="/contact">Contact</a></div><article><h1>River Rises After Three Days of Rain</h1>
<p class="byline">By Fiona MacAskill and Len Hart</p><p class="date">December 9, 2021</p>
<p>LONDON (Reuters) - The river rose again on Wednesday night after three days of rain, and people near the bridge were told to be ready to leave.</p>
<p>"We have had boats and tents here since yesterday," said council leader Ann Example on Thursday morning. She said 40 houses were under water.</p>
<p>According to Tom Rivers, a spokesman for the fire service, the rain will last until Saturday. "Nobody should wait for the water to come in," he said.</p>
<p>Anyone in need of help can call the press office on 020 7946 0018 or write to help@council.example.</p>
<p>Read more: Road to Exeter closed</p></article><div class="footer">Copyright 2021 Example Herald</div></body></html>"#;
