//! Drives html5ever over a page. What no article needs is not fed to it at all: the contents of scripts (except
//! JSON-LD), of styles and of comments, which are more than half of the bytes of real pages.

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TokenSink, Tokenizer, TokenizerOpts};
use memchr::memchr;

use super::Tree;
use super::guard::{Guard, Raw};
use super::prescan;
use crate::error::{Error, ErrorKind};
use crate::options::{OnLimit, Options};

/// Bytes fed at once, so that a limit is noticed in time.
const CHUNK: usize = 1 << 15;

/// Parses a page within the limits of the options; `truncated` says that the text was already cut short.
pub(crate) fn parse(text: &str, truncated: bool, options: &Options) -> Result<Tree, Error> {
    let options_of_tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let mut feed = Feed {
        text,
        input: StrTendril::from_slice(text),
        queue: BufferQueue::default(),
        tokenizer: Tokenizer::new(Guard::new(options), options_of_tokenizer),
        fed: 0,
        names: prescan::Names::default(),
    };
    feed.run();
    feed.tokenizer.end();
    let full = feed.tokenizer.sink.full();
    if full && options.on_limit == OnLimit::Refuse {
        return Err(Error::new(
            ErrorKind::TooLarge,
            format!(
                "the page has more than {} nodes, or costs as much to parse; raise max_nodes or truncate",
                options.max_nodes
            ),
        ));
    }
    Ok(Tree::new(feed.tokenizer.sink.into_html(), truncated || full, options.max_depth))
}

struct Feed<'a> {
    text: &'a str,
    input: StrTendril,
    queue: BufferQueue,
    tokenizer: Tokenizer<Guard>,
    /// How far the text is fed or skipped.
    fed: usize,
    names: prescan::Names,
}

impl<'a> Feed<'a> {
    /// Walks through the page in step with the tokenizer, which is always in its data state here.
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(n) = memchr(b'<', &bytes[at..]) {
            let open = at + n;
            if open - self.fed > CHUNK {
                self.feed_to(open);
                if self.tokenizer.sink.full() {
                    return;
                }
            }
            let next = match (bytes.get(open + 1), bytes.get(open + 2)) {
                (Some(c), _) if c.is_ascii_alphabetic() => self.start_tag(open),
                (Some(b'/'), Some(c)) if c.is_ascii_alphabetic() => self.tag(open + 2).map(|tag| tag.end),
                (Some(b'!'), _) => Some(self.declaration(open)),
                (Some(b'?'), _) => Some(prescan::bogus_end(bytes, open + 2)),
                (Some(b'/'), Some(_)) => Some(prescan::bogus_end(bytes, open + 2)),
                _ => Some(open + 1),
            };
            match next {
                Some(next) => at = next,
                // A tag that the page ends in is none.
                None => return self.feed_to(open),
            }
        }
        self.feed_to(bytes.len());
    }

    /// Reads the tag whose name begins at `name`, and skips what is cut from it.
    fn tag(&mut self, name: usize) -> Option<prescan::Tag<'a>> {
        let tag = prescan::tag(self.text.as_bytes(), name, &mut self.names)?;
        for (from, to) in &tag.cuts {
            self.skip(*from, *to);
        }
        Some(tag)
    }

    /// Reads a start tag, and the text behind it where it is no markup.
    fn start_tag(&mut self, open: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let tag = self.tag(open + 1)?;
        if !may_be_raw(tag.name) {
            return Some(tag.end);
        }
        // Only the tree builder knows: in SVG a `title` is an element like others.
        self.feed_to(tag.end);
        let (close, needed) = match self.tokenizer.sink.raw() {
            None => return Some(tag.end),
            Some(Raw::Plain) => (bytes.len(), true),
            Some(Raw::Script) => (prescan::script_end(bytes, tag.end), tag.linked_data),
            Some(Raw::Text) => {
                (prescan::raw_end(bytes, tag.end, tag.name), !tag.name.eq_ignore_ascii_case(b"style"))
            }
        };
        if !needed {
            self.skip(tag.end, close);
        }
        Some(close)
    }

    /// Reads what begins with `<!`.
    fn declaration(&mut self, open: usize) -> usize {
        let bytes = self.text.as_bytes();
        let rest = &bytes[open + 2..];
        if rest.starts_with(b"--") {
            let (from, end) = prescan::comment_end(bytes, open + 4);
            self.skip(open + 4, from);
            return end;
        }
        if rest.starts_with(b"[CDATA[") {
            self.feed_to(open);
            if self.tokenizer.sink.adjusted_current_node_present_but_not_in_html_namespace() {
                return prescan::cdata_end(bytes, open + 9);
            }
        }
        prescan::bogus_end(bytes, open + 2)
    }

    /// Leaves out what stands between two places.
    fn skip(&mut self, from: usize, to: usize) {
        if from < to {
            self.feed_to(from);
            self.fed = to;
        }
    }

    /// Feeds what stands before this place and is not fed yet.
    fn feed_to(&mut self, to: usize) {
        while self.fed < to && !self.tokenizer.sink.full() {
            let mut end = to.min(self.fed + CHUNK);
            while !self.text.is_char_boundary(end) {
                end += 1;
            }
            let chunk = &self.text.as_bytes()[self.fed..end];
            self.tokenizer.sink.characters_referred(memchr::memchr_iter(b'&', chunk).count());
            // The text is no longer than u32: see `decode`.
            self.queue.push_back(self.input.subtendril(self.fed as u32, (end - self.fed) as u32));
            self.fed = end;
            while !matches!(self.tokenizer.feed(&self.queue), TokenizerResult::Done) {}
        }
        self.fed = self.fed.max(to);
    }
}

/// Whether an element of this name may hold text that is no markup.
fn may_be_raw(name: &[u8]) -> bool {
    const NAMES: [&[u8]; 9] = [
        b"script",
        b"style",
        b"title",
        b"textarea",
        b"iframe",
        b"noframes",
        b"noembed",
        b"xmp",
        b"plaintext",
    ];
    NAMES.iter().any(|raw| name.eq_ignore_ascii_case(raw))
}
