use std::ops::Range;

use url::Url;

use super::caption;
use super::lines;
use super::measure::is_block;
use crate::html::{Node, Tree};
use crate::text::{boundary_before, is_invisible};
use crate::value::{Block, BlockKind, Emphasis, EmphasisKind, Link, Span, Text};

/// A block as it stands in the page, before it is decided whether it belongs to the article.
pub(super) struct RawBlock<'a> {
    pub(super) kind: BlockKind,
    pub(super) text: String,
    /// Linked words, as ranges of `text`, with their addresses.
    pub(super) links: Vec<(usize, usize, &'a str)>,
    /// Emphasised words, as spans of `text`.
    emphasis: Vec<Emphasis>,
    /// The first text node.
    pub(super) node: Node<'a>,
    /// Number of the image that stands right before it.
    pub(super) after_image: Option<usize>,
    /// Whether all of it is set apart from running text: slanted, small or centred.
    pub(super) set_apart: bool,
}

impl RawBlock<'_> {
    /// Share of the block's bytes that is linked.
    pub(super) fn link_density(&self) -> f32 {
        let linked: usize = self.links.iter().map(|(s, e, _)| e - s).sum();
        linked as f32 / self.text.len().max(1) as f32
    }

    /// Notes the style of the words at the end of the text, which `gap` parts from the words before. Words of one style
    /// are one with the space and the line ends between them, but cells are each for themselves.
    fn emphasise(&mut self, style: Style, last: &mut [Option<usize>; 2], parted: Range<usize>, gap: Gap) {
        let strong = style.strong && self.kind != BlockKind::Heading;
        let apart = self.kind == BlockKind::Table && gap >= Gap::Cell;
        for ((kind, set), last) in
            [(EmphasisKind::Strong, strong), (EmphasisKind::Em, style.em)].into_iter().zip(last)
        {
            if !set || self.kind == BlockKind::Code {
                continue;
            }
            let before = last.and_then(|at| self.emphasis.get_mut(at)).map(|e| &mut e.span);
            match before.filter(|b| b.end() == parted.start && !apart) {
                Some(before) => *before = Span::new(before.start(), self.text.len()),
                None => {
                    *last = Some(self.emphasis.len());
                    self.emphasis.push(Emphasis::new(kind, Span::new(parted.end, self.text.len())));
                }
            }
        }
    }
}

/// How text is set off where it stands.
#[derive(Clone, Copy, Default)]
struct Style {
    strong: bool,
    em: bool,
}

/// Bytes of a `style` attribute in which emphasis is looked for.
const LONGEST_STYLE: usize = 300;

impl Style {
    /// The style inside an element, by its name and, before that, by what it says itself: editors write both
    /// `<b style="font-weight: normal">` around a whole text and `<span style="font-weight: bold">`.
    fn inside(mut self, node: Node<'_>) -> Self {
        match node.name() {
            Some("b" | "strong") => self.strong = true,
            Some("i" | "em") => self.em = true,
            _ => {}
        }
        let Some(style) = node.attr("style") else { return self };
        let style = &style[..boundary_before(style, LONGEST_STYLE)];
        for (name, value) in style.split(';').filter_map(|declaration| declaration.split_once(':')) {
            let is = |property: &str| name.trim().eq_ignore_ascii_case(property);
            let value = value.trim().trim_end_matches("!important").trim_end();
            let says = |values: &[&str]| values.iter().any(|v| v.eq_ignore_ascii_case(value));
            if is("font-weight") {
                let weight = value.parse::<u16>().ok();
                if says(&["bold", "bolder"]) || weight.is_some_and(|w| w >= 600) {
                    self.strong = true;
                } else if says(&["normal", "lighter"]) || weight.is_some() {
                    self.strong = false;
                }
            } else if is("font-style") {
                if says(&["italic", "oblique"]) {
                    self.em = true;
                } else if says(&["normal"]) {
                    self.em = false;
                }
            }
        }
        self
    }
}

/// An image with its caption.
pub(super) struct RawImage {
    /// Number of the node where it stands.
    pub(super) at: usize,
    pub(super) src: String,
    pub(super) caption: Option<String>,
}

/// What separates the next character from the last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Cell,
    Line,
    Block,
}

/// An open element.
struct Open<'a> {
    end: usize,
    node: Node<'a>,
    is_block: bool,
    /// Whether its text is slanted, small or centred.
    set_apart: bool,
    /// The style around it.
    around: Style,
}

/// What becomes of the words below an image.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Captions {
    /// They go to the image.
    Apart,
    /// They are text like any other: a sidebar's pictures carry addresses and numbers.
    Kept,
}

