use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Where a fact about an article was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Source {
    /// A JSON-LD block.
    JsonLd,
    /// An `og:` or `article:` property.
    OpenGraph,
    /// Another `<meta>` or `<link>` element, or `<title>`.
    Meta,
    /// `itemprop` attributes.
    Microdata,
    /// An element that the reader of the page sees.
    Element,
    /// The article's own text.
    Text,
    /// The page's address.
    Url,
    /// A feed or export.
    Feed,
    /// The caller said so.
    Given,
}

/// For each metadata field that was found, where it was read: field name → source.
pub type Sources = BTreeMap<String, Source>;
