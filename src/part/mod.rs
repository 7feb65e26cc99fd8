//! One file per fact. A part weighs text and evidence; it needs no HTML.

mod byline;
mod contact;
mod date;
mod dateline;
mod lexicon;
mod person;
mod place;
mod prose;
mod published;
mod quote;
mod title;

use crate::article::{Facts, LanguageGuess};
use crate::language;
use crate::value::{Context, Text};

pub(crate) use byline::byline;
pub(crate) use contact::contacts;
pub use date::{dates_in, parse_date};
pub(crate) use published::published;
pub(crate) use title::{site_name, title};

/// Everything that is read out of running text, in the order in which the parts need each other.
///
/// `title` is the headline: it names people too.
pub(crate) fn facts(text: &Text, title: Option<&str>, context: &Context) -> Facts {
    let language = guess(text, context);
    let context = context.clone().with_language(language.map(|l| l.tag));
    let dateline = dateline::dateline(text, &context);
    let country = dateline.as_ref().and_then(|d| d.places.first()).and_then(|p| p.country.clone());
    let context = context.or_region(country.as_deref());
    let dates = date::dates(text, dateline.as_ref(), &context);
    let places = place::places(text, dateline.as_ref(), &context);
    let prose = prose::Prose::new(text, dateline.as_ref(), &places, &context);
    let register = person::register(&prose, title);
    let quotes = quote::quotes(&prose, &register);
    let people = register.people(&quotes);
    let contacts = contact::contacts(text, &people, &context);
    Facts { language, dateline, quotes, contacts, dates, people, places }
}

fn guess(text: &Text, context: &Context) -> Option<LanguageGuess> {
    match (language::detect(&text.str), context.language_hint()) {
        (Some((tag, confidence)), None) => Some(LanguageGuess { tag, confidence }),
        (Some((tag, confidence)), Some(hint)) if confidence >= 0.9 || tag == hint => {
            Some(LanguageGuess { tag, confidence })
        }
        (_, Some(hint)) => Some(LanguageGuess { tag: hint, confidence: 0.5 }),
        (None, None) => None,
    }
}
