//! A store that keeps what it is given, for as long as it lives.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use balai_core::{
    Entity, Error, ErrorKind, Kind, Known, Order, Publisher, Query, Record, RegionCode, Report, Result, Site,
    Store, Stored, Transaction, Validator,
};
use jiff::Timestamp;

/// A store in memory, for tests of what harvests and of what reads stores. Clones share what they hold.
///
/// It does all that a store must ([`store_suite`](crate::store_suite)), without haste, and finds words only as they
/// are written.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<State>>);

#[derive(Clone, Default)]
struct State {
    records: BTreeMap<String, Kept>,
    reports: BTreeMap<Place, Report>,
    validators: BTreeMap<(Place, Kind, String), Validator>,
    bookmarks: BTreeMap<String, String>,
}

/// What publishes: a village's site, or a source of a region.
type Place = (RegionCode, Option<String>);

#[derive(Clone)]
struct Kept {
    stored: Stored,
    source: Option<String>,
}

impl Memory {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// A store of its own that holds the same.
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.state().clone())))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The records that a query asks for, in its order, whatever its limit.
    fn chosen(&self, query: &Query) -> Vec<&Stored> {
        let words = words(query.words.as_deref().unwrap_or_default());
        let is_of = |kept: &&Kept| match &query.publisher {
            None => true,
            Some(Publisher::Villages) => kept.source.is_none(),
            Some(Publisher::Source(name)) => kept.source.as_ref() == Some(name),
        };
        let is_chosen = |stored: &&Stored| {
            let record = &stored.record;
            (query.kinds.is_empty() || query.kinds.contains(&record.kind()))
                && query.within.is_none_or(|region| region.contains(record.village))
                && query.since.is_none_or(|since| dated_at(stored) >= since)
                && (query.gone || stored.gone_at.is_none())
                && (query.unlisted || record.source.listed)
                && (words.is_empty() || {
                    let text = format!("{} {}", record.entity.title(), record.entity.text()).to_lowercase();
                    words.iter().all(|word| text.contains(word))
                })
        };
        let mut chosen: Vec<_> =
            self.records.values().filter(is_of).map(|kept| &kept.stored).filter(is_chosen).collect();
        if query.order != Order::Id {
            chosen.sort_by_key(|stored| Reverse(dated_at(stored)));
        }
        chosen
    }
}

