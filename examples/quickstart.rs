//! Harvests one village into an SQLite file and prints its news.
//!
//! `cargo run -p balai-examples --example quickstart -- https://darmayasa-banjarnegara.desa.id`

use std::sync::Arc;

use balai::{Harvest, Kind, Platforms, Query, Site, Sqlite, Store, Web};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("name the site of a village")?;
    let village = "33.04.15.2008".parse()?; // Darmayasa

    let store = Arc::new(Sqlite::open("quickstart.db")?);
    let harvest = Harvest::new(Arc::new(Web::builder().build()?), Platforms::enabled(), store.clone());
    let report = harvest.visit(Site::new(village, &url)?).await?;
    if let Some(failure) = report.failure {
        return Err(failure.message.into());
    }

    for news in store.records(&Query::new().kind(Kind::Article).within(village).limit(20)).await? {
        println!("{}", news.record.entity.title());
    }
    Ok(())
}
