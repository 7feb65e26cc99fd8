use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use url::Url;

use crate::article::{Article, ContactKind, FORMAT, Facts, Image, LanguageGuess, Site};
use crate::document::{self, Document, PageKind, Post, Rule};
use crate::error::{Error, ErrorKind};
use crate::html;
use crate::options::Options;
use crate::page::Page;
use crate::part;
use crate::value::{Context, Evidence, Field, Language, Scope, Source, Span, Text};

/// Reads pages. Built once, used from any number of threads.
///
/// ```
/// use warta::{Extractor, Page, PageKind};
///
/// let extractor = Extractor::new();
/// let html = "<html lang=id><body><article><h1>Air naik</h1><p>Padang - Air sungai naik sejak pagi dan warga \
///             di tepi sungai mulai mengungsi ke masjid.</p></article>";
/// let page = extractor.extract_page(Page::new(html).at("https://contoh.example/air.html")).unwrap();
/// assert_eq!(page.kind, PageKind::Single);
/// assert!(page.posts[0].text.starts_with("Padang"));
/// ```
#[derive(Clone, Debug)]
pub struct Extractor {
    options: Options,
    /// The caller's rules, or what is wrong with one of them.
    rules: Result<Vec<Rule>, String>,
}

impl Default for Extractor {
    fn default() -> Self {
        Self::with(Options::default())
    }
}

/// What a page holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Extraction {
    /// Whether it is one article, a list of posts, or neither.
    pub kind: PageKind,
    /// The posts in page order; one for a single article, none where there is no article. The first thousand, if there are
    /// more: they are marked `truncated`.
    pub posts: Vec<Article>,
    /// The site around them.
    pub site: Site,
}

/// Bytes of the text of a page's posts in which facts are looked for, many times what articles have. A longer text is
/// given whole.
const MOST_READ: usize = 512 << 10;
/// … and of the text around them.
const MOST_AROUND: usize = 256 << 10;

impl Extractor {
    /// An extractor with default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An extractor with these options.
    #[must_use]
    pub fn with(options: Options) -> Self {
        let rules = options.rules.iter().map(Rule::compile).collect();
        Self { options, rules }
    }

