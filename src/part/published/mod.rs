//! When an article was first published and last changed: everything the page says about it, weighed.
//!
//! Days that agree within one day (a stamp in UTC against the printed local day) are one opinion. The opinion with
//! the most weight wins; among its voices the printed one names the day, a stamp adds the time. Where the page and
//! its address print no day there is none: no guess from years, copyright lines or events in the text.

mod address;
mod candidate;
mod nearby;
mod print;

use std::cell::LazyCell;
use std::collections::HashMap;

use jiff::civil;
use url::Url;

use self::candidate::{Candidate, Event};
use crate::part::date::plausible;
use crate::value::{Context, Date, Evidence, Mark, Precision, Source, Text};

/// When an article was first published and last changed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Dates {
    pub(crate) published: Option<(Date, Source)>,
    pub(crate) modified: Option<(Date, Source)>,
}

/// Weighs what the page, its address and the text say of the dates; the language of `context` is the text's own, which
/// settles the order of numbers.
pub(crate) fn published(evidence: &[Evidence], text: &Text, url: Option<&Url>, context: &Context) -> Dates {
    let address = url.and_then(address::date);
    // Pages say the same day many times over.
    let mut known: HashMap<&str, Vec<_>> = HashMap::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for e in evidence.iter().filter(|e| Candidate::is_told_by(e)) {
        let readings = known.entry(&e.value).or_insert_with(|| candidate::readings(&e.value, context));
        candidates.extend(Candidate::read(e, readings));
    }
    candidates.retain(|c| c.day().is_some_and(|d| plausible(d, latest())));
    settle_order(&mut candidates, address);

    let (first, changes): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .filter(|c| c.event != Event::Other)
        .partition(|c| c.event == Event::Publication);
    let change = changes.iter().max_by_key(|c| (c.source != Source::Element, std::cmp::Reverse(c.order)));
    // Of several ways to say it the one with the time.
    let change = change.map(|told| {
        let same = changes.iter().filter(|c| c.source == told.source && c.day() == told.day());
        same.max_by_key(|c| c.date.precision()).unwrap_or(told)
    });
    let published = decide(&first, address, change.and_then(Candidate::day), &changes);
    let printed = || print::date(text, context).filter(|d| d.day().is_some_and(|d| plausible(d, latest())));
    let loose = LazyCell::new(|| nearby::dates(evidence, address, context));
    let published = published.map(|found| {
        // A stamp in UTC gives way to the day printed by the headline.
        if found.1 == Source::Element || found.0.offset_seconds() != Some(0) {
            return found;
        }
        match loose.published {
            Some((line, Source::Element)) if by_a_day(found.0, line) => (line, Source::Element),
            _ => found,
        }
    });
    let published = published
        .or_else(|| address.filter(|a| a.day().is_some()).and_then(|_| loose.published))
        .or_else(|| Some((printed()?, Source::Text)))
        .or_else(|| Some((address.filter(|a| a.day().is_some())?, Source::Url)))
        .or_else(|| loose.published);
    let modified = change.map(|c| (c.date, c.source)).or_else(|| loose.modified).filter(|(date, _)| {
        // A change before the publication is a template's date.
        published.is_none_or(|(p, _)| apart(p, *date).is_none_or(|days| days >= -1))
    });
    Dates { published, modified }
}

/// Nothing is published after tomorrow; an unset clock tells nothing.
fn latest() -> Option<civil::Date> {
    let now = jiff::Timestamp::try_from(std::time::SystemTime::now()).ok()?;
    let now = jiff::tz::Offset::UTC.to_datetime(now).date();
    (now.year() >= 2024).then(|| now.checked_add(jiff::Span::new().days(2)).ok())?
}

/// Days from `a` to `b`.
fn apart(a: Date, b: Date) -> Option<i32> {
    Some(b.day()?.since(a.day()?).ok()?.get_days())
}

/// The stamp is in UTC and the line, which is not, prints the day before or after.
fn by_a_day(stamp: Date, line: Date) -> bool {
    let utc = |d: Date| d.offset_seconds() == Some(0);
    utc(stamp) && !utc(line) && apart(stamp, line).is_some_and(|d| d.abs() == 1)
}

/// Gives numeric dates the reading that the rest of the page supports.
fn settle_order(candidates: &mut [Candidate], address: Option<Date>) {
    let sure: Vec<Date> =
        candidates.iter().filter(|c| c.other.is_none()).map(|c| c.date).chain(address).collect();
    let supported = |date: Date| {
        sure.iter().any(|s| match s.day() {
            Some(_) => apart(*s, date).is_some_and(|d| d.abs() <= 1),
            None => (s.year(), s.month()) == (date.year(), date.month()),
        })
    };
    for c in candidates {
        if let Some(other) = c.other
            && !supported(c.date)
            && supported(other)
        {
            c.date = other;
        }
    }
}

