//! From marked stretches and the words around them to quotes with a speaker.

use std::ops::Range;

use super::cue::{Cue, Cues, REACH, Who};
use super::span::{Marked, marked};
use crate::article::{Attribution, Quote, Speaker, SpeakerKind};
use crate::part::lexicon::Short;
use crate::part::lexicon::{
    AREA, ARTICLE, BODY, CALENDAR, CONNECT, DOCUMENT, LABEL, NEUTER, ORGANISATION, PREPOSITION, PRONOUN,
    REPORTED, ROLE, SAYS, SOURCES, STOP, TAKES, THIS, THOUGHT, UNNAMED, WHO, WORDED,
};
use crate::part::person::Register;
use crate::part::prose::Prose;
use crate::text::{Kind, Map, clean, fold, is_unspaced};
use crate::value::Span;

/// Fewer words in marks inside a sentence are a term or a scare quote.
const FRAGMENT: usize = 3;
/// Fewer words that nobody is said to have said are a name or a slogan.
const UNATTRIBUTED: usize = 5;
/// More names are not kept from scripts without capitals.
const MOST_PLACED: usize = 64;

/// What was said in a text, in order.
pub(crate) fn quotes(prose: &Prose, register: &Register) -> Vec<Quote> {
    let marked = marked(prose);
    let mut reader = Reader {
        prose,
        cues: Cues { prose, register },
        register,
        names: full_names_of_bodies(prose),
        placed: Vec::new(),
        current: None,
        seen: prose.story(),
        quotes: Vec::new(),
        ends: Vec::new(),
    };
    for (at, stretch) in marked.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| marked.get(i));
        reader.read(stretch, before, marked.get(at + 1));
    }
    reader.look_ahead();
    reader.quotes
}

struct Reader<'p, 't> {
    prose: &'p Prose<'t>,
    cues: Cues<'p, 't>,
    register: &'p Register,
    /// Full names of bodies that the text abbreviates.
    names: Map<String, String>,
    /// Names found by their places, with their roles.
    placed: Vec<(String, Option<String>)>,
    /// The speaker that a pronoun or nothing at all means.
    current: Option<Speaker>,
    /// The first word not yet read for `current`.
    seen: usize,
    quotes: Vec<Quote>,
    /// For each quote, its marks and whether it begins its paragraph.
    ends: Vec<(Marked, bool)>,
}

