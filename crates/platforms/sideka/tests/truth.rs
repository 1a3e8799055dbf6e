//! What is read of a simulated village, against its truth.

use std::sync::Arc;

use balai_core::model::{AreaLevel, Section, Stage, Topic};
use balai_core::{
    Entity, ErrorKind, Geometry, Kind, Order, Platform, Position, Probe, Query, Report, Rupiah, Session,
    Site, Store,
};
use balai_harvest::Harvest;
use balai_sideka::Sideka;
use balai_testkit::village::Village;
use balai_testkit::{Answer, Ask, Fault, Faulty, Memory, PlainFeed, Web, Website};

const KINDS: [Kind; 5] = [Kind::Profile, Kind::Statistic, Kind::Budget, Kind::Organization, Kind::Area];

fn village() -> Arc<Village> {
    Arc::new(Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 7))
}

fn simulated() -> balai_testkit::Sideka {
    balai_testkit::Sideka::new(village())
}

fn site() -> Site {
    Site::new("33.04.15.2008".parse().expect("a code"), "http://darmayasa.invalid/").expect("an address")
}

/// What a visit brought.
struct Visited {
    report: Report,
    records: Vec<Entity>,
    web: Web,
}

impl Visited {
    async fn of(website: impl Website + 'static) -> Self {
        Self::on(Web::of(website)).await
    }

    async fn on(web: Web) -> Self {
        let store = Memory::new();
        let platform: Arc<dyn Platform> = Arc::new(Sideka::default());
        let harvest = Harvest::new(Arc::new(web.clone()), [platform], Arc::new(store.clone()));
        let report = harvest.visit(site()).await.expect("the store works");
        let stored = store.records(&Query::new().order(Order::Id).limit(usize::MAX)).await.expect("records");
        Self { report, records: stored.into_iter().map(|it| it.record.entity).collect(), web }
    }

    /// Why a kind was not read; `None` where it was.
    fn failure(&self, kind: Kind) -> Option<(ErrorKind, &str)> {
        let failure = self.report.kind(kind)?.failure.as_ref()?;
        Some((failure.kind, &failure.message))
    }

    fn failures(&self) -> Vec<Option<ErrorKind>> {
        KINDS.iter().map(|kind| self.failure(*kind).map(|(kind, _)| kind)).collect()
    }

    fn count(&self, kind: Kind) -> usize {
        self.records.iter().filter(|it| it.kind() == kind).count()
    }
}

fn turned(ring: &[[f64; 2]]) -> Vec<Position> {
    ring.iter().map(|[latitude, longitude]| [*longitude, *latitude]).collect()
}

#[tokio::test]
async fn the_profile_is_the_truth() {
    let (visited, truth) = (Visited::of(simulated()).await, village());
    let profile =
        visited.records.iter().find_map(|it| if let Entity::Profile(it) = it { Some(it) } else { None });
    let profile = profile.expect("a profile");
    let told = &truth.profile;
    assert_eq!(profile.name, truth.name);
    assert_eq!(profile.history.as_ref(), Some(&told.history));
    assert_eq!(profile.vision.as_ref(), Some(&told.vision));
    assert_eq!(profile.mission, told.mission);
    assert_eq!(profile.address.as_ref(), Some(&told.address));
    assert_eq!(profile.postal_code.as_ref(), Some(&told.postal_code));
    assert_eq!(profile.emails, [told.email.as_str()]);
    assert_eq!((profile.phones.len(), profile.social.len()), (1, 2));
    assert_eq!(profile.area_ha, Some(told.area_ha.into()));
    assert_eq!(profile.boundary, Some(Geometry::Polygon(vec![turned(&told.boundary)])));
    let borders = profile.borders.clone().expect("borders");
    assert_eq!([borders.north, borders.east, borders.south, borders.west], told.borders.clone().map(Some));
    let region = profile.region.clone().expect("what it is part of");
    assert_eq!(
        (region.subdistrict, region.regency),
        (Some(told.subdistrict.clone()), Some(told.regency.clone()))
    );
    assert_eq!(profile.extras["desa_code"], "33.04.15.2008");
}

