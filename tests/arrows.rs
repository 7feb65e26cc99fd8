//! Who may use whom: the table in ARCHITECTURE.md, kept true. Also what else holds for whole folders: which room
//! names which foreign crate, how long a file may be, and that every table says where it comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Crates that one room hides from all others.
const HIDDEN: [(&str, &str); 7] = [
    ("html5ever", "html"),
    ("markup5ever", "html"),
    ("scraper", "html"),
    ("ego_tree", "html"),
    ("tantivy", "index"),
    ("whatlang", "language"),
    ("rlibphonenumber", "part"),
];

const LONGEST_FILE: usize = 800;

#[test]
fn rooms_use_only_whom_they_may() {
    let allowed = table();
    let rooms: BTreeSet<String> = allowed.keys().cloned().collect();
    let mut wrong = Vec::new();
    for file in sources().into_iter().filter(|file| !is_tests(file)) {
        let Some(room) = room_of(&file) else { continue };
        let Some(may) = allowed.get(&room) else {
            wrong.push(format!("{}: `{room}` is not in the table of ARCHITECTURE.md", file.display()));
            continue;
        };
        let code = bare_code(&without_tests(&fs::read_to_string(&file).unwrap()));
        for (line, used) in arrows(&code, depth_of(&file), &rooms) {
            let fine = used == room || may.contains(&used);
            if !fine {
                wrong.push(format!("{}:{line}: {room} → {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that ARCHITECTURE.md does not allow:\n{}", wrong.join("\n"));
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for file in sources() {
        let room = room_of(&file).unwrap_or_default();
        let code = bare_code(&fs::read_to_string(&file).unwrap());
        for (name, home) in HIDDEN.iter().filter(|(_, home)| *home != room) {
            for at in words(&code, name) {
                let path = code[at + name.len()..].trim_start().starts_with("::");
                let import = ["use", "crate"].iter().any(|w| code[..at].trim_end().ends_with(w));
                if path || import {
                    let line = line_of(&code, at);
                    wrong.push(format!("{}:{line}: `{name}` belongs to {home}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "crates named outside their room:\n{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|file| !is_tests(file))
        .filter_map(|file| {
            let lines = without_tests(&fs::read_to_string(&file).unwrap()).lines().count();
            (lines > LONGEST_FILE).then(|| format!("{}: {lines} lines without its tests", file.display()))
        })
        .collect();
    assert!(long.is_empty(), "files over {LONGEST_FILE} lines:\n{}", long.join("\n"));
}

#[test]
fn every_table_names_its_origin_and_licence() {
    let without: Vec<String> = files(Path::new("data"))
        .into_iter()
        .filter(|file| {
            let name = file.file_name().unwrap().to_string_lossy();
            !name.ends_with(".md") && !name.ends_with(".py") && !name.starts_with("LICENSE")
        })
        .filter(|file| !says_origin(&header(file)) && !named_by_a_neighbour(file))
        .map(|file| file.display().to_string())
        .collect();
    assert!(
        without.is_empty(),
        "no origin and licence in a header comment or in a .md file or program beside it that names it:\n{}",
        without.join("\n")
    );
}

#[test]
fn the_reader_of_arrows_sees_every_spelling() {
    let rooms: BTreeSet<String> = ["html", "part", "value", "text"].map(str::to_owned).into();
    let code = bare_code(
        "// use crate::html::Tree;\n/* crate::html /* nested */ crate::html */\n\
         use crate::{part::{self, quote}, text::fold};\npub(crate) fn f() -> crate::value::Span { \"crate::html\" }\n\
         fn g<'a>(c: &'a str) { r#\"crate::html\"#; '\"'; super::super::html::parse() }\n",
    );
    let found = arrows(&code, 2, &rooms);
    let found: Vec<(usize, &str)> = found.iter().map(|(line, room)| (*line, room.as_str())).collect();
    assert_eq!(found, [(3, "part"), (3, "text"), (4, "value"), (5, "html")]);
}

/// The rows `| room | a, b |` of the section "Who may use whom".
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let section = page.split("## Who may use whom").nth(1).expect("ARCHITECTURE.md has the table of arrows");
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut table = BTreeMap::new();
    for row in section.lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let (rooms, may): (Vec<String>, BTreeSet<String>) =
            (names(cells[0]), names(cells[1]).into_iter().collect());
        for room in rooms {
            table.insert(room, may.clone());
        }
    }
    assert!(table.len() > 5, "the table of arrows in ARCHITECTURE.md was not understood");
    table
}

fn sources() -> Vec<PathBuf> {
    let mut files = files(Path::new("src"));
    files.retain(|f| f.extension().is_some_and(|e| e == "rs"));
    assert!(!files.is_empty());
    files
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Tests may make their input with any room.
fn is_tests(file: &Path) -> bool {
    file.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
}

/// A file up to its `mod tests`, which stands at its end.
fn without_tests(source: &str) -> String {
    let end = source.find("#[cfg(test)]\nmod tests {").unwrap_or(source.len());
    source[..end].to_owned()
}

/// The room a file belongs to; the front door is none.
fn room_of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix("src").ok()?;
    let first = Path::new(inside.components().next()?.as_os_str()).with_extension("");
    let room = first.to_string_lossy().into_owned();
    (room != "lib").then_some(room)
}

/// How many `super::` lead from the file's module to the crate's root.
fn depth_of(file: &Path) -> usize {
    let parts = file.strip_prefix("src").map_or(0, |p| p.components().count());
    if file.file_name().is_some_and(|n| n == "mod.rs") { parts - 1 } else { parts }
}

/// The rooms that the code names by a path from the crate's root, with their lines.
fn arrows(code: &str, depth: usize, rooms: &BTreeSet<String>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in words(code, "crate") {
        let Some(rest) = code[at + "crate".len()..].trim_start().strip_prefix("::") else { continue };
        // A name that the front door re-exports hides the room it comes from: it is shown, and refused.
        found.extend(heads(rest).into_iter().map(|head| (line_of(code, at), head)));
    }
    for at in words(code, "super") {
        let mut rest = &code[at..];
        let mut steps = 0;
        while let Some(next) =
            rest.trim_start().strip_prefix("super").and_then(|r| r.trim_start().strip_prefix("::"))
        {
            (rest, steps) = (next, steps + 1);
        }
        if steps >= depth {
            let heads = heads(rest).into_iter().filter(|head| rooms.contains(head));
            found.extend(heads.map(|head| (line_of(code, at), head)));
        }
    }
    found.sort();
    found
}

/// The first names of a path or of each path of a group.
fn heads(path: &str) -> Vec<String> {
    let path = path.trim_start();
    let Some(group) = path.strip_prefix('{') else {
        return vec![path.chars().take_while(|c| is_word(*c) || *c == '*').collect()];
    };
    let (mut found, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let item = group[start..at].trim_start();
                found.push(item.chars().take_while(|c| is_word(*c) || *c == '*').collect());
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found.retain(|head: &String| !head.is_empty());
    found
}

fn words(code: &str, word: &str) -> Vec<usize> {
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(|at| !code[..*at].ends_with(is_word) && !code[at + word.len()..].starts_with(is_word))
        .collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_of(code: &str, at: usize) -> usize {
    1 + code[..at].matches('\n').count()
}

/// The code with comments and the contents of literals blanked, lines kept.
fn bare_code(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    let next = |at: usize| chars.get(at).copied().unwrap_or('\0');
    let lines = |from: usize, to: usize| "\n".repeat(chars[from..to].iter().filter(|c| **c == '\n').count());
    while at < chars.len() {
        let start = at;
        match (next(at), next(at + 1)) {
            ('/', '/') => {
                while at < chars.len() && next(at) != '\n' {
                    at += 1;
                }
            }
            ('/', '*') => {
                let mut depth = 0;
                loop {
                    match (next(at), next(at + 1)) {
                        ('/', '*') => (depth, at) = (depth + 1, at + 2),
                        ('*', '/') => (depth, at) = (depth - 1, at + 2),
                        _ => at += 1,
                    }
                    if depth == 0 || at >= chars.len() {
                        break;
                    }
                }
                at = at.min(chars.len());
                code.push_str(&lines(start, at));
            }
            ('r', '"' | '#') if !code.ends_with(is_word) || code.ends_with('b') => {
                let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
                if next(at + 1 + hashes) != '"' {
                    code.push('r');
                    at += 1;
                    continue;
                }
                at += hashes + 2;
                let closes = |at: usize| next(at) == '"' && (1..=hashes).all(|i| next(at + i) == '#');
                while at < chars.len() && !closes(at) {
                    at += 1;
                }
                at = (at + 1 + hashes).min(chars.len());
                code.push_str("\"\"");
                code.push_str(&lines(start, at));
            }
            ('"', _) => {
                at += 1;
                while at < chars.len() && next(at) != '"' {
                    at += if next(at) == '\\' { 2 } else { 1 };
                }
                at = (at + 1).min(chars.len());
                code.push_str("\"\"");
                code.push_str(&lines(start, at));
            }
            ('\'', c) if c == '\\' || next(at + 2) == '\'' => {
                at += if c == '\\' { 3 } else { 2 };
                while at < chars.len() && next(at) != '\'' {
                    at += 1;
                }
                at += 1;
                code.push_str("' '");
            }
            (c, _) => {
                code.push(c);
                at += 1;
            }
        }
    }
    code
}

/// The comment lines at the top of a text file.
fn header(file: &Path) -> String {
    let bytes = fs::read(file).unwrap();
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(8192)]).into_owned();
    let comment =
        |l: &&str| l.is_empty() || ["#", "//", ";", "--", "<!--"].iter().any(|mark| l.starts_with(mark));
    let lines = text.lines().map(str::trim).take_while(comment);
    lines.map(|l| l.trim_start_matches(['#', '/', ';', '-', ' '])).collect::<Vec<_>>().join(" ")
}

fn says_origin(text: &str) -> bool {
    let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    // What we wrote ourselves has the crate's own licence.
    let own = text.contains("written for this crate");
    let licence = ["licence", "license", "public domain", "cc0", "(mit"].iter().any(|w| text.contains(w));
    let origin = ["origin", "source", "made from", "made by", "built from", "generated from", "derived from"];
    own || licence && origin.iter().any(|w| text.contains(w))
}

/// Whether a `.md` file, or the program that made it, names the file and says where it comes from; in the same folder or one
/// above, up to `data/`.
fn named_by_a_neighbour(file: &Path) -> bool {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let kind = file.extension().map(|e| format!("*.{}", e.to_string_lossy()));
    file.ancestors().skip(1).take_while(|folder| folder.starts_with("data")).any(|folder| {
        let notes = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
        notes.filter(|p| p.extension().is_some_and(|e| e == "md" || e == "py")).any(|note| {
            let text = fs::read_to_string(note).unwrap_or_default();
            let beside = Some(folder) == file.parent();
            let named =
                text.contains(&name) || beside && kind.as_ref().is_some_and(|k| text.contains(k.as_str()));
            named && says_origin(&text)
        })
    })
}
