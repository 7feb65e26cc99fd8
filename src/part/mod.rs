//! One file per fact. A part weighs text and evidence; it needs no HTML.

mod byline;
mod contact;
mod date;
mod dateline;
mod lexicon;
mod passage;
mod person;
mod place;
mod prose;
mod published;
mod quote;
#[cfg(warta_bench)]
pub(crate) mod step;
mod title;

use crate::article::{Facts, LanguageGuess};
use crate::language;
use crate::text::words;
use crate::value::{Context, Text};

pub(crate) use byline::byline;
pub(crate) use contact::contacts;
pub use date::{dates_in, parse_date};
pub(crate) use published::published;
pub(crate) use title::{site_name, title};

/// Everything that is read out of running text, in the order in which the parts need each other.
///
/// `title` is the headline: it names people too. `language` is the text's, as [`language`] tells it; the blocks of
/// another one are marked.
pub(crate) fn facts(
    text: &mut Text,
    title: Option<&str>,
    language: Option<LanguageGuess>,
    context: &Context,
) -> Facts {
    if let Some(guess) = language {
        language::mark_blocks(text, guess.tag);
    }
    let text = &*text;
    let context = context.clone().with_language(language.map(|l| l.tag));
    let dateline = dateline::dateline(text, &context);
    let country = dateline.as_ref().and_then(|d| d.places.first()).and_then(|p| p.country.clone());
    let context = context.or_region(country.as_deref());
    let dates = date::dates(text, dateline.as_ref(), &context);
    let words = words(&text.str);
    let places = place::places(text, &words, dateline.as_ref(), &context);
    let prose = prose::Prose::new(text, words, dateline.as_ref(), &places, &context);
    let register = person::register(&prose, title);
    let quotes = passage::quotes(text, quote::quotes(&prose, &register), &context);
    let people = register.people(&quotes);
    let contacts = contact::contacts(text, &people, &context);
    Facts { language, dateline, quotes, contacts, dates, people, places }
}

/// The language of a text. The text decides; what the page declares or the caller hints counts where the text is short
/// or unsure. (A fifth of pages declare a language that is not their text's.) Of a post that a list shows no more of, the
/// title is read too.
pub(crate) fn language(text: &Text, title: Option<&str>, context: &Context) -> Option<LanguageGuess> {
    const SURE: f32 = 0.8;
    const SHORT: usize = 80;
    let short = text.str.len() < SHORT;
    let with_title = title.filter(|_| short).map(|title| format!("{title}\n{}", text.str));
    let read = with_title.as_deref().unwrap_or(&text.str);
    let guess = |tag, confidence| Some(LanguageGuess::new(tag, confidence));
    match (language::detect(read), context.language_hint()) {
        (Some((tag, confidence)), Some(hint)) if tag.primary() == hint.primary() => {
            guess(tag, confidence.max(SURE))
        }
        (Some((tag, confidence)), hint) if confidence >= SURE || hint.is_none() => guess(tag, confidence),
        (_, Some(hint)) => guess(hint, 0.5),
        (_, None) => None,
    }
}
