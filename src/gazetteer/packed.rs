//! The packed file, read as it lies in the binary: no unpacking, every access checked, a damaged file is an empty one.
//!
//! Little-endian. `WGAZ`, version, three zero bytes; six `u32`: number of countries, regions and places, bytes of the
//! name pool, the postings and the map. Then, one after the other:
//!
//! - country codes, two bytes each; region codes, six bytes padded with spaces, in order;
//! - places, seventeen bytes each: kind (its highest bit marks the seat of a regency), country (number), region (`u16` number, `FFFF` none), parent (`u16`, counted
//!   from the first regency, `FFFF` none), latitude and longitude (24 bits, ten-thousandths of a degree, `7FFFFF`
//!   unknown), population (five bits of exponent, eleven of mantissa), name (24 bits, offset into the pool). Countries
//!   come first, then regions, then all others;
//! - the name pool: a length byte, then the name;
//! - postings: how many, then 24 bits each: place × 4 + class of the name, the likeliest first;
//! - an `fst` map from folded name to one such value × 2, or to an offset into the postings × 2 + 1.

use fst::Map;

const HEADER: usize = 32;
const RECORD: usize = 17;
const NONE: u16 = u16::MAX;

/// What sort of name leads to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NameClass {
    /// Its usual name.
    Usual,
    /// Another name or spelling.
    Other,
    /// A short form that names it only beside another place, or where a place is expected.
    Short,
}

/// One place of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Record {
    pub(crate) kind: u8,
    pub(crate) seat: bool,
    pub(crate) country: u8,
    pub(crate) region: Option<u16>,
    pub(crate) parent: Option<u32>,
    pub(crate) degrees: Option<(f64, f64)>,
    pub(crate) population: u64,
    pub(crate) name: &'static str,
}

/// The file, cut into its sections.
pub(crate) struct Packed {
    countries: &'static [u8],
    regions: &'static [u8],
    records: &'static [u8],
    pool: &'static [u8],
    postings: &'static [u8],
    map: Map<&'static [u8]>,
}

impl Packed {
    /// The sections of `file`, or `None` if it is not one of ours.
    pub(crate) fn open(file: &'static [u8]) -> Option<Self> {
        if file.get(..5)? != b"WGAZ\x01" {
            return None;
        }
        let count =
            |i: usize| Some(u32::from_le_bytes(file.get(8 + 4 * i..12 + 4 * i)?.try_into().ok()?) as usize);
        let mut rest = file.get(HEADER..)?;
        let mut section = |length: usize| {
            let (section, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(section)
        };
        Some(Self {
            countries: section(count(0)? * 2)?,
            regions: section(count(1)? * 6)?,
            records: section(count(2)? * RECORD)?,
            pool: section(count(3)?)?,
            postings: section(count(4)?)?,
            map: Map::new(section(count(5)?)?).ok()?,
        })
    }

    /// The places that a folded name leads to, the likeliest first.
    pub(crate) fn find(&self, key: &str) -> impl Iterator<Item = (u32, NameClass)> + use<> {
        let value = self.map.get(key);
        let one = value.filter(|v| v & 1 == 0).map(|v| v >> 1);
        let many = value.filter(|v| v & 1 == 1).and_then(|v| {
            let at = usize::try_from(v >> 1).ok()?;
            let count = usize::from(*self.postings.get(at)?);
            self.postings.get(at + 1..at + 1 + 3 * count)
        });
        let many = many.unwrap_or_default().chunks_exact(3).map(|b| u64::from(u24(b)));
        one.into_iter().chain(many).filter_map(|value| {
            let class = match value & 3 {
                0 => NameClass::Usual,
                1 => NameClass::Other,
                _ => NameClass::Short,
            };
            Some((u32::try_from(value >> 2).ok()?, class))
        })
    }

    /// Whether the map of names is what its checksum says.
    #[cfg(test)]
    pub(crate) fn is_sound(&self) -> bool {
        self.map.as_fst().verify().is_ok()
    }

    /// The place of that number.
    pub(crate) fn record(&self, at: u32) -> Option<Record> {
        let start = usize::try_from(at).ok()?.checked_mul(RECORD)?;
        let r = self.records.get(start..start + RECORD)?;
        let region = u16::from_le_bytes([r[2], r[3]]);
        let parent = u16::from_le_bytes([r[4], r[5]]);
        let (latitude, longitude) = (degrees(&r[6..9]), degrees(&r[9..12]));
        let population = u16::from_le_bytes([r[12], r[13]]);
        let name = u24(&r[14..17]) as usize;
        let length = usize::from(*self.pool.get(name)?);
        Some(Record {
            kind: r[0] & 0x7F,
            seat: r[0] & 0x80 != 0,
            country: r[1],
            region: (region != NONE).then_some(region),
            parent: (parent != NONE).then_some(u32::from(parent) + self.areas()),
            degrees: latitude.zip(longitude),
            population: u64::from(population & 0x7FF) << (population >> 11),
            name: str::from_utf8(self.pool.get(name + 1..name + 1 + length)?).ok()?,
        })
    }

    /// How many countries and regions stand before the other places.
    fn areas(&self) -> u32 {
        (self.countries.len() / 2 + self.regions.len() / 6) as u32
    }

    /// The ISO 3166-1 code of a country's number.
    pub(crate) fn country(&self, number: u8) -> Option<&'static str> {
        let at = usize::from(number) * 2;
        str::from_utf8(self.countries.get(at..at + 2)?).ok()
    }

    /// The ISO 3166-2 code of a region's number.
    pub(crate) fn region(&self, number: u16) -> Option<&'static str> {
        let at = usize::from(number) * 6;
        Some(str::from_utf8(self.regions.get(at..at + 6)?).ok()?.trim_end())
    }

    /// The number of the place that an ISO 3166 code names.
    pub(crate) fn area(&self, code: &str) -> Option<u32> {
        let countries = self.countries.len() / 2;
        if code.len() == 2 {
            let at = self.countries.chunks_exact(2).position(|c| c == code.as_bytes())?;
            return u32::try_from(at).ok();
        }
        let (mut low, mut high) = (0, self.regions.len() / 6);
        while low < high {
            let middle = (low + high) / 2;
            match self.region(u16::try_from(middle).ok()?)?.cmp(code) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return u32::try_from(countries + middle).ok(),
            }
        }
        None
    }
}

fn u24(bytes: &[u8]) -> u32 {
    bytes.iter().take(3).rev().fold(0, |n, b| n << 8 | u32::from(*b))
}

/// Ten-thousandths of a degree in 24 bits with a sign.
fn degrees(bytes: &[u8]) -> Option<f64> {
    let n = u24(bytes);
    (n != 0x7F_FFFF).then(|| f64::from((n << 8) as i32 >> 8) / 10_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_is_no_file() {
        assert!(Packed::open(b"").is_none());
        assert!(Packed::open(b"WGAZ\x01\0\0\0\x05\0\0\0").is_none());
        assert!(Packed::open(&[0xFF; 64]).is_none());
    }

    #[test]
    fn degrees_keep_their_sign() {
        assert_eq!(degrees(&(-3091i32).to_le_bytes()[..3]), Some(-0.3091));
        assert_eq!(degrees(&1_003_706i32.to_le_bytes()[..3]), Some(100.3706));
        assert_eq!(degrees(&[0xFF, 0xFF, 0x7F]), None);
    }
}
