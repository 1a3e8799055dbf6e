//! A simulated village on the SIDEKA network, and the network's open-data host.

mod data;
mod pages;
mod tables;

use std::sync::Arc;

use balai_core::RegionCode;
use serde_json::json;

use crate::village::Village;
use crate::{Answer, Ask, Website};

/// A village site of the SIDEKA network of 2018: WordPress with the theme *majalahdesa*, whose data pages carry their
/// figures as JSON in a script. It answers as the network's open-data host as well, whatever the host it is asked as.
///
/// The newest budget stands in the page and older ones in files, parents blank; the sexes are spelled in two ways; maps
/// know family cards and farmers; one resource lists residents; and the network's interface, which must never be asked,
/// tells all of them.
///
/// ```
/// use balai_testkit::village::Village;
/// use balai_testkit::{Ask, Sideka, Website};
///
/// let village = Village::generate("33.04.15.2008".parse()?, "Darmayasa", 1);
/// let site = Sideka::new(village);
/// let budget = site.respond(&Ask::new("http://darmayasa.invalid", "/data/anggaran/"));
/// assert!(budget.text().contains("var desa_code = \"33.04.15.2008\";"));
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Sideka {
    village: Arc<Village>,
    state: State,
    /// The code that the network has for the site; `None` where nobody filled it in.
    code: Option<RegionCode>,
    /// The first part of the name of the village's open data; by its host's first label where it is left out.
    slug: Option<&'static str>,
}

/// How the network's data hosts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Well,
    Silent,
    /// Silent, on a PHP that ends the page where nothing comes.
    Broken,
}

impl Sideka {
    /// Where the pages say that the open data are.
    pub const DATA_HOST: &str = "http://data.sideka.invalid";

    /// The site of a village.
    pub fn new(village: impl Into<Arc<Village>>) -> Self {
        let village = village.into();
        Self { code: Some(village.code), village, state: State::Well, slug: None }
    }

    /// The data hosts gave no answer: the pages say so.
    #[must_use]
    pub fn silent(mut self) -> Self {
        self.state = State::Silent;
        self
    }

    /// The data hosts gave no answer, and PHP gave up in the middle of the page.
    #[must_use]
    pub fn broken(mut self) -> Self {
        self.state = State::Broken;
        self
    }

    /// The site has this code, or none.
    #[must_use]
    pub fn coded(mut self, code: Option<RegionCode>) -> Self {
        self.code = code;
        self
    }

    /// The site is on a host that the network does not know, and shows the open data of the village that its template
    /// was written with.
    #[must_use]
    pub fn showing(mut self, slug: &'static str) -> Self {
        self.slug = Some(slug);
        self
    }

    /// The first part of the name of the village's open data.
    fn slug(&self, ask: &Ask) -> String {
        let host = ask.origin.split_once("://").map_or(ask.origin.as_str(), |(_, host)| host);
        self.slug.unwrap_or(host.split(['.', ':']).next().unwrap_or_default()).to_owned()
    }

    /// What must never be asked for: everyone, with all numbers.
    fn residents(&self) -> Answer {
        let people = self.village.residents.iter().map(|it| {
            json!({ "nik": it.nik, "no_kk": it.family_card, "nama_penduduk": it.name, "no_telepon": it.phone })
        });
        Answer::json(&people.collect())
    }
}

impl Website for Sideka {
    fn respond(&self, ask: &Ask) -> Answer {
        let path = ask.path();
        if let Some(id) = path.strip_prefix("/datastore/dump/") {
            return tables::dump(&self.village, id).map_or_else(|| Answer::status(404), csv);
        }
        match path.trim_end_matches('/') {
            "/feed" => self.feed(ask),
            "" if ask.parameter("feed").is_some() => self.feed(ask),
            "" => self.home(ask),
            "/profil" | "/profil/sejarah" | "/profil/lembaga" | "/profil/visi-misi" | "/kontak" => {
                self.profile(ask, path.trim_matches('/'))
            }
            "/data" => self.page(ask, "Data", "<p>Data desa.</p>"),
            "/data/anggaran" => self.budget(ask),
            "/data/kependudukan" => self.population(ask),
            "/data/geospasial" => self.map(ask),
            "/wp-json/wp/v2/users" => Answer::json(&json!([{ "slug": "operator", "name": "RAHASIA" }])),
            path if path.starts_with("/penduduks") || path.starts_with("/siskeudes") => self.residents(),
            path => self.article(ask, path).unwrap_or_else(|| self.missing(ask)),
        }
    }
}

fn csv(text: String) -> Answer {
    Answer::of("text/csv; charset=utf-8", text)
}
