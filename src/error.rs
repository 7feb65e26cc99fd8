use std::fmt;

/// What went wrong; see [`Error::kind`]. One word wide.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of error, for programs that act on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The page is larger than a limit of the options.
    TooLarge,
    /// The page holds no article.
    NoArticle,
    /// A rule, option or address that was given does not parse.
    InvalidInput,
    /// A query does not parse.
    Query,
    /// The folder is no index of this crate.
    NotAnIndex,
    /// The index has a format that this version does not read.
    IndexFormat,
    /// Another writer holds the index.
    Locked,
    /// What was stored is damaged.
    Damaged,
    /// The disk is full.
    NoSpace,
    /// Reading or writing failed.
    Io,
}

impl ErrorKind {
    /// The kind's name in JSON and logs, such as `too_large`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::NoArticle => "no_article",
            Self::InvalidInput => "invalid_input",
            Self::Query => "query",
            Self::NotAnIndex => "not_an_index",
            Self::IndexFormat => "index_format",
            Self::Locked => "locked",
            Self::Damaged => "damaged",
            Self::NoSpace => "no_space",
            Self::Io => "io",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { kind, message: message.into(), source: None }))
    }

    #[cfg_attr(not(feature = "index"), allow(dead_code))]
    pub(crate) fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|s| &**s as &(dyn std::error::Error + 'static))
    }
}
