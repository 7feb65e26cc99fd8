//! Pages that mark up no date: a line near the headline, the end of the page's title, the state of its scripts.

use super::candidate::{self, Candidate, Event};
use super::{Dates, apart};
use crate::value::{Context, Date, Evidence, Field, Mark, Source};

/// The date of publication among loose evidence, and one of a change.
pub(super) fn dates(evidence: &[Evidence], address: Option<Date>, context: &Context) -> Dates {
    let loose = || evidence.iter().filter(|e| e.mark == Mark::Loose);
    let fits = |c: &Candidate| match address {
        Some(a) if a.day().is_some() => apart(a, c.date).is_some_and(|d| d.abs() <= 1),
        Some(a) => (a.year(), a.month()) == (c.date.year(), c.date.month()),
        None => true,
    };
    // The nearest line to the headline comes first.
    let seen = loose().filter(|e| e.source == Source::Element);
    let found: Vec<Candidate> = seen.flat_map(|e| Candidate::loose(e, context)).filter(fits).collect();
    let exact = |c: &&Candidate| address.is_some_and(|a| a == c.date.date_only());
    let nearest = |event: Event| {
        let mut of = found.iter().filter(|c| c.event == event);
        let first = of.clone().find(exact).or_else(|| of.next())?;
        // The same day with its time, where an element says it to machines.
        let timed = found
            .iter()
            .find(|c| c.date.date_only() == first.date.date_only() && !super::is_midnight(c.date));
        let timed = timed.filter(|c| c.date.time().is_some());
        Some((timed.unwrap_or(first).date, first.source))
    };
    let script = || {
        let state = loose().filter(|e| e.source == Source::Meta);
        state.flat_map(|e| Candidate::loose(e, context)).find(fits).map(|c| (c.date, Source::Meta))
    };
    let published = nearest(Event::Publication).or_else(|| titled(evidence, context)).or_else(script);
    Dates { published, modified: nearest(Event::Change) }
}

/// "Air naik | Contoh | 09.12.2021".
fn titled(evidence: &[Evidence], context: &Context) -> Option<(Date, Source)> {
    let titles = evidence.iter().filter(|e| e.field == Field::Title && e.mark == Mark::Property);
    titles.filter(|e| e.source == Source::Meta || e.source == Source::OpenGraph).find_map(|e| {
        let (_, last) = e.value.rsplit_once('|')?;
        let readings = candidate::readings(last, context);
        let (reading, _) = readings.first().filter(|_| last.trim().len() <= 30)?;
        reading.date.day().map(|_| (reading.date, e.source))
    })
}
