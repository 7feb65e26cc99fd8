//! A tantivy index over articles, their quotes and contacts.
