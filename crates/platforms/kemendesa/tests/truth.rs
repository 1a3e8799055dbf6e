//! What is read of a simulated ministry, against the truth of its 17 villages.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::model::{Index, Scheme};
use balai_core::{
    Entity, ErrorKind, Gazetteer, Kind, Meaning, Named, Order, Platform, Query, RegionCode, Report,
    RosterSource, Store,
};
use balai_harvest::Harvest;
use balai_kemendesa::Kemendesa;
use balai_regions::Decree;
use balai_testkit::{Fault, Faulty, Memory, Subdistrict, Web, Website};

fn code(text: &str) -> RegionCode {
    text.parse().expect("a code")
}

fn source() -> RosterSource {
    let url = "http://idm.invalid".parse().expect("a URL");
    let mut source = RosterSource::new("kemendesa", code("33.04.15"), url);
    source.settings.insert("sdgs".into(), "http://sid.invalid".into());
    source
}

fn ministry() -> balai_testkit::Kemendesa {
    balai_testkit::Kemendesa::new(&Subdistrict::pejawaran())
}

/// The decree, but that it knows no code of Statistics Indonesia.
struct WithoutBps;

impl Gazetteer for WithoutBps {
    fn region(&self, code: RegionCode) -> Option<Named> {
        Decree.region(code).map(|named| Named { bps: None, ..named })
    }

    fn villages(&self, within: RegionCode) -> Vec<Named> {
        Decree.villages(within).into_iter().map(|named| Named { bps: None, ..named }).collect()
    }

    fn resolve(&self, within: RegionCode, name: &str) -> Meaning {
        Decree.resolve(within, name)
    }
}

struct Visited {
    report: Report,
    indices: BTreeMap<(RegionCode, String), Index>,
    web: Web,
}

async fn visit(
    ministry: impl Website + 'static,
    gazetteer: impl Gazetteer + 'static,
    store: &Memory,
    source: &RosterSource,
) -> Visited {
    visit_by(|harvest| harvest, ministry, gazetteer, store, source).await
}

/// A visit by a harvest with settings of its own.
async fn visit_by(
    set: impl FnOnce(Harvest) -> Harvest,
    ministry: impl Website + 'static,
    gazetteer: impl Gazetteer + 'static,
    store: &Memory,
    source: &RosterSource,
) -> Visited {
    let web = Web::of(ministry);
    let platform: Arc<dyn Platform> = Arc::new(Kemendesa::default());
    let harvest =
        Harvest::new(Arc::new(web.clone()), [platform], Arc::new(store.clone())).gazetteer(gazetteer);
    let report =
        set(harvest).visit(source.site("".as_ref()).expect("a source")).await.expect("the store works");
    let records = store.records(&Query::new().order(Order::Id).limit(usize::MAX)).await.expect("records");
    let index = |entity| if let Entity::Index(it) = entity { it } else { panic!("an index is due") };
    let indices = records.into_iter().map(|it| {
        let key = it.record.id.rsplit('/').next().unwrap_or_default().to_owned();
        ((it.record.village, key), index(it.record.entity))
    });
    Visited { report, indices: indices.collect(), web }
}

/// Compares every score with the truth.
fn is_the_truth(indices: &BTreeMap<(RegionCode, String), Index>) {
    let pejawaran = Subdistrict::pejawaran();
    let mut seen = 0;
    for village in pejawaran.villages().iter().map(|member| &member.village) {
        assert_eq!(village.idm.len(), 4);
        for truth in &village.idm {
            let index = &indices[&(village.code, format!("kemendesa-idm-{}", truth.year))];
            assert_eq!(index.scheme, Scheme::Idm);
            assert_eq!(index.year.map(i32::from), Some(truth.year.into()));
            assert_eq!(index.score, Some(truth.score as f64 / 10_000.0), "{} {}", village.name, truth.year);
            assert_eq!(index.class.as_deref(), Some(truth.class));
            let parts: Vec<_> = index.components.iter().map(|it| (it.name.as_str(), it.score)).collect();
            assert_eq!(parts, truth.components.map(|(name, score)| (name, score as f64 / 10_000.0)));
            seen += 1;
        }
        let sdgs = &indices[&(village.code, "kemendesa-sdgs".to_owned())];
        assert_eq!(sdgs.score, Some(village.sdgs.average as f64 / 100.0));
        let goals: Vec<_> = sdgs.goals.iter().map(|goal| (goal.name.as_str(), goal.score)).collect();
        let truth: Vec<_> =
            village.sdgs.goals.iter().map(|(name, score)| (*name, Some(*score as f64 / 100.0))).collect();
        assert_eq!(goals, truth, "{}", village.name);
        seen += 1;
    }
    assert_eq!(indices.len(), seen);
}

