//! The words that attribute a quote, and whom they name.

use std::ops::Range;

use crate::article::SpeakerKind;
use crate::part::lexicon::{
    ADVERB, ARTICLE, BODY, CALENDAR, CLITIC, DOCUMENT, HONORIFIC, ORGANISATION, PASSIVE, PREPOSITION,
    PRONOUN, ROLE, ROLE_MODIFIER, SAYS, SOURCE, SOURCE_AFTER, SOURCE_ALONE, STATIVE, STOP, Short, TAKES,
    THIS, THOUGHT, UNNAMED, VERB, VERB_ALONE, VERB_FIRST, VERB_LAST, VERBAL, WHO,
};
use crate::part::person::{Mention, Register};
use crate::part::prose::Prose;
use crate::text::{Case, Kind, is_unspaced};

/// An attribution reaches no further than this many words.
pub(super) const REACH: usize = 45;
/// A description of a speaker has no more words.
const MOST_DESCRIBED: usize = 10;

/// Whom a word of saying names. Ranges are of words.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Who {
    /// A person of the register.
    Person(Mention),
    /// "dia", "he", or a phrase that points back: "politikus itu".
    Back(Range<usize>),
    /// Somebody or something described.
    Described(Range<usize>, SpeakerKind),
    /// Name and role by their places beside the word, in scripts without capitals.
    Placed(Range<usize>, Option<Range<usize>>),
}

/// A word of saying.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cue {
    /// The words that say so.
    pub(super) words: Range<usize>,
    /// Whom they name; `None` where the speaker is named elsewhere.
    pub(super) who: Option<Who>,
    /// Whether the speaker is in the word: "katanya".
    pub(super) alone: bool,
}

/// Reads attributions of one text.
pub(super) struct Cues<'p, 't> {
    pub(super) prose: &'p Prose<'t>,
    pub(super) register: &'p Register,
}

impl Cues<'_, '_> {
    /// The attribution that follows a quote, in the words `from..to`.
    pub(super) fn after(&self, from: usize, to: usize, open_ended: bool) -> Option<Cue> {
        let prose = self.prose;
        let mut at = from;
        while at < to && (prose.kind(at) == Some(Kind::Mark) && ",-–—.،，".contains(prose.str(at))) {
            at += 1;
        }
        let first = at;
        while at < to && at < first + 3 && prose.is(at, ADVERB) && prose.is_lower(at) && !prose.is(at, SAYS) {
            at += prose.phrase(at);
        }
        for at in [first, at] {
            // "kandhane", "kandhane Retno": some forms stand alone and with their subject.
            let named = prose.is(at, VERB_FIRST) && self.is_named(at);
            if prose.is(at, VERB_ALONE | SOURCE_ALONE) && !named && at < to {
                return Some(Cue { words: at..at + prose.phrase(at), who: None, alone: true });
            }
            if prose.is(at, VERB | VERB_FIRST | SOURCE)
                && at < to
                && (open_ended || !prose.is_capitalised(at) || self.is_named(at))
            {
                let words = at..at + prose.phrase(at);
                let who = self.forward(words.end, to);
                return Some(Cue { words, who, alone: false });
            }
        }
        if !open_ended {
            return None;
        }
        let verb = (first..to)
            .find(|i| prose.is(*i, VERB | VERB_LAST | SOURCE_AFTER) && self.is_finite(*i, first))?;
        let who = self.backward(verb, first)?;
        Some(Cue { words: verb..verb + prose.phrase(verb), who: Some(who), alone: false })
    }

