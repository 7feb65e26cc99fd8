//! The terms under which a place is kept, and those under which it is asked for.
//!
//! A place is kept under its country, its region, its city, and under its printed and usual names. So a country or
//! region finds everything below it, and a name that no table knows finds at least where it is printed.

use crate::gazetteer::{EntryKind, Gazetteer};
use crate::value::Place;

use super::word::fold;

/// The terms of a place, and of everything it lies in.
pub(crate) fn terms(place: &Place) -> Vec<String> {
    let mut terms = Vec::new();
    let (region, country) = (place.region.as_deref(), place.country.as_deref());
    terms.extend(country.map(country_term));
    terms.extend(region.map(region_term));
    if let Some(city) = &place.city {
        terms.extend(city_term(city, region, country));
        terms.push(name_term(city));
    }
    terms.push(name_term(&place.raw));
    terms.retain(|term| term.len() > 2);
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The terms any of which an article may have that is asked for by the name or code of a place.
pub(crate) fn asked(name: &str) -> Vec<String> {
    let mut terms = vec![name_term(name)];
    terms.extend(by_code(name));
    terms.extend(by_name(name));
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// `ID` and `ID-SB` are asked for as such.
fn by_code(name: &str) -> Option<String> {
    let code = name.trim().to_ascii_uppercase();
    let (country, region) = code.split_once('-').unwrap_or((&code, ""));
    let is_country = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    let is_region = (1..=3).contains(&region.len()) && region.bytes().all(|b| b.is_ascii_alphanumeric());
    match code.contains('-') {
        true if is_country && is_region => Some(region_term(&code)),
        false if is_country => Some(country_term(&code)),
        _ => None,
    }
}

/// What the gazetteer knows under that name: any place of it, since the asker named none in particular. Countries and
/// regions are terms of everything in them; a regency finds its towns where it is called one (`Kabupaten Agam`), since
/// most share their name with a town.
fn by_name(name: &str) -> Vec<String> {
    let gazetteer = Gazetteer::builtin();
    let mut terms = Vec::new();
    for entry in gazetteer.lookup(name) {
        match (entry.kind, entry.city) {
            (EntryKind::Country, _) => terms.extend(entry.country.map(country_term)),
            (EntryKind::Region, _) => terms.extend(entry.region.map(region_term)),
            (kind, Some(city)) => {
                terms.extend(city_term(city, entry.region, entry.country));
                let is_called_one = spaced(name).ends_with(&format!(" {}", spaced(city)));
                if kind == EntryKind::Regency && is_called_one {
                    terms.extend(
                        gazetteer.towns(&entry).filter_map(|t| city_term(t.city?, t.region, t.country)),
                    );
                }
            }
            _ => {}
        }
    }
    terms
}

fn country_term(code: &str) -> String {
    format!("c:{}", code.to_ascii_uppercase())
}

fn region_term(code: &str) -> String {
    format!("r:{}", code.to_ascii_uppercase())
}

/// The same name in two regions is two cities.
fn city_term(city: &str, region: Option<&str>, country: Option<&str>) -> Option<String> {
    let within = region.or(country)?.to_ascii_uppercase();
    Some(format!("t:{within}/{}", spaced(city)))
}

fn name_term(name: &str) -> String {
    format!("n:{}", spaced(name))
}

/// Folded, with single spaces for everything that is no letter or digit.
fn spaced(name: &str) -> String {
    let folded = fold(name);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(raw: &str, city: Option<&str>, region: Option<&str>, country: Option<&str>) -> Place {
        Place {
            raw: raw.to_owned(),
            city: city.map(str::to_owned),
            region: region.map(str::to_owned),
            country: country.map(str::to_owned),
            ..Place::default()
        }
    }

    fn found(place: &Place, name: &str) -> bool {
        let terms = terms(place);
        asked(name).iter().any(|a| terms.contains(a))
    }

    #[test]
    fn a_place_is_found_by_name_and_by_what_it_lies_in() {
        let solok = place("SOLOK", Some("Solok"), Some("ID-SB"), Some("ID"));
        for name in ["Solok", "solok ", "ID-SB", "id-sb", "ID"] {
            assert!(found(&solok, name), "{name}");
        }
        for name in ["Padang", "ID-SU", "MY", "", "Sol"] {
            assert!(!found(&solok, name), "{name}");
        }
    }

    #[test]
    fn a_place_is_found_by_its_other_names() {
        for (city, region, country, names) in [
            (
                "Bukittinggi",
                "ID-SB",
                "ID",
                &["Bukit Tinggi", "Sumbar", "West Sumatra", "Indonesia", "Indonesien"][..],
            ),
            ("Yogyakarta", "ID-YO", "ID", &["Jogja", "DIY"]),
            ("Lubuk Basung", "ID-SB", "ID", &["Kabupaten Agam", "Kab. Agam", "Sumatera Barat"]),
            ("Munich", "DE-BY", "DE", &["München", "Bayern", "Jerman", "Germany"]),
        ] {
            let place = place("x", Some(city), Some(region), Some(country));
            for name in names {
                assert!(found(&place, name), "{city} by {name}");
            }
            for name in ["Agam", "Jawa Timur", "Surabaya", "Malaysia", "Kabupaten Solok", "Padang"] {
                assert!(!found(&place, name), "{city} by {name}");
            }
        }
    }

    #[test]
    fn an_unresolved_place_is_found_as_printed() {
        let place = place("Nagari Tanjuang-Bonai", None, None, None);
        assert!(found(&place, "nagari tanjuang bonai"));
        assert!(!found(&place, "ID"));
    }
}