#[tokio::test]
async fn both_scores_are_the_truth_of_all_villages() {
    let visited = visit(ministry(), Decree, &Memory::new(), &source()).await;
    is_the_truth(&visited.indices);
    let report = visited.report.kind(Kind::Index).expect("a report");
    assert!(report.notes.is_empty(), "what adds up is not doubted: {:?}", report.notes);
    assert!(!report.complete, "what the ministry does not tell again is not gone");
    // The doubtful one is a question, and nobody's record.
    assert_eq!(report.questions.len(), 1, "{:?}", report.questions);
    assert!(report.questions[0].contains("`GROGOL LOR`") && report.questions[0].contains("33.04.15.2004"));
    assert!(!visited.web.asked().iter().any(|url| url.path().contains("3304152099")));
}

#[tokio::test]
async fn codes_of_the_statistics_office_come_from_the_ministry_where_nobody_else_knows_them() {
    let visited = visit(ministry(), WithoutBps, &Memory::new(), &source()).await;
    is_the_truth(&visited.indices);
    let lists = visited.web.asked().into_iter().filter(|url| url.path() == "/region/selected").count();
    assert_eq!(lists, 2, "the regency's sub-districts, and the sub-district's villages");
}

#[tokio::test]
async fn what_the_store_has_is_not_asked_for_again() {
    let store = Memory::new();
    let first = visit(ministry(), Decree, &store, &source()).await;
    assert_eq!(first.report.requests, 1 + 17 * 5);
    let second = visit(ministry(), Decree, &store, &source()).await;
    assert_eq!(second.report.requests, 1, "the list of villages alone");
    let report = second.report.kind(Kind::Index).expect("a report");
    assert_eq!((report.emitted, report.kept), (0, 17 * 5));
    assert_eq!(second.indices, first.indices);

    // A year that was missing is asked for again, and that one alone.
    let store = Memory::new();
    let village = code("33.04.15.2009");
    let first = visit(ministry().missing(village, 2022), Decree, &store, &source()).await;
    assert_eq!(first.indices.len(), 17 * 5 - 1);
    let second = visit(ministry(), Decree, &store, &source()).await;
    assert_eq!(second.report.requests, 2);
    is_the_truth(&second.indices);
}

#[tokio::test]
async fn a_fresh_visit_asks_for_every_score_again_and_what_it_is_not_given_stays() {
    let store = Memory::new();
    let first = visit(ministry(), Decree, &store, &source()).await;
    let fresh = visit_by(|harvest| harvest.fresh(true), ministry(), Decree, &store, &source()).await;
    assert_eq!(fresh.report.requests, first.report.requests);
    let report = fresh.report.kind(Kind::Index).expect("a report");
    assert_eq!((report.emitted, report.kept), (17 * 5, 0));
    assert_eq!(fresh.indices, first.indices);

    let without = ministry().missing(code("33.04.15.2009"), 2022);
    let fresh = visit_by(|harvest| harvest.fresh(true), without, Decree, &store, &source()).await;
    assert_eq!(fresh.indices, first.indices);
    assert_eq!(fresh.report.gone, 0);
}

