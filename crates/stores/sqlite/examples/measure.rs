//! Measures the store with records of about 2 KB: `cargo run --release -p balai-sqlite --example measure`.

use std::time::Instant;

use balai_core::model::Article;
use balai_core::{Access, Kind, Order, Query, Record, RegionCode, Report, Result, Site, Source, Store, Tls};
use balai_sqlite::Sqlite;
use jiff::Timestamp;

const VILLAGES: u16 = 40;
const ARTICLES: u32 = 500;

/// Words like Indonesian ones, the common ones more often, the same at each run.
struct Words(u64);

impl Words {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn word(&mut self) -> String {
        const COMMON: [&str; 12] = [
            "desa",
            "warga",
            "kopi",
            "membangun",
            "pembangunan",
            "dan",
            "yang",
            "di",
            "untuk",
            "jalan",
            "tani",
            "musyawarah",
        ];
        const SYLLABLES: [&str; 16] = [
            "ba", "ngun", "ka", "ta", "ri", "sa", "wa", "lan", "de", "mu", "pan", "si", "tu", "ro", "kan",
            "ha",
        ];
        if self.next(3) == 0 {
            // Squared, so that the first are the most common.
            let rank = self.next(12) * self.next(12) / 12;
            return COMMON[rank as usize].into();
        }
        (0..2 + self.next(3)).map(|_| SYLLABLES[self.next(16) as usize]).collect()
    }

    fn text(&mut self, bytes: usize) -> String {
        let mut text = String::new();
        while text.len() < bytes {
            text += &self.word();
            text.push(' ');
        }
        text
    }
}

fn article(village: RegionCode, number: u32, words: &mut Words) -> Record {
    let url = format!("https://desa.example/artikel/{number}");
    let source = Source {
        platform: "opensid".into(),
        via: Access::Page,
        url: url.parse().expect("a URL"),
        fetched_at: Timestamp::UNIX_EPOCH,
        tls: Tls::Verified,
        listed: true,
    };
    let (title, body) = (words.text(50), words.text(1_700));
    Record {
        id: format!("{village}/article/{number}"),
        village,
        source,
        published_at: Timestamp::from_second(1_700_000_000 + i64::from(number) * 3_600).ok(),
        updated_at: None,
        digest: format!("{:064x}", words.next(u64::MAX)),
        entity: Article { title, url, body_text: Some(body), ..Article::default() }.into(),
    }
}

async fn visits(store: &Sqlite, doing: &str, seed: u64) -> Result<()> {
    let mut words = Words(seed);
    let (mut putting, mut committing, mut bytes) = (0.0, 0.0, 0);
    for number in 0..VILLAGES {
        let village: RegionCode = format!("33.04.15.{}", 2001 + number).parse().expect("a code");
        let records: Vec<_> = (0..ARTICLES).map(|number| article(village, number, &mut words)).collect();
        bytes += records.iter().map(|it| it.entity.to_json().map_or(0, |json| json.len())).sum::<usize>();
        let site = Site::new(village, "https://desa.example")?;
        let begun = Instant::now();
        let mut visit = store.begin(&site).await?;
        for record in records {
            visit.put(record).await?;
        }
        putting += begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        visit.commit(Report::new(&site)).await?;
        committing += begun.elapsed().as_secs_f64();
    }
    let rows = f64::from(VILLAGES) * f64::from(ARTICLES);
    println!(
        "{doing}: {:.0} records/s put, {:.0} records/s committed, {:.0} bytes each",
        rows / putting,
        rows / committing,
        bytes as f64 / rows
    );
    Ok(())
}

async fn time(store: &Sqlite, doing: &str, query: Query) -> Result<()> {
    let mut found = 0;
    let mut times = Vec::new();
    for _ in 0..15 {
        let begun = Instant::now();
        found = store.records(&query).await?.len();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let all: u64 = store.counts(&query).await?.iter().map(|(.., count)| count).sum();
    println!("{doing}: {:.2} ms for {found} of {all}", times[times.len() / 2]);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "measure.db".into());
    let store = Sqlite::open(&path)?;
    visits(&store, "new", 1).await?;
    visits(&store, "equal", 1).await?;
    visits(&store, "changed", 2).await?;
    let query = || Query::new().limit(20);
    time(&store, "newest", query()).await?;
    time(
        &store,
        "newest of a kind in a sub-district",
        query().kind(Kind::Article).within("33.04.15".parse().expect("a code")),
    )
    .await?;
    time(&store, "search, a word in most", query().matching("desa")).await?;
    time(&store, "search, a root", query().matching("bangun")).await?;
    time(&store, "search, the newest with a root", query().matching("bangun").order(Order::Newest)).await?;
    time(&store, "search, three words", query().matching("musyawarah tani kopi")).await?;
    time(&store, "search, a rare word", query().matching("bangunkata")).await?;
    time(&store, "search, no such word", query().matching("zzyzx")).await?;
    let begun = Instant::now();
    store.counts(&Query::new()).await?;
    println!("counts: {:.2} ms", begun.elapsed().as_secs_f64() * 1e3);
    drop(store);
    println!("{path}: {} MB", std::fs::metadata(&path).map_or(0, |file| file.len()) / 1_000_000);
    Ok(())
}
