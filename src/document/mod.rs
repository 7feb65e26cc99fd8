//! Tree → the posts of a page, each with its text and what the page says about it.

use url::Url;

use crate::html::Tree;
use crate::value::{Evidence, SiteRule, Text};

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PageKind {
    /// One article.
    Single,
    /// A home, label, archive or search page with several posts.
    List,
    /// No article.
    None,
}

/// A page, read.
pub(crate) struct Document {
    pub(crate) kind: PageKind,
    /// The posts in page order.
    pub(crate) posts: Vec<Post>,
    /// What the page says of itself.
    pub(crate) evidence: Vec<Evidence>,
    /// Sidebar, footer and profile: where the site's own contacts stand.
    pub(crate) surroundings: Text,
    /// Name of the platform rule that fits the page.
    pub(crate) platform: Option<String>,
}

/// One post of a page.
#[derive(Default)]
pub(crate) struct Post {
    pub(crate) text: Text,
    /// What the page says of this post only.
    pub(crate) evidence: Vec<Evidence>,
    /// Addresses of images with their captions.
    pub(crate) images: Vec<(String, Option<String>)>,
    pub(crate) comments: u32,
    pub(crate) teaser: bool,
}

/// Finds the posts of a page.
pub(crate) fn read(_tree: &Tree, _url: Option<&Url>, _rules: &[SiteRule]) -> Document {
    Document {
        kind: PageKind::None,
        posts: Vec::new(),
        evidence: Vec::new(),
        surroundings: Text::default(),
        platform: None,
    }
}
