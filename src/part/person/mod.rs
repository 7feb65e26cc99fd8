//! The people of an article: each name is registered once, with the roles and shorter names it has anywhere.

mod mention;
mod name;
mod register;
mod role;
mod thing;

pub(crate) use mention::Mention;
pub(crate) use register::{Register, register};