#[tokio::test]
async fn statistics_are_the_truth() {
    let (visited, truth) = (Visited::of(simulated()).await, village());
    let table = |topic: Topic| {
        let only = |it: &Entity| if let Entity::Statistic(it) = it { Some(it.clone()) } else { None };
        visited
            .records
            .iter()
            .filter_map(only)
            .find(|it| it.topic == topic)
            .unwrap_or_else(|| panic!("{topic:?}"))
    };
    for (topic, key) in [
        (Topic::Occupation, "1"),
        (Topic::Religion, "3"),
        (Topic::Education, "0"),
        (Topic::BloodType, "7"),
        (Topic::MaritalStatus, "2"),
    ] {
        let (read, truth) = (table(topic), truth.statistic(key).expect("a table"));
        let rows: Vec<_> = read.rows.iter().map(|row| (row.label.clone(), row.male, row.female)).collect();
        let due: Vec<_> = truth
            .rows
            .iter()
            .map(|row| (row.label.clone(), Some(row.male.into()), Some(row.female.into())))
            .collect();
        assert_eq!(rows, due, "{key}");
        let (male, female) = truth.totals();
        assert_eq!((read.male, read.female), (Some(male.into()), Some(female.into())), "{key}");
        assert_eq!(read.total, Some((male + female).into()));
        assert_eq!(read.unknown, Some(truth.unknown.total().into()));
        assert_eq!(read.period.as_deref(), Some("2017"), "the year is always told");
    }
    let (ages, truth) = (table(Topic::AgeGroup), truth.statistic("13").expect("a table"));
    let due: Vec<u64> = truth.rows.iter().map(|row| row.total().into()).collect();
    let totals: Vec<u64> = ages.rows.iter().map(|row| row.total).collect();
    // The truth has infants apart; whose age is unknown is newborn here.
    assert_eq!(totals[0], due[0] + due[1] + u64::from(truth.unknown.total()));
    assert_eq!(totals[1..], due[2..]);
    assert_eq!((ages.rows[0].label.as_str(), ages.rows[1].label.as_str()), ("0-4 tahun", "5-9 tahun"));
    assert_eq!(visited.count(Kind::Statistic), 6);
}

#[tokio::test]
async fn budgets_are_the_truth() {
    let (visited, truth) = (Visited::of(simulated()).await, village());
    for due in &truth.budgets {
        let only = |it: &&Entity| matches!(it, Entity::Budget(it) if i16::try_from(it.year) == Ok(due.year));
        let Some(Entity::Budget(read)) = visited.records.iter().find(only) else { panic!("{}", due.year) };
        let is_newest = truth.budgets.last() == Some(due);
        assert_eq!(read.stage, is_newest.then_some(Stage::Realised));
        let mut sections = vec![(Section::Income, '4'), (Section::Expenditure, '5')];
        sections.extend((!is_newest).then_some((Section::Financing, '6')));
        let totals = sections.iter().map(|(section, digit)| {
            let (budgeted, realised) = due.total(*digit);
            (*section, Some(Rupiah::from_sen(budgeted)), is_newest.then_some(Rupiah::from_sen(realised)))
        });
        let told: Vec<_> = read.totals.iter().map(|it| (it.section, it.budgeted, it.realised)).collect();
        assert_eq!(told, totals.collect::<Vec<_>>(), "{}", due.year);

        let amount = |sen| Some(Rupiah::from_sen(sen));
        if is_newest {
            let sources = ["4.2.1.", "4.2.3.", "4.2.2.", "01", "02", "03", "04", "05"];
            let lines = sources.map(|code| due.lines.iter().find(|line| line.code == code).expect("a line"));
            let lines: Vec<_> =
                lines.iter().map(|line| (amount(line.budgeted), amount(line.realised))).collect();
            assert_eq!(read.lines.iter().map(|it| (it.budgeted, it.realised)).collect::<Vec<_>>(), lines);
        } else {
            let lines: Vec<_> =
                due.lines.iter().map(|it| (it.name, it.level - 1, amount(it.budgeted))).collect();
            let read: Vec<_> =
                read.lines.iter().map(|it| (it.name.as_str(), it.level, it.budgeted)).collect();
            assert_eq!(read, lines, "{}", due.year);
        }
    }
    assert_eq!(visited.count(Kind::Budget), 3);
}