    /// The attribution before a quote that opens at word `to`, in its sentence, which begins at `from`.
    pub(super) fn before(&self, from: usize, to: usize) -> Option<Cue> {
        let prose = self.prose;
        let from = from.max(to.saturating_sub(REACH));
        let classes = SAYS | SOURCE | SOURCE_AFTER | SOURCE_ALONE;
        let says = (from..to).rev().find(|i| {
            // "So soll …": with a capital such a word needs its subject at once.
            let first = prose.is(*i, VERB_FIRST | SOURCE) && !prose.is(*i, VERB | VERB_LAST);
            prose.is(*i, classes)
                && !prose.is_noun(*i)
                && self.is_finite(*i, from)
                && (!first || !prose.is_capitalised(*i) || self.is_named(*i) || prose.is(*i, SOURCE))
        });
        let verb = says.or_else(|| (from..to).rev().find(|i| prose.is(*i, THOUGHT) && prose.is_lower(*i)))?;
        Some(self.cue(verb, from, to))
    }

    /// The word of saying at `verb` with its subject, looked for in the words `from..to`.
    pub(super) fn cue(&self, verb: usize, from: usize, to: usize) -> Cue {
        let prose = self.prose;
        let from = from.max(verb.saturating_sub(REACH));
        let words = verb..verb + prose.phrase(verb);
        let alone = prose.is(verb, VERB_ALONE | SOURCE_ALONE);
        let who = if alone { None } else { self.subject(verb, from, to) };
        Cue { words, who, alone }
    }

    fn subject(&self, verb: usize, from: usize, to: usize) -> Option<Who> {
        let prose = self.prose;
        let next = verb + prose.phrase(verb);
        if prose.is(verb, VERB_FIRST | SOURCE) && !prose.is(verb, VERB | VERB_LAST) {
            return self.forward(next, to).or_else(|| self.named_backward(verb, from));
        }
        if prose.is(verb, VERB_LAST | SOURCE_AFTER | THOUGHT) && !prose.is(verb, VERB | VERB_FIRST) {
            return self.backward(verb, from);
        }
        // "Dazu gab das Ministerium bekannt": what opens the sentence is no subject, so that it follows the verb.
        let opener = (from..verb).find(|i| prose.is_word(*i)).unwrap_or(verb);
        let inverted = prose.is(opener, PREPOSITION | ADVERB) && !prose.is(opener, ARTICLE | PRONOUN);
        self.adjacent_backward(verb, from)
            .or_else(|| if inverted { self.forward(next, to) } else { None })
            .or_else(|| self.backward(verb, from))
            .or_else(|| self.forward(next, to))
    }

    fn adjacent_backward(&self, verb: usize, from: usize) -> Option<Who> {
        let who = self.named_backward(verb, from)?;
        let near = match &who {
            Who::Person(m) => verb.saturating_sub(m.phrase.end.max(m.name.end)) <= 2,
            _ => true,
        };
        near.then_some(who)
    }

    /// An attribution at the end of the sentence that a fragment in marks stands in: ", so die Grünen", ", Budi said".
    pub(super) fn trailing(&self, from: usize, to: usize) -> Option<Cue> {
        let prose = self.prose;
        for at in from + 1..to {
            if !prose.is_mark(at - 1, ',') {
                continue;
            }
            if prose.is(at, VERB | VERB_FIRST | SOURCE) && prose.is_lower(at) {
                let words = at..at + prose.phrase(at);
                if let Some(who) = self.forward(words.end, to) {
                    return Some(Cue { words, who: Some(who), alone: false });
                }
            } else if prose.is(at, VERB_ALONE | SOURCE_ALONE) && prose.is_lower(at) {
                return Some(Cue { words: at..at + prose.phrase(at), who: None, alone: true });
            } else if let Some(mention) =
                self.register.mentions(at, at + 8).first().filter(|m| m.phrase.start == at)
            {
                let verb = mention.phrase.end;
                if prose.is(verb, VERB | VERB_LAST) && prose.is_lower(verb) && verb < to {
                    let who = Some(Who::Person(mention.clone()));
                    return Some(Cue { words: verb..verb + prose.phrase(verb), who, alone: false });
                }
            }
        }
        None
    }

    /// A verb of no table that carries its speaker, directly after a quote: "isaknya".
    pub(super) fn clitic(&self, close: usize, to: usize) -> Option<Cue> {
        let prose = self.prose;
        let found = close < to && prose.is(close, CLITIC) && prose.is_lower(close);
        found.then(|| Cue { words: close..close + 1, who: None, alone: true })
    }

