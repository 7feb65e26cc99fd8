//! The day printed in a dateline: `8/12`, `(08/12/2021)`, `28 LUG`, `Dec 20, 2025`, `Rabu, 8 Desember`, `8 ديسمبر`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::gazetteer::fold;
use crate::text::class::{is_digit, is_edge, is_letter_or_mark, run, strip_head};
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

/// Weekdays, and words that stand before a day as they do.
const WEEKDAYS: [&str; 44] = [
    "senin",
    "selasa",
    "rabu",
    "kamis",
    "jumat",
    "jum'at",
    "sabtu",
    "minggu",
    "ahad",
    "isnin",
    "khamis",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "في",
    "le",
    "am",
    "on",
    "pada",
];

/// The end of the day printed at the head of `text`, and the day itself where its year is printed or can be inferred.
pub(super) fn day_at(text: &str, context: &Context) -> Option<(usize, Option<Date>)> {
    let skipped = weekday(text).unwrap_or(0);
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

/// The end of a weekday with the space behind it and a bracket: `Rabu, (`.
fn weekday(text: &str) -> Option<usize> {
    WEEKDAYS.iter().find_map(|day| {
        let rest = strip_head(text, day)?;
        if !is_edge(text, text.len() - rest.len()) {
            return None;
        }
        let rest = after_spaces(rest.strip_prefix([',', '.']).unwrap_or(rest))?;
        Some(text.len() - rest.strip_prefix('(').unwrap_or(rest).len())
    })
}

/// `8/12`, `8.12.2021`, `8-12-21`
fn numbers(text: &str, context: &Context) -> Option<Parts> {
    let separator = ['/', '.', '-'];
    let (a, rest) = figures(text, 2)?;
    let (b, rest) = figures(rest.strip_prefix(separator)?, 2)?;
    let year = rest.strip_prefix(separator).and_then(|behind| {
        let whole = |most| figures(behind, most).filter(|(y, rest)| is_year(y, most) && ends(text, rest));
        whole(4).or_else(|| whole(2))
    });
    let (year, rest) = year.map_or((None, rest), |(year, rest)| (Some(year), rest));
    if !ends(text, rest) {
        return None;
    }
    let (a, b): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
    let american = context.region_hint() == Some("US");
    let (day, month) = if (american && a <= 12) || b > 12 { (b, a) } else { (a, b) };
    let year = year.and_then(|y| y.parse::<i16>().ok());
    let year = year.map(|y| if y < 100 { 2000 + y } else { y });
    let length = text.len() - rest.len();
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((length, day, month, year))
}

/// `8 Desember 2021`, `8 de diciembre de 2021`, `1er mai`
fn day_month(text: &str) -> Option<Parts> {
    let (day, rest) = figures(text, 2)?;
    let ordinal = ["er", "º", "."].iter().find_map(|sign| rest.strip_prefix(sign));
    let rest = after_spaces(ordinal.unwrap_or(rest))?;
    let name = |rest| letters(rest, 2);
    let (name, rest) = after_de(rest).and_then(name).or_else(|| name(rest))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let year = after_spaces(rest.strip_prefix(',').unwrap_or(rest)).and_then(|behind| {
        let year = |s| figures(s, 4).filter(|(y, rest)| is_year(y, 4) && ends(text, rest));
        after_de(behind).and_then(year).or_else(|| year(behind))
    });
    let rest = year.map_or(rest, |(_, rest)| rest);
    parts(text, rest, day, name, year)
}

/// `Dec 20, 2025`
fn month_day(text: &str) -> Option<Parts> {
    let (name, rest) = letters(text, 3)?;
    let (day, rest) = figures(after_spaces(rest.strip_prefix('.').unwrap_or(rest))?, 2)?;
    let behind = after_spaces(rest.strip_prefix(',').unwrap_or(rest));
    let year = behind.and_then(|s| figures(s, 4)).filter(|(y, rest)| is_year(y, 4) && ends(text, rest));
    let rest = year.map_or(rest, |(_, rest)| rest);
    if !ends(text, rest) {
        return None;
    }
    parts(text, rest, day, name, year)
}

fn parts(text: &str, rest: &str, day: &str, month: &str, year: Option<(&str, &str)>) -> Option<Parts> {
    let day: i8 = day.parse().ok()?;
    let month = *MONTHS.get(&fold(month))?;
    let year = year.and_then(|(year, _)| year.parse().ok());
    (1..=31).contains(&day).then(|| (text.len() - rest.len(), day, month, year))
}

/// The digits at the start of `s`, of at most so many, and what follows them.
fn figures(s: &str, most: usize) -> Option<(&str, &str)> {
    Some(s.split_at(run(s, most, is_digit).0)).filter(|(digits, _)| !digits.is_empty())
}

fn is_year(digits: &str, length: usize) -> bool {
    digits.chars().count() == length
}

/// The letters at the start of `s`, of twelve at most.
fn letters(s: &str, least: usize) -> Option<(&str, &str)> {
    let (end, count) = run(s, 12, is_letter_or_mark);
    (count >= least).then(|| s.split_at(end))
}

fn after_spaces(s: &str) -> Option<&str> {
    Some(s.trim_start()).filter(|rest| rest.len() < s.len())
}

fn after_de(s: &str) -> Option<&str> {
    s.strip_prefix("de").and_then(after_spaces)
}

/// Whether a word ends where `rest` begins, at the end of `text`.
fn ends(text: &str, rest: &str) -> bool {
    is_edge(text, text.len() - rest.len())
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
    use proptest::prelude::*;
    use regex::Regex;

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

    static NUMBERS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?\b").unwrap());
    static DAY_MONTH: LazyLock<Regex> = LazyLock::new(|| {
        let day = r"^(\d{1,2})(?:er|º|\.)?\s+(?:de\s+)?([\p{L}\p{M}]{2,12})\.?(?:,?\s+(?:de\s+)?(\d{4})\b)?";
        Regex::new(day).unwrap()
    });
    static MONTH_DAY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^([\p{L}\p{M}]{3,12})\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?\b").unwrap());
    static WEEKDAY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"^(?i:{})\b[,.]?\s+(\(?)", WEEKDAYS.join("|"))).unwrap());

    fn by_pattern(text: &str, pattern: &Regex, (day, month): (usize, usize)) -> Option<Parts> {
        let found = pattern.captures(text)?;
        let year = found.get(3).and_then(|y| y.as_str().parse::<i16>().ok());
        if pattern.as_str() == NUMBERS.as_str() {
            let (a, b): (i8, i8) = (found[1].parse().ok()?, found[2].parse().ok()?);
            let (day, month) = if b > 12 { (b, a) } else { (a, b) };
            let year = year.map(|y| if y < 100 { 2000 + y } else { y });
            let fits = (1..=31).contains(&day) && (1..=12).contains(&month);
            return fits.then_some((found[0].len(), day, month, year));
        }
        let month = *MONTHS.get(&fold(&found[month]))?;
        let day: i8 = found[day].parse().ok()?;
        (1..=31).contains(&day).then_some((found[0].len(), day, month, year))
    }

    proptest! {
        #[test]
        fn days_are_those_of_the_patterns(pieces in prop::collection::vec(prop::sample::select(vec![
            "8", "12", "2021", "21", "/", ".", "-", ",", " ", "  ", "Desember", "dic", "Dec", "de ", "de", "mai", "er", "º", "(",
            "٣", "\u{301}", "x", "_", "ديسمبر", "Rabu", "MIÉRCOLES", "le ", "jum'at", ")", "abcdefghijklm",
        ]), 0..10)) {
            let text = pieces.concat();
            prop_assert_eq!(weekday(&text), WEEKDAY.find(&text).map(|m| m.end()));
            prop_assert_eq!(numbers(&text, &Context::new()), by_pattern(&text, &NUMBERS, (1, 2)));
            prop_assert_eq!(day_month(&text), by_pattern(&text, &DAY_MONTH, (1, 2)));
            prop_assert_eq!(month_day(&text), by_pattern(&text, &MONTH_DAY, (2, 1)));
        }
    }
}
