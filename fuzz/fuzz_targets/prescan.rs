//! Any text makes the tree that html5ever's own tokenizer makes of it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| warta::fuzzing::trees_are_equal(&String::from_utf8_lossy(bytes)));
