//! What a harvest tells while it runs, and what it came to.

use std::sync::Arc;
use std::time::Duration;

use balai_core::report::{Failure, KindReport, Recognised};
use balai_core::{Record, RegionCode, Report, Site};
use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::mpsc;

/// Something that happened in a harvest.
///
/// Of one site the events come in this order: [`Event::VisitStarted`], [`Event::Recognised`], then its records,
/// kinds and warnings as they are read, then [`Event::VisitEnded`]; or [`Event::Resumed`] alone. Events of sites
/// that are visited at the same time come interleaved. [`Event::Started`] is the first of all and
/// [`Event::Finished`] the last.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event {
    /// The harvest begins.
    Started {
        /// Villages of the roster that have a site, and sources.
        sites: u64,
        /// Whether it goes on with one that was interrupted.
        resumes: bool,
    },
    /// An interrupted harvest that this one goes on with has visited a site: it is not visited now.
    Resumed {
        /// The village; of a source, its region.
        region: RegionCode,
    },
    /// A visit begins.
    VisitStarted {
        /// The village; of a source, its region.
        region: RegionCode,
        /// The site.
        site: Site,
    },
    /// The platform of a site is known.
    Recognised {
        /// The village; of a source, its region.
        region: RegionCode,
        /// The platforms that recognised the site, the first to be tried first; never empty.
        platforms: Vec<Recognised>,
    },
    /// A record passed the pipeline: only where [`Harvest::records`](crate::Harvest::records) asks for it. It is
    /// told before its visit is committed, so that a visit's records need not be held.
    Record(Arc<Record>),
    /// A kind was read, or could not be.
    KindRead {
        /// The village; of a source, its region.
        region: RegionCode,
        /// What came of it.
        report: KindReport,
    },
    /// Something that a person should look at: a kind that had records and has none now, for one.
    Warning {
        /// The village; of a source, its region.
        region: RegionCode,
        /// What there is to look at.
        text: String,
    },
    /// A visit ended, and is in the store unless its failure is of kind store.
    VisitEnded(Arc<Report>),
    /// The harvest is over.
    Finished(Summary),
}

/// What a harvest came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Timestamp,
    /// Sites and sources visited, those that failed included.
    pub visited: u64,
    /// Those whose visit came to nothing.
    pub failed: u64,
    /// Those that an interrupted harvest had visited before.
    pub resumed: u64,
    /// Villages of the roster without a site.
    pub without_site: u64,
    /// Records that were not in the store before.
    pub new: u64,
    /// Records whose data changed.
    pub changed: u64,
    /// Records that their site no longer has.
    pub gone: u64,
    /// Whether every site was visited; where not, the next harvest of the roster goes on from here.
    pub whole: bool,
    /// Why the harvest ended early by itself: the store failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
}

impl Summary {
    pub(crate) fn begun() -> Self {
        let now = Timestamp::now();
        Self {
            started_at: now,
            finished_at: now,
            visited: 0,
            failed: 0,
            resumed: 0,
            without_site: 0,
            new: 0,
            changed: 0,
            gone: 0,
            whole: false,
            failure: None,
        }
    }

    pub(crate) fn count(&mut self, report: &Report) {
        self.visited += 1;
        self.failed += u64::from(!report.is_success());
        self.new += report.new;
        self.changed += report.changed;
        self.gone += report.gone;
    }

    /// How long it took.
    pub fn duration(&self) -> Duration {
        self.finished_at.duration_since(self.started_at).unsigned_abs()
    }
}

/// Where a visit tells its events: a run's channel, or nowhere.
#[derive(Clone, Default)]
pub(crate) struct Events(Option<mpsc::Sender<Event>>);

impl Events {
    pub(crate) fn to(sender: mpsc::Sender<Event>) -> Self {
        Self(Some(sender))
    }

    /// Waits while the reader is behind: that is what bounds the memory.
    pub(crate) async fn send(&self, event: Event) {
        if let Some(sender) = &self.0 {
            // Without a reader the run is being dropped, and this task with it.
            let _ = sender.send(event).await;
        }
    }
}
