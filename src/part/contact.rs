use crate::article::{Contact, Person};
use crate::value::{Context, Text};

/// Whom to call or write to.
pub(crate) fn contacts(_text: &Text, _people: &[Person], _context: &Context) -> Vec<Contact> {
    Vec::new()
}
