//! The villages that one cares about.

use std::path::PathBuf;

use crate::{RegionCode, Result, Site};

mod csv;
mod draft;
mod fault;
mod file;
mod source;
#[cfg(test)]
mod tests;
mod toml;
mod village;

pub use fault::{RosterError, RosterFault};
pub use source::{Location, RosterSource};
pub use village::RosterVillage;

/// The villages that one cares about, with what is known of their sites (*daftar desa*), and the sources that tell of
/// many of them.
///
/// As TOML, one table a village; only the code is required:
///
/// ```
/// use balai_core::Roster;
///
/// let roster = Roster::from_toml(
///     r#"
///     [[village]]
///     code = "33.04.15.2008"
///     name = "Darmayasa"
///     url = "https://darmayasa-banjarnegara.desa.id"
///
///     [[village]]
///     code = "33.04.15.2011"
///     name = "Ratamba"                    # no site that we know of
///
///     [[source]]
///     platform = "opendk"
///     within = "33.04.15"
///     url = "https://kecamatan.example"
///     "#,
/// )?;
/// assert_eq!((roster.villages.len(), roster.sources.len()), (2, 1));
/// # Ok::<(), balai_core::RosterError>(())
/// ```
///
/// As CSV, the same words as its heading: `code,name,url,platform,accept_invalid_certificate`; sources are written in
/// TOML only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// The villages, in the roster's order.
    pub villages: Vec<RosterVillage>,
    /// The sources that tell of many villages, in the roster's order.
    pub sources: Vec<RosterSource>,
    /// Where the relative files of sources are: the roster's own folder. The current one where it is empty.
    pub folder: PathBuf,
}

impl Roster {
    /// Reads a roster from TOML.
    ///
    /// # Errors
    ///
    /// Every fault that the text has: wrong TOML, unknown keys, wrong or doubled codes, broken addresses.
    pub fn from_toml(text: &str) -> Result<Self, RosterError> {
        Self::from_toml_of(text, |_| true)
    }

    /// As [`Roster::from_toml`], of regions that exist, as `exists` tells: core has no list of codes,
    /// `balai-regions` has.
    ///
    /// # Errors
    ///
    /// As [`Roster::from_toml`], and regions that do not exist.
    pub fn from_toml_of(text: &str, exists: impl Fn(RegionCode) -> bool) -> Result<Self, RosterError> {
        toml::read(text, exists)
    }

    /// Reads a roster from CSV with a heading.
    ///
    /// # Errors
    ///
    /// Every fault that the text has, as [`Roster::from_toml`].
    pub fn from_csv(text: &str) -> Result<Self, RosterError> {
        Self::from_csv_of(text, |_| true)
    }

    /// As [`Roster::from_csv`], of villages that exist, as `exists` tells.
    ///
    /// # Errors
    ///
    /// As [`Roster::from_csv`], and villages that do not exist.
    pub fn from_csv_of(text: &str, exists: impl Fn(RegionCode) -> bool) -> Result<Self, RosterError> {
        csv::read(text, exists)
    }

    /// The villages as TOML, ready to be filled in: one without an address gets a line to write it on.
    pub fn to_toml(&self) -> String {
        self.villages.iter().map(RosterVillage::to_toml).collect()
    }

    /// The villages' sites that are known, each with the platform that the roster names, and the sources.
    ///
    /// # Errors
    ///
    /// Config, where a source's path is none.
    pub fn sites(&self) -> Result<Vec<(Site, Option<&str>)>> {
        let villages =
            self.villages.iter().filter_map(|village| Some((village.site()?, village.platform.as_deref())));
        let sources = self.sources.iter().map(|source| Ok((source.site(&self.folder)?, None)));
        villages.map(Ok).chain(sources).collect()
    }
}
