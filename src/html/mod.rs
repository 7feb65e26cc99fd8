//! Bytes → tree. The only room that names html5ever or scraper; what leaves it is a flat, read-only [`Tree`].

mod decode;
mod guard;
mod json_ld;
mod prescan;
mod select;
mod sink;
mod structured;
mod tree;

pub(crate) use decode::decode;
pub(crate) use guard::parse;
pub(crate) use select::Selector;
pub(crate) use structured::evidence;
pub(crate) use tree::{Node, Tree};
