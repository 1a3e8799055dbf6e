//! Arguments that several commands share.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use balai::fetch::WebBuilder;
use balai::recipe::Recipe;
use balai::{Platforms, Query, RegionCode, Roster, Sqlite, Store, Web, regions};
use clap::Args;
use jiff::civil::Date;

use crate::outcome::{Failure, Result};
use crate::{names, output};

/// The roster in a file, of regions that the decree has.
pub(crate) fn roster(path: &Path) -> Result<Roster> {
    Ok(Roster::from_file(path, |code| regions::get(code).is_some())?)
}

/// Which platforms are known.
#[derive(Args)]
pub(crate) struct PlatformArgs {
    /// Also read sites by this recipe, TOML; may be given several times
    #[arg(long = "recipe", value_name = "FILE")]
    recipes: Vec<PathBuf>,
}

impl PlatformArgs {
    pub(crate) fn platforms(&self) -> Result<Platforms> {
        let known = Platforms::enabled();
        self.recipes.iter().try_fold(known, |known, path| Ok(known.with(recipe(path)?)))
    }
}

/// The recipe in a file.
pub(crate) fn recipe(path: &Path) -> Result<Recipe> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, "cannot read", &error))?;
    Recipe::from_toml(&text).map_err(|error| {
        let faults: String = error.faults.iter().map(|fault| format!("\n  {fault}")).collect();
        let n = output::count(error.faults.len() as u64, "fault");
        Failure::usage(format!("{} has {n}:{faults}", path.display()))
    })
}

/// Where records are kept.
#[derive(Args)]
pub(crate) struct StoreArgs {
    /// Where records are kept: an SQLite file
    #[arg(long, value_name = "STORE", default_value_t, value_parser = sqlite_path)]
    store: SqlitePath,
}

/// The path of an SQLite file.
#[derive(Clone, Debug)]
pub(crate) struct SqlitePath(String);

impl StoreArgs {
    /// Opens the store to read it: one that is not there is an error, not a new and empty one.
    pub(crate) fn read(&self) -> Result<Arc<dyn Store>> {
        self.store.read()
    }
}

impl Default for SqlitePath {
    fn default() -> Self {
        Self("balai.db".to_owned())
    }
}

impl fmt::Display for SqlitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sqlite:{}", self.0)
    }
}

impl SqlitePath {
    /// Opens the store; one that is not there is created.
    pub(crate) fn open(&self) -> Result<Arc<dyn Store>> {
        Ok(Arc::new(Sqlite::open(&self.0)?))
    }

    fn read(&self) -> Result<Arc<dyn Store>> {
        if !Path::new(&self.0).exists() {
            let message = format!(
                "there is no store at {}; fill one with `balai harvest`, or name another with --store",
                self.0
            );
            return Err(Failure::usage(message));
        }
        self.open()
    }
}

pub(crate) fn sqlite_path(text: &str) -> std::result::Result<SqlitePath, String> {
    let path = match text.split_once(':') {
        Some(("sqlite", path)) => path.strip_prefix("//").unwrap_or(path),
        // A letter alone is a drive of Windows.
        Some((scheme, _)) if scheme.len() > 1 && scheme.chars().all(char::is_alphanumeric) => {
            return Err(format!("this balai has no store `{scheme}`: write sqlite:PATH, or a path alone"));
        }
        _ => text,
    };
    if path.is_empty() {
        return Err("the path is missing: write it as sqlite:balai.db".into());
    }
    Ok(SqlitePath(path.to_owned()))
}

/// How the network is asked.
#[derive(Args)]
pub(crate) struct WebArgs {
    /// Visit loopback and private addresses, and any port
    #[arg(long)]
    allow_private: bool,
    /// Read sites although their certificates are wrong; records say so in source.tls
    #[arg(long)]
    pub(crate) accept_invalid_certificates: bool,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pause: Duration,
}

impl WebArgs {
    pub(crate) fn builder(&self) -> WebBuilder {
        Web::builder().allow_private(self.allow_private).pause(self.pause)
    }
}

fn seconds(text: &str) -> std::result::Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "write a number of seconds, such as 0.5".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|_| "write a number of seconds from 0".to_owned())
}

/// Which records.
#[derive(Args)]
pub(crate) struct Chosen {
    /// Only this kind; may be given several times
    #[arg(long = "kind", value_name = "KIND")]
    pub(crate) kinds: Vec<balai::Kind>,
    /// Only the villages within this region
    #[arg(long, value_name = "CODE")]
    within: Option<RegionCode>,
    /// Only what was published on this day or later
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
}

impl Chosen {
    pub(crate) fn query(&self) -> Query {
        Query {
            kinds: self.kinds.clone(),
            within: self.within,
            since: self.since.and_then(|day| names::beginning(day, self.within)),
            ..Query::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_a_scheme_and_a_path_or_a_path_alone() {
        for (text, path) in [
            ("sqlite:balai.db", "balai.db"),
            ("sqlite:///tmp/balai.db", "/tmp/balai.db"),
            ("balai.db", "balai.db"),
            ("./a:b.db", "./a:b.db"),
            ("C:\\balai.db", "C:\\balai.db"),
        ] {
            assert_eq!(sqlite_path(text).expect("a path").0, path);
        }
        for text in ["", "sqlite:", "postgres://localhost/balai"] {
            assert!(sqlite_path(text).expect_err(text).contains("sqlite:"), "{text}");
        }
    }
}
