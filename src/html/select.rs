use scraper::{ElementRef, Selector as Css};

use super::Node;

/// A compiled CSS selector list, as site rules use them.
#[derive(Clone, Debug)]
pub(crate) struct Selector(Css);

impl Selector {
    /// Compiles a selector list; the message says what is wrong with it.
    pub(crate) fn parse(css: &str) -> Result<Self, String> {
        Css::parse(css).map(Self).map_err(|e| format!("`{css}` is no CSS selector: {e}"))
    }

    /// Whether the node is an element that the list matches.
    pub(crate) fn matches(&self, node: Node<'_>) -> bool {
        node.raw().and_then(ElementRef::wrap).is_some_and(|element| self.0.matches(&element))
    }
}
