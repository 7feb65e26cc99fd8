use std::ops::Range;

use url::Url;

use super::class_words::Role;
use super::measure::Measure;
use super::platform::Rule;
use crate::html::{Node, Selectors};
use crate::text::clean;
use crate::value::{Evidence, Field, Mark, Scope, Source};

/// Reads what the elements around a post's text show of its title, date, author and tags.
pub(super) struct Visible<'r> {
    pub(super) measure: &'r Measure,
    pub(super) rule: Option<&'r Rule>,
    pub(super) scope: Scope,
    /// The page's address, which addresses of authors are joined to.
    pub(super) base: Option<&'r Url>,
    pub(super) evidence: Vec<Evidence>,
    /// The nodes of the text from its first paragraph on: what stands there is text, not evidence.
    pub(super) text: Range<usize>,
}

/// Longest visible value that is read: anything longer is a block of text, not a fact.
const LONGEST: usize = 300;

impl Visible<'_> {
    fn push(&mut self, field: Field, value: &str, source: Source, mark: Mark, node: Node<'_>) {
        let value = clean(value);
        if !value.is_empty() && value.len() <= LONGEST {
            let order = u32::try_from(node.index()).unwrap_or(u32::MAX);
            self.evidence.push(Evidence::new(field, value, source, self.scope, mark, order));
        }
    }

    /// Whether a node is of the text; a post's footer inside the text's element is not.
    fn in_body(&self, node: Node<'_>) -> bool {
        self.text.contains(&node.index()) && !self.measure.dropped(node)
    }

    /// What a rule's selectors point at inside `region`.
    pub(super) fn by_rule(&mut self, region: Node<'_>) {
        let Some(rule) = self.rule else { return };
        let fields: [(&Selectors, Field); 4] = [
            (&rule.title, Field::Title),
            (&rule.date, Field::Published),
            (&rule.author, Field::Author),
            (&rule.tags, Field::Tag),
        ];
        for (selectors, field) in fields {
            let most = if field == Field::Tag { 30 } else { 3 };
            for node in selectors.first(region).into_iter().take(most) {
                if self.in_body(node) || (self.measure.foreign(node) && field != Field::Tag) {
                    continue;
                }
                if field == Field::Published {
                    self.date(node, Mark::Rule);
                } else {
                    let value = if field == Field::Tag { label(node) } else { said(node) };
                    self.push(field, &value, Source::Element, Mark::Rule, node);
                    self.link_of_author(field, node);
                }
            }
        }
    }

    /// What headings, dates, bylines and tags show by their element, class or microdata inside `region`.
    pub(super) fn by_markup(&mut self, region: Node<'_>) {
        let (mut headings, mut opened) = (0, 0);
        let mut skip_until = 0;
        for node in region.descendants() {
            let Some(name) = node.name() else {
                if let Some(text) = node.text().filter(|t| opened < MOST_OPENED && opens_byline(t)) {
                    opened += 1;
                    self.opened_byline(node, text);
                }
                continue;
            };
            if node.index() < skip_until || self.measure.foreign(node) {
                continue;
            }
            let inside = self.in_body(node);
            if let Some(level) = heading_level(name).filter(|l| *l <= 3) {
                // A heading may be a date: blogs print one above the posts of a day.
                if self.measure.role(node) == Some(Role::Meta) {
                    if !inside {
                        self.meta(node);
                    }
                } else if !inside && headings < 8 {
                    headings += 1;
                    self.push(Field::Title, &shown(node), Source::Element, Mark::Heading(level), node);
                }
                continue;
            }
            self.microdata(node, inside);
            if inside {
                continue;
            }
            if name == "a" && node.attr("href").is_some_and(is_author_page) {
                self.push(Field::Author, &shown(node), Source::Element, Mark::Byline, node);
                self.link_of_author(Field::Author, node);
            }
            if name == "time" || (name == "abbr" && node.attr("title").is_some()) {
                self.date(node, Mark::Visible);
            } else if node.attr("rel").is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "author")) {
                self.push(Field::Author, &shown(node), Source::Element, Mark::Byline, node);
                self.link_of_author(Field::Author, node);
            } else if node.attr("rel").is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "tag")) {
                self.push(Field::Tag, &label(node), Source::Element, Mark::Visible, node);
            } else if self.measure.role(node) == Some(Role::Meta) {
                self.meta(node);
                // A small element is read once, whole; a larger one is looked into.
                if node.end() - node.index() <= 4 {
                    skip_until = node.end();
                }
            }
        }
    }

    /// A line that begins with "By", "Oleh:" in an element of any name; the name may stand in a sister element.
    fn opened_byline(&mut self, text_node: Node<'_>, text: &str) {
        if self.in_body(text_node) || self.measure.foreign(text_node) {
            return;
        }
        let label = text.trim().len();
        let around = text_node.ancestors().take(4).map(|n| (n, clean(&shown(n))));
        let line = around
            .take_while(|(_, line)| line.len() <= LONGEST_LINE)
            .find(|(_, line)| line.len() > label || label > LONGEST_LABEL);
        if let Some((node, line)) = line {
            self.push(Field::Author, &line, Source::Element, Mark::Visible, node);
            self.link_of_author(Field::Author, node);
        }
    }

    /// An element named as byline, author or date.
    fn meta(&mut self, node: Node<'_>) {
        let names =
            format!("{} {}", node.attr("class").unwrap_or(""), node.attr("id").unwrap_or("")).to_lowercase();
        let has = |words: &[&str]| words.iter().any(|w| names.contains(w));
        if has(&["caption", "credit"]) {
            return;
        }
        // Blogger calls every line of a post's header and footer a byline, whatever it holds.
        let other_line = has(&["timestamp", "comment", "share", "label", "location", "reaction", "icon"]);
        if has(&["author", "byline", "penulis", "reporter", "autor", "auteur"]) && !other_line {
            self.push(Field::Author, &shown(node), Source::Element, Mark::Byline, node);
            self.link_of_author(Field::Author, node);
        } else if has(&["meta", "info"]) && !other_line {
            self.push(Field::Author, &shown(node), Source::Element, Mark::Visible, node);
        }
        if has(&["date", "time", "publish", "meta", "byline", "info", "tanggal", "tgl", "datum"]) {
            self.date(node, Mark::Visible);
        }
    }

    fn microdata(&mut self, node: Node<'_>, inside: bool) {
        let Some(itemprop) = node.attr("itemprop") else { return };
        let content = node.attr("content").or_else(|| node.attr("datetime"));
        let value = || content.map_or_else(|| shown(node), str::to_owned);
        for property in itemprop.split_ascii_whitespace() {
            let field = match property {
                "headline" if !inside => Field::Title,
                "datePublished" | "dateCreated" => Field::Published,
                "dateModified" => Field::Modified,
                "author" if !inside => Field::Author,
                "commentCount" => Field::Comments,
                "description" if content.is_some() => Field::Summary,
                "keywords" if content.is_some() => Field::Tag,
                _ => continue,
            };
            if field == Field::Author {
                let name = node
                    .descendants()
                    .find(|n| n.attr("itemprop").is_some_and(|p| p.split(' ').any(|p| p == "name")));
                let value =
                    name.map_or_else(value, |n| n.attr("content").map_or_else(|| shown(n), str::to_owned));
                self.push(field, &value, Source::Microdata, Mark::Byline, node);
                self.link_of_author(field, node);
            } else {
                let mark = if content.is_some() { Mark::Machine } else { Mark::Visible };
                self.push(field, &value(), Source::Microdata, mark, node);
            }
        }
    }

    /// What a date element shows, and what it says to machines.
    pub(super) fn date(&mut self, node: Node<'_>, mark: Mark) {
        let field = if is_modified(node) { Field::Modified } else { Field::Published };
        let stamp = |n: Node<'_>| -> Option<String> {
            n.attr("datetime")
                .or_else(|| n.attr("title").filter(|t| t.bytes().any(|b| b.is_ascii_digit())))
                .or_else(|| n.attr("content"))
                .map(str::to_owned)
        };
        // A link around the time: what it says to machines stands inside.
        let inner = || node.descendants().take(6).filter(|n| n.is("time") || n.is("abbr")).find_map(stamp);
        let machine = stamp(node).or_else(inner);
        if let Some(value) = machine {
            self.push(field, &value, Source::Element, Mark::Machine, node);
        }
        let shown = shown(node);
        if shown.chars().any(char::is_numeric) {
            self.push(field, &shown, Source::Element, mark, node);
        }
    }

    fn link_of_author(&mut self, field: Field, node: Node<'_>) {
        if field != Field::Author {
            return;
        }
        let around = std::iter::once(node).chain(node.descendants().take(12));
        let link = around.filter(|n| !is_permalink(*n)).find_map(|n| n.attr("href"));
        if let Some(url) = link.filter(|u| u.starts_with("http") || u.starts_with('/')) {
            let joined = self.base.and_then(|b| b.join(url).ok());
            let url = joined.map_or_else(|| url.to_owned(), String::from);
            self.push(Field::AuthorUrl, &url, Source::Element, Mark::Byline, node);
        }
    }
}

