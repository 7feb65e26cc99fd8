mod resolve;
mod scan;

use crate::article::Dateline;
use crate::text::Word;
use crate::value::{Context, Place, Text};

pub(crate) use resolve::{Around, size};

/// The places that a text names, those of the dateline first. `words` are the text's.
pub(crate) fn places(
    text: &Text,
    words: &[Word],
    dateline: Option<&Dateline>,
    context: &Context,
) -> Vec<Place> {
    let mut places = dateline.map(|d| d.places.clone()).unwrap_or_default();
    let mut around = Around::of(context);
    for place in &places {
        around.settled(place);
    }
    let from = dateline.map_or(0, |d| d.span.end());
    places.extend(scan::scan(&text.str, words, from, &around));
    places
}
