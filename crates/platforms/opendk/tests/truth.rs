//! What is read of a simulated portal, against the truth of its 17 villages.

use std::sync::Arc;

use balai_core::model::{Section, Statistic, Topic};
use balai_core::{
    Entity, ErrorKind, Geometry, Kind, Order, Platform, Probe, Query, RegionCode, Report, RosterSource,
    Rupiah, Session, Store,
};
use balai_harvest::Harvest;
use balai_opendk::OpenDk;
use balai_regions::Decree;
use balai_testkit::village::{DocumentSort, Shape, Village};
use balai_testkit::{Fault, Faulty, Memory, Subdistrict, Web, Website};

fn code(text: &str) -> RegionCode {
    text.parse().expect("a code")
}

fn source() -> RosterSource {
    RosterSource::new("opendk", code("33.04.15"), "http://kecamatan.invalid/".parse().expect("a URL"))
}

/// What a visit brought: the report, and the data of each village.
struct Visited {
    report: Report,
    records: Vec<(RegionCode, Entity)>,
    web: Web,
}

impl Visited {
    async fn of(portal: impl Website + 'static, source: &RosterSource) -> Self {
        let (web, store) = (Web::of(portal), Memory::new());
        let platform: Arc<dyn Platform> = Arc::new(OpenDk::default());
        let harvest =
            Harvest::new(Arc::new(web.clone()), [platform], Arc::new(store.clone())).gazetteer(Decree);
        let report =
            harvest.visit(source.site("".as_ref()).expect("a source")).await.expect("the store works");
        let records = store.records(&Query::new().order(Order::Id).limit(usize::MAX)).await.expect("records");
        let records = records.into_iter().map(|it| (it.record.village, it.record.entity)).collect();
        Self { report, records, web }
    }

    fn of_village(&self, village: RegionCode) -> impl Iterator<Item = &Entity> {
        self.records.iter().filter(move |(code, _)| *code == village).map(|(_, entity)| entity)
    }

    fn statistic(&self, village: RegionCode, topic: &Topic) -> Option<&Statistic> {
        self.of_village(village).find_map(|entity| match entity {
            Entity::Statistic(it) if it.topic == *topic => Some(it),
            _ => None,
        })
    }
}

/// The totals of a statistic's rows in order.
fn totals(statistic: &Statistic) -> Vec<u64> {
    statistic.rows.iter().map(|row| row.total).collect()
}

fn truth(village: &Village, key: &str) -> Vec<u64> {
    village.statistic(key).expect("a table").rows.iter().map(|row| row.total().into()).collect()
}

/// The truth as of the test's own day, since the portal is asked for the years that the clock shows.
fn pejawaran() -> Subdistrict {
    let today = balai_core::Zone::Wib.local(jiff::Timestamp::now()).date();
    Subdistrict::pejawaran_on(today)
}

#[tokio::test]
async fn statistics_are_the_truth_of_all_villages() {
    let pejawaran = pejawaran();
    for portal in [balai_testkit::OpenDk::new(&pejawaran), balai_testkit::OpenDk::new(&pejawaran).undotted()]
    {
        let visited = Visited::of(portal, &source()).await;
        for village in pejawaran.villages().iter().map(|member| &member.village) {
            let read = |topic| visited.statistic(village.code, &topic).unwrap_or_else(|| panic!("{topic:?}"));
            let count = village.population();
            let sex = read(Topic::Sex);
            assert_eq!(totals(sex), [u64::from(count.male), u64::from(count.female)], "{}", village.name);
            assert_eq!(sex.total, Some(count.people().into()));
            assert_eq!(totals(read(Topic::AgeCategory)), truth(village, "15"));
            assert_eq!(totals(read(Topic::MaritalStatus)), truth(village, "2"));
            assert_eq!(totals(read(Topic::Religion)), truth(village, "3"));
            let [_, _, sd, sltp, slta, d1, d3, s1, s2, s3] = truth(village, "0")[..] else {
                panic!("ten levels")
            };
            assert_eq!(totals(read(Topic::Education)), [sd, sltp, slta, d1 + d3, s1 + s2 + s3]);
            let [waiting, recorded, printed] = truth(village, "18")[..] else { panic!("three states") };
            let cards = read(Topic::IdentityCard);
            assert_eq!(totals(cards), [printed, waiting + recorded]);
            for topic in [Topic::BloodType, Topic::Disability, Topic::BirthCertificate] {
                assert!(visited.statistic(village.code, &topic).is_none(), "{topic:?}");
            }
        }
    }
}

