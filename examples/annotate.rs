//! Reads JSON lines `{"id", "text", "language"?, "region"?, "published"?}` on standard input and prints, for each,
//! the facts found in the text.
//!
//!     echo '{"id": 1, "text": "Padang - \"Air naik,\" kata Budi."}' | cargo run --release --example annotate

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};
use warta::{Context, annotate};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Value>(&line) {
            Ok(input) if input.get("text").is_some_and(Value::is_string) => {
                writeln!(out, "{}", facts(&input))?
            }
            Ok(input) => {
                let message = "expected an object with a string `text`";
                writeln!(
                    out,
                    "{}",
                    json!({ "id": input.get("id"), "error": { "kind": "invalid_input", "message": message } })
                )?;
            }
            Err(e) => {
                let message = format!("expected a JSON object on each line: {e}");
                writeln!(out, "{}", json!({ "error": { "kind": "invalid_input", "message": message } }))?;
            }
        }
    }
    out.flush()
}

fn facts(input: &Value) -> Value {
    let hint = |key: &str| input.get(key).and_then(Value::as_str);
    let mut context = Context::new();
    if let Some(language) = hint("language") {
        context = context.language(language);
    }
    if let Some(region) = hint("region") {
        context = context.region(region);
    }
    if let Some(published) = hint("published") {
        context = context.published(published);
    }
    let facts = annotate(hint("text").unwrap_or_default(), &context);
    let mut object = json!({ "id": input.get("id") });
    if let (Some(object), Ok(Value::Object(facts))) = (object.as_object_mut(), serde_json::to_value(&facts)) {
        object.extend(facts);
    }
    object
}
