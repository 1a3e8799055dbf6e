//! What one visit must do.

mod support;

use std::sync::Arc;

use balai_core::report::KindReport;
use balai_core::{ErrorKind, Fetch, Kind, Recognition, Report, Roster, Session};
use balai_harvest::{Event, Harvest, detect};
use support::{Behaviour, Memory, Sites, Toy, code, platforms, roster, site};

const BOTH: [Kind; 2] = [Kind::Article, Kind::Official];

/// One village on two platforms, `satu` the surer.
struct World {
    sites: Arc<Sites>,
    store: Memory,
    satu: Arc<Toy>,
    dua: Arc<Toy>,
}

impl World {
    fn new() -> Self {
        let sites = Sites::of(1, "satu dua");
        sites.put("https://desa1.example/satu/article", 200, "Panen kopi\nKerja bakti");
        sites.put("https://desa1.example/satu/official", 200, "Wahyu");
        sites.put("https://desa1.example/dua/article", 200, "Panen kopi");
        Self {
            sites: Arc::new(sites),
            store: Memory::default(),
            satu: Toy::new("satu", Recognition::certain(), &BOTH),
            dua: Toy::new("dua", Recognition::fallback(), &[Kind::Article]),
        }
    }

    fn harvest(&self) -> Harvest {
        // The surer comes last in the list: that it is tried first is the ranking's doing.
        Harvest::new(self.sites.clone(), platforms([&self.dua, &self.satu]), Arc::new(self.store.clone()))
            .kinds(BOTH)
    }

    async fn visit(&self) -> Report {
        self.harvest().visit(site(1)).await.expect("a report")
    }
}

fn of(report: &Report, kind: Kind) -> &KindReport {
    report.kind(kind).expect("a report of the kind")
}

#[tokio::test]
async fn the_surest_platform_reads_and_the_home_page_is_fetched_once() {
    let world = World::new();
    let report = world.visit().await;
    assert_eq!(report.failure, None);
    assert_eq!(report.platforms.iter().map(|p| &*p.platform).collect::<Vec<_>>(), ["satu", "dua"]);
    assert_eq!((of(&report, Kind::Article).emitted, of(&report, Kind::Official).emitted), (2, 1));
    assert!(of(&report, Kind::Article).complete);
    assert_eq!((report.new, report.changed, report.gone), (3, 0, 0));
    assert_eq!(world.sites.asked("https://desa1.example/"), 1);
    assert_eq!(report.requests, world.sites.requests() as u64);
    assert_eq!(world.store.report(code(1)), Some(report));
}

#[tokio::test]
async fn the_next_platform_is_tried_with_the_reason_kept() {
    for (status, reason) in [(403, ErrorKind::Blocked), (404, ErrorKind::NotFound), (500, ErrorKind::Server)]
    {
        let world = World::new();
        world.sites.put("https://desa1.example/satu/article", status, "");
        let report = world.visit().await;
        let article = of(&report, Kind::Article);
        assert_eq!((&*article.platform, article.emitted), ("dua", 1));
        assert_eq!(article.failure, None);
        assert_eq!((&*article.tried[0].platform, article.tried[0].failure.kind), ("satu", reason));
        assert!(report.is_success());
    }
}

#[tokio::test]
async fn who_knows_the_site_is_believed_that_it_has_none() {
    let world = World::new();
    world.satu.behave(Behaviour::OffersNothing);
    let report = world.visit().await;
    let article = of(&report, Kind::Article);
    assert_eq!(
        (&*article.platform, article.failure.as_ref().map(|it| it.kind)),
        ("satu", Some(ErrorKind::NotOffered))
    );
    assert_eq!(world.sites.asked("https://desa1.example/dua/article"), 0);
}

#[tokio::test]
async fn what_the_surest_platform_never_asks_no_other_asks() {
    let world = World::new();
    let satu = Toy::never("satu", Recognition::certain(), &BOTH, &["/dua"]);
    world.sites.put("https://desa1.example/satu/article", 403, "");
    let harvest =
        Harvest::new(world.sites.clone(), platforms([&world.dua, &satu]), Arc::new(world.store.clone()));
    let report = harvest.kinds(BOTH).visit(site(1)).await.expect("a report");
    let article = of(&report, Kind::Article);
    assert_eq!(article.failure.as_ref().map(|failure| failure.kind), Some(ErrorKind::Refused));
    assert_eq!(world.sites.asked("https://desa1.example/dua/article"), 0);
}

