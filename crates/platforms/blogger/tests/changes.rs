//! What a later visit finds out, and what it asks for that.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use balai_blogger::Blogger;
use balai_core::{Error, ErrorKind, Fetch, Kind, Platform, Report, Request, Response, Result, Site, Store};
use balai_harvest::Harvest;
use balai_testkit::village::{Form, State, Village};
use balai_testkit::{Answer, Ask, Blogspot, Fault, Faulty, FeedText, Memory, Web, Website};
use jiff::Timestamp;
use serde_json::json;

fn village() -> Village {
    Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 13)
}

fn site() -> Site {
    Site::new("33.04.15.2008".parse().expect("a code"), "http://desa.invalid").expect("a site")
}

async fn visit(website: impl Website + 'static, store: &Memory) -> (Report, Web) {
    let web = Web::of(website);
    let platform: Arc<dyn Platform> = Arc::new(Blogger::default());
    let harvest = Harvest::new(Arc::new(web.clone()), [platform], Arc::new(store.clone()));
    (harvest.visit(site()).await.expect("the store works"), web)
}

/// Numbers of news on the blog, newest first.
fn news(village: &Village) -> Vec<u32> {
    village.news().map(|article| article.id).collect()
}

fn index(village: &Village, id: u32) -> usize {
    village.articles.iter().position(|article| article.id == id).expect("an article")
}

#[tokio::test]
async fn what_was_edited_added_and_deleted_is_found_by_few_requests() {
    // Where feeds do not tell all, the pages that tell of the village and the posts that changed are asked for.
    for (text, most) in [(FeedText::Full, 5), (FeedText::Short, 12)] {
        let store = Memory::new();
        let mut village = village();
        // One is still to be written.
        let news = news(&village);
        let (added, old, deleted) =
            (index(&village, news[0]), index(&village, news[30]), index(&village, news[10]));
        village.articles[added].state = State::Disabled;
        let (first, _) = visit(Blogspot::new(village.clone()).telling(text), &store).await;
        assert!(first.kind(Kind::Article).expect("articles").complete);

        village.articles[added].state = State::Published;
        village.articles[old].body += "<p>Tambahan.</p>";
        village.articles[deleted].state = State::Disabled;
        let now = Timestamp::now();
        let blog = Blogspot::new(village.clone()).telling(text).saved(news[0], now).saved(news[30], now);
        let (second, web) = visit(blog, &store).await;
        assert_eq!((second.new, second.changed, second.gone), (1, 1, 1), "{text:?}: {second:#?}");
        assert!(web.asked().len() <= most, "{text:?}: {:#?}", web.asked());
    }
}

#[tokio::test]
async fn what_comes_with_an_old_date_is_found() {
    let store = Memory::new();
    let mut village = village();
    let draft = village
        .articles
        .iter()
        .position(|article| article.form == Form::News && article.state == State::Disabled)
        .expect("a draft");
    visit(Blogspot::new(village.clone()), &store).await;
    village.articles[draft].state = State::Published;
    // It was written, and last saved, long ago; now its time has come.
    let (second, _) = visit(Blogspot::new(village), &store).await;
    assert_eq!((second.new, second.changed, second.gone), (1, 0, 0));
}

#[tokio::test]
async fn where_the_list_cannot_be_read_nothing_is_taken_for_deleted() {
    let store = Memory::new();
    let mut village = village();
    visit(Blogspot::new(village.clone()), &store).await;
    let news = news(&village);
    let deleted = index(&village, news[10]);
    village.articles[deleted].state = State::Disabled;
    village.articles[0].body += "<p>Tambahan.</p>";
    let blog = Blogspot::new(village.clone()).saved(village.articles[0].id, Timestamp::now());
    let (second, _) = visit(Faulty::new(blog).on("/feeds/posts/summary", Fault::Html), &store).await;
    assert_eq!((second.new, second.changed, second.gone), (0, 1, 0));
    let report = second.kind(Kind::Article).expect("articles");
    assert!(
        report.notes.iter().any(|note| note.contains("what was deleted is not known")),
        "{:?}",
        report.notes
    );
    assert_eq!(store.counts(&balai_core::Query::new()).await.expect("counts").len(), 2);
}

