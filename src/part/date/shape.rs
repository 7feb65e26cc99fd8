//! Shapes of a date, without its weekday: what the numbers and names at one place of a text say.

use super::atom::{Atom, Kind};
use super::calendar::Calendar;
use super::gap::{self, Gap};
use super::lexicon::{Lexicon, Order, What, is_letter, unspaced, word};

/// Day, month and year as printed, as far as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) year: Option<i32>,
    pub(super) month: i8,
    pub(super) day: Option<i8>,
    pub(super) calendar: Calendar,
}

/// A date found at an atom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Core {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The atom after it.
    pub(super) next: usize,
    pub(super) first: Fields,
    /// The last day of a range.
    pub(super) last: Option<Fields>,
    /// The other reading of a numeric date whose order the language does not settle.
    pub(super) other: Option<Fields>,
    pub(super) month_name: bool,
}

/// Reads dates of one text in one language.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) lexicon: &'t Lexicon,
    pub(super) atoms: Vec<Atom>,
    pub(super) order: Order,
    /// The text is nothing but a date: laxer shapes are read.
    pub(super) whole: bool,
}

/// What allows a numeric date without a year, such as the weekday in "Kamis (9/12)".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum License {
    Plain,
    Licensed,
}

/// Before this year a day behind the word for a street or school is what it is named after.
const LONG_AGO: i32 = 1970;