#[tokio::test]
async fn areas_and_organisations_are_the_truth() {
    let (visited, truth) = (Visited::of(simulated()).await, village());
    for hamlet in &truth.hamlets {
        let only = |it: &&Entity| matches!(it, Entity::Area(it) if it.name == hamlet.name);
        let Some(Entity::Area(area)) = visited.records.iter().find(only) else { panic!("{}", hamlet.name) };
        assert_eq!(area.level, Some(AreaLevel::Hamlet));
        assert_eq!(area.boundary, Some(Geometry::Polygon(vec![turned(&hamlet.boundary)])));
    }
    assert_eq!(visited.count(Kind::Area), truth.hamlets.len());
    let mut names: Vec<_> = truth.organizations.iter().map(|it| it.name.as_str()).collect();
    let mut read: Vec<_> = visited
        .records
        .iter()
        .filter_map(|it| if let Entity::Organization(it) = it { Some(it.name.as_str()) } else { None })
        .collect();
    names.sort_unstable();
    read.sort_unstable();
    assert_eq!(read, names);
}

#[tokio::test]
async fn nothing_is_asked_that_need_not_be() {
    let visited = Visited::of(simulated()).await;
    let asked: Vec<_> = visited.web.asked().into_iter().map(|url| url.path().to_owned()).collect();
    // Six tables and two older budgets; neither the newest one nor the list of residents.
    assert_eq!(asked.iter().filter(|path| path.starts_with("/datastore/")).count(), 8, "{asked:?}");
    let pages = [
        "/",
        "/data/anggaran/",
        "/data/geospasial/",
        "/data/kependudukan/",
        "/kontak/",
        "/profil/",
        "/profil/lembaga/",
        "/profil/sejarah/",
        "/profil/visi-misi/",
    ];
    let mut others: Vec<_> = asked.iter().filter(|path| !path.starts_with("/datastore/")).collect();
    others.sort_unstable();
    assert_eq!(others, pages.iter().collect::<Vec<_>>());
    let failed = KINDS.iter().filter(|kind| visited.failure(**kind).is_some()).count();
    assert_eq!(failed, 0);
    assert!(KINDS.iter().all(|kind| visited.report.kind(*kind).is_some_and(|it| it.complete)));
}

#[tokio::test]
async fn silent_servers_are_told_as_the_pages_do() {
    let none = Some(ErrorKind::NotOffered);
    let visited = Visited::of(simulated().silent()).await;
    assert_eq!(visited.failures(), [None, none, none, None, none]);
    assert!(visited.failure(Kind::Statistic).is_some_and(|(_, why)| why.contains("no population data")));
    let profile = visited.report.kind(Kind::Profile).expect("a report");
    assert!(profile.notes[0].contains("neither area nor boundary"), "{:?}", profile.notes);

    // A page that ends in the middle, under status 200.
    let cut = Some(ErrorKind::Malformed);
    let visited = Visited::of(simulated().broken()).await;
    assert_eq!(visited.failures(), [None, cut, cut, None, cut]);
    assert!(visited.failure(Kind::Budget).is_some_and(|(_, why)| why.contains("ends in the middle")));
}

