use url::Url;

/// A page to read: its bytes or text, and what is known about it from outside.
///
/// ```
/// use warta::Page;
///
/// let page = Page::new("<p>Halo").at("https://contoh.example/2021/12/halo.html").charset("utf-8");
/// assert!(page.url().is_some());
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Page<'a> {
    content: Content<'a>,
    url: Option<Url>,
    charset: Option<String>,
}

/// What a page is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content<'a> {
    /// Bytes whose charset is still to be found.
    Bytes(&'a [u8]),
    /// Text that somebody has decoded.
    Text(&'a str),
}

impl<'a> Page<'a> {
    /// A page made of `&[u8]` or `&str`.
    pub fn new(content: impl Into<Page<'a>>) -> Self {
        content.into()
    }

    /// The address the page was fetched from; one that does not parse is no help and is left out.
    pub fn at(mut self, url: impl AsRef<str>) -> Self {
        self.url = Url::parse(url.as_ref().trim()).ok();
        self
    }

    /// The charset that the server declared (the `charset=` of `Content-Type`).
    pub fn charset(mut self, label: impl Into<String>) -> Self {
        self.charset = Some(label.into());
        self
    }

    /// The address, where given.
    #[must_use]
    pub fn url(&self) -> Option<&Url> {
        self.url.as_ref()
    }

    pub(crate) fn content(&self) -> Content<'a> {
        self.content
    }

    pub(crate) fn declared_charset(&self) -> Option<&str> {
        self.charset.as_deref()
    }
}

impl<'a> From<&'a [u8]> for Page<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self { content: Content::Bytes(bytes), url: None, charset: None }
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Page<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl<'a> From<&'a Vec<u8>> for Page<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        bytes.as_slice().into()
    }
}

impl<'a> From<&'a str> for Page<'a> {
    fn from(text: &'a str) -> Self {
        Self { content: Content::Text(text), url: None, charset: None }
    }
}

impl<'a> From<&'a String> for Page<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}
