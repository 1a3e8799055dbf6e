//! An article's page to a record, beside what the parse of its HTML alone takes.

use std::hint::black_box;

use balai::Zone;
use balai_benches::article_pages;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn article(criterion: &mut Criterion) {
    for page in article_pages() {
        let mut group = criterion.benchmark_group(&page.name);
        group.throughput(Throughput::Bytes(page.text().len() as u64));
        group.bench_function("scraper alone", |b| b.iter(|| scraper::Html::parse_document(page.text())));
        group.bench_function("parse", |b| {
            b.iter(|| balai::opensid::parse::article(black_box(&page.page), Zone::Wib));
        });
        group.bench_function("parse and prepare", |b| b.iter(|| balai::harvest::prepare(page.record())));
        group.finish();
    }
}

criterion_group!(benches, article);
criterion_main!(benches);
