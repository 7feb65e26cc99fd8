//! Dates as a text names them: with weekday, brackets, "lalu" or "mendatang", range and time.

use jiff::civil;

use super::clock;
use super::gap::{self, Gap};
use super::lexicon::{What, is_letter, word};
use super::resolve::{self, Direction};
use super::shape::{Core, Fields, License, Reader};
use crate::article::{DateFlag, DateMention};
use crate::value::{Date, Span};

/// A mention and the atom that follows it.
pub(super) struct Found {
    pub(super) mention: DateMention,
    pub(super) next: usize,
    /// The other reading, where nothing settles the order of day and month.
    pub(super) other: Option<Date>,
    pub(super) clock: Option<clock::Clock>,
    /// Where the time ends, if one follows.
    pub(super) until: usize,
    /// Where the time begins, if one comes before.
    pub(super) from: usize,
}

/// What the words around a date add to it.
#[derive(Clone, Copy)]
struct Frame {
    start: usize,
    weekday: Option<i8>,
    /// A bracket was opened between weekday and date.
    open: bool,
    direction: Direction,
}

/// All mentions of a text, in order.
pub(super) fn mentions(reader: &Reader<'_>, anchor: Option<civil::Date>) -> Vec<DateMention> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < reader.atoms.len() {
        match mention(reader, i, anchor) {
            Some(m) => {
                i = m.next.max(i + 1);
                found.push(m.mention);
            }
            None => i += 1,
        }
    }
    found
}

/// The mention that begins with atom `i`, if one does.
pub(super) fn mention(reader: &Reader<'_>, i: usize, anchor: Option<civil::Date>) -> Option<Found> {
    let atom = reader.atoms.get(i)?;
    match atom.what() {
        Some(What::Weekday(day)) => from_weekday(reader, i, day, anchor),
        Some(What::Relative(days)) => from_relative(reader, i, days, anchor),
        Some(What::Nothing) => None,
        Some(What::Month(..)) | None => {
            let word = reader.word_before(atom.start).map_or(0, |w| reader.lexicon.word(w));
            let led = word & word::LEAD != 0;
            let license = if led || reader.whole { License::Licensed } else { License::Plain };
            let frame = Frame { start: atom.start, weekday: None, open: false, direction: Direction::Near };
            match reader.core(i, license) {
                Some(core) => finish(reader, core, frame, anchor),
                None if atom.number().is_some() => bare_day(reader, i, anchor),
                None => bare_month(reader, i, anchor),
            }
        }
    }
}

/// "Rabu (8/12/2021)", "Senin-Rabu (6-8/12)", "Rabu pagi tadi, 8 Desember"; else "Rabu lalu".
fn from_weekday(reader: &Reader<'_>, i: usize, day: i8, anchor: Option<civil::Date>) -> Option<Found> {
    let start = reader.atoms.get(i)?.start;
    let mut weekday = day;
    let mut at = i + 1;
    let mut range = false;
    if let Some(What::Weekday(_)) = reader.atoms.get(at).and_then(|a| a.what())
        && reader.stretch(at).is_some_and(|s| gap::is_range(s, reader.lexicon))
    {
        range = true;
        at += 1;
    } else if let Some(What::Weekday(again)) = reader.atoms.get(at).and_then(|a| a.what())
        && again == day
        && reader.stretch(at).is_some_and(|s| s.len() <= 4)
    {
        at += 1;
    }
    let allowed = word::JOINT | word::LEAD | word::PART;
    let gap = reader.stretch(at).and_then(|s| Gap::read(s, reader.lexicon, allowed));
    let fits = |g: Gap| {
        !(g.close || g.slash || g.quote || (g.line && !reader.whole) || (g.dot && g.word && !reader.whole))
    };
    if let Some(gap) = gap.filter(|g| fits(*g))
        && let Some(core) = reader.core(at, License::Licensed)
        && (core.first.day.is_some())
    {
        if core.last.is_some() && !range {
            // The weekday is that of the first day.
            weekday = day;
        }
        return finish(
            reader,
            core,
            Frame { start, weekday: Some(weekday), open: gap.open, direction: Direction::Near },
            anchor,
        );
    }
    if let Some(found) =
        gap.filter(|g| g.open && fits(*g)).and_then(|_| day_in_brackets(reader, start, at, day, anchor))
    {
        return Some(found);
    }
    let (direction, from, to) = modified(reader, start, reader.atoms.get(i)?.end)?;
    let value = resolve::weekday(day, direction, anchor?)?;
    Some(simple(reader, from, to, value.into(), i + 1, &[DateFlag::Relative]))
}