    /// An attribution inside the marks, between dashes: «Работы закончены, — сказал мэр. — …».
    pub(super) fn inside(&self, open: usize, close: usize) -> Option<Cue> {
        let prose = self.prose;
        let dash = |i: usize| prose.is_mark(i, '—') || prose.is_mark(i, '–');
        let paused = |i: usize| prose.kind(i) == Some(Kind::Mark) && ",!?…".contains(prose.str(i));
        let at = (open + 2..close).find(|i| {
            dash(i - 1) && paused(i - 2) && prose.is(*i, VERB | VERB_FIRST) && prose.is_lower(*i)
        })?;
        let end = (at..close.min(at + REACH)).find(|i| dash(*i)).unwrap_or(close.min(at + REACH));
        let words = at..at + prose.phrase(at);
        let who = self.forward(words.end, end)?;
        Some(Cue { words, who: Some(who), alone: false })
    }

    /// The person that the sentence `from..to` is about: "Di depan kios, Rustam, tukang cukur, melipat kainnya".
    pub(super) fn acting(&self, from: usize, to: usize) -> Option<Who> {
        const LONGEST_OPENER: usize = 12;
        let prose = self.prose;
        let mention = self.register.mentions(from, to.min(from + REACH)).first()?;
        let start = mention.phrase.start.max(from);
        let small = |i: usize| prose.is(i, STOP | ADVERB | CALENDAR) || !prose.is_word(i);
        let opener = from..start;
        let adverbial = opener.len() <= LONGEST_OPENER
            && prose.is_mark(start.wrapping_sub(1), ',')
            && prose.is(from, PREPOSITION | STOP | ADVERB);
        let leads = opener.clone().all(small) || adverbial;
        if !leads || self.is_possessor(mention) || self.is_object(mention, mention.name.end, from) {
            return None;
        }
        let after = mention.role.as_ref().filter(|r| r.start >= mention.name.end).map_or(0, |r| r.end);
        let mut at = mention.phrase.end.max(after);
        while at < to && (!prose.is_word(at) || prose.is(at, ADVERB) && prose.is_lower(at)) {
            at += 1;
        }
        let suffers = prose.is(at, PASSIVE) && prose.is_lower(at);
        // "Salah satunya Mbah Parinem.": what is said of them follows.
        let told = at < to || mention.phrase.start > from && !opener.is_empty();
        (told && !suffers).then(|| Who::Person(mention.clone()))
    }

    /// Somebody without a name whom the sentence `from..to` is about: "Seorang nelayan yang enggan …".
    pub(super) fn somebody(&self, from: usize, to: usize) -> Option<Who> {
        const LONGEST_OPENER: usize = 4;
        let prose = self.prose;
        // "Peserta lain, seorang nelayan yang enggan …": an apposition says who it is.
        let comma = (from..to.min(from + LONGEST_OPENER)).find(|i| prose.is_mark(*i, ','));
        let article = |i: &usize| prose.is(*i, ARTICLE) && !prose.is(*i, PRONOUN);
        let start = [Some(from), comma.map(|i| i + 1)].into_iter().flatten().find(article);
        let start = start.filter(|_| prose.lexicon.short() == Short::Any);
        let who = start.and_then(|start| self.described(start, to, true));
        who.filter(|w| matches!(w, Who::Described(_, SpeakerKind::Unnamed)))
    }

    /// A verb form with a capital is one at the beginning of its sentence only.
    fn is_finite(&self, i: usize, from: usize) -> bool {
        !self.prose.is_capitalised(i) || i == from
    }

    fn is_named(&self, verb: usize) -> bool {
        let next = verb + self.prose.phrase(verb);
        self.prose.is(next, PRONOUN)
            || self.register.mentions(next, next + 6).first().is_some_and(|m| m.phrase.start <= next)
    }

