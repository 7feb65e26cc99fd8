//! What the example programs share: finding pages in folders and reading them, plain or gzipped.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// More than this of a gzipped page is never unpacked.
const MOST_BYTES: u64 = 64 << 20;

/// The pages named, and those below the folders named, by path.
pub(crate) fn pages(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let start = found.len();
            walk(path, &mut found);
            found[start..].sort();
        } else {
            found.push(path.clone());
        }
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(_) if is_page(&path) => found.push(path),
                _ => {}
            }
        }
    }
}

fn is_page(path: &Path) -> bool {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
    [".html", ".htm", ".html.gz"].iter().any(|ending| name.ends_with(ending))
}

/// The bytes of a page, unpacked where its name ends in `.gz`.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.extension().is_some_and(|e| e == "gz") {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(fs::File::open(path)?).take(MOST_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    } else {
        fs::read(path)
    }
}

/// Runs `work` over `items` on `threads` threads and hands the results to `done` in the order of the items.
pub(crate) fn in_order<T: Send, R: Send>(
    items: Vec<T>,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    use std::collections::BTreeMap;
    use std::sync::{Mutex, mpsc};

    if threads <= 1 {
        return items.into_iter().try_for_each(|item| done(work(item)));
    }
    let queue = Mutex::new(items.into_iter().enumerate());
    // A bounded channel: finished results wait for their turn, but not without end.
    let (sender, receiver) = mpsc::sync_channel(threads * 16);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, queue, work) = (sender.clone(), &queue, &work);
            scope.spawn(move || {
                loop {
                    let Ok(Some((index, item))) = queue.lock().map(|mut q| q.next()) else { break };
                    if sender.send((index, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (index, result) in receiver {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&next) {
                done(result)?;
                next += 1;
            }
        }
        Ok(())
    })
}
