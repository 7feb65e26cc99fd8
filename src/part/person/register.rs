use std::ops::Range;

use super::mention::Mention;
use super::name;
use super::role;
use super::thing::{Things, initials};
use crate::article::{Person, Quote, SpeakerKind};
use crate::part::lexicon::{
    ALIAS, AREA, ARTICLE, BODY, CONNECT, DEGREE, GIVEN, HONORIFIC, ORGANISATION, PREPOSITION, RANK, ROLE,
    ROLE_MODIFIER, ROLE_OF_PLACE, SAYS, Short, TAKES, THING, THIS, UNNAMED,
};
use crate::part::prose::Prose;
use crate::text::{Case, Kind, Map, Set, clean, fold};
use crate::value::Span;

/// More namesakes than this share no index entry: the text is no article then.
const MOST_NAMESAKES: usize = 8;

/// Names run together and offices are looked for among this many people: more is a list, no article.
const MOST_BLENDED: usize = 64;
/// A person has no more roles and no more shorter names.
const MOST_FORMS: usize = 12;

/// The people of an article and where it names them.
#[derive(Debug, Default)]
pub(crate) struct Register {
    people: Vec<Known>,
    /// In order of the text.
    mentions: Vec<Mention>,
}

#[derive(Debug, Default)]
struct Known {
    name: String,
    /// The parts of the name, folded.
    parts: Vec<String>,
    roles: Vec<String>,
    aliases: Vec<String>,
    spans: Vec<Span>,
    sure: bool,
}

impl Register {
    /// The people for the article, those that only their quotes show to be people last.
    pub(crate) fn people(&self, quotes: &[Quote]) -> Vec<Person> {
        let people = self.people.iter().filter(|p| p.sure && !p.spans.is_empty());
        let mut people: Vec<Person> = people
            .map(|p| Person {
                name: p.name.clone(),
                roles: p.roles.clone(),
                aliases: p.aliases.clone(),
                spans: p.spans.clone(),
            })
            .collect();
        people.sort_by_key(|p| p.spans.first().copied());
        let mut at: Map<String, usize> =
            people.iter().enumerate().map(|(i, p)| (p.name.clone(), i)).collect();
        let named: Set<String> = people.iter().map(|p| p.name.clone()).collect();
        for speaker in quotes.iter().filter_map(|q| q.speaker.as_ref()) {
            let (Some(name), Some(span)) = (&speaker.name, speaker.span) else { continue };
            if speaker.kind != SpeakerKind::Person || named.contains(name) {
                continue;
            }
            let i = *at.entry(name.clone()).or_insert(people.len());
            if i == people.len() {
                let roles = speaker.role.iter().cloned().collect();
                people.push(Person { name: name.clone(), roles, ..Person::default() });
            }
            if people[i].spans.last() != Some(&span) {
                people[i].spans.push(span);
            }
        }
        people
    }

    /// Full name and first role of a person.
    pub(crate) fn person(&self, person: usize) -> Option<(&str, Option<&str>)> {
        self.people.get(person).map(|p| (p.name.as_str(), p.roles.first().map(String::as_str)))
    }

    /// The mentions whose names stand in the words `from..to`.
    pub(crate) fn mentions(&self, from: usize, to: usize) -> &[Mention] {
        let first = self.mentions.partition_point(|m| m.name.start < from);
        let end = self.mentions.partition_point(|m| m.name.start < to);
        self.mentions.get(first..end).unwrap_or_default()
    }

    /// The one person whose role is `role`, where it fits one alone; `role` is folded.
    pub(crate) fn holder(&self, role: &str) -> Option<usize> {
        let parts: Vec<&str> = role.split(' ').collect();
        let fits = |p: &Known| {
            p.sure && p.roles.iter().map(|r| fold(r)).any(|r| r.starts_with(role) || shortens(&parts, &r))
        };
        let mut holders = (0..self.people.len().min(MOST_BLENDED)).filter(|i| fits(&self.people[*i]));
        holders.next().filter(|_| holders.next().is_none())
    }
}

