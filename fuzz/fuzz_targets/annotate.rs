//! Any text is annotated, and the spans of its facts slice it. The first byte picks the language, from `a` on.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warta::{Context, annotate, dates_in};

#[path = "../../tests/common/mod.rs"]
mod common;

const LANGUAGES: [&str; 18] = [
    "", "id", "en", "ms", "jv", "su", "de", "fr", "es", "it", "nl", "pt", "tr", "ru", "ar", "hi", "ja", "zh",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let language = LANGUAGES[usize::from(first.wrapping_sub(b'a')) % LANGUAGES.len()];
    let context = Context::new().language(language).region("ID").published("2021-12-09");
    let facts = annotate(&text, &context);
    let wrong = common::fact_spans(&text, &facts);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let _ = dates_in(&text, &context);
});
