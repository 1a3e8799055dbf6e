//! The sites that `tests/services/wordpress.sh` started.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use balai::{Fetch, Site, Web};
use serde::Deserialize;

/// One of the sites.
#[derive(Clone)]
pub(crate) struct Service {
    folder: PathBuf,
    name: &'static str,
    /// Where it is served.
    pub(crate) url: String,
}

/// What WordPress itself has of a site.
#[derive(Deserialize)]
pub(crate) struct Truth {
    /// What no record may hold.
    pub(crate) secrets: Vec<String>,
    /// Posts and pages of any status.
    pub(crate) items: Vec<Item>,
    /// The addresses of files for download.
    pub(crate) documents: Vec<String>,
    /// Name and position.
    pub(crate) officials: Vec<(String, String)>,
    /// By year: code, name, budgeted, realised in rupiah.
    pub(crate) budget: BTreeMap<u16, Vec<(String, String, i64, i64)>>,
    /// Topic, heading, what is counted; rows of a label, men and women.
    pub(crate) statistics: Vec<(String, String, String, Vec<Row>)>,
}

/// A row of a table of the population: label, men, women.
pub(crate) type Row = (String, u64, u64);

/// A post or a page.
#[derive(Deserialize)]
pub(crate) struct Item {
    pub(crate) id: u64,
    pub(crate) r#type: String,
    /// Published, and without a password.
    pub(crate) is_public: bool,
    /// Plain text; empty where it has none.
    pub(crate) title: String,
    pub(crate) date_gmt: String,
    pub(crate) modified_gmt: String,
    pub(crate) link: String,
    pub(crate) categories: Vec<String>,
    pub(crate) tags: Vec<String>,
    /// The whole text as the site shows it, of what is public.
    pub(crate) html: String,
}

impl Service {
    /// A site by its name; `None` where none is served, with a word on why.
    pub(crate) fn named(name: &'static str) -> Option<Self> {
        let Some(folder) = std::env::var_os("BALAI_WORDPRESS").map(PathBuf::from) else {
            eprintln!("skipped: BALAI_WORDPRESS names no folder of tests/services/wordpress.sh");
            return None;
        };
        let sites = std::fs::read_to_string(folder.join("sites.json")).expect("the sites of wordpress.sh");
        let mut sites: BTreeMap<String, String> = serde_json::from_str(&sites).expect("JSON");
        let url = sites.remove(name).expect("a site of this name");
        Some(Self { folder, name, url })
    }

    /// The site, as a roster has it.
    pub(crate) fn site(&self) -> Site {
        Site::new("33.04.15.2008".parse().expect("a code"), &self.url).expect("a site")
    }

    /// The network, as far as loopback.
    pub(crate) fn web() -> impl Fetch {
        Web::builder().allow_private(true).pause(Duration::ZERO).build().expect("a web")
    }

    /// What is true of the site now.
    pub(crate) fn truth(&self) -> Truth {
        serde_json::from_str(&self.run("truth.php", &[])).expect("the truth in JSON")
    }

    /// Changes the site as `do.php` describes, and returns the number of what was changed.
    pub(crate) fn change(&self, words: &[&str]) -> u64 {
        self.run("do.php", words).trim().parse().expect("a number")
    }

    fn run(&self, script: &str, words: &[&str]) -> String {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("services/wordpress");
        let ran = Command::new("php")
            .arg(scripts.join(script))
            .arg(&self.folder)
            .arg(self.name)
            .args(words)
            .output()
            .expect("PHP runs");
        let printed = String::from_utf8(ran.stdout).expect("UTF-8");
        assert!(
            ran.status.success(),
            "{script} {words:?}: {printed}{}",
            String::from_utf8_lossy(&ran.stderr)
        );
        printed
    }
}