/// Registers every person that the text and its headline name.
pub(crate) fn register(prose: &Prose, headline: Option<&str>) -> Register {
    let mut runs = name::runs(prose, prose.story());
    runs.retain(|run| !prose.is_credit(run.start));
    let single = singles(prose, &runs);
    let known = |word: &str| single.contains_key(fold(word).as_str());
    let places = places(prose);
    let mut mentions = Vec::new();
    let mut things = Things::default();
    let mut letters = Set::default();
    let mut said = 0;
    let mut floor = prose.story();
    for (at, run) in runs.iter().enumerate() {
        if initials(prose, run) || run.len() == 1 && letters.contains(prose.str(run.start)) {
            letters.insert(prose.str(run.start));
            mentions.push(Mention::read(prose, run.clone(), run, floor).sure());
            continue;
        }
        let Some(name) = name::name_in(prose, run, &known) else {
            things.note(prose, run, None);
            continue;
        };
        let place = || is_place_of_office(prose, run, &name, &known, &places);
        let office = || place() || closes_before_name(prose, run, &name, runs.get(at + 1), &known);
        if points_back(prose, run.end) || is_abbreviated_body(prose, run) || office() {
            continue;
        }
        let mention = Mention::read(prose, name, run, floor);
        // "Rusman, petani Sungai Naniang,": a place in what is said of somebody else. "kelas V": a number.
        let one = mention.name.len() == 1;
        let folk = run.start > 0
            && prose.is(run.start - 1, UNNAMED | ROLE_OF_PLACE)
            && prose.is_lower(run.start - 1);
        let aside = (one || folk) && run.start < said && prose.lexicon.short() == Short::Any;
        if aside || one && prose.is_initial(mention.name.start) || things.note(prose, run, Some(&mention)) {
            continue;
        }
        said = mention.role.as_ref().map_or(said, |r| r.end.max(said));
        let bare = is_common_noun(prose, &mention);
        let mention = if bare { Mention { sure: false, ..mention } } else { mention };
        if mention.sure || mention.name.len() > 1 {
            floor = mention.phrase.end;
        }
        mentions.push(mention);
    }
    cut_first_words(prose, &mut mentions);
    things.strike(prose, &mut mentions);
    let mut builder = Builder::new(prose);
    builder.full_names(&mentions, headline);
    builder.aliases(&mentions);
    builder.add_acronyms(&runs, &mut mentions);
    builder.link(mentions)
}

/// "Ketua Lembaga Anu (LA) itu": an office with a word that points back names nobody.
fn points_back(prose: &Prose, end: usize) -> bool {
    let end = if prose.is_mark(end, '(') && prose.is_mark(end + 2, ')') { end + 3 } else { end };
    prose.is(end, THIS) && prose.is_lower(end) && prose.lexicon.short() == Short::Any
}

/// "the Times", "der Datenschützer": one word with an article names a thing or says what somebody is.
fn is_common_noun(prose: &Prose, mention: &Mention) -> bool {
    let Some(before) = mention.phrase.start.checked_sub(1) else { return false };
    let article = prose.is(before, ARTICLE | THIS) && !prose.is(before, SAYS);
    let bare = mention.name.len() == 1 && mention.phrase.start == mention.name.start;
    if bare && prose.lexicon.has_capital_nouns() {
        // "der israelische Sprecher": an adjective, too, and a compound with an abbreviation.
        let after = mention.name.end;
        let follows = prose.is(before, SAYS) && prose.kind(after) != Some(Kind::Word(Case::Lower));
        let leads = prose.ends_sentence(before) && prose.is(after, SAYS) && prose.is_lower(after);
        return article || !(follows || leads) || prose.str(mention.name.start).contains('-');
    }
    bare && article && (prose.is_lower(before) || prose.lexicon.short() == Short::Last)
}

