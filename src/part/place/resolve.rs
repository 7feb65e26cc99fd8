//! Which place of a name is meant: what is printed beside it, where the other places lie, the language, the size.

use crate::gazetteer::{Entry, EntryKind, NameClass};
use crate::value::confidence::hundredths;
use crate::value::{Context, Place, PlaceCandidate, Span};

/// What is known around a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    /// The country of the site, the hint or the dateline.
    country: Option<String>,
    /// Countries in which the text's language is at home.
    speakers: &'static [&'static str],
    /// The country that a language of many is read as without any other sign.
    cradle: Option<&'static str>,
    /// Regions of other places of the text.
    regions: Vec<String>,
    /// Countries of other places of the text.
    countries: Vec<String>,
}

impl Around {
    /// What the hints say.
    pub(crate) fn of(context: &Context) -> Self {
        let language = context.language_hint();
        let speakers = language.as_ref().map_or(&[][..], |l| countries_of(l.primary()));
        let cradle = language.as_ref().and_then(|l| match l.primary() {
            "es" | "fr" => speakers.first().copied(),
            _ => None,
        });
        Self { country: context.region_hint().map(str::to_owned), speakers, cradle, ..Self::default() }
    }

    /// Notes a place that is settled.
    pub(crate) fn settled(&mut self, place: &Place) {
        self.regions.extend(place.region.clone());
        self.countries.extend(place.country.clone());
    }

    /// Whether the place lies where the text is at home.
    pub(crate) fn is_home(&self, entry: &Entry) -> bool {
        let Some(country) = entry.country else { return false };
        match &self.country {
            Some(home) => home == country || self.speakers.first().is_some_and(|s| *s == country),
            None => self.speakers.contains(&country),
        }
    }

    fn weight(&self, entry: &Entry) -> f64 {
        let mut weight = size(entry);
        let Some(country) = entry.country else { return weight };
        if self.country.as_deref() == Some(country) {
            weight *= 30.0;
        }
        if self.speakers.contains(&country) {
            // A language of one country says more than one of twenty.
            weight *= if self.speakers.len() <= 3 { 12.0 } else { 4.0 };
            // Of Valencia in a Spanish text and no other sign.
            if self.country.is_none() && self.cradle == Some(country) {
                weight *= 3.0;
            }
        }
        if self.countries.iter().any(|c| c == country) {
            weight *= 6.0;
        }
        if entry.region.is_some_and(|r| self.regions.iter().any(|s| s == r)) {
            weight *= 20.0;
        }
        weight
    }

    /// The likeliest of the candidates, with how sure it is and the runners-up. `named` is the folded usual name of the
    /// text's own word, used where two are alike.
    pub(crate) fn choose(&self, candidates: &[Entry]) -> Option<Choice> {
        let mut ranked: Vec<(f64, &Entry)> = candidates.iter().map(|e| (self.weight(e), e)).collect();
        // A region that bears the name of a city in it counts for the city.
        let usual = |e: &Entry| e.class == NameClass::Usual;
        for at in 0..ranked.len() {
            let (weight, region) = ranked[at];
            if region.kind != EntryKind::Region || !usual(region) {
                continue;
            }
            let named = |e: &Entry| {
                e.kind == EntryKind::City && usual(e) && e.lies_in(region) && e.population >= 50_000
            };
            if let Some(city) = ranked.iter_mut().find(|(_, e)| named(e)) {
                city.0 += weight;
                ranked[at].0 = 0.0;
            }
        }
        // Stable: places of one weight stay in the order of the gazetteer.
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut distinct: Vec<(f64, &Entry)> = Vec::new();
        for (weight, entry) in ranked {
            match distinct.iter_mut().find(|(_, e)| e.same_place(entry)) {
                Some(known) => known.0 += weight,
                None => distinct.push((weight, entry)),
            }
        }
        let total: f64 = distinct.iter().map(|d| d.0).sum();
        let share = |weight: f64| ((weight / total * 0.98) as f32 * 100.0).round() / 100.0;
        let others = distinct.iter().skip(1).take(4).filter(|d| d.0 / total > 0.001);
        let others = others.map(|(w, e)| candidate(e, share(*w))).collect();
        let (weight, entry) = distinct.first()?;
        Some(Choice { entry: (*entry).clone(), confidence: share(*weight), others })
    }
}

