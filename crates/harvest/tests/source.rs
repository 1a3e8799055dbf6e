//! Sources that tell of many villages.

use std::sync::Arc;

use async_trait::async_trait;
use balai_core::model::Profile;
use balai_core::{
    Access, ErrorKind, Found, Gazetteer, Kind, Manifest, Meaning, Named, Platform, Probe, Recognition,
    RegionCode, Report, Result, Roster, RosterSource, Visit,
};
use balai_harvest::{Event, Harvest};

mod support;

use support::{Memory, Sites};

/// A list of villages and how many live there, a line each.
struct List(Manifest);

impl List {
    fn new() -> Self {
        Self(Manifest::source("list", "List").reads(Kind::Profile, &[Access::File]))
    }
}

#[async_trait]
impl Platform for List {
    fn manifest(&self) -> &Manifest {
        &self.0
    }

    async fn recognise(&self, _: &Probe<'_>) -> Result<Option<Recognition>> {
        panic!("a source is named, not recognised")
    }

    async fn read(&self, _: Kind, visit: &mut Visit<'_>) -> Result<()> {
        let page = visit.get("").await?;
        for line in String::from_utf8_lossy(&page.body).lines() {
            let Some((name, people)) = line.split_once(' ') else { continue };
            let Some(village) = visit.village_called(name) else { continue };
            let profile =
                Profile { name: name.into(), population: people.parse().ok(), ..Profile::default() };
            visit.emit(Found::new(profile, Access::File, &page).village(village)).await?;
        }
        visit.complete();
        Ok(())
    }
}

/// Knows Satu, and two that are called Dua.
struct Names;

impl Gazetteer for Names {
    fn region(&self, _: RegionCode) -> Option<Named> {
        None
    }

    fn villages(&self, _: RegionCode) -> Vec<Named> {
        Vec::new()
    }

    fn resolve(&self, _: RegionCode, name: &str) -> Meaning {
        let named = |n| Named { code: support::code(n), name: "Dua".into(), bps: None };
        match name {
            "Satu" => Meaning::Certain(support::code(1)),
            "Dua" => Meaning::Doubtful(vec![named(2), named(3)]),
            _ => Meaning::Unknown,
        }
    }
}

const LIST: &str = "Satu 100\nDua 200\nTiga 300\nJumlah 600\n";

async fn harvest(sites: &Arc<Sites>, store: &Memory, source: RosterSource) -> Report {
    let platforms: Vec<Arc<dyn Platform>> = vec![Arc::new(List::new())];
    let harvest = Harvest::new(sites.clone(), platforms, Arc::new(store.clone())).gazetteer(Names);
    let roster = Roster { sources: vec![source], ..Roster::default() };
    let mut run = harvest.run(&roster);
    let mut ended = None;
    while let Some(event) = run.next().await {
        if let Event::VisitEnded(report) = event {
            ended = Some(report);
        }
    }
    Report::clone(&ended.expect("a visit"))
}

fn source() -> RosterSource {
    let url = "https://kecamatan.example/list?x=1".parse().expect("a URL");
    RosterSource::new("list", "33.04.15".parse().expect("a code"), url)
}

fn sites() -> Arc<Sites> {
    let sites = Sites::default();
    sites.put("https://kecamatan.example/list?x=1", 200, LIST);
    Arc::new(sites)
}

#[tokio::test]
async fn each_village_gets_its_records_and_doubts_are_asked() {
    let (sites, store) = (sites(), Memory::default());
    let report = harvest(&sites, &store, source()).await;
    assert_eq!(report.source.as_deref(), Some("list"));
    let profile = report.kind(Kind::Profile).expect("profiles");
    assert_eq!(profile.emitted, 1, "{report:?}");
    assert_eq!(profile.questions.len(), 3, "{:?}", profile.questions);
    let dua = profile.questions.iter().find(|it| it.contains("`Dua`")).expect("a question");
    assert!(
        dua.contains("33.04.15.2002") && dua.contains("33.04.15.2003") && dua.contains("roster"),
        "{dua}"
    );
    assert_eq!(store.titles(), ["Satu"]);

    // The roster answers.
    let mut answered = source();
    answered.villages.insert("dua".into(), support::code(3));
    answered.villages.insert("Tiga".into(), support::code(4));
    let report = harvest(&sites, &store, answered).await;
    assert_eq!(report.kind(Kind::Profile).expect("profiles").emitted, 3);
    assert_eq!(report.kind(Kind::Profile).expect("profiles").questions.len(), 1);
    assert_eq!((report.new, report.gone), (2, 0));
}

#[tokio::test]
async fn a_source_that_is_not_known_is_told() {
    let unknown = RosterSource { platform: "nobody".into(), ..source() };
    let report = harvest(&sites(), &Memory::default(), unknown).await;
    assert_eq!(report.failure.map(|failure| failure.kind), Some(ErrorKind::NotOffered));
}
