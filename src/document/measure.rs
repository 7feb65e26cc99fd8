use std::collections::{HashMap, HashSet};

use super::class_words::{Role, Roles, is_sure};
use crate::html::{Node, Tree};

/// What one pass over the tree measures, by node number: the running text that each element holds, and what its
/// name says it is for.
pub(super) struct Measure {
    /// Running text (weighted characters of paragraph-like runs) of the nodes before this one; one longer than the tree.
    prose: Vec<u32>,
    /// The text directly inside each block element, by its number.
    runs: Vec<Run>,
    /// What the node, or an element around it, is in the page.
    standing: Vec<Standing>,
    roles: Roles,
}

/// Whether a node can be part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It can be text.
    Text,
    /// A post's own tail: no text, but evidence.
    Tail,
    /// Navigation, other articles, boxes: by its name, and names mislead.
    Foreign,
    /// Comments, advertisements, or what nobody sees: surely no text.
    Never,
}

/// Elements that start and end a run of text.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Text directly inside one block element.
#[derive(Clone, Copy, Default)]
struct Run {
    chars: u32,
    linked: u32,
    stops: u32,
}

impl Measure {
    /// `cards` are elements known to be about other articles.
    pub(super) fn new(tree: &Tree, cards: impl Fn(&Self) -> HashSet<usize>) -> Self {
        let unread = spread(tree, is_unread);
        let (mut runs, left_out) = runs(tree, &unread, LONGEST_TEXT);
        let mut prose = accumulate(tree, &runs, &unread);
        if left_out && prose[tree.len()] == 0 {
            runs = self::runs(tree, &unread, usize::MAX).0;
            prose = accumulate(tree, &runs, &unread);
        }
        let mut measure =
            Self { prose, runs, standing: vec![Standing::Text; tree.len()], roles: Roles::of(tree) };
        let cards = cards(&measure);
        let total = measure.prose[tree.len()];
        let mut judged: Vec<Option<(Standing, &'static str)>> = vec![None; tree.len()];
        let mut judge = |node: Node<'_>| {
            *judged[node.index()].get_or_insert_with(|| {
                if cards.contains(&node.index()) {
                    (Standing::Foreign, "card")
                } else {
                    standing(node, &measure.roles)
                }
            })
        };
        let doubted = measure.doubted(tree, &unread, &mut judge);
        let mut i = 0;
        while i < tree.len() {
            let node = tree.node(i);
            let (standing, word) = if unread[i] { (Standing::Never, "") } else { judge(node) };
            // Comments and lives of authors may be longer than a short text; their names mislead rarely.
            let share = || if is_explicit(word) { 4 } else { 2 };
            if standing != Standing::Text
                && (unread[i]
                    || (!doubted.contains(word)
                        && (word == "card" || measure.of(node) * 5 < total * share())))
            {
                mark(&mut measure.standing, tree, &measure.roles, node, standing);
                i = node.end();
            } else {
                i += 1;
            }
        }
        let dropped: Vec<bool> = measure.standing.iter().map(|s| *s != Standing::Text).collect();
        measure.prose = accumulate(tree, &measure.runs, &dropped);
        measure
    }

    /// Which names not to believe: one that would take much of what there is to read off the page speaks of the text.
    fn doubted(
        &self,
        tree: &Tree,
        unread: &[bool],
        mut judge: impl FnMut(Node<'_>) -> (Standing, &'static str),
    ) -> HashSet<&'static str> {
        let total = self.prose[tree.len()];
        let mut taken: HashMap<&'static str, u32> = HashMap::new();
        let mut ends: HashMap<&'static str, usize> = HashMap::new();
        for node in tree.iter() {
            if unread[node.index()] || self.of(node) == 0 {
                continue;
            }
            let (standing, word) = judge(node);
            let end = ends.entry(word).or_default();
            if standing != Standing::Text && node.index() >= *end {
                *end = node.end();
                *taken.entry(word).or_default() += self.of(node);
            }
        }
        // Comments may well be longer than what they comment on.
        let nearly_all = |mass: u32| u64::from(mass) * 5 >= u64::from(total) * 4;
        let doubted = taken.into_iter().filter(|(word, mass)| nearly_all(*mass) && !word.contains("comment"));
        doubted.map(|(word, _)| word).collect()
    }

    /// Running text below the node, in weighted characters.
    pub(super) fn of(&self, node: Node<'_>) -> u32 {
        self.prose[node.end()] - self.prose[node.index()]
    }

    /// What the names of an element say of it.
    pub(super) fn role(&self, node: Node<'_>) -> Option<Role> {
        self.roles.role(node)
    }

    /// Whether the node is no part of an article.
    pub(super) fn dropped(&self, node: Node<'_>) -> bool {
        self.standing[node.index()] != Standing::Text
    }

    /// Whether the node speaks of something other than the post: navigation, comments, other articles.
    pub(super) fn foreign(&self, node: Node<'_>) -> bool {
        matches!(self.standing[node.index()], Standing::Foreign | Standing::Never)
    }

    /// Whether the node is a comment, an advertisement, or nothing that anybody sees.
    pub(super) fn never(&self, node: Node<'_>) -> bool {
        self.standing[node.index()] == Standing::Never
    }

    /// Weighted characters before each node, and how many of them are linked; one longer than the tree.
    pub(super) fn masses(&self) -> (Vec<u32>, Vec<u32>) {
        let sums = |of: fn(&Run) -> u32| {
            let mut sum = 0u32;
            let before = self.runs.iter().map(|run| {
                sum = sum.saturating_add(of(run));
                sum
            });
            std::iter::once(0).chain(before).collect()
        };
        (sums(|run| run.chars), sums(|run| run.linked))
    }
}

