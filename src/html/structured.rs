use url::Url;

use super::Tree;
use crate::value::Evidence;

/// What the page's head and structured data say, unjudged; all of it speaks of the page as a whole.
pub(crate) fn evidence(_tree: &Tree, _url: Option<&Url>) -> Vec<Evidence> {
    Vec::new()
}
