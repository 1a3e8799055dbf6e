//! A visit on its way into the store.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use balai_core::{
    Entity, Error, ErrorKind, Kind, Known, Record, RegionCode, Report, Result, Site, Transaction, Validator,
};

use crate::commit::commit;
use crate::fault::fault;
use crate::query;
use crate::spool::Spool;
use crate::store::Inner;

/// A visit that is open. Until it is committed, it has only its spool.
pub(crate) struct Open {
    store: Arc<Inner>,
    region: RegionCode,
    /// The source's name; `None` for a village's own site.
    source: Option<String>,
    // Never contended: it makes the connection `Sync`, as the trait asks. Writing to it is writing to memory,
    // or to the system's page cache, and takes microseconds; so it is done in place.
    spool: Mutex<Spool>,
}

impl Open {
    pub(crate) fn new(store: Arc<Inner>, site: &Site) -> Result<Self> {
        let spool = Spool::new()
            .map_err(|error| fault("making room for a visit", Self::WHERE, error))
            .map(Mutex::new)?;
        Ok(Self { store, region: site.region, source: site.source_name().map(str::to_owned), spool })
    }

    /// Where the spool is, for messages.
    const WHERE: &'static str = "SQLite's temporary folder; SQLITE_TMPDIR chooses another";

    fn spool(&mut self, write: impl FnOnce(&Spool) -> rusqlite::Result<()>) -> Result<()> {
        let spool = self.spool.get_mut().unwrap_or_else(PoisonError::into_inner);
        write(spool).map_err(|error| fault("keeping what a visit found", Self::WHERE, error))
    }

    /// A visit is to one site: what it finds belongs to that.
    fn check(&self, what: &str, is_own: bool) -> Result<()> {
        if is_own {
            return Ok(());
        }
        let message = format!("{what} is none of this visit to {}: begin another visit", self.region);
        Err(Error::new(ErrorKind::Store, message).at(&self.store.path))
    }
}

#[async_trait]
impl Transaction for Open {
    async fn known(&mut self, id: &str) -> Result<Option<Known>> {
        let id = id.to_owned();
        self.store.readers.run("looking up a record", move |reader| query::known(reader, &id)).await
    }

    async fn put(&mut self, record: Record) -> Result<()> {
        self.check(&record.id, self.region.contains(record.village))?;
        // What JSON cannot hold (NaN) would be written as null, and then neither found nor read: better that it
        // costs itself now than its visit, or a query, later.
        let data = record.entity.to_json()?;
        Entity::from_json(record.kind(), &data).map_err(|error| {
            let error = Error::from(error);
            let message =
                format!("{} cannot be kept: it cannot be read back: {}", record.id, error.message());
            Error::malformed(message).at(&record.source.url)
        })?;
        self.spool(|spool| spool.put(&record, &data))
    }

    async fn keep(&mut self, id: &str) -> Result<()> {
        self.spool(|spool| spool.keep(id))
    }

    async fn validator(&mut self, kind: Kind, url: &str) -> Result<Option<Validator>> {
        let (region, url) = (self.region, url.to_owned());
        let read = move |reader: &mut _| query::validator(reader, region, kind, &url);
        self.store.readers.run("looking up a validator", read).await
    }

    async fn set_validator(&mut self, kind: Kind, url: &str, validator: Validator) -> Result<()> {
        self.spool(|spool| spool.set_validator(kind, url, &validator))
    }

    async fn set_bookmark(&mut self, key: &str, value: Option<&str>) -> Result<()> {
        self.spool(|spool| spool.set_bookmark(key, value))
    }

    async fn commit(self: Box<Self>, report: Report) -> Result<Report> {
        self.check("the report", report.region == self.region && report.source == self.source)?;
        let spool = self.spool.into_inner().unwrap_or_else(PoisonError::into_inner);
        let write = move |writer: &mut _| commit(writer, &spool, report);
        self.store.writer.run("committing a visit", write).await
    }
}
