//! A whole article out of a page, beside what only to tokenize or to parse the same page costs. With
//! `RUSTFLAGS="--cfg warta_bench"` also each step on its way.

mod common;

use std::cell::Cell;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use warta::Extractor;

/// Counts tokens and builds nothing.
struct Count(Cell<usize>);

impl TokenSink for Count {
    type Handle = ();

    fn process_token(&self, _: Token, _: u64) -> TokenSinkResult<()> {
        self.0.set(self.0.get() + 1);
        TokenSinkResult::Continue
    }
}

fn tokenize(page: &str) -> usize {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(page));
    let tokenizer = Tokenizer::new(Count(Cell::new(0)), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.get()
}

fn extract(c: &mut Criterion) {
    let extractor = Extractor::new();
    for (name, bytes) in [("20 kB", 20_000), ("170 kB", 170_000)] {
        let page = common::page(7, bytes);
        let mut group = c.benchmark_group(format!("extract/{name}"));
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_function("floor: html5ever tokenizes", |b| b.iter(|| tokenize(black_box(&page))));
        group.bench_function("floor: scraper parses", |b| {
            b.iter(|| scraper::Html::parse_document(black_box(&page)));
        });
        group.bench_function("an article", |b| b.iter(|| extractor.extract_page(black_box(&page))));
        #[cfg(warta_bench)]
        warta::bench::steps(&page, &mut |name, step| {
            group.bench_function(format!("step: {name}"), |b| b.iter(&mut *step));
        });
        group.finish();
    }
}

criterion_group!(benches, extract);
criterion_main!(benches);
