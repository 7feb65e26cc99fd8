//! Reading what documents keep.

use serde::de::DeserializeOwned;
use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument};

use super::document::Header;
use super::fault::from_tantivy;
use super::hit::Behind;
use super::schema::{HEADER, SLOT, fields};
use super::stored::unseal;
use crate::error::{Error, ErrorKind};

/// The article, quote or contact of a document.
pub(crate) fn stored<T: DeserializeOwned>(searcher: &Searcher, address: DocAddress) -> Result<T, Error> {
    let document: TantivyDocument =
        searcher.doc(address).map_err(|e| from_tantivy("read a stored article", e))?;
    let bytes = document.get_first(fields().stored).and_then(|value| value.as_bytes());
    unseal(bytes.ok_or_else(|| Error::new(ErrorKind::Damaged, "a document of the index keeps no article"))?)
}

/// The article that a document belongs to.
pub(crate) fn behind(searcher: &Searcher, address: DocAddress) -> Result<Behind, Error> {
    let reading = |e| from_tantivy("read a hit", e);
    let columns = searcher.segment_reader(address.segment_ord).fast_fields();
    let slot = columns.u64(SLOT).map_err(reading)?.first(address.doc_id).unwrap_or(0);
    let doc_id = u32::try_from(slot).ok().and_then(|slot| address.doc_id.checked_sub(slot));
    let damaged = || Error::new(ErrorKind::Damaged, "a document of the index has lost its article");
    let article = DocAddress { doc_id: doc_id.ok_or_else(damaged)?, ..address };
    let headers = columns.str(HEADER).map_err(reading)?.ok_or_else(damaged)?;
    let ord = headers.ords().first(article.doc_id).ok_or_else(damaged)?;
    let mut json = String::new();
    let known = headers.ord_to_str(ord, &mut json).map_err(|e| reading(e.into()))?;
    let header: Header =
        if known { serde_json::from_str(&json).map_err(|_| damaged())? } else { return Err(damaged()) };
    Ok(Behind { searcher: searcher.clone(), article, header })
}
