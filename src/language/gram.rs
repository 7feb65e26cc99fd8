use std::sync::LazyLock;

/// Letter sequences with their weight for each language; the form is told in `data/language/build.py`.
static DATA: &[u8] = include_bytes!("../../data/language/grams.bin");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(DATA).unwrap_or_default());

/// Weights are counted in sixteenths of a nat.
pub(super) const NAT: i32 = 16;

/// More than there are languages; so many weights are added at once.
pub(super) const WIDTH: usize = 128;
/// Marks the last posting of a sequence.
const LAST: u8 = 128;
/// Bits of a hash that name a bucket. With the sixteen that stand in the entry, a sequence that is in no language is
/// taken for another one in twenty-three thousand times.
const BUCKET_BITS: u32 = 14;

/// The parts of the file, which is used as it lies: nothing is built at the start.
#[derive(Default)]
struct Table {
    tags: Vec<&'static str>,
    /// Where the entries of a bucket begin, and those of the next one.
    buckets: &'static [[u8; 2]],
    /// Of each sequence, more bits of its hash and the number of its first posting, or its row's after all postings'.
    entries: &'static [[u8; 4]],
    /// A language and a weight.
    postings: &'static [[u8; 2]],
    /// The weights for all languages of those sequences that many languages have.
    rows: &'static [[u8; WIDTH]],
}

impl Table {
    fn read(data: &'static [u8]) -> Option<Self> {
        let mut rest = data.strip_prefix(b"WLG3")?;
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
        let mut size = || Some(u32::from_le_bytes(take(4)?.try_into().ok()?) as usize);
        let (buckets, entries, postings, rows) = (size()?, size()?, size()?, size()?);
        if buckets != 1 << BUCKET_BITS || tags.len() >= WIDTH {
            return None;
        }
        Some(Self {
            tags,
            buckets: take(2 * (buckets + 1))?.as_chunks().0,
            entries: take(entries.checked_mul(4)?)?.as_chunks().0,
            postings: take(postings.checked_mul(2)?)?.as_chunks().0,
            rows: take(rows.checked_mul(WIDTH)?)?.as_chunks().0,
        })
    }

    /// Where that stands which is known of a sequence.
    #[inline]
    fn find(&self, hash: u32) -> Option<u16> {
        let bucket = (hash >> (32 - BUCKET_BITS)) as usize;
        let [from, to] = *self.buckets.get(bucket..)?.first_chunk()?;
        let (from, to) = (u16::from_le_bytes(from), u16::from_le_bytes(to));
        let [a, b] = ((hash >> (16 - BUCKET_BITS)) as u16).to_le_bytes();
        let entry =
            self.entries.get(usize::from(from)..usize::from(to))?.iter().find(|e| [e[0], e[1]] == [a, b]);
        entry.map(|e| u16::from_le_bytes([e[2], e[3]]))
    }
}

/// The tags of the languages, in the order of the scores.
pub(super) fn tags() -> &'static [&'static str] {
    &TABLE.tags
}

/// A number for each language; those after the last language mean nothing.
pub(super) type Scores = [i32; WIDTH];

/// What letter sequences say for each language.
pub(super) struct Letters {
    scores: Scores,
    /// Added up, but not yet to the scores; so many sequences fit.
    pending: [u16; WIDTH],
    room: usize,
    /// Letters of the shortest sequence that counts.
    shortest: usize,
}

/// Letters of the longest sequence.
const LONGEST: usize = 4;
/// Sequences that are looked up together.
const TOGETHER: usize = 48;
/// Weights of sequences that a sixteen-bit sum holds for sure.
const ROOM: usize = u16::MAX as usize / u8::MAX as usize;

impl Letters {
    /// All sequences: where there is little text, each tells something.
    pub(super) fn all() -> Self {
        Self { scores: [0; WIDTH], pending: [0; WIDTH], room: ROOM, shortest: 1 }
    }

    /// All but single letters, which tell nothing more in a text of some length.
    pub(super) fn most() -> Self {
        Self { shortest: 2, ..Self::all() }
    }

    /// The long ones, which tell most and cost least.
    pub(super) fn long() -> Self {
        Self { shortest: 3, ..Self::all() }
    }

