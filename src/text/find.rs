/// Finds the words of a table in a text, a few hundred of them. An automaton would take longer to build than to use.
pub(crate) struct Finder<W> {
    /// One bit for each three bytes with which a word begins, five bits of each byte: upper and lower case alike.
    sketch: Vec<u64>,
    /// The beginnings and the words that have them, the longer words first.
    places: Vec<(u16, u32)>,
    words: Vec<W>,
    any_case: bool,
}

impl<W: AsRef<str>> Finder<W> {
    /// Empty words are never found. Upper and lower case may be told apart or, in ASCII, not.
    pub(crate) fn new(words: Vec<W>, any_case: bool) -> Self {
        let mut sketch = vec![0; SKETCH / 64];
        let mut places = Vec::with_capacity(words.len());
        for (word, id) in words.iter().zip(0..) {
            // Behind a word of one or two bytes may stand anything.
            let keys = match *word.as_ref().as_bytes() {
                [] => continue,
                [a] => (0..SKETCH).step_by(32).map(|rest| rest + bits(a)).collect(),
                [a, b] => (0..32).map(|c| c << 10 | bits(b) << 5 | bits(a)).collect(),
                [a, b, c, ..] => vec![key(a, b, c)],
            };
            for key in keys {
                sketch[key / 64] |= 1 << (key % 64);
                places.push((key as u16, id));
            }
        }
        let length = |id: u32| words[id as usize].as_ref().len();
        places.sort_unstable_by_key(|(key, id)| (*key, std::cmp::Reverse(length(*id)), *id));
        Self { sketch, places, words, any_case }
    }

    /// All places where words stand, within each other too: where one begins, where it ends, and which it is.
    pub(crate) fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, usize)> + 'a {
        let text = text.as_bytes();
        (0..text.len()).flat_map(move |at| self.at(text, at).map(move |(end, id)| (at, end, id)))
    }

    /// The places where words stand, the longest of those that begin at one place and none inside another.
    pub(crate) fn longest<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, usize)> + 'a {
        let text = text.as_bytes();
        let mut from = 0;
        (0..text.len()).filter_map(move |at| {
            let (end, id) = if at < from { None } else { self.at(text, at).next() }?;
            from = end;
            Some((at, end, id))
        })
    }

    /// The words that stand at a place, the longer ones first, with their ends.
    fn at<'a>(&'a self, text: &'a [u8], at: usize) -> impl Iterator<Item = (usize, usize)> + 'a {
        let byte = |i: usize| text.get(at + i).copied().unwrap_or(0);
        let key = key(byte(0), byte(1), byte(2));
        let places = if self.sketch[key / 64] >> (key % 64) & 1 == 1 {
            let from = self.places.partition_point(|(k, _)| usize::from(*k) < key);
            &self.places[from..]
        } else {
            &[]
        };
        places.iter().take_while(move |(k, _)| usize::from(*k) == key).filter_map(move |(_, id)| {
            let word = self.words[*id as usize].as_ref().as_bytes();
            let here = text.get(at..at + word.len())?;
            let found = if self.any_case { here.eq_ignore_ascii_case(word) } else { here == word };
            found.then_some((at + word.len(), *id as usize))
        })
    }
}

const SKETCH: usize = 1 << 15;

fn bits(byte: u8) -> usize {
    usize::from(byte & 31)
}

fn key(a: u8, b: u8, c: u8) -> usize {
    bits(c) << 10 | bits(b) << 5 | bits(a)
}

#[cfg(test)]
mod tests {
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_found_is_what_an_automaton_finds(
            words in prop::collection::vec("[abAé]{1,5}", 0..12),
            text in "[abABé ]{0,40}",
            any_case in any::<bool>(),
        ) {
            let finder = Finder::new(words.clone(), any_case);
            let automaton = |kind| {
                AhoCorasick::builder().ascii_case_insensitive(any_case).match_kind(kind).build(&words).unwrap()
            };
            let told = |m: aho_corasick::Match| (m.start(), m.end(), m.pattern().as_usize());
            let mut all: Vec<_> =
                automaton(MatchKind::Standard).find_overlapping_iter(&text).map(told).collect();
            all.sort_by_key(|(start, end, id)| (*start, std::cmp::Reverse(*end), *id));
            prop_assert_eq!(finder.all(&text).collect::<Vec<_>>(), all);
            let longest: Vec<_> = automaton(MatchKind::LeftmostLongest).find_iter(&text).map(told).collect();
            prop_assert_eq!(finder.longest(&text).collect::<Vec<_>>(), longest);
        }
    }
}
