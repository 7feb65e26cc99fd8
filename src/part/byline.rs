use crate::article::Author;
use crate::value::{Evidence, Source, Text};

/// Who wrote an article, with the line that says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Byline {
    /// The line as printed.
    pub(crate) raw: Option<String>,
    pub(crate) authors: Vec<Author>,
    pub(crate) source: Option<Source>,
}

/// Weighs what the page and the text say of the authors.
pub(crate) fn byline(_evidence: &[Evidence], _text: &Text, _site_name: Option<&str>) -> Byline {
    Byline::default()
}
