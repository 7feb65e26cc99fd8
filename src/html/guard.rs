//! Stands before html5ever's tree builder, and keeps from the builder what it cannot bear.
//!
//! The builder walks its stack of open elements for most tags, and its list of formatting elements for most
//! texts. Both are kept short here: what nests too deep is opened as late as possible and closed early, so that
//! an article inside ten thousand wrappers still has its paragraphs and links. Work is counted in steps, never by
//! a clock, so that the same page always gives the same tree.

use std::cell::{Cell, Ref, RefCell};
use std::collections::{HashMap, VecDeque};

use ego_tree::NodeId;
use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, ns};
use scraper::{Html, HtmlTreeSink};

use crate::options::Options;

/// Formatting elements that may be waiting to be opened again, before the page has shown that it misuses them.
const FORMATTING: usize = 32;
/// … and after that.
const FORMATTING_ABUSED: usize = 8;
/// Attributes of a formatting element from then on: each new one is compared with all that wait.
const FORMATTING_ATTRIBUTES: usize = 8;
/// Elements that put a marker on the list of formatting elements; some ways of closing them leave it there.
const MARKERS: u32 = 2_000;
/// `html` and `body` tags, whose attributes are added to those of the first.
const ROOTS: u32 = 64;
/// What a page may cost in all its readings, in steps of about a nanosecond.
const STEPS: usize = 400_000_000;
/// Steps of any token, of a look at an open element, of comparing an attribute, of a byte with references.
const TOKEN: usize = 100;
const TURNED_AWAY: usize = 40;
const LOOK: usize = 4;
const COMPARE: usize = 25;
const REFERRED: usize = 10;
/// … of a byte of text in a frameset, and of switching to raw text and back.
const WORD: usize = 60;
const SWITCH: usize = 500;
/// Tags in a row without a text between them, from where on elements are made only when they hold something.
const BLANK: usize = 20_000;
/// Nodes made between two looks at the builder's stack when it is nearly full.
const STRIDE: usize = 16;

/// html5ever's tree builder behind limits.
pub(super) struct Guard {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    limits: Limits,
    /// How many elements are open at most.
    open: Cell<Measure>,
    /// Start tags waiting for something to hold.
    pending: RefCell<VecDeque<Tag>>,
    /// Names of elements opened beyond the usual depth.
    zone: RefCell<Vec<LocalName>>,
    /// How many start tags of a name the builder did not see, or saw closed early.
    dropped: RefCell<HashMap<LocalName, u32>>,
    /// How many end tags the builder saw since it was last looked at.
    closed: Cell<usize>,
    /// How many formatting elements may wait to be opened again.
    formatting: Cell<usize>,
    markers: Cell<u32>,
    roots: Cell<u32>,
    /// Whether the page has a `frameset`.
    frames: Cell<bool>,
    steps: Cell<usize>,
    /// Tags and comments since the last text.
    blank: Cell<usize>,
    full: Cell<bool>,
}

struct Limits {
    nodes: usize,
    /// From here on elements are opened late,
    deep: usize,
    /// and here the builder's stack ends.
    deepest: usize,
}

/// A look at the builder's state, when there were `nodes` nodes.
#[derive(Clone, Copy, Default)]
struct Measure {
    depth: usize,
    formatting: usize,
    nodes: usize,
}

