//! What the walk finds on sites that do not behave, and what later visits ask for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use balai_core::model::Article;
use balai_core::report::KindReport;
use balai_core::{Access, Entity, ErrorKind, Kind, Order, Platform, Query, Record, Report, Site, Store};
use balai_harvest::Harvest;
use balai_joomla::Joomla;
use balai_testkit::village::{State, Village};
use balai_testkit::{Answer, Ask, Joomla4, JoomlaLinks, Memory, Web, Website};

fn village() -> Village {
    Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 14)
}

/// A site that answers otherwise where `otherwise` says so.
struct Odd<F>(Joomla4, F);

impl<F: Fn(&Ask, &Joomla4) -> Option<Answer> + Send + Sync> Website for Odd<F> {
    fn respond(&self, ask: &Ask) -> Answer {
        (self.1)(ask, &self.0).unwrap_or_else(|| self.0.respond(ask))
    }
}

fn plain(village: &Village) -> Joomla4 {
    Joomla4::new(village.clone(), JoomlaLinks::Plain)
}

async fn visit(website: impl Website + 'static, store: &Memory) -> (Report, Web) {
    let web = Web::of(website);
    let platform: Arc<dyn Platform> = Arc::new(Joomla::default());
    let site = Site::new("33.04.15.2008".parse().expect("a code"), "http://desa.invalid").expect("a site");
    let harvest = Harvest::new(Arc::new(web.clone()), [platform], Arc::new(store.clone()));
    (harvest.visit(site).await.expect("the store works"), web)
}

async fn records(store: &Memory) -> Vec<(Record, Article)> {
    let query = Query::new().kind(Kind::Article).order(Order::Id).limit(usize::MAX);
    let stored = store.records(&query).await.expect("the store works");
    let article = |record: Record| match record.entity.clone() {
        Entity::Article(article) => (record, article),
        other => panic!("{other:?} is no article"),
    };
    stored.into_iter().map(|stored| article(stored.record)).collect()
}

fn articles(report: &Report) -> &KindReport {
    report.kind(Kind::Article).expect("articles")
}

fn is_article(ask: &Ask) -> bool {
    ask.parameter("view").as_deref() == Some("article")
}

fn is_without_frame(ask: &Ask) -> bool {
    ask.parameter("tmpl").is_some()
}

fn is_feed(ask: &Ask) -> bool {
    ask.parameter("format").as_deref() == Some("feed")
}

fn wall() -> Answer {
    Answer::html("<title>403</title><p>Permintaan ditolak.</p>").with_status(403)
}

#[tokio::test]
async fn a_site_that_shows_no_article_without_its_frame_is_read_by_its_pages() {
    let village = village();
    for refusal in
        [wall(), Answer::html("<p>Tidak ada.</p>").with_status(404), Answer::html("<p>Kosong.</p>")]
    {
        let store = Memory::new();
        let site = Odd(plain(&village), move |ask: &Ask, _: &Joomla4| {
            is_without_frame(ask).then(|| refusal.clone())
        });
        let (report, web) = visit(site, &store).await;
        let found = records(&store).await;
        assert_eq!(found.len(), village.published().count());
        let tried = web.asked().iter().filter(|url| url.query().unwrap_or_default().contains("tmpl")).count();
        // Kinds are read one after the other; each has to learn it.
        assert!(tried <= 3, "it is tried once: {tried}");
        assert!(articles(&report).complete);
        // Texts that are broken into pages come whole all the same.
        let mut broken = 0;
        for truth in village.news().filter(|truth| truth.id % 4 == 1 && !truth.body.contains("NIK")) {
            let (_, article) =
                found.iter().find(|(_, it)| it.url.ends_with(&format!("&id={}", truth.id))).expect("it");
            let (whole, read) =
                (balai_extract::text::from_html(&truth.body).expect("HTML"), &article.body_text);
            let read = read.as_deref().expect("a text");
            assert!(read.starts_with(&whole) && !read.contains("Halaman 1 dari"), "{read}\n{whole}");
            broken += usize::from(whole.lines().count() > 1);
        }
        assert!(broken > 3);
        assert!(found.iter().all(|(record, _)| record.source.via == Access::Page));
    }
}

#[tokio::test]
async fn a_wall_before_the_pages_leaves_what_the_feeds_tell() {
    let village = village();
    let store = Memory::new();
    let site = Odd(plain(&village), |ask: &Ask, _: &Joomla4| is_article(ask).then(wall));
    let (report, web) = visit(site, &store).await;
    let found = records(&store).await;
    assert!(found.len() >= village.published().count());
    for (record, article) in &found {
        assert_eq!(record.source.via, Access::Feed);
        assert!(article.body_text.is_none());
        assert!(!article.summary.as_deref().unwrap_or_default().contains("Selengkapnya"));
    }
    assert!(found.iter().any(|(_, article)| article.summary.is_some()));
    let asked =
        web.asked().iter().filter(|url| url.query().unwrap_or_default().contains("view=article")).count();
    assert!(asked <= 24, "three in a row are enough, for each kind: {asked}");
    assert!(articles(&report).failure.is_none());
}

