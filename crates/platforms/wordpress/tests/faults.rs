//! What fails of a closed site costs itself, and nothing that was read before.

use std::sync::Arc;

use balai_core::{Access, Entity, Kind, Report, Site, Store};
use balai_testkit::{Answer, Ask, Memory, Website, WordPress as Simulated};
use balai_wordpress::WordPress;
use jiff::SignedDuration;
use visiting::{Meanwhile, ORIGIN, visit};

mod visiting;

#[tokio::test]
async fn a_part_that_is_missing_costs_its_post_alone() {
    let site = Simulated::closed(visiting::village());
    let broken = Meanwhile::never(&site).broken("&page=2", 404);
    let visited = visit(WordPress::default(), broken, &Memory::new(), &[Kind::Article]).await;
    let report = visited.report.kind(Kind::Article).expect("a report");
    assert!(report.failure.is_none() && !report.complete, "{report:#?}");
    let items = site.items();
    for item in items.iter().filter(|item| matches!(item.sort, "post" | "page") && item.is_published()) {
        let is_read = visited.article(&site.link(ORIGIN, item)).is_some();
        assert_eq!(is_read, !item.body.contains("<!--nextpage-->"), "{}", item.title);
    }
}

#[tokio::test]
async fn a_summary_does_not_take_the_place_of_a_text() {
    let site = Simulated::closed(visiting::village());
    let store = Memory::new();
    visit(WordPress::default(), site.clone(), &store, &[Kind::Article]).await;
    let items = site.items();
    let posts =
        items.iter().filter(|item| item.sort == "post" && item.is_published() && !item.title.is_empty());
    let post = posts.max_by_key(|item| item.published_at).expect("a post");
    let (id, link) = (post.id, site.link(ORIGIN, post));
    site.change(|items| {
        let post = items.iter_mut().find(|item| item.id == id).expect("it");
        post.updated_at = "2026-11-24T03:00:00Z".parse().expect("an instant");
    });
    let broken = Arc::new(Meanwhile::never(&site).broken(format!("?p={id}"), 500));
    let second = visit(WordPress::default(), broken, &store, &[Kind::Article]).await;
    assert!(second.asked.iter().any(|url| url.as_str() == link), "it was asked for");
    let Entity::Article(article) = &second.article(&link).expect("it is still there").entity else {
        unreachable!("it is an article")
    };
    assert!(article.body_text.is_some(), "its text is still there");
    let report = second.report.kind(Kind::Article).expect("a report");
    assert_eq!(report.skipped_count, 1);
}

/// A site whose sitemaps leave posts out, as plugins may be told; and whose feed fails from some page on.
struct WithoutPosts {
    site: Simulated,
    fails_at: &'static str,
}

impl Website for WithoutPosts {
    fn respond(&self, ask: &Ask) -> Answer {
        if ask.target.contains("feed=rss2") && ask.target.contains(self.fails_at) {
            return Answer::status(500);
        }
        let answer = self.site.respond(ask);
        match ask.target.contains("sitemap=index") {
            true => Answer { body: answer.text().replace("subtype=post&", "subtype=none&").into(), ..answer },
            false => answer,
        }
    }
}

#[tokio::test]
async fn what_a_feed_that_was_cut_off_does_not_list_is_not_gone() {
    let site = Simulated::closed(visiting::village());
    let (store, kinds) = (Memory::new(), [Kind::Article]);
    let with = |fails_at| WithoutPosts { site: site.clone(), fails_at };
    let first = visit(WordPress::default(), with("never"), &store, &kinds).await;
    let second = visit(WordPress::default(), with("paged=2"), &store, &kinds).await;
    assert_eq!((second.report.gone, second.records.len()), (0, first.records.len()));
}

#[tokio::test]
async fn a_summary_gives_place_to_the_text_when_its_page_is_to_be_had() {
    let village = visiting::village();
    let closed = || Simulated::closed(village.clone()).dated_sitemaps();
    let is_short = |visited: &visiting::Visited| {
        let entities = visited.entities(Kind::Article);
        entities.iter().any(|entity| matches!(entity, Entity::Article(it) if it.body_text.is_none()))
    };
    // No page of a post answers, so that the feed's summaries are all that there is.
    let store = Memory::new();
    let walled = Meanwhile::never(&closed()).broken("/?p=", 500);
    let first = visit(WordPress::default(), Arc::new(walled), &store, &[Kind::Article]).await;
    assert!(is_short(&first));
    let site = Site::new("33.04.15.2008".parse().expect("a code"), ORIGIN).expect("a site");
    let mut transaction = store.begin(&site).await.expect("the store works");
    for mut record in first.records {
        record.source.fetched_at -= SignedDuration::from_hours(24 * 8);
        transaction.put(record).await.expect("the store works");
    }
    transaction.commit(Report::new(&site)).await.expect("the store works");
    let second = visit(WordPress::default(), closed(), &store, &[Kind::Article]).await;
    assert!(!is_short(&second), "tried again after a week");
}

#[tokio::test]
async fn what_was_read_while_the_interface_was_closed_is_read_again_by_it() {
    let (site, store) = (Simulated::open(visiting::village()), Memory::new());
    let closed = Meanwhile::never(&site).broken("wp-json", 403).broken("rest_route", 403);
    let first = visit(WordPress::default(), Arc::new(closed), &store, &[Kind::Article]).await;
    assert!(first.of(Kind::Article).all(|record| record.source.via == Access::Page));
    let second = visit(WordPress::default(), site, &store, &[Kind::Article]).await;
    assert!(second.of(Kind::Article).all(|record| record.source.via == Access::Api));
    assert_eq!((second.report.new, second.report.gone), (0, 0));
}

#[tokio::test]
async fn what_only_an_interface_that_fails_shows_is_not_gone() {
    let site = Simulated::open(visiting::village());
    let store = Memory::new();
    let kinds = [Kind::Profile, Kind::Product, Kind::Article];
    let first = visit(WordPress::default(), site.clone(), &store, &kinds).await;
    let failing = Arc::new(Failing(site.clone()));
    let second = visit(WordPress::default(), failing, &store, &kinds).await;
    assert_eq!(second.report.gone, 0, "{:#?}", second.report);
    let third = visit(WordPress::default(), site, &store, &kinds).await;
    assert_eq!(third.records.len(), first.records.len());
    assert!(third.asked.iter().any(|url| url.as_str().contains("wp/v2/posts")), "it is asked again at once");
}

/// A site whose REST interface fails.
struct Failing(Simulated);

impl Website for Failing {
    fn respond(&self, ask: &Ask) -> Answer {
        match ask.target.contains("wp-json") || ask.target.contains("rest_route") {
            true => Answer::status(500),
            false => self.0.respond(ask),
        }
    }
}
