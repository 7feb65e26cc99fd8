//! The words around names and speech, a file a language: `data/quotes`, `data/names`.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::text::{Case, Kind, Word, WordMap, is_unspaced};

/// What a word or phrase may be; a word may be several things.
pub(crate) type Class = u64;

macro_rules! classes {
    ($($name:ident = $key:literal $bit:literal;)*) => {
        $(pub(crate) const $name: Class = 1 << $bit;)*

        fn class(key: &str) -> Option<Class> {
            match key { $($key => Some($name),)* _ => None }
        }
    };
}

classes! {
    VERB = "verb" 0;
    VERB_FIRST = "verb-first" 1;
    VERB_LAST = "verb-last" 2;
    VERB_ALONE = "verb-alone" 3;
    THOUGHT = "thought" 4;
    SOURCE = "source" 5;
    SOURCE_AFTER = "source-after" 6;
    SOURCE_ALONE = "source-alone" 7;
    PRONOUN = "pronoun" 8;
    ARTICLE = "article" 9;
    THIS = "this" 10;
    PREPOSITION = "preposition" 11;
    WHO = "who" 12;
    ADVERB = "adverb" 13;
    STOP = "stop" 14;
    LABEL = "label" 15;
    DOCUMENT = "document" 16;
    UNNAMED = "unnamed" 17;
    ROLE = "role" 18;
    ROLE_OF_PLACE = "role-of-place" 19;
    ROLE_MODIFIER = "role-modifier" 20;
    HONORIFIC = "honorific" 21;
    RANK = "rank" 22;
    DEGREE = "degree" 23;
    ORGANISATION = "organisation" 24;
    TAKES = "takes" 25;
    AREA = "area" 26;
    PARTICLE = "particle" 27;
    CONNECT = "connect" 28;
    CALENDAR = "calendar" 29;
    ALIAS = "alias" 30;
    BODY = "body" 31;
    GIVEN = "given" 32;
    THING = "thing" 33;
    NAMED = "named" 34;
    AS = "as" 35;
    NEUTER = "neuter" 36;
    VERBAL = "verb-shape" 37;
    PASSIVE = "passive-shape" 38;
    CLITIC = "clitic-shape" 39;
    INITIALS = "initials" 40;
    NOUN = "noun-shape" 41;
    REPORTED = "reported" 42;
    KIN = "kin" 43;
    WHO_PERSON = "who-person" 44;
    STATIVE = "stative-shape" 45;
    SINGLE = "single" 46;
    WORDED = "worded" 47;
}

/// Any verb that reports words.
pub(crate) const SAYS: Class = VERB | VERB_FIRST | VERB_LAST | VERB_ALONE;
/// Any word that names a source.
pub(crate) const SOURCES: Class = SOURCE | SOURCE_AFTER | SOURCE_ALONE;
/// Words that hold for each word of a phrase: "juru bicara" is a role word twice.
const SPREADS: Class = ROLE
    | ROLE_OF_PLACE
    | ROLE_MODIFIER
    | RANK
    | DEGREE
    | ORGANISATION
    | AREA
    | CALENDAR
    | DOCUMENT
    | UNNAMED
    | HONORIFIC
    | THING
    | BODY;

/// How news in a language shortens a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Short {
    /// To any of its parts.
    #[default]
    Any,
    /// To the first part.
    First,
    /// To the last part.
    Last,
}

/// No word of the tables for scripts without spaces has more letters.
const LONGEST_UNSPACED: usize = 8;

/// Shorter words of such a shape may be anything.
const SHAPED: usize = 7;

/// The tables of a language.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: WordMap<Entry>,
    endings: Vec<&'static str>,
    /// Endings that say whose somebody is: "istrinya".
    possessives: Vec<&'static str>,
    marks: Vec<(char, char)>,
    short: Short,
    capital_nouns: bool,
    /// Beginning and end of words that the tables do not list, and what such words are.
    shapes: Shapes,
}

/// How words of a class begin and end.
#[derive(Debug)]
struct Shape {
    head: &'static str,
    tail: &'static str,
    class: Class,
}

impl Shape {
    fn fits(&self, word: &str) -> bool {
        word.starts_with(self.head) && word.ends_with(self.tail)
    }
}