impl Guard {
    /// `spent` are the steps that the page has cost before.
    pub(super) fn new(options: &Options, spent: usize) -> Self {
        // With scripting on, the markup in `noscript` would be one text.
        let builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        // The stack may be a stride deeper than thought, and the tree somewhat deeper than the stack.
        let deepest = options.max_depth.clamp(8, 4096) * 7 / 8;
        Self {
            builder: TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), builder),
            limits: Limits { nodes: options.max_nodes.max(8), deep: deepest - deepest / 4, deepest },
            open: Cell::default(),
            pending: RefCell::default(),
            zone: RefCell::default(),
            dropped: RefCell::default(),
            closed: Cell::default(),
            formatting: Cell::new(FORMATTING),
            markers: Cell::default(),
            roots: Cell::default(),
            frames: Cell::default(),
            steps: Cell::new(spent),
            blank: Cell::default(),
            full: Cell::default(),
        }
    }

    /// Whether a limit is reached, and the rest of the page need not be read.
    pub(super) fn full(&self) -> bool {
        self.full.get()
    }

    /// What the page has cost so far.
    pub(super) fn spent(&self) -> usize {
        self.steps.get()
    }

    pub(super) fn into_html(self) -> Html {
        self.builder.sink.0.into_inner()
    }

    /// Counts the work on so many bytes of text that hold character references.
    pub(super) fn referred(&self, bytes: usize) {
        self.work(bytes * REFERRED);
    }

    /// Whether what is open is SVG or MathML, in which CDATA sections are.
    pub(super) fn is_foreign(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// Whether the page has as many nodes as are kept without a look.
    pub(super) fn crowded(&self) -> bool {
        self.nodes() > self.limits.nodes
    }

    /// Counts a token that the builder does not see.
    pub(super) fn turned_away(&self) {
        self.work(TURNED_AWAY);
    }

    fn nodes(&self) -> usize {
        self.builder.sink.0.borrow().tree.values().len()
    }

    fn pass(&self, token: Token) -> TokenSinkResult<NodeId> {
        let result = self.builder.process_token(token, 1);
        if self.nodes() > self.limits.nodes * 2 {
            self.full.set(true);
        }
        result
    }

    fn pass_tag(&self, tag: Tag) -> TokenSinkResult<NodeId> {
        self.work(self.open.get().depth * LOOK);
        self.pass(Token::TagToken(tag))
    }

    fn work(&self, steps: usize) {
        self.steps.set(self.steps.get() + steps);
        if self.steps.get() > STEPS {
            self.full.set(true);
        }
    }

    /// Counts what is open. The builder does not tell of all that it closes, so this is the only way to know.
    fn measure(&self) -> Measure {
        self.census().0
    }

    /// … with the names of what is on the list of formatting elements.
    fn census(&self) -> (Measure, Vec<LocalName>) {
        let census = Census {
            html: self.builder.sink.0.borrow(),
            handles: Cell::default(),
            listed: RefCell::default(),
            after_head: Cell::default(),
        };
        self.builder.trace_handles(&census);
        let handles = census.handles.get();
        let listed = census.listed.take();
        self.work(handles * LOOK);
        // What is on the list is mostly open, too.
        let depth = handles - listed.len() / 2;
        let measure = Measure { depth, formatting: listed.len(), nodes: self.nodes() };
        self.open.set(measure);
        self.closed.set(0);
        (measure, listed)
    }

    /// How many nodes came since the last look; none of them can have opened more than one element.
    fn news(&self) -> usize {
        self.nodes() - self.open.get().nodes
    }

    /// Whether the stack has reached `limit`, give or take [`STRIDE`].
    fn deeper_than(&self, limit: usize) -> bool {
        let (open, news) = (self.open.get(), self.news());
        if open.depth + news < limit {
            return false;
        }
        if news + self.closed.get() < STRIDE {
            return open.depth >= limit;
        }
        self.measure().depth >= limit
    }

    fn start(&self, mut tag: Tag) -> TokenSinkResult<NodeId> {
        self.work(tag.attrs.len() * COMPARE);
        let kind = Kind::of(&tag.name);
        let blank = self.blank.get() > BLANK;
        if blank {
            match kind {
                Kind::Void => return TokenSinkResult::Continue,
                Kind::Raw if &*tag.name == "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                Kind::Raw if &*tag.name == "script" && tag.attrs.is_empty() => {
                    return TokenSinkResult::RawData(RawKind::ScriptData);
                }
                _ => {}
            }
        }
        match kind {
            Kind::Void => {
                self.open_pending();
                return self.pass_tag(tag);
            }
            Kind::Raw => {
                self.work(SWITCH);
                self.open_pending();
                return self.pass_tag(tag);
            }
            Kind::Formatting => {
                if self.formatting.get() == FORMATTING_ABUSED {
                    tag.attrs.truncate(FORMATTING_ATTRIBUTES);
                }
                let open = self.open.get().formatting;
                self.work(open / 2 * (tag.attrs.len() + 1) * COMPARE + TOKEN);
                if !self.room_for_formatting() {
                    return self.drop(tag.name);
                }
            }
            Kind::Marker => {
                if self.markers.get() >= MARKERS {
                    return self.drop(tag.name);
                }
                self.markers.set(self.markers.get() + 1);
            }
            Kind::Root => {
                self.roots.set(self.roots.get() + 1);
                if self.roots.get() > ROOTS {
                    return TokenSinkResult::Continue;
                }
                return self.pass_tag(tag);
            }
            Kind::Container => self.frames.set(self.frames.get() || &*tag.name == "frameset"),
        }
        if !blank && !self.deeper_than(self.limits.deep) {
            if !self.zone.borrow().is_empty() {
                self.leave_zone();
            }
            return self.pass_tag(tag);
        }
        self.wait(tag)
    }

    /// Keeps a start tag until there is something for its element to hold.
    fn wait(&self, tag: Tag) -> TokenSinkResult<NodeId> {
        let mut pending = self.pending.borrow_mut();
        pending.push_back(tag);
        // Only the innermost wrappers can be told from each other by what they hold.
        if pending.len() > (self.limits.deepest - self.limits.deep) / 2
            && let Some(outer) = pending.pop_front()
            // Elsewhere it is the next of its kind that closes it, and no end tag comes for it.
            && self.deeper_than(self.limits.deep)
        {
            return self.drop(outer.name);
        }
        TokenSinkResult::Continue
    }

    fn drop(&self, name: LocalName) -> TokenSinkResult<NodeId> {
        *self.dropped.borrow_mut().entry(name).or_insert(0) += 1;
        TokenSinkResult::Continue
    }

    /// The depth is usual again: end tags mean what they say.
    fn leave_zone(&self) {
        self.zone.borrow_mut().clear();
        self.dropped.borrow_mut().clear();
    }

    fn end_tag(&self, tag: Tag) -> TokenSinkResult<NodeId> {
        let waits = self.pending.borrow().back().is_some_and(|last| last.name == tag.name);
        if waits {
            self.pending.borrow_mut().pop_back();
            return TokenSinkResult::Continue;
        }
        // The builder makes an element of these where none is open.
        if self.blank.get() > BLANK && matches!(&*tag.name, "p" | "br") {
            return TokenSinkResult::Continue;
        }
        self.open_pending();
        let position = self.zone.borrow().iter().rposition(|name| *name == tag.name);
        if let Some(position) = position {
            self.zone.borrow_mut().truncate(position);
        } else if let Some(count) = self.dropped.borrow_mut().get_mut(&tag.name)
            && *count > 0
        {
            *count -= 1;
            return TokenSinkResult::Continue;
        }
        self.closed.set(self.closed.get() + 1);
        if Kind::of(&tag.name) == Kind::Formatting {
            let open = self.open.get();
            self.work((open.depth + open.formatting) * LOOK + self.markers.get() as usize);
        }
        self.pass_tag(tag)
    }

    /// Opens the elements that waited, now that they have something to hold.
    fn open_pending(&self) {
        while let Some(tag) = { self.pending.borrow_mut().pop_front() } {
            if self.deeper_than(self.limits.deepest) {
                self.close_zone();
            }
            if self.open.get().depth + self.news() >= self.limits.deepest + STRIDE {
                let _ = self.drop(tag.name);
                continue;
            }
            self.zone.borrow_mut().push(tag.name.clone());
            let _ = self.pass_tag(tag);
        }
    }

    /// Closes all elements beyond the usual depth, to make room for new ones beside them.
    fn close_zone(&self) {
        let names = self.zone.take();
        if names.is_empty() {
            return;
        }
        for name in names.into_iter().rev() {
            self.work(TOKEN);
            let _ = self.pass(Token::TagToken(end_tag(name.clone())));
            let _ = self.drop(name);
        }
        self.measure();
    }

    /// Whether another formatting element may be opened; if there are too many, they are all closed first.
    fn room_for_formatting(&self) -> bool {
        let limit = 2 * self.formatting.get();
        if self.open.get().formatting + self.news() < limit {
            return true;
        }
        let (measure, names) = self.census();
        if measure.formatting < limit {
            return true;
        }
        self.formatting.set(FORMATTING_ABUSED);
        for name in names.into_iter().rev() {
            self.work(TOKEN + limit * LOOK);
            let _ = self.pass(Token::TagToken(end_tag(name)));
        }
        self.measure().formatting < limit
    }

    /// Takes the next token, or drops it.
    pub(super) fn process(&self, token: Token) -> TokenSinkResult<NodeId> {
        self.work(TOKEN);
        if self.full.get() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) => {
                self.blank.set(self.blank.get() + 1);
                match tag.kind {
                    TagKind::StartTag => self.start(tag),
                    TagKind::EndTag => self.end_tag(tag),
                }
            }
            Token::CommentToken(_) if self.blank.get() > BLANK => TokenSinkResult::Continue,
            Token::CommentToken(_) => {
                self.blank.set(self.blank.get() + 1);
                self.pass(token)
            }
            Token::CharacterTokens(text) => self.characters(text),
            token => self.pass(token),
        }
    }

    /// The page is over.
    pub(super) fn end(&self) {
        self.open_pending();
        let _ = self.builder.process_token(Token::EOFToken, 1);
        self.builder.end();
    }

    fn characters(&self, text: StrTendril) -> TokenSinkResult<NodeId> {
        if self.frames.get() {
            // The builder takes such text word by word.
            self.work(text.len() * WORD);
        }
        if text.bytes().all(|b| b.is_ascii_whitespace()) {
            if !self.pending.borrow().is_empty() || self.blank.get() > BLANK {
                return TokenSinkResult::Continue;
            }
        } else {
            self.blank.set(0);
            self.open_pending();
        }
        self.pass(Token::CharacterTokens(text))
    }
}

