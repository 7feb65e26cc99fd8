#![cfg_attr(feature = "index", doc = include_str!("../README.md"))]
// The README has an example that needs the index.
#![cfg_attr(
    not(feature = "index"),
    doc = "Warta turns blog and news HTML into structured, searchable articles."
)]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod article;
mod document;
mod error;
mod extract;
mod gazetteer;
mod html;
#[cfg(feature = "index")]
pub mod index;
mod language;
mod options;
mod page;
mod part;
mod render;
mod text;
mod value;

pub use article::{
    Article, ArticleBuilder, Attribution, Author, Contact, ContactKind, DateFlag, DateMention, Dateline,
    FORMAT, Facts, Image, LanguageGuess, Person, Quote, Site, Speaker, SpeakerKind,
};
pub use document::PageKind;
pub use error::{Error, ErrorKind};
pub use extract::{Extraction, Extractor, annotate};
pub use gazetteer::{Entry, EntryKind, Gazetteer};
#[cfg(feature = "index")]
pub use index::{Index, Query, Writer};
pub use options::{OnLimit, Options};
pub use page::Page;
pub use part::{dates_in, parse_date};
pub use value::{
    Block, BlockKind, Context, Date, DateError, Emphasis, EmphasisKind, Language, LanguageError, Link, Phone,
    PhoneError, Place, PlaceCandidate, Precision, SiteRule, SiteRuleError, Source, Sources, Span,
};

/// Doors for the fuzz targets in `fuzz/`; not part of the crate for anybody else.
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing {
    use crate::html;
    use crate::{Options, Page};

    /// The text of a page, and whether it was cut short.
    #[must_use]
    pub fn decode(page: &Page<'_>, options: &Options) -> (String, bool) {
        let (text, truncated) = html::decode(page, options).expect("limits that truncate");
        (text.into_owned(), truncated)
    }

    /// Fails where a text makes another tree here than in html5ever.
    pub fn trees_are_equal(text: &str) {
        // They are dropped before there is a tree.
        html::equal::assert_equal_if_modest(&text.replace('\0', ""));
    }

    /// The values that a page's head and structured data give.
    #[must_use]
    pub fn evidence(text: &str) -> Vec<String> {
        let tree = html::parse(text, false, &Options::new()).expect("limits that truncate");
        html::evidence(&tree, None).into_iter().map(|e| e.value).collect()
    }
}

/// The door for `benches/extract.rs`, to the steps of an extraction; not part of the crate for anybody else.
#[cfg(warta_bench)]
#[doc(hidden)]
pub mod bench {
    use crate::part::step::{done, steps as facts};
    use crate::value::Context;
    use crate::{Options, Page, document, html, part};

    /// The blocks of a page: text, whether the rules take it, and its features in the order of the table. None where the
    /// page has no single article without an exact rule.
    pub fn blocks(page: &[u8], url: Option<&str>) -> Vec<(String, bool, Vec<f32>)> {
        let mut page = Page::new(page);
        if let Some(url) = url {
            page = page.at(url);
        }
        let options = Options::new();
        let (text, truncated) = html::decode(&page, &options).expect("limits that truncate");
        let tree = html::parse(&text, truncated, &options).expect("limits that truncate");
        document::scored(&tree, page.url())
    }

    /// Hands each step of reading the first post of an Indonesian page to `each`, with its name, as work that can be done
    /// any number of times. A step works on what those before it made.
    pub fn steps(page: &str, each: &mut dyn FnMut(&str, &mut dyn FnMut())) {
        let (page, options) = (Page::new(page), Options::new());
        let decode = || html::decode(&page, &options).expect("limits that truncate");
        each("decode", &mut || done(decode()));
        let (text, truncated) = decode();
        let parse = || html::parse(&text, truncated, &options).expect("limits that truncate");
        each("parse", &mut || done(parse()));
        let tree = parse();
        each("metadata", &mut || done(html::evidence(&tree, None)));
        let mut evidence = html::evidence(&tree, None);
        each("document", &mut || done(document::read(&tree, None, &[])));
        let mut document = document::read(&tree, None, &[]);
        let mut post = document.posts.swap_remove(0);
        evidence.append(&mut document.evidence);
        evidence.append(&mut post.evidence);
        let context = Context::new().language("id");
        facts(&evidence, &mut post.text, &context, each);
        let (around, context) = (&document.surroundings, context.region("ID"));
        each("contacts around", &mut || done(part::contacts(around, &[], &context)));
    }
}
