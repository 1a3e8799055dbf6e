//! Reads a store that `balai harvest` filled: the newest news of a region, and how much each village publishes.
//!
//! `cargo run -p balai-examples --example query -- pejawaran.db 33.04.15`

use std::collections::BTreeMap;

use balai::{Entity, Kind, Query, RegionCode, Sqlite, Store, regions};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("name a store, such as balai.db")?;
    let region: RegionCode = arguments.next().ok_or("name a region, such as 33.04.15")?.parse()?;
    let store = Sqlite::open(path)?;
    let name = |code| regions::get(code).map_or("?", |region| region.name());

    println!("News of {}", name(region));
    let news = Query::new().kind(Kind::Article).within(region).limit(10);
    for stored in store.records(&news).await? {
        let record = stored.record;
        if let (Entity::Article(article), Some(at)) = (record.entity, record.published_at) {
            println!(
                "  {}  {}: {}",
                record.village.zone().local(at).date(),
                name(record.village),
                article.title
            );
        }
    }

    let mut records = BTreeMap::<_, u64>::new();
    for (village, _, count) in store.counts(&Query::new().within(region)).await? {
        *records.entry(village).or_default() += count;
    }
    for (village, count) in records {
        println!("{}: {count} records", name(village));
    }
    Ok(())
}