fn dated_at(stored: &Stored) -> Timestamp {
    stored.record.published_at.unwrap_or(stored.first_seen)
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[async_trait]
impl Store for Memory {
    async fn begin(&self, site: &Site) -> Result<Box<dyn Transaction>> {
        Ok(Box::new(Open {
            store: self.clone(),
            region: site.region,
            source: site.source_name().map(str::to_owned),
            put: BTreeMap::new(),
            kept: BTreeSet::new(),
            validators: BTreeMap::new(),
            bookmarks: BTreeMap::new(),
        }))
    }

    async fn records(&self, query: &Query) -> Result<Vec<Stored>> {
        let state = self.state();
        let after = query.after.as_ref().filter(|_| query.order == Order::Id);
        let chosen = state.chosen(query).into_iter();
        let page = chosen.filter(|stored| after.is_none_or(|after| stored.record.id > *after));
        Ok(page.skip(query.offset).take(query.limit).cloned().collect())
    }

    async fn counts(&self, query: &Query) -> Result<Vec<(RegionCode, Kind, u64)>> {
        let mut counts = BTreeMap::new();
        for stored in self.state().chosen(query) {
            *counts.entry((stored.record.village, stored.record.kind())).or_insert(0) += 1;
        }
        Ok(counts.into_iter().map(|((village, kind), count)| (village, kind, count)).collect())
    }

    async fn record(&self, id: &str) -> Result<Option<Stored>> {
        Ok(self.state().records.get(id).map(|kept| kept.stored.clone()))
    }

    async fn reports(&self, within: Option<RegionCode>) -> Result<Vec<Report>> {
        let state = self.state();
        let asked =
            state.reports.iter().filter(|((region, _), _)| within.is_none_or(|it| it.contains(*region)));
        Ok(asked.map(|(_, report)| report.clone()).collect())
    }

    async fn bookmark(&self, key: &str) -> Result<Option<String>> {
        Ok(self.state().bookmarks.get(key).cloned())
    }

    async fn set_bookmark(&self, key: &str, value: Option<&str>) -> Result<()> {
        self.state().set_bookmark(key, value.map(str::to_owned));
        Ok(())
    }
}

impl State {
    fn set_bookmark(&mut self, key: &str, value: Option<String>) {
        match value {
            Some(value) => self.bookmarks.insert(key.to_owned(), value),
            None => self.bookmarks.remove(key),
        };
    }
}

/// A visit that is open.
struct Open {
    store: Memory,
    region: RegionCode,
    source: Option<String>,
    put: BTreeMap<String, Record>,
    kept: BTreeSet<String>,
    validators: BTreeMap<(Kind, String), Validator>,
    bookmarks: BTreeMap<String, Option<String>>,
}

impl Open {
    fn place(&self) -> Place {
        (self.region, self.source.clone())
    }

    fn check(&self, is_own: bool, what: &str) -> Result<()> {
        let message = || format!("{what} is none of this visit to {}", self.region);
        if is_own { Ok(()) } else { Err(Error::new(ErrorKind::Store, message())) }
    }
}

#[async_trait]
impl Transaction for Open {
    async fn known(&mut self, id: &str) -> Result<Option<Known>> {
        Ok(self.store.state().records.get(id).map(|kept| Known {
            digest: kept.stored.record.digest.clone(),
            published_at: kept.stored.record.published_at,
            updated_at: kept.stored.record.updated_at,
            via: kept.stored.record.source.via,
            fetched_at: kept.stored.record.source.fetched_at,
        }))
    }

    async fn put(&mut self, record: Record) -> Result<()> {
        self.check(self.region.contains(record.village), &record.id)?;
        Entity::from_json(record.kind(), &record.entity.to_json()?)?;
        self.put.insert(record.id.clone(), record);
        Ok(())
    }

    async fn keep(&mut self, id: &str) -> Result<()> {
        self.kept.insert(id.to_owned());
        Ok(())
    }

    async fn validator(&mut self, kind: Kind, url: &str) -> Result<Option<Validator>> {
        Ok(self.store.state().validators.get(&(self.place(), kind, url.to_owned())).cloned())
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
        self.check(report.region == self.region && report.source == self.source, "the report")?;
        let place = self.place();
        let Self { store, region, source, put, kept, validators, bookmarks } = *self;
        let (mut state, at) = (store.state(), report.finished_at);
        (report.new, report.changed, report.gone) = (0, 0, 0);
        for Kept { stored, source: own } in state.records.values_mut() {
            let Record { id, village, .. } = &stored.record;
            if *own != source || !region.contains(*village) || put.contains_key(id) {
                continue;
            }
            let is_complete = report.kind(stored.record.kind()).is_some_and(|kind| kind.complete);
            if kept.contains(id) {
                (stored.last_seen, stored.gone_at) = (at, None);
            } else if is_complete && stored.gone_at.is_none() {
                stored.gone_at = Some(at);
                report.gone += 1;
            }
        }
        for (id, record) in put {
            let earlier = state.records.remove(&id).map(|kept| kept.stored);
            let is_new = earlier.is_none();
            let changed = earlier.as_ref().is_some_and(|it| it.record.digest != record.digest);
            report.new += u64::from(is_new);
            report.changed += u64::from(changed);
            let (first_seen, changed_at) = match earlier {
                Some(it) if changed => (it.first_seen, at),
                Some(it) => (it.first_seen, it.changed_at),
                None => (at, at),
            };
            let stored = Stored { record, first_seen, last_seen: at, changed_at, gone_at: None };
            state.records.insert(id, Kept { stored, source: source.clone() });
        }
        for ((kind, url), validator) in validators {
            state.validators.insert((place.clone(), kind, url), validator);
        }
        for (key, value) in bookmarks {
            state.set_bookmark(&key, value);
        }
        state.reports.insert(place, report.clone());
        Ok(report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_does_what_a_store_must() {
        crate::store_suite::run(async || Memory::new()).await;
    }
}