/// "kemarin siang"; a full date right after it says it better: "hari ini, Rabu (8/12/2021)".
fn from_relative(reader: &Reader<'_>, i: usize, days: i8, anchor: Option<civil::Date>) -> Option<Found> {
    let atom = reader.atoms.get(i)?;
    let near = reader.stretch(i + 1).filter(|s| s.len() <= 24);
    let gap = near.and_then(|s| Gap::read(s, reader.lexicon, word::PART | word::LEAD));
    if let Some(gap) = gap.filter(|g| !(g.dot || g.line || g.close || g.dash))
        && (gap.open || gap.comma)
    {
        let next = reader.atoms.get(i + 1)?;
        if let Some(What::Weekday(_)) = next.what() {
            if let Some(found) = mention(reader, i + 1, anchor) {
                return Some(found);
            }
        } else if gap.open
            && let Some(core) = reader.core(i + 1, License::Licensed)
        {
            let frame = Frame { start: atom.start, weekday: None, open: true, direction: Direction::Near };
            return finish(reader, core, frame, anchor);
        }
    }
    let value = resolve::relative(days, anchor?)?;
    let end = part_after(reader, atom.end);
    Some(simple(reader, atom.start, end, value.into(), i + 1, &[DateFlag::Relative]))
}

/// "segunda-feira (2)": the nearest day with that number, if it falls on the weekday.
fn day_in_brackets(
    reader: &Reader<'_>,
    start: usize,
    at: usize,
    day: i8,
    anchor: Option<civil::Date>,
) -> Option<Found> {
    let atom = reader.atoms.get(at)?;
    let (number, _) = atom.number().filter(|(n, digits)| *digits <= 2 && (1..=31).contains(n))?;
    reader.text.get(atom.end..)?.starts_with(')').then_some(())?;
    let value = resolve::day_of_month(number as i8, anchor?)?;
    (resolve::on(value.day()?) == day)
        .then(|| simple(reader, start, atom.end + 1, value, at + 1, &[DateFlag::Relative]))
}

/// "tanggal 9": the nearest day with that number.
fn bare_day(reader: &Reader<'_>, i: usize, anchor: Option<civil::Date>) -> Option<Found> {
    let atom = reader.atoms.get(i)?;
    let (value, digits) = atom.number()?;
    let word = reader.word_before(atom.start)?;
    let told = matches!(word.to_lowercase().as_str(), "tanggal" | "tgl" | "tarikh")
        && matches!(reader.lexicon.tag, "id" | "ms");
    let number = digits <= 2
        && (1..=31).contains(&value)
        && reader.closed_right(atom.end)
        && reader.open_left(atom.start);
    // A month, a sign or another number right after it: not a day of this month.
    let lonely = !reader.text.get(atom.end..)?.starts_with(['/', '-', '–'])
        && reader.stretch(i + 1).is_none_or(|s| s.trim() != "" || s.contains('\n'));
    // "setiap tanggal 20", "tanggal 20 setiap bulan": no one day.
    let after: String = reader.text.get(atom.end..)?.chars().take(9).collect();
    let before = reader.text.get(..atom.start)?.trim_end();
    let before = before.strip_suffix(word).unwrap_or(before).trim_end();
    let every = |s: &str| s.ends_with("tiap") || s.ends_with("Tiap");
    let lonely =
        lonely && !every(before) && ![" setiap", " tiap", " bulan"].iter().any(|w| after.starts_with(w));
    if !(told && number && lonely) || reader.whole {
        return None;
    }
    let start = reader.text.get(..atom.start)?.rfind(word)?;
    let value = resolve::day_of_month(value as i8, anchor?)?;
    Some(simple(reader, start, atom.end, value, i + 1, &[DateFlag::Relative]))
}

