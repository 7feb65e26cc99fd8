use crate::article::Dateline;
use crate::value::{Context, Text};

/// The opening that says where a text was filed.
pub(crate) fn dateline(_text: &Text, _context: &Context) -> Option<Dateline> {
    None
}
