//! Which words of a text a query asks for.

use std::collections::{HashMap, VecDeque};

use super::query::{Field, Form, Node, Term};
use super::word::{Word, Words};

/// Passages are gathered up to this many.
const MOST: usize = 10_000;

/// The words, phrases, prefixes that a query asks for.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Single words.
    words: HashMap<String, usize>,
    /// Phrases by their last word.
    phrases: HashMap<String, Vec<(Vec<String>, usize)>>,
    prefixes: Vec<(String, usize)>,
    fuzzy: Vec<(String, usize, usize)>,
    longest: usize,
    count: usize,
}

/// A passage that a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Which of the query's terms it is.
    pub(crate) term: usize,
}

impl Marks {
    /// What the query asks of a text: all its words that are not negated, and the speakers asked for.
    pub(crate) fn of(node: &Node) -> Self {
        let mut marks = Self::default();
        marks.gather(node);
        marks
    }

    fn gather(&mut self, node: &Node) {
        match node {
            Node::Text(term) => self.add(term),
            Node::Words(Field::Said, term) => {
                for word in Words::new(&term.text).filter(|w| !w.joined) {
                    self.add(&Term { text: word.text, form: term.form });
                }
            }
            Node::Quote(inner) => self.gather(inner),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| self.gather(node)),
            _ => {}
        }
    }

    fn add(&mut self, term: &Term) {
        let (joined, mut cut): (Vec<Word>, Vec<Word>) = Words::new(&term.text).partition(|w| w.joined);
        let number = self.count;
        self.count += 1;
        match (cut.len(), term.form) {
            (0, _) => {}
            (1, Form::Prefix) => self.prefixes.push((cut.swap_remove(0).text, number)),
            (1, Form::Fuzzy(errors)) => {
                self.fuzzy.push((cut.swap_remove(0).text, usize::from(errors), number))
            }
            (1, _) => {
                self.words.entry(cut.swap_remove(0).text).or_insert(number);
            }
            (length, form) => {
                self.longest = self.longest.max(length);
                let words: Vec<String> = cut.into_iter().map(|w| w.text).collect();
                // The last word of an unfinished phrase is not known: its beginning is marked by itself.
                if form == Form::Prefix {
                    self.prefixes.push((words[length - 1].clone(), number));
                } else {
                    self.phrases.entry(words[length - 1].clone()).or_default().push((words, number));
                }
                for whole in joined.into_iter().filter(|_| form == Form::Word && length == 2) {
                    self.words.entry(whole.text).or_insert(number);
                }
            }
        }
    }

    /// The passages of a text, in order, none overlapping.
    pub(crate) fn find(&self, text: &str) -> Vec<Mark> {
        let mut found: Vec<Mark> = Vec::new();
        if self.count == 0 {
            return found;
        }
        // The words before the one read, as far back as the longest phrase.
        let mut before: VecDeque<Word> = VecDeque::with_capacity(self.longest);
        let mut words = Words::new(text);
        let mut word = Word { start: 0, end: 0, position: 0, text: String::new(), joined: false };
        while found.len() < MOST && words.read(&mut word) {
            if let Some(mark) = self.phrase(&before, &word).or_else(|| self.word(&word)) {
                while found.last().is_some_and(|last| last.start >= mark.start) {
                    found.pop();
                }
                if found.last().is_none_or(|last| last.end <= mark.start) {
                    found.push(mark);
                }
            }
            if self.longest > 1 && !word.joined {
                let mut spare = if before.len() >= self.longest { before.pop_front() } else { None };
                if let Some(spare) = &mut spare {
                    spare.clone_from(&word);
                }
                before.push_back(spare.unwrap_or_else(|| word.clone()));
            }
        }
        found
    }

    fn word(&self, word: &Word) -> Option<Mark> {
        let mark = |term: usize| Some(Mark { start: word.start, end: word.end, term });
        if let Some(term) = self.words.get(&word.text) {
            return mark(*term);
        }
        if let Some((_, term)) = self.prefixes.iter().find(|(start, _)| word.text.starts_with(start.as_str()))
        {
            return mark(*term);
        }
        self.fuzzy
            .iter()
            .find(|(asked, errors, _)| within(asked, &word.text, *errors))
            .and_then(|f| mark(f.2))
    }

    fn phrase(&self, before: &VecDeque<Word>, last: &Word) -> Option<Mark> {
        let phrases = self.phrases.get(&last.text)?;
        phrases.iter().find_map(|(words, term)| {
            let length = words.len() - 1;
            let first = before.len().checked_sub(length)?;
            let run = before.range(first..);
            let fits = run.clone().zip(words).all(|(word, asked)| word.text == *asked);
            let start = run.clone().next()?.start;
            (fits && !last.joined).then_some(Mark { start, end: last.end, term: *term })
        })
    }
}

/// Whether two words are at most `most` insertions, deletions, changes or transpositions apart.
fn within(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let (mut older, mut old): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=b.len()).collect());
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = old[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(old[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(older[j - 2] + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_some_and(|best| *best > most) {
            return false;
        }
        older = std::mem::replace(&mut old, row);
    }
    old[b.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Query;

    fn found<'t>(query: &str, text: &'t str) -> Vec<&'t str> {
        let query: Query = query.parse().unwrap();
        Marks::of(&query.node).find(text).iter().map(|m| &text[m.start..m.end]).collect()
    }

    #[test]
    fn what_is_asked_for_is_marked() {
        let text = "Pelayanan publik: “Pelayanan” di Padang, pelayan anti-korupsi Jum’at";
        for (query, marks) in [
            ("pelayanan", vec!["Pelayanan", "Pelayanan"]),
            ("\"pelayanan publik\"", vec!["Pelayanan publik"]),
            ("pelayan*", vec!["Pelayanan", "Pelayanan", "pelayan"]),
            ("padnag~1", vec!["Padang"]),
            ("-pelayanan padang", vec!["Padang"]),
            ("anti-korupsi", vec!["anti-korupsi"]),
            ("antikorupsi", vec!["anti-korupsi"]),
            ("jumat", vec!["Jum’at"]),
            ("quote:(said:x publik) place:Padang", vec!["publik"]),
            ("said:\"Padang Publik\"", vec!["publik", "Padang"]),
            ("publik \"pelayanan publik\"", vec!["Pelayanan publik"]),
            ("zzz", vec![]),
            ("*", vec![]),
        ] {
            assert_eq!(found(query, text), marks, "{query}");
        }
    }

    #[test]
    fn distance_counts_transpositions_once() {
        assert!(within("padang", "padnag", 1));
        assert!(within("ombudsmn", "ombudsman", 1));
        assert!(!within("padang", "pandeglang", 2));
        assert!(within("", "ab", 2) && !within("", "abc", 2));
    }
}
