//! Pure functions over `&str`; knows nothing of HTML, articles or languages' tables.

pub(crate) mod class;
mod find;
mod list;
mod normalize;
mod word;

pub(crate) use find::Finder;
pub(crate) use list::{Lists, Map, Set, WordMap, Words};
pub(crate) use normalize::{boundary_before, clean, fold, is_invisible};
pub(crate) use word::{Case, Kind, Word, is_unspaced, words};
