//! Selectors of tags, classes and ids alone, as most of a site rule's are: matched on the flat tree, where an element's
//! marks tell at once of nearly all that it is not meant. Others are left to a CSS engine.

use html5ever::LocalName;

use super::mark::Mark;
use super::select::alternatives;
use super::{Node, Tree};

/// What an element has to be, and what has to stand around it: `#main .post:not(.ad *)`.
#[derive(Clone, Debug)]
pub(super) struct Simple {
    own: Compound,
    /// The nearest first.
    around: Vec<Compound>,
}

#[derive(Clone, Debug, Default)]
struct Compound {
    tag: Option<String>,
    ids: Vec<String>,
    classes: Vec<String>,
    /// The marks of all these, and their bits.
    marks: Vec<Mark>,
    bits: u64,
    /// Lists of which one alternative has to match each.
    one_of: Vec<Vec<Simple>>,
    /// Alternatives that must not match.
    none_of: Vec<Simple>,
}

/// How deep lists may stand in one another.
const DEPTH: usize = 4;

impl Simple {
    /// Reads an alternative of a selector list, which is known to be CSS.
    pub(super) fn read(css: &str) -> Option<Self> {
        // What is quoted or escaped may look like anything.
        let plain = !css.contains(['[', '"', '\'', '\\', '/']);
        if plain { Self::within(css, DEPTH) } else { None }
    }

    fn within(css: &str, depth: usize) -> Option<Self> {
        let (mut own, mut rest) = Compound::read(css, depth)?;
        let mut around = Vec::new();
        while !rest.is_empty() {
            let next = rest.trim_ascii_start();
            let (compound, behind) =
                if next.len() < rest.len() { Compound::read(next, depth)? } else { return None };
            around.insert(0, std::mem::replace(&mut own, compound));
            rest = behind;
        }
        Some(Self { own, around })
    }

    /// The bits of the marks that the element has.
    pub(super) fn bits(&self) -> u64 {
        self.own.bits
    }

    pub(super) fn matches(&self, node: Node<'_>) -> bool {
        // Whatever stands around can stand around the nearest as well as around one further out.
        let mut ancestors = node.ancestors();
        self.own.matches(node) && self.around.iter().all(|outer| ancestors.any(|a| outer.matches(a)))
    }

    /// Whether the page may have such an element; `false` is sure.
    pub(super) fn may_be_in(&self, tree: &Tree<'_>) -> bool {
        std::iter::once(&self.own).chain(&self.around).all(|compound| {
            compound.marks.iter().all(|m| tree.has(*m))
                && compound.one_of.iter().all(|list| list.iter().any(|s| s.may_be_in(tree)))
        })
    }
}

impl Compound {
    /// Reads the compound that `css` begins with, and returns what follows.
    fn read(css: &str, depth: usize) -> Option<(Self, &str)> {
        let mut compound = Self::default();
        let mut rest = css;
        if let Some(behind) = rest.strip_prefix('*') {
            rest = behind;
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (name, behind) = name(rest)?;
            // Of upper case it depends on where the element stands.
            if name.bytes().any(|b| b.is_ascii_uppercase()) {
                return None;
            }
            compound.marks.push(Mark::tag(&LocalName::from(name)));
            compound.tag = Some(name.to_owned());
            rest = behind;
        }
        while let Some(first) = rest.bytes().next().filter(|b| !b.is_ascii_whitespace()) {
            let list = rest.strip_prefix(":is(").or_else(|| rest.strip_prefix(":not("));
            if let Some(inside) = list {
                let end = closing(inside)?;
                let list = alternatives(&inside[..end]).map(|css| Simple::within(css, depth.checked_sub(1)?));
                let list = list.collect::<Option<Vec<_>>>()?;
                if rest.starts_with(":is") {
                    compound.one_of.push(list);
                } else {
                    compound.none_of.extend(list);
                }
                rest = &inside[end + 1..];
                continue;
            }
            let (name, behind) = name(rest.get(1..)?)?;
            match first {
                b'.' => {
                    compound.marks.push(Mark::class(name));
                    compound.classes.push(name.to_owned());
                }
                b'#' => {
                    compound.marks.push(Mark::id(name));
                    compound.ids.push(name.to_owned());
                }
                _ => return None,
            }
            rest = behind;
        }
        compound.bits = compound.marks.iter().fold(0, |bits, mark| bits | mark.bit());
        (rest.len() < css.len()).then_some((compound, rest))
    }

    #[inline]
    fn matches(&self, node: Node<'_>) -> bool {
        node.marks() & self.bits == self.bits && self.fits(node)
    }

    fn fits(&self, node: Node<'_>) -> bool {
        let Some(name) = node.name() else { return false };
        self.tag.as_ref().is_none_or(|tag| tag == name)
            && self.ids.iter().all(|id| node.attr("id") == Some(id))
            && self.classes.iter().all(|class| node.classes().any(|c| c == class))
            && self.one_of.iter().all(|list| list.iter().any(|s| s.matches(node)))
            && !self.none_of.iter().any(|s| s.matches(node))
    }
}

/// A name, and what follows it.
fn name(css: &str) -> Option<(&str, &str)> {
    let end = css.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(css.len());
    (end > 0).then(|| css.split_at(end))
}

/// Where the bracket stands that closes what `css` begins inside of.
fn closing(css: &str) -> Option<usize> {
    let mut open = 1;
    css.bytes().position(|b| {
        open += i32::from(b == b'(') - i32::from(b == b')');
        open == 0
    })
}
