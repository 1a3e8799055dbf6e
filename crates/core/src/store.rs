//! Where records are kept.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::{Kind, Known, Record, RegionCode, Report, Result, Site, Validator};

/// Where records and visit logs are kept (*gudang*).
///
/// A visit is one transaction: its records, its validators and its report become visible together, or not at
/// all. Nothing is deleted by a harvest; what a complete listing no longer has is marked as gone.
///
/// Every method's error is of kind store.
#[async_trait]
pub trait Store: Send + Sync {
    /// Begins a visit to a site or a source. Several may be open at a time, of different ones.
    ///
    /// What is found belongs to the site's village or, of a source, to villages within its region; what the same site
    /// or source had before and no longer has is gone, what others published of the same villages is not touched.
    ///
    /// # Errors
    ///
    /// Store.
    async fn begin(&self, site: &Site) -> Result<Box<dyn Transaction>>;

    /// The records that a query asks for, in its order.
    ///
    /// # Errors
    ///
    /// Store; config, where the query's words cannot be searched for.
    async fn records(&self, query: &Query) -> Result<Vec<Stored>>;

    /// How many records each village has of each kind, of those that a query asks for; its limit and offset do
    /// not matter.
    ///
    /// # Errors
    ///
    /// As [`Store::records`].
    async fn counts(&self, query: &Query) -> Result<Vec<(RegionCode, Kind, u64)>>;

    /// One record by its id.
    ///
    /// # Errors
    ///
    /// Store.
    async fn record(&self, id: &str) -> Result<Option<Stored>>;

    /// The latest report of every site and every source of a region and of what lies within it, or of all.
    ///
    /// # Errors
    ///
    /// Store.
    async fn reports(&self, within: Option<RegionCode>) -> Result<Vec<Report>>;

    /// A value that the engine left for itself under a key.
    ///
    /// # Errors
    ///
    /// Store.
    async fn bookmark(&self, key: &str) -> Result<Option<String>>;

    /// Leaves a value under a key, or takes it away.
    ///
    /// # Errors
    ///
    /// Store.
    async fn set_bookmark(&self, key: &str, value: Option<&str>) -> Result<()>;
}

/// A visit on its way into the store. Dropped without [`Transaction::commit`], it leaves no trace.
#[async_trait]
pub trait Transaction: Send + Sync {
    /// What the store has under an id, this visit's own records not counted.
    ///
    /// # Errors
    ///
    /// Store.
    async fn known(&mut self, id: &str) -> Result<Option<Known>>;

    /// Takes a record; the last one of an id counts.
    ///
    /// # Errors
    ///
    /// Store; malformed, where the record would not read back: it costs only itself.
    async fn put(&mut self, record: Record) -> Result<()>;

    /// Says that a record is still there.
    ///
    /// # Errors
    ///
    /// Store.
    async fn keep(&mut self, id: &str) -> Result<()>;

    /// What an earlier visit to this site was told of a page's version while reading a kind.
    ///
    /// # Errors
    ///
    /// Store.
    async fn validator(&mut self, kind: Kind, url: &str) -> Result<Option<Validator>>;

    /// Remembers what this visit was told of a page's version.
    ///
    /// # Errors
    ///
    /// Store.
    async fn set_validator(&mut self, kind: Kind, url: &str, validator: Validator) -> Result<()>;

    /// Leaves a value under a key, or takes it away, when the visit becomes visible.
    ///
    /// # Errors
    ///
    /// Store.
    async fn set_bookmark(&mut self, key: &str, value: Option<&str>) -> Result<()>;

    /// Makes the visit visible. Of each kind that the report calls complete, what the store has and this visit
    /// neither put nor kept is marked as gone. The report is kept with the changes counted in it, and returned.
    ///
    /// # Errors
    ///
    /// Store; then nothing of the visit is visible.
    async fn commit(self: Box<Self>, report: Report) -> Result<Report>;
}

/// A record as the store keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The record.
    pub record: Record,
    /// When it was first read.
    pub first_seen: Timestamp,
    /// When a visit last found it on the site.
    pub last_seen: Timestamp,
    /// When its data last changed.
    pub changed_at: Timestamp,
    /// Since when the site no longer has it.
    pub gone_at: Option<Timestamp>,
}

/// Which records to show.
///
/// ```
/// use balai_core::{Kind, Query};
///
/// let news = Query::new().kind(Kind::Article).within("33.04.15".parse()?).matching("kopi").limit(20);
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Of these kinds; of any where it is empty.
    pub kinds: Vec<Kind>,
    /// Of this village, or of the villages within this region.
    pub within: Option<RegionCode>,
    /// Published by the villages themselves, or by one source; by anybody where it is left out.
    pub publisher: Option<Publisher>,
    /// With these words: all of them, in any order, in titles and texts, whatever their case and accents.
    pub words: Option<String>,
    /// Published, or where that is not known first read, at this time or later.
    pub since: Option<Timestamp>,
    /// Also those that the site no longer has.
    pub gone: bool,
    /// Also those that the village's own menu does not lead to.
    pub unlisted: bool,
    /// In which order.
    pub order: Order,
    /// At most so many.
    pub limit: usize,
    /// Without the first so many.
    pub offset: usize,
    /// In the order of ids, only those behind this one: for exports, stable while the store grows.
    pub after: Option<String>,
}

/// Who published a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publisher {
    /// The villages themselves, on their own sites.
    Villages,
    /// The source of this name.
    Source(String),
}

/// In which order to show records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first, by when it was published, or where that is not known first read.
    #[default]
    Newest,
    /// The best match first, for a query with words; otherwise as [`Order::Newest`].
    Best,
    /// By id.
    Id,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            kinds: Vec::new(),
            within: None,
            publisher: None,
            words: None,
            since: None,
            gone: false,
            unlisted: true,
            order: Order::Newest,
            limit: 100,
            offset: 0,
            after: None,
        }
    }
}

impl Query {
    /// The hundred newest records of any kind and village.
    pub fn new() -> Self {
        Self::default()
    }

    /// Of this kind, or of this one too.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kinds.push(kind);
        self
    }

    /// Of this village or region.
    #[must_use]
    pub fn within(mut self, region: RegionCode) -> Self {
        self.within = Some(region);
        self
    }

    /// Published by the villages themselves, or by one source.
    #[must_use]
    pub fn published_by(mut self, publisher: Publisher) -> Self {
        self.publisher = Some(publisher);
        self
    }

    /// With these words, the best match first.
    #[must_use]
    pub fn matching(mut self, words: impl Into<String>) -> Self {
        self.words = Some(words.into());
        self.order = Order::Best;
        self
    }

    /// Published at this time or later.
    #[must_use]
    pub fn since(mut self, at: Timestamp) -> Self {
        self.since = Some(at);
        self
    }

    /// In this order.
    #[must_use]
    pub fn order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// At most so many.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Without the first so many.
    #[must_use]
    pub fn offset(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// In the order of ids, those behind `id`: the next page of an export.
    #[must_use]
    pub fn after(mut self, id: impl Into<String>) -> Self {
        self.after = Some(id.into());
        self.order = Order::Id;
        self
    }
}