    /// The main article of a page: the only one, or the first of a list.
    ///
    /// # Errors
    /// [`ErrorKind::NoArticle`] where there is none, [`ErrorKind::TooLarge`] where the options refuse pages over a limit,
    /// [`ErrorKind::InvalidInput`] where a selector of a given site rule does not parse.
    pub fn extract<'a>(&self, page: impl Into<Page<'a>>) -> Result<Article, Error> {
        let extraction = self.extract_page(page)?;
        extraction.posts.into_iter().next().ok_or_else(|| {
            Error::new(
                ErrorKind::NoArticle,
                "the page holds no article; extract_page tells what kind of page it is",
            )
        })
    }

    /// Everything a page holds: all posts of a list, and what kind of page it is.
    ///
    /// # Errors
    /// [`ErrorKind::TooLarge`] where the options refuse pages over a limit, or where there is no article up to the limit
    /// that cuts a page off, [`ErrorKind::InvalidInput`] where a selector
    /// of a given site rule does not parse.
    pub fn extract_page<'a>(&self, page: impl Into<Page<'a>>) -> Result<Extraction, Error> {
        let page = page.into();
        let rules = self
            .rules
            .as_ref()
            .map_err(|e| Error::new(ErrorKind::InvalidInput, format!("a site rule: {e}")))?;
        let (text, truncated) = html::decode(&page, &self.options)?;
        let mut tree = html::parse(&text, truncated, &self.options)?;
        let mut document = document::read(&tree, page.url(), rules);
        if document.posts.is_empty()
            && let Some(mend) = html::Mend::of(&tree)
        {
            let spent = tree.spent();
            drop(tree);
            tree = html::parse_mended(&text, truncated, &self.options, &mend, spent)?;
            document = document::read(&tree, page.url(), rules);
        }
        if document.posts.is_empty() && tree.truncated() {
            return Err(Error::new(
                ErrorKind::TooLarge,
                "the page holds no article up to where a limit cuts it off; raise max_bytes or max_nodes",
            ));
        }
        let mut page_evidence = html::evidence(&tree, page.url());
        page_evidence.extend(document.evidence.iter().cloned());
        let url = canonical(page.url(), &page_evidence);
        let truncated = tree.truncated();
        // The tree is most of what is held, and what is left to do does not need it.
        drop(tree);
        drop(text);
        Ok(self.assemble(document, &page_evidence, url.as_ref(), truncated))
    }

    fn assemble(
        &self,
        document: Document,
        page: &[Evidence],
        url: Option<&Url>,
        truncated: bool,
    ) -> Extraction {
        let name = part::site_name(page);
        let context = self.context(page);
        let mut site = Site { name, platform: document.platform, contacts: Vec::new() };
        let single = document.kind == PageKind::Single;
        let mut left = MOST_READ;
        let mut posts: Vec<Article> = document
            .posts
            .into_iter()
            .map(|mut post| {
                let evidence = evidence_of(&post, page, single);
                let whole = post.text.head(left).map(|head| std::mem::replace(&mut post.text, head));
                left -= post.text.str.len();
                let mut article = self.article(post, &evidence, &site, url.filter(|_| single), &context);
                article.truncated = truncated || document.cut || whole.is_some();
                if let Some(whole) = whole {
                    restore(&mut article, whole);
                }
                article
            })
            .collect();
        share_language(&mut posts);
        if self.options.contacts {
            let region = posts.iter().find_map(country).or_else(|| url.and_then(country_of_host));
            let context = context.or_region(region.as_deref());
            let head = document.surroundings.head(MOST_AROUND);
            site.contacts = part::contacts(head.as_ref().unwrap_or(&document.surroundings), &[], &context);
            site.contacts.iter_mut().for_each(|c| c.spans = vec![Span::default()]);
        }
        for post in &mut posts {
            post.site.clone_from(&site);
            let own: HashSet<(ContactKind, &str)> =
                post.contacts.iter().map(|c| (c.kind, c.value.as_str())).collect();
            post.site.contacts.retain(|c| !own.contains(&(c.kind, c.value.as_str())));
        }
        Extraction { kind: document.kind, posts, site }
    }

    /// Hints for the parts: those of the options, else what the page declares.
    fn context(&self, page: &[Evidence]) -> Context {
        let declared = page.iter().filter(|e| e.field == Field::Language).find_map(|e| e.value.parse().ok());
        let context = Context::new().with_language(self.options.language.or(declared));
        context.or_region(self.options.region.as_deref())
    }

    fn article(
        &self,
        mut post: Post,
        evidence: &[Evidence],
        site: &Site,
        url: Option<&Url>,
        context: &Context,
    ) -> Article {
        let mut article = Article { format: FORMAT, ..Article::default() };
        let site_name = site.name.as_deref();
        let mut source = |field: &str, source: Source| article.sources.insert(field.to_owned(), source);

        // A post of a list has an address of its own, which may tell its day.
        let own = evidence.iter().filter(|e| e.field == Field::Url && e.scope != Scope::Page);
        article.url = own.filter_map(|e| Url::parse(&e.value).ok()).next().or_else(|| url.cloned());

        let title = part::title(evidence, &post.text, site_name);
        if let Some((_, from)) = &title {
            source("title", *from);
        }
        article.title = title.map(|(title, _)| title);
        let byline = part::byline(evidence, &post.text, site_name);
        if let Some(from) = byline.source {
            source("authors", from);
        }
        let language = part::language(&post.text, article.title.as_deref(), context);
        let context = &context.clone().with_language(language.map(|l| l.tag));
        let dates = part::published(evidence, &post.text, article.url.as_ref(), context);
        for (field, found) in [("published", dates.published), ("modified", dates.modified)] {
            if let Some((_, from)) = found {
                source(field, from);
            }
        }
        article.published = dates.published.map(|(date, _)| date);
        article.modified = dates.modified.map(|(date, _)| date);
        article.byline = byline.raw;
        article.authors = byline.authors;

        article.summary = first(evidence, Field::Summary);
        article.tags = all(evidence, Field::Tag);
        article.images = post.images.into_iter().map(|(url, caption)| Image::new(url, caption)).collect();
        article.comments = post.comments;
        article.teaser = post.teaser;

        let region = url.and_then(country_of_host);
        let context = context.clone().with_published(article.published).or_region(region.as_deref());
        let facts = part::facts(&mut post.text, article.title.as_deref(), language, &context);
        self.place_facts(&mut article, facts, post.text);
        article
    }

    fn place_facts(&self, article: &mut Article, facts: Facts, text: Text) {
        article.language = facts.language;
        if facts.language.is_some() {
            article.sources.insert("language".to_owned(), Source::Text);
        }
        article.dateline = facts.dateline;
        article.people = facts.people;
        article.places = facts.places;
        article.quotes = facts.quotes;
        article.contacts = if self.options.contacts { facts.contacts } else { Vec::new() };
        article.dates = facts.dates;
        article.text = text.str;
        article.blocks = text.blocks;
        article.links = text.links;
        article.emphasis = text.emphasis;
    }
}

