use url::Url;

use super::json_ld;
use super::{Node, Tree};
use crate::text::clean;
use crate::value::{Evidence, Field, Mark, Scope, Source};

/// What the page's head and structured data say, unjudged; all of it speaks of the page as a whole.
pub(crate) fn evidence(tree: &Tree, _url: Option<&Url>) -> Vec<Evidence> {
    let mut found = Vec::new();
    let mut saved_from = None;
    // Sharing cards print two facts of free choice, a label and its value: `twitter:label1`, `twitter:data1`.
    let mut announced = false;
    for node in tree.iter() {
        if node.is("meta") {
            match node.attr("name").or_else(|| node.attr("property")) {
                Some("twitter:label1" | "twitter:label2") => {
                    announced = node.attr("content").is_some_and(is_author_label)
                }
                Some("twitter:data1" | "twitter:data2") if std::mem::take(&mut announced) => {
                    push(&mut found, Field::Author, node.attr("content"), Source::Meta, node);
                }
                _ => {}
            }
        }
        match node.name() {
            Some("html") => push(&mut found, Field::Language, node.attr("lang"), Source::Meta, node),
            Some("meta") => meta(&mut found, node),
            Some("title") if !node.ancestors().any(|a| a.is("svg")) => {
                push(&mut found, Field::Title, Some(&node.all_text()), Source::Meta, node);
            }
            Some("link") if node.attr("rel").is_some_and(|r| r.trim().eq_ignore_ascii_case("canonical")) => {
                push(&mut found, Field::Url, node.attr("href"), Source::Meta, node);
            }
            Some("script")
                if node
                    .attr("type")
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                for (field, value) in json_ld::facts(&node.all_text()) {
                    push(&mut found, field, Some(&value), Source::JsonLd, node);
                }
            }
            None if saved_from.is_none() => {
                saved_from = node.comment().and_then(address_saved_from).map(|address| (address, node));
            }
            _ => {}
        }
    }
    if let Some((address, node)) = saved_from {
        push(&mut found, Field::Url, Some(address), Source::Meta, node);
    }
    if let Some(name) = tree.scripts().iter().copied().find_map(layered_author) {
        push(&mut found, Field::Author, Some(name), Source::Meta, tree.root());
    }
    Evidence::keep_first(&mut found);
    found
}

/// ` saved from url=(0042)https://…`: where a browser had the page from that it saved.
fn address_saved_from(comment: &str) -> Option<&str> {
    let (length, address) = comment.trim().strip_prefix("saved from url=(")?.split_once(')')?;
    let is_address = address.starts_with("http://") || address.starts_with("https://");
    (length.bytes().all(|b| b.is_ascii_digit()) && is_address).then_some(address)
}

/// `"pagePostAuthor":"Rina Marlina"`: what WordPress hands to tag managers.
fn layered_author(script: &str) -> Option<&str> {
    const KEY: &str = "\"pagePostAuthor\":\"";
    let from = memchr::memmem::find(script.as_bytes(), KEY.as_bytes())? + KEY.len();
    let value = script.get(from..)?.split('"').next()?;
    (value.len() <= 80 && !value.contains('\\')).then_some(value)
}

/// The label under which blog software prints the author in a sharing card.
fn is_author_label(label: &str) -> bool {
    let label = label.trim().trim_end_matches(':').to_lowercase();
    matches!(
        label.as_str(),
        "written by"
            | "author"
            | "by"
            | "posted by"
            | "ditulis oleh"
            | "penulis"
            | "oleh"
            | "verfasst von"
            | "geschrieben von"
            | "écrit par"
            | "escrito por"
            | "scritto da"
            | "geschreven door"
            | "skrevet af"
            | "skrevet av"
            | "skriven av"
            | "autor"
            | "auteur"
            | "автор"
            | "yazan"
            | "執筆者"
            | "作者"
            | "글쓴이"
    )
}

/// Longest value that is kept: a summary, not a text.
const LONGEST: usize = 2_000;

fn push(found: &mut Vec<Evidence>, field: Field, value: Option<&str>, source: Source, node: Node<'_>) {
    let value = clean(value.unwrap_or(""));
    if !value.is_empty() && value.len() <= LONGEST {
        found.push(Evidence::new(field, value, source, Scope::Page, Mark::Property, node.index() as u32));
    }
}

