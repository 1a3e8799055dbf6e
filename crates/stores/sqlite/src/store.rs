//! The store: its connections, and what is asked of them.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use balai_core::{
    Error, ErrorKind, Kind, Query, RegionCode, Report, Result, Site, Store, Stored, Transaction,
};

use crate::commit::set_bookmark;
use crate::pool::Pool;
use crate::transaction::Open;
use crate::{file, query};

/// A store in one SQLite file.
///
/// Cloning it is cheap; the clones share their connections. Several processes may have the file open at a
/// time: what one commits, the others read. When the last clone and the last open visit are dropped, that waits
/// for the visits whose commit has begun, and closes the file.
///
/// Instants are kept to the microsecond.
#[derive(Clone)]
pub struct Sqlite {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) path: String,
    // Fields are dropped in order, readers first: whoever closes the file last folds its log into it, and only
    // the writer may.
    pub(crate) readers: Pool,
    pub(crate) writer: Pool,
}

impl Sqlite {
    /// How many queries run at a time.
    const READERS: usize = 4;

    /// Opens the store in the file at `path`. One that is not there is created (its folder is not); one that an
    /// older Balai made is brought up to date.
    ///
    /// This blocks, for an instant unless another process is writing.
    ///
    /// # Errors
    ///
    /// Store, where the file cannot be opened, is not a store, or is one of a newer Balai: it stays as it is.
    /// Config, where the path is none.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        match path.to_str() {
            Some("") => {
                Err(Error::new(ErrorKind::Config, "the store's path is empty; write one, such as balai.db"))
            }
            Some(":memory:") => Self::in_memory(),
            Some(path) => Self::connect(path.to_owned()),
            None => Err(Error::new(ErrorKind::Config, "the store's path is not UTF-8; choose another")
                .at(path.display())),
        }
    }

    /// Opens an empty store in memory, which goes when it is dropped: for tests, and for harvests whose records
    /// are only passed on.
    ///
    /// # Errors
    ///
    /// Store.
    pub fn in_memory() -> Result<Self> {
        static OPENED: AtomicU64 = AtomicU64::new(0);
        // A name that begins with a slash is shared by the connections of this process.
        Self::connect(format!("file:/balai-{}?vfs=memdb", OPENED.fetch_add(1, Ordering::Relaxed)))
    }

    fn connect(path: String) -> Result<Self> {
        let writer = Pool::new(&path, vec![file::open_writer(&path)?])?;
        let readers = (0..Self::READERS).map(|_| file::open_reader(&path)).collect::<Result<_>>()?;
        let readers = Pool::new(&path, readers)?;
        Ok(Self { inner: Arc::new(Inner { path, readers, writer }) })
    }
}

#[async_trait]
impl Store for Sqlite {
    async fn begin(&self, site: &Site) -> Result<Box<dyn Transaction>> {
        Ok(Box::new(Open::new(self.inner.clone(), site)?))
    }

    async fn records(&self, query: &Query) -> Result<Vec<Stored>> {
        let chosen = query::Chosen::by(query)?;
        self.inner.readers.run("reading records", move |reader| chosen.records(reader)).await
    }

    async fn counts(&self, query: &Query) -> Result<Vec<(RegionCode, Kind, u64)>> {
        let chosen = query::Chosen::by(query)?;
        self.inner.readers.run("counting records", move |reader| chosen.counts(reader)).await
    }

    async fn record(&self, id: &str) -> Result<Option<Stored>> {
        let id = id.to_owned();
        self.inner.readers.run("reading a record", move |reader| query::record(reader, &id)).await
    }

    async fn reports(&self, within: Option<RegionCode>) -> Result<Vec<Report>> {
        self.inner.readers.run("reading reports", move |reader| query::reports(reader, within)).await
    }

    async fn bookmark(&self, key: &str) -> Result<Option<String>> {
        let key = key.to_owned();
        self.inner.readers.run("reading a bookmark", move |reader| query::bookmark(reader, &key)).await
    }

    async fn set_bookmark(&self, key: &str, value: Option<&str>) -> Result<()> {
        let (key, value) = (key.to_owned(), value.map(str::to_owned));
        let write = move |writer: &mut _| set_bookmark(writer, &key, value.as_deref());
        self.inner.writer.run("leaving a bookmark", write).await
    }
}
