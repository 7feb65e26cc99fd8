//! A text as the people and the quotes read it: words with what each may be.

use std::borrow::Cow;

use super::lexicon::{self, Class, Lexicon, Short};
use crate::article::Dateline;
use crate::text::{Case, Kind, Set, Word, words};
use crate::value::{BlockKind, Context, Place, Span, Text};

/// A place below this confidence may as well be a person.
const SURE_PLACE: f32 = 0.6;

/// The words of a text, classified by the tables of its language. Positions are indices of words.
pub(crate) struct Prose<'t> {
    /// The text.
    pub(crate) text: &'t str,
    words: Vec<Word>,
    classes: Vec<Class>,
    lengths: Vec<u8>,
    /// The tables of its language.
    pub(crate) lexicon: &'static Lexicon,
    /// Words that occur with a small letter: with a capital they are likely no names.
    common: Set<Cow<'t, str>>,
    /// First word after the dateline.
    story: usize,
    headings: Vec<Span>,
    /// Lines that name who wrote the text, not whom it speaks of.
    credits: Vec<Span>,
}

impl<'t> Prose<'t> {
    pub(crate) fn new(
        text: &'t Text,
        words: Vec<Word>,
        dateline: Option<&Dateline>,
        places: &[Place],
        context: &Context,
    ) -> Prose<'t> {
        let language = context.language_hint();
        let lexicon = Lexicon::of(language.as_ref().map_or("", |l| l.primary()));
        let mut prose = Prose::read(&text.str, words, lexicon);
        for place in places.iter().filter(|p| p.confidence >= SURE_PLACE) {
            let from = prose.at(place.span.start());
            let to = prose.at(place.span.end());
            prose.classes[from..to].iter_mut().for_each(|c| *c |= lexicon::AREA);
        }
        prose.story = dateline.map_or(0, |d| prose.at(d.span.end()));
        for block in &text.blocks {
            match block.kind {
                BlockKind::Heading => prose.headings.push(block.span),
                BlockKind::Byline | BlockKind::Signature => prose.credits.push(block.span),
                _ => {}
            }
        }
        prose
    }

    /// A text alone, such as a headline.
    pub(crate) fn of(text: &'t str, lexicon: &'static Lexicon) -> Prose<'t> {
        Self::read(text, words(text), lexicon)
    }

    fn read(text: &'t str, words: Vec<Word>, lexicon: &'static Lexicon) -> Prose<'t> {
        let words = lexicon.segment(text, words);
        let (classes, lengths) = lexicon.classify(text, &words);
        let common =
            words.iter().filter(|w| w.kind == Kind::Word(Case::Lower)).map(|w| Cow::Borrowed(w.of(text)));
        let mut common: Set<Cow<'t, str>> = common.collect();
        if lexicon.short() == Short::Any {
            // "Telaga itu": a name does not take a word that points back.
            let pointed = words.windows(2).enumerate().filter(|(i, w)| {
                w[0].is_capitalised()
                    && w[1].kind == Kind::Word(Case::Lower)
                    && classes[i + 1] & lexicon::THIS != 0
                    && classes[*i] & lexicon::PRONOUN == 0
            });
            common.extend(pointed.map(|(_, w)| Cow::Owned(w[0].of(text).to_lowercase())));
        }
        Prose {
            text,
            words,
            classes,
            lengths,
            lexicon,
            common,
            story: 0,
            headings: Vec::new(),
            credits: Vec::new(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// First word after the dateline.
    pub(crate) fn story(&self) -> usize {
        self.story
    }

    /// The first word that begins at `offset` or later.
    pub(crate) fn at(&self, offset: usize) -> usize {
        self.words.partition_point(|w| w.start() < offset)
    }

    pub(crate) fn word(&self, i: usize) -> Option<Word> {
        self.words.get(i).copied()
    }

    /// The letters of a word, `""` past the ends.
    pub(crate) fn str(&self, i: usize) -> &'t str {
        self.words.get(i).map_or("", |w| w.of(self.text))
    }

    /// Whether word `i` is one of `class`.
    pub(crate) fn is(&self, i: usize, class: Class) -> bool {
        self.classes.get(i).is_some_and(|c| c & class != 0)
    }

    /// How many words the phrase at `i` has that the tables know.
    pub(crate) fn phrase(&self, i: usize) -> usize {
        self.lengths.get(i).map_or(1, |l| usize::from(*l))
    }

    pub(crate) fn kind(&self, i: usize) -> Option<Kind> {
        self.words.get(i).map(|w| w.kind)
    }

    pub(crate) fn is_capitalised(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.is_capitalised())
    }

    /// Whether it is a word without a capital.
    pub(crate) fn is_lower(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(Kind::Word(Case::Lower | Case::None)))
    }

    pub(crate) fn is_word(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.is_word())
    }

    pub(crate) fn is_break(&self, i: usize) -> bool {
        !matches!(self.kind(i), Some(kind) if kind != Kind::Break)
    }

    /// Whether word `i` is the mark `mark`.
    pub(crate) fn is_mark(&self, i: usize, mark: char) -> bool {
        self.kind(i) == Some(Kind::Mark) && self.str(i).starts_with(mark)
    }

    /// An abbreviation in capitals, such as "KPK".
    pub(crate) fn is_acronym(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Word(Case::Upper)) && self.str(i).chars().count() <= 6
    }

    /// A single capital letter, or several with dots between: "J", "J.M".
    pub(crate) fn is_initial(&self, i: usize) -> bool {
        self.is_capitalised(i) && self.str(i).split('.').all(|piece| piece.chars().count() == 1)
    }

    /// Whether no white space stands between word `i` and the word before it.
    pub(crate) fn is_glued(&self, i: usize) -> bool {
        i > 0 && self.words.get(i).is_some_and(|w| w.start() == self.words[i - 1].end())
    }

    /// Whether the word also occurs without its capital.
    pub(crate) fn is_common(&self, i: usize) -> bool {
        self.common.contains(&*self.str(i).to_lowercase())
    }

    /// Whether the byte at `offset` belongs to a heading.
    pub(crate) fn is_heading(&self, offset: usize) -> bool {
        holds(&self.headings, offset)
    }

    /// Whether word `i` stands in a line that names who wrote the text.
    pub(crate) fn is_credit(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| holds(&self.credits, w.start()))
    }

    /// The bytes of the words `from..to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        match (self.words.get(from), to.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if from < to => Span::new(first.start(), last.end()),
            _ => Span::default(),
        }
    }

    /// Whether a sentence ends with word `i`.
    pub(crate) fn ends_sentence(&self, i: usize) -> bool {
        if self.is_break(i) {
            return true;
        }
        if self.kind(i) != Some(Kind::Mark) {
            return false;
        }
        match self.str(i) {
            "." => {
                // "seorang nenek.": a whole word in small letters is none.
                let whole = i > 0 && self.is_lower(i - 1) && self.str(i - 1).len() > 3;
                let whole = whole && !self.is(i - 1, lexicon::DEGREE | lexicon::RANK);
                let abbreviation = i > 0
                    && self.is_glued(i)
                    && !whole
                    && (self.is(i - 1, lexicon::HONORIFIC | lexicon::RANK | lexicon::DEGREE)
                        && !self.is(i - 1, lexicon::UNNAMED)
                        || self.is_initial(i - 1));
                let more = self.kind(i + 1) == Some(Kind::Word(Case::Lower))
                    || (self.is_glued(i + 1) && (self.is_mark(i + 1, ',') || self.is_mark(i + 1, ')')))
                    || (self.is_glued(i + 1) && self.kind(i + 1) == Some(Kind::Number));
                self.is_break(i + 1) || !(abbreviation || more)
            }
            "!" | "?" | "…" => {
                self.kind(i + 1) != Some(Kind::Word(Case::Lower)) && !self.is_mark(i + 1, ',')
            }
            "。" | "！" | "？" | "।" | "؟" | "۔" => true,
            _ => false,
        }
    }

    /// "begitulah bunyi Musi": a verb of saying that stands before its subject is a noun inside a clause.
    pub(crate) fn is_noun(&self, verb: usize) -> bool {
        let verbal = self.is(verb, lexicon::VERB | lexicon::SOURCE) || !self.is(verb, lexicon::VERB_FIRST);
        let joined = lexicon::ADVERB | lexicon::SAYS | lexicon::PREPOSITION | lexicon::WHO;
        let clause = verb
            .checked_sub(1)
            .is_some_and(|i| self.is_lower(i) && !self.is(i, joined) && self.phrase(i) == 1);
        !verbal && !self.is_capitalised(verb) && clause && self.lexicon.short() == Short::Any
    }

    /// The first word of the sentence that word `i` is in, looking back at most `most` words.
    pub(crate) fn sentence_start(&self, i: usize, most: usize) -> usize {
        let floor = i.saturating_sub(most);
        (floor..i).rev().find(|k| self.ends_sentence(*k)).map_or(floor, |k| k + 1)
    }
}

/// Whether one of the spans, which are in order, holds the byte at `offset`.
fn holds(spans: &[Span], offset: usize) -> bool {
    let at = spans.partition_point(|s| s.end() <= offset);
    spans.get(at).is_some_and(|s| s.start() <= offset)
}