/// Reads the blocks below `container`, leaving out what `skip` names. What stands around `text`, the element that the
/// article seems to stand in, says nothing of what kind its blocks are.
pub(super) fn read<'a>(
    tree: &'a Tree,
    container: Node<'a>,
    text: Node<'a>,
    captions: Captions,
    skip: &dyn Fn(Node<'a>) -> bool,
) -> (Vec<RawBlock<'a>>, Vec<RawImage>) {
    let mut reader = Reader {
        blocks: Vec::new(),
        images: Vec::new(),
        gap: Gap::Block,
        breaks: 0,
        link: None,
        style: Style::default(),
        last: [None; 2],
        open: Vec::new(),
        preformatted: 0,
        set_apart: 0,
        tables: Vec::new(),
        image: None,
        captions,
    };
    let around = |n: Node<'_>| n.index() < text.index() && text.end() <= n.end();
    let mut index = container.index();
    while index < container.end() {
        let node = tree.node(index);
        reader.close_until(index);
        if let Some(text) = node.text() {
            reader.characters(text, node);
            index += 1;
        } else if node.name().is_none() {
            index += 1;
        } else if index != container.index() && (skip(node) || reader.takes_image(node)) {
            // A removed block still parts what stands before and after it.
            if node.name().is_some_and(is_block) {
                reader.part(Gap::Block);
            }
            index = node.end();
        } else {
            if !around(node) {
                reader.enter(node);
            }
            index += 1;
        }
    }
    reader.close_until(usize::MAX);
    match captions {
        Captions::Apart => caption::take(reader.blocks, reader.images),
        Captions::Kept => (reader.blocks, reader.images),
    }
}

struct Reader<'a> {
    blocks: Vec<RawBlock<'a>>,
    images: Vec<RawImage>,
    gap: Gap,
    /// `<br>`s since the last character.
    breaks: u32,
    /// The open link and where its words began in the current block.
    link: Option<(&'a str, Option<usize>)>,
    style: Style,
    /// The last strong and the last slanted words of the current block, by their number in its emphasis.
    last: [Option<usize>; 2],
    open: Vec<Open<'a>>,
    /// How many of the open elements keep their white space, how many are set apart.
    preformatted: u32,
    set_apart: u32,
    /// Whether the open tables hold data.
    tables: Vec<bool>,
    /// Number of the image since which there was no text.
    image: Option<usize>,
    captions: Captions,
}

impl<'a> Reader<'a> {
    fn part(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn enter(&mut self, node: Node<'a>) {
        let name = node.name().unwrap_or("");
        let in_table = self.in_data_table();
        match name {
            "br" => {
                self.breaks += 1;
                if in_table {
                    self.part(Gap::Space);
                } else {
                    self.part(if self.breaks > 1 { Gap::Block } else { Gap::Line });
                }
            }
            "hr" => self.part(Gap::Block),
            "a" => {
                // An anchor without content never closes: it has no end to wait for.
                if let Some(url) = node.attr("href").filter(|_| node.end() > node.index() + 1) {
                    self.end_link();
                    self.link = Some((url, None));
                }
            }
            "tr" if in_table => self.part(Gap::Line),
            "td" | "th" if in_table => self.part(Gap::Cell),
            _ if is_block(name) && !in_table => self.part(Gap::Block),
            _ if is_block(name) => self.part(Gap::Space),
            _ => {}
        }
        if node.end() > node.index() + 1 {
            if name == "table" {
                self.tables.push(is_data_table(node));
            }
            let set_apart = self.captions == Captions::Apart && caption::sets_apart(node);
            self.set_apart += u32::from(set_apart);
            self.preformatted += u32::from(matches!(name, "pre" | "xmp"));
            let around = self.style;
            self.style = around.inside(node);
            self.open.push(Open { end: node.end(), node, is_block: is_block(name), set_apart, around });
        }
    }

    fn close_until(&mut self, index: usize) {
        while let Some(open) = self.open.last().filter(|o| o.end <= index) {
            let (node, block) = (open.node, open.is_block);
            self.set_apart -= u32::from(open.set_apart);
            self.style = open.around;
            self.open.pop();
            match node.name() {
                Some("a") => self.end_link(),
                Some("table") => drop(self.tables.pop()),
                Some("pre" | "xmp") => self.preformatted -= 1,
                _ => {}
            }
            if block {
                // Inside a table rows and cells part by themselves; the table's own end parts blocks.
                let in_table = self.in_data_table();
                self.part(if in_table { Gap::Space } else { Gap::Block });
            }
        }
    }

    fn end_link(&mut self) {
        if let Some((url, Some(start))) = self.link.take()
            && let Some(block) = self.blocks.last_mut()
            && block.text.len() > start
        {
            block.links.push((start, block.text.len(), url));
        }
    }

    fn characters(&mut self, text: &str, node: Node<'a>) {
        // A line end in a cell would begin a row.
        let preformatted = self.preformatted > 0 && !self.in_data_table();
        if !preformatted && text.bytes().all(|b| b.is_ascii_whitespace()) {
            return self.part(if text.is_empty() { Gap::None } else { Gap::Space });
        }
        if lines::is_hint(text) {
            return;
        }
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c == '\n' && preformatted {
                self.part(Gap::Line);
            } else if c.is_whitespace() {
                self.part(Gap::Space);
            } else if !is_invisible(c) {
                let (run, after) = rest.split_at(visible(rest));
                self.push(run, node, preformatted);
                rest = after;
                continue;
            }
            rest = &rest[c.len_utf8()..];
        }
    }

