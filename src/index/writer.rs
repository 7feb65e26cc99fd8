//! The one writer of an index.

use std::collections::HashMap;

use tantivy::indexer::UserOperation;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexWriter, Term};
use url::Url;

use super::document::documents;
use super::fault::from_tantivy;
use super::open::PAYLOAD;
use super::schema::fields;
use super::{Index, identity};
use crate::article::Article;
use crate::error::{Error, ErrorKind};

/// Tantivy takes no less for a thread.
const LEAST_MEMORY: usize = 15 << 20;
/// And no more than this.
const MOST_MEMORY: usize = 2 << 30;

/// How a [`Writer`] works.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct WriterOptions {
    threads: usize,
    memory: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
        Self { threads: cores.min(4), memory: 64 << 20 }
    }
}

impl WriterOptions {
    /// A thread for each core, four at most; 64 MiB for each.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many threads index, from 1.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads.clamp(1, 64);
        self
    }

    /// How much memory each thread fills before it writes to the disk, in bytes, from 15 MiB to 2 GiB.
    pub fn memory(mut self, bytes: usize) -> Self {
        self.memory = bytes.clamp(LEAST_MEMORY, MOST_MEMORY);
        self
    }
}

/// Puts articles into an index and takes them out. What it does is seen by searches after [`commit`](Writer::commit).
///
/// An index has one writer at a time, in all processes; dropped, it forgets what was not committed.
pub struct Writer {
    index: Index,
    options: WriterOptions,
    /// `None` after a failure from which tantivy's writer did not come back.
    inner: Option<IndexWriter>,
    /// What was done since the last commit: whether a full text is there.
    pending: HashMap<u128, Pending>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pending {
    Full,
    Teaser,
    Deleted,
}

/// What became of an article that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Put {
    /// It is in the index, in the place of an older one of the same identity if there was one.
    Written,
    /// It is a teaser of an article whose full text is in the index; that was kept.
    Kept,
}

/// What makes two articles the same one: the address, or the text of an article without an address.
///
/// Scheme, `www.`, fragment, tracking parameters, the order of parameters, Blogger's `?m=1` and its country domains
/// are no part of the address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity(String);

impl From<&Article> for Identity {
    fn from(article: &Article) -> Self {
        Self(identity::of_article(article))
    }
}

impl From<&Url> for Identity {
    fn from(url: &Url) -> Self {
        Self(identity::of_address(url))
    }
}

impl Identity {
    pub(crate) fn term(&self) -> Term {
        Term::from_field_text(fields().key, &self.0)
    }

    fn hash(&self) -> u128 {
        identity::hash(self.0.as_bytes())
    }
}

impl Writer {
    pub(crate) fn new(index: Index, options: WriterOptions) -> Result<Self, Error> {
        let inner = Some(open(&index, options)?);
        Ok(Self { index, options, inner, pending: HashMap::new() })
    }

    /// Puts an article in, in the place of the one of the same [`Identity`] if there is one. A teaser never replaces
    /// a full text.
    ///
    /// # Errors
    /// [`ErrorKind::NoSpace`], [`ErrorKind::Io`]: then everything since the last commit is undone.
    pub fn put(&mut self, article: &Article) -> Result<Put, Error> {
        let identity = Identity::from(article);
        if article.teaser && self.has_full_text(&identity)? {
            return Ok(Put::Kept);
        }
        let documents = documents(article, &identity.0)?;
        let delete = std::iter::once(UserOperation::Delete(identity.term()));
        let operations: Vec<_> = delete.chain(documents.into_iter().map(UserOperation::Add)).collect();
        self.attempt("put an article", |writer| writer.run(operations))?;
        let state = if article.teaser { Pending::Teaser } else { Pending::Full };
        self.pending.insert(identity.hash(), state);
        Ok(Put::Written)
    }

    /// Takes out the article of an address (`&Url`), or the one that equals an `&Article`, with its quotes and
    /// contacts. It is no error if there is none.
    ///
    /// # Errors
    /// As [`put`](Writer::put).
    pub fn delete(&mut self, what: impl Into<Identity>) -> Result<(), Error> {
        let identity = what.into();
        self.attempt("delete an article", |writer| {
            writer.delete_query(Box::new(TermQuery::new(identity.term(), IndexRecordOption::Basic)))
        })?;
        self.pending.insert(identity.hash(), Pending::Deleted);
        Ok(())
    }

    /// Makes everything since the last commit lasting and visible to searches. When it returns it is on the disk.
    ///
    /// # Errors
    /// [`ErrorKind::NoSpace`], [`ErrorKind::Io`]: then everything since the last commit is undone, and the writer
    /// can be used again.
    pub fn commit(&mut self) -> Result<(), Error> {
        self.attempt("commit", |writer| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(PAYLOAD);
            commit.commit()
        })?;
        self.pending.clear();
        self.index.reload()
    }

    /// Forgets everything since the last commit.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where the index cannot be read again.
    pub fn rollback(&mut self) -> Result<(), Error> {
        self.pending.clear();
        // Dropped first: the new one takes its lock.
        self.inner = None;
        self.inner = Some(open(&self.index, self.options)?);
        Ok(())
    }

    /// Commits, and waits until merges that are under way are done.
    ///
    /// # Errors
    /// As [`commit`](Writer::commit).
    pub fn close(mut self) -> Result<(), Error> {
        self.commit()?;
        if let Some(inner) = self.inner.take() {
            inner.wait_merging_threads().map_err(|e| from_tantivy("finish merges", e))?;
        }
        self.index.reload()
    }

    fn has_full_text(&self, identity: &Identity) -> Result<bool, Error> {
        match self.pending.get(&identity.hash()) {
            Some(pending) => Ok(*pending == Pending::Full),
            None => Ok(self.index.find(identity)?.is_some_and(|(_, teaser)| !teaser)),
        }
    }

    /// Does something, and rolls back where it fails: after a failure tantivy's writer has no workers left, and says
    /// yes to everything and loses it.
    fn attempt<T>(
        &mut self,
        doing: &str,
        action: impl FnOnce(&mut IndexWriter) -> tantivy::Result<T>,
    ) -> Result<T, Error> {
        if self.inner.is_none() {
            self.rollback()?;
        }
        let Some(inner) = &mut self.inner else {
            return Err(Error::new(ErrorKind::Io, "the writer of the index is closed"));
        };
        action(inner).map_err(|e| {
            let lost = self.pending.len();
            let error = from_tantivy(doing, e);
            let undone = match self.rollback() {
                Ok(()) => format!("{error}; {lost} changes since the last commit are undone"),
                Err(again) => format!("{error}; {lost} changes since the last commit are undone ({again})"),
            };
            Error::new(error.kind(), undone).with_source(error)
        })
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = f.debug_struct("Writer");
        debug.field("options", &self.options).field("pending", &self.pending.len()).finish_non_exhaustive()
    }
}

fn open(index: &Index, options: WriterOptions) -> Result<IndexWriter, Error> {
    let memory = options.memory.saturating_mul(options.threads);
    index
        .tantivy()
        .writer_with_num_threads(options.threads, memory)
        .map_err(|e| from_tantivy("open a writer", e))
}