#[tokio::test]
async fn budgets_are_the_truth_of_all_villages() {
    let pejawaran = pejawaran();
    let visited = Visited::of(balai_testkit::OpenDk::new(&pejawaran), &source()).await;
    for village in pejawaran.villages().iter().map(|member| &member.village) {
        let budgets: Vec<_> = visited
            .of_village(village.code)
            .filter_map(|it| if let Entity::Budget(it) = it { Some(it) } else { None })
            .collect();
        assert_eq!(budgets.len(), 3);
        for truth in &village.budgets {
            let budget =
                budgets.iter().find(|it| i16::try_from(it.year) == Ok(truth.year)).expect("a budget");
            for (section, digit) in
                [(Section::Income, '4'), (Section::Expenditure, '5'), (Section::Financing, '6')]
            {
                let total = budget.totals.iter().find(|it| it.section == section).expect("a total");
                assert_eq!(total.budgeted, Some(Rupiah::from_sen(truth.total(digit).0)), "{}", village.name);
            }
            let read: Vec<_> = budget
                .lines
                .iter()
                .filter(|line| line.section != Section::Expenditure)
                .map(|line| {
                    (line.code.clone().expect("a code") + ".", line.budgeted.expect("an amount").sen())
                })
                .collect();
            let lines = truth.lines.iter().filter(|line| line.section != '5' && line.budgeted != 0);
            let lines: Vec<_> = lines.map(|line| (line.code.to_owned(), line.budgeted)).collect();
            assert_eq!(read, lines, "{} {}", village.name, truth.year);
        }
    }
}

#[tokio::test]
async fn profiles_places_and_documents_are_the_villages() {
    let pejawaran = pejawaran();
    let visited = Visited::of(balai_testkit::OpenDk::new(&pejawaran), &source()).await;
    for village in pejawaran.villages().iter().map(|member| &member.village) {
        let of_village: Vec<_> = visited.of_village(village.code).collect();
        let profiles: Vec<_> = of_village
            .iter()
            .filter_map(|it| if let Entity::Profile(it) = it { Some(it) } else { None })
            .collect();
        let [profile] = profiles[..] else { panic!("one profile of {} is due", village.name) };
        assert_eq!(profile.area_ha, Some(village.profile.area_ha.into()));
        let Some(Geometry::Polygon(rings)) = &profile.boundary else { panic!("a boundary") };
        let turned: Vec<_> =
            village.profile.boundary.iter().map(|[latitude, longitude]| [*longitude, *latitude]).collect();
        assert_eq!(rings[..], [turned]);

        let mut places: Vec<_> = of_village
            .iter()
            .filter_map(|it| if let Entity::Place(it) = it { Some(it.name.as_str()) } else { None })
            .collect();
        let mut shown: Vec<_> = village
            .places
            .iter()
            .filter(|place| place.enabled && matches!(place.shape, Shape::Point(_)))
            .map(|place| place.name.as_str())
            .collect();
        places.sort_unstable();
        shown.sort_unstable();
        assert_eq!(places, shown, "{}", village.name);

        let documents: Vec<_> = of_village
            .iter()
            .filter_map(|it| if let Entity::Document(it) = it { Some(it) } else { None })
            .collect();
        let regulations =
            village.documents.iter().filter(|it| it.is_public() && it.sort == DocumentSort::Regulation);
        let regulations: Vec<_> = regulations.collect();
        assert_eq!(documents.len(), regulations.len(), "{}", village.name);
        for regulation in regulations {
            let read = documents.iter().find(|it| it.title == regulation.title).expect("a regulation");
            assert_eq!(read.number, regulation.number);
            assert_eq!(read.subject.as_deref(), Some(regulation.subject.as_str()));
        }
    }
    let notes = |kind| visited.report.kind(kind).expect("a report").notes.join("\n");
    assert!(notes(Kind::Place).contains("3 places do not say for certain"), "{}", notes(Kind::Place));
    assert!(
        notes(Kind::Document).contains("2 regulations are no village's own"),
        "{}",
        notes(Kind::Document)
    );
}

#[tokio::test]
async fn a_doubtful_name_is_a_question() {
    let visited = Visited::of(balai_testkit::OpenDk::new(&pejawaran()), &source()).await;
    for kind in [Kind::Profile, Kind::Place] {
        let report = visited.report.kind(kind).expect("a report");
        assert_eq!(report.questions.len(), 1, "{:?}", report.questions);
        assert!(
            report.questions[0].contains("`Grogol Lor`") && report.questions[0].contains("33.04.15.2004")
        );
    }
    let profiles = visited.records.iter().filter(|(_, entity)| entity.kind() == Kind::Profile).count();
    assert_eq!(profiles, 17);

    // The roster answers.
    let mut answered = source();
    answered.villages.insert("Grogol Lor".into(), code("33.04.15.2004"));
    let visited = Visited::of(balai_testkit::OpenDk::new(&pejawaran()), &answered).await;
    let report = visited.report.kind(Kind::Profile).expect("a report");
    assert!(report.questions.is_empty());
    assert!(report.skipped[0].contains("lists 33.04.15.2004 twice"), "{:?}", report.skipped);
}

