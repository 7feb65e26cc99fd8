use std::sync::{LazyLock, OnceLock};

use crate::html::{Selectors, Tree};
use crate::text::Lists;
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

static PLATFORMS: LazyLock<Vec<Platform>> =
    LazyLock::new(|| BUILT_IN.iter().map(|file| Platform::read(file)).collect());

/// A built-in rule, of which only what tells the platform is compiled until a page is of it.
struct Platform {
    rule: SiteRule,
    markers: Selectors,
    whole: OnceLock<Rule>,
}

impl Platform {
    fn read(file: &'static str) -> Self {
        let lists = Lists::read(file);
        let list = |key| lists.of(key).map(str::to_owned).collect();
        let rule = SiteRule {
            name: lists.of("name").collect(),
            hosts: list("hosts"),
            generators: list("generators"),
            markers: list("markers"),
            post: list("post"),
            link: list("link"),
            title: list("title"),
            body: list("body"),
            author: list("author"),
            date: list("date"),
            date_header: list("date_header"),
            tags: list("tags"),
            comment: list("comment"),
            more: list("more"),
            empty: list("empty"),
            site_name: list("site_name"),
            drop: list("drop"),
            exact: lists.of("exact").any(|word| word == "true"),
        };
        let markers = Selectors::compile(&rule.markers).expect("built-in selectors compile");
        Self { rule, markers, whole: OnceLock::new() }
    }

    fn whole(&self) -> &Rule {
        self.whole.get_or_init(|| Rule::compile(&self.rule).expect("built-in selectors compile"))
    }
}

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
}

/// The first of the caller's rules and the built-in ones that fits the page.
pub(super) fn rule_for<'r>(tree: &Tree, host: Option<&str>, own: &'r [Rule]) -> Option<&'r Rule> {
    let generator = tree
        .iter()
        .take_while(|n| !n.is("body"))
        .find(|n| n.is("meta") && n.attr("name").is_some_and(|v| v.eq_ignore_ascii_case("generator")))
        .and_then(|n| n.attr("content"))
        .map(str::to_ascii_lowercase);
    // Whether the host or the generator that the page names is of a rule.
    let is_named = |rule: &SiteRule| {
        host.is_some_and(|h| rule.covers(h))
            || generator.as_ref().is_some_and(|g| rule.generators.iter().any(|r| g.starts_with(r.as_str())))
    };
    let (own_rules, built_in) = (own.iter().map(|r| (&r.rule, &r.markers)), PLATFORMS.iter());
    let rules: Vec<(&SiteRule, &Selectors)> =
        own_rules.chain(built_in.map(|p| (&p.rule, &p.markers))).collect();
    let named = rules.iter().position(|(rule, _)| is_named(rule)).unwrap_or(rules.len());
    let marked = rules[..named].iter().position(|(_, markers)| markers.anywhere(tree)).unwrap_or(named);
    let built_in = || PLATFORMS.get(marked.checked_sub(own.len())?).map(Platform::whole);
    own.get(marked).or_else(built_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_rules_are_those_of_their_files() {
        for file in BUILT_IN {
            let platform = Platform::read(file);
            assert_eq!(platform.rule, file.parse().unwrap());
            assert!(!platform.whole().name().is_empty());
        }
    }
}
