//! Article → documents that other programs read. Knows nothing of how the article was found.

mod html;
mod url;