    /// Adds a run of visible characters.
    fn push(&mut self, run: &str, node: Node<'a>, preformatted: bool) {
        if self.gap == Gap::Block || self.blocks.is_empty() {
            let link = self.link.map(|(url, _)| url);
            self.end_link();
            self.link = link.map(|url| (url, None));
            let kind = self.kind(preformatted);
            let after_image = self.image.take();
            self.last = [None; 2];
            let (text, links, emphasis) = (String::new(), Vec::new(), Vec::new());
            self.blocks.push(RawBlock { kind, text, links, emphasis, node, after_image, set_apart: true });
        }
        self.image = None;
        let Some(block) = self.blocks.last_mut() else { return };
        let (before, gap) = (block.text.len(), self.gap);
        match gap {
            Gap::Space => block.text.push(' '),
            Gap::Cell => block.text.push(if block.text.ends_with(['\n', '\t']) || block.text.is_empty() {
                ' '
            } else {
                '\t'
            }),
            Gap::Line => block.text.push('\n'),
            Gap::None | Gap::Block => {}
        }
        (self.gap, self.breaks) = (Gap::None, 0);
        if let Some((_, start @ None)) = &mut self.link {
            *start = Some(block.text.len());
        }
        let start = block.text.len();
        block.text.push_str(run);
        block.emphasise(self.style, &mut self.last, before..start, gap);
        block.set_apart &= self.set_apart > 0;
    }

    /// The kind of a block that starts here, by the innermost element that says so.
    fn kind(&self, preformatted: bool) -> BlockKind {
        if preformatted {
            return BlockKind::Code;
        }
        // A table of data is one block, whatever stands in its first cell.
        if self.in_data_table() {
            return BlockKind::Table;
        }
        let mut tables = self.tables.iter().rev();
        for open in self.open.iter().rev() {
            match open.node.name() {
                Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => return BlockKind::Heading,
                Some("li" | "dd" | "dt") => return BlockKind::ListItem,
                Some("blockquote") => return BlockKind::Quote,
                Some("table") if tables.next() == Some(&true) => return BlockKind::Table,
                _ => {}
            }
        }
        BlockKind::Paragraph
    }

    fn in_data_table(&self) -> bool {
        self.tables.last() == Some(&true)
    }

    /// Takes a figure, captioned table or bare image to the images; whether its subtree is done with.
    fn takes_image(&mut self, node: Node<'a>) -> bool {
        if self.captions == Captions::Kept {
            return false;
        }
        let captioned = node.is("figure")
            || node.has_class("wp-caption")
            || node.has_class("tr-caption-container")
            || node.has_class("captioned-image-container");
        if captioned {
            let inside: Vec<Node<'a>> = node.descendants().collect();
            // A figure may also frame a table, a list, a quotation or a whole slide of text.
            if inside.iter().any(|n| matches!(n.name(), Some("blockquote" | "ul" | "ol" | "pre"))) {
                return false;
            }
            let letters: usize = inside.iter().filter_map(|n| n.text()).map(|t| t.trim().len()).sum();
            if letters > LONGEST_CAPTION {
                return false;
            }
            if node.is("figure") && inside.iter().any(|n| n.is("table")) {
                return false;
            }
            let src = inside.iter().find_map(|n| image_source(*n));
            let caption = inside
                .iter()
                .find(|n| n.is("figcaption") || n.has_class("tr-caption") || n.has_class("wp-caption-text"))
                .map(|n| crate::text::clean(&n.all_text()))
                .filter(|c| !c.is_empty());
            if src.is_none() && caption.is_none() && !node.is("figure") {
                return false;
            }
            if let Some(src) = src {
                self.images.push(RawImage { at: node.index(), src, caption });
            }
            return true;
        }
        if let Some(src) = image_source(node) {
            self.image = Some(self.images.len());
            self.images.push(RawImage { at: node.index(), src, caption: None });
            return true;
        }
        if let Some((images, words)) = caption::framed(node) {
            let caption = Some(words);
            self.images.extend(images.into_iter().map(|src| RawImage {
                at: node.index(),
                src,
                caption: caption.clone(),
            }));
            return true;
        }
        let Some(words) = caption::named(node) else { return false };
        if let Some(image) = self.images.last_mut().filter(|i| i.caption.is_none()) {
            image.caption = Some(words).filter(|w| !w.is_empty());
        }
        true
    }
}

