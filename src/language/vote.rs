use std::sync::LazyLock;

use super::gram::{self, Scores};
use super::{lexicon, word};
use crate::value::Language;

/// Weight of one everyday word, in sixteenths of a nat.
const WORD: i32 = 8 * gram::NAT;
/// Letter sequences overlap, so they count half.
const LETTERS_HALVED: i32 = 2;
/// What whatlang's answer adds when it is sure.
const WHATLANG: f64 = 10.0 * gram::NAT as f64;
/// Indonesian is what this crate reads most: where nothing speaks for a neighbour, it is Indonesian.
const INDONESIAN: i32 = 4 * gram::NAT;
/// Letters cannot part Indonesian and Malay; the learned difference is that of one translator.
const INDONESIAN_MALAY: i32 = 8;

/// Languages that whatlang does not know and takes for another one.
const TAKEN_FOR: &[(&str, &[&str])] =
    &[("id", &["ms"]), ("zu", &["xh", "ss"]), ("hr", &["bs"]), ("fa", &["ckb"]), ("ru", &["ba"])];

struct Known {
    languages: Vec<Option<Language>>,
    indonesian: usize,
    malay: usize,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known {
    languages: gram::tags().iter().map(|t| t.parse().ok()).collect(),
    indonesian: at("id").unwrap_or(0),
    malay: at("ms").unwrap_or(0),
});

fn at(tag: &str) -> Option<usize> {
    gram::tags().iter().position(|t| *t == tag)
}

/// Everyday words by which a language is ahead where they alone tell it.
const TELLING_LEAD: i32 = 20;
/// … and where they tell Indonesian from Malay.
const TELLING_LEAD_OF_TWIN: i32 = 8;
/// Everyday words by which it is ahead in a block.
const TELLING_LEAD_OF_BLOCK: i32 = 2;
/// Bytes of a text from which on single letters are not counted.
const ENOUGH: usize = 500;
/// A lead after which whatlang could not change the answer, nor much of its confidence.
const CLEAR: i32 = 30 * gram::NAT;
/// Languages whose texts quote their neighbours, which long sequences do not part from them.
const CLOSE: [&str; 8] = ["id", "ms", "jv", "su", "min", "ban", "bjn", "mad"];
/// Bytes of a piece that are looked at first.
const SOME: usize = 60;
/// A lead in each part of a text after which the rest would not change the answer.
const DECIDED: i32 = 24 * gram::NAT;

/// The language that letters, words and whatlang together speak for. `first` are parts of the sample: where they leave
/// no doubt and agree, no more is read.
pub(super) fn language(first: &[&str], sample: &str) -> Option<(Language, f32)> {
    if let Some(known) = told(sample).or_else(|| agreed(first)) {
        return Some(known);
    }
    let letters = if sample.len() < ENOUGH { gram::Letters::all() } else { gram::Letters::most() };
    let mut tally = Tally::of(sample, letters)?;
    if tally.margin >= CLEAR {
        return tally.answer();
    }
    let second = ask_whatlang(sample, &mut tally.scores);
    (tally.best, tally.margin) = lead(&tally.scores)?;
    match second {
        // A language that only whatlang knows.
        Some((language, sure)) if sure > 0.9 && confidence(tally.margin) < 0.5 => {
            Some((language, sure.min(0.9)))
        }
        _ => tally.answer(),
    }
}

/// The language of all pieces alike, where each is clear.
fn agreed(pieces: &[&str]) -> Option<(Language, f32)> {
    let mut common: Option<Tally> = None;
    for piece in pieces {
        let tally = Tally::of(piece, gram::Letters::long()).filter(|t| t.margin >= DECIDED)?;
        if common.as_ref().is_some_and(|c| c.best != tally.best) {
            return None;
        }
        common = common.or(Some(tally));
    }
    common?.answer()
}

/// Everyday words of a sample: for each language how many, and how many words there are.
fn everyday(sample: &str) -> (Scores, i32) {
    let (mut counts, mut number) = ([0; gram::WIDTH], 0);
    word::each(sample, |w| {
        lexicon::count(w, &mut counts);
        number += 1;
    });
    (counts, number)
}

/// The language whose everyday words are so many, and so many more than any other's, that letters say nothing new.
fn told(sample: &str) -> Option<(Language, f32)> {
    let (counts, number) = everyday(sample);
    let (best, margin) = lead(&counts)?;
    let told = match twin(best) {
        // Letters say little between the two; but their neighbours must have hardly any of the words.
        Some(twin) => {
            let apart = lead_without(&counts, twin);
            margin >= TELLING_LEAD_OF_TWIN && apart >= TELLING_LEAD && apart * 10 >= counts[best] * 7
        }
        None => margin >= TELLING_LEAD,
    };
    let told = told && counts[best] * 5 >= number;
    let language = KNOWN.languages.get(best).copied().flatten()?;
    told.then_some((language, confidence(margin * WORD)))
}

/// Malay for Indonesian, Indonesian for Malay.
fn twin(at: usize) -> Option<usize> {
    match at {
        at if at == KNOWN.indonesian => Some(KNOWN.malay),
        at if at == KNOWN.malay => Some(KNOWN.indonesian),
        _ => None,
    }
}

/// The lead of the best over all others but one.
fn lead_without(counts: &Scores, without: usize) -> i32 {
    let mut counts = *counts;
    counts[without] = 0;
    lead(&counts).map_or(0, |(_, margin)| margin)
}

