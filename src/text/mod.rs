//! Pure functions over `&str`; knows nothing of HTML, articles or languages' tables.

mod normalize;

pub(crate) use normalize::{clean, fold, is_invisible};
