//! Article → documents that other programs read. Knows nothing of how the article was found.

mod emphasis;
mod html;
mod markdown;
mod parts;
mod url;
