//! The same bytes give the same article, byte for byte: in any thread, in any order, in any process.

mod common;
#[path = "common/hostile/mod.rs"]
mod hostile;

use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use warta::{Extractor, Options};

/// Names the file into which another process of this test is to write what it reads.
const ELSEWHERE: &str = "WARTA_READ_ELSEWHERE";

/// All fixtures, and some of the pages made to hang a reader.
static PAGES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let fixtures = common::page_folders().into_iter();
    let fixtures = fixtures.map(|f| (f.display().to_string(), std::fs::read(f.join("page.html")).unwrap()));
    let hostile = hostile::pages(hostile::Scale::Small);
    let some = hostile.iter().step_by(11).map(|page| (page.name.clone(), page.bytes()));
    fixtures.chain(some).filter(|(_, bytes)| bytes.len() < 300_000).collect()
});

fn extractor() -> Extractor {
    Extractor::with(Options::new().region("ID"))
}

fn json(extractor: &Extractor, at: usize) -> String {
    match extractor.extract_page(&PAGES[at].1) {
        Ok(extraction) => serde_json::to_string(&extraction).unwrap(),
        Err(error) => error.to_string(),
    }
}

/// What is read from the pages, in their order, by one extractor in one thread.
static READ: LazyLock<Vec<String>> = LazyLock::new(|| {
    let extractor = extractor();
    (0..PAGES.len()).map(|at| json(&extractor, at)).collect()
});

fn same(found: &[(usize, String)], how: &str) {
    assert_eq!(found.len(), PAGES.len(), "{how}");
    let wrong: Vec<String> = found
        .iter()
        .filter(|(at, json)| *json != READ[*at])
        .map(|(at, json)| format!("{}, {how}:\n{json}\nbefore:\n{}", PAGES[*at].0, READ[*at]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn in_any_number_of_threads_and_in_any_order() {
    for (threads, step) in [(1, 37), (2, 53), (8, 71)] {
        // A step that shares no factor with the number of pages goes through all of them.
        let step = (step..).find(|s| gcd(*s, PAGES.len()) == 1).unwrap();
        let extractor = extractor();
        let next = AtomicUsize::new(0);
        let found: Vec<(usize, String)> = std::thread::scope(|scope| {
            let work = || {
                let places = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
                let places = places.take_while(|n| *n < PAGES.len()).map(|n| n * step % PAGES.len());
                places.map(|at| (at, json(&extractor, at))).collect::<Vec<_>>()
            };
            let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        same(&found, &format!("{threads} threads, every {step}th page"));
    }
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Tables are hashed otherwise in every process.
#[test]
fn in_any_process() {
    if let Some(path) = std::env::var_os(ELSEWHERE) {
        return std::fs::write(path, serde_json::to_string(&*READ).unwrap()).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    for process in ["first", "second"] {
        let path = folder.path().join(process);
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "in_any_process"])
            .env(ELSEWHERE, &path)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let read: Vec<String> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        same(&read.into_iter().enumerate().collect::<Vec<_>>(), &format!("the {process} other process"));
    }
}