/// "Ketua Dewan Adat Sungai Limau, Darwis Malin", "petani Simpang Haru, Marjohan,": an office whose last words look like
/// a name, where the name follows.
fn closes_before_name(
    prose: &Prose,
    run: &Range<usize>,
    name: &Range<usize>,
    next: Option<&Range<usize>>,
    known: &dyn Fn(&str) -> bool,
) -> bool {
    let before = run.start.wrapping_sub(1);
    let small = prose.is(before, ROLE | BODY | ORGANISATION) && prose.is_lower(before);
    // "Kepala SMP Negeri 2 Nita, Fransiskus Moa,": the place of a school with a number.
    let numbered = prose.kind(before) == Some(Kind::Number)
        && prose.is(before.wrapping_sub(1), ORGANISATION | ROLE | AREA)
        && prose.is_capitalised(before.wrapping_sub(1));
    let office = name.start > run.start && prose.is(run.start, ROLE | ROLE_MODIFIER) || small || numbered;
    let Some(next) = next.filter(|_| office) else { return false };
    // "…, dr. Meutia": a title in small letters may stand between.
    let title = |i: usize| prose.is(i, DEGREE | HONORIFIC | RANK) || prose.is_mark(i, '.');
    // "Kepala SDN Muara Baru 2, Rahmadi,": a number may close the office.
    let number = usize::from(prose.kind(run.end) == Some(Kind::Number) && prose.is_mark(run.end + 1, ','));
    let run = &(run.start..run.end + number);
    let comma = usize::from(prose.is_mark(run.end, ','));
    if comma == 0 && prose.is_mark(run.end, '.') {
        return false;
    }
    let adjoins =
        next.start > run.end && next.start - run.end <= 4 && (run.end + comma..next.start).all(title);
    let whole = || {
        let read = name::name_in(prose, next, known);
        let titled = next.start..next.end;
        read.is_some_and(|n| {
            n.end == titled.end && (n.start == titled.start || role::has_title(prose, n.start, next.start))
        })
    };
    // After an office in small letters one word has to be closed, or it is a place: "petani Marjohan, Solok".
    let closed = || !small || next.len() >= 2 || prose.is_mark(next.end, ',') || prose.is(next.end, SAYS);
    let any = prose.lexicon.short() == Short::Any;
    // "Ahli Parlimen Bukit Indah": a given name behind a hill is the hill's.
    let given = || prose.is(name.start, GIVEN) && !prose.is(name.start.wrapping_sub(1), THING);
    let thing = prose.is(name.start, THING);
    let alone = |i: usize| known(prose.str(i)) && !prose.is_common(i) && !thing;
    // "Pelatih Perseta, Gabriel Nuga, tidak": a full name that is closed and no list.
    let after = next.end + 1;
    let aside = next.len() >= 2
        && prose.is_mark(run.end, ',')
        && (prose.is_mark(next.end, '(')
            || prose.is_mark(next.end, ',') && prose.is_lower(after) && !prose.is(after, CONNECT));
    let named = || !aside && (given() || name.clone().any(alone));
    any && adjoins && !named() && whole() && closed()
}

/// "Camat Tanjungrejo mengimbau": an office with the one word that a place of the text is called, and nobody's name.
fn is_place_of_office(
    prose: &Prose,
    run: &Range<usize>,
    name: &Range<usize>,
    known: &dyn Fn(&str) -> bool,
    places: &Set<String>,
) -> bool {
    let office = name.start > run.start
        && prose.is(run.start, ROLE_OF_PLACE)
        && run.start + prose.phrase(run.start) == name.start;
    let word = prose.str(name.start);
    let one = name.len() == 1 && name.end == run.end && !prose.is(name.start, GIVEN);
    office && one && !known(word) && places.contains(&fold(word))
}

/// What the words for places in a text are followed by: "Kecamatan Tanjung Rejo" is "tanjungrejo", too.
fn places(prose: &Prose) -> Set<String> {
    const MOST: usize = 512;
    let named = |i: &usize| prose.is(i - 1, TAKES) && !prose.is(i - 1, ROLE) && prose.is_capitalised(*i);
    let mut places = Set::default();
    for i in (1..prose.len()).filter(named).take(MOST) {
        let first = fold(prose.str(i));
        if prose.is_capitalised(i + 1) {
            places.insert(format!("{first}{}", fold(prose.str(i + 1))));
        }
        places.insert(first);
    }
    places
}

