//! Names → places, from a packed table of GeoNames data; also used by the index.

mod entry;
mod fold;
mod packed;

use std::sync::LazyLock;

pub use entry::{Entry, EntryKind};
pub(crate) use fold::fold;
pub(crate) use packed::NameClass;

use packed::Packed;

static FILE: &[u8] = include_bytes!("../../data/gazetteer/places.bin");
static BUILTIN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer { packed: Packed::open(FILE) });

/// The world's places by name: countries in many languages, their regions with ISO 3166-2 codes, all Indonesian
/// regencies and cities, Malaysian districts, and cities above 10,000 people with native and foreign spellings.
///
/// The data are those of GeoNames (CC BY 4.0) and CLDR, with tables of this crate for Indonesia; they lie packed in
/// the binary and are read in place.
///
/// ```
/// use warta::{EntryKind, Gazetteer};
///
/// let found = Gazetteer::builtin().lookup("SUMBAR");
/// assert_eq!((found[0].kind, found[0].region), (EntryKind::Region, Some("ID-SB")));
///
/// let found = Gazetteer::builtin().lookup("Bukit Tinggi, Sumatera Barat");
/// assert_eq!((found[0].city, found[0].region, found[0].country), (Some("Bukittinggi"), Some("ID-SB"), Some("ID")));
/// ```
pub struct Gazetteer {
    packed: Option<Packed>,
}

/// Words before a name that say what sort of place it is; the flag tells cities from areas.
const SORTS: [(&str, &[EntryKind]); 16] = [
    ("kota ", &[EntryKind::City]),
    ("kota administrasi ", &[EntryKind::City]),
    ("kabupaten ", &[EntryKind::Regency]),
    ("kabupaten administrasi ", &[EntryKind::Regency]),
    ("kab. ", &[EntryKind::Regency]),
    ("kab ", &[EntryKind::Regency]),
    ("kab.", &[EntryKind::Regency]),
    ("kecamatan ", &[EntryKind::City]),
    ("provinsi ", &[EntryKind::Region]),
    ("propinsi ", &[EntryKind::Region]),
    ("prov. ", &[EntryKind::Region]),
    ("negeri ", &[EntryKind::Region]),
    ("daerah ", &[EntryKind::Regency]),
    ("bandaraya ", &[EntryKind::City]),
    ("city of ", &[EntryKind::City]),
    ("negara ", &[EntryKind::Country]),
];

/// English directions before the names of Indonesian regions and regencies, which have theirs behind.
const DIRECTIONS: [(&str, &str); 9] = [
    ("east ", " timur"),
    ("west ", " barat"),
    ("north ", " utara"),
    ("south ", " selatan"),
    ("central ", " tengah"),
    ("southeast ", " tenggara"),
    ("northwest ", " barat laut"),
    ("northeast ", " timur laut"),
    ("southwest ", " barat daya"),
];

/// A longer name is none: look-ups stay cheap whatever they are given.
const LONGEST: usize = 120;

impl Gazetteer {
    /// The table in the crate.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The places of that name, the likeliest first; empty where there is none.
    ///
    /// Case, accents, spaces and hyphens do not matter. "Kota Solok" and "Kabupaten Solok" tell the two apart, and
    /// what stands after a comma ("Paris, Texas") says where the place lies.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Vec<Entry> {
        let name = name.trim();
        if name.len() > LONGEST {
            return Vec::new();
        }
        let found = self.named(name);
        let Some((place, within)) = name.split_once(',').filter(|_| found.is_empty()) else { return found };
        let areas = self.lookup(within);
        let mut found = self.named(place.trim());
        found.retain(|e| areas.iter().any(|a| a.at != e.at && e.lies_in(a)));
        found
    }

    fn named(&self, name: &str) -> Vec<Entry> {
        let mut found = self.exact(&fold(name));
        let lower = name.to_lowercase();
        as_spelled(&lower, &mut found);
        for (sort, kinds) in SORTS {
            let Some(rest) = lower.strip_prefix(sort) else { continue };
            let meant = |e: &Entry| kinds.contains(&e.kind) && e.class != NameClass::Short;
            for entry in self.exact(&fold(rest)) {
                if meant(&entry) && !found.iter().any(|e| e.at == entry.at) {
                    found.push(entry);
                }
            }
            found.sort_by_key(|e| !meant(e));
        }
        if !found.iter().any(|e| e.country == Some("ID")) {
            found.extend(self.in_english(&lower));
        }
        found
    }

    /// "East Lombok" is Lombok Timur.
    fn in_english(&self, lower: &str) -> Vec<Entry> {
        let rest = |(before, behind)| lower.strip_prefix(before).map(|rest| format!("{rest}{behind}"));
        let Some(name) = DIRECTIONS.into_iter().find_map(rest) else { return Vec::new() };
        let mut found = self.exact(&fold(&name));
        found.retain(|e| e.country == Some("ID") && e.kind < EntryKind::City && e.class == NameClass::Usual);
        found
    }

    /// The places of a name that is folded already.
    pub(crate) fn exact(&self, key: &str) -> Vec<Entry> {
        let Some(packed) = &self.packed else { return Vec::new() };
        packed.find(key).filter_map(|(at, class)| Entry::of(packed, at, class)).collect()
    }

    /// The towns of a regency or district.
    #[cfg(feature = "index")]
    pub(crate) fn towns(&self, regency: &Entry) -> impl Iterator<Item = Entry> + use<'_> {
        let at = regency.at;
        let all = self
            .packed
            .iter()
            .flat_map(|packed| (0..).map_while(move |at| packed.record(at).map(|r| (at, r.parent, packed))));
        let within = all.filter(move |(_, parent, _)| *parent == Some(at));
        within.filter_map(|(at, _, packed)| Entry::of(packed, at, NameClass::Usual))
    }

    /// The usual name of a region (`ID-SB`) or country (`ID`).
    ///
    /// ```
    /// assert_eq!(warta::Gazetteer::builtin().name("ID-SB"), Some("Sumatera Barat"));
    /// ```
    #[must_use]
    pub fn name(&self, code: &str) -> Option<&'static str> {
        self.area(code).map(|e| e.name)
    }

    /// The region (`ID-SB`) or country (`ID`) of an ISO 3166 code.
    #[must_use]
    pub fn area(&self, code: &str) -> Option<Entry> {
        let packed = self.packed.as_ref()?;
        Entry::of(packed, packed.area(code)?, NameClass::Usual)
    }
}

