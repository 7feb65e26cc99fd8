use std::collections::{HashMap, HashSet};

use crate::text::{clean, fold};
use crate::value::{Evidence, Field, Mark, Source, Text};

/// Titles that editors and templates leave behind; folded.
const PLACEHOLDERS: &[&str] = &[
    "untitled",
    "untitled document",
    "untitled page",
    "new page",
    "no title",
    "undefined",
    "null",
    "tanpa judul",
];

/// "Untitled Document", "{{ page.title }}": nobody has filled it in.
fn is_placeholder(title: &str) -> bool {
    let title = title.trim();
    let unfilled = [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("${", "}"), ("[[", "]]")];
    PLACEHOLDERS.contains(&fold(title).as_str())
        || unfilled.iter().any(|(open, close)| title.starts_with(open) && title.ends_with(close))
}

/// What parts a headline from the name of a site in `<title>` and `og:title`.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " » ", " « ", " · ", " • ", " :: ", ": ", " / ", "|", " ~ ", "｜", "：",
    "--", "_",
];

/// Titles that are weighed: a page with more repeats itself.
const MOST: usize = 40;

/// The headline without the site's name.
///
/// What the page shows and what it tells machines are weighed against each other: a heading that `<title>` or `og:title`
/// repeats is the headline; metadata that only names the site is not.
pub(crate) fn title(
    evidence: &[Evidence],
    _text: &Text,
    site_name: Option<&str>,
) -> Option<(String, Source)> {
    let sites: Vec<String> = site_names(evidence, site_name);
    let said = |e: &&Evidence| e.field == Field::Title && !is_placeholder(&e.value);
    let titles: Vec<&Evidence> = evidence.iter().filter(said).take(MOST).collect();
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for e in &titles {
        let value = match e.source {
            Source::Element | Source::Microdata => clean(&e.value),
            _ => without_site(&e.value, &sites, &titles, e.source),
        };
        let key = key(&value);
        if key.is_empty() {
            continue;
        }
        candidates.push(Candidate { evidence: e, weight: weight(e), value, key });
    }
    // How many kinds of sources say the same.
    let mut said: HashMap<&str, Vec<Source>> = HashMap::new();
    for c in &candidates {
        let sources = said.entry(&c.key).or_default();
        if !sources.contains(&c.evidence.source) {
            sources.push(c.evidence.source);
        }
    }
    let told: Vec<&str> = candidates.iter().filter(|c| !c.shown()).map(|c| c.value.as_str()).collect();
    // How much of a title some other one says too: a heading of another part of the page shares nothing.
    let support = |c: &Candidate<'_>| told.iter().map(|t| common(&c.value, t)).fold(0.0, f32::max);
    let supported: Vec<f32> = candidates.iter().map(|c| if c.shown() { support(c) } else { 0.0 }).collect();
    let leads = |(c, support): (&Candidate<'_>, &f32)| {
        c.leading() && !sites.contains(&c.key) && *support >= SPEAKS_OF_THE_SAME
    };
    let headed = candidates.iter().zip(&supported).any(leads);
    let score = |(c, support): (&Candidate<'_>, &f32)| {
        let support = *support;
        let agreeing = said.get(c.key.as_str()).map_or(0, Vec::len) as f32 - 1.0;
        // A heading with a kicker or a cut `og:title` holds the other; that is half an agreement.
        let holding = candidates
            .iter()
            .any(|o| o.evidence.source != c.evidence.source && o.key != c.key && overlaps(&o.key, &c.key));
        let names_site = sites.contains(&c.key);
        let place = match c.evidence.source {
            _ if c.leading() && told.is_empty() => 4.0,
            // What the reader sees as the headline goes before what search engines are told.
            _ if c.leading() && support >= SPEAKS_OF_THE_SAME => 4.0 + 4.0 * support,
            _ if c.leading() => -3.0,
            // Without a first heading, a lower one that speaks of the same as `<title>` is the headline.
            Source::Element if !headed && support >= 0.5 && c.key.len() >= 8 => 6.0 * support,
            // Editors write the headline of structured data; `<title>` is written for search engines.
            Source::JsonLd if !headed => 4.0,
            _ => 0.0,
        };
        c.weight + place + 3.0 * agreeing + if holding { 1.0 } else { 0.0 }
            - if names_site { 16.0 } else { 0.0 }
    };
    let scores: Vec<f32> = candidates.iter().zip(&supported).map(score).collect();
    let best = (0..candidates.len()).max_by(|i, j| scores[*i].total_cmp(&scores[*j]).then(j.cmp(i)))?;
    let best = &candidates[best];
    // The words are the same wherever they stand; the heading prints them as the reader sees them.
    let printed =
        candidates.iter().find(|c| c.key == best.key && c.evidence.source == Source::Element).unwrap_or(best);
    // A theme that shouts: what is told to machines has the editor's own letters.
    let calm = candidates.iter().find(|c| c.key == best.key && !shouts(&c.value));
    let printed = calm.filter(|_| shouts(&printed.value)).unwrap_or(printed);
    Some(
        with_kicker(printed, &titles, &sites)
            .unwrap_or_else(|| (printed.value.clone(), printed.evidence.source)),
    )
}

