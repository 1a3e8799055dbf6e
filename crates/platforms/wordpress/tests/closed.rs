//! Later visits to sites whose REST interface is closed: whatever tells that something changed is heard, and nothing is
//! taken as known that was not read.

use std::sync::Arc;

use balai_core::{Entity, Kind};
use balai_testkit::wordpress::{Item, ItemState};
use balai_testkit::{Memory, WordPress as Simulated};
use balai_wordpress::WordPress;
use jiff::{SignedDuration, Timestamp};
use visiting::{Meanwhile, ORIGIN, Visited, visit};

mod visiting;

fn site() -> Simulated {
    Simulated::closed(visiting::village()).dated_sitemaps()
}

fn text(visited: &Visited, link: &str) -> String {
    let Some(record) = visited.article(link) else { return String::new() };
    let Entity::Article(article) = &record.entity else { unreachable!("it is an article") };
    article.body_text.clone().unwrap_or_default()
}

/// The number and the address of the newest post that has a title and one part.
fn newest(site: &Simulated) -> (u64, String) {
    let items = site.items();
    let is_plain = |item: &&Item| !item.title.is_empty() && !item.body.contains("<!--nextpage-->");
    let posts = items.iter().filter(|item| item.sort == "post" && item.is_published()).filter(is_plain);
    let newest = posts.max_by_key(|item| item.published_at).expect("a post");
    (newest.id, site.link(ORIGIN, newest))
}

fn correct(items: &mut [Item], id: u64, at: Timestamp) {
    let item = items.iter_mut().find(|item| item.id == id).expect("it");
    item.body += "<p>Ralat: jadwal berubah.</p>";
    item.updated_at = at;
}

#[tokio::test]
async fn an_event_is_news_though_no_page_changed_and_there_is_no_search() {
    const KINDS: [Kind; 3] = [Kind::Profile, Kind::Article, Kind::Event];
    let (site, store) = (site(), Memory::new());
    let without = || Arc::new(Meanwhile::never(&site).broken("?s=", 404));
    visit(WordPress::default(), without(), &store, &KINDS).await;
    let quiet = visit(WordPress::default(), without(), &store, &KINDS).await;
    assert!(quiet.asked.iter().all(|url| !url.as_str().contains("?mec-events=")), "nothing changed");
    site.change(|items| {
        let mut event = items.iter().find(|item| item.sort == "mec-events").cloned().expect("an event");
        (event.id, event.slug, event.title) = (9_001, "rapat-baru".into(), "Rapat Baru".into());
        event.updated_at = Timestamp::now();
        items.push(event);
    });
    let third = visit(WordPress::default(), without(), &store, &KINDS).await;
    assert!(third.of(Kind::Event).any(|record| record.entity.title() == "Rapat Baru"));
}

#[tokio::test]
async fn a_page_is_news_though_the_feed_fails_before_it_tells_of_it() {
    let site = Simulated::closed(visiting::village());
    let (store, kinds) = (Memory::new(), [Kind::Profile, Kind::Article]);
    visit(WordPress::default(), site.clone(), &store, &kinds).await;
    let vision = |visited: &Visited| visited.entities(Kind::Profile)[0].text();
    site.change(|items| {
        let now = Timestamp::now();
        let page = items.iter_mut().find(|item| item.slug == "visi-misi").expect("its page");
        page.body = "<h3>Visi</h3><p>Terang benderang</p>".into();
        page.updated_at = now - SignedDuration::from_secs(60);
        // More than the feed tells at a time.
        let posts = items.iter_mut().filter(|item| item.sort == "post" && item.is_published());
        posts.take(7).for_each(|post| post.updated_at = now);
    });
    let broken = Arc::new(Meanwhile::never(&site).broken("orderby=modified%20ID&paged=2", 500));
    let second = visit(WordPress::default(), broken, &store, &kinds).await;
    assert!(vision(&second).contains("Terang benderang"), "{}", vision(&second));
}

#[tokio::test]
async fn a_page_is_read_when_its_password_is_gone_though_there_is_no_search() {
    let (site, store) = (site(), Memory::new());
    let without = || Arc::new(Meanwhile::never(&site).broken("?s=", 404));
    visit(WordPress::default(), without(), &store, &[Kind::Article]).await;
    let items = site.items();
    let page = items.iter().find(|item| item.sort == "page" && item.state == ItemState::Protected);
    let (id, link) = page.map(|page| (page.id, site.link(ORIGIN, page))).expect("a page");
    let quiet = visit(WordPress::default(), without(), &store, &[Kind::Article]).await;
    assert!(quiet.asked.iter().all(|url| url.as_str() != link), "it is known to be protected");
    site.change(|items| {
        let page = items.iter_mut().find(|item| item.id == id).expect("it");
        page.state = ItemState::Published;
        page.body = "<p>Kini boleh dibaca.</p>".into();
        page.updated_at = Timestamp::now();
    });
    let third = visit(WordPress::default(), without(), &store, &[Kind::Article]).await;
    assert_eq!(text(&third, &link), "Kini boleh dibaca.");
}

#[tokio::test]
async fn a_change_is_read_though_its_sitemap_tells_the_day_alone() {
    let (site, store) = (site(), Memory::new());
    let without = || Arc::new(Meanwhile::never(&site).broken("feed=atom", 404));
    visit(WordPress::default(), without(), &store, &[Kind::Article]).await;
    let (id, link) = newest(&site);
    // The day began before the first visit, and the change came after it.
    site.change(|items| correct(items, id, Timestamp::now() - SignedDuration::from_hours(10)));
    let second = visit(WordPress::default(), without(), &store, &[Kind::Article]).await;
    assert!(text(&second, &link).contains("Ralat"));
}

#[tokio::test]
async fn a_page_that_changed_between_its_reading_and_that_of_its_time_is_read_again() {
    let site = Simulated::closed(visiting::village());
    let store = Memory::new();
    let items = site.items();
    let page = items.iter().find(|item| item.slug == "sejarah-desa").expect("a page");
    let (id, link) = (page.id, site.link(ORIGIN, page));
    let meanwhile = Meanwhile::new(&site, &["feed=atom", "orderby=type"], move |site| {
        site.change(|items| correct(items, id, Timestamp::now()));
    });
    let meanwhile = Arc::new(meanwhile);
    let first = visit(WordPress::default(), meanwhile.clone(), &store, &[Kind::Article]).await;
    assert!(meanwhile.was_changed() && !text(&first, &link).contains("Ralat"));
    let second = visit(WordPress::default(), site.clone(), &store, &[Kind::Article]).await;
    assert!(text(&second, &link).contains("Ralat"));
}

#[tokio::test]
async fn pages_are_articles_where_there_are_no_posts() {
    let site = site();
    site.change(|items| items.retain(|item| item.sort != "post"));
    let visited =
        visit(WordPress::default(), site.clone(), &Memory::new(), &[Kind::Article, Kind::Statistic]).await;
    let items = site.items();
    for page in items.iter().filter(|item| item.sort == "page" && item.is_published()) {
        assert!(visited.article(&site.link(ORIGIN, page)).is_some(), "{}", page.title);
    }
    assert!(visited.of(Kind::Statistic).next().is_some());
}