/// "George Town" is not "Georgetown": of places of like size the one that is spelled just so goes first.
pub(crate) fn as_spelled(lower: &str, found: &mut [Entry]) {
    let Some(first) = found.first().filter(|e| e.name.to_lowercase() != lower) else { return };
    let enough = first.population / 3;
    let spelled = found.iter().position(|e| e.population >= enough && e.name.to_lowercase() == lower);
    if let Some(at) = spelled.filter(|_| enough > 0) {
        found[..=at].rotate_right(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> (Option<&'static str>, Option<&'static str>, Option<&'static str>) {
        let found = Gazetteer::builtin().lookup(name);
        found.first().map_or((None, None, None), |e| (e.city, e.region, e.country))
    }

    #[test]
    fn the_file_is_sound_and_small() {
        assert!(FILE.len() < 4_000_000);
        let packed = Packed::open(FILE).expect("the packed file opens");
        assert!(packed.is_sound());
        assert!(packed.record(40_000).is_some());
    }

    #[test]
    fn cities_by_many_names() {
        for (name, city, region, country) in [
            ("Bukittinggi", "Bukittinggi", "ID-SB", "ID"),
            ("bukit tinggi", "Bukittinggi", "ID-SB", "ID"),
            ("JOGJA", "Yogyakarta", "ID-YO", "ID"),
            ("Solo", "Surakarta", "ID-JT", "ID"),
            ("Ujung Pandang", "Makassar", "ID-SN", "ID"),
            ("Limapuluh Kota", "Lima Puluh Kota", "ID-SB", "ID"),
            ("Tanjung Pinang", "Tanjungpinang", "ID-KR", "ID"),
            ("Kab. Solok", "Solok", "ID-SB", "ID"),
            ("Lubuk Basung", "Lubuk Basung", "ID-SB", "ID"),
            ("Sorong", "Sorong", "ID-PD", "ID"),
            ("Merauke", "Merauke", "ID-PS", "ID"),
            ("George Town", "George Town", "MY-07", "MY"),
            ("Wien", "Vienna", "AT-9", "AT"),
            ("München", "Munich", "DE-BY", "DE"),
            ("Bruxelles", "Brussels", "BE-BRU", "BE"),
            ("नई दिल्ली", "New Delhi", "IN-DL", "IN"),
            ("東京", "Tokyo", "JP-13", "JP"),
            ("Paris, Texas", "Paris", "US-TX", "US"),
            ("Cambridge, Mass.", "Cambridge", "US-MA", "US"),
            ("دبي", "Dubai", "AE-DU", "AE"),
        ] {
            assert_eq!(first(name), (Some(city), Some(region), Some(country)), "{name}");
        }
    }

    #[test]
    fn areas_by_many_names() {
        for (name, region, country) in [
            ("Sumbar", Some("ID-SB"), "ID"),
            ("West Sumatra", Some("ID-SB"), "ID"),
            ("Papua Barat Daya", Some("ID-PD"), "ID"),
            ("DIY", Some("ID-YO"), "ID"),
            ("Provinsi Riau", Some("ID-RI"), "ID"),
            ("Bayern", Some("DE-BY"), "DE"),
            ("Indonesia", None, "ID"),
            ("Jerman", None, "DE"),
            ("Amerika Serikat", None, "US"),
            ("Alemania", None, "DE"),
        ] {
            assert_eq!(first(name), (None, region, Some(country)), "{name}");
        }
    }

    #[test]
    fn all_provinces_and_regencies_are_there() {
        let gazetteer = Gazetteer::builtin();
        let rows = |file: &'static str| file.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t'));
        let mut provinces = 0;
        for mut row in rows(include_str!("../../data/gazetteer/provinces.tsv")) {
            let (code, name) = (row.next().unwrap_or(""), row.next().unwrap_or(""));
            assert_eq!(gazetteer.name(code), Some(name));
            provinces += 1;
        }
        let mut regencies = 0;
        for row in rows(include_str!("../../data/gazetteer/regencies.tsv")) {
            let row: Vec<&str> = row.collect();
            let sort = if row[1] == "kota" { "Kota" } else { "Kabupaten" };
            let found = gazetteer.lookup(&format!("{sort} {}", row[2]));
            assert_eq!(found.first().map(|e| (e.name, e.region)), Some((row[2], Some(row[3]))), "{row:?}");
            let kind = if sort == "Kota" { EntryKind::City } else { EntryKind::Regency };
            assert_eq!(found[0].kind, kind, "{row:?}");
            regencies += 1;
        }
        assert_eq!((provinces, regencies), (38, 514));
    }

    #[test]
    fn what_is_no_place_is_not_found() {
        for name in ["", "zzzz", "Oke", &"x".repeat(10_000), ",,,,", "Paris, Sumatera Barat"] {
            assert!(Gazetteer::builtin().lookup(name).is_empty(), "{name:.20}");
        }
        assert!(Gazetteer::builtin().area("ID-XX").is_none());
    }
}