/// Where structured data and Open Graph both print the headline behind a kicker ("Kenya: …"), the whole of it.
fn with_kicker(headline: &Candidate<'_>, titles: &[&Evidence], sites: &[String]) -> Option<(String, Source)> {
    let from = |source: Source| titles.iter().filter(move |e| e.source == source);
    let told = from(Source::JsonLd).find(|e| {
        e.value.split_once(": ").is_some_and(|(kicker, rest)| {
            key(rest) == headline.key && kicker.split(' ').count() <= 6 && !sites.contains(&key(kicker))
        })
    })?;
    let whole = key(&told.value);
    from(Source::OpenGraph)
        .any(|og| key(&og.value).starts_with(&whole))
        .then(|| (clean(&told.value), Source::JsonLd))
}

/// The name of the site.
pub(crate) fn site_name(evidence: &[Evidence]) -> Option<String> {
    // Tumblr says of every blog that it is Tumblr.
    let platform = evidence.iter().find(|e| e.field == Field::Platform).map(|e| fold(&e.value));
    let is_platform = |e: &Evidence| platform.as_deref().is_some_and(|p| fold(&e.value) == p);
    let named = |source: Source| {
        evidence.iter().find(|e| e.field == Field::SiteName && e.source == source && !is_platform(e))
    };
    [Source::OpenGraph, Source::Element, Source::JsonLd, Source::Meta]
        .into_iter()
        .find_map(named)
        .map(|e| clean(&e.value))
        .or_else(|| beside_headline(evidence))
        .filter(|name| !name.is_empty() && name.chars().count() <= 80)
}

/// What `<title>` says beside the headline that the page shows.
fn beside_headline(evidence: &[Evidence]) -> Option<String> {
    let titles = || evidence.iter().filter(|e| e.field == Field::Title).take(MOST);
    let page = titles().find(|e| e.source == Source::Meta)?;
    let headings: Vec<String> = titles()
        .filter(|e| e.source != Source::Meta)
        .map(|e| key(&e.value))
        .filter(|k| k.len() >= 8)
        .collect();
    SEPARATORS.iter().filter(|s| s.len() > 1).find_map(|separator| {
        // Both may be headings of the page; the longer one is the headline.
        let names = |headline: &str, name: &str| {
            headings.contains(&key(headline)) && key(name).len() < key(headline).len()
        };
        let behind =
            page.value.rsplit_once(separator).filter(|(head, tail)| names(head, tail)).map(|(_, tail)| tail);
        let before = || {
            page.value.split_once(separator).filter(|(head, tail)| names(tail, head)).map(|(head, _)| head)
        };
        let name = behind.or_else(before)?;
        Some(clean(name)).filter(|n| n.split(' ').count() <= 6)
    })
}

struct Candidate<'e> {
    evidence: &'e Evidence,
    weight: f32,
    value: String,
    /// Letters and digits only, lower case.
    key: String,
}

impl Candidate<'_> {
    fn shown(&self) -> bool {
        self.evidence.source == Source::Element
    }

    /// What stands where headlines stand.
    fn leading(&self) -> bool {
        self.shown() && matches!(self.evidence.mark, Mark::Rule | Mark::Heading(1)) && self.key.len() >= 4
    }
}

