use crate::article::{Person, Quote};
use crate::value::{Context, Text};

/// What people said; people that only the attribution names are added to the register.
pub(crate) fn quotes(_text: &Text, people: Vec<Person>, _context: &Context) -> (Vec<Person>, Vec<Quote>) {
    (people, Vec::new())
}
