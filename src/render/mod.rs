//! Article → documents that other programs read. Knows nothing of how the article was found.

mod html;
mod markdown;
mod parts;
mod url;
