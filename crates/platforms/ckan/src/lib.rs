#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::Access::{Api, File};
use balai_core::{Gazetteer, Kind, Manifest, Platform, Probe, Recognition, Result, Session, Visit};

mod aid;
mod api;
mod budget;
mod cell;
mod discover;
mod draft;
mod file;
mod grid;
mod header;
mod index;
mod number;
mod proposal;
mod propose;
mod read;
mod recognise;
mod settings;
mod statistic;
mod village;

pub use proposal::{Discovery, Proposal};
pub use settings::{
    AidColumns, BudgetColumns, Category, IndexColumns, LineColumns, Settings, StatisticColumns, Table, Tells,
    Year,
};

/// CKAN, the software of most open-data portals of Satu Data Indonesia.
#[derive(Clone, Debug)]
pub struct Ckan {
    manifest: Manifest,
}

impl Default for Ckan {
    fn default() -> Self {
        let manifest = Manifest::source("ckan", "CKAN")
            .reads(Kind::Statistic, &[Api, File])
            .reads(Kind::Budget, &[Api, File])
            .reads(Kind::Aid, &[Api, File])
            .reads(Kind::Index, &[Api, File])
            .never(&[
                // Who works with the portal.
                "/api/3/action/user_*",
                "/api/action/user_*",
                "/user",
                "/dashboard",
                // Whole tables by whatever question.
                "/api/3/action/datastore_search_sql",
            ]);
        Self { manifest }
    }
}

impl Ckan {
    /// Looks through the portal for tables of the region's villages, and proposes what to write into the roster. Nothing
    /// is read by it before a person has looked at it: which column is which is a guess.
    ///
    /// # Errors
    ///
    /// Those of the search, and config where the region has no name to search for.
    ///
    /// ```no_run
    /// # async fn show(fetch: std::sync::Arc<dyn balai_core::Fetch>, roster: balai_core::Roster) -> balai_core::Result<()> {
    /// # let regions = ();
    /// use balai_core::Session;
    ///
    /// let session = Session::new(fetch, roster.sources[0].site(".".as_ref())?);
    /// for proposal in balai_ckan::Ckan::default().discover(&session, &regions).await?.proposals {
    ///     println!("{proposal}"); // as it is to stand in the roster
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn discover(&self, session: &Session, gazetteer: &dyn Gazetteer) -> Result<Discovery> {
        discover::discover(&Probe::new(session, &self.manifest), gazetteer).await
    }
}

#[async_trait]
impl Platform for Ckan {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        read::read(kind, visit).await
    }
}
