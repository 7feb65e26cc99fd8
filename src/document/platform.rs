use std::sync::LazyLock;

use crate::html::{Selectors, Tree};
use crate::value::SiteRule;

/// The built-in platforms, in the order in which they are tried.
const BUILT_IN: &[&str] = &[
    include_str!("../../data/sites/warta.toml"),
    include_str!("../../data/sites/blogger.toml"),
    include_str!("../../data/sites/wordpress.toml"),
    include_str!("../../data/sites/medium.toml"),
    include_str!("../../data/sites/substack.toml"),
    include_str!("../../data/sites/ghost.toml"),
    include_str!("../../data/sites/tumblr.toml"),
    include_str!("../../data/sites/jekyll.toml"),
    include_str!("../../data/sites/hugo.toml"),
];

static PLATFORMS: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let parse = |toml: &&str| {
        let rule: SiteRule = toml.parse().expect("built-in site rules parse");
        Rule::compile(&rule).expect("built-in selectors compile")
    };
    BUILT_IN.iter().map(parse).collect()
});

/// A site rule with its selectors compiled.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    rule: SiteRule,
    markers: Selectors,
    pub(super) post: Selectors,
    pub(super) link: Selectors,
    pub(super) title: Selectors,
    pub(super) body: Selectors,
    pub(super) author: Selectors,
    pub(super) date: Selectors,
    pub(super) date_header: Selectors,
    pub(super) tags: Selectors,
    pub(super) comment: Selectors,
    pub(super) more: Selectors,
    pub(super) empty: Selectors,
    pub(super) site_name: Selectors,
    pub(super) drop: Selectors,
}

impl Rule {
    /// Compiles the selectors of a rule; the message names the one that does not parse.
    pub(crate) fn compile(rule: &SiteRule) -> Result<Self, String> {
        let list = |css: &[String]| Selectors::compile(css);
        Ok(Self {
            markers: list(&rule.markers)?,
            post: list(&rule.post)?,
            link: list(&rule.link)?,
            title: list(&rule.title)?,
            body: list(&rule.body)?,
            author: list(&rule.author)?,
            date: list(&rule.date)?,
            date_header: list(&rule.date_header)?,
            tags: list(&rule.tags)?,
            comment: list(&rule.comment)?,
            more: list(&rule.more)?,
            empty: list(&rule.empty)?,
            site_name: list(&rule.site_name)?,
            drop: list(&rule.drop)?,
            rule: rule.clone(),
        })
    }

    /// The rule's name.
    pub(super) fn name(&self) -> &str {
        &self.rule.name
    }

    /// Whether all of the body is text but for what `drop` names.
    pub(super) fn is_exact(&self) -> bool {
        self.rule.exact
    }

    /// Whether the host or the generator that a page names is of this rule.
    fn is_named(&self, host: Option<&str>, generator: Option<&str>) -> bool {
        host.is_some_and(|h| self.rule.covers(h))
            || generator.is_some_and(|g| self.rule.generators.iter().any(|r| g.starts_with(r.as_str())))
    }
}

/// The first of the caller's rules and the built-in ones that fits the page.
pub(super) fn rule_for<'r>(tree: &Tree, host: Option<&str>, own: &'r [Rule]) -> Option<&'r Rule> {
    let generator = tree
        .iter()
        .take_while(|n| !n.is("body"))
        .find(|n| n.is("meta") && n.attr("name").is_some_and(|v| v.eq_ignore_ascii_case("generator")))
        .and_then(|n| n.attr("content"))
        .map(str::to_ascii_lowercase);
    let built_in: &'static [Rule] = &PLATFORMS;
    let rules: Vec<&'r Rule> = own.iter().chain(built_in).collect();
    let named = rules.iter().position(|r| r.is_named(host, generator.as_deref())).unwrap_or(rules.len());
    let marked = rules[..named].iter().position(|r| r.markers.anywhere(tree)).unwrap_or(named);
    rules.get(marked).copied()
}