    /// Adds the sequences of a word (white space at both ends).
    pub(super) fn weigh(&mut self, word: &str) {
        let bytes = word.as_bytes();
        // Looked up many at once: the places lie far apart in memory, and the waits overlap.
        let (mut hashes, mut count) = ([0; TOGETHER], 0);
        for start in (0..bytes.len()).filter(|start| word.is_char_boundary(*start)) {
            let (mut hash, mut letters) = (0x811c_9dc5u32, 0);
            for (at, byte) in bytes.iter().enumerate().skip(start) {
                hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
                if !word.is_char_boundary(at + 1) {
                    continue;
                }
                letters += 1;
                if letters >= self.shortest && (letters > 1 || *byte != b' ') {
                    hashes[count] = hash;
                    count += 1;
                }
                if letters == LONGEST {
                    break;
                }
            }
            if count > TOGETHER - LONGEST {
                self.add(&hashes[..count]);
                count = 0;
            }
        }
        self.add(&hashes[..count]);
    }

    fn add(&mut self, hashes: &[u32]) {
        let table = &*TABLE;
        let mut found = [None; TOGETHER];
        for (place, hash) in found.iter_mut().zip(hashes) {
            *place = table.find(*hash);
        }
        if self.room < hashes.len() {
            self.settle();
        }
        self.room -= hashes.len();
        for place in found.iter().take(hashes.len()).flatten() {
            let place = usize::from(*place);
            if let Some(row) = place.checked_sub(table.postings.len()) {
                if let Some(row) = table.rows.get(row) {
                    add_row(&mut self.pending, row);
                }
                continue;
            }
            for [language, weight] in &table.postings[place..] {
                self.pending[usize::from(language & !LAST)] += u16::from(*weight);
                if language & LAST != 0 {
                    break;
                }
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
    pub(super) fn scores(&mut self) -> &Scores {
        self.settle();
        &self.scores
    }
}

/// Adds a row of weights. A function of its own, in which the compiler knows that the two lie apart and adds many at once.
#[inline(never)]
fn add_row(sums: &mut [u16; WIDTH], row: &[u8; WIDTH]) {
    for (sum, weight) in sums.iter_mut().zip(row) {
        *sum = sum.wrapping_add(u16::from(*weight));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::read(DATA).unwrap();
        assert!(table.tags.len() > 100 && table.tags.contains(&"id"));
        for tag in &table.tags {
            assert!(tag.parse::<crate::value::Language>().is_ok(), "{tag}");
        }
        assert!(table.entries.len() > 40_000);
        assert!(table.postings.last().is_some_and(|p| p[0] & LAST != 0));
        assert!(table.postings.iter().all(|p| usize::from(p[0] & !LAST) < table.tags.len()));
        let starts: Vec<_> = table.buckets.iter().map(|b| usize::from(u16::from_le_bytes(*b))).collect();
        assert_eq!((starts.first(), starts.last()), (Some(&0), Some(&table.entries.len())));
        // Of a bucket only few are looked at.
        assert!(starts.windows(2).all(|w| w[0] <= w[1] && w[1] - w[0] < 16));
        for (bucket, range) in starts.windows(2).enumerate() {
            for entry in &table.entries[range[0]..range[1]] {
                let known = u32::from(u16::from_le_bytes([entry[0], entry[1]]));
                let hash = (bucket as u32) << (32 - BUCKET_BITS) | known << (16 - BUCKET_BITS);
                // Each is found, and no other in its stead.
                let place = table.find(hash).unwrap();
                assert_eq!(place.to_le_bytes(), [entry[2], entry[3]]);
                assert!(usize::from(place) < table.postings.len() + table.rows.len());
            }
        }
    }

    /// What each language gets for a word.
    fn weights(letters: Letters, word: &str) -> Vec<(&'static str, i32)> {
        let mut letters = letters;
        letters.weigh(word);
        let scores = *letters.scores();
        tags().iter().copied().zip(scores).filter(|(_, score)| *score > 0).collect()
    }

    #[test]
    fn the_shortest_sequence_is_counted_in_letters() {
        // One letter of two bytes: alone, with either space, with both.
        assert!(!weights(Letters::all(), " é ").is_empty());
        let (all, most) = (weights(Letters::all(), "é"), weights(Letters::most(), "é"));
        assert!(all.iter().any(|(tag, _)| *tag == "fr") && most.is_empty());
    }

    #[test]
    fn long_words_add_up_as_short_ones_do() {
        let of = |times: usize| {
            let word = format!(" {} ", "na".repeat(times));
            weights(Letters::long(), &word).iter().find(|(tag, _)| *tag == "id").map_or(0, |w| w.1)
        };
        let each = of(5) - of(4);
        assert!(each > 0);
        assert_eq!(of(5_000), of(5) + 4_995 * each);
    }
}
