//! The archive: a tantivy index over articles, their quotes and their contacts.
//!
//! ```
//! use warta::Article;
//! use warta::index::Index;
//!
//! let folder = tempfile::tempdir()?;
//! let index = Index::open_or_create(folder.path().join("archive"))?;
//! let mut writer = index.writer()?;
//! writer.put(&Article::builder().title("Air naik").text("Solok - Air sungai naik sejak pagi.").build())?;
//! writer.commit()?;
//!
//! let found = index.search(&"sungai -banjir".parse()?)?;
//! assert_eq!(found.total(), 1);
//! for hit in &found {
//!     assert_eq!(format!("{}: {}", hit.title(), hit.snippet()), "Air naik: Solok - Air <b>sungai</b> naik sejak pagi.");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What may be asked is the [query language](Query). [`Index::search`] finds articles, [`Index::quotes`] what people
//! said, [`Index::contacts`] whom to call.
//!
//! An index keeps the articles whole, contacts included: whoever may read the folder may read them. The laws on
//! personal data (Indonesia's UU PDP, the GDPR) apply to it as to any archive.

mod contact;
mod document;
mod durable;
mod fault;
mod hit;
mod identity;
mod join;
mod mark;
mod open;
mod place;
mod plan;
mod query;
mod read;
mod schema;
mod search;
mod snippet;
mod statistics;
mod steady;
mod stored;
#[cfg(test)]
mod tests;
mod word;
mod writer;

use std::path::Path;
use std::sync::Arc;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, IndexReader, ReloadPolicy, Term};

use crate::article::Article;
use crate::error::Error;
use fault::from_tantivy;
use schema::{Kind, fields};

pub use hit::{ContactHit, Found, Hit, QuoteHit};
pub use query::{Query, QueryError};
pub use search::{Order, Search};
pub use snippet::Snippet;
pub use writer::{Identity, Put, Writer, WriterOptions};

/// An index of articles. Cheap to clone; searched from any number of threads.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    index: tantivy::Index,
    reader: IndexReader,
}

impl Index {
    /// Opens the index in a folder, or creates one where the folder is empty or missing.
    ///
    /// # Errors
    /// [`ErrorKind::NotAnIndex`](crate::ErrorKind::NotAnIndex) where the folder holds something else,
    /// [`ErrorKind::IndexFormat`](crate::ErrorKind::IndexFormat) where the index has a format that this version does
    /// not read: then nothing in it was changed.
    /// [`ErrorKind::Damaged`](crate::ErrorKind::Damaged), [`ErrorKind::Io`](crate::ErrorKind::Io).
    pub fn open_or_create(folder: impl AsRef<Path>) -> Result<Self, Error> {
        Self::of(open::open_or_create(folder.as_ref())?)
    }