#[tokio::test]
async fn a_kind_that_nobody_offers_is_told() {
    let world = World::new();
    let report = world.harvest().kinds([Kind::Event]).visit(site(1)).await.expect("a report");
    assert_eq!(of(&report, Kind::Event).failure.as_ref().map(|f| f.kind), Some(ErrorKind::NotOffered));
    assert_eq!(report.failure, None, "that a site has no events is no failure of the visit");
    assert_eq!(report.kinds.len(), 1, "no other kind was asked for");
}

#[tokio::test]
async fn a_site_that_fails_says_why_and_is_committed() {
    type Spoil = fn(&Sites);
    let cases: [(Spoil, ErrorKind); 5] = [
        (|sites| sites.put("https://desa1.example/", 403, ""), ErrorKind::Blocked),
        (|sites| sites.put("https://desa1.example/", 503, ""), ErrorKind::Server),
        (|sites| sites.put("https://desa1.example/", 200, "Blog"), ErrorKind::NotOffered),
        (|sites| sites.fail("https://desa1.example/", ErrorKind::Tls), ErrorKind::Tls),
        (|sites| sites.fail("https://desa1.example/", ErrorKind::Dns), ErrorKind::Dns),
    ];
    for (spoil, reason) in cases {
        let world = World::new();
        spoil(&world.sites);
        let report = world.visit().await;
        assert_eq!(report.failure.as_ref().map(|f| f.kind), Some(reason));
        assert!(report.kinds.is_empty());
        assert_eq!(world.sites.requests(), 1, "{reason}: a home page that fails is asked for once");
        assert_eq!(world.store.report(code(1)), Some(report));
    }
}

#[tokio::test]
async fn a_host_that_dies_is_not_asked_on() {
    let world = World::new();
    let kinds = [Kind::Article, Kind::Official, Kind::Event, Kind::Document, Kind::Album];
    let satu = Toy::new("satu", Recognition::certain(), &kinds);
    for kind in kinds {
        world.sites.fail(&format!("https://desa1.example/satu/{kind}"), ErrorKind::Timeout);
    }
    let harvest = Harvest::new(world.sites.clone(), platforms([&satu]), Arc::new(world.store.clone()));
    let report = harvest.kinds(kinds).visit(site(1)).await.expect("a report");
    assert_eq!(world.sites.requests(), 4, "the home page and three kinds");
    let given_up = of(&report, Kind::Album).failure.as_ref().expect("given up");
    assert!(given_up.message.contains("3 kinds in a row"), "{given_up:?}");
    assert_eq!(given_up.kind, ErrorKind::Timeout, "what it was, and nothing invented");
    assert_eq!(report.failure.map(|failure| failure.kind), Some(ErrorKind::Timeout));
}

#[tokio::test]
async fn an_unchanged_site_changes_nothing_and_a_second_visit_asks_since_the_first() {
    let world = World::new();
    let first = world.visit().await;
    let second = world.visit().await;
    assert_eq!((second.new, second.changed, second.gone), (0, 0, 0));
    assert_eq!((second.emitted(), &of(&second, Kind::Article).notes), (0, &vec![]), "which is no warning");
    assert_eq!(world.store.titles().len(), 3);
    let since = Some(first.started_at);
    assert_eq!(
        world.satu.since(),
        [(Kind::Article, None), (Kind::Official, None), (Kind::Article, since), (Kind::Official, since)]
    );
}