impl Reader<'_, '_> {
    fn read(&mut self, stretch: &Marked, before: Option<&Marked>, after: Option<&Marked>) {
        let prose = self.prose;
        let open = prose.at(stretch.from);
        let close = prose.at(stretch.to);
        let floor = before.map_or(0, |m| prose.at(m.to));
        let ceiling = after.map_or(prose.len(), |m| prose.at(m.from));
        self.follow(self.seen.max(floor), open);
        self.seen = close;
        if prose.is_heading(stretch.start) {
            return;
        }
        let inside = stretch.end.min(prose.text.len());
        let inside = &prose.text[stretch.start..inside];
        let words = (open..close).filter(|i| prose.is_word(*i)).count();
        let unspaced = inside.chars().next().is_some_and(is_unspaced);
        let words = if unspaced { inside.chars().count() / 2 } else { words };
        // What another mark closes inside: "‘kapan, Pak?’".
        let last = inside.trim_end_matches(['’', '\'', '‘']).chars().next_back();
        let paused = last.is_some_and(|c| ",?!…-–—،，？！".contains(c));
        let stopped = last.is_some_and(|c| ".。।".contains(c));

        let start = self.sentence(open, floor);
        let end = (close..ceiling.min(close + REACH))
            .find(|i| self.is_end(*i))
            .unwrap_or(ceiling.min(close + REACH));
        let opens_sentence = start == open || (start..open).all(|i| prose.kind(i) == Some(Kind::Mark));
        let beside = prose.is_glued(close) && prose.str(close).chars().next().is_some_and(is_unspaced);
        let open_ended = paused || beside || !stopped && opens_sentence || prose.is_mark(close, ',');
        let following = self.cues.after(close, end, open_ended);
        let led = !opens_sentence && prose.kind(open.wrapping_sub(1)) == Some(Kind::Mark);
        let label = self.is_label(start, open) || !opens_sentence && !led && self.is_name(open, close);
        let leading = if opens_sentence { None } else { self.cues.before(start, open) };

        let following = following
            .or_else(|| if paused { self.cues.clitic(close, end) } else { None })
            .or_else(|| if leading.is_none() { self.cues.inside(open, close) } else { None });
        let adjoined = following.as_ref().is_some_and(|c| c.words.start <= close + 2 || paused);
        let following = following.or_else(|| {
            // Behind a full stop another sentence begins.
            let closed = stopped && prose.is_capitalised(close);
            let fragment = leading.is_none() && !opens_sentence && !closed;
            if fragment { self.cues.trailing(close, end) } else { None }
        });
        let reported = following.is_none()
            && leading.is_none()
            && !opens_sentence
            && (start..open).chain(close..end).any(|i| prose.is(i, REPORTED) && prose.is_lower(i));
        let speech = if label && !(following.is_some() && paused) {
            false
        } else if adjoined && opens_sentence {
            let beside = following.as_ref().is_some_and(|c| c.words.start <= close + 2);
            words >= FRAGMENT || paused || words > 0 && stopped || words >= 2 && beside
        } else if following.is_some() || leading.is_some() {
            let closed = led && (paused || stopped);
            if unspaced && !adjoined { closed } else { words >= FRAGMENT || closed }
        } else if opens_sentence {
            let least = if self.goes_on(floor, open) { 1 } else { UNATTRIBUTED };
            let told = open == 0 || prose.is_break(open - 1) || self.is_told();
            words >= least && (paused || stopped || prose.is_mark(close, '.')) && told
                || self.announced(open).is_some()
        } else {
            let named = (paused || stopped) && !self.register.mentions(start, open).is_empty();
            let least = if named { FRAGMENT } else { UNATTRIBUTED };
            let least = if self.is_labelled(start, open) { 1 } else { least };
            let led = led || self.worded(start, open).is_some();
            led && words >= least && (prose.is_mark(open - 1, ':') || self.worded(start, open).is_some())
                || reported && words >= FRAGMENT
        };
        if !speech {
            return;
        }
        let mut quote = Quote {
            text: prose.text[stretch.start..stretch.end].to_owned(),
            span: Span::new(stretch.start, stretch.end),
            ..Quote::default()
        };
        let signed = || if opens_sentence { self.signature(open, close) } else { None };
        match signed().filter(|_| following.is_none()) {
            Some(who) => self.head(&mut quote, &who),
            // "Es drohe „eine Erderwärmung …“": the mood says that somebody else's words are reported.
            None if reported => self.same(&mut quote),
            None => self.attribute(&mut quote, following, leading, start, open, opens_sentence),
        }
        self.continues(&mut quote, floor, open);
        let begins = prose.is_break(open.wrapping_sub(1)) || open == 0;
        self.quotes.push(quote);
        self.ends.push((*stretch, begins));
    }

    /// Whether a quote with a speaker stands before in the same paragraph, with nothing but its attribution between.
    fn goes_on(&self, floor: usize, open: usize) -> bool {
        let Some((last, _)) = self.ends.last() else { return false };
        let sentences = (floor..open).filter(|i| self.is_end(*i)).count();
        self.prose.at(last.to) == floor
            && sentences <= 1
            && self.quotes.last().is_some_and(|q| q.cue.is_some())
            && !(floor..open).any(|i| self.prose.is_break(i))
    }

    /// Whether anybody speaks in this text at all.
    fn is_told(&self) -> bool {
        self.current.is_some() || !self.quotes.is_empty()
    }