fn end_tag(name: LocalName) -> Tag {
    Tag {
        kind: TagKind::EndTag,
        name,
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}

/// Counts what the builder holds. It tells first of the open elements, then of the list of formatting elements,
/// then of `head` and `form`, and does not say where one ends and the next begins.
struct Census<'a> {
    html: Ref<'a, Html>,
    handles: Cell<usize>,
    /// The names of the last elements in a row that are formatting elements: those on the list, and such open ones
    /// as nothing else is open in.
    listed: RefCell<Vec<LocalName>>,
    after_head: Cell<bool>,
}

impl Tracer for Census<'_> {
    type Handle = NodeId;

    fn trace_handle(&self, node: &NodeId) {
        self.handles.set(self.handles.get() + 1);
        let Some(name) = self.html.tree.get(*node).and_then(|n| n.value().as_element()).map(|e| &e.name)
        else {
            return;
        };
        if name.ns == ns!(html) && Kind::of(&name.local) == Kind::Formatting {
            self.listed.borrow_mut().push(name.local.clone());
            return;
        }
        let after_head = self.after_head.replace(&*name.local == "head");
        if !(self.after_head.get() || after_head && &*name.local == "form") {
            self.listed.borrow_mut().clear();
        }
    }
}

/// What a start tag does to the builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Opens an element.
    Container,
    /// Opens an element that is opened again in the blocks that follow.
    Formatting,
    /// Opens an element, and a chapter of its own for formatting elements.
    Marker,
    /// `html` or `body`, of which there is one.
    Root,
    /// Holds nothing.
    Void,
    /// May hold text that is no markup.
    Raw,
}

impl Kind {
    pub(super) fn of(name: &LocalName) -> Self {
        match &**name {
            "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike"
            | "strong" | "tt" | "u" => Self::Formatting,
            "applet" | "marquee" | "object" | "template" => Self::Marker,
            "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "image"
            | "img" | "input" | "keygen" | "link" | "meta" | "param" | "source" | "track" | "wbr" => {
                Self::Void
            }
            "html" | "body" => Self::Root,
            "iframe" | "noembed" | "noframes" | "plaintext" | "script" | "style" | "textarea" | "title"
            | "xmp" => Self::Raw,
            _ => Self::Container,
        }
    }
}