/// Shapes by the letter that tells most: the last one of their tail, or the first one of those that have none.
#[derive(Debug, Default)]
struct Shapes {
    by_last: Vec<(u8, Shape)>,
    by_first: Vec<(u8, Shape)>,
}

impl Shapes {
    fn add(&mut self, shape: Shape) {
        let (list, letter) = match shape.tail.bytes().last() {
            Some(last) => (&mut self.by_last, last),
            None => (&mut self.by_first, shape.head.bytes().next().unwrap_or(0)),
        };
        let at = list.partition_point(|(known, _)| *known <= letter);
        list.insert(at, (letter, shape));
    }

    /// Those that a word has.
    fn of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a Shape> {
        let with = |list: &'a [(u8, Shape)], letter: Option<u8>| {
            let letter = letter.unwrap_or(0);
            let from = list.partition_point(|(known, _)| *known < letter);
            list[from..].iter().take_while(move |(known, _)| *known == letter).map(|(_, shape)| shape)
        };
        let lists = with(&self.by_last, word.bytes().last()).chain(with(&self.by_first, word.bytes().next()));
        lists.filter(move |shape| shape.fits(word))
    }
}

#[derive(Debug, Default)]
struct Entry {
    class: Class,
    /// Phrases that begin with the word, the longer ones first.
    longer: Vec<Phrase>,
}

/// The words after the first.
#[derive(Debug)]
struct Phrase {
    rest: &'static str,
    count: usize,
    class: Class,
}

struct Source {
    tag: &'static str,
    quotes: &'static str,
    names: &'static str,
    loaded: OnceLock<Lexicon>,
}

macro_rules! sources {
    ($($tag:literal),*) => {
        [$(Source {
            tag: $tag,
            quotes: include_str!(concat!("../../data/quotes/", $tag, ".txt")),
            names: include_str!(concat!("../../data/names/", $tag, ".txt")),
            loaded: OnceLock::new(),
        }),*]
    };
}

/// Where English stands among them.
const ENGLISH: usize = 3;

static SOURCE_FILES: [Source; 17] = sources![
    "id", "jv", "su", "en", "de", "ms", "es", "pt", "fr", "it", "nl", "ru", "tr", "ar", "hi", "zh", "ja"
];

