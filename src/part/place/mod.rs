mod resolve;

use crate::article::Dateline;
use crate::value::{Context, Place, Text};

pub(crate) use resolve::{Around, Choice, size};

/// The places that a text names, those of the dateline first.
pub(crate) fn places(_text: &Text, dateline: Option<&Dateline>, _context: &Context) -> Vec<Place> {
    dateline.map(|d| d.places.clone()).unwrap_or_default()
}
