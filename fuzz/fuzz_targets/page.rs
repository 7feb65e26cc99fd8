//! Any bytes are a page: what is read from them holds together, within any limits.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warta::{Article, BlockKind, ErrorKind, Extractor, OnLimit, Options, Page, PageKind};

#[path = "../../tests/common/mod.rs"]
mod common;

fuzz_target!(|bytes: &[u8]| {
    let tight = Options::new().max_bytes(2_000).max_nodes(100).max_depth(8);
    let refusing = tight.clone().on_limit(OnLimit::Refuse);
    for options in [Options::new().region("ID"), tight, refusing] {
        read(&Extractor::with(options), bytes);
    }
});

fn read(extractor: &Extractor, bytes: &[u8]) {
    let extraction =
        match extractor.extract_page(Page::new(bytes).at("https://contoh.example/2021/12/a.html")) {
            Ok(extraction) => extraction,
            Err(e) => return assert_eq!(e.kind(), ErrorKind::TooLarge, "{e}"),
        };
    assert_eq!(extraction.kind == PageKind::None, extraction.posts.is_empty(), "{:?}", extraction.kind);
    for post in &extraction.posts {
        let wrong = common::article_spans(post);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let json = serde_json::to_string(post).unwrap();
        let back: Article = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), json);
        let html = post.to_html();
        let back = Extractor::new().extract(&html);
        if !post.text.is_empty() {
            let back = back.unwrap();
            assert_eq!(back.text, post.text, "read back from {html}");
            assert_eq!(kinds(&back), kinds(post), "read back from {html}");
            assert_eq!(back.emphasis, post.emphasis, "read back from {html}");
        }
    }
}

/// The kinds of an article's blocks; what a byline or a sign-off is depends on where it stands.
fn kinds(article: &Article) -> Vec<BlockKind> {
    let kind = |k| match k {
        BlockKind::Byline | BlockKind::Signature => BlockKind::Paragraph,
        k => k,
    };
    article.blocks.iter().map(|b| kind(b.kind)).collect()
}
