//! Times of day and time zones beside a date: "pukul 09.00 WIB", "10:05:00 +0700", "3:05 PM", "午後3時5分".

use std::sync::LazyLock;

use jiff::civil::Time;

use super::digit;
use super::lexicon::{Lexicon, is_letter, word};

const ZONES: &str = include_str!("../../../data/dates/zones.tsv");

/// Abbreviation, seconds east of UTC, language.
static TABLE: LazyLock<Vec<(&str, i32, &str)>> = LazyLock::new(|| {
    let rows = ZONES.lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.next()?.parse::<i32>().ok()? * 60, cells.next()?))
    })
    .collect()
});

/// Words behind the number of an hour.
pub(super) const HOURS: &[&str] = &["uhr", "heures", "órakor"];

/// The abbreviations of zones.
#[cfg(test)]
pub(super) fn zones() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(name, ..)| *name)
}

/// A time of day with its offset in seconds where a zone is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) time: Time,
    pub(super) offset: Option<i32>,
}

impl Clock {
    /// As a mention gives it: `09:00` or `09:00+07:00`.
    pub(super) fn print(self) -> String {
        let (h, m, s) = (self.time.hour(), self.time.minute(), self.time.second());
        let seconds = if s == 0 { String::new() } else { format!(":{s:02}") };
        let offset = self.offset.map_or_else(String::new, |o| {
            let minutes = o.abs() / 60;
            format!("{}{:02}:{:02}", if o < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
        });
        format!("{h:02}:{m:02}{seconds}{offset}")
    }
}

/// Reads a time at the start of `s`, after separators and words such as "pukul"; gives the bytes read too.
///
/// `loose`: the string is nothing but a date and its time, so that "10.05" needs no word to be a time.
pub(super) fn read(s: &str, lexicon: &Lexicon, loose: bool) -> Option<(Clock, usize)> {
    let s = window(s, 72);
    let mut cursor = Cursor { s, at: 0 };
    let (mut said, mut words) = (false, 0);
    let mut half = None;
    loop {
        cursor.skip(|c| c.is_whitespace() && (loose || c != '\n') || ",،，|•·-–—@(T،:".contains(c));
        if let Some(found) = cursor.half(lexicon) {
            half = Some(found);
            continue;
        }
        let run = cursor.letters();
        if run.is_empty() {
            break;
        }
        // "8 декабря 2021 года в 10:30"
        let meaning = lexicon.word(run);
        if meaning & (word::CLOCK | word::JOINT) == 0 || words == 3 {
            return None;
        }
        said |= meaning & word::CLOCK != 0;
        words += 1;
        cursor.at += run.len();
        cursor.skip(|c| c == '.');
    }
    let hour = cursor.number(2)?;
    let mut minute = None;
    let mut second = 0;
    let mut colon = false;
    let after_hour = cursor.at;
    if cursor.eat(&["時", "时", "點", "点", "시", "h", "H", "u"]).is_some() {
        colon = true;
        cursor.skip(|c| c == ' ');
        minute = cursor.number(2).or(Some(0));
        let _ = cursor.eat(&["分", "분"]);
    } else if let Some(sign) = cursor.eat(&[":", ".", "："]) {
        minute = cursor.number(2).filter(|_| cursor.digits_before() == 2);
        if minute.is_none() {
            cursor.at = after_hour;
        } else {
            colon = sign != ".";
            let mark = cursor.at;
            if cursor.eat(&[sign]).is_some() {
                match cursor.number(2) {
                    Some(n) => second = n,
                    None => cursor.at = mark,
                }
                // A fraction of a second.
                let mark = cursor.at;
                if cursor.eat(&[".", ","]).is_none() || cursor.number(9).is_none() {
                    cursor.at = mark;
                }
            }
        }
    }
    if cursor.peek().is_some_and(|c| digit::value(c).is_some()) {
        return None;
    }
    let mark = cursor.at;
    cursor.skip(|c| c == ' ' || c == '\u{202f}' || c == '\u{a0}');
    let late = cursor.half(lexicon);
    if late.is_none() {
        cursor.at = mark;
    }
    let half = half.or(late);
    let hours = cursor.word_after(HOURS);
    let offset = cursor.zone(lexicon, minute.is_some());
    let sure = said || half.is_some() || hours || (offset.is_some() && minute.is_some());
    if !(sure || colon || (loose && minute.is_some())) {
        return None;
    }
    let hour = match half {
        Some(_) if hour > 12 => hour,
        Some(Half::Am) if hour == 12 => 0,
        Some(Half::Pm) if hour < 12 => hour + 12,
        _ => hour,
    };
    let part = |n: u32| i8::try_from(n).ok();
    // 24:00 is the end of the day: printed, but no time of the calendar's.
    let time = Time::new(part(hour)?, part(minute.unwrap_or(0))?, part(second.min(59))?, 0).ok()?;
    Some((Clock { time, offset }, cursor.at))
}

/// Reads a time that ends right before a date: gives it and how many bytes before the end of `s` it begins.
pub(super) fn read_before(s: &str, lexicon: &Lexicon, loose: bool) -> Option<(Clock, usize)> {
    let floor = (s.len().saturating_sub(40)..=s.len()).find(|i| s.is_char_boundary(*i))?;
    let tail = s.get(floor..)?;
    let tail = if loose { tail } else { tail.rsplit('\n').next()? };
    let mut starts = tail.char_indices().filter(|(_, c)| digit::value(*c).is_some()).map(|(i, _)| i);
    let digits = starts.next()?;
    // From the last word before the first digit, so that "pukul" is read with it.
    let lead = tail.get(..digits)?.trim_end();
    let word_at =
        lead.char_indices().rev().find(|(_, c)| !is_letter(*c)).map_or(0, |(i, c)| i + c.len_utf8());
    [word_at, digits].into_iter().find_map(|from| {
        let piece = tail.get(from..)?;
        let (clock, used) = read(piece, lexicon, loose)?;
        let rest = piece.get(used..)?;
        rest.chars().all(|c| c.is_whitespace() || ",-–—|•·(،/".contains(c)).then_some((clock, piece.len()))
    })
}

/// The first `bytes` of `s`, cut at a character.
fn window(s: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(s.len())).rev().find(|i| s.is_char_boundary(*i)).unwrap_or(0);
    s.get(..end).unwrap_or("")
}

