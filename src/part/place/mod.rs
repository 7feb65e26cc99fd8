//! The places that a text names: those of its dateline, then those found by a pass over its capitalised words, precise
//! rather than complete ("Medan" the person is no city).

mod cue;
mod mention;
mod resolve;

use crate::article::Dateline;
use crate::gazetteer::Gazetteer;
use crate::value::{Context, Place, Span, Text};

pub(crate) use resolve::{Around, size};

/// More different places than this no text is given.
const MOST: usize = 200;
/// So sure a place settles its neighbours.
const SETTLED: f32 = 0.9;

/// The places that a text names, those of the dateline first, each once.
pub(crate) fn places(text: &Text, dateline: Option<&Dateline>, context: &Context) -> Vec<Place> {
    let mut found: Vec<Place> = dateline.map(|d| d.places.clone()).unwrap_or_default();
    let mut around = Around::of(context);
    for place in &found {
        for code in [&place.region, &place.country].into_iter().flatten() {
            if let Some(area) = Gazetteer::builtin().area(code) {
                around.settled(&area);
            }
        }
    }
    let from = dateline.map_or(0, |d| d.span.end().min(text.str.len()));
    let mentions = mention::mentions(&text.str, from, &around);
    // What has one meaning tells what its neighbours mean.
    for choice in mentions.iter().filter_map(|m| around.choose(&m.entries)).collect::<Vec<_>>() {
        if choice.confidence >= SETTLED {
            around.settled(&choice.entry);
        }
    }
    for mention in mentions {
        let span = Span::from(mention.span.clone());
        let Some(choice) = around.choose(&mention.entries) else { continue };
        let place = choice.place(span.of(&text.str), span);
        let known = found
            .iter()
            .any(|p| (&p.city, &p.region, &p.country) == (&place.city, &place.region, &place.country));
        if !known && found.len() < MOST {
            found.push(place);
        }
    }
    found
}

#[cfg(test)]
mod tests;
