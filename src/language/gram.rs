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
}

const BITS: u32 = 15;

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
        Some(Self { tags, hashes, starts, postings, index })
    }

    fn postings(&self, hash: u32) -> &'static [u8] {
        let bucket = (hash >> (32 - BITS)) as usize;
        let (Some(&from), Some(&to)) = (self.index.get(bucket), self.index.get(bucket + 1)) else {
            return &[];
        };
        let bucket = &self.hashes[from as usize..to as usize];
        match bucket.iter().position(|h| *h == hash) {
            Some(at) => {
                let at = from as usize + at;
                &self.postings[self.starts[at] as usize..self.starts[at + 1] as usize]
            }
            None => &[],
        }
    }
}

/// The tags of the languages, in the order of the scores.
pub(super) fn tags() -> &'static [&'static str] {
    &TABLE.tags
}

/// Adds what the letter sequences of a word (white space at both ends) say, for each language.
pub(super) fn weigh(word: &[char], scores: &mut [i32]) {
    for start in 0..word.len() {
        let mut hash = 0x811c_9dc5u32;
        for (n, c) in word[start..].iter().take(4).enumerate() {
            let mut bytes = [0; 4];
            for b in c.encode_utf8(&mut bytes).bytes() {
                hash = (hash ^ u32::from(b)).wrapping_mul(0x0100_0193);
            }
            if n == 0 && *c == ' ' {
                continue;
            }
            for posting in TABLE.postings(hash).as_chunks::<2>().0 {
                if let Some(score) = scores.get_mut(usize::from(posting[0])) {
                    *score += i32::from(posting[1]);
                }
            }
        }
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