/// Lines that are looked at: a page with more is a list of other articles.
const MOST_OPENED: usize = 24;
/// Longest line that is taken for a byline.
const LONGEST_LINE: usize = 120;
/// Longest words that announce a name.
const LONGEST_LABEL: usize = 20;

/// Whether a text begins as bylines begin; what follows is judged where bylines are read.
fn opens_byline(text: &str) -> bool {
    let text = text.trim_start();
    OPENERS.iter().any(|opener| {
        text.get(..opener.len()).is_some_and(|head| head.eq_ignore_ascii_case(opener))
            && !text[opener.len()..].starts_with(|c: char| c.is_alphanumeric())
    })
}

const OPENERS: &[&str] = &[
    "by",
    "written by",
    "posted by",
    "published by",
    "authored by",
    "article by",
    "words by",
    "story by",
    "author",
    "authors",
    "oleh",
    "ditulis oleh",
    "diposting oleh",
    "penulis",
    "reporter",
    "pewarta",
    "von",
    "autor",
    "par",
    "por",
    "auteur",
    "door",
    "escrito por",
    "publicado por",
    "redactado por",
];

/// Whether a link is to the post it stands in, as Blogger and WordPress mark it.
pub(super) fn is_permalink(node: Node<'_>) -> bool {
    node.is("a")
        && (node.attr("rel").is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "bookmark"))
            || node.attr("title") == Some("permanent link")
            || node.has_class("timestamp-link"))
}