/// "Desember mendatang", "last December".
fn bare_month(reader: &Reader<'_>, i: usize, anchor: Option<civil::Date>) -> Option<Found> {
    let atom = reader.atoms.get(i)?;
    let Some(What::Month(month, calendar)) = atom.what() else { return None };
    let (direction, from, to) = modified(reader, atom.start, atom.end)?;
    let fields = Fields { year: None, month, day: None, calendar };
    let (value, _) = resolve::date(fields, None, direction, anchor)?;
    Some(simple(reader, from, to, value, i + 1, &[DateFlag::Relative]))
}

fn simple(
    reader: &Reader<'_>,
    start: usize,
    end: usize,
    value: Date,
    next: usize,
    flags: &[DateFlag],
) -> Found {
    let mut mention = DateMention::new(reader.slice(start, end), Span::new(start, end), value);
    mention.flags = flags.to_vec();
    let time = clock::read(reader.text.get(end..).unwrap_or(""), reader.lexicon, reader.whole);
    mention.time = time.map(|(c, _)| c.print());
    let until = end + time.map_or(0, |t| t.1);
    Found {
        mention,
        next: skip(reader, next, until),
        other: None,
        clock: time.map(|t| t.0),
        until,
        from: start,
    }
}

/// The first atom from `next` on that begins at or after the byte `until`.
fn skip(reader: &Reader<'_>, mut next: usize, until: usize) -> usize {
    while reader.atoms.get(next).is_some_and(|a| a.start < until) {
        next += 1;
    }
    next
}

fn finish(reader: &Reader<'_>, core: Core, frame: Frame, anchor: Option<civil::Date>) -> Option<Found> {
    let mut core = core;
    let mut frame = frame;
    let (mut start, mut end, mut next) = (frame.start, core.end, core.next);
    let mut last = core.last;
    // The unit of the day belongs to it where it is written so.
    let units = ['日', '号', '號', '일'];
    if core.first.day.is_some()
        && let Some(unit) =
            reader.text.get(end..).and_then(|s| s.chars().next()).filter(|c| units.contains(c))
    {
        end += unit.len_utf8();
    }
    if last.is_none() && core.first.day.is_some() {
        last = range_end(reader, &mut core);
    }
    // "15 Desember ini": the word decides the year.
    if core.first.year.is_none()
        && let Some((direction, _, to)) = modified(reader, core.start, end)
    {
        frame.direction = direction;
        end = to.max(end);
    }
    if !frame.open {
        after(reader, &mut frame, &mut end, &mut next);
    }
    let tail = reader.text.get(end..)?;
    let mut time = clock::read(tail, reader.lexicon, reader.whole).map(|(c, n)| (c, end + n));
    if frame.open {
        let close = tail.trim_start_matches([' ', '.']);
        if close.starts_with([')', ']', '）']) {
            end += tail.len() - close.len() + close.chars().next().map_or(0, char::len_utf8);
            time = time.or_else(|| {
                clock::read(reader.text.get(end..)?, reader.lexicon, reader.whole).map(|(c, n)| (c, end + n))
            });
        }
    }
    // "Thu Dec 09 10:05:00 WIB 2021": the year comes after the time.
    if reader.whole
        && core.first.year.is_none()
        && let Some((_, at)) = time
    {
        let late =
            (next..reader.atoms.len()).find(|n| reader.atoms.get(*n).is_some_and(|a| a.start >= at))?;
        let (value, digits) = reader.atoms.get(late)?.number()?;
        if digits == 4 && (1500..=2100).contains(&value) {
            core.first.year = Some(value);
            next = late + 1;
            time = time.map(|(c, _)| (c, reader.atoms.get(late).map_or(at, |a| a.end)));
        }
    }
    let before = reader.text.get(..start)?;
    let mut from = start;
    if time.is_none()
        && let Some((clock, n)) = clock::read_before(before, reader.lexicon, reader.whole)
    {
        time = Some((clock, end));
        from = start - n;
    }
    let (weekday, direction) = (frame.weekday, frame.direction);
    let read = |fields| resolve::date(fields, weekday, direction, anchor);
    let fits = |d: &(Date, bool)| weekday.is_none_or(|w| d.0.day().is_some_and(|d| resolve::on(d) == w));
    let first = read(core.first);
    let other = core.other.and_then(read);
    // Of two orders of day and month the weekday decides, then what exists in the calendar.
    let (value, relative, other) = match (first, other) {
        (Some(f), Some(o)) if !fits(&f) && fits(&o) => (o.0, o.1, None),
        (Some(f), o) => (f.0, f.1, o.map(|o| o.0).filter(|_| weekday.is_none() || !fits(&f))),
        (None, Some(o)) => (o.0, o.1, None),
        (None, None) => return None,
    };
    let mut flags = Vec::new();
    if value.precision() == crate::value::Precision::Month
        && let Some(at) = approximation(reader, start)
    {
        start = at;
        flags.push(DateFlag::Imprecise);
    }
    if relative {
        flags.push(DateFlag::Relative);
    }
    if !fits(&(value, relative)) {
        flags.push(DateFlag::WeekdayMismatch);
    }
    let mut mention = DateMention::new(reader.slice(start, end), Span::new(start, end), value);
    mention.end =
        last.and_then(|f| resolve::date(f, None, direction, anchor)).map(|d| d.0).filter(|d| *d > value);
    mention.time = time.map(|(c, _)| c.print());
    mention.flags = flags;
    let until = time.map_or(end, |t| t.1.max(end));
    Some(Found { mention, next: skip(reader, next, until), other, clock: time.map(|t| t.0), until, from })
}

