use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use balai_core::{
    Error, ErrorKind, Kind, Known, Query, Record, RegionCode, Report, Result, Site, Store, Stored,
    Transaction, Validator,
};

/// A store in memory.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    full: AtomicBool,
}

#[derive(Default)]
struct State {
    records: BTreeMap<String, Stored>,
    reports: BTreeMap<RegionCode, Report>,
    validators: HashMap<(RegionCode, Kind, String), Validator>,
    bookmarks: BTreeMap<String, String>,
    commits: Vec<RegionCode>,
}

struct Visiting {
    store: Memory,
    village: RegionCode,
    put: BTreeMap<String, Record>,
    kept: HashSet<String>,
    validators: HashMap<(Kind, String), Validator>,
    bookmarks: BTreeMap<String, Option<String>>,
}

impl Memory {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.state.lock().expect("the store")
    }

    /// From now on nothing can be kept.
    pub(crate) fn fill_up(&self) {
        self.0.full.store(true, Ordering::SeqCst);
    }

    /// The titles of the records that are there, by id.
    pub(crate) fn titles(&self) -> Vec<String> {
        let state = self.state();
        let there = state.records.values().filter(|stored| stored.gone_at.is_none());
        there.map(|stored| stored.record.entity.title()).collect()
    }

    /// The villages in the order in which their visits were committed.
    pub(crate) fn commits(&self) -> Vec<RegionCode> {
        self.state().commits.clone()
    }

    pub(crate) fn report(&self, village: RegionCode) -> Option<Report> {
        self.state().reports.get(&village).cloned()
    }

    /// The keys of the bookmarks of this beginning.
    pub(crate) fn bookmarks(&self, prefix: &str) -> Vec<String> {
        self.state().bookmarks.keys().filter(|key| key.starts_with(prefix)).cloned().collect()
    }
}

#[async_trait]
impl Store for Memory {
    async fn begin(&self, site: &Site) -> Result<Box<dyn Transaction>> {
        Ok(Box::new(Visiting {
            store: self.clone(),
            village: site.region,
            put: BTreeMap::new(),
            kept: HashSet::new(),
            validators: HashMap::new(),
            bookmarks: BTreeMap::new(),
        }))
    }

    async fn records(&self, query: &Query) -> Result<Vec<Stored>> {
        let state = self.state();
        let within = |stored: &&Stored| query.within.is_none_or(|r| r.contains(stored.record.village));
        Ok(state.records.values().filter(within).cloned().collect())
    }

    async fn counts(&self, query: &Query) -> Result<Vec<(RegionCode, Kind, u64)>> {
        let mut counts = BTreeMap::new();
        for stored in self.records(query).await?.into_iter().filter(|stored| stored.gone_at.is_none()) {
            *counts.entry((stored.record.village, stored.record.kind())).or_insert(0) += 1;
        }
        Ok(counts.into_iter().map(|((village, kind), n)| (village, kind, n)).collect())
    }

    async fn record(&self, id: &str) -> Result<Option<Stored>> {
        Ok(self.state().records.get(id).cloned())
    }

    async fn reports(&self, within: Option<RegionCode>) -> Result<Vec<Report>> {
        let state = self.state();
        let reports = state.reports.values().filter(|r| within.is_none_or(|w| w.contains(r.region)));
        Ok(reports.cloned().collect())
    }

    async fn bookmark(&self, key: &str) -> Result<Option<String>> {
        Ok(self.state().bookmarks.get(key).cloned())
    }

    async fn set_bookmark(&self, key: &str, value: Option<&str>) -> Result<()> {
        let mut state = self.state();
        match value {
            Some(value) => state.bookmarks.insert(key.into(), value.into()),
            None => state.bookmarks.remove(key),
        };
        Ok(())
    }
}

#[async_trait]
impl Transaction for Visiting {
    async fn known(&mut self, id: &str) -> Result<Option<Known>> {
        let known = |stored: &Stored| Known {
            digest: stored.record.digest.clone(),
            published_at: stored.record.published_at,
            updated_at: stored.record.updated_at,
            via: stored.record.source.via,
            fetched_at: stored.record.source.fetched_at,
        };
        Ok(self.store.state().records.get(id).map(known))
    }

    async fn put(&mut self, record: Record) -> Result<()> {
        if record.entity.title().contains("NaN") {
            return Err(Error::malformed("it would not read back"));
        }
        self.put.insert(record.id.clone(), record);
        Ok(())
    }

    async fn keep(&mut self, id: &str) -> Result<()> {
        self.kept.insert(id.to_owned());
        Ok(())
    }

    async fn validator(&mut self, kind: Kind, url: &str) -> Result<Option<Validator>> {
        Ok(self.store.state().validators.get(&(self.village, kind, url.to_owned())).cloned())
    }

    async fn set_validator(&mut self, kind: Kind, url: &str, validator: Validator) -> Result<()> {
        self.validators.insert((kind, url.to_owned()), validator);
        Ok(())
    }

    async fn set_bookmark(&mut self, key: &str, value: Option<&str>) -> Result<()> {
        self.bookmarks.insert(key.to_owned(), value.map(str::to_owned));
        Ok(())
    }

    async fn commit(self: Box<Self>, mut report: Report) -> Result<Report> {
        if self.store.0.full.load(Ordering::SeqCst) {
            return Err(Error::new(ErrorKind::Store, "no space is left"));
        }
        let mut state = self.store.state();
        let now = report.finished_at;
        for stored in state.records.values_mut().filter(|stored| stored.record.village == self.village) {
            let complete = report.kind(stored.record.kind()).is_some_and(|kind| kind.complete);
            let found = self.put.contains_key(&stored.record.id) || self.kept.contains(&stored.record.id);
            if complete && !found && stored.gone_at.is_none() {
                stored.gone_at = Some(now);
                report.gone += 1;
            }
        }
        for (id, record) in self.put {
            match state.records.get_mut(&id) {
                Some(stored) => {
                    report.changed += u64::from(stored.record.digest != record.digest);
                    stored.record = record;
                    stored.gone_at = None;
                }
                None => {
                    report.new += 1;
                    let stored =
                        Stored { record, first_seen: now, last_seen: now, changed_at: now, gone_at: None };
                    state.records.insert(id, stored);
                }
            }
        }
        for ((kind, url), validator) in self.validators {
            state.validators.insert((self.village, kind, url), validator);
        }
        for (key, value) in self.bookmarks {
            match value {
                Some(value) => state.bookmarks.insert(key, value),
                None => state.bookmarks.remove(&key),
            };
        }
        state.reports.insert(self.village, report.clone());
        state.commits.push(self.village);
        Ok(report)
    }
}
