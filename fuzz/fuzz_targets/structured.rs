//! Any text as JSON-LD, as the names and contents of meta elements (a line each, `name=content`), and as a head of
//! its own: what it says is clean, and its dates are read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warta::fuzzing::evidence;
use warta::parse_date;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let linked = format!("<html><head><script type=\"application/ld+json\">{text}</script>");
    let mut metas = String::from("<html><head>");
    for line in text.lines() {
        let (name, content) = line.split_once('=').unwrap_or(("article:published_time", line));
        for key in ["name", "property"] {
            metas.push_str(&format!("<meta {key}=\"{}\" content=\"{}\">", escape(name), escape(content)));
        }
    }
    let language = "id".parse().ok();
    for page in [&*text, &linked, &metas] {
        for value in evidence(page) {
            assert!(!value.is_empty() && value.trim() == value && value.len() <= 2_000, "{value:?}");
            let _ = parse_date(&value, language);
        }
    }
});

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}
