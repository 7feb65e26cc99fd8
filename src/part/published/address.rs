//! What an address says of the day: `/2021/12/09/`, `/2021/12/`, `-20211209`.

use url::Url;

use crate::value::Date;

/// The day or month that the path names: of several the most exact, and of those the first.
pub(super) fn date(url: &Url) -> Option<Date> {
    let path = url.path();
    if path.len() > 2_000 {
        return None;
    }
    if let Some(day) = named(path) {
        return Some(day);
    }
    let mut month = None;
    let numbers = numbers(path);
    for (i, (at, year)) in numbers.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| path.as_bytes().get(i)).copied().unwrap_or(b'/');
        if !matches!(before, b'/' | b'-' | b'_' | b'.') {
            continue;
        }
        if year.len() == 8 {
            let day = compact(year);
            if day.is_some() {
                return day;
            }
        }
        if year.len() != 4 {
            continue;
        }
        let piece = |n: usize| {
            let (start, digits) = *numbers.get(i + n)?;
            let (before_start, before) = *numbers.get(i + n - 1)?;
            let end = before_start + before.len();
            let sign = path.get(end..start)?;
            (digits.len() <= 2 && matches!(sign, "/" | "-" | "_" | ".")).then_some(digits)
        };
        let Some(m) = piece(1)
            .filter(|m| year_is_plausible(year) && m.len() == 2 || path.get(at + 4..at + 5) == Some("/"))
        else {
            continue;
        };
        let (Ok(y), Ok(m)) = (year.parse::<i16>(), m.parse::<i8>()) else { continue };
        if !(1990..=2100).contains(&y) {
            continue;
        }
        if let Some(day) = piece(2).and_then(|d| d.parse().ok()).and_then(|d| Date::from_day(y, m, d)) {
            return Some(day);
        }
        // A month is told by folders only: `/2021-12-things` may be anything.
        let folders =
            path.get(at.saturating_sub(1)..*at) == Some("/") && path.get(at + 4..at + 5) == Some("/");
        if month.is_none() && folders {
            month = Date::from_month(y, m);
        }
    }
    month
}

/// `/2021/dec/09/`, `/2021/december/09/`: addresses name months in English only.
fn named(path: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let folders: Vec<&str> = path.split('/').collect();
    folders.windows(3).find_map(|folder| {
        let [year, name, day] = folder else { return None };
        let figures = |s: &str, most: usize| s.len() <= most && s.bytes().all(|b| b.is_ascii_digit());
        let name = name.to_ascii_lowercase();
        let known = |month: &str| month == name || (name.len() == 3 && month.starts_with(&name));
        if year.len() != 4 || !year_is_plausible(year) || !figures(year, 4) || !figures(day, 2) {
            return None;
        }
        let month = MONTHS.iter().position(|m| known(m))?;
        Date::from_day(year.parse().ok()?, i8::try_from(month).ok()? + 1, day.parse().ok()?)
    })
}

fn year_is_plausible(year: &str) -> bool {
    year.starts_with("19") || year.starts_with("20")
}

fn compact(digits: &str) -> Option<Date> {
    let (y, m, d) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
    let day = Date::from_day(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)?;
    (1995..=2100).contains(&day.year()).then_some(day)
}

/// The runs of ASCII digits with their places.
fn numbers(path: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (i, b) in path.bytes().chain([b'/']).enumerate() {
        match (b.is_ascii_digit(), start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                runs.extend(path.get(from..i).map(|run| (from, run)));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_of_addresses() {
        for (path, want) in [
            ("/2021/12/09/air-naik.html", "2021-12-09"),
            ("/2021/12/air-naik.html", "2021-12"),
            ("/news/2021-12-09-air-naik", "2021-12-09"),
            ("/air-naik-20211209", "2021-12-09"),
            ("/2021/12/9/air", "2021-12-09"),
            ("/news/2021/dec/09/air-naik", "2021-12-09"),
            ("/news/2021/december/9/air-naik", "2021-12-09"),
            ("/news/2021/decor/09/air-naik", ""),
            ("/berita/air-naik-2021", ""),
            ("/p/kontak.html", ""),
            ("/id/12345678/air", ""),
            ("/2021/13/air", ""),
            ("/a/2021120912345", ""),
        ] {
            let url = Url::parse(&format!("https://contoh.example{path}")).unwrap();
            assert_eq!(date(&url).map(|d| d.to_string()).unwrap_or_default(), want, "{path}");
        }
    }
}