#[tokio::test]
async fn what_visitors_are_not_shown_is_left_out_whatever_the_feed_tells() {
    let village = village();
    let hidden = village.news().nth(5).expect("news").clone();
    let number = hidden.id.to_string();
    let login = "<div class='login'><h1>Masuk</h1><form><input name=username></form></div>";
    let teaser = "<div class='com-content-article item-page'><div class='page-header'><h2>Khusus</h2></div><p>Awal.</p></div>";
    for answer in [
        Answer::html(teaser),
        Answer::redirect("/masuk"),
        Answer::redirect("/index.php/component/users/login"),
        Answer::html("<meta name='generator' content='Joomla! - Open Source Content Management'>")
            .with_status(403),
        Answer::html("<p>Tidak ada.</p>").with_status(404),
    ] {
        let (number, what) = (number.clone(), format!("{answer:?}"));
        let site = Odd(plain(&village), move |ask: &Ask, _: &Joomla4| match ask.path() {
            "/masuk" | "/index.php/component/users/login" => Some(Answer::html(login)),
            _ if is_article(ask)
                && ask.parameter("id").is_some_and(|id| id.split(':').next() == Some(&number)) =>
            {
                Some(answer.clone())
            }
            _ => None,
        });
        let store = Memory::new();
        let (report, _) = visit(site, &store).await;
        let found = records(&store).await;
        let url = format!("&id={}", hidden.id);
        assert!(!found.iter().any(|(_, article)| article.url.ends_with(&url)), "{what}");
        assert_eq!(found.len(), village.published().count() - 1, "{what}");
        assert!(articles(&report).complete, "{what}: {report:#?}");
    }
}

#[tokio::test]
async fn a_feed_that_does_not_page_gives_way_to_the_pages() {
    let village = village();
    for links in [JoomlaLinks::Plain, JoomlaLinks::Friendly] {
        let store = Memory::new();
        let site = Odd(Joomla4::new(village.clone(), links), |ask: &Ask, site: &Joomla4| {
            let start = ask.target.find("&start=").filter(|_| is_feed(ask))?;
            Some(site.respond(&Ask::new(ask.origin.clone(), &ask.target[..start])))
        });
        let (report, web) = visit(site, &store).await;
        assert_eq!(records(&store).await.len(), village.published().count(), "{links:?}");
        assert!(web.asked().len() < 3 * village.published().count(), "{}", web.asked().len());
        assert!(articles(&report).complete, "{links:?}");
    }
}

#[tokio::test]
async fn nothing_is_lost_when_an_article_is_taken_back_between_two_pages() {
    let village = village();
    let newest = village.news().find(|article| article.category == Some(0)).expect("news").id;
    let mut later = village.clone();
    let newest = later.articles.iter_mut().find(|article| article.id == newest).expect("it");
    newest.state = State::Disabled;
    let (after, moved) = (plain(&later), AtomicBool::new(false));
    let site = Odd(plain(&village), move |ask: &Ask, _: &Joomla4| {
        // The first category's second page.
        let is_second = is_feed(ask) && ask.target.contains("&id=8&") && ask.target.contains("start=");
        (moved.fetch_or(is_second, Ordering::Relaxed) || is_second).then(|| after.respond(ask))
    });
    let store = Memory::new();
    let (report, _) = visit(site, &store).await;
    assert_eq!(records(&store).await.len(), later.published().count());
    assert!(articles(&report).complete);
}

#[tokio::test]
async fn a_list_that_cannot_be_read_to_its_end_makes_nothing_disappear() {
    let village = village();
    let store = Memory::new();
    visit(plain(&village), &store).await;
    let before = records(&store).await.len();
    let site = Odd(plain(&village), |ask: &Ask, _: &Joomla4| {
        ask.target.contains("start=4").then(|| Answer::html("<p>Galat.</p>").with_status(500))
    });
    let (second, _) = visit(site, &store).await;
    assert_eq!((second.new, second.gone), (0, 0));
    assert_eq!(records(&store).await.len(), before);
    assert!(!articles(&second).complete);
}

#[tokio::test]
async fn later_visits_find_what_is_new_and_what_is_gone_and_leave_old_pages_alone() {
    let mut village = village();
    let store = Memory::new();
    let news: Vec<u32> = village.news().map(|article| article.id).collect();
    let index =
        |village: &Village, id: u32| village.articles.iter().position(|it| it.id == id).expect("an article");
    let (added, gone) = (index(&village, news[1]), index(&village, news[20]));
    village.articles[added].state = State::Disabled;
    let (first, _) = visit(plain(&village), &store).await;
    assert!(articles(&first).complete);

    village.articles[added].state = State::Published;
    village.articles[gone].state = State::Disabled;
    let (second, web) = visit(plain(&village), &store).await;
    assert_eq!((second.new, second.changed, second.gone), (1, 0, 1), "{second:#?}");
    let pages = web.asked().iter().filter(|url| url.query().unwrap_or_default().contains("tmpl")).count();
    assert!(pages < village.published().count() / 2, "{pages} pages are read again");

    // A page that fails is as it was read before, and what was not shown then is not told now.
    for fault in [wall(), Answer::html("<p>Galat.</p>").with_status(500)] {
        let site = Odd(plain(&village), move |ask: &Ask, _: &Joomla4| is_article(ask).then(|| fault.clone()));
        let (third, _) = visit(site, &store.copy()).await;
        assert_eq!((third.new, third.changed, third.gone), (0, 0, 0));
        assert!(articles(&third).notes.iter().any(|note| note.contains("as an earlier visit read them")));
    }
}

#[tokio::test]
async fn a_site_without_articles_says_so() {
    let store = Memory::new();
    let site = Odd(plain(&village()), |ask: &Ask, _: &Joomla4| match ask.target.as_str() {
        "/" => Some(Answer::html(
            "<meta name='generator' content='Joomla! - Open Source Content Management'><title>Desa Darmayasa</title>",
        )),
        _ => Some(Answer::html("<p>Tidak ada.</p>").with_status(404)),
    });
    let (report, _) = visit(site, &store).await;
    let failure = articles(&report).failure.as_ref().expect("a failure");
    assert_eq!(failure.kind, ErrorKind::NotOffered);
}