    fn attribute(
        &mut self,
        quote: &mut Quote,
        following: Option<Cue>,
        leading: Option<Cue>,
        start: usize,
        open: usize,
        opens_sentence: bool,
    ) {
        let prose = self.prose;
        let subjectless = following.as_ref().is_some_and(|c| c.who.is_none() && !c.alone);
        let cue = match (following, leading) {
            (Some(mut after), Some(before)) if subjectless => {
                after.who = before.who;
                after.alone |= before.alone;
                Some(after)
            }
            (Some(mut after), None) if subjectless && !opens_sentence => {
                // "Budi, “…”, said": the subject stands before the quote.
                after.who = self.cues.backward(open, start);
                Some(after)
            }
            (Some(after), _) => Some(after),
            (None, Some(before)) => Some(before),
            (None, None) if opens_sentence => self.announced(open),
            (None, None) => None,
        };
        if self.current.is_none() {
            // Nobody has said anything yet: the person named last.
            let last = self.register.mentions(0, open).last().cloned();
            self.current = last.map(|m| self.speaker(&Who::Person(m)));
        }
        let Some(cue) = cue else {
            let labelled = !opens_sentence && prose.is_mark(open.wrapping_sub(1), ':');
            // "Kepada wartawan, Ridwan mengulang pesan …:": a preposition opens no subject.
            let subject = labelled && (prose.is(start, ARTICLE) || !prose.is(start, PREPOSITION));
            let named = if subject { self.cues.forward(start, open) } else { None };
            let named = named.filter(|who| !matches!(who, Who::Back(_)));
            let named = named.or_else(|| if labelled { self.document(start, open) } else { None });
            let last = || self.register.mentions(start, open).last().map(|m| Who::Person(m.clone()));
            let named = if opens_sentence { named } else { named.or_else(|| self.worded(start, open)) };
            if let Some(who) = named.or_else(|| if opens_sentence { None } else { last() }) {
                self.head(quote, &who);
                return;
            }
            self.same(quote);
            return;
        };
        quote.cue = Some(clean(prose.span(cue.words.start, cue.words.end).of(prose.text)));
        let (speaker, attribution) = match &cue.who {
            Some(Who::Back(words)) if prose.is(words.start, NEUTER) => {
                let body = |s: &Speaker| s.kind == SpeakerKind::Organisation;
                let body = self.current.clone().filter(body);
                (
                    body.or_else(|| self.body(start.min(open)).map(|who| self.speaker(&who))),
                    Attribution::Pronoun,
                )
            }
            Some(Who::Back(words)) => {
                let kind = if words.clone().any(|i| prose.is(i, THIS)) {
                    Attribution::SameSpeaker
                } else {
                    Attribution::Pronoun
                };
                let other = || self.told_of(words).or_else(|| self.body_before(words));
                let other = if kind == Attribution::SameSpeaker { other() } else { None };
                (other.map(|who| self.speaker(&who)).or_else(|| self.current.clone()), kind)
            }
            Some(who) => (Some(self.speaker(who)), Attribution::Named),
            None if cue.alone => (self.current.clone(), Attribution::Clitic),
            None => (self.current.clone(), Attribution::SameSpeaker),
        };
        quote.attribution = speaker.as_ref().map(|_| attribution);
        quote.speaker = speaker;
        if quote.speaker.is_some() {
            self.current.clone_from(&quote.speaker);
            if matches!(cue.who, Some(Who::Placed(..))) {
                let speaker = quote.speaker.clone();
                self.keep(speaker.as_ref());
            }
        }
    }

    /// Gives a quote to whoever is speaking.
    fn same(&self, quote: &mut Quote) {
        quote.speaker.clone_from(&self.current);
        quote.attribution = self.current.as_ref().map(|_| Attribution::SameSpeaker);
    }

    /// Gives a quote to whom a heading, a label or a signature names.
    fn head(&mut self, quote: &mut Quote, who: &Who) {
        quote.speaker = Some(self.speaker(who));
        quote.attribution = Some(Attribution::Heading);
        self.current.clone_from(&quote.speaker);
    }

