//! Real WordPress against what its database has: `tests/services/wordpress.sh` starts it, and `BALAI_WORDPRESS` names its
//! folder; without it these tests say that they are skipped.

mod changing;
mod check;
mod service;

use std::sync::Arc;

use balai::wordpress::WordPress;
use balai::{Fetch, Harvest, Order, Platforms, Query, Record, Report, Store};
use balai_tests::harvest::{Harvested, store, visit_into};

use changing::{Changes, Changing};
use check::check;
use service::{Item, Service, Truth};

/// The most requests of a visit after five changes, whether REST is open or closed.
const FEW: u64 = 9;

#[tokio::test(flavor = "multi_thread")]
async fn rest_open() {
    if let Some(service) = Service::named("open") {
        all(&service).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rest_closed() {
    if let Some(service) = Service::named("closed") {
        all(&service).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_of_villages() {
    if let Some(service) = Service::named("cempaka") {
        all(&service).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_of_villages_with_a_front_page() {
    if let Some(service) = Service::named("kenanga") {
        all(&service).await;
    }
}

/// Everything in turn, since each changes the site.
async fn all(service: &Service) {
    later_visits(service).await;
    while_it_is_listed(service).await;
}

/// A first visit, one after five changes, one after many edits, and one after nothing.
async fn later_visits(service: &Service) {
    let scheduled = service.change(&["schedule", "post", "Tiba pada Waktunya"]).to_string();
    let store = store();
    let first = visit_into(&store, Service::web(), service.site()).await;
    tell(service, "first", &first);
    let before = service.truth();
    check(&before, &first.records);

    let (edited, deleted) = (post(&before, 30), post(&before, 50));
    service.change(&["add", "post", "Kabar Baru"]);
    service.change(&["backdate", "post", "Kabar Susulan"]);
    service.change(&["publish", &scheduled]);
    service.change(&["edit", &edited]);
    service.change(&["delete", &deleted]);
    let second = visit_into(&store, Service::web(), service.site()).await;
    tell(service, "second", &second);
    let after = service.truth();
    check(&after, &second.records);
    assert!(second.report.requests <= FEW, "{} requests", second.report.requests);

    // More than a feed shows at a time.
    for place in 10..17 {
        service.change(&["edit", &post(&after, place)]);
    }
    let third = visit_into(&store, Service::web(), service.site()).await;
    tell(service, "third", &third);
    check(&service.truth(), &third.records);

    let fourth = visit_into(&store, Service::web(), service.site()).await;
    tell(service, "fourth", &fourth);
    let Report { new, changed, gone, .. } = fourth.report;
    assert_eq!((new, changed, gone), (0, 0, 0), "nothing happened");
}

/// Posts, then pages, are added, edited and trashed between two pages of their lists.
async fn while_it_is_listed(service: &Service) {
    let before = service.truth();
    let is_plain = |item: &&Item| !item.html.contains("<table") && !item.html.contains(".pdf");
    let pages = before.items.iter().filter(|item| item.is_public && item.r#type == "page").filter(is_plain);
    let pages: Vec<_> = pages.map(|item| item.id.to_string()).collect();
    let (first, last) = (pages[0].clone(), pages[pages.len() - 1].clone());
    // The first page of a list may begin with the newest or with the oldest.
    let (newest, oldest) = (post(&before, 1), post(&before, 69));
    let (deleted, edited) = (post(&before, 68), post(&before, 40));
    let of_posts = [
        change(["trash", &newest]),
        change(["trash", &oldest]),
        change(["delete", &deleted]),
        change(["edit", &edited]),
        change(["add", "post", "Kabar Sela"]),
        change(["add", "post", "Kabar Sela Lagi"]),
        change(["backdate", "post", "Kabar Sela Lama"]),
    ];
    let of_pages =
        [change(["trash", &first]), change(["trash", &last]), change(["add", "page", "Halaman Sela"])];
    let changes = vec![
        Changes { r#type: "post", words: of_posts.to_vec() },
        Changes { r#type: "page", words: of_pages.to_vec() },
    ];
    let web = Changing::new(Service::web(), service.clone(), changes);
    let platforms = Platforms::none().with(WordPress::default().page_size(5));
    let store = store();
    let records = visit(web, platforms, &store, service).await;

    let after = service.truth();
    for added in ["Kabar Sela", "Halaman Sela"] {
        assert!(after.items.iter().any(|item| item.title == added), "nothing changed meanwhile");
    }
    for item in after.items.iter().filter(|item| item.is_public) {
        let was_there = before.items.iter().any(|old| old.id == item.id && old.is_public);
        assert!(!was_there || check::article(&records, item).is_some(), "lost: {}", item.link);
    }
}

fn change<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

async fn visit(
    web: impl Fetch + 'static,
    platforms: Platforms,
    store: &Arc<dyn Store>,
    service: &Service,
) -> Vec<Record> {
    let report = Harvest::new(Arc::new(web), platforms, store.clone()).visit(service.site()).await;
    let stored = store.records(&Query::new().order(Order::Id).limit(100_000)).await.expect("the store works");
    let records: Vec<_> = stored.into_iter().map(|stored| stored.record).collect();
    let harvested = Harvested { records, report: report.expect("the store works") };
    tell(service, "changing", &harvested);
    harvested.records
}

/// The number of a public post, by its place among them, the newest first.
fn post(truth: &Truth, place: usize) -> String {
    let mut posts = truth.items.iter().filter(|item| item.is_public && item.r#type == "post");
    posts.nth(place).expect("so many posts").id.to_string()
}

fn tell(service: &Service, visit: &str, harvested: &Harvested) {
    let Report { requests, new, changed, gone, started_at, finished_at, kinds, .. } = &harvested.report;
    let took = finished_at.duration_since(*started_at);
    println!(
        "{} {visit}: {requests} requests, {new} new, {changed} changed, {gone} gone, {took:#}",
        service.url
    );
    for kind in kinds {
        let failure = kind.failure.as_ref().map(|failure| failure.message.as_str()).unwrap_or_default();
        println!(
            "  {}: {} by {} {:?} {failure} {:?} {:?}",
            kind.kind, kind.emitted, kind.platform, kind.via, kind.skipped, kind.notes
        );
    }
}