/// The day with the most weight behind it, at the best precision that its voices have.
fn decide(
    candidates: &[Candidate],
    address: Option<Date>,
    changed: Option<civil::Date>,
    changes: &[Candidate],
) -> Option<(Date, Source)> {
    let weight = |c: &Candidate| {
        let agrees = |a: Date| match a.day() {
            Some(_) => apart(a, c.date).is_some_and(|d| d.abs() <= 1),
            None => (a.year(), a.month()) == (c.date.year(), c.date.month()),
        };
        let bonus = match address {
            Some(a) if agrees(a) => {
                if a.day().is_some() {
                    45
                } else {
                    25
                }
            }
            // Stamps a month off the address are those of a template or an import.
            Some(_) => -15,
            None => 0,
        };
        // Published after its last change: one of the two is wrong.
        let late =
            changed.is_some_and(|m| c.day().is_some_and(|d| m.until(d).is_ok_and(|s| s.get_days() > 1)));
        (c.weight(), bonus - if late { 20 } else { 0 })
    };
    let mut best: Option<(i32, &Candidate)> = None;
    for c in candidates {
        let (_, bonus) = weight(c);
        // One voice a kind: a sidebar full of dates is not many witnesses.
        let mut heard: Vec<(Source, std::mem::Discriminant<Mark>)> = Vec::new();
        let mut total = bonus;
        for ally in candidates.iter().filter(|a| apart(a.date, c.date).is_some_and(|d| d.abs() <= 1)) {
            let voice = (ally.source, std::mem::discriminant(&ally.mark));
            if !heard.contains(&voice) {
                heard.push(voice);
                total += ally.weight();
            }
        }
        let better = best.is_none_or(|(most, leader)| {
            let rank = |c: &Candidate| (c.printed(), c.weight());
            total > most || (total == most && near(c, leader) && rank(c) > rank(leader))
        });
        if better {
            best = Some((total, c));
        }
    }
    let (_, leader) = best?;
    let allies: Vec<&Candidate> = candidates.iter().filter(|c| near(c, leader)).collect();
    Some(join(&allies, leader, changes, address))
}

fn near(a: &Candidate, b: &Candidate) -> bool {
    apart(a.date, b.date).is_some_and(|d| d.abs() <= 1)
}

/// The printed day, else that of a stamp in local time; with the time of whichever voice has one on that day.
fn join(
    allies: &[&Candidate],
    leader: &Candidate,
    changes: &[Candidate],
    address: Option<Date>,
) -> (Date, Source) {
    let addressed = |c: &Candidate| address.is_some_and(|a| a == c.date.date_only());
    let rank = |c: &&&Candidate| (addressed(c), c.weight(), std::cmp::Reverse(c.order));
    let printed = allies.iter().filter(|c| c.printed()).max_by_key(rank);
    let local = |c: &&&Candidate| c.date.offset_seconds().is_some_and(|o| o != 0);
    let chosen = printed.or_else(|| allies.iter().find(local)).copied().unwrap_or(leader);
    let day = chosen.date.date_only();
    let mut timed: Vec<&&Candidate> = allies.iter().filter(|c| c.date.time().is_some()).collect();
    // An instant says more than a local time, its own offset more than UTC.
    timed.sort_by_key(|c| {
        (c.date.precision() != Precision::Instant, c.date.offset_seconds() == Some(0), c.order)
    });
    if chosen.date.precision() == Precision::Instant && !is_midnight(chosen.date) {
        return (chosen.date, chosen.source);
    }
    if let Some(c) = timed.iter().find(|c| c.date.date_only() == day && !is_midnight(c.date)) {
        return (c.date, chosen.source);
    }
    // The stamp falls on another day in UTC: in an offset that the page uses elsewhere it may fall on the printed one.
    let offsets =
        allies.iter().copied().chain(changes).filter_map(|c| c.date.offset_seconds()).filter(|o| *o != 0);
    let offsets: Vec<i32> = offsets.collect();
    let moved = timed
        .iter()
        .find_map(|c| offsets.iter().find_map(|o| shifted(c.date, *o).filter(|d| d.date_only() == day)));
    (moved.unwrap_or(if is_midnight(chosen.date) { day } else { chosen.date }), chosen.source)
}

/// Midnight in a stamp that nobody printed is the absence of a time.
fn is_midnight(date: Date) -> bool {
    date.time().is_some_and(|t| (t.hour(), t.minute(), t.second()) == (0, 0, 0))
}

/// The same instant at another offset.
fn shifted(date: Date, offset: i32) -> Option<Date> {
    let local = date.day()?.to_datetime(date.time()?);
    let seconds = i64::from(offset) - i64::from(date.offset_seconds()?);
    let moved = local.checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()?;
    Date::from(moved.date()).at(moved.time())?.with_offset(offset)
}

#[cfg(test)]
mod tests;
