use std::ops::Range;

use ego_tree::iter::Edge;
use html5ever::local_name;
use scraper::Html;
use scraper::node::Node as Value;

use super::mark::{Mark, Marks};

/// A parsed page, flattened: nodes are numbered in document order, so that side tables are plain vectors,
/// a subtree is a range, and nothing recurses.
pub(crate) struct Tree<'t> {
    html: Html,
    /// What scripts hold is not in the tree, but for JSON-LD.
    scripts: Vec<&'t str>,
    nodes: Vec<Entry>,
    marks: Marks,
    truncated: bool,
    unclosed: bool,
    /// What parsing has cost, in steps.
    spent: usize,
}

struct Entry {
    id: ego_tree::NodeId,
    /// Number of the parent; the root is its own.
    parent: u32,
    /// One past the last node of the subtree.
    end: u32,
    /// The marks of an element.
    marks: u64,
    /// Which of the attributes in [`ASKED`] it has.
    asked: u16,
}

/// The attributes that are asked for most; most elements lack most of them.
const ASKED: [&str; 13] = [
    "class",
    "id",
    "style",
    "href",
    "itemprop",
    "role",
    "hidden",
    "rel",
    "title",
    "datetime",
    "align",
    "aria-label",
    "data-text",
];

/// The bit of an attribute among those asked for.
#[inline(always)]
fn asked(name: &str) -> Option<u16> {
    ASKED.iter().position(|n| *n == name).map(|at| 1 << at)
}

/// One node of a [`Tree`]: an element, a text, or something that readers do not see.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    tree: &'a Tree<'a>,
    index: u32,
}

impl<'t> Tree<'t> {
    /// Numbers the nodes of a parsed page; what lies deeper than `max_depth` becomes children of the last level.
    /// `unclosed` says that the page ends in a comment or a script that was begun long before.
    pub(super) fn new(
        html: Html,
        scripts: Vec<&'t str>,
        truncated: bool,
        unclosed: bool,
        max_depth: usize,
    ) -> Self {
        let mut nodes: Vec<Entry> = Vec::with_capacity(html.tree.values().len());
        let mut open: Vec<u32> = Vec::new();
        let mut deeper = 0usize;
        let mut marks = Marks::default();
        for edge in html.tree.root().traverse() {
            match edge {
                // What stands between a `template` and its contents is no node of the page.
                Edge::Open(node) | Edge::Close(node) if node.value().is_fragment() => {}
                Edge::Open(node) => {
                    let index = nodes.len() as u32;
                    let parent = open.last().copied().unwrap_or(0);
                    let (own, asked) = node.value().as_element().map_or((0, 0), |e| marks_of(e, &mut marks));
                    nodes.push(Entry { id: node.id(), parent, end: index + 1, marks: own, asked });
                    if open.len() < max_depth.max(2) {
                        open.push(index);
                    } else {
                        deeper += 1;
                    }
                }
                Edge::Close(_) if deeper > 0 => deeper -= 1,
                Edge::Close(_) => {
                    if let Some(index) = open.pop() {
                        nodes[index as usize].end = nodes.len() as u32;
                    }
                }
            }
        }
        Self { html, scripts, nodes, marks, truncated, unclosed, spent: 0 }
    }

    /// … whose parsing has cost so many steps.
    pub(super) fn at_cost(self, spent: usize) -> Self {
        Self { spent, ..self }
    }

    /// The document node.
    pub(crate) fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }

    /// The node with this number in document order.
    pub(crate) fn node(&self, index: usize) -> Node<'_> {
        debug_assert!(index < self.nodes.len());
        Node { tree: self, index: index as u32 }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// All nodes in document order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len()).map(|i| self.node(i))
    }

    /// Of the nodes with these numbers those that may have all these marks.
    pub(super) fn marked(&self, nodes: Range<usize>, bits: u64) -> impl Iterator<Item = Node<'_>> {
        let from = nodes.start;
        let marked =
            self.nodes[nodes].iter().enumerate().filter(move |(_, entry)| entry.marks & bits == bits);
        marked.map(move |(i, _)| self.node(from + i))
    }

    /// What the page's scripts hold, in order.
    pub(crate) fn scripts(&self) -> &[&'t str] {
        &self.scripts
    }

    /// Whether an element of the page may have this mark.
    pub(super) fn has(&self, mark: Mark) -> bool {
        self.marks.contains(mark)
    }

    /// Whether the page ends in a comment, a script or another raw text that is never closed.
    pub(super) fn unclosed(&self) -> bool {
        self.unclosed
    }

    /// What parsing the page has cost, in steps.
    pub(crate) fn spent(&self) -> usize {
        self.spent
    }

    /// Whether a limit cut the page short.
    pub(crate) fn truncated(&self) -> bool {
        self.truncated
    }
}

