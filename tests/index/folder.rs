//! Folders: created, opened again, refused and left as they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use warta::index::Index;
use warta::{ErrorKind, Query};

use crate::articles::*;

/// Every file with what is in it.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap());
    entries
        .map(|e| (e.file_name().to_string_lossy().into_owned(), fs::read(e.path()).unwrap_or_default()))
        .collect()
}

fn is_refused(folder: &Path, kind: ErrorKind, says: &str) {
    let before = contents(folder);
    for error in [Index::open_or_create(folder).unwrap_err(), Index::open(folder).unwrap_err()] {
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(says), "{error}");
    }
    assert_eq!(contents(folder), before, "nothing was touched");
}

#[test]
fn an_index_is_created_and_opened_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("new/archive");
    let error = Index::open(&folder).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotAnIndex);
    assert!(!folder.exists());
    let index = Index::open_or_create(&folder).unwrap();
    let other = Index::open(&folder).unwrap();
    let mut writer = index.writer().unwrap();
    writer.put(&complaints()).unwrap();
    writer.commit().unwrap();
    writer.put(&flood()).unwrap();
    writer.close().unwrap();
    assert_eq!(other.len().unwrap(), 0, "others see it when they ask");
    other.reload().unwrap();
    assert_eq!(other.len().unwrap(), 2);
    drop((index, other));
    let index = Index::open_or_create(&folder).unwrap();
    assert_eq!(titles(&index, "said:\"Rina Marlina\" contact:08111222333"), [COMPLAINTS]);
    let mut writer = index.writer().unwrap();
    writer.put(&market()).unwrap();
    writer.commit().unwrap();
    assert_eq!(Index::open(&folder).unwrap().len().unwrap(), 3);
}

#[test]
fn an_index_that_another_writes_is_locked_and_can_be_searched() {
    let home = tempfile::tempdir().unwrap();
    let index = Index::open_or_create(home.path()).unwrap();
    let mut writer = index.writer().unwrap();
    writer.put(&complaints()).unwrap();
    writer.commit().unwrap();
    let other = Index::open_or_create(home.path()).unwrap();
    let before = contents(home.path());
    assert_eq!(other.writer().unwrap_err().kind(), ErrorKind::Locked);
    assert_eq!(contents(home.path()), before);
    assert_eq!(other.search(&Query::all()).unwrap().total(), 1);
    drop(writer);
    other.writer().unwrap();
}

#[test]
fn a_folder_with_other_things_is_refused() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("catatan.txt"), "penting").unwrap();
    is_refused(home.path(), ErrorKind::NotAnIndex, "such as catatan.txt");
    for meta in ["", "bukan json", "[]", "{\"segments\": 1}", "{\"name\": \"toko\", \"version\": 2}"] {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("meta.json"), meta).unwrap();
        is_refused(home.path(), ErrorKind::NotAnIndex, "meta.json is something else");
    }
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("berkas");
    fs::write(&file, "x").unwrap();
    for error in [Index::open_or_create(&file).unwrap_err(), Index::open(&file).unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::NotAnIndex, "{error}");
    }
    assert_eq!(contents(home.path()).len(), 1);
}

/// An index with something in its meta file changed.
fn changed(change: impl Fn(&mut serde_json::Value)) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let index = Index::open_or_create(home.path()).unwrap();
    let mut writer = index.writer().unwrap();
    writer.put(&complaints()).unwrap();
    writer.commit().unwrap();
    drop((writer, index));
    let meta = home.path().join("meta.json");
    let mut json: serde_json::Value = serde_json::from_slice(&fs::read(&meta).unwrap()).unwrap();
    change(&mut json);
    fs::write(meta, json.to_string()).unwrap();
    home
}

#[test]
fn other_formats_are_refused() {
    let newer = changed(|meta| meta["payload"] = "{\"warta_index\":2}".into());
    is_refused(newer.path(), ErrorKind::IndexFormat, "has format 2, this version reads format 1");
    let foreign = changed(|meta| drop(meta.as_object_mut().unwrap().remove("payload")));
    is_refused(foreign.path(), ErrorKind::NotAnIndex, "another program made");
    let foreign = changed(|meta| meta["payload"] = "halo".into());
    is_refused(foreign.path(), ErrorKind::NotAnIndex, "another program made");
    let fields = changed(|meta| meta["schema"][0]["name"] = "lain".into());
    is_refused(fields.path(), ErrorKind::IndexFormat, "other fields");
    changed(|_| {}).close().unwrap();
}

#[test]
fn a_creation_that_was_cut_off_is_finished() {
    let home = tempfile::tempdir().unwrap();
    drop(Index::open_or_create(home.path()).unwrap());
    let meta = home.path().join("meta.json");
    let mut json: serde_json::Value = serde_json::from_slice(&fs::read(&meta).unwrap()).unwrap();
    json.as_object_mut().unwrap().remove("payload");
    fs::write(&meta, json.to_string()).unwrap();
    Index::open_or_create(home.path()).unwrap();
    Index::open(home.path()).unwrap();
    fs::remove_file(&meta).unwrap();
    fs::write(home.path().join(".tmpAbC123"), "").unwrap();
    assert_eq!(Index::open_or_create(home.path()).unwrap().len().unwrap(), 0);
}

#[test]
fn a_cut_meta_file_is_damage() {
    let home = changed(|_| {});
    let meta = home.path().join("meta.json");
    let bytes = fs::read(&meta).unwrap();
    fs::write(&meta, &bytes[..bytes.len() / 2]).unwrap();
    is_refused(home.path(), ErrorKind::Damaged, "no JSON");
}

#[test]
fn a_missing_segment_is_an_error() {
    let home = changed(|_| {});
    for entry in fs::read_dir(home.path()).unwrap().map(|e| e.unwrap()) {
        if entry.path().extension().is_some_and(|e| e == "store") {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    let opened = Index::open(home.path()).and_then(|i| i.search(&Query::all())).map(|f| f.total());
    assert_eq!(opened.unwrap_err().kind(), ErrorKind::Damaged);
}
