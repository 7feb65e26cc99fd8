use crate::article::{Dateline, Person};
use crate::value::{Context, Text};

/// The people that a text and its headline name.
pub(crate) fn people(
    _text: &Text,
    _title: Option<&str>,
    _dateline: Option<&Dateline>,
    _context: &Context,
) -> Vec<Person> {
    Vec::new()
}