impl Reader<'_> {
    pub(super) fn slice(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or("")
    }

    /// The stretch before atom `i`, after the atom before it.
    pub(super) fn stretch(&self, i: usize) -> Option<&str> {
        let (before, this) = (self.atoms.get(i.checked_sub(1)?)?, self.atoms.get(i)?);
        self.text.get(before.end..this.start)
    }

    fn gap(&self, i: usize) -> Option<Gap> {
        Gap::read(self.stretch(i)?, self.lexicon, word::JOINT)
    }

    fn joined(&self, i: usize) -> bool {
        self.gap(i).is_some_and(|g| g.joins() || (self.whole && !g.open))
    }

    fn range(&self, i: usize) -> bool {
        self.stretch(i).is_some_and(|s| gap::is_range(s, self.lexicon))
    }

    fn number(&self, i: usize) -> Option<(i32, usize)> {
        self.atoms.get(i)?.number()
    }

    fn month(&self, i: usize) -> Option<(i8, Calendar)> {
        match self.atoms.get(i)?.what()? {
            What::Month(month, calendar) => Some((month, calendar)),
            _ => None,
        }
    }

    fn day(&self, i: usize) -> Option<i8> {
        let (value, digits) = self.number(i)?;
        (digits <= 2 && (1..=31).contains(&value)).then_some(value as i8)
    }

    fn long_year(&self, i: usize, calendar: Calendar) -> Option<i32> {
        let (value, digits) = self.number(i)?;
        let range = match calendar {
            Calendar::Persian => 1200..=1600,
            Calendar::Gregorian if self.lexicon.tag == "th" => 1500..=2700,
            Calendar::Gregorian => 1500..=2100,
        };
        (digits == 4 && range.contains(&value) && self.closed_right(self.atoms.get(i)?.end)).then_some(value)
    }

    /// A year of two digits, in the century in which papers of today print it.
    fn short_year(&self, i: usize) -> Option<i32> {
        let (value, digits) = self.number(i)?;
        if digits != 2 || !self.closed_right(self.atoms.get(i)?.end) {
            return None;
        }
        match (self.lexicon.tag, value) {
            // Buddhist years 2545 to 2580 without their century.
            ("th", 45..=80) => Some(value + 2500),
            (_, 0..=68) => Some(value + 2000),
            _ => Some(value + 1900),
        }
    }

    /// No digits, signs or letters before `at` that make the number part of something else.
    pub(super) fn open_left(&self, at: usize) -> bool {
        let mut chars = self.slice(0, at).chars().rev();
        let Some(last) = chars.next() else { return true };
        let digit = |c: Option<char>| c.is_some_and(|c| super::digit::value(c).is_some());
        match last {
            '/' | '=' | '#' | '_' | '&' | '*' | '+' | '@' | '\\' | '~' | '^' | '%' | '<' => false,
            '$' | '€' | '£' | '¥' | '₹' | '₽' => false,
            // "R$ 15 até 30 de setembro"
            ' ' | '\u{a0}' => !chars.next().is_some_and(|c| "$€£¥₹₽".contains(c)),
            '-' | '–' | '—' => match chars.next() {
                Some(c) => c.is_whitespace() || c == ')',
                None => true,
            },
            '.' | ',' | ':' | '\'' | '’' => !digit(chars.next()),
            c if is_letter(c) => unspaced(c) || matches!(c, '\u{ac00}'..='\u{d7a3}') || self.joint_before(at),
            c => super::digit::value(c).is_none(),
        }
    }

    fn joint_before(&self, at: usize) -> bool {
        let floor = (at.saturating_sub(24)..=at).find(|i| self.text.is_char_boundary(*i)).unwrap_or(at);
        let tail = self.slice(floor, at);
        let run =
            tail.char_indices().rev().find(|(_, c)| !is_letter(*c)).map_or(0, |(i, c)| i + c.len_utf8());
        let run = tail.get(run..).unwrap_or("");
        !run.is_empty() && self.lexicon.word(run) & (word::JOINT | word::LEAD) != 0
    }

    /// No digits, signs or letters after `at` that make the number part of something else.
    pub(super) fn closed_right(&self, at: usize) -> bool {
        let Some(after) = self.text.get(at..) else { return false };
        let mut chars = after.chars();
        let digit = |c: Option<char>| c.is_some_and(|c| super::digit::value(c).is_some());
        match chars.next() {
            None => true,
            Some('%' | '°' | '$' | '€' | '£' | '_' | '=' | '@' | '\\') => false,
            Some(':') => !digit(chars.next()),
            Some('.' | ',' | '-' | '/' | '–' | '‑') => self.whole || !digit(chars.next()),
            Some('T') => digit(chars.next()),
            Some(c) if is_letter(c) => {
                if unspaced(c) || matches!(c, '\u{ac00}'..='\u{d7a3}') {
                    return true;
                }
                let run = after.char_indices().take(14).find(|(_, c)| !is_letter(*c)).map_or(0, |(i, _)| i);
                let run = if run == 0 && after.chars().count() < 14 {
                    after
                } else {
                    after.get(..run).unwrap_or("")
                };
                self.lexicon.word(run) & word::JOINT != 0
            }
            Some(c) => super::digit::value(c).is_none(),
        }
    }

    /// The word before `at` says that what follows is a number of something.
    fn numbered(&self, i: usize, at: usize) -> bool {
        // The rest of a telephone number: "(0751) 31-12-2021".
        let code = i.checked_sub(1).and_then(|before| self.number(before)).is_some();
        if code && self.stretch(i).is_some_and(|s| s.trim_end() == ")") {
            return true;
        }
        self.word_before(at).is_some_and(|w| self.lexicon.word(w) & word::NOT != 0)
    }

    /// "Jalan 17 Agustus": streets and grounds are named after days. Where the word is no name it has no capital.
    fn on_street(&self, i: usize) -> bool {
        let word = self.atoms.get(i).and_then(|a| self.word_before(a.start));
        word.is_some_and(|w| {
            let named =
                w.starts_with(char::is_uppercase) || matches!(self.lexicon.tag, "fr" | "es" | "it" | "pt");
            named && self.lexicon.word(w) & word::STREET != 0
        })
    }

    /// The last word before `at`, across white space, a dot or a colon.
    pub(super) fn word_before(&self, at: usize) -> Option<&str> {
        let floor = (at.saturating_sub(32)..=at).find(|i| self.text.is_char_boundary(*i))?;
        let tail = self.text.get(floor..at)?;
        let tail = tail.trim_end_matches(|c: char| (c.is_whitespace() && c != '\n') || c == '.' || c == ':');
        let start =
            tail.char_indices().rev().find(|(_, c)| !is_letter(*c)).map_or(0, |(i, c)| i + c.len_utf8());
        tail.get(start..).filter(|w| !w.is_empty())
    }

    /// The date that begins with atom `i`, if one does.
    pub(super) fn core(&self, i: usize, license: License) -> Option<Core> {
        let atom = self.atoms.get(i)?;
        match atom.kind {
            Kind::Number(..) if !self.open_left(atom.start) => None,
            Kind::Number(..) => {
                let numeric = || (!self.numbered(i, atom.start)).then(|| self.numeric(i, license)).flatten();
                numeric().or_else(|| self.day_first(i)).or_else(|| self.year_first(i))
            }
            Kind::Name(_) => self.month_name_first(i),
        }
    }

    /// The date after the dash of a range, whose sign would otherwise make the number part of something else.
    pub(super) fn core_after_range(&self, i: usize, license: License) -> Option<Core> {
        self.numeric(i, license).or_else(|| self.day_first(i))
    }

    fn make(&self, i: usize, last: usize, first: Fields) -> Option<Core> {
        let (start, end) = (self.atoms.get(i)?.start, self.atoms.get(last)?.end);
        Some(Core { start, end, next: last + 1, first, last: None, other: None, month_name: true })
    }

    /// "9 Desember 2021", "9 Desember", "8-10 Desember 2021".
    fn day_first(&self, i: usize) -> Option<Core> {
        let day = self.day(i)?;
        let mut at = i + 1;
        let mut begin = None;
        if self.range(at) && self.month(at + 1).is_some() && !self.numbered(i, self.atoms.get(i)?.start) {
            begin = Some(day);
            at += 1;
        }
        let day = self.day(at - 1)?;
        let (month, calendar) = self.month(at)?;
        let gap = self.gap(at)?;
        let dotted = self.lexicon.dot || gap.word || !gap.dot || !gap.space;
        if !(self.whole || (gap.joins() && dotted)) || gap.open || gap.close {
            return None;
        }
        let year = self.year_after(at, calendar);
        let fields = |day| Fields { year, month, day: Some(day), calendar };
        // "SMP 17 Agustus 1945": what is named after a day of long ago keeps its year.
        let named_after = year.is_none_or(|y| y < LONG_AGO) && self.on_street(i);
        if named_after || (year.is_none() && !self.sure_month(at)) {
            return None;
        }
        let core = self.make(i, if year.is_some() { at + 1 } else { at }, fields(begin.unwrap_or(day)))?;
        Some(Core { last: begin.map(|_| fields(day)), ..core })
    }

    /// The year after the month or day at atom `at`.
    fn year_after(&self, at: usize, calendar: Calendar) -> Option<i32> {
        let gap = self.gap(at + 1)?;
        if gap.open || gap.close || gap.bar || gap.line {
            return None;
        }
        if gap.space && (gap.dash || gap.slash) && !self.whole {
            return None;
        }
        self.long_year(at + 1, calendar)
            .or_else(|| (self.whole || gap.quote).then(|| self.short_year(at + 1)).flatten())
    }

    /// An abbreviation without a year after it must look like one: capital or dot.
    fn sure_month(&self, at: usize) -> bool {
        let Some(Atom { start, end, kind: Kind::Name(name) }) = self.atoms.get(at) else { return false };
        let own = self.slice(*start, *end);
        // "Mei-mei": a doubled word.
        let after = self.text.get(*end..).unwrap_or("");
        if after.strip_prefix('-').is_some_and(|s| s.starts_with(char::is_lowercase)) {
            return self.whole;
        }
        self.whole
            || name.full
            || own.starts_with(char::is_uppercase)
            || !own.chars().any(char::is_lowercase)
            || self.text.get(*end..).is_some_and(|s| s.starts_with('.'))
    }

    /// "Desember 9, 2021", "Desember 2021", "December 8–10, 2021", "Januari-Maret 2021".
    fn month_name_first(&self, i: usize) -> Option<Core> {
        let (month, calendar) = self.month(i)?;
        let Kind::Name(name) = self.atoms.get(i)?.kind else { return None };
        let part_of_a_name = i.checked_sub(1).is_some_and(|day| {
            let before = self.day(day).is_some() && self.gap(i).is_some_and(|g| g.joins());
            before && self.on_street(day)
        });
        if part_of_a_name {
            return None;
        }
        let fields = |year, month, day| Fields { year, month, day, calendar };
        if self.range(i + 1)
            && let Some((end_month, _)) = self.month(i + 1)
            && let Some(year) = self.year_after(i + 1, calendar)
        {
            // The last month is a mention of its own.
            let core = self.make(i, i, fields(Some(year), month, None))?;
            return Some(Core { last: Some(fields(Some(year), end_month, None)), ..core });
        }
        if let Some(year) = self.long_year(i + 1, calendar)
            && self.gap(i + 1).is_some_and(|g| g.joins() || (g.comma && !g.open && !g.line))
            && self.sure_month(i)
        {
            return self.make(i, i + 1, fields(Some(year), month, None));
        }
        let day = self.day(i + 1)?;
        if !self.joined(i + 1) || !self.closed_after_day(i + 1) {
            return None;
        }
        let mut last = i + 1;
        let mut end_day = None;
        if self.range(i + 2)
            && let Some(d) = self.day(i + 2)
            && d > day
        {
            end_day = Some(d);
            last = i + 2;
        }
        let year = self.year_after(last, calendar);
        if year.is_none() && !self.whole {
            let order = if name.english { true } else { self.lexicon.month_first };
            if !order || !self.sure_month(i) || !self.closed_right(self.atoms.get(last)?.end) {
                return None;
            }
        }
        let core =
            self.make(i, if year.is_some() { last + 1 } else { last }, fields(year, month, Some(day)))?;
        Some(Core { last: end_day.map(|d| fields(year, month, Some(d))), ..core })
    }

    fn closed_after_day(&self, i: usize) -> bool {
        let Some(atom) = self.atoms.get(i) else { return false };
        self.closed_right(atom.end) || self.range(i + 1) || self.year_after(i, Calendar::Gregorian).is_some()
    }

    /// "2021. december 9.", "2021年12月9日", "2022 ж. 9 маусым".
    fn year_first(&self, i: usize) -> Option<Core> {
        let (value, digits) = self.number(i)?;
        if digits != 4 || !(1200..=2700).contains(&value) {
            return None;
        }
        let usual = self.lexicon.order == Order::YearMonthDay
            || self.lexicon.weekday_last
            || self.lexicon.tag == "lv";
        if !(usual || self.whole) {
            return None;
        }
        let fields = |month, day, calendar| Fields { year: Some(value), month, day, calendar };
        let near = |at: usize| {
            self.gap(at).is_some_and(|g| !(g.open || g.bar || g.line || (g.space && g.dash && !g.word)))
        };
        let ends = |at: usize| self.atoms.get(at).is_some_and(|a| self.closed_right(a.end));
        if let Some((month, calendar)) = self.month(i + 1) {
            if !near(i + 1) {
                // "2021(e)ko azaroaren 21(a)": the language puts its ending in brackets.
                if !(self.lexicon.tag == "eu" && self.gap(i + 1).is_some_and(|g| g.word)) {
                    return None;
                }
            }
            if let Some(day) = self.day(i + 2)
                && near(i + 2)
                && ends(i + 2)
            {
                return self.make(i, i + 2, fields(month, Some(day), calendar));
            }
            return (self.lexicon.order == Order::YearMonthDay
                && self.atoms.get(i + 1)?.start > self.atoms.get(i)?.end)
                .then(|| self.make(i, i + 1, fields(month, None, calendar)))?;
        }
        let day = self.day(i + 1)?;
        let (month, calendar) = self.month(i + 2)?;
        (near(i + 1) && near(i + 2)).then(|| self.make(i, i + 2, fields(month, Some(day), calendar)))?
    }

    /// "8/12/2021", "2021-12-08", "9.12.21"; with a license "9/12"; "6-8/12/2021".
    fn numeric(&self, i: usize, license: License) -> Option<Core> {
        if self.stretch(i + 1).is_some_and(|s| s.trim() == "-" || s.trim() == "–")
            && let Some(day) = self.day(i)
            && let Some(core) = self.numeric_at(i + 1, license)
            && core.first.day.is_some_and(|d| d > day)
            && self.day(i + 1) == core.first.day
            && self.separator(i + 2).is_some_and(|s| s != '-')
        {
            let first = Fields { day: Some(day), ..core.first };
            return Some(Core {
                start: self.atoms.get(i)?.start,
                first,
                last: Some(core.first),
                other: None,
                ..core
            });
        }
        self.numeric_at(i, license)
    }

    /// The sign between two numbers of a numeric date.
    fn separator(&self, i: usize) -> Option<char> {
        let (a, b) = (self.atoms.get(i.checked_sub(1)?)?, self.atoms.get(i)?);
        let s = self.text.get(a.end..b.start)?;
        if s.len() > 12 {
            return None;
        }
        let marks = |c: &char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{61c}' | '\u{2066}'..='\u{2069}');
        let s: String = s.chars().filter(marks).collect();
        match s.as_str() {
            "/" | "／" => Some('/'),
            "." | "․" => Some('.'),
            "-" | "‑" | "‐" => Some('-'),
            ". " | ".\u{a0}" | ".\u{202f}" => Some('.'),
            " / " if self.whole => Some('/'),
            " - " if self.whole => Some('-'),
            " " | "\u{a0}" if self.whole => Some(' '),
            _ => None,
        }
    }

    fn numeric_at(&self, i: usize, license: License) -> Option<Core> {
        let (a, a_digits) = self.number(i)?;
        let (b, b_digits) = self.number(i + 1)?;
        let sign = self.separator(i + 1)?;
        if b_digits > 2 {
            return None;
        }
        let third = self.number(i + 2).filter(|_| self.separator(i + 2) == Some(sign));
        let end = |at: usize| self.atoms.get(at).map(|a| a.end);
        let finish = |last: usize, readings: [Option<Fields>; 2]| {
            let [first, other] = readings;
            let core = self.make(i, last, first.or(other)?)?;
            Some(Core { other: first.and(other), month_name: false, ..core })
        };
        let spaced = self.stretch(i + 1).is_some_and(|s| s.contains([' ', '\u{a0}', '\u{202f}']));
        if let Some((c, c_digits)) = third {
            let last = i + 2;
            let closed = self.closed_right(end(last)?) || (self.range(i + 3) && self.number(i + 3).is_some());
            if !closed {
                return None;
            }
            let japanese = (1..=1600).contains(&a) && self.lexicon.tag == "fa" && a >= 1300;
            let calendar = |year: i32| {
                if self.lexicon.tag == "fa" && (1300..=1450).contains(&year) {
                    Calendar::Persian
                } else {
                    Calendar::Gregorian
                }
            };
            if a_digits == 4 && c_digits <= 2 && ((1500..=2700).contains(&a) || japanese) && sign != ' ' {
                return finish(last, [fields(a, b, c, calendar(a)), None]);
            }
            if a_digits > 2 {
                return None;
            }
            if c_digits == 4
                && ((1500..=2700).contains(&c) || (1300..=1450).contains(&c) && self.lexicon.tag == "fa")
            {
                if spaced && !(self.whole || self.lexicon.dot) {
                    return None;
                }
                return finish(last, self.day_month(a, b, Some(c), calendar(c)));
            }
            let year_last = c_digits == 2;
            if !(year_last || (self.order == Order::YearMonthDay && a_digits == 2)) || (spaced && !self.whole)
            {
                return None;
            }
            let licensed = self.whole || license == License::Licensed || (sign == '/' && b_digits <= 2);
            if !licensed || sign == ' ' {
                return None;
            }
            // "10.05.00" is a time.
            if c == 0 && sign == '.' {
                return None;
            }
            let year = self.short_year(last);
            if self.order == Order::YearMonthDay {
                let early = self.short_year_value(a, a_digits);
                let day_month = self.day_month(a, b, year, Calendar::Gregorian);
                return match fields(early.unwrap_or(0), b, c, Calendar::Gregorian) {
                    Some(first) => finish(last, [Some(first), day_month[0].filter(|_| year.is_some())]),
                    None if year.is_some() => finish(last, day_month),
                    None => None,
                };
            }
            return finish(last, self.day_month(a, b, year, Calendar::Gregorian));
        }
        let bare = self.stretch(i).is_some() || i == 0;
        if license == License::Plain || !bare || a_digits > 2 || spaced || sign == ' ' {
            return None;
        }
        let at = end(i + 1)?;
        let dotted = sign == '.' && self.text.get(at..).is_some_and(|s| s.starts_with('.'));
        if !(self.closed_right(at) || dotted) || (sign == '-' && !self.whole) {
            return None;
        }
        // "10.05" is a time more often than a day, except where days are written so.
        if sign == '.' && !(dotted || self.text.get(at..).is_some_and(|s| s.starts_with(')'))) {
            return None;
        }
        finish(i + 1, self.day_month(a, b, None, Calendar::Gregorian))
    }

    fn short_year_value(&self, value: i32, digits: usize) -> Option<i32> {
        (digits == 2).then_some(if value <= 68 { value + 2000 } else { value + 1900 })
    }

    /// Both readings of `a` and `b`, the language's order first; a month over 12 leaves one.
    fn day_month(&self, a: i32, b: i32, year: Option<i32>, calendar: Calendar) -> [Option<Fields>; 2] {
        let read = |day: i32, month: i32| {
            let ok = (1..=31).contains(&day) && (1..=12).contains(&month);
            ok.then_some(Fields { year, month: month as i8, day: Some(day as i8), calendar })
        };
        let (day_first, month_first) = (read(a, b), read(b, a).filter(|_| a != b));
        match self.order {
            Order::MonthDayYear => {
                [month_first.or(day_first.filter(|_| a == b)), day_first.filter(|_| a != b)]
            }
            _ => [day_first, month_first],
        }
    }
}

pub(super) fn fields(year: i32, month: i32, day: i32, calendar: Calendar) -> Option<Fields> {
    let ok = (1..=12).contains(&month) && (1..=31).contains(&day);
    ok.then_some(Fields { year: Some(year), month: month as i8, day: Some(day as i8), calendar })
}