#[tokio::test]
async fn since_is_the_last_success_of_the_same_platform_on_the_same_site() {
    let world = World::new();
    let kinds = [Kind::Article];
    let visit = || async { world.harvest().kinds(kinds).visit(site(1)).await.expect("a report") };
    let first = visit().await;
    world.sites.put("https://desa1.example/satu/article", 403, "");
    visit().await;
    assert_eq!(world.dua.since(), [(Kind::Article, None)], "what satu has read, dua has not");
    world.sites.put("https://desa1.example/satu/article", 200, "Panen kopi");
    visit().await;
    let since: Vec<_> = world.satu.since().into_iter().map(|(_, since)| since).collect();
    assert_eq!(since, [None, Some(first.started_at), None], "what dua has read, satu has not");

    let third = visit().await;
    world.harvest().kinds(kinds).fresh(true).visit(site(1)).await.expect("a report");
    assert_eq!(world.satu.since().last(), Some(&(Kind::Article, None)), "fresh reads all");
    let week_ago = third.started_at - jiff::SignedDuration::from_hours(168);
    let fresh = world.store.report(code(1)).expect("a report");
    world.harvest().kinds(kinds).since(week_ago).visit(site(1)).await.expect("a report");
    assert_eq!(world.satu.since().last(), Some(&(Kind::Article, Some(week_ago))), "the caller's");
    visit().await;
    let last = world.satu.since().last().copied();
    assert_eq!(last, Some((Kind::Article, Some(fresh.started_at))), "which is not gone on from");

    let mut moved = site(1);
    moved.url = support::host(2).parse().expect("a URL");
    world.sites.put("https://desa2.example/", 200, "satu");
    world.sites.put("https://desa2.example/satu/article", 200, "Panen kopi");
    world.harvest().kinds(kinds).visit(moved).await.expect("a report");
    assert_eq!(world.satu.since().last(), Some(&(Kind::Article, None)), "a new site is read whole");
}

#[tokio::test]
async fn a_failure_in_the_middle_keeps_what_came_and_completes_nothing() {
    let world = World::new();
    let first = world.visit().await;
    world.sites.put("https://desa1.example/satu/official", 200, "Siti");
    world.satu.behave(Behaviour::FailsAfter(ErrorKind::Timeout));
    let second = world.visit().await;
    let official = of(&second, Kind::Official);
    assert_eq!((official.emitted, official.complete), (1, false));
    assert_eq!(official.failure.as_ref().map(|failure| failure.kind), Some(ErrorKind::Timeout));
    assert_eq!((second.new, second.gone), (1, 0), "Siti is new, and Wahyu is not gone");
    world.satu.behave(Behaviour::Reads);
    let third = world.visit().await;
    assert_eq!(world.satu.since().last(), Some(&(Kind::Official, Some(first.started_at))));
    assert_eq!(third.gone, 1, "now Wahyu is");
}

#[tokio::test]
async fn what_the_surer_platform_has_read_is_not_gone_because_another_does_not_see_it() {
    let world = World::new();
    world.visit().await;
    world.sites.put("https://desa1.example/satu/article", 500, "");
    let visit = || async { world.harvest().fresh(true).visit(site(1)).await.expect("a report") };
    for _ in 0..2 {
        let report = visit().await;
        let article = of(&report, Kind::Article);
        assert_eq!((&*article.platform, article.emitted), ("dua", 1));
        assert_eq!((report.gone, article.complete), (0, false), "Kerja bakti is on satu's page alone");
    }
    world.sites.put("https://desa1.example/satu/article", 404, "");
    assert_eq!(visit().await.gone, 1, "satu has no articles any more, and dua all that there are");
}

#[tokio::test]
async fn what_could_not_be_read_is_not_gone() {
    let world = World::new();
    world.visit().await;
    world.sites.put("https://desa1.example/satu/article", 200, "Panen kopi");
    world.satu.behave(Behaviour::Skips);
    let report = world.visit().await;
    assert_eq!((report.gone, of(&report, Kind::Article).complete), (0, false));
    assert_eq!(of(&report, Kind::Article).skipped_count, 1);
}

#[tokio::test]
async fn what_could_not_be_read_is_asked_for_again() {
    let world = World::new();
    let kinds = [Kind::Article];
    let visit = || async { world.harvest().kinds(kinds).visit(site(1)).await.expect("a report") };
    world.satu.behave(Behaviour::Skips);
    visit().await;
    world.satu.behave(Behaviour::Reads);
    let second = visit().await;
    assert_eq!(of(&second, Kind::Article).emitted, 2, "no validator said that nothing changed");
    visit().await;
    let since: Vec<_> = world.satu.since().into_iter().map(|(_, since)| since).collect();
    assert_eq!(since, [None, None, Some(second.started_at)]);
}