    /// Opens the index in a folder.
    ///
    /// # Errors
    /// As [`open_or_create`](Index::open_or_create); and
    /// [`ErrorKind::NotAnIndex`](crate::ErrorKind::NotAnIndex) where the folder is empty or missing.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, Error> {
        Self::of(open::open(folder.as_ref())?)
    }

    /// A new index in memory.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where the system lends no thread.
    pub fn in_memory() -> Result<Self, Error> {
        Self::of(open::in_memory()?)
    }

    fn of(index: tantivy::Index) -> Result<Self, Error> {
        let opening = |e| from_tantivy("open the index", e);
        let reader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(opening)?;
        Ok(Self { inner: Arc::new(Inner { index, reader }) })
    }

    /// The writer, of which there is one at a time.
    ///
    /// # Errors
    /// [`ErrorKind::Locked`](crate::ErrorKind::Locked) while another writer is open, in this process or another.
    pub fn writer(&self) -> Result<Writer, Error> {
        self.writer_with(WriterOptions::new())
    }

    /// The writer, with other threads or memory.
    ///
    /// # Errors
    /// As [`writer`](Index::writer).
    pub fn writer_with(&self, options: WriterOptions) -> Result<Writer, Error> {
        Writer::new(self.clone(), options)
    }

    /// The ten best articles for a query.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`](crate::ErrorKind::Damaged), [`ErrorKind::Io`](crate::ErrorKind::Io).
    pub fn search(&self, query: &Query) -> Result<Found<Hit>, Error> {
        self.search_with(query, Search::new())
    }

    /// Articles for a query: which page of them, and in which order.
    ///
    /// # Errors
    /// As [`search`](Index::search).
    pub fn search_with(&self, query: &Query, search: Search) -> Result<Found<Hit>, Error> {
        search::articles(&self.inner.reader.searcher(), query, search)
    }

    /// The ten best quotes for a query: its words apply to what was said, its filters to the quote's article.
    ///
    /// # Errors
    /// As [`search`](Index::search).
    pub fn quotes(&self, query: &Query) -> Result<Found<QuoteHit>, Error> {
        self.quotes_with(query, Search::new())
    }

    /// Quotes for a query: which page of them, and in which order.
    ///
    /// # Errors
    /// As [`search`](Index::search).
    pub fn quotes_with(&self, query: &Query, search: Search) -> Result<Found<QuoteHit>, Error> {
        search::quotes(&self.inner.reader.searcher(), query, search)
    }

    /// The ten best contacts for a query: its words apply to names, roles and values, its filters to the articles
    /// that print them.
    ///
    /// # Errors
    /// As [`search`](Index::search).
    pub fn contacts(&self, query: &Query) -> Result<Found<ContactHit>, Error> {
        self.contacts_with(query, Search::new())
    }

    /// Contacts for a query: which page of them, and in which order.
    ///
    /// # Errors
    /// As [`search`](Index::search).
    pub fn contacts_with(&self, query: &Query, search: Search) -> Result<Found<ContactHit>, Error> {
        search::contacts(&self.inner.reader.searcher(), query, search)
    }

    /// The article of an address (`&Url`), or the one that has the identity of an `&Article`.
    ///
    /// # Errors
    /// As [`search`](Index::search).
    pub fn article(&self, what: impl Into<Identity>) -> Result<Option<Article>, Error> {
        match self.find(&what.into())? {
            Some((address, _)) => read::stored(&self.inner.reader.searcher(), address).map(Some),
            None => Ok(None),
        }
    }

    /// How many articles there are.
    ///
    /// # Errors
    /// As [`search`](Index::search).
    pub fn len(&self) -> Result<usize, Error> {
        Ok(self.search_with(&Query::all(), Search::new().limit(0))?.total())
    }

    /// Whether there is no article.
    ///
    /// # Errors
    /// As [`search`](Index::search).
    pub fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }

    /// Sees what other processes have committed. Commits of this process are seen at once.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`](crate::ErrorKind::Damaged), [`ErrorKind::Io`](crate::ErrorKind::Io).
    pub fn reload(&self) -> Result<(), Error> {
        self.inner.reader.reload().map_err(|e| from_tantivy("read the index again", e))
    }

    /// The index underneath, for what this crate does not offer. Its version and its schema are no part of this
    /// crate's promise of stability.
    #[must_use]
    pub fn tantivy(&self) -> &tantivy::Index {
        &self.inner.index
    }

    /// Where the article of an identity is kept, and whether it is a teaser.
    pub(crate) fn find(&self, identity: &Identity) -> Result<Option<(DocAddress, bool)>, Error> {
        let exact =
            |term| -> Box<dyn TantivyQuery> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
        let query = BooleanQuery::new(vec![
            (Occur::Must, exact(identity.term())),
            (Occur::Must, exact(Term::from_field_u64(fields().kind, Kind::Article as u64))),
        ]);
        let searching = |e| from_tantivy("search the index", e);
        let searcher = self.inner.reader.searcher();
        let found = searcher.search(&query, &TopDocs::with_limit(1).order_by_score()).map_err(searching)?;
        let Some((_, address)) = found.first().copied() else { return Ok(None) };
        let columns = searcher.segment_reader(address.segment_ord).fast_fields();
        let teaser = columns.bool("teaser").map_err(searching)?.first(address.doc_id).unwrap_or(false);
        Ok(Some((address, teaser)))
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", self.inner.index.directory()).finish_non_exhaustive()
    }
}