    /// The subject that begins at word `from`.
    pub(super) fn forward(&self, from: usize, to: usize) -> Option<Who> {
        let prose = self.prose;
        let to = to.min(from + 24);
        let mut at = from;
        while at < to
            && at < from + 3
            && prose.is_lower(at)
            && prose.is(at, ADVERB)
            && !prose.is(at, PRONOUN | ARTICLE)
        {
            at += 1;
        }
        if prose.is(at, PRONOUN) && at < to && !prose.is(at, ARTICLE) {
            return Some(Who::Back(at..at + prose.phrase(at)));
        }
        if prose.is_lower(at) && prose.is(at, PRONOUN) && !self.names_follow(at, to) {
            return Some(Who::Back(at..at + 1));
        }
        if let Some(mention) = self.mention_from(at, to) {
            return Some(Who::Person(mention));
        }
        self.placed_forward(at, to).or_else(|| self.described(at, to, true))
    }

    fn names_follow(&self, at: usize, to: usize) -> bool {
        (at + 1..to.min(at + 4)).any(|i| self.prose.is_capitalised(i))
    }

    /// The mention that the phrase at `at` comes to, over articles, adjectives and offices.
    fn mention_from(&self, at: usize, to: usize) -> Option<Mention> {
        let prose = self.prose;
        let mention = self.register.mentions(at, to).iter().find(|m| !self.is_possessor(m))?;
        let barred = |i: usize| {
            prose.is(i, PREPOSITION | SAYS | WHO | CALENDAR)
                && prose.is_lower(i)
                && !(prose.is(i, ARTICLE) && i == at)
                || prose.kind(i) == Some(Kind::Mark) && !"’'s-/".contains(prose.str(i))
                || prose.is_break(i)
        };
        let gap = at..mention.phrase.start.max(at);
        // "der Oberrabbiner Israels, Yona Metzger": a description with an article may end in a comma.
        let described = prose.is(at, ARTICLE)
            && prose.is_lower(at)
            && mention.name.len() >= 2
            && gap.len() >= 3
            && prose.is_mark(gap.end - 1, ',');
        let clear = if described { gap.start + 1..gap.end - 1 } else { gap.clone() };
        (gap.len() <= 8 && !clear.clone().any(barred)).then(|| mention.clone())
    }

    /// "Brook's spokesman": the name is not the speaker's.
    fn is_possessor(&self, mention: &Mention) -> bool {
        let at = mention.name.end;
        let mark = self.prose.is_mark(at, '\'') || self.prose.is_mark(at, '’');
        mark && self.prose.is_glued(at) && self.prose.is_glued(at + 1) && self.prose.str(at + 1) == "s"
    }

    /// The subject of a verb at word `verb`, before it.
    pub(super) fn backward(&self, verb: usize, from: usize) -> Option<Who> {
        self.named_backward(verb, from).or_else(|| self.described_backward(verb, from))
    }

