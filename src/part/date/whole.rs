//! A string that is a date and nothing else: a blog's date header, a byline's date, a feed's stamp.

use jiff::civil;

use super::lexicon::{self, Lexicon, Order, What, is_letter, word};
use super::mention::{self, Found};
use super::shape::Reader;
use super::{atom, digit, sieve};
use crate::value::{Date, Language};

/// No date header is longer, in bytes.
const LONGEST: usize = 200;

/// A date string read, with the other reading where nothing settles the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) date: Date,
    pub(crate) other: Option<Date>,
}

/// Reads a date string in the language, then in English, then in any.
pub(crate) fn reading(s: &str, language: Option<Language>, region: Option<&str>) -> Option<Reading> {
    let s = s.trim();
    if s.len() > LONGEST || !s.chars().any(|c| digit::value(c).is_some()) {
        return None;
    }
    if let Some(date) = stamp(s) {
        return Some(Reading { date, other: None });
    }
    let own = lexicon::of(language);
    let order = order(own, language, region);
    let candidates = sieve::Candidates::of(s);
    if candidates.contain(own.tag)
        && let Some(found) = in_language(s, own, order)
    {
        return Some(found);
    }
    if !s.chars().any(|c| is_letter(c) && !matches!(c, 'T' | 'Z')) {
        return None;
    }
    // Names of another language: the blog's settings need not be in the language of its posts.
    let mut found: Vec<(&'static str, Reading)> = Vec::new();
    for lexicon in candidates.tags().filter(|t| *t != own.tag).filter_map(lexicon::by_tag) {
        let order = if lexicon.tag == "en" { order } else { lexicon.order };
        if let Some(reading) = in_language(s, lexicon, order) {
            if lexicon.tag == "en" {
                return Some(reading);
            }
            found.push((lexicon.tag, reading));
        }
    }
    let (_, first) = *found.first()?;
    // "listopad" is October to some and November to others.
    found.iter().all(|(_, r)| r.date == first.date).then_some(first)
}

/// The order of a numeric date: the language's, but English outside America puts the day first.
pub(super) fn order(lexicon: &Lexicon, language: Option<Language>, region: Option<&str>) -> Order {
    let region = language.as_ref().and_then(Language::region).or(region);
    let american = matches!(region, None | Some("US" | "PH" | "PR" | "GU"));
    if lexicon.tag == "en" && !american { Order::DayMonthYear } else { lexicon.order }
}

/// ISO 8601 in its extended and basic forms.
fn stamp(s: &str) -> Option<Date> {
    if let Ok(date) = s.parse::<Date>() {
        return Some(date);
    }
    let bytes = s.as_bytes();
    if bytes.len() < 8 || !bytes.get(..8)?.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (y, m, d) = (s.get(..4)?, s.get(4..6)?, s.get(6..8)?);
    let day = format!("{y}-{m}-{d}").parse::<Date>().ok().filter(|d| (1900..2100).contains(&d.year()))?;
    let rest = s.get(8..)?.trim_start_matches(['T', ' ']);
    if rest.is_empty() {
        return Some(day);
    }
    let (clock, zone) = (rest.get(..4)?, rest.get(4..)?);
    let (second, zone) = match zone.get(..2).filter(|z| z.bytes().all(|b| b.is_ascii_digit())) {
        Some(second) => (second, zone.get(2..)?),
        None => ("00", zone),
    };
    format!("{day}T{}:{}:{second}{zone}", clock.get(..2)?, clock.get(2..)?).parse().ok()
}

pub(super) fn in_language(s: &str, lexicon: &'static Lexicon, order: Order) -> Option<Reading> {
    let reader = Reader { text: s, lexicon, atoms: atom::atoms(s, lexicon), order, whole: true };
    let found = (0..reader.atoms.len().min(6)).find_map(|i| {
        let found = mention::mention(&reader, i, None)?;
        covers(&reader, &found).then_some(found)
    })?;
    let value = |date: Date| match found.clock {
        Some(clock) => match (date.at(clock.time), clock.offset) {
            (Some(at), Some(offset)) => at.with_offset(offset),
            (at, _) => at,
        },
        None => Some(date),
    };
    let date = value(found.mention.value)?;
    (date.month().is_some()).then_some(Reading { date, other: found.other.and_then(value) })
}

/// Whether the date is all there is in the string.
fn covers(reader: &Reader<'_>, found: &Found) -> bool {
    let span = found.mention.span;
    let before = reader.text.get(..found.from.min(span.start())).unwrap_or("");
    let after = reader.text.get(found.until.max(span.end())..).unwrap_or("");
    let empty = |s: &str| {
        let words = s.split(|c: char| !is_letter(c) && digit::value(c).is_none()).filter(|w| !w.is_empty());
        let known = word::JOINT | word::LEAD | word::PART | word::CLOCK;
        words.into_iter().all(|w| {
            let name = reader
                .lexicon
                .names(w)
                .any(|n| n.0 == 0 && n.1 == w.len() && matches!(n.2.what, What::Weekday(_)));
            name || reader.lexicon.word(w) & known != 0
        })
    };
    empty(before) && empty(after)
}

/// Whether a day can be a day of publication: not before the web, not after tomorrow's editions.
pub(crate) fn plausible(day: civil::Date, latest: Option<civil::Date>) -> bool {
    day.year() >= 1990 && latest.is_none_or(|latest| day <= latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str, tag: &str) -> String {
        reading(s, tag.parse().ok(), None).map(|r| r.date.to_string()).unwrap_or_default()
    }

    #[test]
    fn date_headers_of_a_blog_in_many_languages() {
        for (tag, s) in [
            ("id", "Kamis, 09 Desember 2021"),
            ("id", "Thursday, December 09, 2021"),
            ("id", "09 Desember 2021"),
            ("id", "Desember 9, 2021"),
            ("id", "9 Des 2021"),
            ("id", "Kamis, Desember 09, 2021"),
            ("id", "09/12/2021"),
            ("id", "12/9/21"),
            ("id", "9.12.2021"),
            ("id", "09.12.21"),
            ("id", "2021-12-09"),
            ("id", "2021/12/09"),
            ("id", "20211209"),
            ("en", "12/09/2021"),
            ("en", "12/9/21"),
            ("en", "Dec 9, 2021"),
            ("en", "9 Dec 2021"),
            ("en", "December 9th, 2021"),
            ("en", "the 9th of December 2021"),
            ("en-GB", "09/12/2021"),
            ("de", "Donnerstag, 9. Dezember 2021"),
            ("de", "09.12.21"),
            ("fr", "jeudi 9 décembre 2021"),
            ("fr", "9 decembre 2021"),
            ("es", "jueves, 9 de diciembre de 2021"),
            ("pt", "quinta-feira, 9 de dezembro de 2021"),
            ("ms", "Khamis, 9 Disember 2021"),
            ("vi", "Thứ Năm, 9 tháng 12, 2021"),
            ("ru", "четверг, 9 декабря 2021 г."),
            ("ja", "2021年12月9日木曜日"),
            ("zh", "2021年12月9日星期四"),
            ("ko", "2021년 12월 9일 목요일"),
            ("th", "วันพฤหัสบดีที่ 9 ธันวาคม พ.ศ. 2564"),
            ("th", "9 ธ.ค. 2564"),
            ("fa", "پنجشنبه ۱۸ آذر ۱۴۰۰"),
            ("fa", "۱۴۰۰/۹/۱۸"),
            ("ar", "٩ ديسمبر ٢٠٢١"),
            ("hu", "2021. december 9., csütörtök"),
            ("lt", "2021 m. gruodžio 9 d."),
            ("tr", "9 Aralık 2021 Perşembe"),
            ("hi", "गुरुवार, 9 दिसंबर 2021"),
        ] {
            let date = read(s, tag);
            // Without a weekday, "12/9/21" in Indonesian is 12 September.
            let want = if (tag, s) == ("id", "12/9/21") { "2021-09-12" } else { "2021-12-09" };
            assert_eq!(date, want, "{s}");
        }
    }

    #[test]
    fn times_and_zones_of_a_date_string() {
        for (tag, s, iso) in [
            ("en", "Thu, 9 Dec 2021 10:05:00 +0700", "2021-12-09T10:05:00+07:00"),
            ("id", "9 Desember 2021 pukul 10.05 WIB", "2021-12-09T10:05:00+07:00"),
            ("id", "Kamis, 9 Desember 2021 | 10:05 WIB", "2021-12-09T10:05:00+07:00"),
            ("id", "Kamis, 09/12/2021 10:05", "2021-12-09T10:05:00"),
            ("id", "10:05 WITA, 9 Desember 2021", "2021-12-09T10:05:00+08:00"),
            ("en", "December 9, 2021 at 3:05 PM", "2021-12-09T15:05:00"),
            ("en", "Thu Dec 09 10:05:00 WIB 2021", "2021-12-09T10:05:00+07:00"),
            ("en", "2021-12-09T10:05:00.000+07:00", "2021-12-09T10:05:00+07:00"),
            ("en", "20211209T100500Z", "2021-12-09T10:05:00+00:00"),
            ("de", "09.12.2021, 10.05 Uhr", "2021-12-09T10:05:00"),
            ("fr", "9 décembre 2021 à 10h05", "2021-12-09T10:05:00"),
            ("en", "12/9/2021 10:05:00 AM", "2021-12-09T10:05:00"),
        ] {
            assert_eq!(read(s, tag), iso, "{s}");
        }
    }

    #[test]
    fn what_is_no_date_string() {
        for s in [
            "",
            "10.05.00",
            "Thursday",
            "3 comments",
            "Desember",
            "09 Desember",
            "Rp 9.12.2021",
            "31/02/2021",
            "9/13/14/15",
            "Kamis",
        ] {
            assert_eq!(read(s, "id"), "", "{s}");
        }
        assert_eq!(read("2021", "id"), "2021");
    }

    #[test]
    fn a_language_is_found_out_where_names_tell() {
        let read = |s| reading(s, None, None).map(|r| r.date.to_string());
        assert_eq!(read("9 grudnia 2021").as_deref(), Some("2021-12-09"));
        assert_eq!(read("listopad 9, 2021"), None);
    }
}
