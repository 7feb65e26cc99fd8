//! The table of names and words by language (`data/dates`), read when a language is first met.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxBuildHasher;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::calendar::Calendar;
use crate::text::{Finder, WordMap};
use crate::value::Language;

const CLDR: &str = include_str!("../../../data/dates/cldr.tsv");
const EXTRA: &str = include_str!("../../../data/dates/extra.tsv");

/// What a name in a text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Month(i8, Calendar),
    /// Monday is 1.
    Weekday(i8),
    /// Days from today.
    Relative(i8),
    /// A phrase that holds a name and means no date.
    Nothing,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) what: What,
    /// Not an abbreviation.
    pub(super) full: bool,
    /// An English name in a text of another language.
    pub(super) english: bool,
}

/// In which order a numeric date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// What words around the names and numbers mean; a word can mean several things.
pub(super) mod word {
    pub(in super::super) const JOINT: u16 = 1;
    pub(in super::super) const LEAD: u16 = 2;
    pub(in super::super) const PART: u16 = 4;
    pub(in super::super) const NOT: u16 = 8;
    pub(in super::super) const CLOCK: u16 = 16;
    pub(in super::super) const STREET: u16 = 32;
}

/// Everything that is known of the dates of one language.
pub(super) struct Lexicon {
    pub(super) tag: &'static str,
    pub(super) order: Order,
    /// A worded date without a year begins with the month.
    pub(super) month_first: bool,
    pub(super) weekday_last: bool,
    /// The day is written with a dot.
    pub(super) dot: bool,
    names: Finder<String>,
    entries: Vec<Name>,
    words: HashMap<String, u16, FxBuildHasher>,
    /// Templates of last (-1), this (0) and next (1): what stands before and after the name.
    pub(super) templates: Vec<(i8, &'static str, &'static str)>,
    pub(super) ranges: Vec<&'static str>,
    pub(super) approximations: Vec<&'static str>,
    pub(super) am: &'static str,
    pub(super) pm: &'static str,
}

/// Languages that put endings on the names of months and weekdays.
const ENDINGS: &[&str] = &[
    "tr", "az", "kk", "ky", "uz", "tk", "tt", "ug", "mn", "fi", "et", "hu", "eu", "ka", "hy", "lt", "lv",
    "ta", "te", "ml", "kn", "mr", "ne", "bn", "as", "gu", "si", "be", "uk", "ru", "bg", "mk", "el", "is",
    "fo", "sq",
];

static TABLE: LazyLock<WordMap<(&'static str, OnceLock<Lexicon>)>> = LazyLock::new(|| {
    let rows = CLDR.lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| Some((row.split('\t').next()?, (row, OnceLock::new())))).collect()
});

/// The tags of the table, the larger languages first so that they win where names are shared.
pub(super) fn tags() -> impl Iterator<Item = &'static str> {
    const FIRST: [&str; 12] = ["en", "id", "ms", "es", "fr", "de", "pt", "it", "nl", "ru", "pl", "tr"];
    let mut rest: Vec<&'static str> = TABLE.keys().copied().filter(|t| !FIRST.contains(t)).collect();
    rest.sort_unstable();
    FIRST.into_iter().chain(rest)
}

/// The table of a language, or of the one that serves for it; of English where it is not known.
pub(super) fn of(language: Option<Language>) -> &'static Lexicon {
    let tag = language.as_ref().map_or("en", Language::primary);
    by_tag(tag).or_else(|| by_tag(like(tag)?)).or_else(|| by_tag("en")).unwrap_or_else(|| &EMPTY)
}

pub(super) fn by_tag(tag: &str) -> Option<&'static Lexicon> {
    let (row, cell) = TABLE.get(tag)?;
    Some(cell.get_or_init(|| Lexicon::read(row)))
}

static EMPTY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read("und"));

fn like(tag: &str) -> Option<&'static str> {
    extra(tag).find(|(class, ..)| *class == "like").map(|(_, _, words)| words)
}

