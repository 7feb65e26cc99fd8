//! Drives html5ever's tree builder over a page, tag by tag and text by text.
//!
//! html5ever's own tokenizer reads characters one by one and copies what it reads; it is three quarters of the cost of
//! a parse. Here whole texts and attribute values are handed on as slices of the page. The contents of scripts (except
//! JSON-LD), of styles and of comments, more than half of the bytes of real pages, are not handed on at all.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use ego_tree::NodeId;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{Attribute, QualName, ns};
use memchr::memchr;

use super::Tree;
use super::crowd::Crowd;
use super::guard::Guard;
use super::mend::Mend;
use super::names::Names;
use super::prescan;
use super::reference::{self, Place};
use crate::error::{Error, ErrorKind};
use crate::options::{OnLimit, Options};
use crate::text::boundary_before;

/// Attributes that a tag keeps. Each is compared with all before it.
const ATTRIBUTES: usize = 128;

/// Classes of all elements together. Selectors intern them in one table for the whole process, whose chains grow
/// without end: after so many elements go without.
const CLASSES: usize = 200_000;

/// Attributes of all elements together. Then only those are kept that say something to us: see [`is_telling`].
const ATTRIBUTES_IN_ALL: usize = 400_000;

/// Bytes in a comment, or in text that is no markup that the page ends in, from where on they may be what it is about.
const UNCLOSED: usize = 200;

/// Bytes of a text in one piece. No article has such a one; JSON-LD may.
const LONGEST_TEXT: usize = 4 << 20;

/// What comments are called where elements are called by their names.
const COMMENT: &str = "--";

/// Comments at the start of a page whose contents are kept: a browser says there where a page was saved from.
const COMMENTS: usize = 4;

/// Parses a page within the limits of the options; `truncated` says that the text was already cut short.
pub(crate) fn parse<'t>(text: &'t str, truncated: bool, options: &Options) -> Result<Tree<'t>, Error> {
    read(text, truncated, options, None, 0)
}

/// … passing over what kept the text from its readers; what is never closed is taken for closed where it begins. `spent`
/// is what the first reading has cost.
pub(crate) fn parse_mended<'t>(
    text: &'t str,
    truncated: bool,
    options: &Options,
    mend: &Mend,
    spent: usize,
) -> Result<Tree<'t>, Error> {
    read(text, truncated, options, Some(mend), spent)
}

fn read<'t>(
    text: &'t str,
    truncated: bool,
    options: &Options,
    mend: Option<&Mend>,
    spent: usize,
) -> Result<Tree<'t>, Error> {
    let mut feed = Feed {
        text,
        input: StrTendril::from_slice(text),
        guard: Guard::new(options, spent),
        crowd: Crowd::default(),
        names: Names::default(),
        mend,
        unclosed: HashSet::new(),
        comment_until: 0,
        scripts: Vec::new(),
        comments: 0,
        classes: 0,
        attributes: 0,
        cut: Cell::new(false),
    };
    feed.run();
    feed.crowd.end(&feed.guard);
    feed.guard.end();
    let full = feed.guard.full() || feed.cut.get();
    if full && options.on_limit == OnLimit::Refuse {
        return Err(Error::new(
            ErrorKind::TooLarge,
            format!(
                "the page has more than {} nodes, or costs as much to parse; raise max_nodes or truncate",
                options.max_nodes
            ),
        ));
    }
    let unclosed = !feed.unclosed.is_empty();
    let spent = feed.guard.spent();
    let html = feed.guard.into_html();
    Ok(Tree::new(html, feed.scripts, truncated || full, unclosed, options.max_depth).at_cost(spent))
}

struct Feed<'t, 'm> {
    text: &'t str,
    /// The same text; what is cut from it shares it. It is no longer than 32 bits: see `decode`.
    input: StrTendril,
    guard: Guard,
    crowd: Crowd,
    names: Names,
    mend: Option<&'m Mend>,
    /// What swallows much of the page: elements of raw text that it ends in by name, `--` for a comment.
    unclosed: HashSet<String>,
    /// Where the comment ends that is being passed over.
    comment_until: usize,
    /// Contents of scripts that were passed over.
    scripts: Vec<&'t str>,
    comments: usize,
    classes: usize,
    attributes: usize,
    /// Whether a text was cut short, or there were too many nodes to read all.
    cut: Cell<bool>,
}

/// A tag, and where the page goes on behind it.
struct Read {
    tag: Tag,
    end: usize,
    /// Whether its `type` says that it holds JSON-LD.
    linked_data: bool,
}