fn is_explicit(word: &str) -> bool {
    ["author", "comment", "komentar"].iter().any(|w| word.contains(w))
}

/// Marks a subtree; inside a tail what is foreign stays foreign.
fn mark(all: &mut [Standing], tree: &Tree, roles: &Roles, node: Node<'_>, standing_of_root: Standing) {
    let mut i = node.index();
    while i < node.end() {
        let inner = tree.node(i);
        if i > node.index()
            && standing_of_root == Standing::Tail
            && (is_unread(inner) || matches!(standing(inner, roles).0, Standing::Foreign | Standing::Never))
        {
            all[i..inner.end()].fill(Standing::Foreign);
            i = inner.end();
        } else {
            all[i] = standing_of_root;
            i += 1;
        }
    }
}

/// Marks whole subtrees.
fn spread(tree: &Tree, starts: impl Fn(Node<'_>) -> bool) -> Vec<bool> {
    let mut marked = vec![false; tree.len()];
    let mut i = 0;
    while i < tree.len() {
        let node = tree.node(i);
        if starts(node) {
            marked[i..node.end()].fill(true);
            i = node.end();
        } else {
            i += 1;
        }
    }
    marked
}

fn is_unread(node: Node<'_>) -> bool {
    // Elements whose content nobody reads as text.
    matches!(
        node.name(),
        Some(
            "script"
                | "style"
                | "template"
                | "iframe"
                | "object"
                | "embed"
                | "svg"
                | "canvas"
                | "video"
                | "audio"
                | "select"
                | "button"
                | "textarea"
                | "head"
                | "datalist"
                | "dialog"
                | "math"
                | "map"
                | "option"
                | "input"
                | "meter"
                | "progress"
                | "ins-ad"
        )
    )
}

fn is_hidden(node: Node<'_>) -> bool {
    if node.attr("hidden").is_some() && !node.is("body") {
        return true;
    }
    let Some(style) = node.attr("style") else { return false };
    let style: String =
        style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).take(400).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// What an element's own name or class says of it, and the word that says so.
fn standing(node: Node<'_>, roles: &Roles) -> (Standing, &'static str) {
    // Pages that build themselves in the browser hide even the article; so this is believed only of small parts.
    if is_hidden(node) {
        return (Standing::Never, "hidden");
    }
    match node.name() {
        // Doubles of what scripts load; but some blogs print the whole post there.
        Some("noscript") => (Standing::Never, "noscript"),
        Some("nav") => (Standing::Foreign, "nav"),
        Some("aside") => (Standing::Foreign, "aside"),
        Some("menu") => (Standing::Foreign, "menu"),
        Some("footer") if node.ancestors().any(|a| a.is("article")) => (Standing::Tail, "footer"),
        Some("footer") => (Standing::Foreign, "footer"),
        Some("html" | "body" | "main" | "article" | "p") | None => (Standing::Text, ""),
        Some(_) => match roles.word(node) {
            Some((Role::Aside, word)) if is_sure(word) => (Standing::Never, word),
            Some((Role::Aside, word)) => (Standing::Foreign, word),
            Some((Role::Tail, word)) => (Standing::Tail, word),
            _ => (Standing::Text, ""),
        },
    }
}

/// Bytes of a text in one piece that no paragraph has: it counts only where there is nothing else.
pub(super) const LONGEST_TEXT: usize = 1 << 16;

/// The text directly inside each block element, by the element's number, and whether a text was longer than counts.
fn runs(tree: &Tree, unread: &[bool], longest: usize) -> (Vec<Run>, bool) {
    let mut left_out = false;
    let mut runs = vec![Run::default(); tree.len()];
    // The open elements: (one past the last node, number of the nearest block, whether inside a link).
    let mut open: Vec<(usize, usize, bool)> = vec![(tree.len(), 0, false)];
    for node in tree.iter() {
        let index = node.index();
        while open.len() > 1 && open[open.len() - 1].0 <= index {
            open.pop();
        }
        let (_, block, linked) = open[open.len() - 1];
        if let Some(text) = node.text() {
            if text.len() > longest {
                left_out = true;
            } else if !unread[index] {
                let run = &mut runs[block];
                let (chars, stops) = weigh(text);
                run.chars += chars;
                run.stops += stops;
                run.linked += if linked { chars } else { 0 };
            }
        } else if let Some(name) = node.name() {
            let block = if is_block(name) { index } else { block };
            open.push((node.end(), block, linked || name == "a"));
        }
    }
    (runs, left_out)
}

/// Weighted length of a text (a CJK or Thai character says as much as three Latin ones) and its sentence marks.
pub(super) fn weigh(text: &str) -> (u32, u32) {
    if text.is_ascii() {
        return weigh_ascii(text.as_bytes());
    }
    let (mut chars, mut stops, mut space) = (0, 0, true);
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        let (is_space, weight, is_stop) = match byte {
            // Most characters of most texts.
            b'a'..=b'z' | b'A'..=b'Z' => (false, 1, false),
            b'\0'..=0x7f => {
                (is_ascii_space(*byte), 1, matches!(byte, b'.' | b',' | b'!' | b'?' | b';' | b':' | b'"'))
            }
            _ => {
                let c = text[at..].chars().next().unwrap_or('\0');
                at += c.len_utf8() - 1;
                (c.is_whitespace(), weight(c), is_stop(c))
            }
        };
        at += 1;
        // White space counts once.
        chars += if is_space { u32::from(!space) } else { weight };
        stops += u32::from(is_stop);
        space = is_space;
    }
    (chars, stops)
}

