//! Visits to simulated villages on WordPress.
#![allow(dead_code)] // each test uses its part

use std::sync::{Arc, Mutex};

use balai_core::{Entity, Kind, Order, Platform, Query, Record, Report, Site, Store};
use balai_harvest::Harvest;
use balai_testkit::village::Village;
use balai_testkit::{Answer, Ask, Memory, Web, Website, WordPress as Simulated};
use balai_wordpress::WordPress;
use jiff::Timestamp;
use url::Url;

pub(crate) const ORIGIN: &str = "http://desa.invalid";

pub(crate) fn village() -> Arc<Village> {
    Arc::new(Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 11))
}

/// A village that wrote some seventy pieces of news in three years.
pub(crate) fn busy_village() -> Arc<Village> {
    let code = "33.04.15.2008".parse().expect("a code");
    let mut villages = (1..).map(|seed| Village::generate(code, "Darmayasa", seed));
    Arc::new(villages.find(|village| village.news().count() >= 65).expect("one of them"))
}

/// What a visit brought, and what it asked.
pub(crate) struct Visited {
    pub(crate) report: Report,
    pub(crate) records: Vec<Record>,
    pub(crate) asked: Vec<Url>,
}

impl Visited {
    pub(crate) fn of(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(move |record| record.kind() == kind)
    }

    pub(crate) fn entities(&self, kind: Kind) -> Vec<&Entity> {
        self.of(kind).map(|record| &record.entity).collect()
    }

    /// The article that stands under an address.
    pub(crate) fn article(&self, url: &str) -> Option<&Record> {
        self.of(Kind::Article).find(|record| matches!(&record.entity, Entity::Article(it) if it.url == url))
    }
}

/// Visits a site for some kinds. What is gone by then is not among the records.
pub(crate) async fn visit(
    platform: WordPress,
    website: impl Website + 'static,
    store: &Memory,
    kinds: &[Kind],
) -> Visited {
    let web = Web::of(website);
    let site = Site::new("33.04.15.2008".parse().expect("a code"), ORIGIN).expect("a site");
    let platform: Arc<dyn Platform> = Arc::new(platform);
    let harvest = Harvest::new(Arc::new(web.clone()), [platform], Arc::new(store.clone()));
    let report = harvest.kinds(kinds.iter().copied()).visit(site).await.expect("the store works");
    let query = Query::new().order(Order::Id).limit(usize::MAX);
    let stored = store.records(&query).await.expect("the store works");
    let present = stored.into_iter().filter(|stored| stored.gone_at.is_none());
    Visited { report, records: present.map(|stored| stored.record).collect(), asked: web.asked() }
}

/// Tells the store that some kinds were last read long ago: since then others were read without them.
pub(crate) async fn not_read_since(store: &Memory, kinds: &[Kind], at: Timestamp) {
    let site = Site::new("33.04.15.2008".parse().expect("a code"), ORIGIN).expect("a site");
    let name = format!("read/{}", site.region);
    let marks = store.bookmark(&name).await.expect("the store works").expect("marks");
    let mut marks: serde_json::Value = serde_json::from_str(&marks).expect("JSON");
    for kind in kinds {
        marks["kinds"][kind.to_string()]["at"] = at.to_string().into();
    }
    let mut transaction = store.begin(&site).await.expect("the store works");
    transaction.set_bookmark(&name, Some(&marks.to_string())).await.expect("the store works");
    transaction.commit(Report::new(&site)).await.expect("the store works");
}

/// A site that an editor changes when first it is asked for something.
pub(crate) struct Meanwhile {
    site: Simulated,
    asked: Vec<&'static str>,
    edit: Mutex<Option<Edit>>,
    broken: Vec<(String, u16)>,
}

type Edit = Box<dyn FnOnce(&Simulated) + Send>;

impl Meanwhile {
    /// `asked` are parts of the address that is waited for.
    pub(crate) fn new(
        site: &Simulated,
        asked: &[&'static str],
        edit: impl FnOnce(&Simulated) + Send + 'static,
    ) -> Self {
        let edit: Edit = Box::new(edit);
        Self { site: site.clone(), asked: asked.to_vec(), edit: Mutex::new(Some(edit)), broken: Vec::new() }
    }

    /// A site that is not changed, but broken in some part.
    pub(crate) fn never(site: &Simulated) -> Self {
        Self { edit: Mutex::new(None), ..Self::new(site, &["never"], |_| ()) }
    }

    /// The same site, where addresses of which this is a part are answered with a status.
    pub(crate) fn broken(mut self, part: impl Into<String>, status: u16) -> Self {
        self.broken.push((part.into(), status));
        self
    }

    pub(crate) fn was_changed(&self) -> bool {
        self.edit.lock().expect("no panic").is_none()
    }
}

impl Website for Meanwhile {
    fn respond(&self, ask: &Ask) -> Answer {
        if let Some((part, status)) = self.broken.iter().find(|(part, _)| ask.target.contains(part)) {
            return Answer::html(format!("<p>Galat pada {part}")).with_status(*status);
        }
        if self.asked.iter().all(|part| ask.target.contains(part))
            && let Some(edit) = self.edit.lock().expect("no panic").take()
        {
            edit(&self.site);
        }
        self.site.respond(ask)
    }
}
