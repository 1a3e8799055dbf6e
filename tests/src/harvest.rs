//! One site, harvested.

use std::sync::Arc;

use balai::{Fetch, Harvest, Order, Platforms, Query, Record, Report, Site, Sqlite, Store};

/// What a visit to a site brought.
pub struct Harvested {
    /// Every record in the store.
    pub records: Vec<Record>,
    /// The visit's report.
    pub report: Report,
}

/// Visits `site` through `fetch` with every enabled platform, into a store in memory.
pub async fn visit(fetch: impl Fetch + 'static, site: Site) -> Harvested {
    let store = store();
    visit_into(&store, fetch, site).await
}

/// A store in memory.
pub fn store() -> Arc<dyn Store> {
    Arc::new(Sqlite::in_memory().expect("a store"))
}

/// Visits `site` once more, into a store that knows it.
pub async fn visit_into(store: &Arc<dyn Store>, fetch: impl Fetch + 'static, site: Site) -> Harvested {
    let harvest = Harvest::new(Arc::new(fetch), Platforms::enabled(), store.clone());
    let report = harvest.visit(site).await.expect("the store works");
    let query = Query::new().order(Order::Id).limit(100_000);
    let stored = store.records(&query).await.expect("the store works");
    Harvested { records: stored.into_iter().map(|stored| stored.record).collect(), report }
}
