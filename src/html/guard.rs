use scraper::Html;

use super::Tree;
use crate::error::Error;
use crate::options::Options;

/// Parses a page within the limits of the options; `truncated` says that the text was already cut short.
pub(crate) fn parse(text: &str, truncated: bool, _options: &Options) -> Result<Tree, Error> {
    Ok(Tree::new(Html::parse_document(text), truncated))
}
