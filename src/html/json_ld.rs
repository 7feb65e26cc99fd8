use std::collections::HashMap;

use serde_json::{Map, Value};
use url::Url;

use super::lenient;
use crate::value::Field;

/// Bytes of a block, and of all blocks of a page, that are read.
const BLOCK: usize = 2 << 20;
const PAGE: usize = 8 << 20;
/// Things described on one page that are looked at.
const THINGS: usize = 2000;
/// Values of one property that are read.
const VALUES: usize = 200;

/// The types whose things are articles, in lower case.
const ARTICLES: [&str; 17] = [
    "article",
    "newsarticle",
    "blogposting",
    "reportagenewsarticle",
    "liveblogposting",
    "report",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "askpublicnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "advertisercontentarticle",
    "satiricalarticle",
    "scholarlyarticle",
    "techarticle",
    "socialmediaposting",
    "posting",
];
const PAGES: [&str; 7] =
    ["webpage", "itempage", "aboutpage", "faqpage", "profilepage", "medicalwebpage", "qapage"];

/// The JSON-LD blocks of a page.
#[derive(Default)]
pub(super) struct Blocks {
    blocks: Vec<(u32, Value)>,
    bytes: usize,
}

/// One thing that the blocks say of the page.
pub(super) struct Fact {
    pub(super) field: Field,
    pub(super) value: String,
    pub(super) order: u32,
    /// Whether it is said of an article, and not of the page or the site.
    pub(super) of_article: bool,
}

impl Blocks {
    /// Reads one block, mending what is commonly broken; what cannot be read is left out.
    pub(super) fn read(&mut self, text: &str, order: u32) {
        self.bytes += text.len();
        if text.len() <= BLOCK && self.bytes <= PAGE {
            self.blocks.extend(lenient::parse(text).map(|value| (order, value)));
        }
    }

    /// What the blocks say: of the article, of the page it stands on, of the site.
    pub(super) fn facts(&self, url: Option<&Url>) -> Vec<Fact> {
        let things = self.things();
        let ids: HashMap<&str, &Map<String, Value>> = things
            .iter()
            .filter(|(_, thing)| thing.len() > 1)
            .filter_map(|(_, thing)| Some((thing.get("@id")?.as_str()?, *thing)))
            .rev()
            .collect();
        let articles: Vec<_> = things.iter().filter(|(_, t)| is_a(t, &ARTICLES)).collect();
        let is_this =
            |thing: &Map<String, Value>| url.is_some_and(|url| addresses(thing).any(|a| same(&a, url)));
        // Of several articles one may be the page's; else the first stands before those that are only mentioned.
        let article = articles.iter().find(|(_, t)| is_this(t)).or(articles.first());
        let mut facts = Facts { ids, facts: Vec::new(), order: 0, of_article: true };
        if let Some((order, thing)) = article {
            facts.order = *order;
            facts.article(thing);
            facts.creators(thing);
        }
        facts.of_article = false;
        for (order, thing) in &things {
            facts.order = *order;
            if is_a(thing, &PAGES) {
                facts.article(thing);
            } else if is_a(thing, &["website", "blog"]) {
                facts.texts(thing, "name", Field::SiteName);
            }
        }
        facts.facts
    }

    /// The things described, in document order: those at the top, in graphs, and what a page is mainly about.
    fn things(&self) -> Vec<(u32, &Map<String, Value>)> {
        let mut things = Vec::new();
        let mut stack: Vec<(u32, &Value)> = self.blocks.iter().rev().map(|(order, v)| (*order, v)).collect();
        while let Some((order, value)) = stack.pop() {
            match value {
                Value::Array(values) => stack.extend(values.iter().take(THINGS).rev().map(|v| (order, v))),
                Value::Object(thing) => {
                    if things.len() == THINGS {
                        break;
                    }
                    things.push((order, thing));
                    let inner = ["mainEntityOfPage", "mainEntity", "@graph"];
                    stack.extend(inner.iter().filter_map(|key| thing.get(*key)).map(|v| (order, v)));
                }
                _ => {}
            }
        }
        things
    }
}

struct Facts<'a> {
    ids: HashMap<&'a str, &'a Map<String, Value>>,
    facts: Vec<Fact>,
    order: u32,
    of_article: bool,
}

impl<'a> Facts<'a> {
    fn push(&mut self, field: Field, value: impl Into<String>) {
        let (order, of_article) = (self.order, self.of_article);
        self.facts.push(Fact { field, value: value.into(), order, of_article });
    }

