//! From printed fields to a day: which year a date without one means, which day "Rabu lalu" is.

use jiff::civil;

use super::calendar::{self, Calendar};
use super::shape::Fields;
use crate::value::Date;

/// Which way a word beside the date points: "lalu", "ini", "mendatang".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Near,
    Future,
}

impl Direction {
    pub(super) fn new(n: i8) -> Self {
        match n {
            -1 => Self::Past,
            1 => Self::Future,
            _ => Self::Near,
        }
    }
}

/// The date of printed fields and whether the anchor was needed for it.
pub(super) fn date(
    fields: Fields,
    weekday: Option<i8>,
    direction: Direction,
    anchor: Option<civil::Date>,
) -> Option<(Date, bool)> {
    if let Some(year) = fields.year {
        return Some((of_year(fields, year)?, false));
    }
    let anchor = anchor?;
    let this = match fields.calendar {
        Calendar::Gregorian => i32::from(anchor.year()),
        Calendar::Persian => i32::from(anchor.year()) - 621,
    };
    let candidates: Vec<Date> = (this - 1..=this + 1).filter_map(|year| of_year(fields, year)).collect();
    let fits = |d: &&Date| weekday.is_none_or(|w| d.day().is_some_and(|d| on(d) == w));
    let distance = |d: &&Date| middle(**d).since(anchor).map_or(i32::MAX, |s| s.get_days().abs());
    let near = |d: &&Date| match direction {
        // In March "last March" is not this one.
        Direction::Past => d.last_day() <= anchor,
        Direction::Future => d.last_day() >= anchor,
        Direction::Near => true,
    };
    let pick =
        |ok: &dyn Fn(&&Date) -> bool| candidates.iter().filter(|d| ok(d)).min_by_key(distance).copied();
    // A weekday decides between years only if the year it leads to is not far off.
    let close = |d: &&Date| distance(d) <= 300;
    let found = pick(&|d| fits(d) && near(d) && close(d)).or_else(|| pick(&near)).or_else(|| pick(&|_| true));
    found.map(|date| (date, true))
}

fn middle(date: Date) -> civil::Date {
    match date.day() {
        Some(day) => day,
        None => date.first_day().checked_add(jiff::Span::new().days(14)).unwrap_or(date.first_day()),
    }
}

fn of_year(fields: Fields, year: i32) -> Option<Date> {
    match (fields.calendar, fields.day) {
        (Calendar::Persian, Some(day)) => Some(calendar::persian(year, fields.month, day)?.into()),
        // A Persian month lies in two of ours; its middle names the one it is mostly in.
        (Calendar::Persian, None) => {
            let middle = calendar::persian(year, fields.month, 20)?;
            Date::from_month(middle.year(), middle.month())
        }
        (Calendar::Gregorian, day) => {
            let year = i16::try_from(calendar::buddhist(year)).ok()?;
            match day {
                Some(day) => Date::from_day(year, fields.month, day),
                None => Date::from_month(year, fields.month),
            }
        }
    }
}

/// The weekday of a day, Monday being 1.
pub(super) fn on(day: civil::Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// The day of "last", "this" or "next" weekday.
pub(super) fn weekday(weekday: i8, direction: Direction, anchor: civil::Date) -> Option<civil::Date> {
    let today = on(anchor);
    let days = match direction {
        Direction::Past => -i64::from((today - weekday - 1).rem_euclid(7) + 1),
        Direction::Future => i64::from((weekday - today - 1).rem_euclid(7) + 1),
        // The week runs from Monday to Sunday.
        Direction::Near => i64::from(weekday - today),
    };
    anchor.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The day so many days from the anchor.
pub(super) fn relative(days: i8, anchor: civil::Date) -> Option<civil::Date> {
    anchor.checked_add(jiff::Span::new().try_days(i64::from(days)).ok()?).ok()
}

/// The nearest day with this number.
pub(super) fn day_of_month(day: i8, anchor: civil::Date) -> Option<Date> {
    let month = jiff::Span::new().months(1);
    let months = [anchor.checked_sub(month).ok(), Some(anchor), anchor.checked_add(month).ok()];
    let days = months.into_iter().flatten().filter_map(|m| Date::from_day(m.year(), m.month(), day));
    days.min_by_key(|d| d.first_day().since(anchor).map_or(i32::MAX, |s| s.get_days().abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANCHOR: civil::Date = civil::date(2021, 12, 9);

    #[test]
    fn a_date_without_a_year_is_the_nearest() {
        let fields = |month, day| Fields { year: None, month, day, calendar: Calendar::Gregorian };
        for (month, day, weekday, direction, iso) in [
            (12, Some(15), None, Direction::Near, "2021-12-15"),
            (1, Some(3), None, Direction::Near, "2022-01-03"),
            (11, Some(30), None, Direction::Past, "2021-11-30"),
            (7, None, None, Direction::Past, "2021-07"),
            (1, None, None, Direction::Future, "2022-01"),
            (12, Some(9), Some(4), Direction::Near, "2021-12-09"),
            (12, Some(9), Some(5), Direction::Near, "2021-12-09"),
        ] {
            let (date, relative) = date(fields(month, day), weekday, direction, Some(ANCHOR)).unwrap();
            assert_eq!((date.to_string().as_str(), relative), (iso, true));
        }
        assert!(date(fields(12, Some(9)), None, Direction::Near, None).is_none());
    }

    #[test]
    fn weekdays_and_days_from_a_thursday() {
        for (day, direction, iso) in [
            (3, Direction::Past, "2021-12-08"),
            (4, Direction::Past, "2021-12-02"),
            (4, Direction::Future, "2021-12-16"),
            (5, Direction::Future, "2021-12-10"),
            (1, Direction::Near, "2021-12-06"),
        ] {
            assert_eq!(weekday(day, direction, ANCHOR).unwrap().to_string(), iso);
        }
        assert_eq!(day_of_month(31, ANCHOR).unwrap().to_string(), "2021-12-31");
        assert_eq!(day_of_month(1, ANCHOR).unwrap().to_string(), "2021-12-01");
    }
}
