use super::packed::{NameClass, Packed};

/// What sort of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EntryKind {
    /// A country or territory with an ISO 3166-1 code.
    Country,
    /// A first-level part of a country, such as a province or state, with an ISO 3166-2 code.
    Region,
    /// A second-level part: a kabupaten in Indonesia, a district in Malaysia.
    Regency,
    /// A city, town or village.
    City,
}

/// A place of the [`Gazetteer`](crate::Gazetteer).
///
/// `city`, `region` and `country` are spelled as in [`Place`](crate::Place), so that a place asked for can be compared
/// with the places of an article.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// What sort of place it is.
    pub kind: EntryKind,
    /// Its usual name.
    pub name: &'static str,
    /// For cities and regencies the usual name; `None` for regions and countries.
    pub city: Option<&'static str>,
    /// ISO 3166-2 code of the region it is or lies in, such as `ID-SB`.
    pub region: Option<&'static str>,
    /// ISO 3166-1 alpha-2 code of the country it is or lies in.
    pub country: Option<&'static str>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Inhabitants, to three digits; 0 where unknown.
    pub population: u64,
    pub(super) at: u32,
    pub(super) parent: Option<u32>,
    pub(crate) class: NameClass,
    /// Whether it is the seat of its regency.
    pub(crate) seat: bool,
}

impl Entry {
    pub(super) fn of(packed: &Packed, at: u32, class: NameClass) -> Option<Self> {
        let record = packed.record(at)?;
        let kind = match record.kind {
            0 => EntryKind::Country,
            1 => EntryKind::Region,
            2 => EntryKind::Regency,
            _ => EntryKind::City,
        };
        Some(Self {
            kind,
            name: record.name,
            city: (kind >= EntryKind::Regency).then_some(record.name),
            region: record.region.and_then(|r| packed.region(r)),
            country: packed.country(record.country),
            latitude: record.degrees.map(|d| d.0),
            longitude: record.degrees.map(|d| d.1),
            population: record.population,
            at,
            parent: record.parent,
            class,
            seat: record.seat,
        })
    }

    /// Whether this place is `other` or lies below it: a town in its regency, region or country.
    ///
    /// ```
    /// use warta::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::builtin();
    /// let town = &gazetteer.lookup("Batusangkar")[0];
    /// assert!(town.lies_in(&gazetteer.lookup("Kabupaten Tanah Datar")[0]));
    /// assert!(town.lies_in(&gazetteer.lookup("Sumbar")[0]));
    /// assert!(!town.lies_in(&gazetteer.lookup("Jawa Barat")[0]));
    /// ```
    #[must_use]
    pub fn lies_in(&self, other: &Entry) -> bool {
        match other.kind {
            EntryKind::Country => self.country == other.country,
            EntryKind::Region => self.region.is_some() && self.region == other.region,
            EntryKind::Regency => self.at == other.at || self.parent == Some(other.at),
            EntryKind::City => self.at == other.at,
        }
    }

    /// Whether the gazetteer knows the regency it lies in.
    pub(crate) fn parented(&self) -> bool {
        self.parent.is_some()
    }

    /// Whether the two are spelled alike in an article: the same city, region and country.
    #[must_use]
    pub fn same_place(&self, other: &Entry) -> bool {
        (self.city, self.region, self.country) == (other.city, other.region, other.country)
    }
}
