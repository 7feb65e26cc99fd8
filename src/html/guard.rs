use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::Tree;
use super::prescan;
use super::sink::{Handle, WatchingSink};
use crate::error::{Error, ErrorKind};
use crate::options::{OnLimit, Options};

/// Parses a page within the limits of the options; `truncated` says that the text was already cut short.
///
/// html5ever takes quadratic time on what no honest page holds: elements nested thousands deep (each start tag looks
/// through all that are open), thousands of attributes in a tag, misnested formatting. The guard stands between its
/// tokenizer and its tree builder and lets such tags go by without their elements; their text stays.
pub(crate) fn parse(text: &str, truncated: bool, options: &Options) -> Result<Tree, Error> {
    let text = prescan::cut_giant_tags(text);
    let builder = TreeBuilder::new(
        WatchingSink::new(),
        // `noscript` is markup for a reader without scripts.
        TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
    );
    let guard = Guard {
        builder,
        most_nodes: options.max_nodes,
        deepest: u32::try_from(options.max_depth).unwrap_or(u32::MAX),
        over: Cell::new(false),
        passed_by: RefCell::new(HashMap::new()),
        formatting: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    for piece in pieces(&text) {
        input.push_back(StrTendril::from_slice(piece));
        // A finished script would run here; there is none to run.
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
        if tokenizer.sink.over.get() {
            break;
        }
    }
    tokenizer.end();
    let over = tokenizer.sink.over.get();
    if over && options.on_limit == OnLimit::Refuse {
        let most = options.max_nodes;
        return Err(Error::new(
            ErrorKind::TooLarge,
            format!(
                "the page has more than {most} nodes; raise Options::max_nodes, or let Options::on_limit truncate"
            ),
        ));
    }
    Ok(Tree::new(tokenizer.sink.builder.sink.finish(), truncated || over))
}

/// The text in pieces, so that a page over the node limit is not tokenized to its end.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    const LONG: usize = 1 << 18;
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if rest.len() <= LONG { rest.len() } else { crate::text::boundary_before(rest, LONG) };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

struct Guard {
    builder: TreeBuilder<Handle, WatchingSink>,
    most_nodes: usize,
    deepest: u32,
    /// Whether the node limit was reached.
    over: Cell<bool>,
    /// Start tags let go by, by name: as many end tags of that name are let go by as well.
    passed_by: RefCell<HashMap<LocalName, u32>>,
    /// Formatting elements that were opened and not closed.
    formatting: Cell<u32>,
}

/// Open formatting elements are opened again in every block; html5ever bounds only identical ones.
const MOST_FORMATTING: u32 = 32;

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if let Token::TagToken(tag) = &token
            && self.passes_by(tag)
        {
            return TokenSinkResult::Continue;
        }
        if self.over.get() && !matches!(token, Token::EOFToken) {
            return TokenSinkResult::Continue;
        }
        if self.builder.sink.nodes() > self.most_nodes {
            self.over.set(true);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Guard {
    /// Whether a tag makes no element because too many are open already.
    fn passes_by(&self, tag: &Tag) -> bool {
        let formatting = is_formatting(&tag.name);
        match tag.kind {
            TagKind::StartTag => {
                let deep = self.builder.sink.depth() >= self.deepest && !switches_tokenizer(&tag.name);
                let pass = deep || (formatting && self.formatting.get() >= MOST_FORMATTING);
                if pass && !is_void(&tag.name) {
                    *self.passed_by.borrow_mut().entry(tag.name.clone()).or_default() += 1;
                } else if formatting && !pass {
                    self.formatting.set(self.formatting.get() + 1);
                }
                pass
            }
            TagKind::EndTag => {
                let mut passed_by = self.passed_by.borrow_mut();
                if let Some(count) = passed_by.get_mut(&tag.name).filter(|c| **c > 0) {
                    *count -= 1;
                    return true;
                }
                if formatting {
                    self.formatting.set(self.formatting.get().saturating_sub(1));
                }
                self.builder.sink.closed();
                false
            }
        }
    }
}

/// The formatting elements of the standard but `a`, of which only one is ever open.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        &**name,
        "b" | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Elements whose text the tokenizer reads by other rules once the builder has seen the tag.
fn switches_tokenizer(name: &LocalName) -> bool {
    matches!(
        &**name,
        "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes" | "plaintext"
    )
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        &**name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}