    /// Who signs a quote that has a paragraph of its own, on the line after it: "— Laila Munawarah, peneliti".
    fn signature(&self, open: usize, close: usize) -> Option<Who> {
        const LONGEST: usize = 16;
        let prose = self.prose;
        if open > 0 && !prose.is_break(open - 1) || close >= prose.len() {
            return None;
        }
        let mut at = close;
        while at < close + 3 && prose.kind(at) == Some(Kind::Break) {
            at += 1;
        }
        let dash = prose.kind(at) == Some(Kind::Mark) && "—–―-~".contains(prose.str(at));
        if at == close && !dash {
            return None;
        }
        let at = at + usize::from(dash);
        let end = (at..at + LONGEST).find(|i| prose.is_break(*i))?;
        let mention = self.register.mentions(at, end).first()?;
        let whole = mention
            .role
            .as_ref()
            .filter(|r| r.start > mention.name.end)
            .map_or(mention.phrase.end, |r| r.end);
        let bare = (whole..end).all(|i| !prose.is_word(i) || prose.is_capitalised(i));
        let full_stop = prose.is_mark(end - 1, '.') && !dash;
        (mention.phrase.start == at && bare && !full_stop).then(|| Who::Person(mention.clone()))
    }

    /// "spanduk bertuliskan: …": the thing that has the words written on it.
    fn document(&self, start: usize, open: usize) -> Option<Who> {
        let near = start.max(open.saturating_sub(5))..open;
        let at = near.rev().find(|i| self.prose.is(*i, DOCUMENT) && self.prose.is_lower(*i))?;
        Some(Who::Described(at..at + 1, SpeakerKind::Document))
    }

    /// The body that the sentence before word `to` speaks of, for "it said".
    fn body(&self, to: usize) -> Option<Who> {
        let prose = self.prose;
        let to = if to > 0 { to - 1 } else { return None };
        let from = prose.sentence_start(to, REACH);
        let named = |i: usize| {
            prose.is_capitalised(i) && !prose.is(i, STOP | CALENDAR | ROLE) && !self.is_of_person(i)
        };
        let start = (from..to).find(|i| named(*i))?;
        let end = (start..to).find(|i| !named(*i) && !prose.is(*i, CONNECT)).unwrap_or(to);
        Some(Who::Described(start..end, SpeakerKind::Organisation))
    }

    fn is_of_person(&self, i: usize) -> bool {
        self.register.mentions(i.saturating_sub(6), i + 1).iter().any(|m| m.name.contains(&i))
    }

    /// The sentence before, where it announces the quote with a colon.
    fn announced(&self, open: usize) -> Option<Cue> {
        let prose = self.prose;
        let mut at = open;
        while at > 0 && prose.is_break(at - 1) && open - at < 2 {
            at -= 1;
        }
        if at == 0 || !prose.is_mark(at - 1, ':') {
            return None;
        }
        let start = prose.sentence_start(at - 1, REACH);
        self.cues.before(start, at - 1)
    }

    /// A quote that goes on with the sentence of the quote before it.
    fn continues(&self, quote: &mut Quote, floor: usize, open: usize) {
        let prose = self.prose;
        let (Some(last), Some((stretch, _))) = (self.quotes.last(), self.ends.last()) else { return };
        let same_clause = prose.at(stretch.to) == floor && open - floor <= REACH;
        if same_clause
            && open > floor
            && !(floor..open).any(|i| self.is_end(i))
            && last.speaker == quote.speaker
        {
            quote.continues = Some(self.quotes.len() - 1);
        }
    }

    fn is_end(&self, i: usize) -> bool {
        self.prose.ends_sentence(i)
    }

    /// The first word of the sentence that opens a quote at `open`; what another quote says is none of it.
    fn sentence(&self, open: usize, floor: usize) -> usize {
        self.prose.sentence_start(open, REACH).max(floor)
    }

    /// Whether the words before a mark call what follows a title, a nickname, a term.
    fn is_label(&self, start: usize, open: usize) -> bool {
        let prose = self.prose;
        if self.worded(start, open).is_some() {
            return false;
        }
        let near = start.max(open.saturating_sub(3));
        // "called it “…”": a verb of saying, not the label that it begins with.
        let says = |i: usize| prose.is(i, SAYS) && prose.phrase(i) > 1 && i + prose.phrase(i) == open;
        if (near..open).any(says) {
            return false;
        }
        let is_label = |i: usize| prose.is(i, LABEL) && !prose.is(i, SAYS);
        // "pantun “…”"; "Pepatah lama mengingatkan, “…”".
        let first = start < open && prose.is_capitalised(start) && is_label(start);
        if open > 0 && is_label(open - 1) || first && self.register.mentions(start, open).is_empty() {
            return true;
        }
        let labelled = (near..open).rev().take_while(|i| prose.is_word(*i)).any(|i| prose.is(i, LABEL));
        labelled && !(near..open).any(|i| prose.is(i, SAYS) && !prose.is(i, LABEL))
    }

