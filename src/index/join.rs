//! From quotes and contacts to their article and back.
//!
//! An article and its quotes and contacts are added in one batch. Tantivy puts a batch into one segment in its order,
//! merges keep the order, and a deletion by key takes the whole block: so the article stands `slot` documents before
//! each of its parts, and a join is arithmetic.

use std::fmt;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::schema::{KIND, Kind, SLOT};
use super::statistics::Statistics;

/// Which way a join goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Articles of the parts found; the best score of the parts.
    ToArticle,
    /// Parts of one kind of the articles found; the score of the article.
    ToParts(Kind),
}

/// The documents on the other side of what `inner` finds.
pub(crate) struct Join {
    pub(crate) inner: Box<dyn Query>,
    /// The kind of documents that `inner` finds.
    pub(crate) from: Kind,
    pub(crate) way: Way,
}

impl Clone for Join {
    fn clone(&self) -> Self {
        Self { inner: self.inner.box_clone(), from: self.from, way: self.way }
    }
}

impl fmt::Debug for Join {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Join({:?}, {:?})", self.way, self.inner)
    }
}

impl Query for Join {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let inner = match scoring {
            EnableScoring::Enabled { searcher, .. } => {
                let statistics = Statistics::new(searcher, self.from)?;
                self.inner.weight(EnableScoring::enabled_from_statistics_provider(&statistics, searcher))?
            }
            disabled => self.inner.weight(disabled)?,
        };
        Ok(Box::new(JoinWeight { inner, way: self.way }))
    }
}

struct JoinWeight {
    inner: Box<dyn Weight>,
    way: Way,
}

impl Weight for JoinWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut inner = self.inner.scorer(reader, boost)?;
        let slots = reader.fast_fields().u64(SLOT)?;
        let docs = match self.way {
            Way::ToArticle => articles(inner.as_mut(), &slots),
            Way::ToParts(kind) => {
                let kinds = reader.fast_fields().u64(KIND)?;
                parts(inner.as_mut(), &slots, &kinds, kind, reader.max_doc())
            }
        };
        Ok(Box::new(Joined { docs, at: 0 }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("Join", scorer.score()))
    }
}

fn articles(inner: &mut dyn Scorer, slots: &Column<u64>) -> Vec<(DocId, Score)> {
    let mut docs: Vec<(DocId, Score)> = Vec::new();
    let mut doc = inner.doc();
    while doc != TERMINATED {
        let score = inner.score();
        let article =
            u32::try_from(slots.first(doc).unwrap_or(0)).ok().and_then(|slot| doc.checked_sub(slot));
        match (article, docs.last_mut()) {
            (Some(article), Some((last, best))) if *last == article => *best = best.max(score),
            (Some(article), last) if last.as_ref().is_none_or(|(last, _)| *last < article) => {
                docs.push((article, score));
            }
            // Only a damaged column says so; the document is then in no block.
            _ => {}
        }
        doc = inner.advance();
    }
    docs
}

fn parts(
    inner: &mut dyn Scorer,
    slots: &Column<u64>,
    kinds: &Column<u64>,
    kind: Kind,
    max_doc: DocId,
) -> Vec<(DocId, Score)> {
    let mut docs = Vec::new();
    let mut article = inner.doc();
    while article != TERMINATED {
        let mut part = article + 1;
        while part < max_doc && slots.first(part) == Some(u64::from(part - article)) {
            if kinds.first(part) == Some(kind as u64) {
                docs.push((part, inner.score()));
            }
            part += 1;
        }
        article = inner.advance();
    }
    docs
}

/// Documents with their scores, in order.
struct Joined {
    docs: Vec<(DocId, Score)>,
    at: usize,
}

impl DocSet for Joined {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.docs.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        // Documents deleted or filtered by others make for long leaps: gallop.
        let mut step = 1;
        while self.docs.get(self.at + step).is_some_and(|(doc, _)| *doc < target) {
            self.at += step;
            step *= 2;
        }
        let end = (self.at + step).min(self.docs.len());
        self.at += self.docs[self.at..end].partition_point(|(doc, _)| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.docs.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for Joined {
    fn score(&mut self) -> Score {
        self.docs.get(self.at).map_or(0.0, |(_, score)| *score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeking_lands_on_the_first_not_before() {
        let docs: Vec<(DocId, Score)> = (0..100).map(|n| (n * 3, 1.0)).collect();
        for from in [0, 1, 50, 150, 296] {
            for target in from..305 {
                let mut joined = Joined { docs: docs.clone(), at: 0 };
                joined.seek(from);
                if joined.doc() <= target {
                    let expected = docs.iter().map(|d| d.0).find(|d| *d >= target).unwrap_or(TERMINATED);
                    assert_eq!(joined.seek(target), expected, "{from} {target}");
                }
            }
        }
        let mut joined = Joined { docs: Vec::new(), at: 0 };
        assert_eq!((joined.doc(), joined.seek(5), joined.advance()), (TERMINATED, TERMINATED, TERMINATED));
    }
}
