//! The harvest and its settings.

use std::sync::Arc;

use balai_core::{Fetch, Gazetteer, Kind, Platform, Report, Result, Roster, Site, Store};
use jiff::Timestamp;

use crate::{Run, visit};

/// Visits to the villages of a roster (*panen*): who fetches, which platforms are known, where records go.
///
/// Cheap to clone: the clones share the fetcher, the platforms and the store.
#[derive(Clone)]
pub struct Harvest {
    pub(crate) fetch: Arc<dyn Fetch>,
    pub(crate) platforms: Arc<[Arc<dyn Platform>]>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) gazetteer: Arc<dyn Gazetteer>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) since: Option<Timestamp>,
    pub(crate) concurrency: usize,
    pub(crate) fresh: bool,
    pub(crate) accept_invalid_certificate: bool,
    pub(crate) records: bool,
}

impl Harvest {
    /// A harvest of every kind, of what changed since the last one. Where two platforms recognise a site equally
    /// surely, the one that comes first in `platforms` is tried first.
    pub fn new(
        fetch: Arc<dyn Fetch>,
        platforms: impl IntoIterator<Item = Arc<dyn Platform>>,
        store: Arc<dyn Store>,
    ) -> Self {
        Self {
            fetch,
            platforms: platforms.into_iter().collect(),
            store,
            gazetteer: Arc::new(()),
            kinds: Kind::ALL.to_vec(),
            since: None,
            concurrency: 16,
            fresh: false,
            accept_invalid_certificate: false,
            records: false,
        }
    }

    /// Tells which villages there are: without it, a source that tells of many villages by their names gives only those
    /// whose names the roster explains. `balai-regions` has one.
    #[must_use]
    pub fn gazetteer(mut self, gazetteer: impl Gazetteer + 'static) -> Self {
        self.gazetteer = Arc::new(gazetteer);
        self
    }

    /// Reads only these kinds, in this order.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds.clear();
        for kind in kinds {
            if !self.kinds.contains(&kind) {
                self.kinds.push(kind);
            }
        }
        self
    }

    /// Reads what changed since `at`, in place of what changed since each kind was last read. The next harvest
    /// without it goes on as if this one had not been, since what is older may still be unread.
    #[must_use]
    pub fn since(mut self, at: Timestamp) -> Self {
        self.since = Some(at);
        self
    }

    /// Visits `n` villages at a time, at least one; 16 unless told.
    #[must_use]
    pub fn concurrency(mut self, n: usize) -> Self {
        self.concurrency = n.max(1);
        self
    }

    /// Reads everything again, and every village: nothing of an earlier harvest is gone on with.
    #[must_use]
    pub fn fresh(mut self, fresh: bool) -> Self {
        self.fresh = fresh;
        self
    }

    /// Reads sites although their certificates are wrong, also those of which the roster does not say so. What
    /// comes that way is marked in [`Source::tls`](balai_core::Source::tls).
    #[must_use]
    pub fn accept_invalid_certificate(mut self, accept: bool) -> Self {
        self.accept_invalid_certificate = accept;
        self
    }

    /// Tells every record that is read as an [`Event::Record`](crate::Event::Record).
    #[must_use]
    pub fn records(mut self, tell: bool) -> Self {
        self.records = tell;
        self
    }

    /// Begins to visit the villages of `roster` that have a site, and its sources. The visits go on while the [`Run`]
    /// is read, and end with it.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime.
    pub fn run(&self, roster: &Roster) -> Run {
        Run::begin(self.clone(), roster)
    }

    /// Visits one site, and returns what came of it. A site that cannot be read is no error, but a report with a
    /// failure.
    ///
    /// # Errors
    ///
    /// Store.
    pub async fn visit(&self, site: Site) -> Result<Report> {
        visit::visit(self, site, visit::Told::default()).await
    }

    /// The platform of this name, among those for sources or those for villages' own sites.
    pub(crate) fn platform(&self, name: &str, is_source: bool) -> Option<&Arc<dyn Platform>> {
        self.platforms.iter().find(|platform| {
            let manifest = platform.manifest();
            manifest.is_source == is_source && manifest.name == name
        })
    }
}
