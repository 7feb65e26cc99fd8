use std::ops::Range;

use super::role;
use crate::part::lexicon::{
    ADVERB, CONNECT, PREPOSITION, PRONOUN, SAYS, SOURCE, STOP, Short, THOUGHT, VERB, VERB_FIRST, VERB_LAST,
    WHO,
};
use crate::part::prose::Prose;

/// A place in the text that names somebody. Ranges are of words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    /// The name without titles.
    pub(crate) name: Range<usize>,
    /// Name, titles, degrees and the role before the name.
    pub(crate) phrase: Range<usize>,
    /// The role printed beside it.
    pub(crate) role: Option<Range<usize>>,
    /// Which person of the register.
    pub(crate) person: usize,
    /// Whether something beside the name says that it is a person's.
    pub(super) sure: bool,
}

impl Mention {
    /// A mention with what stands around its name, back to word `floor`.
    pub(super) fn read(prose: &Prose, name: Range<usize>, run: &Range<usize>, floor: usize) -> Mention {
        let before = role::before(prose, &name, floor);
        // "alcalde de Villanueva": the name belongs to the office.
        let last = name.start.saturating_sub(1);
        let joined = name.start > floor && prose.is_lower(last) && prose.is(last, CONNECT | PREPOSITION);
        let before = before.filter(|_| !joined);
        let after = role::after(prose, &name);
        let title = role::title_start(prose, name.start, floor);
        let start = before.as_ref().map_or(title, |r| r.start.min(title));
        let end = role::degrees_end(prose, name.end.max(run.end));
        let described = if before.is_none() { described(prose, &name, title) } else { None };
        let start = described.as_ref().map_or(start, |r| r.start.min(start));
        let before = before.or(described);
        let mut mention = Mention {
            sure: before.is_some() || after.is_some() || role::has_title(prose, name.start, floor),
            role: before.or(after),
            phrase: start..end,
            name,
            person: usize::MAX,
        };
        mention.sure |= mention.speaks(prose) && !mention.opens_alone(prose);
        mention
    }

    /// A mention without anything around it.
    pub(super) fn bare(name: Range<usize>) -> Mention {
        Mention { phrase: name.clone(), name, role: None, person: usize::MAX, sure: false }
    }

    /// "Shopkeepers said": one word that opens a sentence has a capital whatever it is.
    fn opens_alone(&self, prose: &Prose) -> bool {
        let opens = self.phrase.start.checked_sub(1).is_none_or(|before| prose.ends_sentence(before));
        self.name.len() == 1 && self.phrase == self.name && opens && prose.lexicon.short() == Short::Last
    }

    /// Whether a verb of saying stands beside it.
    fn speaks(&self, prose: &Prose) -> bool {
        let before = self.phrase.start.checked_sub(1);
        if before.is_some_and(|i| prose.is(i, VERB | VERB_FIRST | SOURCE)) {
            return true;
        }
        let mut at = self.phrase.end;
        while prose.is(at, ADVERB) && prose.is_lower(at) && at < self.phrase.end + 3 {
            at += 1;
        }
        prose.is_lower(at) && prose.is(at, (SAYS | THOUGHT) & !VERB_FIRST | VERB_LAST)
    }
}

/// "said harbour master Dewi Larasati": words in small letters between a verb of saying and a full name say what the
/// person is, though no table knows them.
fn described(prose: &Prose, name: &Range<usize>, title: usize) -> Option<Range<usize>> {
    const MOST: usize = 4;
    let mut start = title;
    while start > 0 && title - start < MOST && is_description(prose, start - 1) {
        start -= 1;
    }
    let verb = start.checked_sub(1)?;
    let says = prose.is(verb, VERB | VERB_FIRST) && prose.is_lower(verb);
    (says && start < title && name.len() >= 2).then_some(start..title)
}

fn is_description(prose: &Prose, i: usize) -> bool {
    prose.is_lower(i) && !prose.is(i, PREPOSITION | SAYS | PRONOUN | ADVERB | STOP | CONNECT | WHO)
}
