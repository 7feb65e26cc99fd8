use std::sync::LazyLock;

/// Letter sequences with their weight for each language; the form is told in `data/language/build.py`.
static DATA: &[u8] = include_bytes!("../../data/language/grams.bin");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(DATA).unwrap_or_default());

/// Weights are counted in sixteenths of a nat.
pub(super) const NAT: i32 = 16;

#[derive(Default)]
struct Table {
    tags: Vec<&'static str>,
    hashes: Vec<u32>,
    /// Where the postings of each hash begin; one more at the end.
    starts: Vec<u32>,
    postings: &'static [u8],
    /// For each value of the upper fifteen bits, where its hashes begin.
    index: Vec<u32>,
    /// For each hash whether it has a row below, and which: one more than its number.
    row_of: Vec<u16>,
    /// The weights for all languages of those hashes that many languages have: added in one go.
    rows: Vec<u8>,
}

const BITS: u32 = 15;
/// Languages from which on a sequence has a row.
const MANY: usize = 16;

impl Table {
    fn read(data: &'static [u8]) -> Option<Self> {
        let mut rest = data.strip_prefix(b"WLG1")?;
        let mut take = |n: usize| {
            let (head, tail) = rest.split_at_checked(n)?;
            rest = tail;
            Some(head)
        };
        let count = *take(1)?.first()?;
        let mut tags = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let len = *take(1)?.first()?;
            tags.push(std::str::from_utf8(take(usize::from(len))?).ok()?);
        }
        let size = u32::from_le_bytes(take(4)?.try_into().ok()?) as usize;
        let hashes: Vec<u32> =
            take(size.checked_mul(4)?)?.as_chunks().0.iter().map(|b| u32::from_le_bytes(*b)).collect();
        let mut starts = Vec::with_capacity(size + 1);
        let mut at = 0u32;
        for n in take(size)? {
            starts.push(at);
            at += u32::from(*n) * 2;
        }
        starts.push(at);
        let postings = take(at as usize)?;
        let mut index = vec![0u32; (1 << BITS) + 1];
        for h in &hashes {
            index[(h >> (32 - BITS)) as usize + 1] += 1;
        }
        for i in 1..index.len() {
            index[i] += index[i - 1];
        }
        let (mut row_of, mut rows) = (vec![0u16; size], Vec::new());
        for (row, span) in row_of.iter_mut().zip(starts.windows(2)) {
            let own = postings[span[0] as usize..span[1] as usize].as_chunks::<2>().0;
            if own.len() < MANY {
                continue;
            }
            let Ok(number) = u16::try_from(rows.len() / tags.len() + 1) else { break };
            *row = number;
            let from = rows.len();
            rows.resize(from + tags.len(), 0);
            for [language, weight] in own {
                if let Some(cell) = rows[from..].get_mut(usize::from(*language)) {
                    *cell = *weight;
                }
            }
        }
        Some(Self { tags, hashes, starts, postings, index, row_of, rows })
    }

    /// Where a hash stands, if it is known.
    fn find(&self, hash: u32) -> Option<usize> {
        let bucket = (hash >> (32 - BITS)) as usize;
        let (&from, &to) = (self.index.get(bucket)?, self.index.get(bucket + 1)?);
        let bucket = self.hashes.get(from as usize..to as usize)?;
        Some(from as usize + bucket.iter().position(|h| *h == hash)?)
    }
}

/// The tags of the languages, in the order of the scores.
pub(super) fn tags() -> &'static [&'static str] {
    &TABLE.tags
}

/// What letter sequences say for each language.
pub(super) struct Letters {
    scores: Vec<i32>,
    /// Added up, but not yet to the scores; so many sequences fit.
    pending: Vec<u16>,
    room: usize,
    /// Letters of the shortest sequence that counts.
    shortest: usize,
}

/// Weights of sequences that a sixteen-bit sum holds for sure.
const ROOM: usize = u16::MAX as usize / u8::MAX as usize;

impl Letters {
    /// All sequences: where there is little text, each tells something.
    pub(super) fn all() -> Self {
        let count = TABLE.tags.len();
        Self { scores: vec![0; count], pending: vec![0; count], room: ROOM, shortest: 1 }
    }

    /// The long ones, which tell most and cost least.
    pub(super) fn long() -> Self {
        Self { shortest: 3, ..Self::all() }
    }

    /// Adds the sequences of a word (white space at both ends).
    pub(super) fn weigh(&mut self, word: &[char]) {
        for start in 0..word.len() {
            let mut hash = 0x811c_9dc5u32;
            for (n, c) in word[start..].iter().take(4).enumerate() {
                let mut bytes = [0; 4];
                for b in c.encode_utf8(&mut bytes).bytes() {
                    hash = (hash ^ u32::from(b)).wrapping_mul(0x0100_0193);
                }
                if n + 1 < self.shortest || (n == 0 && *c == ' ') {
                    continue;
                }
                if let Some(at) = TABLE.find(hash) {
                    self.add(at);
                }
            }
        }
    }

    fn add(&mut self, at: usize) {
        if self.room == 0 {
            self.settle();
        }
        self.room -= 1;
        let row = usize::from(TABLE.row_of[at]);
        if row > 0 {
            let from = (row - 1) * self.pending.len();
            for (sum, weight) in self.pending.iter_mut().zip(&TABLE.rows[from..]) {
                *sum += u16::from(*weight);
            }
            return;
        }
        let span = TABLE.starts[at] as usize..TABLE.starts[at + 1] as usize;
        for [language, weight] in TABLE.postings[span].as_chunks::<2>().0 {
            if let Some(sum) = self.pending.get_mut(usize::from(*language)) {
                *sum += u16::from(*weight);
            }
        }
    }

    fn settle(&mut self) {
        for (score, sum) in self.scores.iter_mut().zip(&mut self.pending) {
            *score += i32::from(std::mem::take(sum));
        }
        self.room = ROOM;
    }

    /// The sums so far, one a language, in the order of the tags.
    pub(super) fn scores(&mut self) -> &[i32] {
        self.settle();
        &self.scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::read(DATA).unwrap();
        assert!(table.tags.len() > 100 && table.tags.contains(&"id"));
        assert!(table.hashes.is_sorted() && table.hashes.len() > 40_000);
        assert_eq!(*table.starts.last().unwrap() as usize, table.postings.len());
        for tag in &table.tags {
            assert!(tag.parse::<crate::value::Language>().is_ok(), "{tag}");
        }
    }
}