#[tokio::test]
async fn a_kind_that_a_site_does_not_have_is_asked_for_by_what_changed_since() {
    let world = World::new();
    world.satu.behave(Behaviour::OffersNothing);
    let visit = || async { world.harvest().kinds([Kind::Official]).visit(site(1)).await.expect("a report") };
    let first = visit().await;
    world.satu.behave(Behaviour::Reads);
    world.sites.put("https://desa1.example/satu/official", 200, "");
    let second = visit().await;
    assert_eq!(of(&second, Kind::Official).failure, None, "an empty list");
    let third = visit().await;
    let why = of(&third, Kind::Official).failure.as_ref().map(|failure| failure.kind);
    assert_eq!(why, Some(ErrorKind::NotOffered), "where nothing changed, there is still nothing");
    world.sites.put("https://desa1.example/satu/official", 200, "Wahyu");
    assert_eq!(visit().await.new, 1);
    let since: Vec<_> = world.satu.since().into_iter().map(|(_, since)| since).collect();
    assert_eq!(since, [None, Some(first.started_at), Some(second.started_at), Some(third.started_at)]);
}

#[tokio::test]
async fn a_listing_that_is_empty_of_a_sudden_is_believed_the_second_time() {
    let world = World::new();
    world.visit().await;
    world.sites.put("https://desa1.example/satu/official", 200, "");
    let first = world.visit().await;
    assert_eq!((first.gone, of(&first, Kind::Official).complete), (0, false));
    let second = world.visit().await;
    assert_eq!((second.gone, of(&second, Kind::Official).complete), (1, true));
    assert_eq!(of(&second, Kind::Official).notes.len(), 1, "and is still told");
    let third = world.visit().await;
    assert_eq!((third.gone, of(&third, Kind::Official).notes.len()), (0, 0));
}

#[tokio::test]
async fn servers_that_fail_are_asked_on() {
    let world = World::new();
    let kinds = [Kind::Article, Kind::Official, Kind::Event, Kind::Document, Kind::Album];
    let satu = Toy::new("satu", Recognition::certain(), &kinds);
    for kind in kinds {
        world.sites.put(&format!("https://desa1.example/satu/{kind}"), 500, "");
    }
    world.sites.put("https://desa1.example/satu/article", 200, "Panen kopi");
    let harvest = Harvest::new(world.sites.clone(), platforms([&satu]), Arc::new(world.store.clone()));
    let order = [Kind::Event, Kind::Document, Kind::Album, Kind::Article];
    let report = harvest.kinds(order).visit(site(1)).await.expect("a report");
    assert_eq!(of(&report, Kind::Article).emitted, 1);
}

#[tokio::test]
async fn what_two_platforms_find_counts_once() {
    let world = World::new();
    world.satu.behave(Behaviour::FailsAfter(ErrorKind::Malformed));
    world.sites.put("https://desa1.example/dua/article", 200, "Panen kopi\nRapat");
    let report = world.harvest().kinds([Kind::Article]).visit(site(1)).await.expect("a report");
    let article = of(&report, Kind::Article);
    assert_eq!((article.emitted, report.new), (3, 3), "Panen kopi was read twice");
}

#[tokio::test]
async fn a_site_that_refuses_every_page_is_blocked_whichever_platforms_are_known() {
    let world = World::new();
    world.sites.put("https://desa1.example/", 403, "");
    world.satu.behave(Behaviour::Knows);
    world.dua.behave(Behaviour::Knows);
    let report = world.visit().await;
    assert_eq!(report.failure.map(|failure| failure.kind), Some(ErrorKind::Blocked));
}

#[tokio::test]
async fn what_the_store_refuses_is_skipped_and_not_told() {
    let world = World::new();
    world.sites.put("https://desa1.example/satu/article", 200, "Panen kopi\nNaN");
    let mut run = world.harvest().kinds([Kind::Article]).records(true).run(&roster(1));
    let mut told = Vec::new();
    while let Some(event) = run.next().await {
        if let Event::Record(record) = event {
            told.push(record.entity.title());
        }
    }
    assert_eq!(told, ["Panen kopi"]);
    let report = world.store.report(code(1)).expect("a report");
    assert_eq!((of(&report, Kind::Article).emitted, of(&report, Kind::Article).skipped_count), (1, 1));
}

#[tokio::test]
async fn reports_tell_no_personal_data() {
    let world = World::new();
    world.satu.behave(Behaviour::Skips);
    let mut run = world.harvest().run(&roster(1));
    while let Some(event) = run.next().await {
        assert!(!format!("{event:?}").contains("3304151005900001"), "{event:?}");
    }
    let report = world.store.report(code(1)).expect("a report");
    let skipped = &of(&report, Kind::Article).skipped[0];
    assert!(skipped.contains("a broken page of NIK [nomor disembunyikan]"), "{skipped}");
}

