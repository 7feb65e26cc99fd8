//! The article: what a page comes down to. Plain, owned `serde` data; the JSON names are the field names.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::value::{Block, Date, Emphasis, Language, Link, Place, Source, Sources, Span, confidence};

/// Version of the JSON form, raised when a change breaks a reader of the old one.
pub const FORMAT: u32 = 1;

/// One article or post of a page.
///
/// A fact that is not there is `None` or an empty list. Every fact read out of the text carries its byte span in
/// [`text`](Article::text); where metadata came from stands in [`sources`](Article::sources).
///
/// ```
/// let html = "<html lang=id><title>Air naik</title><article><h1>Air naik</h1><p>Padang - Air sungai naik sejak \
///             Rabu (8/12/2021) dan warga di tepi sungai mulai mengungsi ke masjid.</p></article>";
/// let article = warta::Extractor::new().extract(html).unwrap();
/// assert_eq!(article.title.as_deref(), Some("Air naik"));
/// assert!(article.story().starts_with("Air sungai"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Article {
    /// Version of this form: [`FORMAT`].
    pub format: u32,
    /// The canonical address.
    pub url: Option<Url>,
    /// The site or blog around the article.
    pub site: Site,
    /// The headline as printed, without the site's name.
    pub title: Option<String>,
    /// The line that names the authors, as printed.
    pub byline: Option<String>,
    /// The authors.
    pub authors: Vec<Author>,
    /// First publication.
    pub published: Option<Date>,
    /// Last change, where the page states one.
    pub modified: Option<Date>,
    /// The language of the text.
    pub language: Option<LanguageGuess>,
    /// Where it was filed, and by which agency.
    pub dateline: Option<Dateline>,
    /// The text: blocks joined by a blank line, lines in a block by `\n`.
    pub text: String,
    /// The summary that the page gives.
    pub summary: Option<String>,
    /// The blocks of the text.
    pub blocks: Vec<Block>,
    /// The people named in the text.
    pub people: Vec<Person>,
    /// The places named in the text, dateline included.
    pub places: Vec<Place>,
    /// What people said.
    pub quotes: Vec<Quote>,
    /// Whom to call or write to.
    pub contacts: Vec<Contact>,
    /// The dates that the text names.
    pub dates: Vec<DateMention>,
    /// Tags, labels or categories.
    pub tags: Vec<String>,
    /// Images of the article with their captions.
    pub images: Vec<Image>,
    /// Links in the text.
    pub links: Vec<Link>,
    /// Bold and slanted words in the text, in order. Left out of the JSON where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emphasis: Vec<Emphasis>,
    /// How many comments the page counts or shows.
    pub comments: u32,
    /// Whether the page shows only the beginning of the article.
    pub teaser: bool,
    /// Whether a limit cut the reading short.
    pub truncated: bool,
    /// Where each metadata field was read.
    pub sources: Sources,
}

impl Article {
    /// The text after its dateline.
    #[must_use]
    pub fn story(&self) -> &str {
        let start = self.dateline.as_ref().map_or(0, |d| d.span.end());
        self.text.get(start..).unwrap_or(&self.text).trim_start()
    }

    /// An empty article to fill, for material that does not come from a page.
    ///
    /// ```
    /// use warta::Article;
    ///
    /// let article = Article::builder().title("Air naik").text("Padang - Air naik.").published("2021-12-09").build();
    /// assert_eq!(article.published.unwrap().to_string(), "2021-12-09");
    /// ```
    pub fn builder() -> ArticleBuilder {
        ArticleBuilder::default()
    }
}

/// Builds an [`Article`] by hand; see [`Article::builder`].
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct ArticleBuilder {
    article: Article,
}

impl ArticleBuilder {
    /// The address; one that does not parse is left out.
    pub fn url(mut self, url: &str) -> Self {
        self.article.url = Url::parse(url).ok();
        self.given("url")
    }

