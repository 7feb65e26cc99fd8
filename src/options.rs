use crate::value::{Language, SiteRule};

/// Limits, hints and rules for an [`Extractor`](crate::Extractor).
///
/// ```
/// use warta::{Extractor, Options};
///
/// let extractor = Extractor::with(Options::new().region("ID").max_bytes(4 << 20));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Options {
    pub(crate) max_bytes: usize,
    pub(crate) max_nodes: usize,
    pub(crate) max_depth: usize,
    pub(crate) on_limit: OnLimit,
    pub(crate) region: Option<String>,
    pub(crate) language: Option<Language>,
    pub(crate) contacts: bool,
    pub(crate) rules: Vec<SiteRule>,
}

/// What to do with a page that is over a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OnLimit {
    /// Give what was read so far, marked `truncated`.
    #[default]
    Truncate,
    /// Give an error of kind [`TooLarge`](crate::ErrorKind::TooLarge).
    Refuse,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            max_nodes: 250_000,
            max_depth: 256,
            on_limit: OnLimit::Truncate,
            region: None,
            language: None,
            contacts: true,
            rules: Vec::new(),
        }
    }
}

impl Options {
    /// The defaults: 64 MiB, a quarter of a million nodes, 256 levels of nesting, truncating.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many bytes of a page are read. Default 64 MiB.
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// How many nodes of the tree are kept. Behind so many, only sentences and what stands right before them are read,
    /// up to as many nodes again. Default a quarter of a million, which is ten times what large pages have.
    pub fn max_nodes(mut self, nodes: usize) -> Self {
        self.max_nodes = nodes;
        self
    }

    /// How deep elements may nest; deeper ones are kept as children of the last level. Default 256.
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.max_depth = depth;
        self
    }

    /// What to do with a page over the byte or node limit. Default: truncate.
    pub fn on_limit(mut self, on_limit: OnLimit) -> Self {
        self.on_limit = on_limit;
        self
    }

    /// The country that pages come from where nothing else tells, as an ISO 3166-1 alpha-2 code.
    pub fn region(mut self, code: &str) -> Self {
        self.region = Some(code.trim().to_ascii_uppercase()).filter(|c| c.len() == 2);
        self
    }

    /// The language of texts too short to tell, as a BCP 47 tag; one that does not parse is no hint.
    pub fn language(mut self, tag: &str) -> Self {
        self.language = tag.parse().ok();
        self
    }

    /// Whether contacts are read at all. Default: yes.
    pub fn contacts(mut self, read: bool) -> Self {
        self.contacts = read;
        self
    }

    /// One more rule for a site, tried before the built-in ones.
    pub fn site(mut self, rule: SiteRule) -> Self {
        self.rules.push(rule);
        self
    }
}
