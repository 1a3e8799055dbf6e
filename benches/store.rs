//! A visit's records into the SQLite store, beside bare inserts of the same JSON; and a search in them.

use std::time::{Duration, Instant};

use balai::model::Article;
use balai::{Access, Kind, Query, Record, RegionCode, Report, Site, Source, Store, Tls};
use balai_benches::TemporaryStore;
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use jiff::Timestamp;

const ARTICLES: usize = 500;

fn village() -> RegionCode {
    "33.04.15.2008".parse().expect("a code")
}

/// Articles of about 2 KB.
fn records() -> Vec<Record> {
    let text =
        "Warga Dusun Krajan bergotong royong membangun jalan usaha tani menuju kebun kopi. ".repeat(22);
    let record = |number: usize| {
        let url = format!("https://desa.example/artikel/{number}");
        let source = Source {
            platform: "opensid".into(),
            via: Access::Page,
            url: url.parse().expect("a URL"),
            fetched_at: Timestamp::UNIX_EPOCH,
            tls: Tls::Verified,
            listed: true,
        };
        let title = format!("Berita desa nomor {number}");
        Record {
            id: format!("{}/article/{number}", village()),
            village: village(),
            source,
            published_at: Timestamp::from_second(1_700_000_000 + 3_600 * number as i64).ok(),
            updated_at: None,
            digest: format!("{number:064x}"),
            entity: Article { title, url, body_text: Some(text.clone()), ..Article::default() }.into(),
        }
    };
    (0..ARTICLES).map(record).collect()
}

async fn visit(store: &dyn Store, records: Vec<Record>) -> Duration {
    let site = Site::new(village(), "https://desa.example").expect("a site");
    let begun = Instant::now();
    let mut visit = store.begin(&site).await.expect("a visit");
    for record in records {
        visit.put(record).await.expect("a record is put");
    }
    visit.commit(Report::new(&site)).await.expect("a visit is committed");
    begun.elapsed()
}

fn insert(rows: &[(String, String)]) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let mut bare = rusqlite::Connection::open(folder.path().join("bare.db")).expect("a file");
    bare.pragma_update(None, "journal_mode", "wal").expect("a log");
    bare.execute_batch("CREATE TABLE record (id TEXT PRIMARY KEY, json TEXT NOT NULL)").expect("a table");
    let begun = Instant::now();
    let transaction = bare.transaction().expect("a transaction");
    let mut statement = transaction.prepare("INSERT INTO record VALUES (?1, ?2)").expect("a statement");
    for row in rows {
        statement.execute((&row.0, &row.1)).expect("a row");
    }
    drop(statement);
    transaction.commit().expect("a commit");
    begun.elapsed()
}

fn store(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let records = records();
    let json = |record: &Record| serde_json::to_string(record).expect("JSON");
    let rows: Vec<_> = records.iter().map(|record| (record.id.clone(), json(record))).collect();

    let mut group = criterion.benchmark_group("store");
    group.sample_size(20).sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements(ARTICLES as u64));
    group
        .bench_function("rusqlite alone", |b| b.iter_custom(|times| (0..times).map(|_| insert(&rows)).sum()));
    group.bench_function("a visit of new records", |b| {
        b.iter_custom(|times| {
            let new = |_| {
                let kept = TemporaryStore::open();
                runtime.block_on(visit(&*kept.store, records.clone()))
            };
            (0..times).map(new).sum()
        });
    });
    let kept = TemporaryStore::open();
    runtime.block_on(visit(&*kept.store, records.clone()));
    group.bench_function("a visit of known records", |b| {
        b.iter_custom(|times| {
            (0..times).map(|_| runtime.block_on(visit(&*kept.store, records.clone()))).sum()
        });
    });
    let query = Query::new().kind(Kind::Article).matching("bangun jalan").limit(20);
    group.throughput(Throughput::Elements(1));
    group.bench_function("a search", |b| b.iter(|| runtime.block_on(kept.store.records(&query))));
    group.finish();
}

criterion_group!(benches, store);
criterion_main!(benches);