/// "Lembaga Penjamin Simpanan (LPS)": what is abbreviated by its first letters, and has a word of a body, is one.
fn is_abbreviated_body(prose: &Prose, run: &Range<usize>) -> bool {
    let at = run.end + 1;
    if !(prose.is_mark(run.end, '(') && prose.is_acronym(at) && prose.is_mark(at + 1, ')')) {
        return false;
    }
    let body = run.clone().any(|i| prose.is(i, ORGANISATION));
    let letter = |i: usize| prose.str(i).chars().next();
    let letters: Vec<char> = prose.str(at).chars().collect();
    let tail = run.end.saturating_sub(letters.len()).max(run.start);
    body && (tail..run.end)
        .zip(letters.iter().rev().take(run.end - tail).rev())
        .all(|(i, c)| letter(i) == Some(*c))
}

/// "Ucapan Karim Amin": the first word of a sentence is no part of a name that also occurs without it.
fn cut_first_words(prose: &Prose, mentions: &mut [Mention]) {
    let names: Set<String> = mentions.iter().map(|m| key(prose, &m.name)).collect();
    for mention in mentions {
        let first = mention.name.start;
        if mention.name.len() < 2 || first > 0 && !prose.ends_sentence(first - 1) {
            continue;
        }
        let rest = first + 1..mention.name.end;
        if names.contains(&key(prose, &rest)) && (rest.len() >= 2 || prose.is_common(first)) {
            mention.name = rest;
        }
    }
}

pub(super) fn key(prose: &Prose, name: &Range<usize>) -> String {
    fold(prose.span(name.start, name.end).of(prose.text))
}

/// Words that stand alone as a run: "Hasan" of "Hasan berharap".
fn singles(prose: &Prose, runs: &[Range<usize>]) -> Map<String, ()> {
    let alone = runs.iter().filter(|r| r.len() == 1 && r.start > 0);
    // After "di", "ke", "dari" it is a place, after "Pasar" or "SDN 07" the name of that.
    let place = |i: usize| {
        prose.is(i, PREPOSITION | ORGANISATION | THING | TAKES) || prose.kind(i) == Some(Kind::Number)
    };
    let alone = alone.filter(|r| !place(r.start - 1));
    alone.map(|r| (fold(prose.str(r.start)), ())).collect()
}

struct Builder<'p, 't> {
    prose: &'p Prose<'t>,
    people: Vec<Known>,
    /// Part of a name, folded → people with it.
    index: Map<String, Vec<usize>>,
    /// Words that were seen to fit no name by their letters.
    no_blend: Map<String, Option<usize>>,
}

impl<'p, 't> Builder<'p, 't> {
    fn new(prose: &'p Prose<'t>) -> Self {
        Self { prose, people: Vec::new(), index: Map::default(), no_blend: Map::default() }
    }

    fn parts(&self, range: &Range<usize>) -> Vec<String> {
        let nickname = nickname(self.prose, range);
        let words = range.clone().filter(|i| self.prose.is_word(*i) && Some(*i) != nickname);
        words.map(|i| fold(self.prose.str(i))).collect()
    }

    /// Names of two parts or more, the longest first, so that shorter forms find the longer.
    fn full_names(&mut self, mentions: &[Mention], headline: Option<&str>) {
        let mut names: Vec<(Vec<String>, String)> = Vec::new();
        for mention in mentions {
            let parts = self.parts(&mention.name);
            if parts.len() >= 2 {
                names.push((parts, self.text(&mention.name)));
            }
        }
        names.extend(headline.map(|h| headline_names(h, self.prose)).unwrap_or_default());
        // Stable, so that among equally long ones the first printed gives the spelling.
        names.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
        for (parts, name) in names {
            if self.find_full(&parts).is_none() {
                self.add(parts, name);
            }
        }
    }

    /// The words of a range, without a nickname in marks among them.
    fn text(&self, range: &Range<usize>) -> String {
        let text = clean(self.prose.span(range.start, range.end).of(self.prose.text));
        match nickname(self.prose, range) {
            Some(at) => {
                let piece = |r: Range<usize>| self.prose.span(r.start, r.end).of(self.prose.text);
                clean(&format!("{} {}", piece(range.start..at - 1), piece(at + 2..range.end)))
            }
            None => text,
        }
    }

