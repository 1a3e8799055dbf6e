//! What every platform must do, as one test that an adapter's own tests run.
//!
//! ```no_run
//! # use balai_core::{Platform, Probe, Recognition, Result, Kind, Visit, Manifest};
//! # use balai_testkit::{Answer, Ask, Website};
//! # #[derive(Default)] struct Papan; struct Simulated;
//! # #[async_trait::async_trait] impl Platform for Papan {
//! #     fn manifest(&self) -> &Manifest { todo!() }
//! #     async fn recognise(&self, _: &Probe<'_>) -> Result<Option<Recognition>> { todo!() }
//! #     async fn read(&self, _: Kind, _: &mut Visit<'_>) -> Result<()> { todo!() }
//! # }
//! # impl Website for Simulated { fn respond(&self, _: &Ask) -> Answer { todo!() } }
//! # async fn test() {
//! use balai_testkit::Conformance;
//!
//! Conformance::of(Papan::default()).site("papan 2", Simulated).run().await;
//! # }
//! ```

mod checks;
mod faults;

use std::sync::Arc;

use balai_core::{Gazetteer, Kind, Order, Platform, Query, Record, Report, RosterSource, Site, Store};
use balai_harvest::Harvest;
use url::Url;

use crate::{Memory, Web, Website};

/// The suite that every platform passes, ours and anyone's.
///
/// A platform is tried on sites that are written for it, simulated or captured, each as the real ones are: with what
/// they leak, and with what they get wrong. Of every site it must hold that
///
/// - the platform recognises it, and over all sites gives records of every kind that its manifest declares;
/// - no address is asked that the manifest forbids, and not many more than there are records;
/// - records are whole, of possible dates, of sanitised HTML, and hold none of the secrets;
/// - a second visit to the unchanged site writes nothing and asks no more than the first;
/// - whatever fails (refused, busy, broken, silent, another page, cut off, in another charset, in a redirect loop),
///   everywhere or at one address, is told as what it is, makes nothing disappear, and gives no record another id.
pub struct Conformance {
    platform: Arc<dyn Platform>,
    gazetteer: Arc<dyn Gazetteer>,
    cases: Vec<Case>,
    secrets: Vec<String>,
}

/// A site that the platform is tried on.
struct Case {
    name: String,
    website: Arc<dyn Website>,
    site: Site,
}

/// What a visit brought.
struct Visited {
    report: Report,
    records: Vec<Record>,
    /// What was asked, in order.
    asked: Vec<Url>,
}

impl Conformance {
    /// The suite of a platform, on no site so far.
    pub fn of(platform: impl Platform + 'static) -> Self {
        Self { platform: Arc::new(platform), gazetteer: Arc::new(()), cases: Vec::new(), secrets: Vec::new() }
    }

    /// Adds a village's site, as `http://desa.invalid/` of 33.04.15.2008. The name is for whoever reads a failure.
    ///
    /// # Panics
    ///
    /// Never: the address and the code are right.
    #[must_use]
    pub fn site(self, name: &str, website: impl Website + 'static) -> Self {
        let village = "33.04.15.2008".parse().expect("a code");
        let site = Site::new(village, "http://desa.invalid/").expect("an address");
        self.case(name, website, site)
    }

    /// Adds a source that tells of many villages, as the roster would name it.
    ///
    /// # Panics
    ///
    /// Where the source's path is none.
    #[must_use]
    pub fn source(self, name: &str, website: impl Website + 'static, source: &RosterSource) -> Self {
        let site = source.site("".as_ref()).expect("a source");
        self.case(name, website, site)
    }

    fn case(mut self, name: &str, website: impl Website + 'static, site: Site) -> Self {
        self.cases.push(Case { name: name.to_owned(), website: Arc::new(website), site });
        self
    }

    /// Tells which villages there are, for sources that name them.
    #[must_use]
    pub fn gazetteer(mut self, gazetteer: impl Gazetteer + 'static) -> Self {
        self.gazetteer = Arc::new(gazetteer);
        self
    }

    /// Texts that no record may hold.
    #[must_use]
    pub fn secrets(mut self, secrets: impl IntoIterator<Item = String>) -> Self {
        self.secrets.extend(secrets.into_iter().filter(|secret| !secret.is_empty()));
        self
    }

    /// Runs the suite.
    ///
    /// # Panics
    ///
    /// Where the platform does not hold what is asked of it, with the site's name and what was found.
    pub async fn run(self) {
        assert!(!self.cases.is_empty(), "add a site to try the platform on");
        let mut found: Vec<(Kind, bool)> = self.offers().map(|kind| (kind, false)).collect();
        for case in &self.cases {
            eprintln!("{}: {}", self.platform.manifest().name, case.name);
            let (store, first) = self.healthy(case).await;
            for (kind, is_found) in &mut found {
                *is_found |= first.records.iter().any(|record| record.kind() == *kind);
            }
            self.faults(case, &store, &first).await;
        }
        let missing: Vec<_> =
            found.iter().filter(|(_, found)| !found).map(|(kind, _)| kind.as_str()).collect();
        assert!(missing.is_empty(), "declared, and found on no site: {}", missing.join(", "));
    }

    fn offers(&self) -> impl Iterator<Item = Kind> {
        self.platform.manifest().offers.iter().map(|offer| offer.kind)
    }

    /// Visits the case's site as `website` answers it.
    async fn visit(&self, case: &Case, website: impl Website + 'static, store: &Memory) -> Visited {
        let web = Web::of(website);
        let harvest = Harvest::new(Arc::new(web.clone()), [self.platform.clone()], Arc::new(store.clone()))
            .gazetteer(self.gazetteer.clone());
        let report = harvest.visit(case.site.clone()).await.expect("the store works");
        let query = Query::new().order(Order::Id).limit(usize::MAX);
        let stored = store.records(&query).await.expect("the store works");
        let records = stored.into_iter().map(|stored| stored.record).collect();
        Visited { report, records, asked: web.asked() }
    }
}