    /// The headline.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.article.title = Some(title.into());
        self.given("title")
    }

    /// One more author.
    pub fn author(mut self, name: impl Into<String>) -> Self {
        self.article.authors.push(Author { name: name.into(), url: None });
        self.given("authors")
    }

    /// The publication date as ISO 8601; one that does not parse is left out.
    pub fn published(mut self, date: &str) -> Self {
        self.article.published = date.parse().ok();
        self.given("published")
    }

    /// The language tag; one that does not parse is left out.
    pub fn language(mut self, tag: &str) -> Self {
        self.article.language = tag.parse().ok().map(|tag| LanguageGuess { tag, confidence: 1.0 });
        self.given("language")
    }

    /// The name of the site.
    pub fn site(mut self, name: impl Into<String>) -> Self {
        self.article.site.name = Some(name.into());
        self
    }

    /// The text, blocks parted by blank lines.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        let text = crate::value::Text::plain(&text.into());
        self.article.text = text.str;
        self.article.blocks = text.blocks;
        self
    }

    /// One more tag.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.article.tags.push(tag.into());
        self
    }

    /// Facts found by [`annotate`](crate::annotate) in the text.
    pub fn facts(mut self, facts: Facts) -> Self {
        self.article.language = self.article.language.or(facts.language);
        self.article.dateline = facts.dateline;
        self.article.people = facts.people;
        self.article.places = facts.places;
        self.article.quotes = facts.quotes;
        self.article.contacts = facts.contacts;
        self.article.dates = facts.dates;
        self
    }

    /// The article.
    #[must_use]
    pub fn build(mut self) -> Article {
        self.article.format = FORMAT;
        self.article
    }

    fn given(mut self, field: &str) -> Self {
        self.article.sources.insert(field.to_owned(), Source::Given);
        self
    }
}

/// The site or blog around an article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Site {
    /// Its name.
    pub name: Option<String>,
    /// The software that made the page, such as `blogger` or `wordpress`.
    pub platform: Option<String>,
    /// Contacts of the site itself: sidebar, footer, profile. Their spans are empty, they lie outside the text.
    pub contacts: Vec<Contact>,
}

/// An author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Author {
    /// The name without "By", "Oleh" or a role.
    pub name: String,
    /// The author's page.
    pub url: Option<Url>,
}

impl Author {
    /// An author of that name.
    #[must_use]
    pub fn new(name: impl Into<String>, url: Option<Url>) -> Self {
        Self { name: name.into(), url }
    }
}

/// The language of a text with how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LanguageGuess {
    /// The language.
    pub tag: Language,
    /// From 0 to 1.
    #[serde(serialize_with = "confidence::serialize")]
    pub confidence: f32,
}

impl LanguageGuess {
    /// A language with how sure it is.
    #[must_use]
    pub fn new(tag: Language, confidence: f32) -> Self {
        Self { tag, confidence: confidence::hundredths(confidence) }
    }
}

/// The opening that says where an article was filed, when and by which agency.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dateline {
    /// As printed, through its separator: exactly `text[span]`.
    pub raw: String,
    /// Where it stands.
    pub span: Span,
    /// The agency or paper as printed.
    pub agency: Option<String>,
    /// The agency's usual id, where it is a known one, such as `antara`.
    pub agency_id: Option<String>,
    /// A date printed in the dateline.
    pub date: Option<Date>,
    /// The places it names, the most exact first.
    pub places: Vec<Place>,
}

/// A person named in the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Person {
    /// The fullest name in the article, without titles, ranks and degrees.
    pub name: String,
    /// Offices and roles printed beside the name, as first printed.
    pub roles: Vec<String>,
    /// Shorter or other names used for the person.
    pub aliases: Vec<String>,
    /// Where the person is named.
    pub spans: Vec<Span>,
}

/// Something that someone said or wrote, in quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quote {
    /// The words without the outer marks: exactly `text[span]`.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Who said it; `None` when nobody is named.
    pub speaker: Option<Speaker>,
    /// The word that attributes it, such as `tegasnya`.
    pub cue: Option<String>,
    /// How it was attributed.
    pub attribution: Option<Attribution>,
    /// Index of the quote that this one continues, where one sentence is parted by its attribution.
    pub continues: Option<usize>,
}

