use crate::article::Dateline;
use crate::value::{Context, Place, Text};

/// The places that a text names, those of the dateline first.
pub(crate) fn places(_text: &Text, _dateline: Option<&Dateline>, _context: &Context) -> Vec<Place> {
    Vec::new()
}
