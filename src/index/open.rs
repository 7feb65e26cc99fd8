//! Opening and creating: what is no index of ours is told, and left as it is.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use tantivy::directory::INDEX_WRITER_LOCK;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Directory, IndexBuilder, IndexSettings};

use super::durable::{Durable, META};
use super::fault::{from_io, from_tantivy};
use super::schema::{schema, tokenizers};
use crate::error::{Error, ErrorKind};

/// The format of the index: schema, stored values, terms. Raised when an index of the old format cannot be read as
/// one of the new.
const FORMAT: u64 = 1;

/// Written with every commit.
pub(crate) const PAYLOAD: &str = r#"{"warta_index":1}"#;

/// How long to wait for another process that is just creating the index.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a folder is to us.
enum Folder {
    /// There is nothing, or only what a creation that was cut off leaves.
    Empty,
    /// An index of ours; `finished` if its first commit is there.
    Index { finished: bool },
}

/// The index in a folder that must be there.
pub(crate) fn open(path: &Path) -> Result<tantivy::Index, Error> {
    match inspect(path)? {
        Folder::Index { finished: true } => open_index(path),
        _ => Err(not_an_index(path, "there is no index in it")),
    }
}

/// The index in a folder; a new one where the folder is empty or missing.
pub(crate) fn open_or_create(path: &Path) -> Result<tantivy::Index, Error> {
    let start = Instant::now();
    loop {
        if let Folder::Index { finished: true } = inspect(path)? {
            return open_index(path);
        }
        fs::create_dir_all(path).map_err(|e| from_io("create the folder", path, e))?;
        let directory = durable(path)?;
        // Whoever creates it holds the writer's lock meanwhile.
        match directory.acquire_lock(&INDEX_WRITER_LOCK) {
            Ok(_lock) => {
                if !matches!(inspect(path)?, Folder::Index { finished: true }) {
                    create(directory)?;
                }
                return open_index(path);
            }
            Err(_) if start.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(20)),
            Err(e) => return Err(from_tantivy("create the index", e.into())),
        }
    }
}

/// An index in memory, for tests and small collections.
pub(crate) fn in_memory() -> Result<tantivy::Index, Error> {
    builder().create_in_ram().map_err(|e| from_tantivy("create an index", e))
}

fn builder() -> IndexBuilder {
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
        docstore_blocksize: 16 << 10,
        ..IndexSettings::default()
    };
    tantivy::Index::builder().schema(schema()).settings(settings).tokenizers(tokenizers())
}

fn durable(path: &Path) -> Result<Durable, Error> {
    Durable::open(path).map_err(|e| from_tantivy("open the folder", e.into()))
}

/// Creates the index and marks it as ours in a commit of its own. Cut off between the two, there is an index of our
/// schema without segments, which the next to open it marks.
fn create(directory: Durable) -> Result<(), Error> {
    let creating = |e| from_tantivy("create the index", e);
    let index = builder().open_or_create(directory.clone()).map_err(creating)?;
    let mut meta = index.load_metas().map_err(creating)?;
    meta.payload = Some(PAYLOAD.to_owned());
    let json = serde_json::to_vec_pretty(&meta).map_err(|e| creating(e.into()))?;
    directory.atomic_write(Path::new(META), &json).map_err(|e| creating(e.into()))
}

fn open_index(path: &Path) -> Result<tantivy::Index, Error> {
    let mut index = tantivy::Index::open(durable(path)?).map_err(|e| from_tantivy("open the index", e))?;
    if index.schema() != schema() {
        return Err(Error::new(
            ErrorKind::IndexFormat,
            format!("the index in {} has other fields than format {FORMAT}; make it anew", path.display()),
        ));
    }
    index.set_tokenizers(tokenizers());
    Ok(index)
}

/// Looks without touching.
fn inspect(path: &Path) -> Result<Folder, Error> {
    let reading = |e| from_io("read", path, e);
    match fs::metadata(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Folder::Empty),
        Err(e) => return Err(reading(e)),
        Ok(meta) if !meta.is_dir() => {
            return Err(not_an_index(path, "it is a file, and an index is a folder"));
        }
        Ok(_) => {}
    }
    let bytes = match fs::read(path.join(META)) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return inspect_without_meta(path),
        Err(e) => return Err(from_io("read", &path.join(META), e)),
    };
    let Ok(meta) = serde_json::from_slice::<Value>(&bytes) else {
        return Err(if path.join(".managed.json").exists() {
            Error::new(ErrorKind::Damaged, format!("{} is damaged: it is no JSON", path.join(META).display()))
        } else {
            not_an_index(path, "its meta.json is something else")
        });
    };
    let segments = meta.get("segments").and_then(Value::as_array);
    let (Some(segments), Some(fields)) = (segments, meta.get("schema")) else {
        return Err(not_an_index(path, "its meta.json is something else"));
    };
    let payload = meta.get("payload").and_then(Value::as_str);
    let format = payload.and_then(|p| serde_json::from_str::<Value>(p).ok()?.get("warta_index")?.as_u64());
    match format {
        Some(FORMAT) => Ok(Folder::Index { finished: true }),
        Some(other) => Err(Error::new(
            ErrorKind::IndexFormat,
            format!(
                "the index in {} has format {other}, this version reads format {FORMAT}; {}",
                path.display(),
                if other > FORMAT { "open it with the newer version that wrote it" } else { "make it anew" }
            ),
        )),
        None if payload.is_none()
            && segments.is_empty()
            && serde_json::to_value(schema()).ok().as_ref() == Some(fields) =>
        {
            Ok(Folder::Index { finished: false })
        }
        None => Err(not_an_index(path, "it holds an index of tantivy that another program made")),
    }
}

fn inspect_without_meta(path: &Path) -> Result<Folder, Error> {
    for entry in fs::read_dir(path).map_err(|e| from_io("read", path, e))? {
        let name = entry.map_err(|e| from_io("read", path, e))?.file_name();
        let name = name.to_string_lossy();
        let is_ours = matches!(&*name, ".tantivy-writer.lock" | ".tantivy-meta.lock" | ".managed.json")
            || name.starts_with(".tmp");
        if !is_ours {
            return Err(not_an_index(path, &format!("it holds other files, such as {name}")));
        }
    }
    Ok(Folder::Empty)
}

fn not_an_index(path: &Path, why: &str) -> Error {
    Error::new(
        ErrorKind::NotAnIndex,
        format!("{} is no index: {why}; name an index of warta, or an empty or new folder", path.display()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_payload_states_the_format() {
        let payload: Value = serde_json::from_str(PAYLOAD).unwrap();
        assert_eq!(payload["warta_index"].as_u64(), Some(FORMAT));
    }
}
