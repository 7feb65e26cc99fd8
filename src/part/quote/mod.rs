//! Who said what: the stretches between marks that are speech, and to whom the words around them give them.

mod attribution;
mod cue;
mod span;
#[cfg(test)]
mod tests;

pub(crate) use attribution::quotes;