    fn article(&mut self, thing: &'a Map<String, Value>) {
        let titled = thing.get("headline").is_some();
        self.texts(thing, if titled { "headline" } else { "name" }, Field::Title);
        self.texts(thing, "datePublished", Field::Published);
        if thing.get("datePublished").is_none() {
            self.texts(thing, "dateCreated", Field::Published);
        }
        self.texts(thing, "dateModified", Field::Modified);
        self.texts(thing, "inLanguage", Field::Language);
        self.texts(thing, "description", Field::Summary);
        self.texts(thing, "commentCount", Field::Comments);
        self.texts(thing, "articleSection", Field::Tag);
        for value in values(thing.get("keywords")) {
            for tag in self.text(value).unwrap_or_default().split([',', ';']) {
                self.push(Field::Tag, tag);
            }
        }
        for address in addresses(thing) {
            self.push(Field::Url, address);
        }
        for value in values(thing.get("image")).chain(values(thing.get("thumbnailUrl"))) {
            let address = self.resolve(value).and_then(|i| i.get("url").or(i.get("contentUrl")));
            if let Some(address) = address.or(Some(value)).and_then(Value::as_str) {
                self.push(Field::Image, address);
            }
        }
        for value in values(thing.get("publisher")) {
            if let Some(name) = self.text(value) {
                self.push(Field::SiteName, name);
            }
        }
    }

    /// Authors with their addresses; persons before others.
    fn creators(&mut self, thing: &'a Map<String, Value>) {
        let key = if thing.contains_key("author") { "author" } else { "creator" };
        let creators: Vec<&Value> = values(thing.get(key)).collect();
        let is_other = |v: &&Value| self.resolve(v).is_some_and(|c| !is_a(c, &["person"]));
        let (others, persons): (Vec<&Value>, Vec<&Value>) = creators.into_iter().partition(is_other);
        for value in persons.into_iter().chain(others) {
            let creator = self.resolve(value);
            // `{"name": ["A", "B"]}` stands for two people.
            let names: Vec<String> = match creator.and_then(|c| c.get("name")) {
                Some(name) => values(Some(name)).filter_map(|n| self.text(n)).collect(),
                None => self.text(value).into_iter().collect(),
            };
            for name in names {
                self.push(Field::Author, name);
            }
            let address = creator.and_then(|c| c.get("url")).and_then(|u| values(Some(u)).next());
            if let Some(address) = address.and_then(|u| self.text(u)) {
                self.push(Field::AuthorUrl, address);
            }
        }
    }

    fn texts(&mut self, thing: &'a Map<String, Value>, key: &str, field: Field) {
        for value in values(thing.get(key)) {
            if let Some(text) = self.text(value) {
                self.push(field, text);
            }
        }
    }

    /// The text of a value: itself, its name, or what it is a reference to.
    fn text(&self, value: &'a Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Object(_) => {
                let thing = self.resolve(value)?;
                let keys = ["name", "alternateName", "@value"];
                keys.iter().find_map(|key| values(thing.get(*key)).next()?.as_str()).map(str::to_owned)
            }
            _ => None,
        }
    }

    /// The object that a value is, or that it refers to by its `@id`.
    fn resolve(&self, value: &'a Value) -> Option<&'a Map<String, Value>> {
        let thing = value.as_object()?;
        let described = ["name", "url", "contentUrl", "@value"].iter().any(|key| thing.contains_key(*key));
        let target = thing.get("@id").and_then(Value::as_str).and_then(|id| self.ids.get(id));
        Some(if described { thing } else { target.copied().unwrap_or(thing) })
    }
}

/// One value, or those of a list.
fn values(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (one, many) = match value {
        Some(Value::Array(values)) => (None, values.as_slice()),
        other => (other, [].as_slice()),
    };
    one.into_iter().chain(many).take(VALUES)
}

fn is_a(thing: &Map<String, Value>, types: &[&str]) -> bool {
    values(thing.get("@type").or(thing.get("type"))).filter_map(Value::as_str).any(|kind| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        types.iter().any(|t| t.eq_ignore_ascii_case(kind))
    })
}

/// The addresses that a thing is said to have.
fn addresses(thing: &Map<String, Value>) -> impl Iterator<Item = String> {
    let page = thing.get("mainEntityOfPage");
    let of_page = page
        .and_then(|p| [Some(p), p.get("@id"), p.get("url")].into_iter().flatten().find_map(Value::as_str));
    let own = thing.get("url").and_then(Value::as_str);
    own.into_iter().chain(of_page).filter(|a| !a.starts_with('#')).map(str::to_owned)
}

/// Whether an address is that of the page, whatever scheme and query.
fn same(address: &str, url: &Url) -> bool {
    let trim = |path: &str| path.trim_end_matches('/').to_owned();
    url.join(address).is_ok_and(|a| a.host_str() == url.host_str() && trim(a.path()) == trim(url.path()))
}
