//! Packs the list that `collect.py` writes into the file that the crate embeds.
//!
//!     cargo run --release -- places.tsv ../../../data/gazetteer/places.bin
//!
//! The layout is described in `src/gazetteer/packed.rs` of the crate.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::{env, fs};

#[path = "../../../../src/gazetteer/fold.rs"]
mod fold;

const NONE: u16 = u16::MAX;
/// Set in the kind of a town that is the seat of its regency.
const SEAT: u8 = 0x80;
const NO_DEGREES: i32 = 0x7F_FFFF;

struct Place<'a> {
    kind: u8,
    code: &'a str,
    name: &'a str,
    country: &'a str,
    region: &'a str,
    parent: Option<usize>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    population: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().collect();
    let [_, from, to] = &arguments[..] else { return Err("expected: pack PLACES.tsv OUT.bin".into()) };
    let list = fs::read_to_string(from)?;
    let mut places = Vec::new();
    let mut names: BTreeMap<String, HashMap<u32, u8>> = BTreeMap::new();
    for line in list.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[..] {
            ["P", _, kind, code, name, country, region, parent, latitude, longitude, population] => {
                let kind = ["country", "region", "regency", "city"].iter().position(|k| *k == kind);
                places.push(Place {
                    kind: kind.ok_or("unknown kind")? as u8,
                    code,
                    name,
                    country,
                    region,
                    parent: parent.parse().ok(),
                    latitude: latitude.parse().ok(),
                    longitude: longitude.parse().ok(),
                    population: population.parse()?,
                });
            }
            ["N", place, class, name] => {
                let (place, class): (u32, u8) = (place.parse()?, class.parse()?);
                let key = fold::fold(name);
                if !key.is_empty() {
                    let known = names.entry(key).or_default().entry(place).or_insert(class);
                    *known = class.min(*known);
                }
            }
            _ => return Err(format!("a line of an unknown form: {line}").into()),
        }
    }
    let packed = pack(&places, &names)?;
    println!("{} places, {} names, {} bytes", places.len(), names.len(), packed.len());
    fs::write(to, packed)?;
    Ok(())
}

fn pack(places: &[Place<'_>], names: &BTreeMap<String, HashMap<u32, u8>>) -> Result<Vec<u8>, Box<dyn Error>> {
    let countries: Vec<&Place<'_>> = places.iter().filter(|p| p.kind == 0).collect();
    let regions: Vec<&Place<'_>> = places.iter().filter(|p| p.kind == 1).collect();
    let country_at: HashMap<&str, usize> = countries.iter().enumerate().map(|(i, p)| (p.code, i)).collect();
    let region_at: HashMap<&str, usize> = regions.iter().enumerate().map(|(i, p)| (p.code, i)).collect();
    assert!(countries.len() < 255 && places.len() < 1 << 22);
    assert!(regions.windows(2).all(|w| w[0].code < w[1].code));
    let areas = countries.len() + regions.len();

    let mut records = Vec::new();
    let mut pool = Vec::new();
    let mut pooled: HashMap<&str, usize> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        let at_name = *pooled.entry(place.name).or_insert_with(|| {
            let offset = pool.len();
            pool.push(u8::try_from(place.name.len()).expect("names are short"));
            pool.extend(place.name.bytes());
            offset
        });
        let country = match place.kind {
            0 => at,
            _ => *country_at.get(place.country).ok_or("a place without a country")?,
        };
        let region = match place.kind {
            1 => u16::try_from(at - countries.len())?,
            _ => region_at.get(place.region).map_or(NONE, |r| *r as u16),
        };
        let parent = match place.parent {
            Some(p) => u16::try_from(p - areas)?,
            None => NONE,
        };
        let seat = if place.kind == 3 && place.code == "seat" { SEAT } else { 0 };
        records.extend([place.kind | seat, country as u8]);
        records.extend(region.to_le_bytes());
        records.extend(parent.to_le_bytes());
        records.extend(&degrees(place.latitude).to_le_bytes()[..3]);
        records.extend(&degrees(place.longitude).to_le_bytes()[..3]);
        records.extend(small_float(place.population).to_le_bytes());
        records.extend(&(at_name as u32).to_le_bytes()[..3]);
    }

    let mut postings: Vec<u8> = Vec::new();
    let mut map = fst::MapBuilder::memory();
    for (key, holders) in names {
        let mut holders: Vec<(u32, u8)> = holders.iter().map(|(p, c)| (*p, *c)).collect();
        holders.sort_by_key(|(p, class)| (std::cmp::Reverse(weight(&places[*p as usize], *class)), *p));
        holders.truncate(255);
        let value = |(place, class): &(u32, u8)| place << 2 | u32::from(*class);
        match &holders[..] {
            [one] => map.insert(key, u64::from(value(one)) << 1)?,
            many => {
                map.insert(key, (postings.len() as u64) << 1 | 1)?;
                postings.push(many.len() as u8);
                many.iter().for_each(|h| postings.extend(&value(h).to_le_bytes()[..3]));
            }
        }
    }
    let map = map.into_inner()?;

    let mut file = b"WGAZ\x01\0\0\0".to_vec();
    for n in [countries.len(), regions.len(), places.len(), pool.len(), postings.len(), map.len()] {
        file.extend((n as u32).to_le_bytes());
    }
    countries.iter().for_each(|c| file.extend(c.code.bytes()));
    for region in regions {
        let mut code = [b' '; 6];
        code[..region.code.len()].copy_from_slice(region.code.as_bytes());
        file.extend(code);
    }
    for section in [records, pool, postings, map] {
        file.extend(section);
    }
    Ok(file)
}

/// How likely a place is meant by a name of this class.
fn weight(place: &Place<'_>, class: u8) -> u64 {
    let size = match place.kind {
        0 => place.population.max(1_000_000),
        // A large city goes before the region that is named after it.
        1 => 400_000,
        2 => 150_000,
        _ if place.code == "seat" => place.population.max(10_000),
        _ => place.population.max(500),
    };
    size / [1, 50, 400][usize::from(class)]
}

fn degrees(value: Option<f64>) -> i32 {
    value.map_or(NO_DEGREES, |v| (v * 10_000.0).round() as i32)
}

/// Eleven bits of mantissa and five of exponent.
fn small_float(value: u64) -> u16 {
    let mut exponent = 0;
    while value >> exponent >= 1 << 11 {
        exponent += 1;
    }
    (exponent as u16) << 11 | (value >> exponent) as u16
}