    /// The name or pronoun before a verb that is its subject: the one directly before it, else the one that an
    /// apposition parts from it, else the first of the clause ("Budi menanggapi kritik Rina, menyebut …").
    fn named_backward(&self, verb: usize, from: usize) -> Option<Who> {
        let prose = self.prose;
        let from = from.max(verb.saturating_sub(REACH));
        let mut adverbs = verb;
        while adverbs > from
            && prose.is(adverbs - 1, ADVERB)
            && prose.is_lower(adverbs - 1)
            && !prose.is(adverbs - 1, PRONOUN)
        {
            adverbs -= 1;
        }
        if adverbs > from && prose.is(adverbs - 1, PRONOUN) && self.is_subject_pronoun(adverbs - 1, verb) {
            return Some(Who::Back(adverbs - 1..adverbs));
        }
        let mentions = self.register.mentions(from, verb);
        let mut subjects = mentions.iter().filter(|m| {
            !self.is_possessor(m) && !self.is_object(m, verb, from) && !self.is_bracketed(m, from)
        });
        let subjects: Vec<&Mention> = subjects.by_ref().collect();
        let apposition =
            prose.is_mark(adverbs.wrapping_sub(1), ',') || prose.is_mark(adverbs.wrapping_sub(1), ')');
        let adjacent = subjects.last().filter(|m| m.phrase.end.max(m.name.end) == adverbs);
        let parted = || {
            subjects.iter().rev().find(|m| {
                apposition
                    && (prose.is_mark(m.phrase.end, ',') || prose.is_mark(m.phrase.end, '('))
                    && m.phrase.end + 1 < adverbs
            })
        };
        let closed = || subjects.last().filter(|m| apposition && m.phrase.end + 1 == adverbs);
        let pronoun = || {
            let near =
                (from..adverbs).rev().find(|i| prose.is(*i, PRONOUN) && self.is_subject_pronoun(*i, verb));
            near.filter(|i| subjects.first().is_none_or(|m| m.name.start > *i))
        };
        // "Budi said, adding": the subject of the verb of saying before.
        let speaking = || {
            let speaks =
                |m: &&&Mention| prose.is(m.phrase.end, SAYS | THOUGHT) && prose.is_lower(m.phrase.end);
            subjects.iter().rev().find(speaks)
        };
        if let Some(mention) = adjacent.or_else(parted).or_else(speaking).or_else(closed) {
            return Some(Who::Person((*mention).clone()));
        }
        if let Some(at) = pronoun() {
            return Some(Who::Back(at..at + 1));
        }
        subjects.first().map(|m| Who::Person((*m).clone()))
    }

    fn is_bracketed(&self, mention: &Mention, from: usize) -> bool {
        let before = from.max(mention.name.start.saturating_sub(6))..mention.name.start;
        let open = before.rev().find(|i| self.prose.is_mark(*i, '(') || self.prose.is_mark(*i, ')'));
        open.is_some_and(|i| self.prose.is_mark(i, '('))
    }

    fn is_subject_pronoun(&self, i: usize, verb: usize) -> bool {
        // "er sagte", "sagte er": a pronoun far before the verb belongs to another clause.
        let near = verb - i <= 6;
        near && !(i > 0 && self.prose.is(i - 1, PREPOSITION) && self.prose.is_lower(i - 1))
            && !(self.prose.is(i, ARTICLE) && self.names_follow(i, verb))
    }

    /// Whether a preposition makes the mention something else than a subject, or another clause lies between.
    fn is_object(&self, mention: &Mention, verb: usize, from: usize) -> bool {
        let prose = self.prose;
        let mut at = mention.phrase.start;
        while at > from
            && (prose.is(at - 1, ARTICLE | ROLE) && !prose.is(at - 1, PREPOSITION & !ARTICLE))
            && prose.is_lower(at - 1)
        {
            at -= 1;
        }
        if at > from && prose.is(at - 1, PREPOSITION) && (prose.is_lower(at - 1) || at - 1 == from) {
            return !prose.is(at - 1, SAYS);
        }
        // A sentence end hidden in brackets or an abbreviation is none; a semicolon is one.
        (mention.name.end..verb).any(|i| prose.is_mark(i, ';'))
    }

    /// A description that is the subject of a verb after it.
    fn described_backward(&self, verb: usize, from: usize) -> Option<Who> {
        let prose = self.prose;
        let from = from.max(verb.saturating_sub(REACH));
        if prose.lexicon.short() == Short::Any
            && verb > from + 1
            && prose.is(verb - 1, THIS)
            && prose.is_lower(verb - 1)
            && prose.is_mark(verb - 2, ')')
        {
            // "Mantan Kepala Lembaga Anu (LA) itu": nobody new.
            return Some(Who::Back(verb - 1..verb));
        }
        let clause = (from..verb)
            .rev()
            .find(|i| prose.kind(*i) == Some(Kind::Mark) && ",:;–—(".contains(prose.str(*i)));
        let mut clause = clause.map_or(from, |i| i + 1).max(verb.saturating_sub(MOST_DESCRIBED));
        if clause == verb && from < verb {
            // ", …, said": the subject stands before the apposition.
            clause = from.max(verb.saturating_sub(MOST_DESCRIBED));
        }
        if let Some(who) = self.placed_backward(verb, clause) {
            return Some(who);
        }
        let start = (clause..verb)
            .find(|i| !prose.is(*i, STOP) || prose.is(*i, ARTICLE | UNNAMED | BODY | ROLE | DOCUMENT))?;
        self.described(start, verb, false)
    }