/// The words of all languages that dates are made of: tag (`*`: all of them) and words parted by anything that is no
/// letter. What stands beside a date and says that it is none is no part of it.
#[cfg(test)]
pub(super) fn vocabulary() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = |table: &'static str| table.lines().filter(|l| !l.starts_with('#'));
    // Behind the tag stands the order of numbers, or a class and a number.
    let cldr = rows(CLDR).flat_map(|row| {
        let (tag, cells) = row.split_once('\t').unwrap_or((row, ""));
        cells.split('\t').skip(1).map(move |words| (tag, words))
    });
    let extra = rows(EXTRA).filter_map(|row| {
        let mut cells = row.splitn(4, '\t');
        let (tag, class) = (cells.next()?, cells.next()?);
        Some((tag, cells.nth(1)?)).filter(|_| !matches!(class, "like" | "not" | "street"))
    });
    cldr.chain(extra)
}

/// The rows of `extra.tsv` for a language: class, value, words.
fn extra(tag: &str) -> impl Iterator<Item = (&'static str, i8, &'static str)> {
    EXTRA.lines().filter(|l| !l.starts_with('#')).filter_map(move |line| {
        let mut cells = line.split('\t');
        (cells.next()? == tag).then_some(())?;
        Some((cells.next()?, cells.next()?.parse().ok()?, cells.next()?))
    })
}

impl Lexicon {
    fn read(row: &'static str) -> Self {
        let mut cells = row.split('\t').chain(std::iter::repeat(""));
        let mut cell = || cells.next().unwrap_or("");
        let tag = cell();
        let (order, months, weekdays) = (cell(), cell(), cell());
        let (relative, modifiers, joints, halves) = (cell(), cell(), cell(), cell());
        let mut order = order.split(' ');
        let numeric = order.next().unwrap_or("");
        let worded = order.next().unwrap_or("");
        let flags: Vec<&str> = order.collect();
        let extras: Vec<_> = extra("*").chain(extra(tag)).collect();

        let listed =
            |class: &'static str| extras.iter().filter(move |e| e.0 == class).flat_map(|e| e.2.split('|'));
        let mut names = Names { proper: listed("proper").collect(), ..Names::default() };
        for phrase in listed("skip") {
            names.add(phrase, Name { what: What::Nothing, full: true, english: false });
        }
        names.list(months, false, |n| What::Month(n, Calendar::Gregorian));
        names.list(weekdays, false, What::Weekday);
        for (i, name) in relative.split('|').enumerate() {
            names.add(name, Name { what: What::Relative(i as i8 - 2), full: true, english: false });
        }
        for (class, value, words) in &extras {
            let what = match *class {
                "month" => What::Month(*value, Calendar::Gregorian),
                "persian" => What::Month(*value, Calendar::Persian),
                "day" => What::Weekday(*value),
                "relative" => What::Relative(*value),
                _ => continue,
            };
            for name in words.split('|') {
                names.add(name, Name { what, full: name.chars().count() > 3, english: false });
            }
        }
        if tag != "en"
            && let Some((english, _)) = TABLE.get("en")
        {
            let mut cells = english.split('\t').skip(2);
            // A capital is asked for: in a foreign text these words are names or nothing.
            names.capital = true;
            names.list(cells.next().unwrap_or(""), true, |n| What::Month(n, Calendar::Gregorian));
            names.list(cells.next().unwrap_or(""), true, What::Weekday);
        }

        let mut words: HashMap<String, u16, FxBuildHasher> = HashMap::default();
        let mut flag = |s: &str, bit: u16| *words.entry(s.to_lowercase()).or_default() |= bit;
        joints.split('|').filter(|j| !j.is_empty()).for_each(|j| flag(j, word::JOINT));
        let mut templates = Vec::new();
        let mut phrases = (Vec::new(), Vec::new());
        let mut template = |n: i8, s: &'static str| {
            if let Some((before, after)) = s.split_once('~') {
                templates.push((n, before.trim(), after.trim()));
            }
        };
        for (n, s) in (-1..=1).zip(modifiers.split('|')) {
            template(n, s);
        }
        for (class, _, list) in &extras {
            for item in list.split('|') {
                match *class {
                    "joint" => flag(item, word::JOINT),
                    "lead" => flag(item, word::LEAD),
                    "part" => flag(item, word::PART),
                    "not" => flag(item, word::NOT),
                    "street" => flag(item, word::STREET),
                    "clock" => flag(item, word::CLOCK),
                    "range" => phrases.0.push(item),
                    "approx" => phrases.1.push(item),
                    "last" => template(-1, item),
                    "this" => template(0, item),
                    "next" => template(1, item),
                    _ => {}
                }
            }
        }
        let (am, pm) = halves.split_once('|').unwrap_or(("", ""));
        let (patterns, entries) = names.finish();
        Self {
            tag,
            order: match numeric {
                "mdy" => Order::MonthDayYear,
                "ymd" => Order::YearMonthDay,
                _ => Order::DayMonthYear,
            },
            month_first: worded == "md",
            weekday_last: flags.contains(&"E"),
            dot: flags.contains(&"."),
            names: Finder::new(patterns, false),
            entries,
            words,
            templates,
            ranges: phrases.0,
            approximations: phrases.1,
            am,
            pm,
        }
    }

    /// What a word means beside a date: bits of [`word`].
    pub(super) fn word(&self, s: &str) -> u16 {
        match self.words.get(s) {
            Some(bits) => *bits,
            None => self.words.get(s.to_lowercase().as_str()).copied().unwrap_or(0),
        }
    }

    /// The names in a text that stand as words of their own: start, end, name.
    pub(super) fn names<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, Name)> + 'a {
        self.names.longest(text).filter_map(move |(start, end, id)| {
            let name = *self.entries.get(id)?;
            self.stands_alone(text, start, end, name).then_some((start, end, name))
        })
    }

    fn stands_alone(&self, text: &str, start: usize, end: usize, name: Name) -> bool {
        let (Some(before), Some(after), Some(own)) =
            (text.get(..start), text.get(end..), text.get(start..end))
        else {
            return false;
        };
        let first = own.chars().next();
        let last = own.chars().next_back();
        let left = match (before.chars().next_back(), first) {
            // "は11月": the number of a month may follow a word of a script without spaces.
            (Some(b), Some(f)) if is_letter(b) => {
                unspaced(f) || (unspaced(b) && f.is_numeric()) || self.affix(run_before(before))
            }
            (Some(b), Some(f)) => {
                !(super::digit::value(b).is_some() && (super::digit::value(f).is_some() || !name.full))
            }
            _ => true,
        };
        left && match (after.chars().next(), last) {
            (Some(a), Some(l)) if is_letter(a) => {
                let ending = run_after(after);
                unspaced(l)
                    || hangul(l)
                    || self.affix(ending)
                    || (name.full && ENDINGS.contains(&self.tag) && ending.chars().count() <= 6)
            }
            (Some(a), Some(l)) => {
                !(super::digit::value(a).is_some() && (super::digit::value(l).is_some() || !name.full))
            }
            _ => true,
        }
    }

    fn affix(&self, run: &str) -> bool {
        !run.is_empty() && self.word(run) & word::JOINT != 0
    }
}

