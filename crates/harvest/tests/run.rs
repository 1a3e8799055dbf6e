//! What a harvest of many villages must do.

mod support;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use balai_core::{ErrorKind, Kind, Recognition, RegionCode, Roster, RosterVillage, Store};
use balai_harvest::{Event, Harvest, Summary};
use support::{Memory, Sites, Toy, code, platforms, roster};

fn harvest(sites: &Arc<Sites>, store: &Memory) -> Harvest {
    let satu = Toy::new("satu", Recognition::certain(), &[Kind::Article]);
    Harvest::new(sites.clone(), platforms([&satu]), Arc::new(store.clone())).kinds([Kind::Article])
}

fn sites(villages: usize) -> Sites {
    let sites = Sites::of(villages, "satu");
    for n in 1..=villages {
        sites.put(&format!("{}satu/article", support::host(n)), 200, "Panen kopi");
    }
    sites
}

#[tokio::test]
async fn events_come_in_order() {
    let sites = Arc::new(sites(3));
    let mut roster = roster(3);
    roster.villages.push(RosterVillage::new(code(9)));
    let mut run = harvest(&sites, &Memory::default()).records(true).run(&roster);
    let mut told: HashMap<RegionCode, Vec<&str>> = HashMap::new();
    let mut frame = Vec::new();
    let mut last: Option<Summary> = None;
    while let Some(event) = run.next().await {
        match event {
            Event::Started { sites, .. } => {
                assert_eq!(sites, 3);
                frame.push("started");
            }
            Event::VisitStarted { region, .. } => told.entry(region).or_default().push("visit"),
            Event::Recognised { region, .. } => told.entry(region).or_default().push("recognised"),
            Event::Record(record) => told.entry(record.village).or_default().push("record"),
            Event::KindRead { region, .. } => told.entry(region).or_default().push("kind"),
            Event::VisitEnded(report) => told.entry(report.region).or_default().push("ended"),
            Event::Finished(summary) => {
                assert_eq!(told.len(), 3, "the last event");
                frame.push("finished");
                last = Some(summary);
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(frame, ["started", "finished"]);
    assert!(
        told.values().all(|told| *told == ["visit", "recognised", "record", "kind", "ended"]),
        "{told:?}"
    );
    let summary = last.expect("a summary");
    assert_eq!((summary.visited, summary.failed, summary.without_site, summary.new), (3, 0, 1, 3));
    assert!(summary.whole);
}

#[tokio::test]
async fn no_more_villages_are_visited_at_a_time_than_told() {
    for most in [1, 3] {
        let sites = Arc::new(sites(12).slow(Duration::from_millis(2)));
        let summary = harvest(&sites, &Memory::default()).concurrency(most).run(&roster(12)).finish().await;
        assert_eq!(summary.visited, 12);
        assert_eq!(sites.most(), most);
    }
}

#[tokio::test]
async fn an_interrupted_harvest_goes_on_where_it_stopped() {
    let sites = Arc::new(sites(6).slow(Duration::from_millis(2)));
    let store = Memory::default();
    let mut run = harvest(&sites, &store).concurrency(2).run(&roster(6));
    let mut first = None;
    while let Some(event) = run.next().await {
        match event {
            Event::VisitEnded(_) => run.stop(),
            Event::Finished(summary) => first = Some(summary),
            _ => {}
        }
    }
    let first = first.expect("a summary");
    assert!(!first.whole && (1..6).contains(&first.visited), "{first:?}");
    assert_eq!(store.commits().len() as u64, first.visited, "visits in flight ended");
    assert_eq!(store.bookmarks("harvest/").len(), 1);

    let mut run = harvest(&sites, &store).run(&roster(6));
    let (mut resumed, mut second) = (0, None);
    while let Some(event) = run.next().await {
        match event {
            Event::Resumed { .. } => resumed += 1,
            Event::Finished(summary) => second = Some(summary),
            _ => {}
        }
    }
    let second = second.expect("a summary");
    assert_eq!(resumed, second.resumed, "each is told");
    assert_eq!((second.resumed, second.visited), (first.visited, 6 - first.visited));
    assert!(second.whole);
    let mut commits = store.commits();
    commits.sort();
    assert_eq!(commits, (1..=6).map(code).collect::<Vec<_>>(), "each village once");
    assert_eq!(store.bookmarks("harvest/"), [""; 0], "a whole harvest leaves no bookmark");

    let third = harvest(&sites, &store).run(&roster(6)).finish().await;
    assert_eq!((third.resumed, third.visited), (0, 6), "and the next one begins anew");
}

/// How long a page takes, so that a run can be stopped in the middle of a visit.
const MOMENT: Duration = Duration::from_millis(5);

/// Harvests until the first visit has ended.
async fn interrupt(harvest: Harvest, roster: &Roster) {
    let mut run = harvest.concurrency(1).run(roster);
    while let Some(event) = run.next().await {
        if let Event::VisitStarted { .. } = event {
            run.stop();
        }
    }
}

/// How many villages were resumed, and how many visited.
async fn outcome(harvest: Harvest, roster: &Roster) -> (u64, u64) {
    let summary = harvest.run(roster).finish().await;
    assert!(summary.whole);
    (summary.resumed, summary.visited)
}

#[tokio::test]
async fn what_is_another_harvest_does_not_resume() {
    let sites = Arc::new(sites(4).slow(MOMENT));
    let others: [fn(Harvest) -> (Harvest, usize); 4] = [
        |it| (it, 3),
        |it| (it.fresh(true), 4),
        |it| (it.since(jiff::Timestamp::UNIX_EPOCH), 4),
        |it| (it.kinds([Kind::Article, Kind::Official]), 4),
    ];
    for (n, other) in others.into_iter().enumerate() {
        let store = Memory::default();
        interrupt(harvest(&sites, &store), &roster(4)).await;
        let (other, villages) = other(harvest(&sites, &store));
        assert_eq!(outcome(other, &roster(villages)).await, (0, villages as u64), "{n}");
    }
    // Nor the other way round: what was read since a day is not all.
    let store = Memory::default();
    interrupt(harvest(&sites, &store).since(jiff::Timestamp::UNIX_EPOCH), &roster(4)).await;
    assert_eq!(outcome(harvest(&sites, &store), &roster(4)).await, (0, 4));
}

#[tokio::test]
async fn what_another_harvest_visited_in_between_is_visited() {
    let sites = Arc::new(sites(4).slow(MOMENT));
    let store = Memory::default();
    interrupt(harvest(&sites, &store), &roster(4)).await;
    outcome(harvest(&sites, &store).since(jiff::Timestamp::UNIX_EPOCH), &roster(4)).await;
    assert_eq!(outcome(harvest(&sites, &store), &roster(4)).await, (0, 4));
}

#[tokio::test]
async fn a_village_whose_address_was_mended_is_visited_and_the_others_resume() {
    let sites = Arc::new(sites(4).slow(MOMENT));
    let store = Memory::default();
    interrupt(harvest(&sites, &store), &roster(4)).await;
    let mut mended = roster(4);
    mended.villages[3].url = Some(support::host(3));
    assert_eq!(outcome(harvest(&sites, &store), &mended).await, (1, 3));

    interrupt(harvest(&sites, &store), &roster(4)).await;
    let mut mended = roster(4);
    mended.villages[0].url = Some(support::host(2));
    assert_eq!(outcome(harvest(&sites, &store), &mended).await, (0, 4));
}

#[tokio::test]
async fn a_failure_that_may_pass_is_tried_again_and_a_blocked_site_is_not() {
    for (kind, resumed) in [(ErrorKind::Dns, 0), (ErrorKind::Timeout, 0), (ErrorKind::Tls, 0)] {
        let sites = sites(2).slow(MOMENT);
        sites.fail(&support::host(1), kind);
        let (sites, store) = (Arc::new(sites), Memory::default());
        interrupt(harvest(&sites, &store), &roster(2)).await;
        assert_eq!(outcome(harvest(&sites, &store), &roster(2)).await, (resumed, 2 - resumed), "{kind}");
    }
    let sites = sites(2).slow(MOMENT);
    sites.put(&support::host(1), 403, "");
    let (sites, store) = (Arc::new(sites), Memory::default());
    interrupt(harvest(&sites, &store), &roster(2)).await;
    assert_eq!(outcome(harvest(&sites, &store), &roster(2)).await, (1, 1));
}

#[tokio::test]
async fn a_bookmark_that_is_old_or_no_time_begins_anew() {
    let day_ago = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(25);
    for value in ["kemarin", &day_ago.to_string()] {
        let sites = Arc::new(sites(2).slow(MOMENT));
        let store = Memory::default();
        interrupt(harvest(&sites, &store), &roster(2)).await;
        let bookmark = store.bookmarks("harvest/").remove(0);
        store.set_bookmark(&bookmark, Some(value)).await.expect("a bookmark");
        assert_eq!(outcome(harvest(&sites, &store), &roster(2)).await, (0, 2), "{value}");
    }
}

#[tokio::test]
async fn a_run_that_is_dropped_or_stopped_twice_leaves_nothing_of_what_is_in_flight() {
    let sites = Arc::new(sites(4).slow(Duration::from_millis(20)));
    for twice in [false, true] {
        let store = Memory::default();
        let mut run = harvest(&sites, &store).run(&roster(4));
        while let Some(event) = run.next().await {
            if let Event::VisitStarted { .. } = event {
                break;
            }
        }
        if twice {
            let stop = run.stopper();
            stop.stop();
            stop.stop();
            let summary = run.finish().await;
            assert_eq!((summary.visited, summary.whole), (0, false));
        } else {
            drop(run);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(store.commits().is_empty() && store.titles().is_empty());
        assert_eq!(store.bookmarks("harvest/").len(), 1, "the next harvest goes on");
    }
}

#[tokio::test]
async fn a_dead_site_costs_its_own_visit() {
    let sites = sites(2);
    sites.fail(&support::host(1), ErrorKind::Connect);
    let store = Memory::default();
    let summary = harvest(&Arc::new(sites), &store).run(&roster(2)).finish().await;
    assert_eq!((summary.visited, summary.failed, summary.new, summary.whole), (2, 1, 1, true));
}

#[tokio::test]
async fn a_store_that_takes_nothing_ends_the_harvest() {
    let sites = Arc::new(sites(9));
    let store = Memory::default();
    store.fill_up();
    let mut run = harvest(&sites, &store).concurrency(1).run(&roster(9));
    let (mut ended, mut last) = (0, None);
    while let Some(event) = run.next().await {
        match event {
            Event::VisitEnded(report) => {
                assert_eq!(report.failure.as_ref().map(|failure| failure.kind), Some(ErrorKind::Store));
                ended += 1;
            }
            Event::Finished(summary) => last = Some(summary),
            _ => {}
        }
    }
    let summary = last.expect("a summary");
    assert_eq!((ended, summary.visited, summary.whole), (3, 0, false));
    assert_eq!(summary.failure.map(|failure| failure.kind), Some(ErrorKind::Store));
}

#[tokio::test]
async fn a_run_is_a_stream() {
    use futures_core::Stream;

    let mut run = Box::pin(harvest(&Arc::new(sites(1)), &Memory::default()).run(&roster(1)));
    let first = std::future::poll_fn(|context| run.as_mut().poll_next(context)).await;
    assert!(matches!(first, Some(Event::Started { sites: 1, .. })), "{first:?}");
}