    /// "Papan pengumuman di gerbang berbunyi, “…”", "… peraturan desa. Di dalamnya tertulis, “…”": the document whose words
    /// follow the comma or colon.
    fn worded(&self, start: usize, open: usize) -> Option<Who> {
        const FAR: usize = 20;
        const SHORT: usize = 4;
        let prose = self.prose;
        let verb = open.checked_sub(2)?;
        let parted = prose.is_mark(open - 1, ',') || prose.is_mark(open - 1, ':');
        if !parted || !prose.is(verb, WORDED) {
            return None;
        }
        let floor = if verb - start < SHORT { start.saturating_sub(FAR) } else { start };
        let at = (floor..verb).rev().find(|i| prose.is(*i, DOCUMENT) && !prose.is(*i + 1, DOCUMENT))?;
        let opens = at > start && at - start <= 2 && (start..at).all(|i| !prose.is(i, STOP | PREPOSITION));
        let head = (floor..at).rev().take_while(|i| prose.is(*i, DOCUMENT)).last().unwrap_or(at);
        let from = if opens { start } else { head };
        let end = (from..verb)
            .find(|i| prose.is(*i, PREPOSITION | WHO) && prose.is_lower(*i) || !prose.is_word(*i));
        let end = end.unwrap_or(verb);
        (end > from).then_some(Who::Described(from..end, SpeakerKind::Document))
    }

    /// "Rina Marlina: “…”": whether nothing but somebody's name stands before the mark in its line.
    fn is_labelled(&self, start: usize, open: usize) -> bool {
        let prose = self.prose;
        let line = start == 0 || prose.is_break(start - 1);
        let mention = self.register.mentions(start, open).first();
        line && mention.is_some_and(|m| m.phrase.start == start && m.phrase.end + 1 == open)
    }

    /// Words that all have capitals are a name.
    fn is_name(&self, open: usize, close: usize) -> bool {
        let prose = self.prose;
        let small =
            (open..close).filter(|i| prose.is_word(*i) && !prose.is(*i, STOP | CONNECT | PREPOSITION));
        small.clone().count() >= 1 && small.clone().all(|i| prose.is_capitalised(i))
    }

    /// Reads the words `from..to` outside marks for who is speaking.
    fn follow(&mut self, from: usize, to: usize) {
        let prose = self.prose;
        let mut start = prose.sentence_start(from, REACH).max(from);
        let mut told = false;
        // "sebagai pengingat bagi anak muda": a source that is a preposition, too, opens its sentence.
        let of = |i: usize| {
            prose.is(i, SOURCES) && prose.is(i, PREPOSITION) && !prose.is(i, SAYS) && prose.is_lower(i)
        };
        for i in from..to {
            if prose.ends_sentence(i) {
                if !told && start < i {
                    self.turn_to(start, i, to);
                }
                (start, told) = (i + 1, false);
                continue;
            }
            if !prose.is(i, SAYS | THOUGHT | SOURCES)
                || prose.is_capitalised(i) && i != start
                || prose.is_noun(i)
                || of(i)
            {
                continue;
            }
            let end = (i..to.min(i + REACH)).find(|k| prose.ends_sentence(*k)).unwrap_or(to.min(i + REACH));
            let speaker = match self.cues.cue(i, start, end).who {
                Some(who @ Who::Person(_)) => Some(self.speaker(&who)),
                Some(who @ Who::Placed(..)) => {
                    let speaker = Some(self.speaker(&who));
                    self.keep(speaker.as_ref());
                    speaker
                }
                Some(who @ Who::Described(..)) if !prose.is(i, THOUGHT) => Some(self.speaker(&who)),
                Some(Who::Back(_)) => {
                    told = true;
                    None
                }
                _ => None,
            };
            if speaker.is_some() {
                self.current = speaker;
                told = true;
            }
        }
    }

