use super::Source;

/// One thing the page says about one field, unjudged: parts weigh it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evidence {
    /// What it is about.
    pub(crate) field: Field,
    /// What the page says, white space folded, otherwise as printed (dates are not parsed yet).
    pub(crate) value: String,
    /// Where it says so.
    pub(crate) source: Source,
    /// Which post it speaks of.
    pub(crate) scope: Scope,
    /// What kind of element or property says it.
    pub(crate) mark: Mark,
    /// Position in the page: the number of the element in document order.
    pub(crate) order: u32,
}

/// What a piece of evidence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// The headline.
    Title,
    /// Who wrote it: one name, or a whole byline.
    Author,
    /// Address of the author's page; `order` ties it to the author's name.
    AuthorUrl,
    /// First publication.
    Published,
    /// Last change.
    Modified,
    /// The language declared by the page.
    Language,
    /// The canonical address.
    Url,
    /// The name of the site or blog.
    SiteName,
    /// The summary, description or standfirst.
    Summary,
    /// A tag, label or category.
    Tag,
    /// Address of an image of the article.
    Image,
    /// Number of comments.
    Comments,
    /// The software that made the page (`blogger`, `wordpress`, …).
    Platform,
}

/// Which post of a page a piece of evidence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// The page as a whole; on a list page it names none of the posts.
    Page,
    /// The post with this index, in page order.
    Post(usize),
}

/// What kind of element or property a piece of evidence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Mark {
    /// A heading element; 1 to 6.
    Heading(u8),
    /// A blog's date header, serving all posts until the next one.
    DateHeader,
    /// An element classed as byline or author.
    Byline,
    /// A `time` element's `datetime`, an `abbr`'s `title`, `content` of microdata: made for machines.
    Machine,
    /// A `time`, `abbr`, or element classed as date, as the reader sees it.
    Visible,
    /// A structured property, tag or `<title>`.
    Property,
    /// A site rule named the element.
    Rule,
    /// A line that may be a date though nothing says that it is the article's.
    Loose,
}

impl Evidence {
    /// Evidence for `field` with everything else stated.
    #[must_use]
    pub(crate) fn new(
        field: Field,
        value: impl Into<String>,
        source: Source,
        scope: Scope,
        mark: Mark,
        order: u32,
    ) -> Self {
        Self { field, value: value.into(), source, scope, mark, order }
    }

    /// Keeps the first pieces of each field: more than any article has, few enough to compare them with each other.
    pub(crate) fn keep_first(all: &mut Vec<Self>) {
        const MOST: usize = 400;
        if all.len() <= MOST {
            return;
        }
        let mut counts = [0usize; Field::Platform as usize + 1];
        all.retain(|e| {
            let count = &mut counts[e.field as usize];
            *count += 1;
            *count <= MOST
        });
    }
}
