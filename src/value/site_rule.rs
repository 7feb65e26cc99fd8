use std::fmt;

use serde::{Deserialize, Serialize};

/// How to read the pages of a site or platform: where title, body, author and date stand, what to drop.
///
/// The built-in platform rules (`data/sites/*.toml`) have this form. Every selector is a CSS selector list; of
/// several entries the first that matches anything wins, `drop` takes all of them.
///
/// ```
/// use warta::{Options, SiteRule};
///
/// let rule: SiteRule = r#"
///     name = "contoh"
///     hosts = ["contoh.example", "*.contoh.example"]
///     title = ["h1.judul"]
///     body = ["div.isi"]
///     drop = ["div.iklan"]
/// "#.parse().unwrap();
/// let options = Options::new().site(rule);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SiteRule {
    /// A name for messages; on platform rules the name of the platform.
    pub name: String,
    /// Host names the rule is for; `*.` stands for any subdomain.
    pub hosts: Vec<String>,
    /// Beginnings of `<meta name=generator>` that tell the platform, in lower case.
    pub generators: Vec<String>,
    /// Selectors any of which tells the platform.
    pub markers: Vec<String>,
    /// One post of a page.
    pub post: Vec<String>,
    /// The link to a post's own address, inside a post of a list; without a match the heading's link.
    pub link: Vec<String>,
    /// The headline, inside a post.
    pub title: Vec<String>,
    /// The element that holds the text, inside a post.
    pub body: Vec<String>,
    /// The author or byline, inside a post.
    pub author: Vec<String>,
    /// The date of publication, inside a post.
    pub date: Vec<String>,
    /// A date header that serves all posts until the next one, anywhere in the page.
    pub date_header: Vec<String>,
    /// Tags or labels, inside a post.
    pub tags: Vec<String>,
    /// One comment, anywhere in the page.
    pub comment: Vec<String>,
    /// A "read more" link, inside a post: its text is a teaser.
    pub more: Vec<String>,
    /// A notice that there are no posts, anywhere in the page: without a post beside it the page holds no article.
    pub empty: Vec<String>,
    /// The site's name, anywhere in the page.
    pub site_name: Vec<String>,
    /// What never belongs to a text.
    pub drop: Vec<String>,
    /// Whether all of the body is text but for what `drop` names: nothing else is then taken for boilerplate.
    pub exact: bool,
}

/// A site rule that does not parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRuleError(String);

impl fmt::Display for SiteRuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the site rule does not parse: {}", self.0)
    }
}

impl std::error::Error for SiteRuleError {}

impl std::str::FromStr for SiteRule {
    type Err = SiteRuleError;

    fn from_str(toml: &str) -> Result<Self, SiteRuleError> {
        toml::from_str(toml).map_err(|e| SiteRuleError(e.to_string()))
    }
}

impl SiteRule {
    /// Whether the rule is for this host.
    #[must_use]
    pub fn covers(&self, host: &str) -> bool {
        self.hosts.iter().any(|pattern| match pattern.strip_prefix("*.") {
            Some(parent) => host.strip_suffix(parent).is_some_and(|h| h.ends_with('.')),
            None => host == pattern || host.strip_prefix("www.") == Some(pattern.as_str()),
        })
    }
}
