//! What a search gives back.

use std::sync::Arc;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use tantivy::{DocAddress, Searcher};

use super::document::Header;
use super::mark::Marks;
use super::read;
use super::snippet::Snippet;
use crate::article::{Article, Contact, ContactKind, Quote};
use crate::error::Error;
use crate::value::Date;

/// The results of a search: how many there are, and those of the page asked for, the best first.
#[derive(Clone, Debug)]
pub struct Found<T> {
    pub(crate) total: usize,
    pub(crate) hits: Vec<T>,
}

impl<T> Found<T> {
    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many are on this page.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether this page is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// The hits of this page.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.hits.iter()
    }

    /// The first hit of this page.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.hits.first()
    }
}

impl<T> IntoIterator for Found<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.hits.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Found<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.hits.iter()
    }
}

/// The article behind a hit.
#[derive(Clone)]
pub(crate) struct Behind {
    pub(crate) searcher: Searcher,
    pub(crate) article: DocAddress,
    pub(crate) header: Header,
}

impl Behind {
    fn article(&self) -> Result<Article, Error> {
        read::stored(&self.searcher, self.article)
    }
}

macro_rules! about_the_article {
    () => {
        /// The address of the article.
        #[must_use]
        pub fn url(&self) -> Option<&str> {
            self.behind.header.url.as_deref()
        }

        /// The headline, or `""` where there is none.
        #[must_use]
        pub fn title(&self) -> &str {
            self.behind.header.title.as_deref().unwrap_or("")
        }

        /// The name of the site, else its host.
        #[must_use]
        pub fn site(&self) -> Option<&str> {
            self.behind.header.site.as_deref()
        }

        /// The language's tag.
        #[must_use]
        pub fn language(&self) -> Option<&str> {
            self.behind.header.language.as_deref()
        }

        /// The first place of the dateline.
        #[must_use]
        pub fn place(&self) -> Option<&str> {
            self.behind.header.place.as_deref()
        }

        /// The whole article, as it was put.
        ///
        /// # Errors
        /// [`ErrorKind::Damaged`](crate::ErrorKind::Damaged) where what is on the disk is not what was put.
        pub fn article(&self) -> Result<Article, Error> {
            self.behind.article()
        }
    };
}

/// An article found.
#[derive(Clone)]
pub struct Hit {
    pub(crate) behind: Behind,
    pub(crate) score: f32,
    pub(crate) marks: Arc<Marks>,
}

impl Hit {
    about_the_article!();

    /// How well it fits; 0 where the query only filters.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score
    }

    /// First publication.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.behind.header.published
    }

    /// The part of the text that shows best why it was found; empty where the stored article is damaged
    /// ([`article`](Hit::article) then says so).
    #[must_use]
    pub fn snippet(&self) -> Snippet {
        #[derive(serde::Deserialize)]
        struct Text {
            text: String,
        }
        read::stored::<Text>(&self.behind.searcher, self.behind.article)
            .map(|article| Snippet::of(&article.text, &self.marks))
            .unwrap_or_default()
    }
}

/// `{"score", "url", "title", "published", "site", "language", "place", "snippet"}`, the snippet as HTML.
impl Serialize for Hit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = serializer.serialize_struct("Hit", 8)?;
        json.serialize_field("score", &self.score())?;
        json.serialize_field("url", &self.url())?;
        json.serialize_field("title", &self.behind.header.title)?;
        json.serialize_field("published", &self.published())?;
        json.serialize_field("site", &self.site())?;
        json.serialize_field("language", &self.language())?;
        json.serialize_field("place", &self.place())?;
        json.serialize_field("snippet", &self.snippet().html())?;
        json.end()
    }
}

impl std::fmt::Debug for Hit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hit").field("score", &self.score).field("about", &self.behind.header).finish()
    }
}

/// A quote found.
#[derive(Clone)]
pub struct QuoteHit {
    pub(crate) behind: Behind,
    pub(crate) quote: Quote,
    pub(crate) score: f32,
    pub(crate) marks: Arc<Marks>,
}

impl QuoteHit {
    about_the_article!();

    /// How well it fits; 0 where the query only filters.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.score
    }

    /// The quote; its spans are those of the [`article`](QuoteHit::article)'s text.
    #[must_use]
    pub fn quote(&self) -> &Quote {
        &self.quote
    }

    /// What was said.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.quote.text
    }

    /// Who said it.
    #[must_use]
    pub fn speaker(&self) -> Option<&str> {
        self.quote.speaker.as_ref()?.name.as_deref()
    }

    /// The speaker's office or role.
    #[must_use]
    pub fn role(&self) -> Option<&str> {
        self.quote.speaker.as_ref()?.role.as_deref()
    }

    /// First publication of the article.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.behind.header.published
    }

    /// The part of the quote that shows best why it was found.
    #[must_use]
    pub fn snippet(&self) -> Snippet {
        Snippet::of(&self.quote.text, &self.marks)
    }
}

/// `{"score", "text", "speaker", "role", "url", "title", "published"}`.
impl Serialize for QuoteHit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = serializer.serialize_struct("QuoteHit", 7)?;
        json.serialize_field("score", &self.score())?;
        json.serialize_field("text", self.text())?;
        json.serialize_field("speaker", &self.speaker())?;
        json.serialize_field("role", &self.role())?;
        json.serialize_field("url", &self.url())?;
        json.serialize_field("title", &self.behind.header.title)?;
        json.serialize_field("published", &self.published())?;
        json.end()
    }
}

impl std::fmt::Debug for QuoteHit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = f.debug_struct("QuoteHit");
        debug
            .field("score", &self.score)
            .field("quote", &self.quote)
            .field("about", &self.behind.header)
            .finish()
    }
}

/// A contact found: one for each kind and value, whatever the number of articles that print it.
#[derive(Clone)]
pub struct ContactHit {
    /// The newest article that prints it.
    pub(crate) behind: Behind,
    /// As that article has it.
    pub(crate) contact: Contact,
    pub(crate) names: Vec<String>,
    pub(crate) roles: Vec<String>,
    pub(crate) articles: usize,
}

impl ContactHit {
    about_the_article!();

    /// What kind of contact it is.
    #[must_use]
    pub fn kind(&self) -> ContactKind {
        self.contact.kind
    }

    /// Its value in its usual form.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.contact.value
    }

    /// Whom it reaches, as the articles say; the newest article's names first.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The offices and roles it reaches.
    #[must_use]
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// In how many of the articles found it is printed.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// When the newest article that prints it was published; the other accessors speak of that article too.
    #[must_use]
    pub fn last_seen(&self) -> Option<Date> {
        self.behind.header.published
    }
}

/// `{"kind", "value", "names", "url", "title", "last_seen"}`.
impl Serialize for ContactHit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = serializer.serialize_struct("ContactHit", 6)?;
        json.serialize_field("kind", &self.kind())?;
        json.serialize_field("value", self.value())?;
        json.serialize_field("names", self.names())?;
        json.serialize_field("url", &self.url())?;
        json.serialize_field("title", &self.behind.header.title)?;
        json.serialize_field("last_seen", &self.last_seen())?;
        json.end()
    }
}

impl std::fmt::Debug for ContactHit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = f.debug_struct("ContactHit");
        debug
            .field("contact", &self.contact)
            .field("names", &self.names)
            .field("about", &self.behind.header)
            .finish()
    }
}
