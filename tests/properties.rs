//! What holds for any page and any text: no panic, spans slice, JSON comes back as it went, the answer is always the same.

mod common;

use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;
use warta::{Article, BlockKind, Context, Extractor, Options, annotate};

static PAGES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    common::page_folders().iter().map(|f| std::fs::read(f.join("page.html")).unwrap()).collect()
});

/// Pieces that pages and texts trip over.
const PIECES: [&str; 46] = [
    "<",
    ">",
    "\"",
    "'",
    "“",
    "”",
    "«",
    "»",
    "&",
    "&nbsp;",
    "\0",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<p>",
    "</p>",
    "<br>",
    "<table>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</em>",
    "<strong>",
    "<span style='font-weight: bold'>",
    "<a href='wa.me/62812'>",
    "<svg>",
    "</svg>",
    "<title>",
    "</body>",
    "0812-3456",
    "+62 ",
    "kata ",
    "tegasnya",
    "Padang - ",
    "(8/12/2021)",
    "@",
    ".",
    "\n\n",
    "İ",
    "e\u{301}",
    "新",
];

/// A fixture, cut and changed.
fn page() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<Index>(), 0..64usize, 0..PIECES.len() + 64);
    (any::<Index>(), any::<Index>(), any::<bool>(), prop::collection::vec(change, 0..12)).prop_map(
        |(page, cut, keep_end, changes)| {
            let mut page = page.get(&PAGES).clone();
            let cut = cut.index(page.len() + 1);
            if keep_end {
                drop(page.drain(..cut / 2))
            } else {
                page.truncate(page.len() - cut / 2)
            }
            for (at, length, piece) in changes {
                let at = at.index(page.len() + 1);
                let end = (at + length).min(page.len());
                let new = PIECES.get(piece).map_or(vec![piece as u8], |p| p.as_bytes().to_vec());
                page.splice(at..end, new);
            }
            page
        },
    )
}

/// A text of words, marks and numbers in any order.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        3 => "[A-Z][a-z]{1,8} ",
        2 => "[a-z]{1,8} ",
        1 => "[0-9]{1,5}[-./ ]?",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_read(page in page()) {
        let extractor = Extractor::with(Options::new().region("ID"));
        let extraction = extractor.extract_page(&page).unwrap();
        for post in &extraction.posts {
            let wrong = common::article_spans(post);
            prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
            let json = serde_json::to_string(post).unwrap();
            let back: Article = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(&serde_json::to_string(&back).unwrap(), &json);
        }
        for post in extraction.posts.iter().filter(|p| !p.text.is_empty()) {
            let back = extractor.extract(&post.to_html()).unwrap();
            prop_assert_eq!(&back.text, &post.text);
            prop_assert_eq!(kinds(&back), kinds(post));
            prop_assert_eq!(&back.emphasis, &post.emphasis);
        }
        prop_assert_eq!(extractor.extract_page(&page).unwrap(), extraction);
    }

    #[test]
    fn any_article_written_as_html_is_read_back(text in text(), title in text()) {
        let article = Article::builder().title(title).text(text).build();
        if article.text.chars().any(char::is_alphanumeric) {
            let back = Extractor::new().extract(&article.to_html());
            prop_assert!(back.is_ok(), "{:?}\n{}", back, article.to_html());
        }
    }

    #[test]
    fn any_text_is_read(text in text(), language in prop::sample::select(vec!["", "id", "en", "de", "ar"])) {
        let context = Context::new().language(language).region("ID").published("2021-12-09");
        let facts = annotate(&text, &context);
        let wrong = common::fact_spans(&text, &facts);
        prop_assert!(wrong.is_empty(), "{}\nin {text:?}", wrong.join("\n"));
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

#[test]
fn articles_come_back_from_html_as_they_went() {
    for page in PAGES.iter() {
        for post in Extractor::new().extract_page(page).unwrap().posts {
            let back = Extractor::new().extract(&post.to_html()).unwrap();
            assert_eq!(back.text, post.text);
            assert_eq!(kinds(&back), kinds(&post));
            assert_eq!(back.emphasis, post.emphasis);
            assert_eq!(back.title, post.title);
            assert_eq!(back.published, post.published);
            assert_eq!(back.quotes, post.quotes);
            assert_eq!(back.tags, post.tags);
            let names = |a: &Article| a.authors.iter().map(|a| a.name.clone()).collect::<Vec<_>>();
            assert_eq!(names(&back), names(&post));
        }
    }
}

#[test]
fn articles_come_back_from_json_as_they_went() {
    for page in PAGES.iter() {
        for post in Extractor::new().extract_page(page).unwrap().posts {
            let back: Article = serde_json::from_str(&serde_json::to_string(&post).unwrap()).unwrap();
            assert_eq!(back, post);
        }
    }
}
