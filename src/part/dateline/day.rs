//! The day printed in a dateline: `8/12`, `(08/12/2021)`, `28 LUG`, `Dec 20, 2025`, `Rabu, 8 Desember`, `8 ديسمبر`.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::gazetteer::fold;
use crate::value::{Context, Date};

static MONTHS: LazyLock<HashMap<String, i8>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/dateline_months.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut months = HashMap::new();
    for row in rows {
        let Some((number, names)) = row.split_once('\t') else { continue };
        let Ok(number) = number.parse() else { continue };
        for name in names.split(';') {
            months.insert(fold(name), number);
        }
    }
    months
});

static NUMBERS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?\b").ok());
static DAY_MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(\d{1,2})(?:er|º|\.)?\s+(?:de\s+)?([\p{L}\p{M}]{2,12})\.?(?:,?\s+(?:de\s+)?(\d{4})\b)?")
        .ok()
});
static MONTH_DAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^([\p{L}\p{M}]{3,12})\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?\b").ok());
static WEEKDAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let days = "senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad|isnin|khamis|monday|tuesday|wednesday|thursday\
                |friday|saturday|sunday|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi\
                |vendredi|samedi|dimanche|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|في|le|am|on|pada";
    Regex::new(&format!(r"^(?i:{days})\b[,.]?\s+(\(?)")).ok()
});

/// The end of the day printed at the head of `text`, and the day itself where its year is printed or can be inferred.
pub(super) fn day_at(text: &str, context: &Context) -> Option<(usize, Option<Date>)> {
    let skipped = WEEKDAY.as_ref()?.captures(text).map_or(0, |c| c.get(0).map_or(0, |m| m.end()));
    let rest = &text[skipped..];
    let (length, day, month, year) = match month_day_han(rest)
        .or_else(|| numbers(rest, context))
        .or_else(|| day_month(rest))
        .or_else(|| month_day(rest))
    {
        Some(parts) => parts,
        None => return day_alone(rest).map(|length| (skipped + length, None)),
    };
    let mut end = skipped + length;
    if text[..skipped].ends_with('(') {
        end += usize::from(text[end..].starts_with(')'));
    }
    Some((end, dated(day, month, year, context)))
}

/// `3月3日`
fn month_day_han(text: &str) -> Option<Parts> {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let (month, rest) = text.split_at(digits(text));
    let rest = rest.strip_prefix('月')?;
    let (day, rest) = rest.split_at(digits(rest));
    let rest = rest.strip_prefix('日')?;
    let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| (text.len() - rest.len(), day, month, None))
}

/// `9日`: the day of a month that nobody prints.
fn day_alone(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    ((1..=2).contains(&digits) && text[digits..].starts_with('日')).then(|| digits + '日'.len_utf8())
}

type Parts = (usize, i8, i8, Option<i16>);

fn numbers(text: &str, context: &Context) -> Option<Parts> {
    let found = NUMBERS.as_ref()?.captures(text)?;
    let (a, b): (i8, i8) = (found[1].parse().ok()?, found[2].parse().ok()?);
    let american = context.region_hint() == Some("US");
    let (day, month) = if (american && a <= 12) || b > 12 { (b, a) } else { (a, b) };
    let year = found.get(3).and_then(|y| y.as_str().parse::<i16>().ok());
    let year = year.map(|y| if y < 100 { 2000 + y } else { y });
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((found[0].len(), day, month, year))
}

fn day_month(text: &str) -> Option<Parts> {
    let found = DAY_MONTH.as_ref()?.captures(text)?;
    let day: i8 = found[1].parse().ok()?;
    let month = *MONTHS.get(&fold(&found[2]))?;
    (1..=31)
        .contains(&day)
        .then(|| (found[0].len(), day, month, found.get(3).and_then(|y| y.as_str().parse().ok())))
}

fn month_day(text: &str) -> Option<Parts> {
    let found = MONTH_DAY.as_ref()?.captures(text)?;
    let month = *MONTHS.get(&fold(&found[1]))?;
    let day: i8 = found[2].parse().ok()?;
    (1..=31)
        .contains(&day)
        .then(|| (found[0].len(), day, month, found.get(3).and_then(|y| y.as_str().parse().ok())))
}

/// A day without a year is the nearest one not after the day of publication, a week of grace aside.
fn dated(day: i8, month: i8, year: Option<i16>, context: &Context) -> Option<Date> {
    if let Some(year) = year {
        return Date::from_day(year, month, day);
    }
    let published = context.published_hint()?;
    let latest = published.last_day().checked_add(jiff::Span::new().days(7)).ok()?;
    let this = Date::from_day(published.year(), month, day);
    match this.and_then(Date::day) {
        Some(date) if date <= latest => this,
        _ => Date::from_day(published.year() - 1, month, day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_many_spellings() {
        let context = Context::new().published("2021-12-09");
        for (text, length, day) in [
            ("8/12 (Antara)", 4, "2021-12-08"),
            ("08/12/2020) -", 10, "2020-12-08"),
            ("28 LUG -", 6, "2021-07-28"),
            ("Dec 20, 2025 (BSS)", 12, "2025-12-20"),
            ("dic. 8.-", 6, "2021-12-08"),
            ("8 déc (APS)", 6, "2021-12-08"),
            ("12 Mac –", 6, "2021-03-12"),
            ("Rabu (8/12) -", 11, "2021-12-08"),
            ("12月3日电", "12月3日".len(), "2021-12-03"),
            ("30 Desember -", 11, "2020-12-30"),
            ("في 8 ديسمبر /", "في 8 ديسمبر".len(), "2021-12-08"),
        ] {
            let (end, date) = day_at(text, &context).unwrap_or_default();
            assert_eq!(&text[..end], &text[..length.min(text.len())], "{text}");
            assert_eq!(date.map(|d| d.to_string()).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn no_days() {
        for text in ["12-8)", "Gubernur 12", "99/99", "3 orang", "5,6 SR"] {
            assert_eq!(day_at(text, &Context::new()).filter(|_| text != "12-8)"), None, "{text}");
        }
    }
}
