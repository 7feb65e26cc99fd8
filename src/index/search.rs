//! Searching: articles, quotes, contacts.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::collector::{Collector, Count, SegmentCollector, TopDocs};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{EnableScoring, Query as TantivyQuery};
use tantivy::{DocAddress, DocId, Order as Direction, Score, Searcher, SegmentOrdinal, SegmentReader};

use super::fault::from_tantivy;
use super::hit::{ContactHit, Found, Hit, QuoteHit};
use super::mark::Marks;
use super::plan::{is_ranked, plan};
use super::query::Query;
use super::read;
use super::schema::{CONTACT, Kind, TIME};
use super::statistics::Statistics;
use crate::article::Contact;
use crate::error::Error;

/// No search gives more hits than this; a page beyond it is empty.
const MOST_HITS: usize = 100_000;

/// Names of a contact are gathered from this many of its articles, the newest first.
const MOST_NAMED: usize = 20;

/// Which page of the hits, in which order.
///
/// ```
/// use warta::index::{Order, Search};
///
/// let second_page = Search::new().limit(20).offset(20).order(Order::Newest);
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Search {
    limit: usize,
    offset: usize,
    order: Order,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Order {
    /// The best first; the newest first where the query only filters.
    #[default]
    Best,
    /// By publication, the newest first, undated ones last.
    Newest,
}

impl Default for Search {
    fn default() -> Self {
        Self { limit: 10, offset: 0, order: Order::Best }
    }
}

impl Search {
    /// The ten best.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many hits at most; with 0 there is only the total.
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// How many hits to leave out before the first.
    pub fn offset(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// The order of the hits.
    pub fn order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// The range of hits among `total`.
    fn range(self, total: usize) -> std::ops::Range<usize> {
        let most = total.min(MOST_HITS);
        let start = self.offset.min(most);
        start..start + self.limit.min(most - start)
    }
}

pub(crate) fn articles(searcher: &Searcher, query: &Query, search: Search) -> Result<Found<Hit>, Error> {
    let (total, top) = top(searcher, query, search, Kind::Article)?;
    let marks = Arc::new(Marks::of(&query.node));
    let hit =
        |(score, address)| Ok(Hit { behind: read::behind(searcher, address)?, score, marks: marks.clone() });
    Ok(Found { total, hits: top.into_iter().map(hit).collect::<Result<_, Error>>()? })
}

pub(crate) fn quotes(searcher: &Searcher, query: &Query, search: Search) -> Result<Found<QuoteHit>, Error> {
    let (total, top) = top(searcher, query, search, Kind::Quote)?;
    let marks = Arc::new(Marks::of(&query.node));
    let hit = |(score, address)| {
        let quote = read::stored(searcher, address)?;
        Ok(QuoteHit { behind: read::behind(searcher, address)?, quote, score, marks: marks.clone() })
    };
    Ok(Found { total, hits: top.into_iter().map(hit).collect::<Result<_, Error>>()? })
}

/// The total, and the page asked for.
fn top(
    searcher: &Searcher,
    query: &Query,
    search: Search,
    kind: Kind,
) -> Result<(usize, Vec<(Score, DocAddress)>), Error> {
    let planned = plan(&query.node, kind);
    run(|| {
        let total = searcher.search(&planned, &Count)?;
        let range = search.range(total);
        if range.is_empty() {
            return Ok((total, Vec::new()));
        }
        let top = TopDocs::for_doc_range(range);
        let hits = if search.order == Order::Best && is_ranked(&query.node) {
            scored(searcher, &planned, kind, &top.order_by_score())?
        } else {
            let newest = top.order_by_fast_field::<i64>(TIME, Direction::Desc);
            searcher.search(&planned, &newest)?.into_iter().map(|(_, address)| (0.0, address)).collect()
        };
        Ok((total, hits))
    })
}

fn run<T>(search: impl FnOnce() -> tantivy::Result<T>) -> Result<T, Error> {
    search().map_err(|e| from_tantivy("search the index", e))
}

fn scored<C: Collector>(
    searcher: &Searcher,
    query: &dyn TantivyQuery,
    kind: Kind,
    collector: &C,
) -> tantivy::Result<C::Fruit> {
    let statistics = Statistics::new(searcher, kind)?;
    let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
    let weight = query.weight(scoring)?;
    collector.check_schema(searcher.schema())?;
    let segments = searcher.segment_readers().iter().enumerate();
    let fruits = segments.map(|(ord, reader)| collector.collect_segment(weight.as_ref(), ord as u32, reader));
    collector.merge_fruits(fruits.collect::<tantivy::Result<_>>()?)
}

/// Contacts found, those of one kind and value as one.
pub(crate) fn contacts(
    searcher: &Searcher,
    query: &Query,
    search: Search,
) -> Result<Found<ContactHit>, Error> {
    let planned = plan(&query.node, Kind::Contact);
    let mut groups = run(|| scored(searcher, &planned, Kind::Contact, &Grouping))?;
    let by_score = search.order == Order::Best && is_ranked(&query.node);
    groups.sort_by(|a, b| {
        let score = if by_score { b.score.total_cmp(&a.score) } else { std::cmp::Ordering::Equal };
        score.then(b.newest().cmp(&a.newest())).then(a.value.cmp(&b.value))
    });
    let total = groups.len();
    let page = groups.drain(search.range(total));
    Ok(Found { total, hits: page.map(|group| contact(searcher, group)).collect::<Result<_, Error>>()? })
}

fn contact(searcher: &Searcher, mut group: Group) -> Result<ContactHit, Error> {
    group.members.sort_unstable_by_key(|(time, address)| (std::cmp::Reverse(*time), *address));
    let (mut names, mut roles): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut newest = None;
    for (_, address) in group.members.iter().take(MOST_NAMED) {
        let contact: Contact = read::stored(searcher, *address)?;
        for name in &contact.names {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        if let Some(role) = contact.role.clone().filter(|role| !roles.contains(role)) {
            roles.push(role);
        }
        newest.get_or_insert((contact, *address));
    }
    let Some((contact, address)) = newest else { return Err(lost()) };
    let behind = read::behind(searcher, address)?;
    Ok(ContactHit { behind, contact, names, roles, articles: group.members.len() })
}

fn lost() -> Error {
    Error::new(crate::error::ErrorKind::Damaged, "a contact of the index has lost its article")
}

/// All documents of one contact.
struct Group {
    value: String,
    score: Score,
    /// Time of the article, and where the contact is kept.
    members: Vec<(i64, DocAddress)>,
}

impl Group {
    fn newest(&self) -> i64 {
        self.members.iter().map(|(time, _)| *time).max().unwrap_or(i64::MIN)
    }
}

/// Gathers contact documents by kind and value.
struct Grouping;

struct SegmentGrouping {
    segment: SegmentOrdinal,
    values: Option<StrColumn>,
    times: Column<i64>,
    groups: HashMap<u64, (Score, Vec<(i64, DocAddress)>)>,
}

impl Collector for Grouping {
    type Fruit = Vec<Group>;
    type Child = SegmentGrouping;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentGrouping> {
        let columns = reader.fast_fields();
        let (values, times) = (columns.str(CONTACT)?, columns.i64(TIME)?);
        Ok(SegmentGrouping { segment, values, times, groups: HashMap::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<Group>>) -> tantivy::Result<Vec<Group>> {
        let mut all: HashMap<String, Group> = HashMap::new();
        for group in segments.into_iter().flatten() {
            match all.get_mut(&group.value) {
                Some(known) => {
                    known.score = known.score.max(group.score);
                    known.members.extend(group.members);
                }
                None => {
                    all.insert(group.value.clone(), group);
                }
            }
        }
        Ok(all.into_values().collect())
    }
}

impl SegmentCollector for SegmentGrouping {
    type Fruit = Vec<Group>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let Some(value) = self.values.as_ref().and_then(|values| values.ords().first(doc)) else { return };
        let time = self.times.first(doc).unwrap_or(i64::MIN);
        let group = self.groups.entry(value).or_insert((score, Vec::new()));
        group.0 = group.0.max(score);
        group.1.push((time, DocAddress::new(self.segment, doc)));
    }

    fn harvest(self) -> Vec<Group> {
        let Some(values) = self.values else { return Vec::new() };
        let read = |ord: u64| {
            let mut value = String::new();
            values.ord_to_str(ord, &mut value).is_ok_and(|known| known).then_some(value)
        };
        let groups = self.groups.into_iter();
        groups
            .filter_map(|(ord, (score, members))| Some(Group { value: read(ord)?, score, members }))
            .collect()
    }
}