#[tokio::test]
async fn a_site_without_a_code_has_neither_budget_nor_map() {
    let visited = Visited::of(simulated().coded(None)).await;
    let none = Some(ErrorKind::NotOffered);
    assert_eq!(visited.failures(), [None, None, none, None, none]);
    assert!(visited.failure(Kind::Budget).is_some_and(|(_, why)| why.contains("no village code")));
}

#[tokio::test]
async fn another_villages_site_is_told() {
    let visited = Visited::of(simulated().coded("33.04.15.2009".parse().ok())).await;
    assert_eq!(visited.failures(), [Some(ErrorKind::Config); 5]);
    let (_, why) = visited.failure(Kind::Area).expect("a failure");
    assert!(why.contains("33.04.15.2009") && why.contains("33.04.15.2008"), "{why}");
    assert_eq!(visited.records, []);

    // The page shows the village that its template was written with.
    let visited = Visited::of(simulated().showing("bokor")).await;
    let (kind, why) = visited.failure(Kind::Statistic).expect("a failure");
    assert!(kind == ErrorKind::Malformed && why.contains("bokor-kependudukan"), "{why}");
    let budgets = visited.report.kind(Kind::Budget).expect("a report");
    assert_eq!((visited.count(Kind::Budget), budgets.complete, budgets.skipped_count), (1, false, 1));
}

#[tokio::test]
async fn a_silent_open_data_host_is_asked_once() {
    let host = balai_testkit::Sideka::DATA_HOST.strip_prefix("http://").expect("a host");
    let web = Web::new().with("darmayasa.invalid", simulated()).with_down(host);
    let visited = Visited::on(web).await;
    let (kind, why) = visited.failure(Kind::Statistic).expect("a failure");
    assert!(kind == ErrorKind::Server && why.contains("open-data host"), "{why}");
    let budgets = visited.report.kind(Kind::Budget).expect("a report");
    assert_eq!((budgets.emitted, budgets.skipped_count, budgets.complete), (1, 1, false));
    assert_eq!(visited.count(Kind::Area), village().hamlets.len());
}

#[tokio::test]
async fn one_file_that_fails_costs_itself() {
    let dump = "/datastore/dump/5d0a0000-0000-4000-8000-000000000002";
    let visited = Visited::of(Faulty::new(simulated()).on(dump, Fault::Html)).await;
    let report = visited.report.kind(Kind::Statistic).expect("a report");
    assert_eq!((visited.count(Kind::Statistic), report.skipped_count, report.complete), (5, 1, false));
    // In the middle of a number: what is left of it is another one.
    let visited = Visited::of(Faulty::new(simulated()).on(dump, Fault::Cut(70))).await;
    let report = visited.report.kind(Kind::Statistic).expect("a report");
    assert!(report.skipped[0].contains("ends in the middle"), "{:?}", report.skipped);
}

#[tokio::test]
async fn it_is_recognised_and_no_other_site_is() {
    /// A host that the network does not know.
    struct Unknown;
    impl Website for Unknown {
        fn respond(&self, ask: &Ask) -> Answer {
            match ask.path() {
                "/wp-signup.php" => Answer::html("<html><p>Situs tidak ditemukan.</p></html>"),
                _ => Answer::redirect("/wp-signup.php?new=darmayasa"),
            }
        }
    }
    let platform = Sideka::default();
    let session = |web: Web| Session::new(Arc::new(web), site());
    let here = session(Web::of(simulated()));
    let recognised = platform.recognise(&Probe::new(&here, platform.manifest())).await.expect("an answer");
    assert!(recognised.is_some_and(|it| it.evidence[0].contains("majalahdesa")));
    let plain = session(Web::of(PlainFeed::new(village(), balai_testkit::FeedFormat::Rss)));
    let recognised = platform.recognise(&Probe::new(&plain, platform.manifest())).await.expect("an answer");
    assert_eq!(recognised, None);
    let gone = session(Web::of(Unknown));
    let error = platform.recognise(&Probe::new(&gone, platform.manifest())).await.expect_err("no site");
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
