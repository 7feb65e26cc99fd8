//! The query language: what may be asked, as text and as a value.

mod error;
mod lex;
mod parse;
mod print;
#[cfg(test)]
mod tests;

use std::str::FromStr;

use crate::error::Error;
use crate::value::{Date, Language};

pub use error::QueryError;

/// A query, parsed from the query language and printed back in it.
///
/// | written | finds |
/// |---|---|
/// | `banjir` | articles with the word in title or text (accents and case do not count) |
/// | `"air sungai"` | the words side by side |
/// | `ombud*` `ombudsmn~1` | words that begin so (two letters at least); words at one or two typing errors' distance |
/// | `a b` `a OR b` `-a` `(a OR b) c` | both; either; not; grouped. `AND` may be written; it binds closer than `OR` |
/// | `title:` `by:` `role:` `agency:` `site:` `tag:` | words of the headline, an author, someone's role, the agency, the site or its host, a tag |
/// | `from:Solok` `place:Sumbar` | filed from, or naming, a city, region or country or anything below it |
/// | `said:"Rina Marlina"` | articles that quote her; any words of the name do |
/// | `quote:(said:Rina pelayanan)` | articles with one quote for which everything inside holds |
/// | `contact:08111222333` | articles that print the number (however spelt), e-mail, account, or a contact of that name |
/// | `lang:id` `has:quote` | the language; what an article has: `author` `contact` `dateline` `image` `link` `place` `published` `quote` `tag` |
/// | `after:2021-12-01` `before:2022` `on:2021-12` | published on or after the first day; before it; within it |
/// | `*` or nothing | everything |
///
/// Days are those printed for the reader. An article whose date is known to the month only is found by `after:` and
/// `before:` if it may lie there, by `on:` only if it surely does.
///
/// ```
/// use warta::index::Query;
///
/// let query: Query = r#"banjir from:Solok said:"Rina Marlina" after:2021-12-01"#.parse()?;
/// assert_eq!(query.to_string().parse::<Query>()?, query);
///
/// let error = "banjir frmo:Solok".parse::<Query>().unwrap_err();
/// assert!(error.to_string().contains("did you mean `from:`"));
/// # Ok::<(), warta::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    pub(crate) node: Node,
}

impl Query {
    /// The query that finds everything.
    #[must_use]
    pub fn all() -> Self {
        Self { node: Node::All }
    }
}

impl FromStr for Query {
    type Err = Error;

    /// Reads the query language.
    ///
    /// # Errors
    /// [`ErrorKind::Query`](crate::ErrorKind::Query): the message shows the place and says what to do; its
    /// `source()` is a [`QueryError`] with the byte offset.
    fn from_str(text: &str) -> Result<Self, Error> {
        parse::parse(text).map(|node| Self { node }).map_err(Error::from)
    }
}

/// A node of the query. Built only through [`Node::and`], [`Node::or`] and [`Node::not`], which keep one form for
/// one meaning; so that what is printed parses to the same value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// Everything.
    All,
    /// Words of the article, quote or contact.
    Text(Term),
    /// Words of a field.
    Words(Field, Term),
    /// The language.
    Language(Language),
    /// What an article has.
    Has(Has),
    /// The day of publication.
    Published(When, Date),
    /// Everything inside holds for one quote.
    Quote(Box<Node>),
    Not(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
}

/// A word or phrase as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Term {
    pub(crate) text: String,
    pub(crate) form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    Word,
    /// In quotation marks.
    Phrase,
    /// The beginning of a word.
    Prefix,
    /// A word with that many typing errors at most.
    Fuzzy(u8),
}

macro_rules! named {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum $name { $($variant),* }

        impl $name {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),*];

            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            pub(crate) fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|n| n.name().eq_ignore_ascii_case(name))
            }
        }
    };
}

named! {
    /// Filters whose values are words.
    Field {
        Title = "title",
        By = "by",
        Role = "role",
        Agency = "agency",
        Site = "site",
        Tag = "tag",
        From = "from",
        Place = "place",
        Said = "said",
        Contact = "contact",
    }
}

named! {
    /// What an article may have.
    Has {
        Author = "author",
        Contact = "contact",
        Dateline = "dateline",
        Image = "image",
        Link = "link",
        Place = "place",
        Published = "published",
        Quote = "quote",
        Tag = "tag",
    }
}

named! {
    /// How a date limits.
    When {
        After = "after",
        Before = "before",
        On = "on",
    }
}

impl Node {
    pub(crate) fn and(nodes: impl IntoIterator<Item = Node>) -> Node {
        let mut all = Vec::new();
        for node in nodes {
            match node {
                Node::All => {}
                Node::And(inner) => all.extend(inner),
                node => all.push(node),
            }
        }
        match all.len() {
            0 => Node::All,
            1 => all.swap_remove(0),
            _ => Node::And(all),
        }
    }

    /// Any of some nodes; none of them at all is everything, as an empty query is.
    pub(crate) fn or(nodes: impl IntoIterator<Item = Node>) -> Node {
        let mut any = Vec::new();
        for node in nodes {
            match node {
                Node::All => return Node::All,
                Node::Or(inner) => any.extend(inner),
                node => any.push(node),
            }
        }
        match any.len() {
            0 => Node::All,
            1 => any.swap_remove(0),
            _ => Node::Or(any),
        }
    }

    pub(crate) fn not(node: Node) -> Node {
        match node {
            Node::Not(inner) => *inner,
            node => Node::Not(Box::new(node)),
        }
    }
}