    fn add(&mut self, parts: Vec<String>, name: String) -> usize {
        let id = self.people.len();
        for part in &parts {
            let same = self.index.entry(part.clone()).or_default();
            if same.len() < MOST_NAMESAKES && !same.contains(&id) {
                same.push(id);
            }
        }
        self.people.push(Known { name, parts, ..Known::default() });
        id
    }

    /// A person whose name holds all these parts in their order.
    fn find_full(&self, parts: &[String]) -> Option<usize> {
        let candidates = parts.iter().filter_map(|p| self.index.get(p)).min_by_key(|c| c.len())?;
        candidates.iter().copied().find(|i| is_subsequence(parts, &self.people[*i].parts))
    }

    /// Other names printed with a name: "Zulfan Akmal (Gus Zul)", "yang akrab disapa Zul".
    fn aliases(&mut self, mentions: &[Mention]) {
        let prose = self.prose;
        for pair in mentions.windows(2) {
            let (owner, alias) = (&pair[0], &pair[1]);
            let opening = alias.phrase.start.saturating_sub(1);
            let in_brackets = prose.is_mark(opening, '(')
                && opening == owner.phrase.end
                && prose.is_mark(alias.phrase.end, ')');
            let called = alias.name.start.saturating_sub(owner.name.end) < 12
                && (owner.phrase.end..alias.phrase.start).any(|i| prose.is(i, ALIAS))
                && !(owner.phrase.end..alias.phrase.start).any(|i| prose.ends_sentence(i));
            if !in_brackets && !called || prose.is(alias.name.start, ORGANISATION | AREA) {
                continue;
            }
            let parts = self.parts(&owner.name);
            let Some(person) = self
                .find_full(&parts)
                .or_else(|| (parts.len() == 1).then(|| self.add(parts.clone(), self.text(&owner.name))))
            else {
                continue;
            };
            let with_honorific = alias.phrase.start..alias.name.end;
            self.add_alias(person, &with_honorific, &alias.name);
        }
        for mention in mentions {
            if let Some(at) = nickname(prose, &mention.name)
                && let Some(person) = self.find_full(&self.parts(&mention.name))
            {
                self.add_alias(person, &(at..at + 1), &(at..at + 1));
            }
        }
        self.acronyms(mentions);
    }

    /// "Kamal Dwi Mahesa (KDM)", where "KDM" is used later as well.
    fn acronyms(&mut self, mentions: &[Mention]) {
        let prose = self.prose;
        for mention in mentions {
            let at = mention.phrase.end;
            if prose.is_mark(at, '(')
                && prose.is_acronym(at + 1)
                && prose.is_mark(at + 2, ')')
                && !prose.is(at + 1, ORGANISATION | AREA | HONORIFIC)
            {
                let parts = self.parts(&mention.name);
                let initials: Vec<char> = parts.iter().filter_map(|p| p.chars().next()).collect();
                let letters = fold(prose.str(at + 1));
                let fits = initials.iter().filter(|c| letters.contains(**c)).count() >= 2;
                if let Some(person) = self.find_full(&parts).filter(|_| fits) {
                    self.add_alias(person, &(at + 1..at + 2), &(at + 1..at + 2));
                }
            }
        }
    }

    /// Where an acronym that stands for a person is used.
    fn add_acronyms(&self, runs: &[Range<usize>], mentions: &mut Vec<Mention>) {
        // "jelas Imam": an office that is a given name, too, where somebody is called so.
        let given = |i: usize| self.prose.is(i, GIVEN) && self.prose.is(i, ROLE | ORGANISATION);
        let alone =
            runs.iter().filter(|r| r.len() == 1 && (self.prose.is_acronym(r.start) || given(r.start)));
        let named = alone.filter(|r| self.index.contains_key(&fold(self.prose.str(r.start))));
        let named: Vec<Mention> = named.map(|r| Mention::bare(r.clone())).collect();
        if !named.is_empty() {
            let taken: Set<usize> = mentions.iter().map(|m| m.name.start).collect();
            mentions.extend(named.into_iter().filter(|m| !taken.contains(&m.name.start)));
            mentions.sort_by_key(|m| m.name.start);
        }
    }

