//! Sites that change: while they are read, and between two visits.

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_core::{Entity, Kind};
use balai_testkit::wordpress::{Item, ItemState};
use balai_testkit::{Memory, WordPress as Simulated};
use balai_wordpress::WordPress;
use jiff::{SignedDuration, Timestamp};
use visiting::{Meanwhile, ORIGIN, Visited, not_read_since, visit};

mod visiting;

/// The article's kind, and those that are found in its text.
const TEXTS: [Kind; 5] = [Kind::Article, Kind::Statistic, Kind::Budget, Kind::Document, Kind::Album];

/// What is found in posts and pages.
const EVERYTHING: [Kind; 8] = [
    Kind::Profile,
    Kind::Official,
    Kind::Article,
    Kind::Statistic,
    Kind::Budget,
    Kind::Document,
    Kind::Service,
    Kind::Album,
];

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn published(items: &mut [Item], sort: &str) -> Vec<usize> {
    let is_of = |(index, item): (usize, &Item)| (item.sort == sort && item.is_published()).then_some(index);
    items.iter().enumerate().filter_map(is_of).collect()
}

/// A new item under the next number, or below all others where it came from another site.
fn add(items: &mut Vec<Item>, sort: &str, slug: &str, published_at: &str, is_oldest: bool) {
    let mut item = items.iter().find(|item| item.sort == sort && item.is_published()).cloned().expect("one");
    let numbers = || items.iter().map(|item| item.id);
    item.id = if is_oldest { numbers().min().expect("one") - 1 } else { numbers().max().expect("one") + 3 };
    item.title = format!("Kabar {slug}");
    item.slug = slug.to_owned();
    item.published_at = at(published_at);
    item.updated_at = item.published_at;
    items.push(item);
}

type Edit = fn(&mut Vec<Item>, &str);

/// What an editor may do between two pages of a listing.
const EDITS: [(&str, Edit); 6] = [
    ("three are added", |items, sort| {
        for slug in ["baru-1", "baru-2", "baru-3"] {
            add(items, sort, slug, "2026-11-23T02:00:00Z", false);
        }
    }),
    ("one is added that is older than all", |items, sort| {
        add(items, sort, "impor", "2015-01-01T00:00:00Z", true)
    }),
    ("the oldest is edited", |items, sort| {
        let first = published(items, sort)[0];
        items[first].updated_at = at("2026-11-23T02:00:00Z");
    }),
    ("the oldest is trashed", |items, sort| {
        let first = published(items, sort)[0];
        items[first].state = ItemState::Trashed;
    }),
    ("the newest is trashed", |items, sort| {
        let newest =
            published(items, sort).into_iter().max_by_key(|index| (items[*index].published_at, *index));
        items[newest.expect("one")].state = ItemState::Trashed;
    }),
    ("two are trashed and two added", |items, sort| {
        for index in published(items, sort).into_iter().take(2) {
            items[index].state = ItemState::Trashed;
        }
        add(items, sort, "ganti-1", "2026-11-23T02:00:00Z", false);
        add(items, sort, "ganti-2", "2026-11-23T03:00:00Z", false);
    }),
];