/// Addresses under which sites keep the pages of their authors.
fn is_author_page(href: &str) -> bool {
    const FOLDERS: [&str; 9] =
        ["author", "authors", "penulis", "autor", "autoren", "auteur", "autore", "writers", "byline"];
    let mut folders = href.split('/').skip(1);
    let is_folder = folders.any(|folder| FOLDERS.contains(&folder));
    is_folder && folders.any(|name| !name.is_empty())
}

/// The text of an element as the reader sees it, parts of different elements kept apart.
pub(super) fn shown(node: Node<'_>) -> String {
    let mut text = String::new();
    let mut skip_until = 0;
    for inner in node.descendants() {
        if inner.index() < skip_until {
            continue;
        }
        match (inner.name(), inner.text()) {
            (Some("script" | "style" | "noscript" | "svg" | "template" | "button"), _) => {
                skip_until = inner.end()
            }
            (Some(name), _) if super::measure::is_block(name) || name == "br" => text.push(' '),
            (_, Some(t)) => text.push_str(t),
            _ => {}
        }
        if text.len() > 4 * LONGEST {
            break;
        }
    }
    text
}

/// What an element shows, or, where that is nothing, what a style sheet prints for it (`data-text`).
fn said(node: Node<'_>) -> String {
    let shown = shown(node);
    if !shown.trim().is_empty() {
        return shown;
    }
    let printed = std::iter::once(node).chain(node.descendants().take(6)).find_map(|n| n.attr("data-text"));
    printed.map_or(shown, str::to_owned)
}

/// The name of a tag: what its link shows, else what it says to screen readers, else the end of its address.
fn label(link: Node<'_>) -> String {
    let said = said(link);
    if !said.trim().is_empty() {
        return said;
    }
    let told = link.attr("aria-label").or_else(|| link.attr("title")).map(str::to_owned);
    let address = || {
        let (_, name) =
            link.attr("href")?.rsplit_once("/label/").or_else(|| link.attr("href")?.rsplit_once("/tag/"))?;
        let name = name.split(['?', '#', '/']).next()?;
        // Decoded as addresses are: a query of one pair.
        url::form_urlencoded::parse(format!("n={name}").as_bytes()).next().map(|(_, name)| name.into_owned())
    };
    told.or_else(address).unwrap_or_default()
}

fn is_modified(node: Node<'_>) -> bool {
    let names = format!("{} {}", node.attr("class").unwrap_or(""), node.attr("itemprop").unwrap_or(""))
        .to_lowercase();
    // Newspaper's themes call the only date "entry-date updated".
    let first = ["publish", "entry-date", "post-date"].iter().any(|w| names.contains(w));
    (names.contains("updated") || names.contains("modified")) && !first
}

pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}
