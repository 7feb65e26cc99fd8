//! Tree → the posts of a page, each with its text and what the page says about it.

mod address;
mod blocks;
mod boilerplate;
mod caption;
mod cards;
mod choice;
mod class_words;
mod container;
mod features;
mod lines;
mod loose;
mod measure;
mod platform;
mod posts;
mod repetition;
mod scorer;
#[cfg(test)]
mod tests;
mod visible;

use std::collections::HashSet;

use url::Url;

use self::blocks::Captions;
use self::boilerplate::Verdict;
use self::measure::Measure;
use self::posts::Place;
use self::visible::Visible;
use crate::html::{Node, Tree};
use crate::text::fold;
use crate::value::{Evidence, Field, Mark, Scope, Source, Text};

#[cfg(warta_bench)]
pub(crate) use self::choice::scored;
pub(crate) use self::platform::Rule;

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PageKind {
    /// One article.
    Single,
    /// A home, label, archive or search page with several posts.
    List,
    /// No article.
    None,
}

/// A page, read.
pub(crate) struct Document {
    pub(crate) kind: PageKind,
    /// The posts in page order.
    pub(crate) posts: Vec<Post>,
    /// What the page shows of itself.
    pub(crate) evidence: Vec<Evidence>,
    /// Sidebar, footer and profile: where the site's own contacts stand.
    pub(crate) surroundings: Text,
    /// Name of the platform rule that fits the page.
    pub(crate) platform: Option<String>,
    /// Whether the page has more posts than are read.
    pub(crate) cut: bool,
}

/// One post of a page.
#[derive(Default)]
pub(crate) struct Post {
    pub(crate) text: Text,
    /// What the page says of this post only.
    pub(crate) evidence: Vec<Evidence>,
    /// Addresses of images with their captions.
    pub(crate) images: Vec<(String, Option<String>)>,
    pub(crate) comments: u32,
    pub(crate) teaser: bool,
}

/// Posts of a page that are read: Blogger lists 500 at most.
const MOST_POSTS: usize = 1_000;
/// Characters of sentences that make a page an article though it shows no date: less is a form or a notice.
const SHORTEST_PROSE: usize = 160;
/// Characters of sentences in an `article` element below a first heading: the page says what it is.
const SHORTEST_MARKED: usize = 60;
/// Characters of sentences where a rule says that this is a post.
const SHORTEST_RULED: usize = 20;
/// Characters of a post that shows its date.
const SHORTEST_POST: usize = 60;
/// Characters of a text without sentences, such as a poem or a list.
const SHORTEST_REST: usize = 600;

/// Finds the posts of a page; `own` are the caller's rules.
pub(crate) fn read(tree: &Tree, url: Option<&Url>, own: &[Rule]) -> Document {
    reading(tree, url, own, |reader| reader.document())
}

/// Hands `read` all that a page's reader knows of it.
fn reading<T>(tree: &Tree, url: Option<&Url>, own: &[Rule], read: impl FnOnce(&Reader<'_, '_>) -> T) -> T {
    let address = canonical(tree, url);
    let base = address.as_ref();
    let rule = platform::rule_for(tree, base.and_then(Url::host_str), own);
    let dropped: Vec<usize> =
        rule.map(|r| r.drop.all(tree).into_iter().map(Node::index).collect()).unwrap_or_default();
    let drop = |n: Node<'_>| dropped.binary_search(&n.index()).is_ok();
    let item = posts::is_item_page(tree, base);
    let measure =
        Measure::new(tree, |measure| if item { cards::cards(tree, measure, base) } else { HashSet::new() });
    let date_headers = rule.map(|r| r.date_header.all(tree)).unwrap_or_default();
    read(&Reader {
        tree,
        base,
        rule,
        measure: &measure,
        drop: &drop,
        item,
        titles: titles(tree),
        date_headers,
    })
}

struct Reader<'t, 'r> {
    tree: &'t Tree<'t>,
    base: Option<&'r Url>,
    rule: Option<&'r Rule>,
    measure: &'r Measure,
    drop: &'r dyn Fn(Node<'_>) -> bool,
    /// Whether the page shows one post.
    item: bool,
    /// The page's titles, folded.
    titles: Vec<String>,
    /// The headers that give a day to the posts below them, in order.
    date_headers: Vec<Node<'t>>,
}