/// Who said something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Speaker {
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// The fullest name in the article without titles; `None` for an unnamed speaker.
    pub name: Option<String>,
    /// The office or role, such as "Ketua Ombudsman RI" or "seorang warga".
    pub role: Option<String>,
    /// The mention that names the speaker for this quote.
    pub span: Option<Span>,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SpeakerKind {
    /// A person with a name.
    #[default]
    Person,
    /// An organisation.
    Organisation,
    /// A law, letter or report.
    Document,
    /// Somebody without a name.
    Unnamed,
}

/// How a quote was attributed to its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Attribution {
    /// The speaker is named beside the quote.
    Named,
    /// A pronoun stands beside the quote: "kata dia".
    Pronoun,
    /// A verb with the clitic *-nya* stands beside it: "tegasnya".
    Clitic,
    /// Nothing stands beside it; it goes on with the speaker before.
    SameSpeaker,
    /// A heading or label names the speaker.
    Heading,
}

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Contact {
    /// What kind of contact.
    pub kind: ContactKind,
    /// The value in its usual form: E.164, lower-case e-mail, absolute address, `network:handle`, address as printed.
    pub value: String,
    /// As printed at its first span.
    pub raw: String,
    /// An extension to dial.
    pub extension: Option<String>,
    /// Whom it reaches.
    pub names: Vec<String>,
    /// The office or role it reaches, such as "Humas".
    pub role: Option<String>,
    /// Where it stands.
    pub spans: Vec<Span>,
}

impl Contact {
    /// A contact without names.
    #[must_use]
    pub fn new(kind: ContactKind, value: impl Into<String>, raw: impl Into<String>, span: Span) -> Self {
        Self {
            kind,
            value: value.into(),
            raw: raw.into(),
            extension: None,
            names: Vec::new(),
            role: None,
            spans: vec![span],
        }
    }
}

/// What kind of contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ContactKind {
    /// A telephone number.
    Phone,
    /// A number said to be on WhatsApp.
    Whatsapp,
    /// An e-mail address.
    Email,
    /// A web address given to be visited for contact.
    Url,
    /// An account, as `network:handle`.
    Social,
    /// A street address.
    Address,
}

/// A date that the text names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DateMention {
    /// As printed: exactly `text[span]`.
    pub raw: String,
    /// Where it stands.
    pub span: Span,
    /// The day, month or year.
    pub value: Date,
    /// The last day of a range.
    pub end: Option<Date>,
    /// The time of day printed beside it, as `09:00` or `09:00+07:00`.
    pub time: Option<String>,
    /// What is to be known of the reading.
    pub flags: Vec<DateFlag>,
}

impl DateMention {
    /// A plain mention of one date.
    #[must_use]
    pub fn new(raw: impl Into<String>, span: Span, value: Date) -> Self {
        Self { raw: raw.into(), span, value, end: None, time: None, flags: Vec::new() }
    }
}

/// What is to be known of how a date was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DateFlag {
    /// "awal Desember", "around": not the exact time.
    Imprecise,
    /// The weekday printed beside it is another one.
    WeekdayMismatch,
    /// Resolved against the publication date.
    Relative,
}

/// An image of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Image {
    /// Its address, absolute where the page's address is known.
    pub url: String,
    /// Its caption.
    pub caption: Option<String>,
}

impl Image {
    /// An image with its caption.
    #[must_use]
    pub fn new(url: impl Into<String>, caption: Option<String>) -> Self {
        Self { url: url.into(), caption }
    }
}

/// What [`annotate`](crate::annotate) finds in a plain text; spans refer to that text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Facts {
    /// The language.
    pub language: Option<LanguageGuess>,
    /// The dateline.
    pub dateline: Option<Dateline>,
    /// The quotes.
    pub quotes: Vec<Quote>,
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// The dates named.
    pub dates: Vec<DateMention>,
    /// The people named.
    pub people: Vec<Person>,
    /// The places named.
    pub places: Vec<Place>,
}
