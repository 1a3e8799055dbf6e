#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::{Access, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod address;
mod column;
mod csv;
mod file;
mod format;
mod grid;
mod heading;
mod layout;
mod personal;
mod place;
mod read;
mod row;
mod sheet;
mod subdistrict;
#[cfg(feature = "template")]
mod template;
mod value;
mod village;
mod xlsx;

pub use column::Column;
pub use format::Format;
pub use layout::columns;
#[cfg(feature = "template")]
pub use template::{Template, template};

/// Spreadsheets that a roster names.
#[derive(Clone, Debug)]
pub struct Table {
    manifest: Manifest,
}

impl Default for Table {
    fn default() -> Self {
        let manifest = Manifest::source("table", "Table");
        let manifest =
            Kind::ALL.into_iter().fold(manifest, |it, kind| it.reads_changes(kind, &[Access::File]));
        Self { manifest }
    }
}

#[async_trait]
impl Platform for Table {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A file is named by a roster, never found.
    async fn recognise(&self, _: &Probe<'_>) -> Result<Option<Recognition>> {
        Ok(None)
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        read::read(layout::of(kind), visit).await
    }
}