    fn add_alias(&mut self, person: usize, printed: &Range<usize>, name: &Range<usize>) {
        let text = self.text(printed);
        for part in self.parts(name) {
            let same = self.index.entry(part).or_default();
            if same.len() < MOST_NAMESAKES && !same.contains(&person) {
                same.push(person);
            }
        }
        let known = &mut self.people[person];
        if text != known.name && known.aliases.len() < MOST_FORMS && !known.aliases.contains(&text) {
            known.aliases.push(text);
        }
    }

    fn link(mut self, mut mentions: Vec<Mention>) -> Register {
        let mut last_seen: Vec<usize> = vec![0; self.people.len()];
        for (at, mention) in mentions.iter_mut().enumerate() {
            let parts = self.parts(&mention.name);
            let person = match parts.as_slice() {
                [] => continue,
                [part] => self.single(part, mention, &last_seen),
                _ => self.find_full(&parts),
            };
            let Some(person) = person else { continue };
            last_seen.resize(self.people.len(), 0);
            last_seen[person] = at + 1;
            self.note(person, mention);
        }
        let people = self.people;
        mentions.retain(|m| people.get(m.person).is_some_and(|p| p.sure));
        Register { people, mentions }
    }

    /// The person that a name of one part means: of those who have it, the one named last.
    fn single(&mut self, part: &str, mention: &Mention, last_seen: &[usize]) -> Option<usize> {
        let seen = |i: &usize| last_seen.get(*i).copied().unwrap_or(0);
        if let Some(people) = self.index.get(part) {
            let preferred = |i: &&usize| match self.prose.lexicon.short() {
                Short::Any => true,
                Short::First => self.people[**i].parts.first().is_some_and(|p| p == part),
                Short::Last => self.people[**i].parts.last().is_some_and(|p| p == part),
            };
            let first = |i: &&usize| self.people[**i].parts.first().is_some_and(|p| p == part);
            let any = self.prose.lexicon.short() == Short::Any;
            let leading = people.iter().filter(|i| any && first(i)).max_by_key(|i| seen(i));
            let best = leading.or_else(|| people.iter().filter(preferred).max_by_key(|i| seen(i)));
            return best.or_else(|| people.iter().max_by_key(|i| seen(i))).copied();
        }
        if !self.no_blend.contains_key(part) {
            let blend = self.people.iter().take(MOST_BLENDED).position(|p| is_blend(part, &p.parts));
            self.no_blend.insert(part.to_owned(), blend);
        }
        let cut = || if mention.strong { None } else { self.cut(part, mention) };
        match self.no_blend.get(part).copied().flatten().or_else(cut) {
            Some(person) => Some(person),
            None if mention.strong && self.prose.is_acronym(mention.name.start)
                || mention.sure && !self.prose.is(mention.name.start, ORGANISATION | AREA) =>
            {
                Some(self.add(vec![part.to_owned()], self.text(&mention.name)))
            }
            None => None,
        }
    }

    /// The one person whose name a shorter one is cut from: "Vero" of Veronika, beside a verb of saying also "Dea" of
    /// Aradea.
    fn cut(&self, part: &str, mention: &Mention) -> Option<usize> {
        let prose = self.prose;
        let plain = !prose.is(mention.name.start, GIVEN | ORGANISATION | AREA) && part.chars().count() >= 3;
        if prose.lexicon.short() != Short::Any || !plain || !mention.sure {
            return None;
        }
        let longer = |p: &String| p.len() >= part.len() + 2;
        let cut = |p: &&Known| {
            let mut parts = p.parts.iter().filter(|p| longer(p));
            p.parts.len() >= 2 && parts.any(|p| p.starts_with(part) || p.ends_with(part))
        };
        let people = || self.people.iter().take(MOST_BLENDED);
        let one = people().filter(cut).count() == 1;
        people().position(|p| cut(&p)).filter(|_| one)
    }