/// Share of common words from which two titles speak of the same.
const SPEAKS_OF_THE_SAME: f32 = 0.3;

fn weight(e: &Evidence) -> f32 {
    match (e.source, e.mark) {
        (_, Mark::Rule) => 6.0,
        (Source::Element, Mark::Heading(1)) => 5.0,
        (Source::Microdata, _) => 4.0,
        (Source::OpenGraph, _) => 4.0,
        (Source::JsonLd, _) => 3.5,
        (Source::Meta, _) => 3.0,
        (Source::Element, Mark::Heading(2)) => 2.0,
        _ => 1.0,
    }
}

/// Three words and more without a small letter.
fn shouts(title: &str) -> bool {
    title.split_whitespace().count() >= 3
        && title.chars().any(char::is_uppercase)
        && !title.chars().any(char::is_lowercase)
}

fn key(s: &str) -> String {
    fold(s).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Share of the words of the shorter title that the other has too; of pairs of characters, where there are no words.
fn common(a: &str, b: &str) -> f32 {
    let pieces = |s: &str| -> Vec<String> {
        let folded = fold(s);
        if folded.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c)) {
            let chars: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
            return chars.windows(2).map(|w| w.iter().collect()).collect();
        }
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 2).map(str::to_owned).collect()
    };
    let (a, b) = (pieces(a), pieces(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let known: HashSet<&String> = long.iter().collect();
    let shared = short.iter().filter(|w| known.contains(w)).count();
    shared as f32 / short.len().max(1) as f32
}

fn overlaps(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 12 && (a.contains(b) || b.contains(a))
}

fn site_names(evidence: &[Evidence], site_name: Option<&str>) -> Vec<String> {
    let said = evidence.iter().filter(|e| e.field == Field::SiteName).map(|e| e.value.as_str());
    said.chain(site_name).map(key).filter(|k| !k.is_empty()).collect()
}

/// A title of the page's head with the site's name taken off either end.
fn without_site(title: &str, sites: &[String], titles: &[&Evidence], source: Source) -> String {
    let title = clean(title);
    // What a heading shows is the headline, however the rest of the title is parted.
    let whole = key(&title);
    let headings = titles.iter().filter(|e| e.source == Source::Element).map(|e| (key(&e.value), e));
    let parted = headings.filter(|(heading, _)| {
        let rest = whole.strip_prefix(heading.as_str()).or_else(|| whole.strip_suffix(heading.as_str()));
        heading.len() >= 8 && !sites.contains(heading) && rest.is_some_and(|rest| !rest.is_empty())
    });
    // A blog's name may be a heading too: the longer one is the headline.
    if let Some((_, e)) = parted.max_by_key(|(heading, _)| heading.len()) {
        return clean(&e.value);
    }
    let is_site = |part: &str| {
        let part = key(part);
        sites.iter().any(|s| {
            *s == part || (part.len() >= 4 && (s.starts_with(&part) || part.starts_with(s.as_str())))
        })
    };
    for separator in SEPARATORS {
        if let Some((head, tail)) = title.rsplit_once(separator)
            && is_site(tail)
        {
            return without_site(head, sites, titles, source);
        }
        if let Some((head, tail)) = title.split_once(separator)
            && is_site(head)
        {
            return clean(tail);
        }
    }
    // `<title>` nearly always ends in the site's name; other properties seldom do, unless a bar says so.
    let separators: &[&str] = match source {
        Source::Meta => &[" | ", "｜", " - ", " – ", " — ", " » ", " · ", " • "],
        _ => &[" | ", "｜"],
    };
    {
        for separator in separators {
            if let Some((head, tail)) = title.rsplit_once(*separator)
                && tail.split(' ').count() <= 4
                && head.split(' ').count() >= 3
            {
                return clean(head);
            }
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Scope;

    fn said(source: Source, mark: Mark, value: &str) -> Evidence {
        Evidence::new(Field::Title, value, source, Scope::Page, mark, 0)
    }

    fn of(evidence: &[Evidence], site: Option<&str>) -> String {
        title(evidence, &Text::default(), site).map(|(t, _)| t).unwrap_or_default()
    }

    #[test]
    fn the_site_name_is_taken_off_either_end() {
        for (page_title, site) in [
            ("Kabar Nagari: Air naik di Sawahan", "Kabar Nagari"),
            ("Air naik di Sawahan - Kabar Nagari", "Kabar Nagari"),
            ("Air naik di Sawahan | Sumbar | Kabar Nagari", "Kabar Nagari"),
            ("Kabar Nagari » Air naik di Sawahan", "Kabar Nagari"),
        ] {
            let evidence = [said(Source::Meta, Mark::Property, page_title)];
            assert_eq!(of(&evidence, Some(site)), "Air naik di Sawahan", "{page_title}");
        }
    }

    #[test]
    fn a_heading_that_the_title_repeats_wins() {
        let evidence = [
            said(Source::OpenGraph, Mark::Property, "Kabar Nagari"),
            said(Source::Meta, Mark::Property, "Air naik di Sawahan, warga mengungsi - Kabar Nagari"),
            said(Source::Element, Mark::Heading(1), "Kabar Nagari"),
            said(Source::Element, Mark::Heading(3), "Air naik di Sawahan, warga mengungsi"),
        ];
        assert_eq!(of(&evidence, Some("Kabar Nagari")), "Air naik di Sawahan, warga mengungsi");
    }

    #[test]
    fn a_dash_in_a_headline_stays() {
        let evidence = [
            said(Source::Element, Mark::Heading(1), "Jakarta - Bandung dalam satu jam"),
            said(Source::Meta, Mark::Property, "Jakarta - Bandung dalam satu jam"),
        ];
        assert_eq!(of(&evidence, None), "Jakarta - Bandung dalam satu jam");
    }

    #[test]
    fn what_the_reader_sees_goes_before_what_search_engines_are_told() {
        let evidence = [
            said(Source::Meta, Mark::Property, "Flood in Sawahan: all you need to know - Kabar Nagari"),
            said(Source::OpenGraph, Mark::Property, "Flood in Sawahan: all you need to know"),
            said(Source::Element, Mark::Heading(1), "Flood in Sawahan drives families from home"),
            said(Source::Element, Mark::Heading(2), "Read also"),
        ];
        assert_eq!(of(&evidence, Some("Kabar Nagari")), "Flood in Sawahan drives families from home");
    }

    #[test]
    fn a_heading_of_another_part_of_the_page_is_no_headline() {
        let evidence = [
            said(Source::Meta, Mark::Property, "Air naik di Sawahan"),
            said(Source::OpenGraph, Mark::Property, "Air naik di Sawahan"),
            said(Source::Element, Mark::Heading(1), "Artikel"),
        ];
        assert_eq!(of(&evidence, None), "Air naik di Sawahan");
    }

    #[test]
    fn a_kicker_that_all_but_the_heading_print_belongs_to_the_headline() {
        let evidence = [
            said(Source::OpenGraph, Mark::Property, "Nagari Sawahan: Air naik lagi"),
            said(Source::JsonLd, Mark::Property, "Nagari Sawahan: Air naik lagi"),
            said(Source::Element, Mark::Heading(1), "Air naik lagi"),
        ];
        assert_eq!(of(&evidence, None), "Nagari Sawahan: Air naik lagi");
    }

    #[test]
    fn a_site_without_a_name_of_its_own_is_named_beside_the_headline() {
        let evidence = [
            said(Source::Meta, Mark::Property, "Breaking News: Air naik di Sawahan"),
            said(Source::Element, Mark::Heading(3), "Air naik di Sawahan"),
        ];
        assert_eq!(site_name(&evidence).as_deref(), Some("Breaking News"));
        assert_eq!(of(&evidence, Some("Breaking News")), "Air naik di Sawahan");
        assert_eq!(site_name(&evidence[..1]), None);
    }

    #[test]
    fn titles_in_other_scripts() {
        let evidence = [
            said(Source::Meta, Mark::Property, "川の水位が上昇｜例新聞"),
            said(Source::OpenGraph, Mark::Property, "川の水位が上昇：例新聞"),
        ];
        assert_eq!(of(&evidence, Some("例新聞")), "川の水位が上昇");
    }

    #[test]
    fn no_evidence_gives_no_title() {
        assert_eq!(title(&[], &Text::default(), None), None);
    }
}