/// What letters and words say.
struct Tally {
    scores: Scores,
    best: usize,
    margin: i32,
}

impl Tally {
    fn of(sample: &str, mut letters: gram::Letters) -> Option<Self> {
        let mut words = [0; gram::WIDTH];
        let (mut size, mut number) = (0usize, 0usize);
        word::each(sample, |w| {
            letters.weigh(w);
            lexicon::count(w, &mut words);
            size += w.chars().count() - 2;
            number += 1;
        });
        if size < 8 || number < 2 {
            return None;
        }
        let letters = letters.scores();
        let mut scores = words.map(|w| w * WORD);
        for (score, letters) in scores.iter_mut().zip(letters) {
            *score += letters / LETTERS_HALVED;
        }
        soften(&mut scores, letters);
        let (best, margin) = lead(&scores).unwrap_or((0, 0));
        Some(Self { scores, best, margin })
    }

    fn answer(&self) -> Option<(Language, f32)> {
        Some((KNOWN.languages.get(self.best).copied().flatten()?, confidence(self.margin)))
    }
}

/// Takes back most of what letters say for Indonesian against Malay or the other way round.
fn soften(scores: &mut Scores, letters: &Scores) {
    let (id, ms) = (KNOWN.indonesian, KNOWN.malay);
    let gap = (letters[id] - letters[ms]) / LETTERS_HALVED;
    let lagging = if gap > 0 { ms } else { id };
    scores[lagging] += gap.abs() - gap.abs() / INDONESIAN_MALAY;
    scores[id] += INDONESIAN;
}

/// Adds whatlang's vote; gives it back where the language is none of ours.
fn ask_whatlang(sample: &str, scores: &mut Scores) -> Option<(Language, f32)> {
    let info = whatlang::detect(word::beginning(sample))?;
    let language: Language = info.lang().code().parse().ok()?;
    let vote = (WHATLANG * info.confidence()) as i32;
    let taken = TAKEN_FOR.iter().filter(|(by, _)| language.is(by)).flat_map(|(_, taken)| *taken);
    for at in taken.filter_map(|tag| at(tag)) {
        scores[at] += vote;
    }
    let places = Placed::new(language).places;
    for at in &places {
        scores[*at] += vote;
    }
    places.is_empty().then_some((language, info.confidence() as f32))
}

/// The best score's position (the first one's of equals) and its lead over the next one of another language.
fn lead(scores: &Scores) -> Option<(usize, i32)> {
    let top = most(scores);
    let best = scores.iter().position(|s| *s == top && top > 0)?;
    let mut others = *scores;
    others[best] = 0;
    Some((best, top - most(&others)))
}

/// The highest score, or zero.
fn most(scores: &Scores) -> i32 {
    scores.iter().fold(0, |most, score| most.max(*score))
}

/// How often an answer with such a lead is right, fitted on texts of 20 to 2,000 letters in some 120 languages.
fn confidence(margin: i32) -> f32 {
    let nats = margin as f32 / gram::NAT as f32;
    1.0 / (1.0 + (0.65 - 0.22 * nats).exp())
}

/// A language with its places in the scores: none if letters do not tell it, several if it has several scripts.
pub(super) struct Placed {
    language: Language,
    places: Vec<usize>,
}

impl Placed {
    pub(super) fn new(language: Language) -> Self {
        let primary = language.primary();
        let is_own = |tag: &str| {
            tag.strip_prefix(primary).is_some_and(|script| script.is_empty() || script.starts_with('-'))
        };
        let places = gram::tags().iter().enumerate().filter(|(_, tag)| is_own(tag)).map(|(at, _)| at);
        Self { language, places: places.collect() }
    }

    pub(super) fn is(&self, language: Language) -> bool {
        language.is(self.language.primary())
    }

    /// Whether texts in this language quote its close relatives.
    pub(super) fn is_close(&self) -> bool {
        CLOSE.contains(&self.language.primary())
    }
}

/// Whether the letters of a short piece are those of a language as far as they tell: a cheap first look.
pub(super) fn may_be(piece: &str, own: &Placed) -> bool {
    let leads = |letters: &mut gram::Letters, tenths: i64| {
        let scores = letters.scores();
        let best = most(scores);
        let own = own.places.iter().map(|i| scores[*i]).max();
        own.is_none_or(|own| i64::from(own) * 10 >= i64::from(best) * tenths)
    };
    // Some words mostly do, where no other language is ahead; relatives take a closer look.
    let some = &piece[..word::floor(piece, piece.len().min(SOME))];
    if !own.is_close() {
        let mut letters = gram::Letters::long();
        word::each(some, |w| letters.weigh(w));
        if leads(&mut letters, 10) {
            return true;
        }
    }
    let (counts, _) = everyday(piece);
    let is_ahead = |(best, margin)| {
        let margin = twin(best).map_or(margin, |twin| lead_without(&counts, twin));
        own.places.contains(&best) && margin >= TELLING_LEAD_OF_BLOCK
    };
    if lead(&counts).is_some_and(is_ahead) {
        return true;
    }
    let mut letters = gram::Letters::all();
    word::each(some, |w| letters.weigh(w));
    leads(&mut letters, 10) || {
        word::each(&piece[some.len()..], |w| letters.weigh(w));
        leads(&mut letters, 9)
    }
}
