//! A folder with a roster of simulated villages, and the command run in it.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use balai::{Roster, Zone};
use balai_testkit::{Served, Subdistrict, Web};
use jiff::Timestamp;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Simulated villages on loopback, and a folder whose `roster.toml` names them.
pub(crate) struct Villages {
    // Serves them until it is dropped.
    _runtime: Runtime,
    pub(crate) served: Served,
    folder: TempDir,
}

/// What a run of the command came to.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) told: String,
}

impl Villages {
    /// Villages of Pejawaran by their names, with news of these days.
    pub(crate) fn of_pejawaran(names: &[&str]) -> Self {
        let pejawaran = Subdistrict::pejawaran_on(Zone::Wib.local(Timestamp::now()).date());
        Self::of(pejawaran.web(), |served| {
            let mut roster = pejawaran.served_roster(served);
            roster.villages.retain(|village| names.contains(&village.name.as_deref().unwrap()));
            assert_eq!(roster.villages.len(), names.len());
            roster
        })
    }

    pub(crate) fn of(web: Web, roster: impl FnOnce(&Served) -> Roster) -> Self {
        let runtime = Runtime::new().unwrap();
        let served = runtime.block_on(web.serve()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let villages = Self { _runtime: runtime, served, folder };
        villages.write("roster.toml", &roster(&villages.served).to_toml());
        villages
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command, in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = balai(arguments);
        command.current_dir(self.folder.path());
        command
    }

    pub(crate) fn balai(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().unwrap())
    }

    /// A harvest of the roster, as fast as it goes.
    pub(crate) fn harvest(&self, more: &[&str]) -> Ran {
        self.balai(&[&["harvest", "roster.toml", "--allow-private", "--pause", "0"], more].concat())
    }
}

/// The command, with nothing to read.
pub(crate) fn balai(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_balai"));
    command.args(arguments).stdin(Stdio::null());
    command
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            status: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            told: text(output.stderr),
        }
    }
}