/// The last day of "30 November - 2 Desember 2021", which is a mention of its own; gives the first day the year it
/// lacks.
fn range_end(reader: &Reader<'_>, core: &mut Core) -> Option<Fields> {
    let next = core.next;
    let stretch = reader.stretch(next)?;
    let stretch = stretch.strip_prefix(')').unwrap_or(stretch);
    if !gap::is_range(stretch, reader.lexicon) {
        return None;
    }
    let mut at = next;
    if let Some(What::Weekday(_)) = reader.atoms.get(at)?.what() {
        at += 1;
        let gap = Gap::read(reader.stretch(at)?, reader.lexicon, word::JOINT | word::LEAD)?;
        if gap.line || gap.close {
            return None;
        }
    }
    let license = if core.first.year.is_none() { License::Licensed } else { License::Plain };
    let last = reader.core(at, license).or_else(|| {
        // The dash before the second date is the range's, not part of a number.
        (reader.atoms.get(at)?.number().is_some()).then(|| reader.core_after_range(at, license))?
    })?;
    last.first.day?;
    if last.last.is_some() || last.month_name != core.month_name {
        return None;
    }
    match (core.first.year, last.first.year) {
        (None, Some(year)) => {
            let earlier = (core.first.month, core.first.day) <= (last.first.month, last.first.day);
            core.first.year = Some(if earlier { year } else { year - 1 });
            if let Some(other) = &mut core.other {
                other.year = core.first.year;
            }
        }
        (Some(_), None) => return None,
        _ => {}
    }
    Some(last.first)
}

/// A weekday after the date: "9 December 2021 (Thursday)", "2021年12月9日木曜日".
fn after(reader: &Reader<'_>, frame: &mut Frame, end: &mut usize, next: &mut usize) {
    let Some(atom) = reader.atoms.get(*next) else { return };
    let (Some(What::Weekday(day)), None) = (atom.what(), frame.weekday) else { return };
    let Some(stretch) = reader.stretch(*next) else { return };
    let Some(gap) = Gap::read(stretch, reader.lexicon, word::JOINT) else { return };
    let closes = |at: usize| reader.text.get(at..).is_some_and(|s| s.starts_with([')', ']', '）']));
    if gap.open && closes(atom.end) && !gap.line {
        *end =
            atom.end + reader.text.get(atom.end..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8);
    } else if (reader.whole || (reader.lexicon.weekday_last && !gap.line && stretch.len() <= 12)) && !gap.open
    {
        *end = atom.end;
    } else {
        return;
    }
    frame.weekday = Some(day);
    *next += 1;
}

