use super::{Date, Language};

/// What is known about a text before it is read: hints for [`annotate`](crate::annotate) and the parts.
///
/// ```
/// use warta::Context;
///
/// let context = Context::new().language("id").region("ID").published("2021-12-09");
/// assert_eq!(context.region_hint(), Some("ID"));
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Context {
    language: Option<Language>,
    region: Option<String>,
    published: Option<Date>,
}

impl Context {
    /// Nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text's language as a BCP 47 or ISO 639 tag; a tag that does not parse is no hint.
    pub fn language(mut self, tag: &str) -> Self {
        self.language = tag.parse().ok();
        self
    }

    /// The country the text comes from, as an ISO 3166-1 alpha-2 code: decides how local phone numbers are read.
    pub fn region(mut self, code: &str) -> Self {
        let code = code.trim().to_ascii_uppercase();
        self.region = (code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())).then_some(code);
        self
    }

    /// The day of publication (ISO 8601), against which "Rabu (8/12)" or "kemarin" are resolved.
    pub fn published(mut self, date: &str) -> Self {
        self.published = date.parse().ok();
        self
    }

    /// The language given, if any.
    #[must_use]
    pub fn language_hint(&self) -> Option<Language> {
        self.language
    }

    /// The country given, if any.
    #[must_use]
    pub fn region_hint(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The publication date given, if any.
    #[must_use]
    pub fn published_hint(&self) -> Option<Date> {
        self.published
    }

    /// The same context with a language that was found out.
    pub fn with_language(mut self, language: Option<Language>) -> Self {
        self.language = language;
        self
    }

    /// The same context with a publication date that was found out.
    pub fn with_published(mut self, published: Option<Date>) -> Self {
        self.published = published;
        self
    }

    /// The same context with a country that was found out, where none was given.
    pub fn or_region(mut self, region: Option<&str>) -> Self {
        if self.region.is_none() {
            self.region = region.map(str::to_owned);
        }
        self
    }
}