/// Reads a site that changes at the second page of a listing: what was published before and after is read.
async fn nothing_is_lost(
    site: impl Fn() -> Simulated,
    sort: &'static str,
    second: &[&'static str],
    missing: Option<&'static str>,
) {
    for (what, edit) in EDITS {
        let site = site();
        let links = |site: &Simulated| -> BTreeSet<String> {
            let items = site.items();
            let shown = items.iter().filter(|item| item.sort == sort && item.is_published());
            shown.map(|item| site.link(ORIGIN, item)).collect()
        };
        let before = links(&site);
        let meanwhile = Meanwhile::new(&site, second, move |site| site.change(|items| edit(items, sort)));
        let meanwhile = Arc::new(match missing {
            Some(part) => meanwhile.broken(part, 404),
            None => meanwhile,
        });
        let platform = WordPress::default().page_size(4);
        let kinds = [Kind::Article, Kind::Official, Kind::Event];
        let visited = visit(platform, meanwhile.clone(), &Memory::new(), &kinds).await;
        assert!(meanwhile.was_changed(), "{sort}, {what}: {second:?} was never asked");
        for link in before.intersection(&links(&site)) {
            let is_read = match sort {
                "perangkat" => {
                    let items = site.items();
                    let item = items.iter().find(|item| site.link(ORIGIN, item) == *link).expect("one");
                    visited.of(Kind::Official).any(|it| it.entity.title().starts_with(&item.title))
                }
                "tribe_events" => visited.entities(Kind::Event).into_iter().any(
                    |entity| matches!(entity, Entity::Event(it) if it.url.as_deref() == Some(link.as_str())),
                ),
                _ => visited.article(link).is_some(),
            };
            assert!(is_read, "{sort}, {what}: {link} is lost");
        }
        assert_eq!(visited.report.new, visited.records.len() as u64, "{sort}, {what}: none twice");
    }
}

#[tokio::test]
async fn no_post_is_lost_while_posts_change() {
    let village = visiting::village();
    nothing_is_lost(|| Simulated::open(village.clone()), "post", &["wp/v2/posts?", "&offset="], None).await;
    nothing_is_lost(|| Simulated::open(village.clone()), "post", &["wp/v2/posts?", "include="], None).await;
}

#[tokio::test]
async fn no_page_is_lost_while_pages_change() {
    let village = visiting::village();
    nothing_is_lost(|| Simulated::open(village.clone()), "page", &["wp/v2/pages?", "&offset="], None).await;
}

#[tokio::test]
async fn no_one_in_office_is_lost_while_their_posts_change() {
    let village = visiting::village();
    let site = || {
        let site = Simulated::open(village.clone());
        // Without the table, the type alone tells of them.
        site.change(|items| items.retain(|item| item.slug != "pemerintah-desa"));
        site
    };
    nothing_is_lost(site, "perangkat", &["wp/v2/perangkat-desa?", "&offset="], None).await;
}

#[tokio::test]
async fn no_event_is_lost_while_the_calendar_changes() {
    let village = visiting::village();
    let site = || {
        let site = Simulated::open(village.clone());
        site.change(|items| {
            for (slug, day) in (1..=8).map(|day| (format!("rapat-{day}"), day)) {
                add(items, "tribe_events", &slug, "2026-10-01T01:00:00Z", false);
                let event = items.last_mut().and_then(|item| item.event.as_mut()).expect("an event");
                event.starts_at = jiff::civil::date(2026, 12, day).at(9, 0, 0, 0);
            }
        });
        site
    };
    nothing_is_lost(site, "tribe_events", &["v1/events?", "&page=2"], None).await;
}

#[tokio::test]
async fn no_post_is_lost_where_only_the_feed_lists_them() {
    let village = visiting::village();
    nothing_is_lost(
        || Simulated::closed(village.clone()),
        "post",
        &["feed=rss2", "paged=2"],
        Some("sitemap"),
    )
    .await;
}

/// Five changes: an edit, a new post, one dated back, one that was scheduled and appeared, and one that is gone.
fn five_changes(items: &mut Vec<Item>) -> [u64; 5] {
    let posts = published(items, "post");
    let (edited, trashed) = (posts[7], posts[20]);
    items[edited].body += "<p>Ralat: jadwal berubah.</p>";
    items[edited].updated_at = at("2026-11-24T03:00:00Z");
    items[trashed].state = ItemState::Trashed;
    let scheduled = items.iter_mut().find(|item| item.state == ItemState::Scheduled).expect("one");
    scheduled.state = ItemState::Published;
    // Its text was for the day on which it appears.
    scheduled.body = "<p>Kini boleh dibaca.</p>".into();
    scheduled.published_at = at("2026-11-24T02:30:00Z");
    scheduled.updated_at = at("2026-03-01T00:00:00Z");
    let scheduled = scheduled.id;
    let ids = [items[edited].id, items[trashed].id];
    add(items, "post", "kabar-baru", "2026-11-24T01:00:00Z", false);
    let new = items.last().expect("it").id;
    add(items, "post", "kabar-lama", "2024-02-02T01:00:00Z", false);
    let old = items.last().expect("it").id;
    [ids[0], ids[1], scheduled, new, old]
}

#[tokio::test]
async fn a_later_visit_finds_every_change_in_few_requests() {
    let site = Simulated::open(visiting::busy_village());
    let listed = site.items().iter().filter(|item| item.sort == "post" && item.is_listed()).count();
    assert!(listed >= 70, "{listed} posts");
    let store = Memory::new();
    visit(WordPress::default(), site.clone(), &store, &TEXTS).await;
    site.change(|items| {
        five_changes(items);
    });
    let second = visit(WordPress::default(), site.clone(), &store, &TEXTS).await;
    let asked: Vec<_> = second.asked.iter().map(url::Url::as_str).collect();
    assert!(asked.len() < 10, "{} requests: {asked:#?}", asked.len());
    let report = second.report.kind(Kind::Article).expect("a report");
    assert!(report.complete && report.failure.is_none());
    let items = site.items();
    let shown = items.iter().filter(|item| matches!(item.sort, "post" | "page") && item.is_published());
    for item in shown.clone() {
        let record = second.article(&site.link(ORIGIN, item));
        let record = record.unwrap_or_else(|| panic!("{} is missing", item.title));
        assert_eq!(
            (record.published_at, record.updated_at),
            (Some(item.published_at), Some(item.updated_at))
        );
        assert!(!item.body.contains("Ralat") || record.entity.text().contains("Ralat"), "{}", item.title);
    }
    assert_eq!(second.of(Kind::Article).count(), shown.count(), "what was trashed is gone");
    assert!(second.report.gone >= 1 && second.report.new >= 3 && second.report.changed >= 1);
}

#[tokio::test]
async fn a_later_visit_to_a_closed_site_finds_every_change_too() {
    let site = Simulated::closed(visiting::busy_village());
    let store = Memory::new();
    let first = visit(WordPress::default(), site.clone(), &store, &EVERYTHING).await;
    site.change(|items| {
        five_changes(items);
    });
    let second = visit(WordPress::default(), site.clone(), &store, &EVERYTHING).await;
    let items = site.items();
    let shown = items.iter().filter(|item| matches!(item.sort, "post" | "page") && item.is_published());
    for item in shown.clone() {
        let record = second.article(&site.link(ORIGIN, item));
        let record = record.unwrap_or_else(|| panic!("{} is missing", item.title));
        assert!(!item.body.contains("Ralat") || record.entity.text().contains("Ralat"), "{}", item.title);
    }
    assert_eq!(second.of(Kind::Article).count(), shown.count(), "what was trashed is gone");
    let asked: Vec<_> = second.asked.iter().map(url::Url::as_str).collect();
    assert!(asked.len() < 10, "{} requests: {asked:#?}", asked.len());
    assert_eq!(second.of(Kind::Official).count(), first.of(Kind::Official).count(), "unread, and not gone");
}

#[tokio::test]
async fn a_page_that_changed_on_a_closed_site_is_read_for_every_kind() {
    let site = Simulated::closed(visiting::village());
    let store = Memory::new();
    visit(WordPress::default(), site.clone(), &store, &EVERYTHING).await;
    let quiet = visit(WordPress::default(), site.clone(), &store, &EVERYTHING).await;
    assert_eq!((quiet.report.new, quiet.report.changed, quiet.report.gone), (0, 0, 0));
    site.change(|items| appoint(items, Timestamp::now()));
    let third = visit(WordPress::default(), site.clone(), &store, &EVERYTHING).await;
    assert!(is_in_office(&third));
    assert!(third.report.kind(Kind::Official).expect("a report").complete);
}

#[tokio::test]
async fn what_no_text_holds_any_more_is_gone_and_not_looked_for_at_each_visit() {
    let (site, store) = (Simulated::open(visiting::village()), Memory::new());
    let first = visit(WordPress::default(), site.clone(), &store, &TEXTS).await;
    assert!(first.of(Kind::Album).next().is_some());
    site.change(|items| items.retain(|item| !item.slug.starts_with("galeri")));
    let long_ago = Timestamp::now() - SignedDuration::from_hours(24 * 30);
    not_read_since(&store, &[Kind::Album], long_ago).await;
    visit(WordPress::default(), site.clone(), &store, &TEXTS).await;
    let third = visit(WordPress::default(), site.clone(), &store, &TEXTS).await;
    assert!(third.of(Kind::Album).next().is_none(), "believed the second time");
    let fourth = visit(WordPress::default(), site.clone(), &store, &TEXTS).await;
    assert!(fourth.asked.iter().all(|url| !url.as_str().contains("include=")), "every text is known");
}

/// One more in office, on the page that has their table.
fn appoint(items: &mut [Item], at: Timestamp) {
    let page = items.iter_mut().find(|item| item.slug == "pemerintah-desa").expect("its page");
    let (before, after) = page.body.split_at(page.body.rfind("</table>").expect("a table"));
    let row = page.body.matches("<td").count() / (page.body.matches("<tr").count() - 1);
    let cells = ["9", "Sumarni", "Kaur Perencanaan", "", "", ""];
    let cells: String = cells[..row].iter().map(|cell| format!("<td>{cell}</td>")).collect();
    page.body = format!("{before}<tr>{cells}</tr>{after}");
    page.updated_at = at;
}

fn is_in_office(visited: &Visited) -> bool {
    visited.of(Kind::Official).any(|record| record.entity.title().contains("Sumarni"))
}

#[tokio::test]
async fn what_changed_before_the_profile_was_last_read_is_news_of_what_was_read_earlier() {
    let site = Simulated::closed(visiting::village());
    let store = Memory::new();
    visit(WordPress::default(), site.clone(), &store, &EVERYTHING).await;
    let days_ago = |days: i64| Timestamp::now() - SignedDuration::from_hours(24 * days);
    not_read_since(&store, &[Kind::Official], days_ago(30)).await;
    site.change(|items| appoint(items, days_ago(5)));
    let second = visit(WordPress::default(), site.clone(), &store, &EVERYTHING).await;
    assert!(is_in_office(&second));
}

#[tokio::test]
async fn what_a_text_holds_is_found_after_articles_were_read_alone() {
    for site in [Simulated::open(visiting::village()), Simulated::closed(visiting::village())] {
        let store = Memory::new();
        visit(WordPress::default(), site.clone(), &store, &TEXTS).await;
        site.change(|items| {
            add(items, "post", "apbdes-lama", "2026-11-24T01:00:00Z", false);
            let budget = items.iter().find(|item| item.slug.starts_with("apbdes-2")).expect("a budget");
            items.last_mut().expect("it").body = budget.body.replace(&budget.title[7..], "2019");
        });
        visit(WordPress::default(), site.clone(), &store, &[Kind::Article]).await;
        let third = visit(WordPress::default(), site.clone(), &store, &TEXTS).await;
        let years: Vec<_> = third.of(Kind::Budget).map(|record| record.id.clone()).collect();
        assert!(years.iter().any(|id| id.contains("2019")), "{years:?}");
    }
}
