use crate::article::{DateMention, Dateline};
use crate::value::{Context, Text};

/// The dates that a text names.
pub(crate) fn dates(_text: &Text, _dateline: Option<&Dateline>, _context: &Context) -> Vec<DateMention> {
    Vec::new()
}