/// `<meta>` properties, by name: Open Graph, Dublin Core, Parsely, Sailthru, Highwire and what else is in use.
fn meta(found: &mut Vec<Evidence>, node: Node<'_>) {
    let Some(content) = node.attr("content") else { return };
    let key = node
        .attr("property")
        .or_else(|| node.attr("name"))
        .or_else(|| node.attr("itemprop"))
        .or_else(|| node.attr("http-equiv"));
    let key = key.unwrap_or("").trim().to_ascii_lowercase();
    let (field, source) = match key.as_str() {
        "og:title" => (Field::Title, Source::OpenGraph),
        "og:site_name" => (Field::SiteName, Source::OpenGraph),
        "og:url" => (Field::Url, Source::OpenGraph),
        "og:description" => (Field::Summary, Source::OpenGraph),
        "og:image" | "og:image:url" => (Field::Image, Source::OpenGraph),
        "og:locale" => (Field::Language, Source::OpenGraph),
        "article:published_time" | "og:article:published_time" | "og:published_time" => {
            (Field::Published, Source::OpenGraph)
        }
        "article:modified_time" | "og:article:modified_time" | "og:updated_time" => {
            (Field::Modified, Source::OpenGraph)
        }
        "article:author" | "og:author" | "og:article:author" | "book:author" => {
            (Field::Author, Source::OpenGraph)
        }
        "article:tag" | "article:section" => (Field::Tag, Source::OpenGraph),
        "author"
        | "dc.creator"
        | "dcterms.creator"
        | "dc:creator"
        | "parsely-author"
        | "sailthru.author"
        | "byl"
        | "byline"
        | "citation_author"
        | "cxenseparse:author"
        | "rbauthors"
        | "article.author"
        | "authors"
        | "author_name"
        | "dc.contributor.author"
        | "dcsext.author"
        | "shareaholic:article_author_name"
        | "article:author_name" => (Field::Author, Source::Meta),
        "date"
        | "dc.date"
        | "dc.date.issued"
        | "dcterms.created"
        | "dcterms.date"
        | "dcterms.issued"
        | "dc:date"
        | "parsely-pub-date"
        | "sailthru.date"
        | "pubdate"
        | "publishdate"
        | "publish-date"
        | "publish_date"
        | "published-date"
        | "publication_date"
        | "publicationdate"
        | "article.published"
        | "published"
        | "published_on"
        | "published-on"
        | "published_at"
        | "published_time"
        | "published_date"
        | "date_published"
        | "date-published"
        | "publish_time"
        | "publishtime"
        | "pub_date"
        | "pub-date"
        | "article_published_time"
        | "article:published"
        | "article:post_date"
        | "post_date"
        | "releasedate"
        | "release_date"
        | "dc.date.created"
        | "dc.date.published"
        | "dcterms.available"
        | "shareaholic:article_published_time"
        | "bt:pubdate"
        | "analyticsattributes.articledate"
        | "gentime"
        | "citation_online_date"
        | "article_date_original"
        | "citation_date"
        | "citation_publication_date"
        | "cxenseparse:recs:publishtime"
        | "ptime"
        | "datepublished"
        | "rnews:datepublished"
        | "originalpublicationdate"
        | "cxenseparse:publishtime"
        | "date.created"
        | "datecreated" => (Field::Published, Source::Meta),
        "last-modified"
        | "dcterms.modified"
        | "dc.date.modified"
        | "lastmod"
        | "article.updated"
        | "datemodified"
        | "modified"
        | "date_modified"
        | "date-modified"
        | "modified_time"
        | "updated_on"
        | "shareaholic:article_modified_time"
        | "date.modified"
        | "revised" => (Field::Modified, Source::Meta),
        "description" | "dc.description" | "twitter:description" => (Field::Summary, Source::Meta),
        "twitter:title" | "dc.title" | "dcterms.title" | "parsely-title" | "sailthru.title"
        | "citation_title" | "headline" => (Field::Title, Source::Meta),
        "keywords" | "news_keywords" | "parsely-tags" | "sailthru.tags" => {
            for tag in content.split(',') {
                push(found, Field::Tag, Some(tag), Source::Meta, node);
            }
            return;
        }
        "application-name" | "apple-mobile-web-app-title" | "dc.publisher" => (Field::SiteName, Source::Meta),
        "language" | "content-language" | "dc.language" | "inlanguage" => (Field::Language, Source::Meta),
        "generator" => (Field::Platform, Source::Meta),
        "twitter:image" => (Field::Image, Source::Meta),
        _ => return,
    };
    push(found, field, Some(content), source, node);
}
