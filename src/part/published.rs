use url::Url;

use crate::value::{Context, Date, Evidence, Source, Text};

/// When an article was first published and last changed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Dates {
    pub(crate) published: Option<(Date, Source)>,
    pub(crate) modified: Option<(Date, Source)>,
}

/// Weighs what the page, its address and the text say of the dates.
pub(crate) fn published(
    _evidence: &[Evidence],
    _text: &Text,
    _url: Option<&Url>,
    _context: &Context,
) -> Dates {
    Dates::default()
}