    /// The description at `from`: a role, a group, a body, a document.
    fn described(&self, from: usize, to: usize, cut: bool) -> Option<Who> {
        let prose = self.prose;
        let to = to.min(from + MOST_DESCRIBED);
        let mut end = from;
        while end < to {
            let last = end > from;
            let preposition = prose.is(end, PREPOSITION) && prose.is_lower(end) && !prose.is(end, ARTICLE);
            if prose.is(end, SAYS | CALENDAR | WHO)
                && !prose.is(end, ARTICLE | ROLE | ORGANISATION)
                && prose.is_lower(end)
                || prose.is(end, CALENDAR)
                || preposition && (cut || !last)
                || prose.is_break(end)
                || prose.kind(end) == Some(Kind::Mark) && !"’'-/&.".contains(prose.str(end))
                || prose.ends_sentence(end)
                || last && prose.is(end, ADVERB | VERBAL) && prose.is_lower(end) && !prose.is(end, THIS)
                || prose.kind(end) == Some(Kind::Number) && !last
            {
                break;
            }
            end += 1;
            if prose.is(end - 1, THIS) && last {
                break;
            }
        }
        let mut start = from;
        while start < end
            && prose.is(start, ARTICLE)
            && !prose.is(start, UNNAMED | BODY | ROLE)
            && end - start > 1
        {
            if prose.lexicon.keeps_article(prose.str(start)) {
                break;
            }
            start += 1;
        }
        let mut words = start..end;
        if words.len() == 1 && prose.is(start, HONORIFIC) && prose.lexicon.short() == Short::Any {
            // "ujar Buya": a title alone is whoever was named with it.
            return Some(Who::Back(words));
        }
        if self.kind(&words) == Some(SpeakerKind::Organisation) {
            // "KPK tidak …": what follows the name of the body is not part of it.
            let tail = (words.start..words.end).find(|i| {
                prose.is_lower(*i)
                    && *i > words.start
                    && prose.is_capitalised(*i - 1)
                    && !prose.is_capitalised(*i + 1)
            });
            words.end = tail.filter(|_| prose.is_capitalised(words.start)).unwrap_or(words.end);
        }
        if words.clone().any(|i| prose.is(i, THIS))
            && (words.len() <= 4 || prose.is(words.start, ROLE | UNNAMED) && prose.is(words.end - 1, THIS))
            && words.clone().all(|i| !prose.is(i, DOCUMENT))
        {
            return Some(Who::Back(words));
        }
        let kind = self.kind(&words)?;
        // "berubah pikiran sesudah melihat anak": what begins with a verb describes nobody.
        let clause = prose.is(words.start, VERBAL | STATIVE) && prose.lexicon.short() == Short::Any;
        if clause && kind == SpeakerKind::Unnamed && !prose.is(words.start, ROLE | UNNAMED) {
            return None;
        }
        let name = if kind == SpeakerKind::Organisation { self.name_of_body(&words) } else { None };
        Some(Who::Described(name.unwrap_or(words), kind))
    }

    /// "The operator, Harbour Lines, said": the name in commas after a word for a body.
    fn name_of_body(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let prose = self.prose;
        let start = words.end + 1;
        if !prose.is_mark(words.end, ',') || words.clone().any(|i| i > words.start && prose.is_capitalised(i))
        {
            return None;
        }
        let proper = |i: usize| prose.is_capitalised(i) && !prose.is(i, CALENDAR | PRONOUN);
        let end = (start..start + MOST_DESCRIBED).find(|i| !proper(*i)).unwrap_or(start);
        let person = || !self.register.mentions(start, end).is_empty();
        (end > start && prose.is_mark(end, ',') && !person()).then_some(start..end)
    }

