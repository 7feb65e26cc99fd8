//! Years and days of other calendars that newspapers print, in the Gregorian one.

use jiff::civil;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    Gregorian,
    /// The solar Hijri calendar of Iran.
    Persian,
}

/// The Gregorian day of a Persian date, by the 33-year cycle, which agrees with the observed new year from 1178 to
/// 1633 (1799 to 2254).
pub(super) fn persian(year: i32, month: i8, day: i8) -> Option<civil::Date> {
    if !(1200..=1600).contains(&year) || !(1..=12).contains(&month) || day < 1 {
        return None;
    }
    let leap = |y: i32| (25 * y + 11).rem_euclid(33) < 8;
    let last = match month {
        1..=6 => 31,
        7..=11 => 30,
        _ => 29 + i8::from(leap(year)),
    };
    if day > last {
        return None;
    }
    // 1 Farvardin 1400 was 21 March 2021.
    let (from, to, sign) = if year >= 1400 { (1400, year, 1) } else { (year, 1400, -1) };
    let years: i32 = (from..to).map(|y| 365 + i32::from(leap(y))).sum();
    let months = i32::from(month - 1) * 30 + i32::from((month - 1).min(6));
    let days = sign * years + months + i32::from(day) - 1;
    civil::date(2021, 3, 21).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// A year of the Buddhist era, as Thai papers print it, in the common one.
pub(super) fn buddhist(year: i32) -> i32 {
    if (2400..=2700).contains(&year) { year - 543 } else { year }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persian_days_and_buddhist_years() {
        for (y, m, d, iso) in [
            (1400, 1, 1, "2021-03-21"),
            (1400, 9, 18, "2021-12-09"),
            (1399, 12, 30, "2021-03-20"),
            (1399, 1, 1, "2020-03-20"),
            (1403, 1, 1, "2024-03-20"),
            (1357, 11, 22, "1979-02-11"),
        ] {
            assert_eq!(persian(y, m, d).unwrap().to_string(), iso);
        }
        assert_eq!(persian(1400, 12, 30), None);
        assert_eq!(buddhist(2564), 2021);
        assert_eq!(buddhist(2021), 2021);
    }
}