    fn note(&mut self, person: usize, mention: &mut Mention) {
        let text = self.text(&mention.name);
        let role = mention.role.as_ref().map(|r| self.text(r));
        let span = self.prose.span(mention.name.start, mention.name.end);
        mention.person = person;
        let known = &mut self.people[person];
        known.sure |= mention.sure;
        known.spans.push(span);
        if text != known.name && known.aliases.len() < MOST_FORMS && !known.aliases.contains(&text) {
            known.aliases.push(text);
        }
        if let Some(role) =
            role.filter(|r| !r.is_empty() && known.roles.len() < MOST_FORMS && !known.roles.contains(r))
        {
            known.roles.push(role);
        }
    }
}

/// Where a nickname in marks stands inside a name.
fn nickname(prose: &Prose, name: &Range<usize>) -> Option<usize> {
    let mark =
        |i: usize| prose.kind(i) == Some(Kind::Mark) && !prose.is_mark(i, '.') && !prose.is_mark(i, '-');
    (name.start + 2..name.end.saturating_sub(1)).find(|i| mark(i - 1) && mark(i + 1))
}

/// The names in a headline, which is read only where not every word has a capital.
fn headline_names(headline: &str, prose: &Prose) -> Vec<(Vec<String>, String)> {
    let title = Prose::of(headline, prose.lexicon);
    let words = (0..title.len()).filter(|i| title.is_word(*i));
    let small = words.clone().filter(|i| title.is_lower(*i)).count();
    if small * 2 < words.count() {
        return Vec::new();
    }
    let names = name::runs(&title, 0).into_iter().filter_map(|run| name::name_in(&title, &run, &|_| false));
    let names = names.filter(|n| n.len() >= 2);
    names
        .map(|n| {
            let parts = n.clone().filter(|i| title.is_word(*i)).map(|i| fold(title.str(i))).collect();
            (parts, clean(title.span(n.start, n.end).of(headline)))
        })
        .collect()
}

fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|part| rest.any(|p| p == part || is_initial_of(part, p) || is_initial_of(p, part)))
}

fn is_initial_of(letter: &str, word: &str) -> bool {
    letter.chars().count() == 1 && word.starts_with(letter)
}

/// "ketum koni pusat" of "ketua umum komite olahraga nasional (koni) pusat": the head the same or run together, and every
/// other word among the office's.
fn shortens(short: &[&str], office: &str) -> bool {
    let [head, rest @ ..] = short else { return false };
    let bare = |c: char| !c.is_alphanumeric();
    let words: Vec<String> = office.split(' ').map(|w| w.trim_matches(bare).to_owned()).collect();
    let same = words.first().is_some_and(|w| w == head) || is_blend(head, &words);
    !rest.is_empty() && same && rest.iter().all(|part| words.iter().any(|w| w == part))
}

/// "Jokowi" of Joko Widodo, "Zulhas" of Zulkifli Hasan: beginnings of the parts run together.
fn is_blend(word: &str, parts: &[String]) -> bool {
    let [first, second, ..] = parts else { return false };
    // Not further than the first part goes along.
    let shared = word.bytes().zip(first.bytes()).take_while(|(a, b)| a == b).count();
    if shared < 2 {
        return false;
    }
    let letters = word.chars().count();
    let cuts = word.char_indices().enumerate().map(|(n, (at, _))| (n, at));
    let mut cuts = cuts.skip(2).take_while(|(n, at)| *at <= shared && n + 2 <= letters);
    letters >= 5 && cuts.any(|(_, at)| second.starts_with(&word[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_run_together() {
        let parts = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (word, name, blend) in [
            ("jokowi", "joko widodo", true),
            ("zulhas", "zulkifli hasan", true),
            ("zulha", "zulkifli hasan", true),
            ("zulh", "zulkifli hasan", false),
            ("joko", "joko widodo", false),
            ("jokow", "joko widodo", false),
            ("jwidodo", "joko widodo", false),
            ("élodur", "élodie durand", true),
            ("jokowi", "jokowi", false),
        ] {
            assert_eq!(is_blend(word, &parts(name)), blend, "{word} of {name}");
        }
    }
}