/// A letter or a sign that belongs to one.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || (!c.is_ascii() && is_combining_mark(c))
}

/// A script written without spaces between words.
pub(super) fn unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// The letters that a text ends with; empty where they are more than a prefix can be.
fn run_before(s: &str) -> &str {
    let mut at = s.len();
    for (i, c) in s.char_indices().rev().take(13) {
        if !is_letter(c) {
            return s.get(at..).unwrap_or("");
        }
        at = i;
    }
    if at == 0 { s } else { "" }
}

/// The letters that a text begins with, of which only the first few are looked at.
fn run_after(s: &str) -> &str {
    let end = s.char_indices().take(13).find(|(_, c)| !is_letter(*c)).map(|(i, _)| i);
    let end = end.unwrap_or_else(|| s.char_indices().nth(13).map_or(s.len(), |(i, _)| i));
    s.get(..end).unwrap_or("")
}

/// Collects the names of a language in the spellings in which they are printed.
#[derive(Default)]
struct Names {
    patterns: Vec<String>,
    entries: Vec<Name>,
    known: HashSet<String, FxBuildHasher>,
    /// In lower case these are common words.
    proper: Vec<&'static str>,
    /// Only spellings with a capital are taken.
    capital: bool,
}

impl Names {
    /// `a|b,c|d`: forms of the first, of the second and so on.
    fn list(&mut self, cell: &'static str, english: bool, what: impl Fn(i8) -> What) {
        for (i, forms) in cell.split(',').enumerate() {
            let wide = forms.split('|').next().unwrap_or("").to_lowercase();
            for form in forms.split('|') {
                let lower = form.to_lowercase();
                let spelled = !form.chars().any(|c| unspaced(c) || c.is_numeric());
                let short =
                    spelled && lower != wide && (wide.starts_with(&lower) || form.chars().count() <= 3);
                let what = what(i as i8 + 1);
                // "je", "me", "di": no weekday is written so in running text.
                let letters = form.chars().count();
                if letters <= 2 && form.chars().all(|c| c.is_lowercase()) && matches!(what, What::Weekday(_))
                {
                    continue;
                }
                self.add(form, Name { what, full: !short, english });
            }
        }
    }

