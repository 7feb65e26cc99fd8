//! All facts out of a plain text.

mod common;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use warta::{Context, annotate};

fn parts(c: &mut Criterion) {
    let context = Context::new().language("id").region("ID").published("2022-06-08");
    let mut group = c.benchmark_group("parts");
    for (name, bytes) in [("4 kB", 4_000), ("100 kB", 100_000)] {
        let text = common::text(7, bytes);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| annotate(black_box(&text), &context)));
    }
    group.finish();
}

criterion_group!(benches, parts);
criterion_main!(benches);