#[tokio::test]
async fn marks_are_left_with_the_visit_or_not_at_all() {
    let world = World::new();
    world.store.fill_up();
    world.harvest().visit(site(1)).await.expect_err("a full store");
    assert_eq!(world.store.bookmarks("read/"), [""; 0]);
}

#[tokio::test]
async fn what_the_pipeline_refuses_is_told_and_neither_stored_nor_gone() {
    let world = World::new();
    world.visit().await;
    world.sites.put("https://desa1.example/satu/article", 200, "Panen kopi\nSitus slot gacor");
    let report = world.visit().await;
    let article = of(&report, Kind::Article);
    assert_eq!((article.emitted, article.skipped_count, article.complete), (1, 1, true));
    assert!(article.skipped[0].contains("looks like injected spam"), "{:?}", article.skipped);
    assert_eq!(report.gone, 1, "Kerja bakti is");
    assert_eq!(world.store.titles(), ["Panen kopi", "Wahyu, Kaur"]);
}

#[tokio::test]
async fn a_kind_that_had_records_and_has_none_is_a_warning() {
    let world = World::new();
    let run = |harvest: Harvest| async move {
        let mut run = harvest.run(&roster(1));
        let mut warnings = Vec::new();
        while let Some(event) = run.next().await {
            if let Event::Warning { text, .. } = event {
                warnings.push(text);
            }
        }
        warnings
    };
    assert_eq!(run(world.harvest()).await, [""; 0]);
    world.sites.put("https://desa1.example/satu/official", 200, "");
    let warnings = run(world.harvest()).await;
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains("official") && warnings[0].contains('1'), "{warnings:?}");
    let report = world.store.report(code(1)).expect("a report");
    assert_eq!(of(&report, Kind::Official).notes, warnings);
}

#[tokio::test]
async fn a_panic_costs_its_own_visit() {
    let sites = Sites::of(2, "satu");
    sites.put(&support::host(2), 200, "dua");
    sites.put("https://desa2.example/dua/article", 200, "Panen kopi");
    let satu = Toy::new("satu", Recognition::certain(), &[Kind::Article]);
    let dua = Toy::new("dua", Recognition::certain(), &[Kind::Article]);
    satu.behave(Behaviour::Panics);
    let store = Memory::default();
    let harvest = Harvest::new(Arc::new(sites), platforms([&satu, &dua]), Arc::new(store.clone()));
    let summary = harvest.run(&roster(2)).finish().await;
    assert_eq!((summary.visited, summary.failed, summary.new, summary.whole), (2, 1, 1, true));
    let failure = store.report(code(1)).and_then(|report| report.failure).expect("a failure");
    assert!(failure.message.contains("a toy that breaks"), "{failure:?}");
}

#[tokio::test]
async fn the_platform_that_the_roster_names_is_first() {
    let world = World::new();
    let named = |name: &str| {
        let mut roster: Roster = roster(1);
        roster.villages[0].platform = Some(name.into());
        roster
    };
    world.harvest().run(&named("dua")).finish().await;
    let report = world.store.report(code(1)).expect("a report");
    assert_eq!(of(&report, Kind::Article).platform, "dua");
    assert_eq!(of(&report, Kind::Official).platform, "satu");

    world.sites.put("https://desa1.example/", 403, "");
    world.harvest().fresh(true).run(&named("satu")).finish().await;
    let report = world.store.report(code(1)).expect("a report");
    assert_eq!((report.failure.as_ref(), of(&report, Kind::Official).emitted), (None, 1), "home page or not");
}

#[tokio::test]
async fn detect_ranks_by_confidence_and_keeps_the_reasons() {
    let world = World::new();
    let list = platforms([&world.dua, &world.satu]);
    let session = Session::new(world.sites.clone() as Arc<dyn Fetch>, site(1));
    let ranking = detect(&session, &list).await;
    let names: Vec<_> = ranking.candidates.iter().map(|c| &*c.platform.manifest().name).collect();
    assert_eq!(names, ["satu", "dua"]);
    assert_eq!(ranking.failure(), None);

    world.sites.put("https://desa1.example/", 403, "");
    let session = Session::new(world.sites.clone() as Arc<dyn Fetch>, site(1));
    let ranking = detect(&session, &list).await;
    assert_eq!(ranking.failures.len(), 2);
    assert_eq!(ranking.failure().map(|failure| failure.kind), Some(ErrorKind::Blocked));
}
