//! The opening that says where a text was filed, when, and by which agency.
//!
//! A dateline is read from the head of the first blocks by a small grammar (`shape`): place, what stands beside it
//! (region, country, agency, day) and a separator. Most openings that look like it are none ("Paris - Marseille", "Oke -
//! begini"), so what is printed has to be a place or a known agency, and a lone place has to pass the tests in `doubt`.

mod agency;
mod day;
mod doubt;
mod head;
mod shape;
mod spot;
mod unknown;

use crate::article::Dateline;
use crate::part::place::Around;
use crate::value::{BlockKind, Context, Span, Text};

use shape::{Reader, Reading};

/// How many blocks that could open the story are looked at.
const BLOCKS: usize = 4;
/// A block that is shorter is a credit, a label or a dateline of its own.
const SHORT: usize = 60;

/// The opening that says where a text was filed.
pub(crate) fn dateline(text: &Text, context: &Context) -> Option<Dateline> {
    let around = Around::of(context);
    let openings = text.blocks.iter().enumerate().filter(|(_, b)| {
        !matches!(b.kind, BlockKind::Byline | BlockKind::Heading | BlockKind::Signature | BlockKind::Code)
    });
    let mut stories = 0;
    for (index, block) in openings.take(BLOCKS) {
        let start = block.span.start();
        let string = block.span.of(&text.str);
        let alone = string.len() <= SHORT
            && text.blocks.get(index + 1).is_some_and(|next| next.span.len() > string.len());
        let reader =
            Reader { text: head::head_of(string), whole: string.len(), context, around: &around, alone };
        if let Some(reading) = reader.read() {
            // After the first paragraph only what cannot be anything else: a standfirst may go before the dateline.
            if stories == 0 || reading.is_strong() {
                return Some(told(&reading, &text.str, start, context, &around));
            }
        }
        stories += usize::from(string.len() > SHORT);
        if stories > 1 {
            break;
        }
    }
    None
}

fn told(reading: &Reading, text: &str, start: usize, context: &Context, around: &Around) -> Dateline {
    let span = Span::new(start, start + reading.end);
    let printed =
        |range: &std::ops::Range<usize>| text.get(start + range.start..start + range.end).unwrap_or("");
    let agency = reading.agency.as_ref().map(printed);
    let places =
        reading.spots.iter().filter_map(|spot| spot.place(printed(&spot.span), start, around)).collect();
    Dateline {
        raw: span.of(text).to_owned(),
        span,
        agency: agency.map(str::to_owned),
        agency_id: agency.and_then(agency_id).map(str::to_owned),
        date: reading.day.as_ref().and_then(|day| day::day_at(printed(day), context)?.1),
        places,
    }
}

/// The id of an agency, also where only the host of its site is printed.
fn agency_id(printed: &str) -> Option<&'static str> {
    agency::id_of(printed).or_else(|| agency::id_of(printed.split(['.', '/']).next()?))
}

#[cfg(test)]
mod tests;
