//! Stored values with a checksum of their own: damage on the disk is told, never shown as other text.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::identity::hash;
use crate::error::{Error, ErrorKind};

const SUM: usize = 8;

/// A value as JSON behind its checksum.
pub(crate) fn seal(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes = vec![0; SUM];
    serde_json::to_writer(&mut bytes, value)
        .map_err(|e| Error::new(ErrorKind::InvalidInput, format!("cannot store the article as JSON: {e}")))?;
    let sum = checksum(&bytes[SUM..]);
    bytes[..SUM].copy_from_slice(&sum);
    Ok(bytes)
}

/// The value, unless its bytes are not those that were stored.
pub(crate) fn unseal<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let damaged = || Error::new(ErrorKind::Damaged, "a stored article is damaged: its checksum does not fit");
    let (sum, json) = bytes.split_at_checked(SUM).ok_or_else(damaged)?;
    if checksum(json) != sum {
        return Err(damaged());
    }
    serde_json::from_slice(json).map_err(|e| {
        Error::new(ErrorKind::Damaged, format!("a stored article cannot be read: {e}")).with_source(e)
    })
}

fn checksum(bytes: &[u8]) -> [u8; SUM] {
    let hash = hash(bytes);
    ((hash >> 64) as u64 ^ hash as u64).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flipped_byte_is_noticed() {
        let sealed = seal(&"Padang - Air naik.").unwrap();
        assert_eq!(unseal::<String>(&sealed).unwrap(), "Padang - Air naik.");
        for at in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[at] ^= 4;
            assert_eq!(unseal::<String>(&flipped).unwrap_err().kind(), ErrorKind::Damaged);
        }
        assert!(unseal::<String>(&sealed[..4]).is_err());
    }
}
