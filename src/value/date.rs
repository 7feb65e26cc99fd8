use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Serialize};

/// A date at the precision that is known: a year, a month, a day, a local time, or an instant with its offset.
///
/// Printed and parsed as ISO 8601: `2021`, `2021-12`, `2021-12-09`, `2021-12-09T10:05:00`,
/// `2021-12-09T10:05:00+07:00`. Years run from 1 to 9999. Two dates compare by the printed local day and time,
/// whatever their offsets: newspapers date by the local day.
///
/// ```
/// use warta::{Date, Precision};
///
/// let date: Date = "2021-12-09T10:05:00+07:00".parse().unwrap();
/// assert_eq!(date.precision(), Precision::Instant);
/// assert_eq!(date.day().unwrap().to_string(), "2021-12-09");
/// assert_eq!(date.to_string(), "2021-12-09T10:05:00+07:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<civil::Time>,
    /// Seconds east of UTC.
    offset: Option<i32>,
}

/// How much of a [`Date`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Precision {
    /// The year only.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// Day and local time of day.
    Local,
    /// Day, time and offset from UTC.
    Instant,
}

/// A string or combination of fields that is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError(String);

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected an ISO 8601 date such as 2021-12-09 or 2021-12-09T10:05:00+07:00, found `{}`",
            self.0
        )
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// A year, from 1 to 9999.
    #[must_use]
    pub fn from_year(year: i16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, month: None, day: None, time: None, offset: None })
    }

    /// A month of a year.
    #[must_use]
    pub fn from_month(year: i16, month: i8) -> Option<Self> {
        let date = Self::from_year(year)?;
        (1..=12).contains(&month).then_some(Self { month: Some(month), ..date })
    }

    /// A day that exists in the calendar.
    #[must_use]
    pub fn from_day(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Self::from_month(year, month)?;
        civil::Date::new(year, month, day).ok()?;
        Some(Self { day: Some(day), ..date })
    }

    /// The same day with a time of day; `None` where no day is known.
    #[must_use]
    pub fn at(self, time: civil::Time) -> Option<Self> {
        self.day?;
        // Fractions of a second are never printed for a reader; dropping them keeps parse and print exact.
        let time = civil::Time::new(time.hour(), time.minute(), time.second(), 0).ok()?;
        Some(Self { time: Some(time), ..self })
    }

    /// The same local time with its offset in seconds east of UTC (less than a day); `None` where no time is known.
    #[must_use]
    pub fn with_offset(self, seconds: i32) -> Option<Self> {
        self.time?;
        (seconds.abs() < 86_400 && seconds % 60 == 0).then_some(Self { offset: Some(seconds), ..self })
    }

    /// How much is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        match (self.month, self.day, self.time, self.offset) {
            (None, ..) => Precision::Year,
            (_, None, ..) => Precision::Month,
            (_, _, None, _) => Precision::Day,
            (_, _, _, None) => Precision::Local,
            _ => Precision::Instant,
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where known.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day as printed for the reader, where known.
    #[must_use]
    pub fn day(self) -> Option<civil::Date> {
        civil::Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The local time of day, where known.
    #[must_use]
    pub fn time(self) -> Option<civil::Time> {
        self.time
    }

    /// The offset in seconds east of UTC, where known.
    #[must_use]
    pub fn offset_seconds(self) -> Option<i32> {
        self.offset
    }

    /// The first day that the date covers: itself, the first of the month, or 1 January.
    #[must_use]
    pub fn first_day(self) -> civil::Date {
        civil::Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or(civil::Date::MIN)
    }

    /// The last day that the date covers.
    #[must_use]
    pub fn last_day(self) -> civil::Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            _ => self.first_day().last_of_year(),
        }
    }

    /// The same date without its time of day.
    #[must_use]
    pub fn date_only(self) -> Self {
        Self { time: None, offset: None, ..self }
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self {
            year: date.year().max(1),
            month: Some(date.month()),
            day: Some(date.day()),
            time: None,
            offset: None,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let Some(month) = self.month else { return Ok(()) };
        write!(f, "-{month:02}")?;
        let Some(day) = self.day else { return Ok(()) };
        write!(f, "-{day:02}")?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        let Some(offset) = self.offset else { return Ok(()) };
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(s: &str) -> Result<Self, DateError> {
        parse_iso(s.trim()).ok_or_else(|| DateError(s.chars().take(60).collect()))
    }
}

/// ISO 8601 in its extended form, with `Z`, `+07:00`, `+0700` or `+07`, seconds and fractions optional.
fn parse_iso(s: &str) -> Option<Date> {
    let number = |piece: &str, digits: usize| -> Option<i16> {
        (piece.len() == digits && piece.bytes().all(|b| b.is_ascii_digit())).then(|| piece.parse().ok())?
    };
    let two = |piece: &str| number(piece, 2).map(|n| n as i8);
    let year = number(s.get(..4)?, 4)?;
    let Some(rest) = s.get(4..).filter(|r| !r.is_empty()) else { return Date::from_year(year) };
    let month = two(rest.strip_prefix('-')?.get(..2)?)?;
    let Some(rest) = rest.get(3..).filter(|r| !r.is_empty()) else { return Date::from_month(year, month) };
    let day = two(rest.strip_prefix('-')?.get(..2)?)?;
    let date = Date::from_day(year, month, day)?;
    let Some(rest) = rest.get(3..).filter(|r| !r.is_empty()) else { return Some(date) };
    let clock = rest.strip_prefix(['T', 't', ' '])?;
    let (hour, rest) = (two(clock.get(..2)?)?, clock.get(2..)?);
    let (minute, rest) = (two(rest.strip_prefix(':')?.get(..2)?)?, rest.get(3..)?);
    let (second, rest) = match rest.strip_prefix(':') {
        Some(r) => (two(r.get(..2)?)?, r.get(2..)?),
        None => (0, rest),
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let date = date.at(civil::Time::new(hour, minute, second.min(59), 0).ok()?)?;
    match rest.trim_start() {
        "" => Some(date),
        "Z" | "z" => date.with_offset(0),
        zone => {
            let sign = match zone.as_bytes()[0] {
                b'+' => 1,
                b'-' => -1,
                _ => return None,
            };
            let zone = &zone[1..];
            let hours = i32::from(two(zone.get(..2)?)?);
            let minutes = match zone.get(2..)?.trim_start_matches(':') {
                "" => 0,
                minutes => i32::from(two(minutes)?),
            };
            (hours < 24 && minutes < 60).then_some(())?;
            date.with_offset(sign * (hours * 3600 + minutes * 60))
        }
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(s: String) -> Result<Self, DateError> {
        s.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_parses_to_itself() {
        for s in [
            "2021",
            "2021-12",
            "2021-12-09",
            "2021-12-09T10:05:00",
            "2021-12-09T10:05:00+07:00",
            "2021-12-09T10:05:00-03:30",
        ] {
            assert_eq!(s.parse::<Date>().unwrap().to_string(), s);
        }
    }

    #[test]
    fn other_spellings_of_iso_are_read() {
        for (s, iso) in [
            ("2021-12-09T10:05:00.123Z", "2021-12-09T10:05:00+00:00"),
            ("2021-12-09 10:05", "2021-12-09T10:05:00"),
            ("2021-12-09T10:05:00+0700", "2021-12-09T10:05:00+07:00"),
            ("2021-12-09T10:05:00 +07", "2021-12-09T10:05:00+07:00"),
        ] {
            assert_eq!(s.parse::<Date>().unwrap().to_string(), iso);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for s in [
            "",
            "0000",
            "2021-13",
            "2021-02-30",
            "2021-12-09T25:00",
            "2021-12-09T10:05:00+25:00",
            "kemarin",
            "2021-12-0é",
            "20211209",
        ] {
            assert!(s.parse::<Date>().is_err(), "{s}");
        }
    }
}