impl<'t> Reader<'t, '_> {
    fn document(&self) -> Document {
        let (kind, posts, rest, cut) = self.posts();
        let mut evidence = self.page_evidence();
        if kind == PageKind::Single {
            evidence.extend(loose::dates(self.tree, &self.titles));
        }
        Document {
            kind,
            posts,
            evidence,
            surroundings: self.surroundings(&rest),
            platform: self.rule.map(|r| r.name().to_owned()),
            cut,
        }
    }

    /// The kind of page, where its posts stand, and whether that was found without a rule.
    fn places(&self) -> (PageKind, Vec<Place<'t>>, bool) {
        let mut places = self.rule.map(|r| posts::by_rule(self.tree, r, self.item)).unwrap_or_default();
        if places.is_empty() && !self.item {
            let front = posts::is_list_page(self.tree, self.base);
            places = repetition::posts(self.tree, self.measure, front);
        }
        if places.is_empty() && self.says_empty() {
            return (PageKind::None, Vec::new(), false);
        }
        let mut kind = posts::kind(&places, self.item, self.base);
        if kind == PageKind::Single {
            places.truncate(1);
        }
        // A region found by no rule may hold the sidebar too; only its text is surely the post's.
        let general = places.is_empty();
        if general && let Some(place) = self.general() {
            places.push(place);
            kind = PageKind::Single;
        }
        (kind, places, general)
    }

    /// The kind of page, its posts, the elements that posts stand in, and whether there are more than were read.
    fn posts(&self) -> (PageKind, Vec<Post>, Vec<Node<'t>>, bool) {
        let (mut kind, places, general) = self.places();
        let list = kind == PageKind::List;
        let mut read: Vec<Post> = places
            .iter()
            .take(MOST_POSTS)
            .enumerate()
            .map(|(i, p)| self.post(i, *p, list, !general))
            .collect();
        if list {
            read.retain(|p| !p.text.str.is_empty() || p.evidence.iter().any(|e| e.field == Field::Title));
        } else {
            let shortest = match places.first() {
                Some(_) if !general && !posts::is_static_page(self.tree, self.base) => SHORTEST_RULED,
                Some(place) if general && is_marked_as_article(*place) => SHORTEST_MARKED,
                _ => SHORTEST_PROSE,
            };
            let exact = self.rule.is_some_and(Rule::is_exact);
            read.retain(|p| is_article(p, shortest) || (exact && !p.text.str.is_empty()));
        }
        if read.is_empty() {
            kind = PageKind::None;
        }
        (
            kind,
            read,
            places.iter().map(|p| if general { p.body.unwrap_or(p.region) } else { p.region }).collect(),
            places.len() > MOST_POSTS,
        )
    }

    /// Whether the page tells its reader that it has no posts.
    fn says_empty(&self) -> bool {
        self.rule.is_some_and(|r| !r.empty.first(self.tree.root()).is_empty())
    }

    /// The one article of a page that no rule describes.
    fn general(&self) -> Option<Place<'t>> {
        let body = container::main_text(self.tree, self.measure)?;
        // Headline, date and byline stand above the text: in the nearest element around it with a heading of its own.
        let has_heading =
            |n: Node<'t>| n.descendants().take_while(|d| d.index() < body.index()).any(|d| d.is("h1"));
        let own_heading = body.descendants().any(|d| d.is("h1"));
        // A heading inside the text's element: byline and date may still stand around it, in the element above.
        let around = std::iter::once(body).chain(body.ancestors()).find(|n| n.is("article") || n.is("main"));
        let inside = own_heading.then(|| around.or(body.parent()).unwrap_or(body));
        let region = inside.or_else(|| body.ancestors().find(|n| has_heading(*n))).unwrap_or_else(|| {
            body.ancestors().find(|n| n.is("article") || n.is("main")).unwrap_or_else(|| self.tree.root())
        });
        Some(Place { region, body: Some(body) })
    }

    fn post(&self, index: usize, place: Place<'t>, list: bool, ruled: bool) -> Post {
        let Place { region, body } = place;
        let scope = Scope::Post(index);
        let (tree, measure, drop) = (self.tree, self.measure, self.drop);
        let exact = self.rule.is_some_and(Rule::is_exact);
        let scored = !exact && !list;
        let (mut raw, mut images) = match body {
            Some(body) if scored => {
                blocks::read(tree, tree.root(), body, Captions::Apart, &|n| self.unseen(n, body))
            }
            Some(body) => {
                let skip = |n: Node<'t>| drop(n) || (!exact && measure.dropped(n) && n != body);
                blocks::read(tree, body, body, Captions::Apart, &skip)
            }
            None => Default::default(),
        };
        let (starts, ends) = body.map_or((region.end(), region.end()), |b| (b.index(), b.end()));
        let within = |n: usize| (starts..ends).contains(&n) && (exact || !measure.dropped(tree.node(n)));
        images.retain(|image| within(image.at));
        // What stands above the first paragraph inside the text's element is still about the text.
        let mut inside = raw.iter().filter(|b| within(b.node.index()));
        let first = inside.clone().find(|b| boilerplate::is_prose(b)).or(inside.next());
        let text_from = first.map_or(starts, |b| b.node.index());
        let mut visible = Visible {
            measure: self.measure,
            rule: self.rule,
            scope,
            base: self.base,
            evidence: Vec::new(),
            text: text_from..ends,
        };
        visible.by_rule(region);
        if let Some(header) = self.date_header(region) {
            visible.date(header, Mark::DateHeader);
        }
        visible.by_markup(region);
        let mut evidence = visible.evidence;
        Evidence::keep_first(&mut evidence);
        if list && let Some(link) = self.own_link(region) {
            let url = self.base.and_then(|b| b.join(link).ok()).map_or_else(|| link.to_owned(), String::from);
            evidence.push(Evidence::new(
                Field::Url,
                url,
                Source::Element,
                scope,
                Mark::Visible,
                region.index() as u32,
            ));
        }

        let mut titles = self.titles.clone();
        titles.extend(evidence.iter().filter(|e| e.field == Field::Title).map(|e| fold(&e.value)));
        let kept = match body {
            Some(body) if scored => self.choose(&mut raw, body, &within, &titles, ruled),
            Some(body) if !exact => {
                let verdicts =
                    boilerplate::judge(&mut raw.iter_mut().collect::<Vec<_>>(), body, &titles, measure);
                verdicts.iter().map(|v| *v == Verdict::Kept).collect()
            }
            _ => vec![true; raw.len()],
        };
        let mut kept = kept.iter();
        raw.retain(|_| kept.next() == Some(&true));
        let text = blocks::join(&raw, self.base);
        let teaser = list && self.is_teaser(region, &text);
        let images = images
            .into_iter()
            .map(|image| {
                (
                    self.base.and_then(|b| b.join(&image.src).ok()).map_or(image.src, String::from),
                    image.caption,
                )
            })
            .collect();
        Post { text, evidence, images, comments: self.comments(region, list), teaser }
    }

    /// The link of a post of a list to its own page.
    fn own_link(&self, post: Node<'t>) -> Option<&'t str> {
        let href = |n: &Node<'t>| n.attr("href").filter(|_| n.is("a"));
        let by_rule = self.rule.and_then(|r| r.link.first(post).iter().find_map(href));
        by_rule
            .or_else(|| posts::linked_heading(post))
            .or_else(|| post.descendants().filter(|n| visible::is_permalink(*n)).find_map(|n| href(&n)))
    }

    /// The last date header above a post or inside it.
    fn date_header(&self, post: Node<'t>) -> Option<Node<'t>> {
        let above = self.date_headers.partition_point(|n| n.index() < post.end());
        above.checked_sub(1).and_then(|i| self.date_headers.get(i)).copied()
    }

    fn is_teaser(&self, region: Node<'t>, text: &Text) -> bool {
        let more = self.rule.is_some_and(|r| !r.more.first(region).is_empty());
        more || text.str.ends_with("...")
            || text.str.ends_with('…')
            || text.str.ends_with("[…]")
            || text.str.is_empty()
    }

    /// How many comments stand below a post.
    fn comments(&self, region: Node<'t>, list: bool) -> u32 {
        let Some(rule) = self.rule else { return 0 };
        let within = if list { region } else { self.tree.root() };
        let found = rule.comment.first(within).len();
        u32::try_from(found).unwrap_or(u32::MAX)
    }

    /// What the page shows of the site.
    fn page_evidence(&self) -> Vec<Evidence> {
        let Some(rule) = self.rule else { return Vec::new() };
        let mut evidence = Vec::new();
        for node in rule.site_name.first(self.tree.root()).into_iter().take(1) {
            let name = crate::text::clean(&visible::shown(node));
            let image =
                || node.descendants().find_map(|n| n.attr("alt")).map(crate::text::clean).unwrap_or_default();
            let name = if name.is_empty() { image() } else { name };
            if !name.is_empty() {
                let order = node.index() as u32;
                evidence.push(Evidence::new(
                    Field::SiteName,
                    name,
                    Source::Element,
                    Scope::Page,
                    Mark::Rule,
                    order,
                ));
            }
        }
        evidence.push(Evidence::new(
            Field::Platform,
            rule.name(),
            Source::Element,
            Scope::Page,
            Mark::Rule,
            0,
        ));
        evidence
    }

    /// The text of the page outside its posts and their comments: sidebar, footer, profile.
    fn surroundings(&self, posts: &[Node<'t>]) -> Text {
        let comment = |n: Node<'_>| {
            n.attr("id") == Some("comments") || n.has_class("comments") || n.has_class("comments-area")
        };
        let mut posts: Vec<usize> = posts.iter().map(|n| n.index()).collect();
        posts.sort_unstable();
        let inside = |n: Node<'_>| posts.binary_search(&n.index()).is_ok();
        let unread = |n: Node<'_>| {
            matches!(n.name(), Some("script" | "style" | "head" | "noscript" | "template" | "svg"))
        };
        let (mut blocks, _) =
            blocks::read(self.tree, self.tree.root(), self.tree.root(), Captions::Kept, &|n| {
                unread(n) || comment(n) || inside(n)
            });
        blocks::join_around(&mut blocks, self.base)
    }
}