impl Lexicon {
    /// The tables for a primary language tag; English where there are none, so that marks at least are read.
    pub(crate) fn of(tag: &str) -> &'static Lexicon {
        let serves = |s: &&Source| s.tag == tag || list(s.quotes, "also").any(|t| t == tag);
        let source = SOURCE_FILES.iter().find(serves).unwrap_or(&SOURCE_FILES[ENGLISH]);
        source.loaded.get_or_init(|| Lexicon::read(source))
    }

    fn read(source: &Source) -> Lexicon {
        // Room for all of them, so that the table is not built several times over.
        let words = WordMap::with_capacity_and_hasher(source.names.len() / 8, Default::default());
        let mut lexicon = Lexicon { words, ..Lexicon::default() };
        let included =
            list(source.quotes, "include").filter_map(|tag| SOURCE_FILES.iter().find(|s| s.tag == tag));
        for from in included {
            lexicon.add(from.quotes);
            lexicon.add(from.names);
        }
        lexicon.add(source.quotes);
        lexicon.add(source.names);
        lexicon
    }

    fn add(&mut self, file: &'static str) {
        for (key, forms) in lines(file) {
            match key {
                "short" => {
                    self.short = match forms.trim() {
                        "first" => Short::First,
                        "last" => Short::Last,
                        _ => Short::Any,
                    }
                }
                "nouns" => self.capital_nouns = forms.trim() == "capitalised",
                "marks" => self.add_marks(forms),
                "organisation-shape" => self.add_shapes(forms, ORGANISATION),
                "given-shape" => self.add_shapes(forms, GIVEN),
                "verb-shape" => self.add_shapes(forms, VERBAL),
                "stative-shape" => self.add_shapes(forms, STATIVE),
                "passive-shape" => self.add_shapes(forms, VERBAL | PASSIVE),
                "clitic-shape" => self.add_shapes(forms, CLITIC),
                "noun-shape" => self.add_shapes(forms, NOUN),
                "possessive" => self.possessives.extend(split(forms)),
                "role-suffix" => self.endings.extend(split(forms)),
                _ => {
                    if let Some(class) = class(key) {
                        split(forms).for_each(|form| self.add_form(form, class));
                    }
                }
            }
        }
    }

    fn add_shapes(&mut self, forms: &'static str, class: Class) {
        let shapes = split(forms).filter_map(|f| f.split_once('-'));
        shapes.for_each(|(head, tail)| self.shapes.add(Shape { head, tail, class }));
    }

    fn add_marks(&mut self, forms: &str) {
        for pair in split(forms) {
            let mut chars = pair.chars();
            if let (Some(open), Some(close)) = (chars.next(), chars.next()) {
                self.marks.push((open, close));
            }
        }
    }

    fn add_form(&mut self, form: &'static str, class: Class) {
        let form = form.trim_end_matches('.');
        let Some((first, rest)) = form.split_once(' ') else {
            self.words.entry(form).or_default().class |= class;
            return;
        };
        let longer = &mut self.words.entry(first).or_default().longer;
        if let Some(known) = longer.iter_mut().find(|known| known.rest == rest) {
            known.class |= class;
            return;
        }
        let count = rest.split(' ').count();
        let at = longer.partition_point(|known| known.count >= count);
        longer.insert(at, Phrase { rest, count, class });
    }

    /// Whether an article belongs to the description: "seorang warga", but "the spokesman" is "spokesman".
    pub(crate) fn keeps_article(&self, article: &str) -> bool {
        self.short == Short::Any && !article.is_empty()
    }

    /// How names are shortened.
    pub(crate) fn short(&self) -> Short {
        self.short
    }

    /// Whether every noun has a capital, so that a capital says nothing about names.
    pub(crate) fn has_capital_nouns(&self) -> bool {
        self.capital_nouns
    }

    /// The pairs of outer quotation marks.
    pub(crate) fn marks(&self) -> &[(char, char)] {
        &self.marks
    }

    /// Parts the words of scripts without spaces at the words that the tables know, the longest first.
    pub(crate) fn segment(&self, text: &str, words: Vec<Word>) -> Vec<Word> {
        let unspaced = |w: &Word| w.is_word() && w.of(text).chars().next().is_some_and(is_unspaced);
        if !words.iter().any(unspaced) {
            return words;
        }
        let mut out = Vec::with_capacity(words.len() * 3);
        for word in words {
            if !unspaced(&word) {
                out.push(word);
                continue;
            }
            let mut rest = word;
            let mut at = word.start();
            while at < rest.end() {
                let ahead = &text[at..rest.end()];
                let ends = ahead.char_indices().map(|(i, c)| i + c.len_utf8()).take(LONGEST_UNSPACED);
                let known = ends.filter(|end| self.words.contains_key(&ahead[..*end])).last();
                let Some(length) = known else {
                    at += ahead.chars().next().map_or(1, char::len_utf8);
                    continue;
                };
                let (gap, tail) = rest.part(at);
                let (found, tail) = tail.part(at + length);
                out.extend((gap.start() < gap.end()).then_some(gap));
                out.push(found);
                rest = tail;
                at = rest.start();
            }
            out.extend((rest.start() < rest.end()).then_some(rest));
        }
        out
    }

    /// Whether a word has the shape of an active verb.
    fn verbal(&self, word: &str) -> Class {
        let active = |shape: &Shape| shape.class == VERBAL;
        if word.len() >= SHAPED && self.shapes.of(word).any(active) { VERBAL } else { 0 }
    }

    /// "istrinya", "tetangganya": somebody by what they are to another.
    fn is_relation(&self, word: &str) -> bool {
        let stem = |ending: &str| word.strip_suffix(ending).and_then(|stem| self.words.get(stem));
        self.possessives
            .iter()
            .filter_map(|ending| stem(ending))
            .any(|e| e.class & (ROLE | KIN | UNNAMED) != 0)
    }

    /// What each word of a text may be, and how many words the phrase that begins there has.
    pub(crate) fn classify(&self, text: &str, words: &[Word]) -> (Vec<Class>, Vec<u8>) {
        let mut classes = vec![0; words.len()];
        let mut lengths = vec![1u8; words.len()];
        let lowered: Vec<Cow<'_, str>> = words.iter().map(|w| lower(*w, text)).collect();
        for at in 0..words.len() {
            if !words[at].is_word() {
                continue;
            }
            // "l'avocat": what follows the apostrophe.
            let elided = || lowered[at].split_once('\'').and_then(|(_, rest)| self.words.get(rest));
            let Some(entry) = self.words.get(&*lowered[at]).or_else(elided) else {
                let word = &*lowered[at];
                if word.len() >= SHAPED {
                    let found = self.shapes.of(word).fold(0, |all, s| all | s.class);
                    let short = word.len() == SHAPED;
                    classes[at] |= if short { found & !ORGANISATION } else { found };
                }
                if self.is_relation(word) {
                    classes[at] |= ROLE;
                }
                if is_compound(word, &self.endings) {
                    classes[at] |= ROLE;
                }
                continue;
            };
            classes[at] |= entry.class;
            if entry.class == STOP && words[at].kind == Kind::Word(Case::Lower) {
                // "melihat" may open a sentence as "seeing that", and is a verb inside one.
                classes[at] |= self.verbal(&lowered[at]);
            }
            // The next word tells mostly.
            let next = lowered.get(at + 1).map_or("", |w| &**w);
            let found = entry.longer.iter().filter(|p| p.rest.starts_with(next)).find(|phrase| {
                let mut pieces = phrase.rest.split(' ').zip(at + 1..);
                pieces.all(|(piece, i)| lowered.get(i).is_some_and(|w| **w == *piece))
            });
            if let Some(Phrase { count, class, .. }) = found {
                classes[at] |= class;
                lengths[at] = *count as u8 + 1;
                classes.iter_mut().skip(at + 1).take(*count).for_each(|c| *c |= class & SPREADS);
            }
        }
        (classes, lengths)
    }
}