/// … of a text in ASCII, in loops that do many bytes at once.
fn weigh_ascii(text: &[u8]) -> (u32, u32) {
    const PIECE: usize = 128;
    let is_stop = |b: &u8| u8::from(matches!(b, b'.' | b',' | b'!' | b'?' | b';' | b':' | b'"'));
    let (mut chars, mut stops) = (text.len() as u32, 0);
    for piece in text.chunks(PIECE) {
        stops += u32::from(piece.iter().map(is_stop).sum::<u8>());
    }
    // White space behind white space, and at the beginning, does not count.
    chars -= u32::from(text.first().is_some_and(|b| is_ascii_space(*b)));
    for (before, here) in text.chunks(PIECE).zip(text.get(1..).unwrap_or(&[]).chunks(PIECE)) {
        let double = before.iter().zip(here).map(|(a, b)| u8::from(is_ascii_space(*a) && is_ascii_space(*b)));
        chars -= u32::from(double.sum::<u8>());
    }
    (chars, stops)
}

fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn weight(c: char) -> u32 {
    let is_dense = matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{d7ff}' | '\u{20000}'..='\u{3ffff}');
    if is_dense { 3 } else { 1 }
}

fn is_stop(c: char) -> bool {
    matches!(c, '…' | '”' | '“' | '。' | '、' | '，' | '？' | '！' | '।' | '،' | '؟')
}

/// Sums of running text over the nodes in document order.
fn accumulate(tree: &Tree, runs: &[Run], dropped: &[bool]) -> Vec<u32> {
    let mut sums = Vec::with_capacity(tree.len() + 1);
    let mut sum = 0u32;
    sums.push(0);
    for node in tree.iter() {
        let run = runs[node.index()];
        if run.chars > 0 && !dropped[node.index()] {
            sum = sum.saturating_add(prose(node, run));
        }
        sums.push(sum);
    }
    sums
}

/// How much of a run is running text: long enough, with sentence marks, and not a link.
fn prose(node: Node<'_>, run: Run) -> u32 {
    let own = run.chars - run.linked.min(run.chars);
    let is_heading = matches!(node.name(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
    if is_heading || run.linked * 2 > run.chars || run.stops == 0 || own < 40 {
        return 0;
    }
    // A sentence mark every few words: lists of names and menus have none.
    let dense = run.stops * 160 >= run.chars;
    if own >= 80 || (own >= 40 && dense) { own } else { own / 2 }
}