#[tokio::test]
async fn a_page_that_fails_for_now_is_read_by_the_next_visit() {
    let (store, mut village) = (Memory::new(), village());
    let news = news(&village);
    let (unread, edited) = (index(&village, news[5]), index(&village, news[2]));
    let fails = |village: &Village, index: usize| {
        let blog = Blogspot::new(village.clone()).telling(FeedText::Short);
        let path = blog.path(&village.articles[index]);
        Faulty::new(blog.saved(village.articles[edited].id, Timestamp::now())).on(&path, Fault::Status(500))
    };
    let (first, _) = visit(fails(&village, unread), &store).await;
    assert_eq!(first.kind(Kind::Article).expect("articles").skipped_count, 1);
    let blog = Blogspot::new(village.clone()).telling(FeedText::Short);
    let (second, _) = visit(blog, &store).await;
    assert_eq!((second.new, second.changed, second.gone), (1, 0, 0), "{second:#?}");

    // A summary does not take the place of the text that an earlier visit read.
    village.articles[edited].body += "<p>Tambahan.</p>";
    let (third, _) = visit(fails(&village, edited), &store).await;
    assert_eq!((third.new, third.changed, third.gone), (0, 0, 0), "{third:#?}");
}

/// A blog of so many posts, of which so many of the newest are deleted while it is read.
struct Shrinking {
    posts: usize,
    deleted: usize,
    asked: AtomicUsize,
}

impl Website for Shrinking {
    fn respond(&self, ask: &Ask) -> Answer {
        if !ask.path().starts_with("/feeds/posts") {
            return Answer::html("<meta content='blogger' name='generator'/><title>Desa Darmayasa</title>");
        }
        let first = if self.asked.fetch_add(1, Ordering::Relaxed) == 0 { 0 } else { self.deleted };
        let start: usize = ask.parameter("start-index").expect("a start").parse().expect("a number");
        let entry = |number: usize| {
            let url = format!("http://desa.invalid/2025/01/p{number}.html");
            json!({
                "title": {"$t": format!("Kabar {number}")},
                "content": {"type": "html", "$t": "<p>Isi.</p>"},
                "link": [{"rel": "alternate", "href": url}],
            })
        };
        let entries: Vec<_> = (first..self.posts).skip(start - 1).take(150).map(entry).collect();
        Answer::json(&json!({"feed": {
            "title": {"$t": "Desa Darmayasa"},
            "openSearch$totalResults": {"$t": (self.posts - first).to_string()},
            "entry": entries,
        }}))
    }
}

#[tokio::test]
async fn nothing_is_missed_that_moves_while_it_is_read() {
    let blog = Shrinking { posts: 200, deleted: 3, asked: AtomicUsize::new(0) };
    let (report, _) = visit(blog, &Memory::new()).await;
    let articles = report.kind(Kind::Article).expect("articles");
    assert_eq!(
        articles.emitted, 200,
        "those before and those behind the place where it shrank: {articles:#?}"
    );
}

#[tokio::test]
async fn reading_ends_however_many_are_deleted_meanwhile() {
    // The page that would be read once more is the first, which the visit remembers as it was.
    let blog = Shrinking { posts: 400, deleted: 160, asked: AtomicUsize::new(0) };
    let (report, web) = visit(blog, &Memory::new()).await;
    let articles = report.kind(Kind::Article).expect("articles");
    assert!((240..=400).contains(&articles.emitted), "{articles:#?}");
    assert!(web.asked().len() < 10, "{:#?}", web.asked());
}

/// A network on which more than a few entries at a time are too many.
struct Narrow(Web);

#[async_trait]
impl Fetch for Narrow {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let most = request.url.query_pairs().find(|(name, _)| name == "max-results");
        match most.and_then(|(_, most)| most.parse::<usize>().ok()) {
            Some(most) if most > 10 => Err(Error::new(ErrorKind::TooLarge, "the answer is too large")),
            _ => self.0.fetch(request).await,
        }
    }
}

#[tokio::test]
async fn feeds_with_pictures_in_their_texts_are_asked_for_fewer_of_them() {
    let (village, store) = (village(), Memory::new());
    let platform: Arc<dyn Platform> = Arc::new(Blogger::default());
    let fetch = Narrow(Web::of(Blogspot::new(village.clone())));
    let harvest = Harvest::new(Arc::new(fetch), [platform], Arc::new(store));
    let report = harvest.visit(site()).await.expect("the store works");
    let articles = report.kind(Kind::Article).expect("articles");
    assert_eq!(articles.emitted, village.published().count() as u64);
    assert!(articles.complete);
}
