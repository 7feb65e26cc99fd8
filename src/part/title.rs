use crate::value::{Evidence, Source, Text};

/// The headline without the site's name.
pub(crate) fn title(
    _evidence: &[Evidence],
    _text: &Text,
    _site_name: Option<&str>,
) -> Option<(String, Source)> {
    None
}

/// The name of the site.
pub(crate) fn site_name(_evidence: &[Evidence]) -> Option<String> {
    None
}