/// A settled name.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) entry: Entry,
    pub(crate) confidence: f32,
    others: Vec<PlaceCandidate>,
}

impl Choice {
    /// The place as it stands in an article.
    pub(crate) fn place(self, raw: &str, span: Span) -> Place {
        let Self { entry, confidence, others } = self;
        let owned = |s: Option<&str>| s.map(str::to_owned);
        Place {
            raw: raw.to_owned(),
            span,
            city: owned(entry.city),
            region: owned(entry.region),
            country: owned(entry.country),
            latitude: entry.latitude,
            longitude: entry.longitude,
            confidence: hundredths(confidence),
            others,
        }
    }
}

fn candidate(entry: &Entry, confidence: f32) -> PlaceCandidate {
    let owned = |s: Option<&str>| s.map(str::to_owned);
    PlaceCandidate {
        city: owned(entry.city),
        region: owned(entry.region),
        country: owned(entry.country),
        latitude: entry.latitude,
        longitude: entry.longitude,
        confidence: hundredths(confidence),
    }
}

/// How much a place weighs by its size and by the sort of name that led to it.
pub(crate) fn size(entry: &Entry) -> f64 {
    let people = match entry.kind {
        EntryKind::Country => entry.population.max(1_000_000),
        EntryKind::Region => 400_000,
        EntryKind::Regency => 150_000,
        _ if entry.seat => entry.population.max(10_000),
        _ => entry.population.max(300),
    };
    let people = people as f64;
    match entry.class {
        NameClass::Usual => people,
        NameClass::Other => people / 100.0,
        NameClass::Short => people / 1_000.0,
    }
}

/// Where a language is at home, its first country the likeliest.
fn countries_of(language: &str) -> &'static [&'static str] {
    match language {
        "id" | "jv" | "su" | "min" | "ban" | "bug" | "ace" | "mad" | "bjn" => &["ID"],
        "ms" => &["MY", "BN", "SG"],
        "de" => &["DE", "AT", "CH"],
        "fr" => &["FR", "BE", "CH", "CA", "SN", "CI", "CM", "MA", "DZ", "TN", "CD", "ML", "BF"],
        "es" => &[
            "ES", "MX", "AR", "CO", "PE", "VE", "CL", "EC", "GT", "CU", "BO", "DO", "HN", "PY", "SV", "NI",
            "CR", "UY", "PA",
        ],
        "pt" => &["BR", "PT", "AO", "MZ"],
        "it" => &["IT", "CH"],
        "nl" => &["NL", "BE"],
        "en" => &["US", "GB", "CA", "AU", "IE", "NZ", "IN", "ZA", "NG", "PH", "SG"],
        "ar" => &[
            "SA", "EG", "IQ", "SY", "LB", "JO", "AE", "QA", "KW", "OM", "YE", "MA", "DZ", "TN", "LY", "SD",
            "PS", "BH",
        ],
        "hi" | "mr" | "ta" | "te" | "kn" | "gu" => &["IN"],
        "bn" => &["BD", "IN"],
        "ur" => &["PK", "IN"],
        "fa" => &["IR", "AF"],
        "ru" => &["RU"],
        "uk" => &["UA"],
        "pl" => &["PL"],
        "cs" => &["CZ"],
        "tr" => &["TR"],
        "vi" => &["VN"],
        "th" => &["TH"],
        "ja" => &["JP"],
        "ko" => &["KR"],
        "zh" => &["CN", "TW", "HK", "SG"],
        "sv" => &["SE", "FI"],
        "da" => &["DK"],
        "no" | "nb" | "nn" => &["NO"],
        "fi" => &["FI"],
        "hu" => &["HU"],
        "ro" => &["RO", "MD"],
        "el" => &["GR", "CY"],
        "tl" | "fil" => &["PH"],
        _ => &[],
    }
}
