//! Any bytes under any charset label decode to a text. The first byte picks the label, from `a` on.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warta::fuzzing::decode;
use warta::{Options, Page};

const LABELS: [&str; 16] = [
    "",
    "utf-8",
    "windows-1252",
    "iso-8859-1",
    "utf-16le",
    "utf-16be",
    "gbk",
    "big5",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "euc-kr",
    "koi8-r",
    "replacement",
    "x-user-defined",
    "no such charset",
];
const LONGEST: usize = 1_000;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let label = LABELS[usize::from(first.wrapping_sub(b'a')) % LABELS.len()];
    let page = || match label {
        "" => Page::from(bytes),
        label => Page::from(bytes).charset(label),
    };

    let (text, truncated) = decode(&page().at("https://contoh.example/"), &Options::new());
    assert!(!truncated && !text.contains(['\r', '\0']) && text.len() <= 3 * bytes.len(), "{text:?}");

    let (cut, truncated) = decode(&page(), &Options::new().max_bytes(LONGEST));
    assert_eq!(truncated, bytes.len() > LONGEST);
    assert!(!cut.contains(['\r', '\0']) && cut.len() <= 3 * LONGEST, "{cut:?}");

    // A byte order mark, and a text that is given as such, leave no choice.
    if let Ok(given) = std::str::from_utf8(bytes) {
        let marked = ["\u{feff}", given].concat();
        assert_eq!(
            decode(&Page::from(marked.as_bytes()).charset(label), &Options::new()).0,
            decode(&Page::from(marked.as_str()), &Options::new()).0
        );
    }
});