#[tokio::test]
async fn after_a_visit_that_failed_known_scores_are_not_asked_for_again() {
    let store = Memory::new();
    visit(ministry(), Decree, &store, &source()).await;
    let silent = Faulty::new(ministry()).on("/", Fault::Late(std::time::Duration::from_secs(3600)));
    let failed = visit(silent, Decree, &store, &source()).await;
    assert!(failed.report.failure.is_some());
    let next = visit(ministry(), Decree, &store, &source()).await;
    assert_eq!(next.report.requests, 1, "the list of villages alone");
    is_the_truth(&next.indices);
}

#[tokio::test]
async fn a_village_without_any_year_is_told_and_one_year_is_not_judged() {
    let village = code("33.04.15.2009");
    let without = (2021..=2024).fold(ministry(), |ministry, year| ministry.missing(village, year));
    let visited =
        visit(without.missing(code("33.04.15.2010"), 2021), Decree, &Memory::new(), &source()).await;
    let notes = &visited.report.kind(Kind::Index).expect("a report").notes;
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].contains("no IDM of 33.04.15.2009"), "{notes:?}");
}

#[tokio::test]
async fn no_survey_is_no_zero() {
    let village = code("33.04.15.2011");
    let visited = visit(ministry().unsurveyed(village), Decree, &Memory::new(), &source()).await;
    assert!(!visited.indices.contains_key(&(village, "kemendesa-sdgs".to_owned())));
    let notes = &visited.report.kind(Kind::Index).expect("a report").notes;
    assert!(notes[0].contains("1 villages have 0"), "{notes:?}");
}

#[tokio::test]
async fn an_answer_of_another_village_is_not_taken() {
    let village = code("33.04.15.2011");
    let visited = visit(ministry().mistaken(village), Decree, &Memory::new(), &source()).await;
    assert!(!visited.indices.contains_key(&(village, "kemendesa-idm-2024".to_owned())));
    let report = visited.report.kind(Kind::Index).expect("a report");
    assert!(report.skipped[0].contains("answers with 3304152001"), "{:?}", report.skipped);
    assert_eq!(visited.indices.len(), 17 * 5 - 4);
}

#[tokio::test]
async fn one_host_does_not_need_the_other() {
    for (path, left) in [("/open/", 17), ("/sdgs/", 17 * 4)] {
        for fault in [
            Fault::Status(500),
            Fault::Status(403),
            Fault::Html,
            Fault::Late(std::time::Duration::from_secs(3600)),
        ] {
            let faulty = Faulty::new(ministry()).on(path, fault.clone());
            let visited = visit(faulty, Decree, &Memory::new(), &source()).await;
            assert_eq!(visited.indices.len(), left, "{path} is {fault:?}");
            assert_eq!(visited.report.failure, None);
        }
    }
    // A host that refuses is left alone.
    let visited =
        visit(Faulty::new(ministry()).on("/sdgs/", Fault::Status(403)), Decree, &Memory::new(), &source())
            .await;
    assert_eq!(visited.web.asked().iter().filter(|url| url.path().starts_with("/sdgs/")).count(), 3);
}

#[tokio::test]
async fn without_the_ministrys_list_the_gazetteer_tells_whom_to_ask_for() {
    let faulty = Faulty::new(ministry()).on("/open/api/lookup/", Fault::Status(404));
    let visited = visit(faulty, Decree, &Memory::new(), &source()).await;
    is_the_truth(&visited.indices);
}

#[tokio::test]
async fn a_silent_ministry_is_told_and_makes_nothing_disappear() {
    let store = Memory::new();
    let before = visit(ministry(), Decree, &store, &source()).await.indices;
    let faulty = Faulty::new(ministry()).on("/", Fault::Late(std::time::Duration::from_secs(3600)));
    let visited = visit(faulty, Decree, &store, &source()).await;
    assert_eq!(visited.report.failure.map(|failure| failure.kind), Some(ErrorKind::Timeout));
    assert_eq!(visited.report.requests, 1, "a dead host is asked once");
    assert_eq!(visited.indices, before);
}
