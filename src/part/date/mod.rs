//! Dates in running text, and strings that are a date.

mod atom;
mod calendar;
mod clock;
mod digit;
mod gap;
mod lexicon;
mod mention;
mod resolve;
mod shape;
mod sieve;
mod whole;

use crate::article::{DateMention, Dateline};
use crate::value::{Context, Date, Language, Text};

pub(super) use whole::{Reading, plausible, reading};

/// The dates that a text names, against the day of publication or, where that is not known, the dateline's.
pub(crate) fn dates(text: &Text, dateline: Option<&Dateline>, context: &Context) -> Vec<DateMention> {
    let anchor = context.published_hint().or(dateline.and_then(|d| d.date));
    find(&text.str, context, anchor)
}

/// The dates that a plain text names: absolute ones, and those relative to the day of publication if the context
/// tells it.
///
/// ```
/// use warta::{Context, dates_in};
///
/// let context = Context::new().language("id").published("2021-12-09");
/// let dates = dates_in("Rapat digelar Rabu (8/12/2021) dan dilanjutkan lusa.", &context);
/// assert_eq!(dates[0].raw, "Rabu (8/12/2021)");
/// assert_eq!(dates[0].value.to_string(), "2021-12-08");
/// assert_eq!(dates[1].value.to_string(), "2021-12-11");
/// ```
#[must_use]
pub fn dates_in(text: &str, context: &Context) -> Vec<DateMention> {
    find(text, context, context.published_hint())
}

/// Reads a string that is one date, in the way papers and blogs of a language print it, with or without weekday,
/// time and zone; `None` where it is no date or holds anything else.
///
/// Names of months are tried in the given language, in English and in all others of the table. Where only the
/// order of day and month is open, the language decides.
///
/// ```
/// use warta::parse_date;
///
/// let indonesian = "id".parse().ok();
/// assert_eq!(parse_date("Kamis, 09 Desember 2021", indonesian).unwrap().to_string(), "2021-12-09");
/// assert_eq!(parse_date("8/12/2021", indonesian).unwrap().to_string(), "2021-12-08");
/// assert_eq!(parse_date("8/12/2021", "en".parse().ok()).unwrap().to_string(), "2021-08-12");
/// assert!(parse_date("3 komentar", indonesian).is_none());
/// ```
#[must_use]
pub fn parse_date(s: &str, language: Option<Language>) -> Option<Date> {
    reading(s, language, None).map(|r| r.date)
}

fn find(text: &str, context: &Context, anchor: Option<Date>) -> Vec<DateMention> {
    let found = mentions(text, context, anchor);
    if found.iter().all(|m| m.value.day().is_none())
        && let Some(mention) = only_a_date(text, context)
    {
        return vec![mention];
    }
    found
}

/// The dates among the words of a text.
pub(super) fn mentions(text: &str, context: &Context, anchor: Option<Date>) -> Vec<DateMention> {
    let anchor = anchor.and_then(Date::day);
    let language = context.language_hint();
    let mut found = in_language(text, language, context.region_hint(), anchor);
    if language.is_none() {
        // Not knowing the language, the reading that explains more of the text.
        let other = in_language(text, "id".parse().ok(), context.region_hint(), anchor);
        if other.len() > found.len() {
            found = other;
        }
    }
    found
}

fn in_language(
    text: &str,
    language: Option<Language>,
    region: Option<&str>,
    anchor: Option<jiff::civil::Date>,
) -> Vec<DateMention> {
    let lexicon = lexicon::of(language);
    let order = whole::order(lexicon, language, region);
    let reader = shape::Reader { text, lexicon, atoms: atom::atoms(text, lexicon), order, whole: false };
    mention::mentions(&reader, anchor)
}

/// A text that is nothing but a date is read as one, however tersely it is written.
fn only_a_date(text: &str, context: &Context) -> Option<DateMention> {
    let trimmed = text.trim();
    let reading = reading(trimmed, context.language_hint(), context.region_hint())?;
    let date = reading.date;
    date.day()?;
    let start = text.len() - text.trim_start().len();
    let span = crate::value::Span::new(start, start + trimmed.len());
    let mut mention = DateMention::new(trimmed, span, date.date_only());
    mention.time = date.time().map(|time| clock::Clock { time, offset: date.offset_seconds() }.print());
    Some(mention)
}

#[cfg(test)]
mod tests;
