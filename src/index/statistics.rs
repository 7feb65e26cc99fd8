//! What BM25 counts: documents of one kind only, so that quotes and contacts do not change how articles rank.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::schema::{Kind, fields};

pub(crate) struct Statistics<'a> {
    searcher: &'a Searcher,
    documents: u64,
}

impl<'a> Statistics<'a> {
    pub(crate) fn new(searcher: &'a Searcher, kind: Kind) -> tantivy::Result<Self> {
        let documents = searcher.doc_freq(&Term::from_field_u64(fields().kind, kind as u64))?;
        Ok(Self { searcher, documents: documents.max(1) })
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        // BM25 asserts that no term is in more documents than there are.
        Ok(Bm25StatisticsProvider::doc_freq(self.searcher, term)?.min(self.documents))
    }
}
