use std::borrow::Cow;

use crate::error::Error;
use crate::options::Options;
use crate::page::{Content, Page};

/// The page's text, and whether a limit cut it short.
pub(crate) fn decode<'a>(page: &Page<'a>, _options: &Options) -> Result<(Cow<'a, str>, bool), Error> {
    let _ = page.declared_charset();
    match page.content() {
        Content::Text(text) => Ok((Cow::Borrowed(text), false)),
        Content::Bytes(bytes) => Ok((String::from_utf8_lossy(bytes), false)),
    }
}