impl<'a> Node<'a> {
    /// Number in document order.
    pub(crate) fn index(self) -> usize {
        self.index as usize
    }

    /// One past the number of the last node below this one.
    pub(crate) fn end(self) -> usize {
        self.entry().end as usize
    }

    pub(super) fn tree(self) -> &'a Tree<'a> {
        self.tree
    }

    /// The bits of its marks.
    pub(super) fn marks(self) -> u64 {
        self.entry().marks
    }

    fn entry(self) -> &'a Entry {
        &self.tree.nodes[self.index as usize]
    }

    pub(super) fn raw(self) -> Option<ego_tree::NodeRef<'a, Value>> {
        self.tree.html.tree.get(self.entry().id)
    }

    fn element(self) -> Option<&'a scraper::node::Element> {
        self.raw()?.value().as_element()
    }

    /// The local name of an element, in lower case.
    pub(crate) fn name(self) -> Option<&'a str> {
        self.element().map(scraper::node::Element::name)
    }

    /// Whether this is an element of that name.
    pub(crate) fn is(self, name: &str) -> bool {
        self.name() == Some(name)
    }

    /// The characters of a text node.
    pub(crate) fn text(self) -> Option<&'a str> {
        self.raw()?.value().as_text().map(|t| &**t)
    }

    /// The text of a comment; most comments are kept without it.
    pub(crate) fn comment(self) -> Option<&'a str> {
        self.raw()?.value().as_comment().map(|c| &**c)
    }

    /// The value of an attribute.
    #[inline(always)]
    pub(crate) fn attr(self, name: &str) -> Option<&'a str> {
        if asked(name).is_some_and(|bit| self.entry().asked & bit == 0) {
            return None;
        }
        self.attribute(name)
    }

    fn attribute(self, name: &str) -> Option<&'a str> {
        // A scan: elements have few attributes, and scraper's own look-up interns the name first.
        self.element()?.attrs().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The classes of an element.
    pub(crate) fn classes(self) -> impl Iterator<Item = &'a str> {
        self.attr("class").unwrap_or("").split_ascii_whitespace()
    }

    /// Whether the element has this class, whatever its case.
    #[inline]
    pub(crate) fn has_class(self, class: &str) -> bool {
        self.marks() & Mark::class(class).bit() != 0 && self.has_marked_class(class)
    }

    fn has_marked_class(self, class: &str) -> bool {
        self.classes().any(|c| c.eq_ignore_ascii_case(class))
    }

    /// The parent; `None` for the document.
    pub(crate) fn parent(self) -> Option<Node<'a>> {
        (self.index != 0).then(|| self.tree.node(self.entry().parent as usize))
    }

    /// The ancestors, nearest first.
    pub(crate) fn ancestors(self) -> impl Iterator<Item = Node<'a>> {
        std::iter::successors(self.parent(), |n| n.parent())
    }

    /// The children in order.
    pub(crate) fn children(self) -> impl Iterator<Item = Node<'a>> {
        let (tree, end) = (self.tree, self.end());
        let first = self.index() + 1;
        std::iter::successors((first < end).then(|| tree.node(first)), move |n| {
            (n.end() < end).then(|| tree.node(n.end()))
        })
    }

    /// All nodes below this one, in document order.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Node<'a>> {
        let tree = self.tree;
        (self.index() + 1..self.end()).map(move |i| tree.node(i))
    }

    /// The text of the subtree as it stands in the page, white space untouched.
    pub(crate) fn all_text(self) -> String {
        if let Some(text) = self.text() {
            return text.to_owned();
        }
        self.descendants().filter_map(Node::text).collect()
    }
}

/// The bits of an element's marks, which are added to those of the page, and those of attributes that are asked for.
fn marks_of(element: &scraper::node::Element, page: &mut Marks) -> (u64, u16) {
    let (mut bits, mut known) = (0, 0);
    let mut add = |mark: Mark| {
        page.insert(mark);
        bits |= mark.bit();
    };
    add(Mark::tag(&element.name.local));
    for (name, value) in &element.attrs {
        add(Mark::attribute(&name.local));
        known |= asked(&name.local).unwrap_or(0);
        if name.local == local_name!("class") {
            value.split_ascii_whitespace().for_each(|class| add(Mark::class(class)));
        } else if name.local == local_name!("id") {
            add(Mark::id(value));
        }
    }
    (bits, known)
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.tree, other.tree)
    }
}