    fn kind(&self, words: &Range<usize>) -> Option<SpeakerKind> {
        let prose = self.prose;
        let first = |class| words.clone().find(|i| prose.is(*i, class)).unwrap_or(usize::MAX);
        let person = first(ROLE | UNNAMED);
        let document = first(DOCUMENT);
        let named = words.clone().any(|i| prose.is_capitalised(i) && !prose.is(i, STOP));
        let body = if named {
            words.clone().find(|i| prose.is(*i, ORGANISATION | TAKES) || prose.is_acronym(*i))
        } else {
            None
        };
        let body = body.unwrap_or(usize::MAX).min(first(BODY));
        let least = person.min(document).min(body);
        if least == usize::MAX {
            // Capitals that are nobody's name are a body's.
            let proper = words
                .clone()
                .all(|i| prose.is_capitalised(i) && !prose.is(i, STOP | ROLE_MODIFIER | CALENDAR))
                && !prose.lexicon.has_capital_nouns();
            return (proper && !words.is_empty()).then_some(SpeakerKind::Organisation);
        }
        Some(if least == person {
            SpeakerKind::Unnamed
        } else if least == document {
            SpeakerKind::Document
        } else {
            SpeakerKind::Organisation
        })
    }

    fn placed_forward(&self, from: usize, to: usize) -> Option<Who> {
        let end = (from..to.min(from + 7)).find(|i| !self.is_placed(*i)).unwrap_or(to.min(from + 7));
        self.placed(from, end)
    }

    fn placed_backward(&self, verb: usize, from: usize) -> Option<Who> {
        let prose = self.prose;
        let mut end = verb;
        let words = |i: usize| prose.is_word(i) || prose.kind(i) == Some(Kind::Number);
        while end > from && (prose.is(end - 1, ADVERB | STOP | PREPOSITION) || !words(end - 1)) {
            end -= 1;
        }
        let start = (from..end).rev().find(|i| !self.is_placed(*i)).map_or(from, |i| i + 1);
        self.placed(start.max(end.saturating_sub(7)), end)
    }

    fn is_placed(&self, i: usize) -> bool {
        let prose = self.prose;
        prose.kind(i) == Some(Kind::Word(Case::None)) && !prose.is(i, PREPOSITION | STOP | SAYS | CALENDAR)
    }

    /// Splits words of a script without capitals into role and name: the name follows the last word of an office.
    fn placed(&self, from: usize, to: usize) -> Option<Who> {
        let prose = self.prose;
        if from >= to || prose.kind(from) != Some(Kind::Word(Case::None)) {
            return None;
        }
        if prose.is(from, PRONOUN) {
            return Some(Who::Back(from..from + 1));
        }
        let to = if to - from > 1 && prose.is(to - 1, HONORIFIC) { to - 1 } else { to };
        let from = if to - from > 1 && prose.is(from, HONORIFIC) { from + 1 } else { from };
        let office = (from..to).rev().find(|i| prose.is(*i, ROLE | ORGANISATION | UNNAMED | BODY | DOCUMENT));
        // "رئيس البلدية …": a definite noun after an office belongs to it.
        let office = office
            .map(|i| (i + 1..to - 1).take_while(|k| prose.str(*k).starts_with("ال")).last().unwrap_or(i));
        match office {
            Some(i) if i + 1 < to => Some(Who::Placed(i + 1..to, Some(from..i + 1))),
            Some(i)
                if i > from
                    && !prose.is(from, ROLE | ORGANISATION | UNNAMED | BODY | DOCUMENT)
                    && is_unspaced_at(prose, i) =>
            {
                Some(Who::Placed(from..i, Some(i..to)))
            }
            Some(_) => Some(Who::Described(from..to, self.kind(&(from..to)).unwrap_or(SpeakerKind::Unnamed))),
            None => Some(Who::Placed(from..to, None)),
        }
    }
}

fn is_unspaced_at(prose: &Prose, i: usize) -> bool {
    prose.str(i).chars().next().is_some_and(is_unspaced)
}
