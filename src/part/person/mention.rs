use std::ops::Range;

use super::role;
use crate::part::lexicon::{
    ADVERB, CONNECT, PREPOSITION, SAYS, SOURCE, THOUGHT, VERB, VERB_FIRST, VERB_LAST,
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
        let mut mention = Mention {
            sure: before.is_some() || after.is_some() || role::has_title(prose, name.start, floor),
            role: before.or(after),
            phrase: start..end,
            name,
            person: usize::MAX,
        };
        mention.sure |= mention.speaks(prose);
        mention
    }

    /// A mention without anything around it.
    pub(super) fn bare(name: Range<usize>) -> Mention {
        Mention { phrase: name.clone(), name, role: None, person: usize::MAX, sure: false }
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
