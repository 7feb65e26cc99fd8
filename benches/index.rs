//! Articles into an index and out of it again, beside tantivy alone with the same title and text.

mod common;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{TantivyDocument, doc};
use warta::index::WriterOptions;
use warta::{Article, Context, Index, Query, annotate};

const ARTICLES: u64 = 400;

/// Both write with one thread and as much memory.
const MEMORY: usize = 50_000_000;

fn articles() -> Vec<Article> {
    let context = Context::new().language("id").region("ID").published("2022-06-08");
    (0..ARTICLES)
        .map(|seed| {
            let text = common::text(seed, 2_000);
            Article::builder()
                .url(&format!("https://contoh.example/2022/06/{seed}.html"))
                .title(text.lines().next().unwrap_or_default())
                .published("2022-06-08")
                .facts(annotate(&text, &context))
                .text(text)
                .build()
        })
        .collect()
}

fn fill(articles: &[Article]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open_or_create(folder.path()).unwrap();
    let mut writer = index.writer_with(WriterOptions::new().threads(1).memory(MEMORY)).unwrap();
    for article in articles {
        writer.put(article).unwrap();
    }
    writer.commit().unwrap();
    drop(writer);
    (folder, index)
}

fn tantivy_alone(articles: &[Article]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT | STORED);
    let text = schema.add_text_field("text", TEXT | STORED);
    let index = tantivy::Index::create_in_dir(folder.path(), schema.build()).unwrap();
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, MEMORY).unwrap();
    for article in articles {
        let heading = article.title.as_deref().unwrap_or_default();
        writer.add_document(doc!(title => heading, text => article.text.as_str())).unwrap();
    }
    writer.commit().unwrap();
    folder
}

fn index(c: &mut Criterion) {
    let articles = articles();
    let bytes = articles.iter().map(|a| a.text.len() as u64).sum();

    let mut group = c.benchmark_group("index/put and commit");
    group.throughput(Throughput::Bytes(bytes)).sample_size(10);
    group.bench_function("floor: tantivy alone", |b| {
        b.iter_batched(|| (), |()| tantivy_alone(&articles), BatchSize::PerIteration);
    });
    group.bench_function("articles", |b| {
        b.iter_batched(|| (), |()| fill(&articles), BatchSize::PerIteration);
    });
    group.finish();

    let (_folder, index) = fill(&articles);
    let mut group = c.benchmark_group("index/search");
    for query in [
        "pelayanan",
        r#""harga air""#,
        "jembatan place:Sumbar",
        r#"said:"Rika Amelia""#,
        r#"quote:(said:"Rika Amelia" sekolah)"#,
        "after:2022-01-01 pasar -nelayan",
    ] {
        let parsed: Query = query.parse().unwrap();
        group.bench_function(query, |b| {
            b.iter(|| index.search(black_box(&parsed)).unwrap().total());
        });
    }
    group.finish();
}

criterion_group!(benches, index);
criterion_main!(benches);
