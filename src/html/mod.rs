//! Bytes → tree. The only room that names html5ever or scraper; what leaves it is a flat, read-only [`Tree`].

mod charset;
mod crowd;
mod decode;
#[cfg(any(test, fuzzing))]
pub(crate) mod equal;
mod feed;
mod guard;
#[cfg(test)]
mod hostile;
mod json_ld;
mod mark;
mod mend;
mod names;
mod prescan;
mod reference;
mod select;
mod simple;
mod structured;
mod tree;

pub(crate) use decode::decode;
pub(crate) use feed::{parse, parse_mended};
pub(crate) use mend::Mend;
pub(crate) use select::Selectors;
pub(crate) use structured::evidence;
pub(crate) use tree::{Node, Tree};
