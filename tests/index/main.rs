//! The archive as its users see it: articles put, replaced, found.
#![cfg(feature = "index")]

mod articles;
mod folder;
mod found;
mod put;
mod results;
