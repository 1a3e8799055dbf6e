//! A store in memory, for these tests: it holds what it is given.

use std::collections::BTreeMap;

use async_trait::async_trait;
use balai::{
    Error, ErrorKind, Kind, Order, Query, Record, RegionCode, Report, Result, Site, Store, Stored,
    Transaction,
};

/// What the store holds. With `broken`, it fails whatever it is asked.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) records: Vec<Record>,
    pub(super) reports: Vec<Report>,
    /// The ids of the records that their sites no longer have.
    pub(super) gone: Vec<String>,
    pub(super) broken: bool,
}

impl Memory {
    fn chosen(&self, query: &Query) -> Result<Vec<&Record>> {
        self.whole()?;
        let words = query.words.as_deref().unwrap_or_default().to_lowercase();
        if query.words.is_some() && !words.contains(char::is_alphanumeric) {
            return Err(Error::new(ErrorKind::Config, "no words to search for"));
        }
        let mut records: Vec<_> = self
            .records
            .iter()
            .filter(|it| query.kinds.is_empty() || query.kinds.contains(&it.kind()))
            .filter(|it| query.within.is_none_or(|region| region.contains(it.village)))
            .filter(|it| query.unlisted || it.source.listed)
            .filter(|it| query.gone || !self.gone.contains(&it.id))
            .filter(|it| {
                query.since.is_none_or(|since| it.published_at.unwrap_or(it.source.fetched_at) >= since)
            })
            .filter(|it| {
                let text = it.entity.text().to_lowercase();
                words.split_whitespace().all(|word| text.contains(word))
            })
            .collect();
        match query.order {
            Order::Id => records.sort_by(|a, b| a.id.cmp(&b.id)),
            Order::Newest | Order::Best => {
                records.sort_by_key(|it| std::cmp::Reverse(it.published_at.unwrap_or(it.source.fetched_at)))
            }
        }
        Ok(records)
    }

    fn stored(&self, record: &Record) -> Stored {
        let seen = record.source.fetched_at;
        let gone_at = self.gone.contains(&record.id).then_some(seen);
        Stored { record: record.clone(), first_seen: seen, last_seen: seen, changed_at: seen, gone_at }
    }

    fn whole(&self) -> Result<()> {
        if self.broken { Err(Error::new(ErrorKind::Store, "the file is <locked>")) } else { Ok(()) }
    }
}

#[async_trait]
impl Store for Memory {
    async fn begin(&self, _: &Site) -> Result<Box<dyn Transaction>> {
        Err(Error::new(ErrorKind::Store, "the portal only reads"))
    }

    async fn records(&self, query: &Query) -> Result<Vec<Stored>> {
        Ok(self
            .chosen(query)?
            .into_iter()
            .skip(query.offset)
            .take(query.limit)
            .map(|it| self.stored(it))
            .collect())
    }

    async fn counts(&self, query: &Query) -> Result<Vec<(RegionCode, Kind, u64)>> {
        let mut counts = BTreeMap::new();
        for record in self.chosen(query)? {
            *counts.entry((record.village, record.kind())).or_insert(0) += 1;
        }
        Ok(counts.into_iter().map(|((village, kind), count)| (village, kind, count)).collect())
    }

    async fn record(&self, id: &str) -> Result<Option<Stored>> {
        self.whole()?;
        Ok(self.records.iter().find(|record| record.id == id).map(|it| self.stored(it)))
    }

    async fn reports(&self, within: Option<RegionCode>) -> Result<Vec<Report>> {
        self.whole()?;
        let asked = |report: &&Report| within.is_none_or(|region| region.contains(report.region));
        Ok(self.reports.iter().filter(asked).cloned().collect())
    }

    async fn bookmark(&self, _: &str) -> Result<Option<String>> {
        Ok(None)
    }

    async fn set_bookmark(&self, _: &str, _: Option<&str>) -> Result<()> {
        Err(Error::new(ErrorKind::Store, "the portal only reads"))
    }
}
