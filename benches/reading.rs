//! The reading aids, each on what villages write: dates, amounts, tables, HTML to be sanitised, feeds, region codes.

use std::hint::black_box;

use balai::extract::{css, date, feed, html, number, sanitise, table};
use balai::{RegionCode, Zone};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::Timestamp;
use url::Url;

fn words(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("words");
    for text in ["13 Oktober 2022 Jam 15:44", "Senin, 20 Januari 2026", "2026-09-10 08:15:00"] {
        group.bench_function(format!("date, {text}"), |b| {
            b.iter(|| date::instant(black_box(text), Zone::Wib, Timestamp::UNIX_EPOCH));
        });
    }
    for text in ["Rp. 1.829.573.598,64", "1,5 juta"] {
        group.bench_function(format!("rupiah, {text}"), |b| b.iter(|| number::rupiah(black_box(text))));
    }
    group.finish();
}

fn regions(criterion: &mut Criterion) {
    let code: RegionCode = "33.04.15.2008".parse().expect("a code");
    let mut group = criterion.benchmark_group("regions");
    group.bench_function("get", |b| b.iter(|| balai::regions::get(black_box(code))));
    group.bench_function("search", |b| b.iter(|| balai::regions::search(black_box("Condong Campur"))));
    group.finish();
}

fn markup(criterion: &mut Criterion) {
    let base: Url = "https://desa.example/".parse().expect("a URL");
    let body =
        "<p style='x'>Panen <b>kopi</b> di <a href='/peta'>Dusun Krajan</a> &amp; sekitarnya.</p>".repeat(40);
    let mut group = criterion.benchmark_group("markup");
    group.throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("scraper alone", |b| b.iter(|| scraper::Html::parse_fragment(black_box(&body))));
    group.bench_function("sanitise", |b| b.iter(|| sanitise::html(black_box(&body), &base)));

    let rows = "<tr><td>Krajan</td><td align=right>1.234</td><td colspan=2>567</td></tr>".repeat(40);
    let page = html::Document::parse_str(&format!("<table>{rows}</table>"), &base).expect("a document");
    let found = page.first(css!("table")).expect("a table");
    group.throughput(Throughput::Elements(40));
    group.bench_function("table rows", |b| b.iter(|| table::rows(black_box(found))));
    group.finish();
}

fn feeds(criterion: &mut Criterion) {
    let base: Url = "https://desa.example/feed".parse().expect("a URL");
    let text = "<p>Panen kopi di Dusun Krajan berjalan lancar.</p>".repeat(60);
    let items: String = (0..300)
        .map(|number| {
            format!(
                "<item><title>Berita {number}</title><link>https://desa.example/artikel/{number}</link>\
                 <pubDate>Tue, 24 Nov 2026 08:00:00 +0700</pubDate><description><![CDATA[{text}]]></description></item>"
            )
        })
        .collect();
    let rss = format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Desa</title>{items}</channel></rss>"
    );
    let mut group = criterion.benchmark_group("feed");
    group.sample_size(30).throughput(Throughput::Bytes(rss.len() as u64));
    group.bench_function("quick-xml alone", |b| {
        b.iter(|| {
            let mut reader = quick_xml::Reader::from_str(&rss);
            let mut events = 0_u32;
            while !matches!(reader.read_event().expect("XML"), quick_xml::events::Event::Eof) {
                events += 1;
            }
            events
        });
    });
    group.bench_function("reader", |b| {
        b.iter(|| {
            let mut reader = feed::Reader::new(base.clone(), "application/rss+xml");
            let mut items = 0_u32;
            for piece in rss.as_bytes().chunks(16 << 10) {
                reader.push(piece).expect("a feed");
                while reader.next_item().is_some() {
                    items += 1;
                }
            }
            assert_eq!(items, 300);
        });
    });
    group.finish();
}

criterion_group!(benches, words, regions, markup, feeds);
criterion_main!(benches);