impl<'t> Feed<'t, '_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        // Where the text begins that was not handed on yet, and from where on markup is looked for.
        let (mut begin, mut at) = (0, 0);
        while let Some(n) = memchr(b'<', &bytes[at..]) {
            let open = at + n;
            let is_markup = match (bytes.get(open + 1), bytes.get(open + 2)) {
                (Some(b'!' | b'?'), _) | (Some(b'/'), Some(_)) => true,
                (Some(c), _) => c.is_ascii_alphabetic(),
                (None, _) => false,
            };
            if !is_markup {
                at = open + 1;
                continue;
            }
            self.characters(begin, open);
            // A tag that the page ends in is none.
            let Some(end) = self.markup(open) else { return };
            if self.guard.full() {
                return;
            }
            (begin, at) = (end, end);
        }
        self.characters(begin, bytes.len());
    }

    /// Hands on what begins at `open`; returns where it ends.
    fn markup(&mut self, open: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        match (bytes[open + 1], bytes.get(open + 2).copied()) {
            (b'!', _) => Some(self.declaration(open)),
            (b'/', Some(c)) if c.is_ascii_alphabetic() => {
                let tag = prescan::tag(bytes, open + 2)?;
                if let Some(name) = self.names.local(tag.name) {
                    let _ = self.process(Token::TagToken(of_kind(TagKind::EndTag, name)));
                }
                Some(tag.end)
            }
            (b'/', Some(b'>')) => {
                // It is no token, but the builder forgets what it was waiting for.
                let _ = self.process(Token::ParseError("</>".into()));
                Some(open + 3)
            }
            (b'?' | b'/', _) => {
                let _ = self.process(Token::CommentToken(StrTendril::new()));
                Some(prescan::bogus_end(bytes, open + 2))
            }
            _ => self.start_tag(open + 1),
        }
    }

    /// Hands on a start tag whose name begins at `name`, and the text behind it where it is no markup.
    fn start_tag(&mut self, name: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let Some(read) = self.tag(name)? else { return Some(prescan::tag(bytes, name)?.end) };
        let (end, local) = (read.end, read.tag.name.clone());
        if self.mend.is_some_and(|m| m.passes_over(&read.tag)) {
            return Some(end);
        }
        let raw = match self.process(Token::TagToken(read.tag)) {
            TokenSinkResult::RawData(kind) => kind,
            TokenSinkResult::Plaintext => {
                self.raw_text(end, bytes.len());
                return Some(bytes.len());
            }
            _ => return Some(end),
        };
        let name = local.as_bytes();
        let script = matches!(raw, RawKind::ScriptData | RawKind::ScriptDataEscaped(_));
        // Where one has no end, none behind it has one.
        let endless = self.mend.is_some() && self.unclosed.contains(&*local);
        let close = match script {
            _ if endless => bytes.len(),
            true => prescan::script_end(bytes, end),
            false => prescan::raw_end(bytes, end, name),
        };
        if close == bytes.len() && self.is_left_open(&local, end) {
            let _ = self.process(Token::TagToken(of_kind(TagKind::EndTag, local)));
            return Some(end);
        }
        match raw {
            RawKind::Rcdata => self.characters(end, close),
            RawKind::Rawtext if &*local == "style" => {}
            RawKind::Rawtext => self.raw_text(end, close),
            _ if read.linked_data => self.raw_text(end, close),
            _ if end < close => self.scripts.push(&self.text[end..close]),
            _ => {}
        }
        Some(close)
    }

    /// Whether what begins before `at` and has no end is to be taken for closed where it begins.
    fn is_left_open(&mut self, name: &str, at: usize) -> bool {
        if self.text.len() - at < UNCLOSED {
            return false;
        }
        self.unclosed.insert(name.to_owned());
        self.mend.is_some()
    }

    /// Reads a start tag with its attributes. The page may end in it; or it may have a name that is not wanted.
    fn tag(&mut self, name: usize) -> Option<Option<Read>> {
        let bytes = self.text.as_bytes();
        let mut at = prescan::name_end(bytes, name);
        let Some(local) = self.names.local(&bytes[name..at]) else { return Some(None) };
        let mut tag = of_kind(TagKind::StartTag, local);
        let mut linked_data = false;
        while let Some((name, value, end)) = prescan::attribute(bytes, at) {
            at = end;
            self.attributes += 1;
            if tag.attrs.len() >= ATTRIBUTES || self.attributes > ATTRIBUTES_IN_ALL && !is_telling(name) {
                continue;
            }
            let Some(local) = self.names.local(name) else { continue };
            if tag.attrs.iter().any(|a| a.name.local == local) {
                continue;
            }
            if &*local == "class" {
                self.classes += 1 + value.iter().filter(|b| prescan::is_space(**b)).count();
                if self.classes > CLASSES {
                    continue;
                }
            }
            if &*local == "type" {
                linked_data = value.trim_ascii().eq_ignore_ascii_case(b"application/ld+json");
            }
            let value = match value {
                [] => StrTendril::new(),
                value => {
                    // Slices of one text: the distance is where it begins.
                    let from = value.as_ptr() as usize - bytes.as_ptr() as usize;
                    self.slice(from, from + value.len(), Place::Attribute)
                }
            };
            tag.attrs.push(Attribute { name: QualName::new(None, ns!(), local), value });
        }
        let (end, closed) = prescan::tag_end(bytes, at)?;
        tag.self_closing = closed;
        Some(Some(Read { tag, end, linked_data }))
    }

    /// Reads what begins with `<!`.
    fn declaration(&mut self, open: usize) -> usize {
        let bytes = self.text.as_bytes();
        let rest = &bytes[open + 2..];
        if rest.starts_with(b"--") {
            // A comment inside one that is passed over ends where that does, if at all.
            if open < self.comment_until {
                return open + 4;
            }
            let (close, end) = prescan::comment_end(bytes, open + 4);
            let swallows = close == bytes.len() || holds_paragraphs(&bytes[open + 4..close]);
            if swallows && self.is_left_open(COMMENT, open + 4) {
                self.comment_until = close;
                return open + 4;
            }
            let kept = self.comments < COMMENTS && open + 4 < close;
            self.comments += 1;
            let text = if kept { self.cut(open + 4, close) } else { StrTendril::new() };
            let _ = self.process(Token::CommentToken(text));
            return end;
        }
        if rest.starts_with(b"[CDATA[") && self.guard.is_foreign() {
            let (close, end) = prescan::cdata_end(bytes, open + 9);
            self.raw_text(open + 9, close);
            return end;
        }
        let end = prescan::bogus_end(bytes, open + 2);
        let token = if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            Token::DoctypeToken(doctype(&self.text[open..end]))
        } else {
            Token::CommentToken(StrTendril::new())
        };
        let _ = self.process(token);
        end
    }

    /// Hands on a token to the guard; those of a crowd wait before it.
    fn process(&self, token: Token) -> TokenSinkResult<NodeId> {
        if self.guard.crowded() {
            self.cut.set(true);
            self.guard.turned_away();
            return self.crowd.process(token, &self.guard);
        }
        self.guard.process(token)
    }

    /// Hands on text in which references stand for characters.
    fn characters(&self, from: usize, to: usize) {
        if from < to {
            let text = self.slice(from, self.most(from, to), Place::Text);
            let _ = self.process(Token::CharacterTokens(text));
        }
    }

    /// Hands on text that means what it says.
    fn raw_text(&self, from: usize, to: usize) {
        if from < to {
            let _ = self.process(Token::CharacterTokens(self.cut(from, self.most(from, to))));
        }
    }

    /// Where a text ends, or as much of it as is read.
    fn most(&self, from: usize, to: usize) -> usize {
        if to - from <= LONGEST_TEXT {
            return to;
        }
        self.cut.set(true);
        boundary_before(self.text, from + LONGEST_TEXT)
    }

    fn slice(&self, from: usize, to: usize, place: Place) -> StrTendril {
        match reference::decode(&self.text[from..to], place) {
            Some(decoded) => {
                self.guard.referred(to - from);
                StrTendril::from(decoded)
            }
            None => self.cut(from, to),
        }
    }

    fn cut(&self, from: usize, to: usize) -> StrTendril {
        self.input.subtendril(from as u32, (to - from) as u32)
    }
}

/// Whether a comment holds what may be an article: it was closed only where another one ended.
fn holds_paragraphs(comment: &[u8]) -> bool {
    comment.len() > UNCLOSED && memchr::memmem::find_iter(comment, "</p>").nth(2).is_some()
}

/// Attributes that are read on pages that have far too many.
fn is_telling(name: &[u8]) -> bool {
    [
        "class", "id", "href", "src", "content", "property", "name", "itemprop", "itemtype", "datetime",
        "title", "rel", "type", "style", "hidden", "charset", "lang", "alt",
    ]
    .iter()
    .any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

fn of_kind(kind: TagKind, name: html5ever::LocalName) -> Tag {
    Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false }
}

/// Reads a document type declaration. There is one a page: html5ever's tokenizer may do it.
fn doctype(declaration: &str) -> Doctype {
    #[derive(Default)]
    struct Catch(RefCell<Option<Doctype>>);

    impl TokenSink for Catch {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            if let Token::DoctypeToken(doctype) = token {
                self.0.borrow_mut().get_or_insert(doctype);
            }
            TokenSinkResult::Continue
        }
    }

    let tokenizer = Tokenizer::new(Catch::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(declaration));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.take().unwrap_or_default()
}