fn lower(word: Word, text: &str) -> Cow<'_, str> {
    let of = word.of(text);
    match word.kind {
        Kind::Word(_) if of.is_ascii() => {
            if of.bytes().any(|b| b.is_ascii_uppercase()) {
                Cow::Owned(of.to_ascii_lowercase())
            } else {
                Cow::Borrowed(of)
            }
        }
        Kind::Word(_) => Cow::Owned(of.to_lowercase().replace('’', "'")),
        _ => Cow::Borrowed(of),
    }
}

/// "Bundesfinanzminister" ends in "minister" and is longer than it by more than a letter or two.
fn is_compound(word: &str, endings: &[&str]) -> bool {
    if endings.is_empty() {
        return false;
    }
    // "des Innenministers", "dem Ministerpräsidenten": with the ending of a case.
    let cases = ["", "s", "es", "en", "n"];
    cases.iter().filter_map(|case| word.strip_suffix(case)).map(str::as_bytes).any(|stem| {
        let last = stem.last();
        // One letter tells mostly.
        endings
            .iter()
            .map(|e| e.as_bytes())
            .any(|ending| ending.last() == last && stem.len() >= ending.len() + 3 && stem.ends_with(ending))
    })
}

fn lines(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(':')).map(|(k, v)| (k.trim(), v))
}

fn list<'a>(file: &'a str, key: &'a str) -> impl Iterator<Item = &'a str> {
    lines(file).filter(move |(k, _)| *k == key).flat_map(|(_, forms)| split(forms))
}

fn split(forms: &str) -> impl Iterator<Item = &str> {
    forms.split(',').map(str::trim).filter(|f| !f.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    #[test]
    fn every_key_of_every_file_is_known() {
        for source in &SOURCE_FILES {
            for (key, _) in lines(source.quotes).chain(lines(source.names)) {
                let known = class(key).is_some()
                    || ["also", "include", "marks", "short", "role-suffix", "possessive", "nouns"]
                        .into_iter()
                        .chain(["organisation-shape", "given-shape"])
                        .collect::<Vec<_>>()
                        .contains(&key);
                assert!(known, "{}: {key}", source.tag);
            }
        }
    }

    #[test]
    fn phrases_and_words() {
        let text = "Juru Bicara KPK, kata Budi";
        let (classes, lengths) = Lexicon::of("id").classify(text, &words(text));
        assert_eq!(lengths[0], 2);
        assert!(classes[1] & ROLE != 0 && classes[4] & VERB_FIRST != 0);
        let text = "Bundesfinanzminister";
        assert!(Lexicon::of("de").classify(text, &words(text)).0[0] & ROLE != 0);
    }
}
