//! A source that tells of many villages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use url::Url;

use crate::{Error, ErrorKind, RegionCode, Result, Site};

/// A source that tells of many villages (*sumber bersama*): a sub-district's portal, an open-data portal, a ministry's
/// endpoint, a spreadsheet. It is read once, and gives each village its records.
///
/// ```
/// use balai_core::Roster;
///
/// let roster = Roster::from_toml(
///     r#"
///     [[source]]
///     platform = "table"
///     within = "33.04.15"
///     file = "pejawaran.xlsx"                   # beside the roster
///     villages = { "Tlahap" = "33.04.15.2007" } # what the file calls a village, where nobody else does
///     "#,
/// )?;
/// assert_eq!(roster.sources[0].name, "table");
/// # Ok::<(), balai_core::RosterError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterSource {
    /// What it is called in reports and in the store; the platform's name unless told.
    pub name: String,
    /// The platform that reads it.
    pub platform: String,
    /// The region whose villages it tells of.
    pub within: RegionCode,
    /// Where it is.
    pub location: Location,
    /// Villages by what the source calls them, where that is no official name.
    pub villages: BTreeMap<String, RegionCode>,
    /// Whether its host's robots.txt binds. By default it does not: who names a source to be read by its documented
    /// interface is no crawler, and stock files forbid `/api/` to search engines.
    pub obey_robots: bool,
    /// Whether to read it although its certificate is wrong.
    pub accept_invalid_certificate: bool,
    /// What its platform wants to know beyond that.
    pub settings: Map<String, Value>,
    /// The line of the roster that it stands on, from 1; 0 where there is none.
    pub line: usize,
}

/// Where a source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// On the web.
    Web(Url),
    /// On this machine; where the path is relative, beside the roster.
    File(PathBuf),
}

impl RosterSource {
    /// A source on the web, called as its platform is.
    pub fn new(platform: impl Into<String>, within: RegionCode, url: Url) -> Self {
        let platform = platform.into();
        Self {
            name: platform.clone(),
            platform,
            within,
            location: Location::Web(url),
            villages: BTreeMap::new(),
            obey_robots: false,
            accept_invalid_certificate: false,
            settings: Map::new(),
            line: 0,
        }
    }

    /// The source as what a visit reads; `folder` is where relative files are.
    ///
    /// # Errors
    ///
    /// Config, where a file's path is none.
    pub fn site(&self, folder: &Path) -> Result<Site> {
        let url = match &self.location {
            Location::Web(url) => url.clone(),
            Location::File(path) => std::path::absolute(folder.join(path))
                .ok()
                .and_then(|path| Url::from_file_path(path).ok())
                .ok_or_else(|| {
                    let message = format!("`{}` is no path of a file", path.display());
                    Error::new(ErrorKind::Config, message)
                })?,
        };
        Ok(Site::of_source(self.clone(), url))
    }

    /// The settings in the shape that a platform wants them.
    ///
    /// # Errors
    ///
    /// Config, with what is wrong.
    pub fn settings<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_value(Value::Object(self.settings.clone())).map_err(|error| {
            let place =
                if self.line > 0 { format!(", line {} of the roster", self.line) } else { String::new() };
            Error::new(
                ErrorKind::Config,
                format!("the settings of the source `{}`{place}: {error}", self.name),
            )
        })
    }
}