/// Reads the facts out of a plain text: dateline, people, quotes, contacts, dates, places, language.
///
/// Spans refer to the text as given.
///
/// ```
/// use warta::{Context, annotate};
///
/// let facts = annotate("Padang - Air naik.", &Context::new().language("id"));
/// assert_eq!(facts.dateline.unwrap().raw.trim_end(), "Padang -");
/// ```
#[must_use]
pub fn annotate(text: &str, context: &Context) -> Facts {
    let mut text = Text::plain(text);
    let language = part::language(&text, None, context);
    part::facts(&mut text, None, language, context)
}

/// Gives an article its whole text back, of which only the beginning was read.
fn restore(article: &mut Article, whole: Text) {
    let read = std::mem::replace(&mut article.blocks, whole.blocks);
    for (block, read) in article.blocks.iter_mut().zip(read) {
        block.language = read.language;
    }
    article.text = whole.str;
    article.links = whole.links;
    article.emphasis = whole.emphasis;
}

/// Posts too short to tell their language are written in that of the others on the page.
fn share_language(posts: &mut [Article]) {
    const SURE: f32 = 0.9;
    let mut votes: BTreeMap<Language, usize> = BTreeMap::new();
    for guess in posts.iter().filter_map(|p| p.language).filter(|l| l.confidence >= SURE) {
        *votes.entry(guess.tag).or_default() += 1;
    }
    let all: usize = votes.values().sum();
    let Some((common, _)) = votes.into_iter().find(|(_, n)| n * 2 > all) else { return };
    for post in posts.iter_mut().filter(|p| p.language.is_none_or(|l| l.confidence < SURE && l.tag != common))
    {
        post.language = Some(LanguageGuess::new(common, 0.5));
    }
}

/// On a single page the page's evidence is the post's too; on a list it names no post.
fn evidence_of(post: &Post, page: &[Evidence], single: bool) -> Vec<Evidence> {
    let shared = page.iter().filter(|e| single || matches!(e.field, Field::SiteName | Field::Language));
    shared.chain(&post.evidence).cloned().collect()
}

fn first(evidence: &[Evidence], field: Field) -> Option<String> {
    evidence.iter().find(|e| e.field == field).map(|e| e.value.clone())
}

fn all(evidence: &[Evidence], field: Field) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for e in evidence.iter().filter(|e| e.field == field) {
        if !values.contains(&e.value) {
            values.push(e.value.clone());
        }
    }
    values
}

/// The address that the page calls its own, if it is on the host it was fetched from; else where it was fetched.
fn canonical(fetched: Option<&Url>, evidence: &[Evidence]) -> Option<Url> {
    let said = evidence.iter().filter(|e| e.field == Field::Url).filter_map(|e| match fetched {
        Some(base) => base.join(&e.value).ok(),
        None => Url::parse(&e.value).ok(),
    });
    let said = { said }.find(|u| matches!(u.scheme(), "http" | "https"));
    match (said, fetched) {
        (Some(said), Some(fetched)) if said.path() == "/" && fetched.path() != "/" => Some(fetched.clone()),
        (Some(said), _) => Some(said),
        (None, fetched) => fetched.cloned(),
    }
}

fn country(article: &Article) -> Option<String> {
    article.dateline.as_ref()?.places.first()?.country.clone()
}

/// The country of a host's top-level domain, where it is one that sites of that country use.
fn country_of_host(url: &Url) -> Option<String> {
    let tld = url.host_str()?.rsplit('.').next()?;
    let lent = ["co", "tv", "me", "io", "ai", "fm", "ly", "cc", "gg", "to", "ws"];
    match tld {
        "uk" => Some("GB".to_owned()),
        _ if tld.len() == 2 && tld.bytes().all(|b| b.is_ascii_alphabetic()) && !lent.contains(&tld) => {
            Some(tld.to_ascii_uppercase())
        }
        _ => None,
    }
}