    /// A sentence that says what somebody does makes them the likely speaker of a quote after it.
    fn turn_to(&mut self, start: usize, end: usize, open: usize) {
        if self.prose.word(start).is_some_and(|w| self.prose.is_heading(w.start())) {
            return;
        }
        let who = self.cues.acting(start, end);
        let who = who.or_else(|| {
            let same_paragraph = open - end <= REACH && !(end..open).any(|i| self.prose.is_break(i));
            if same_paragraph { self.cues.somebody(start, end) } else { None }
        });
        if let Some(who) = who {
            self.current = Some(self.speaker(&who));
        }
    }

    /// A quote that stands alone in its paragraph belongs to the quote that opens the next one, if that is named.
    fn look_ahead(&mut self) {
        for at in (0..self.quotes.len().saturating_sub(1)).rev() {
            let alone = self.quotes[at].cue.is_none() && self.ends[at].1;
            let gap = &self.prose.text[self.ends[at].0.to..self.ends[at + 1].0.from];
            let adjoins = gap.trim().is_empty() && gap.contains('\n');
            let first = at == 0 || self.quotes[at].speaker.is_none() || !self.follows_quote(at);
            if alone && adjoins && first && self.quotes[at + 1].speaker.is_some() {
                self.quotes[at].speaker = self.quotes[at + 1].speaker.clone();
                self.quotes[at].attribution = Some(Attribution::SameSpeaker);
            }
        }
    }

    /// Whether the paragraph before is a quote too.
    fn follows_quote(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let gap = &self.prose.text[self.ends[before].0.to..self.ends[at].0.from];
        gap.matches('\n').count() <= 2 && gap.len() < 300
    }

    fn speaker(&self, who: &Who) -> Speaker {
        let prose = self.prose;
        let text = |r: &Range<usize>| clean(prose.span(r.start, r.end).of(prose.text));
        match who {
            Who::Person(mention) => {
                let (name, role) = self.register.person(mention.person).unwrap_or_default();
                Speaker {
                    kind: SpeakerKind::Person,
                    name: Some(name.to_owned()),
                    role: role.map(str::to_owned),
                    span: Some(prose.span(mention.name.start, mention.name.end)),
                }
            }
            Who::Placed(name, role) => {
                let (full, known) = self.full_name(text(name));
                let role = known.or_else(|| role.as_ref().map(text));
                Speaker {
                    kind: SpeakerKind::Person,
                    name: Some(full),
                    role,
                    span: Some(prose.span(name.start, name.end)),
                }
            }
            Who::Back(words) => {
                Speaker { span: Some(prose.span(words.start, words.end)), ..Speaker::default() }
            }
            Who::Described(words, kind) => self.described(words, *kind, text(words)),
        }
    }

    /// The fuller name and the role that a placed name has earlier in the text.
    fn full_name(&self, name: String) -> (String, Option<String>) {
        let earlier = self.placed.iter().find(|(full, _)| *full == name || is_part(&name, full));
        earlier.cloned().unwrap_or((name, None))
    }

    /// Keeps a placed name for later mentions of it.
    fn keep(&mut self, speaker: Option<&Speaker>) {
        let Some(Speaker { kind: SpeakerKind::Person, name: Some(name), role, .. }) = speaker else { return };
        if self.placed.len() < MOST_PLACED && !self.placed.iter().any(|(full, _)| full == name) {
            self.placed.push((name.clone(), role.clone()));
        }
    }

    /// Who was named with such an office or relation: "sang ibu" after "Salmiah, ibu Yakob".
    fn holder(&self, words: &Range<usize>) -> Option<usize> {
        let prose = self.prose;
        let text = |from: usize| fold(&clean(prose.span(from, words.end).of(prose.text)));
        let article = prose.is(words.start, ARTICLE) && words.len() == 2 && prose.phrase(words.start) == 1;
        let bare = || self.register.holder(&text(words.start + 1));
        self.register.holder(&text(words.start)).or_else(|| if article { bare() } else { None })
    }