    fn add(&mut self, form: &str, name: Name) {
        if form.is_empty() {
            return;
        }
        let lower = form.to_lowercase();
        let mut first = form.chars();
        let title: String = first.next().into_iter().flat_map(char::to_uppercase).chain(first).collect();
        let has_capital = form != lower;
        let common = self.capital
            || self.proper.contains(&lower.as_str())
            || (has_capital && form.is_ascii() && form.len() <= 3);
        let mut spellings = vec![form.to_owned(), title, form.to_uppercase()];
        if form.contains(' ') {
            let each = form.split(' ').map(|w| {
                let mut chars = w.chars();
                chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect::<String>()
            });
            spellings.push(each.collect::<Vec<_>>().join(" "));
        }
        if !common {
            spellings.push(lower);
        }
        if common && !has_capital {
            spellings.remove(0);
        }
        for spelling in spellings {
            for apostrophe in ["'", "’", "ʼ", "‘"] {
                if spelling.is_ascii() && !spelling.contains([' ', '\'']) {
                    self.pattern(spelling.clone(), name);
                    break;
                }
                let s = spelling.replace(['\'', '’', 'ʼ', '‘'], apostrophe);
                let plain: String = s.nfd().filter(|c| !is_combining_mark(*c)).collect();
                let latin = plain.is_ascii() && plain.len() > 3;
                self.pattern(s.nfd().collect(), name);
                if latin {
                    self.pattern(plain, name);
                }
                self.pattern(s.replace(' ', "\u{a0}"), name);
                self.pattern(s, name);
                if !spelling.contains(['\'', '’', 'ʼ', '‘']) {
                    break;
                }
            }
        }
    }

    fn pattern(&mut self, s: String, name: Name) {
        if !self.known.contains(&s) {
            self.known.insert(s.clone());
            self.patterns.push(s);
            self.entries.push(name);
        }
    }

    fn finish(self) -> (Vec<String>, Vec<Name>) {
        (self.patterns, self.entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_table_loads_with_twelve_months() {
        for tag in tags() {
            let lexicon = by_tag(tag).unwrap();
            for month in 1..=12 {
                let known = |n: &Name| n.what == What::Month(month, Calendar::Gregorian) && !n.english;
                // Yoruba and Turkmen aside, no language shares a month's only name with another word.
                assert!(lexicon.entries.iter().any(known), "{tag} lacks month {month}");
            }
        }
        assert!(CLDR.len() + EXTRA.len() < 100_000);
    }

    #[test]
    fn names_are_words_of_their_own() {
        let found = |tag: &str, s: &str| by_tag(tag).unwrap().names(s).count();
        assert_eq!(found("id", "Senin, 9 Desember di Seninan"), 2);
        assert_eq!(found("en", "he may march in the sun"), 0);
        assert_eq!(found("he", "21 בינואר 2006"), 1);
        assert_eq!(found("ja", "2021年12月9日木曜日に"), 2);
        assert_eq!(found("mn", "11-р сарын 17"), 1);
    }

    #[test]
    fn unknown_languages_have_a_relative_or_english() {
        assert_eq!(of("min".parse().ok()).tag, "id");
        assert_eq!(of("tlh".parse().ok()).tag, "en");
    }
}
