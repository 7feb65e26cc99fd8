use std::fmt;

use crate::error::{Error, ErrorKind};

/// Why a query does not parse, and where; the `source()` of the [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    message: String,
    offset: usize,
    /// The part of the query around the place, and how many characters of it stand before the place.
    shown: (String, usize),
}

/// How many characters of the query are shown before and after the place.
const AROUND: usize = 40;

impl QueryError {
    pub(crate) fn new(query: &str, offset: usize, message: impl Into<String>) -> Self {
        let offset = (0..=offset.min(query.len())).rev().find(|at| query.is_char_boundary(*at)).unwrap_or(0);
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        let before: Vec<char> = query[..offset].chars().rev().take(AROUND).map(plain).collect();
        let after = query[offset..].chars().take(AROUND).map(plain);
        let shown = before.iter().rev().copied().chain(after).collect();
        Self { message: message.into(), offset, shown: (shown, before.len()) }
    }

    /// The byte of the query at which it stops making sense.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shown, before) = &self.shown;
        write!(f, "{} (byte {})\n  {shown}\n  {:before$}^", self.message, self.offset, "")
    }
}

impl std::error::Error for QueryError {}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Self {
        Error::new(ErrorKind::Query, error.to_string()).with_source(error)
    }
}