/// "lalu", "this …": direction, and where the phrase begins and ends.
fn modified(reader: &Reader<'_>, start: usize, end: usize) -> Option<(Direction, usize, usize)> {
    let (before, after) = (reader.text.get(..start)?, reader.text.get(end..)?);
    let mut best: Option<(usize, Direction, usize, usize)> = None;
    for (n, lead, tail) in &reader.lexicon.templates {
        let (mut from, mut to) = (start, end);
        if !tail.is_empty() {
            // "Rabu pagi lalu", "Rabu (pagi) lalu": a part of the day may come between.
            let at = end + leading_space(after);
            let Some(ends) = phrase_at(reader, at, tail) else { continue };
            to = ends;
        }
        if !lead.is_empty() {
            let trimmed = before.trim_end_matches([' ', '\u{a0}']);
            let Some(at) = trimmed.len().checked_sub(lead.len()) else { continue };
            let same = trimmed.get(at..).is_some_and(|s| s == *lead || s.to_lowercase() == *lead);
            let word = !trimmed.get(..at).is_some_and(|s| s.ends_with(is_letter));
            if !same || !word || trimmed.len() == before.len() {
                continue;
            }
            from = at;
        }
        let length = lead.len() + tail.len();
        if best.as_ref().is_none_or(|b| length > b.0) {
            best = Some((length, Direction::new(*n), from, to));
        }
    }
    best.map(|(_, direction, from, to)| (direction, from, to))
}

fn leading_space(s: &str) -> usize {
    s.len() - s.trim_start_matches([' ', '\u{a0}']).len()
}

/// Whether `phrase` stands at `at` as words; gives its end.
fn phrase_at(reader: &Reader<'_>, at: usize, phrase: &str) -> Option<usize> {
    let s = reader.text.get(at..)?;
    let rest = s.strip_prefix(phrase)?;
    (!rest.starts_with(is_letter)).then_some(at + phrase.len())
}

/// Parts of the day that may follow a relative word.
pub(super) const PARTS: &[&str] = &[
    "pagi",
    "siang",
    "sore",
    "petang",
    "malam",
    "subuh",
    "dini",
    "morning",
    "afternoon",
    "evening",
    "night",
    "matin",
    "soir",
    "abend",
    "nachmittag",
    "mittag",
];

/// The end of a part of the day after a relative word: "kemarin siang".
fn part_after(reader: &Reader<'_>, end: usize) -> usize {
    let Some(after) = reader.text.get(end..) else { return end };
    let space = leading_space(after);
    let Some(rest) = after.get(space..).filter(|_| space > 0) else { return end };
    let length = rest.char_indices().take(16).find(|(_, c)| !is_letter(*c)).map(|(i, _)| i);
    let run = rest.get(..length.unwrap_or(rest.len().min(16))).unwrap_or("");
    if PARTS.contains(&run) { end + space + run.len() } else { end }
}

/// "awal Desember 2021": where the word that makes it imprecise begins.
fn approximation(reader: &Reader<'_>, start: usize) -> Option<usize> {
    let before = reader.text.get(..start)?;
    let trimmed = before.trim_end_matches([' ', '\u{a0}', '-']);
    reader.lexicon.approximations.iter().find_map(|phrase| {
        let at = trimmed.len().checked_sub(phrase.trim_end_matches('-').len())?;
        let tail = trimmed.get(at..)?;
        let word = !trimmed.get(..at)?.ends_with(is_letter);
        (tail.to_lowercase() == phrase.trim_end_matches('-') && word && at < start).then_some(at)
    })
}