#[tokio::test]
async fn who_never_sent_anything_has_no_zeros() {
    let silent = code("33.04.15.2011");
    let portal = balai_testkit::OpenDk::new(&pejawaran()).silent(silent);
    let visited = Visited::of(portal, &source()).await;
    let kinds: Vec<_> = visited.of_village(silent).map(Entity::kind).collect();
    assert!(
        kinds.contains(&Kind::Profile) && !kinds.contains(&Kind::Budget) && !kinds.contains(&Kind::Statistic)
    );
    let report = visited.report.kind(Kind::Statistic).expect("a report");
    assert!(report.notes.iter().any(|note| note.contains("1 villages never sent")), "{:?}", report.notes);
}

#[tokio::test]
async fn one_visit_asks_less_than_a_minute_allows() {
    let visited = Visited::of(balai_testkit::OpenDk::new(&pejawaran()), &source()).await;
    assert!(visited.report.requests < 120, "{}", visited.report.requests);
    let asked = visited.web.asked();
    assert!(asked.iter().all(|url| url.path().starts_with("/api/frontend/v1/")), "{asked:?}");
}

#[tokio::test]
async fn the_portal_of_another_region_is_told() {
    let mut source = source();
    source.within = code("33.04.16");
    let visited = Visited::of(balai_testkit::OpenDk::new(&pejawaran()), &source).await;
    let failure = visited.report.failure.expect("a failure");
    assert_eq!(failure.kind, ErrorKind::Config);
    assert!(failure.message.contains("33.04.15"), "{}", failure.message);
    assert!(visited.records.is_empty());
}

#[tokio::test]
async fn one_endpoint_that_fails_costs_what_it_tells() {
    for (path, lost) in [
        ("profil", vec![Kind::Profile]),
        ("statistik-penduduk", vec![Kind::Statistic]),
        ("statistik/chart-anggaran-desa", vec![Kind::Budget]),
        ("potensi", vec![Kind::Place]),
        ("regulasi", vec![Kind::Document]),
    ] {
        for fault in [Fault::Status(500), Fault::Status(403), Fault::Html] {
            let portal = balai_testkit::OpenDk::new(&pejawaran());
            let faulty = Faulty::new(portal).on(&format!("/api/frontend/v1/{path}"), fault);
            let visited = Visited::of(faulty, &source()).await;
            let failed = visited.report.kinds.iter().filter(|it| it.failure.is_some());
            let offered = OpenDk::default();
            let failed: Vec<_> =
                failed.map(|it| it.kind).filter(|kind| offered.manifest().offer(*kind).is_some()).collect();
            assert_eq!(failed, lost, "{path}");
            assert!(visited.web.asked().len() < 100);
        }
    }
    // One village that fails costs itself.
    let portal = balai_testkit::OpenDk::new(&pejawaran());
    let faulty = Faulty::new(portal).on_first(1, "/api/frontend/v1/statistik-penduduk", Fault::Status(500));
    let visited = Visited::of(faulty, &source()).await;
    let report = visited.report.kind(Kind::Statistic).expect("a report");
    assert_eq!((report.failure.is_none(), report.skipped_count, report.complete), (true, 1, false));
    assert!(visited.statistic(code("33.04.15.2001"), &Topic::Sex).is_none());
    assert!(visited.statistic(code("33.04.15.2002"), &Topic::Sex).is_some());
}

#[tokio::test]
async fn it_is_recognised_by_its_interface() {
    let platform = OpenDk::default();
    let site = source().site("".as_ref()).expect("a source");
    let session = |portal: Web| Session::new(Arc::new(portal), site.clone());
    let here = session(Web::of(balai_testkit::OpenDk::new(&pejawaran())));
    let recognised = platform.recognise(&Probe::new(&here, platform.manifest())).await.expect("an answer");
    assert!(recognised.is_some_and(|it| it.evidence[0].contains("33.04.15")));
    let elsewhere = session(Web::of(balai_testkit::Ckan::new(&pejawaran())));
    let recognised =
        platform.recognise(&Probe::new(&elsewhere, platform.manifest())).await.expect("an answer");
    assert_eq!(recognised, None);
}