#[derive(Clone, Copy)]
enum Half {
    Am,
    Pm,
}

struct Cursor<'s> {
    s: &'s str,
    at: usize,
}

impl<'s> Cursor<'s> {
    fn rest(&self) -> &'s str {
        self.s.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, take: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(take).len();
    }

    fn letters(&self) -> &'s str {
        let rest = self.rest();
        let end = rest.char_indices().find(|(_, c)| !is_letter(*c)).map_or(rest.len(), |(i, _)| i);
        rest.get(..end).unwrap_or("")
    }

    fn eat(&mut self, any: &[&'static str]) -> Option<&'static str> {
        let found = any.iter().find(|p| self.rest().starts_with(**p))?;
        self.at += found.len();
        Some(found)
    }

    /// A number of at most `digits` digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (value, count, bytes) = digit::number(self.rest())?;
        if count > digits {
            return None;
        }
        self.at += bytes;
        value
    }

    fn digits_before(&self) -> usize {
        let before = self.s.get(..self.at).unwrap_or("");
        before.chars().rev().take_while(|c| digit::value(*c).is_some()).count()
    }

    /// `AM`, `p.m.` or the language's own words.
    fn half(&mut self, lexicon: &Lexicon) -> Option<Half> {
        let rest = self.rest();
        let plain = [("a.m.", Half::Am), ("p.m.", Half::Pm), ("a.m", Half::Am), ("p.m", Half::Pm)];
        let plain = plain.into_iter().chain([("am", Half::Am), ("pm", Half::Pm)]);
        for (mark, half) in plain.chain([(lexicon.am, Half::Am), (lexicon.pm, Half::Pm)]) {
            let Some(piece) = rest.get(..mark.len()).filter(|p| !p.is_empty()) else { continue };
            let same = piece == mark || piece.eq_ignore_ascii_case(mark);
            let ends = !rest.get(mark.len()..)?.starts_with(char::is_alphabetic);
            if same && (ends || !mark.is_ascii()) {
                self.at += mark.len();
                self.skip(|c| c == '.');
                return Some(half);
            }
        }
        None
    }

    fn word_after(&mut self, any: &[&str]) -> bool {
        let mark = self.at;
        self.skip(|c| c == ' ' || c == '\u{a0}');
        let run = self.letters();
        if !run.is_empty() && any.contains(&run.to_lowercase().as_str()) {
            self.at += run.len();
            return true;
        }
        self.at = mark;
        false
    }

    /// `Z`, `+07:00`, `UTC+7` or an abbreviation.
    fn zone(&mut self, lexicon: &Lexicon, exact: bool) -> Option<i32> {
        let mark = self.at;
        self.skip(|c| c == ' ' || c == '\u{a0}' || c == '(');
        let run = self.letters();
        let language = |only: &str| only == lexicon.tag;
        let named = TABLE.iter().find(|z| z.0 == run && language(z.2));
        let named = named.or_else(|| TABLE.iter().find(|z| z.0 == run && z.2 == "*")).map(|z| z.1);
        let is_utc = matches!(run, "UTC" | "GMT");
        if let Some(offset) = named {
            self.at += run.len();
            let offset = if is_utc { self.offset().unwrap_or(offset) } else { offset };
            if self.s.get(mark..self.at).is_some_and(|s| s.contains('(')) {
                let _ = self.eat(&[")"]);
            }
            return Some(offset);
        }
        if run.is_empty()
            && exact
            && let Some(offset) = self.offset()
        {
            return Some(offset);
        }
        self.at = mark;
        None
    }

    fn offset(&mut self) -> Option<i32> {
        let mark = self.at;
        let sign = match self.peek()? {
            '+' => 1,
            '-' | '−' => -1,
            _ => return None,
        };
        self.at += self.peek()?.len_utf8();
        let read = |cursor: &mut Self| {
            let (value, digits, bytes) = digit::number(cursor.rest())?;
            cursor.at += bytes;
            let value = value?;
            let (hours, minutes) = match digits {
                1 | 2 => {
                    let mark = cursor.at;
                    let minutes = cursor.eat(&[":", "."]).and_then(|_| cursor.number(2));
                    if minutes.is_none() {
                        cursor.at = mark;
                    }
                    (value, minutes.unwrap_or(0))
                }
                4 => (value / 100, value % 100),
                _ => return None,
            };
            (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60) as i32)
        };
        let found = read(self);
        if found.is_none() {
            self.at = mark;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::part::date::lexicon::by_tag;

    fn clock(tag: &str, s: &str, loose: bool) -> Option<String> {
        read(s, by_tag(tag).unwrap(), loose).map(|(c, _)| c.print())
    }

    #[test]
    fn times_with_words_marks_and_zones() {
        for (tag, s, time) in [
            ("id", " pukul 09.00 WIB", "09:00+07:00"),
            ("id", ", jam 19.30 Wita", "19:30"),
            ("id", " sekitar", ""),
            ("en", " at 3:05 PM", "15:05"),
            ("en", " 10:05:00 +0700", "10:05:00+07:00"),
            ("en", "T10:05:30Z", "10:05:30+00:00"),
            ("en", " 12:10 a.m. EST", "00:10-05:00"),
            ("de", ", 10.05 Uhr", "10:05"),
            ("de", " um 10 Uhr", "10:00"),
            ("fr", " à 10h05", "10:05"),
            ("ja", " 午後3時5分", "15:05"),
            ("zh", " 10:05", "10:05"),
            ("en", " 10:05 GMT+7", "10:05+07:00"),
            ("en", " 100 people", ""),
            ("id", " 10.05 orang", ""),
            ("en", " 25:10", ""),
        ] {
            let time = time.replace(":00+", "+");
            let found = clock(tag, s, false).map(|t| t.replace(":00+", "+"));
            assert_eq!(found.unwrap_or_default(), time, "{s}");
        }
        assert_eq!(clock("id", " 10.05", true).unwrap(), "10:05");
    }

    #[test]
    fn times_before_a_date() {
        let found = read_before("Pukul 10.05 WIB, ", by_tag("id").unwrap(), false).unwrap();
        assert_eq!(found.0.print(), "10:05+07:00");
        assert!(read_before("rapat 10 orang, ", by_tag("id").unwrap(), false).is_none());
    }
}