/// A post worth the name: enough running text, or a short one with a date of its own, or very much of anything.
fn is_article(post: &Post, shortest: usize) -> bool {
    let chars = post.text.str.chars().count();
    let blocks = post.text.blocks.iter().map(|b| b.span.of(&post.text.str));
    let prose: usize = blocks.filter(|b| is_prose(b)).map(str::len).sum();
    let dated = post.evidence.iter().any(|e| e.field == Field::Published);
    prose >= shortest || (chars >= SHORTEST_POST && dated) || chars >= SHORTEST_REST
}

/// Whether the text stands in an `article` or `main` element with a first heading.
fn is_marked_as_article(place: Place<'_>) -> bool {
    let around = place
        .body
        .and_then(|b| std::iter::once(b).chain(b.ancestors()).find(|n| n.is("article") || n.is("main")));
    around.is_some_and(|a| a.descendants().any(|n| n.is("h1")))
}

/// A paragraph with a sentence in it, as opposed to the lines of an address or a form.
fn is_prose(block: &str) -> bool {
    let lines = block.split('\n').count();
    block.len() > 50 * lines && block.contains(['.', '!', '?', ':', '。', '।', '؟', '…'])
}

/// The page's titles, folded for comparing with headings.
fn titles(tree: &Tree) -> Vec<String> {
    tree.iter()
        .filter_map(|n| match n.name()? {
            "title" if !n.ancestors().any(|a| a.is("svg")) => Some(n.all_text()),
            "meta" if n.attr("property") == Some("og:title") => n.attr("content").map(str::to_owned),
            _ => None,
        })
        .take(4)
        .map(|t| fold(&crate::text::clean(&t)))
        .filter(|t| !t.is_empty())
        .collect()
}

/// Bytes of an address that a page may call its own. Every link of the page is joined to it.
const LONGEST_ADDRESS: usize = 2_000;

/// The page's own address: where it was fetched, else what it calls canonical.
fn canonical(tree: &Tree, url: Option<&Url>) -> Option<Url> {
    let said = |name: &str, key: &str, value: &str, from: &str| {
        tree.iter()
            .find(|n| n.is(name) && n.attr(key).is_some_and(|v| v.eq_ignore_ascii_case(value)))
            .and_then(|n| Url::parse(n.attr(from).filter(|u| u.len() <= LONGEST_ADDRESS)?).ok())
    };
    url.cloned()
        .or_else(|| said("link", "rel", "canonical", "href"))
        .or_else(|| said("meta", "property", "og:url", "content"))
        .or_else(|| said("base", "href", "", "href"))
}
