//! A whole extraction needs at its peak at most three times the heap that scraper's tree of the same page takes.
//!
//! One test, in a file of its own: the allocator counts everything that runs in the process.

mod common;
#[path = "../benches/common/mod.rs"]
mod generated;

use peak_alloc::PeakAlloc;
use scraper::Html;
use warta::{Extractor, Options};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const MOST: usize = 3;

/// Bytes that scraper's tree of a page takes.
fn tree(page: &str) -> usize {
    let before = HEAP.current_usage();
    let tree = Html::parse_document(page);
    let taken = HEAP.current_usage() - before;
    drop(tree);
    taken
}

/// Bytes that reading a page takes at most at any time, its articles included.
fn peak(extractor: &Extractor, page: &str) -> usize {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let extraction = extractor.extract_page(page).unwrap();
    let most = HEAP.peak_usage() - before;
    drop(extraction);
    most
}

/// A page that is little else than its article.
fn story(bytes: usize) -> String {
    let text = generated::text(7, bytes);
    let paragraphs: Vec<String> = text.split("\n\n").map(|p| format!("<p>{p}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html lang=id><head><title>Air naik</title></head><body><article><h1>Air naik</h1>{}</article>\
         </body></html>",
        paragraphs.concat()
    )
}

#[test]
fn three_times_the_tree_at_most() {
    let mut pages = Vec::new();
    for bytes in [20_000, 170_000, 2_000_000] {
        pages.push((format!("{bytes} bytes"), generated::page(7, bytes)));
        pages.push((format!("{bytes} bytes of text"), story(bytes)));
    }
    for folder in common::page_folders() {
        let page = std::fs::read(folder.join("page.html")).unwrap();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        pages.push((name, String::from_utf8_lossy(&page).into_owned()));
    }
    let extractor = Extractor::with(Options::new().region("ID"));
    // Tables are read when they are first asked for, and stay.
    for (_, page) in &pages {
        let _ = extractor.extract_page(page);
        drop(Html::parse_document(page));
    }
    let mut over = Vec::new();
    for (name, page) in &pages {
        let (tree, peak) = (tree(page), peak(&extractor, page));
        let times = peak as f64 / tree as f64;
        println!("{times:.2} × {tree} bytes: {name}");
        if peak > MOST * tree {
            over.push(format!("{name}: {peak} bytes, {times:.2} times the tree"));
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}
