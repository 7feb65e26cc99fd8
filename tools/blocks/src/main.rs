//! Prints the blocks of saved pages, one JSON line a page: `{"id": …, "blocks": [[text, kept, [features]], …]}`.
//!
//! Built with `RUSTFLAGS="--cfg warta_bench"`; its arguments are folders of `.html` and `.html.gz` files.

use std::error::Error;
use std::io::Read;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    for folder in std::env::args().skip(1) {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(&folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some((id, ending)) = name.split_once(".html") else { continue };
            let mut bytes = std::fs::read(&path)?;
            if ending == ".gz" {
                let packed = std::mem::take(&mut bytes);
                flate2::read::MultiGzDecoder::new(&packed[..]).read_to_end(&mut bytes)?;
            }
            println!("{}", serde_json::json!({ "id": id, "blocks": warta::bench::blocks(&bytes, None) }));
        }
    }
    Ok(())
}