/// The length of the visible characters at the start, single spaces between them included.
fn visible(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'!'..=b'~' => 1,
            b' ' if matches!(bytes.get(at + 1), Some(b'!'..=b'~')) => 2,
            // Of the characters that begin so, none is white space or invisible.
            0xc3..=0xdf => 2,
            0xe4..=0xee => 3,
            0xf0.. => 4,
            _ => match text[at..].chars().next() {
                Some(c) if !c.is_whitespace() && !is_invisible(c) => c.len_utf8(),
                _ => break,
            },
        };
    }
    at
}

/// Bytes of text in a figure that may still be a caption with its credit.
pub(super) const LONGEST_CAPTION: usize = 600;

pub(super) fn image_source(node: Node<'_>) -> Option<String> {
    if !matches!(node.name(), Some("img" | "amp-img")) {
        return None;
    }
    let tiny = |name: &str| {
        node.attr(name).and_then(|v| v.trim_end_matches("px").parse::<u32>().ok()).is_some_and(|n| n < 50)
    };
    if tiny("width") || tiny("height") {
        return None;
    }
    ["data-src", "data-lazy-src", "data-original", "src"]
        .iter()
        .filter_map(|name| node.attr(name))
        .map(str::trim)
        .find(|src| !src.is_empty() && !src.starts_with("data:"))
        .map(str::to_owned)
}

/// Whether a table holds data: more than one cell in some row, and no cell that is a column of text.
fn is_data_table(table: Node<'_>) -> bool {
    let (mut cells, mut rows, mut longest) = (0, 0, 0);
    for node in table.descendants() {
        match node.name() {
            Some("table" | "p" | "h1" | "h2" | "h3" | "form" | "article" | "section")
                if !node.is("p") || longest > 300 =>
            {
                return false;
            }
            Some("tr") => rows += 1,
            Some("td" | "th") => {
                cells += 1;
                let text: usize = node.descendants().filter_map(Node::text).map(str::len).sum();
                longest = longest.max(text);
                if longest > 600 {
                    return false;
                }
            }
            _ => {}
        }
    }
    cells > rows && rows > 1
}

/// Emphasised words of a text that are told, many times what articles have.
const MOST_EMPHASIS: usize = 10_000;

/// Joins blocks around the articles: of their links only those to numbers, mail and other sites are kept.
pub(super) fn join_around(blocks: &mut [RawBlock<'_>], base: Option<&Url>) -> Text {
    for block in blocks.iter_mut() {
        block.links.retain(|(_, _, url)| {
            let outward = ["http", "//", "mailto:", "tel:"];
            outward.iter().any(|start| {
                url.trim_start().get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start))
            })
        });
    }
    join(blocks, base)
}

/// Joins the blocks that belong to the article into its text.
pub(super) fn join(blocks: &[RawBlock<'_>], base: Option<&Url>) -> Text {
    let mut text = Text::default();
    for block in blocks {
        if !text.str.is_empty() {
            text.str.push_str("\n\n");
        }
        let start = text.str.len();
        text.str.push_str(&block.text);
        text.blocks.push(Block::new(block.kind, Span::new(start, text.str.len())));
        for (from, to, url) in &block.links {
            let url = match base {
                Some(base) => base.join(url).map_or_else(|_| (*url).to_owned(), String::from),
                None => (*url).to_owned(),
            };
            text.links.push(Link::new(url, Span::new(start + from, start + to)));
        }
        let left = MOST_EMPHASIS - text.emphasis.len();
        let emphasis = block.emphasis.iter().take(left);
        text.emphasis.extend(emphasis.map(|e| Emphasis::new(e.kind, e.span.shifted(start))));
    }
    text
}