    /// "kata pembeli itu" after "seorang pembeli dari Malang": somebody without a name, told of before.
    fn told_of(&self, words: &Range<usize>) -> Option<Who> {
        const FAR: usize = 160;
        let prose = self.prose;
        if prose.lexicon.short() != Short::Any || !prose.is(words.start, UNNAMED) {
            return None;
        }
        let floor = words.start.saturating_sub(FAR);
        let at = (floor..words.start).rev().find(|i| {
            prose.is(*i, ARTICLE) && !prose.is(*i, PRONOUN) && prose.str(i + 1) == prose.str(words.start)
        })?;
        match self.cues.somebody(at, at + REACH)? {
            Who::Described(who, kind) if prose.is(who.end, PREPOSITION) && prose.is_lower(who.end) => {
                // "seorang pembeli dari Malang": where they are from.
                let from = who.end + 1;
                let end = (from..from + REACH).find(|i| !prose.is_capitalised(*i)).unwrap_or(from);
                let end = if end > from { end } else { who.end };
                Some(Who::Described(who.start..end, kind))
            }
            who => Some(who),
        }
    }

    /// "lembaga itu" after "yayasan Tirta Nirmala": the body that was named last.
    fn body_before(&self, words: &Range<usize>) -> Option<Who> {
        const FAR: usize = 160;
        let prose = self.prose;
        if prose.lexicon.short() != Short::Any || !prose.is(words.start, BODY) {
            return None;
        }
        let floor = words.start.saturating_sub(FAR);
        let head = |i: usize| prose.is(i, TAKES | BODY | ORGANISATION) && !prose.is(i, AREA | ROLE);
        let at = (floor..words.start).rev().find(|i| {
            prose.is_capitalised(i + 1) && prose.is_lower(*i) && head(*i) && !self.is_of_person(i + 1)
        })?;
        let proper = |i: usize| prose.is_capitalised(i) && !prose.is(i, CALENDAR);
        let end = (at + 1..words.start).find(|i| !proper(*i))?;
        Some(Who::Described(at + 1..end, SpeakerKind::Organisation))
    }

    fn described(&self, words: &Range<usize>, kind: SpeakerKind, text: String) -> Speaker {
        let span = Some(self.prose.span(words.start, words.end));
        match kind {
            SpeakerKind::Organisation | SpeakerKind::Document => {
                let name = self.names.get(&text).cloned().unwrap_or(text);
                Speaker { kind, name: Some(name), role: None, span }
            }
            _ => match self.holder(words).and_then(|p| self.register.person(p)) {
                Some((name, role)) => Speaker {
                    kind: SpeakerKind::Person,
                    name: Some(name.to_owned()),
                    role: role.map(str::to_owned),
                    span,
                },
                None => {
                    // "Seorang nelayan": the capital is the sentence's.
                    let small = self.prose.is(words.start, ARTICLE);
                    let role = if small { with_small_initial(&text) } else { text };
                    Speaker { kind: SpeakerKind::Unnamed, name: None, role: Some(role), span }
                }
            },
        }
    }
}

fn with_small_initial(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

/// "Ali" of "Mohammed Ali".
fn is_part(part: &str, full: &str) -> bool {
    full.len() > part.len() && full.split(' ').any(|p| p == part)
}

/// "Jaringan Pemantau Pendidikan (JPP)": what the abbreviations of a text stand for.
fn full_names_of_bodies(prose: &Prose) -> Map<String, String> {
    let mut names = Map::default();
    for at in 1..prose.len() {
        if !(prose.is_acronym(at) && prose.is_mark(at - 1, '(') && prose.is_mark(at + 1, ')')) {
            continue;
        }
        let end = at - 1;
        let mut start = end;
        while start > 0
            && end - start < 12
            && (prose.is_capitalised(start - 1) || prose.is(start - 1, CONNECT))
        {
            start -= 1;
        }
        let first = |i: usize| prose.str(i).chars().next();
        let letter = prose.str(at).chars().next();
        if let Some(start) = (start..end).find(|i| first(*i) == letter) {
            names
                .entry(prose.str(at).to_owned())
                .or_insert_with(|| clean(prose.span(start, end).of(prose.text)));
        }
    }
    names
}
