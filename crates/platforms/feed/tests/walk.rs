//! What the adapter finds and reads on sites of every sort, without a network.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use balai_core::model::{Article, Entity};
use balai_core::report::KindReport;
use balai_core::{
    Access, Body, Error, ErrorKind, Fetch, Kind, Known, Platform, Probe, Recognition, Record, Request,
    Response, Result, Session, Sink, Site, Tls, Validator, Visit,
};
use balai_feed::Feed;
use bytes::Bytes;
use jiff::Timestamp;

const HOME: &str = include_str!("../fixtures/home.html");
const FULL: &str = include_str!("../fixtures/full.xml");
const SUMMARY: &str = include_str!("../fixtures/summary.xml");
const NOW: &str = "2026-09-20T00:00:00Z";

/// A site of a few pages; every other is a page of HTML that says that there is none, under status 200.
#[derive(Default)]
struct Village {
    pages: HashMap<String, (u16, Vec<u8>)>,
    etags: HashMap<String, String>,
    /// Where the connection breaks.
    breaks_after: Option<usize>,
    /// The only page, beside the home page, of which it breaks; all where there is none.
    breaks: Option<&'static str>,
    silent: bool,
    asked: Mutex<Vec<String>>,
}

impl Village {
    fn page(mut self, path: &str, status: u16, body: impl Into<Vec<u8>>) -> Self {
        self.pages.insert(path.into(), (status, body.into()));
        self
    }

    fn etag(mut self, path: &str, etag: &str) -> Self {
        self.etags.insert(path.into(), etag.into());
        self
    }
}

#[async_trait]
impl Fetch for Village {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let path = request.url[url::Position::BeforePath..].to_owned();
        self.asked.lock().unwrap().push(path.clone());
        if self.silent {
            return Err(Error::new(ErrorKind::Timeout, "no answer"));
        }
        if request.url.host_str() == Some("tiada.example") {
            return Err(Error::new(ErrorKind::Dns, "no such host"));
        }
        let nothing = (200, b"<!doctype html><title>Halaman tidak ditemukan</title>".to_vec());
        let (mut status, mut body) = self.pages.get(&path).cloned().unwrap_or(nothing);
        let etag = self.etags.get(&path);
        if etag.is_some() && request.validator.and_then(|it| it.etag).as_ref() == etag {
            (status, body) = (304, Vec::new());
        }
        let mut pieces: Vec<Result<Bytes>> =
            body.chunks(100).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        let breaks = path != "/" && self.breaks.is_none_or(|only| only == path);
        if let Some(after) = self.breaks_after.filter(|_| breaks) {
            pieces.truncate(after / 100);
            pieces.push(Err(Error::new(ErrorKind::Connect, "the connection broke")));
        }
        Ok(Response {
            url: request.url,
            status,
            headers: etag.map(|etag| ("etag", etag.as_str())).into_iter().collect(),
            fetched_at: NOW.parse().unwrap(),
            tls: Tls::Verified,
            body: Body::stream(futures_util::stream::iter(pieces)),
        })
    }
}

/// A store in memory.
#[derive(Default)]
struct Memory {
    records: Vec<Record>,
    validators: HashMap<String, Validator>,
}

#[async_trait]
impl Sink for Memory {
    async fn put(&mut self, record: Record) -> Result<()> {
        self.records.push(record);
        Ok(())
    }

    async fn known(&mut self, _id: &str) -> Result<Option<Known>> {
        Ok(None)
    }

    async fn keep(&mut self, _id: &str) -> Result<()> {
        Ok(())
    }

    async fn validator(&mut self, _kind: Kind, url: &str) -> Result<Option<Validator>> {
        Ok(self.validators.get(url).cloned())
    }

    async fn set_validator(&mut self, _kind: Kind, url: &str, validator: Validator) -> Result<()> {
        self.validators.insert(url.into(), validator);
        Ok(())
    }
}

impl Memory {
    fn articles(&self) -> Vec<&Article> {
        let article = |record: &'_ Record| matches!(record.entity, Entity::Article(_));
        assert!(self.records.iter().all(article));
        self.records
            .iter()
            .filter_map(|it| if let Entity::Article(it) = &it.entity { Some(it) } else { None })
            .collect()
    }

    fn titles(&self) -> Vec<&str> {
        self.articles().into_iter().map(|article| article.title.as_str()).collect()
    }
}

fn session(village: &Arc<Village>) -> Session {
    let site = Site::new("33.04.15.2008".parse().unwrap(), "https://sukamaju.example").unwrap();
    Session::new(village.clone(), site)
}

async fn recognise(village: Village) -> Option<Recognition> {
    let (feed, session) = (Feed::default(), session(&Arc::new(village)));
    feed.recognise(&Probe::new(&session, feed.manifest())).await.unwrap()
}

async fn visit(village: &Arc<Village>, since: Option<&str>, memory: &mut Memory) -> (Result<()>, KindReport) {
    let (feed, session) = (Feed::default(), session(village));
    let since = since.map(|since| since.parse().unwrap());
    let mut visit = Visit::begin(&session, feed.manifest(), Kind::Article, since, memory).unwrap();
    let outcome = feed.read(Kind::Article, &mut visit).await;
    (outcome, visit.end())
}

async fn read(village: Village) -> (Memory, KindReport) {
    let mut memory = Memory::default();
    let (outcome, report) = visit(&Arc::new(village), None, &mut memory).await;
    outcome.unwrap();
    (memory, report)
}

fn time(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

fn rss(items: &str) -> String {
    format!("<rss><channel><title>Desa</title>{items}</channel></rss>")
}

fn item(title: &str, date: &str) -> String {
    format!("<item><title>{title}</title><link>/{title}</link><pubDate>{date}</pubDate></item>")
}

#[tokio::test]
async fn a_linked_feed_is_found_and_read_whole() {
    let site = || Village::default().page("/", 200, HOME).page("/kabar/umpan.xml", 200, FULL);
    let recognition = recognise(site()).await.unwrap();
    assert!((21..70).contains(&recognition.confidence), "between any page and a known platform");
    assert_eq!(recognition.evidence, ["the home page links https://sukamaju.example/kabar/umpan.xml"]);

    let (memory, report) = read(site()).await;
    assert_eq!(
        memory.titles(),
        ["Panen kopi & teh", "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh…"]
    );
    assert_eq!((report.emitted, report.skipped_count, report.complete), (2, 2, false));
    assert!(report.skipped[0].contains("“Tanpa alamat” has no address"), "{:?}", report.skipped);
    assert!(report.skipped[1].contains("neither title nor text"), "{:?}", report.skipped);
    let record = &memory.records[0];
    assert_eq!(record.id, "33.04.15.2008/article/kabar-panen-kopi");
    assert_eq!(record.source.via, Access::Feed);
    assert_eq!(record.source.url.as_str(), "https://sukamaju.example/kabar/umpan.xml");
    assert_eq!(record.published_at, time("2026-09-10T01:00:00Z"));
    let article = memory.articles()[0];
    assert_eq!(article.author.as_deref(), Some("Admin"));
    assert_eq!(article.categories, ["Pertanian"]);
    assert_eq!(article.summary.as_deref(), Some("Warga memanen kopi [...]"));
    assert_eq!(article.body_text.as_deref(), Some("Warga memanen kopi. Peta"));
    let html = article.body_html.as_deref().unwrap();
    assert!(html.contains("href=\"https://sukamaju.example/peta\""), "{html}");
    assert!(!html.contains("onclick") && !html.contains("script") && !html.contains("widget"), "{html}");
    assert_eq!(article.images[0].url, "https://sukamaju.example/foto/kopi.jpg");
    assert_eq!(article.attachments[0].url, "https://sukamaju.example/berkas/harga.pdf");
}

#[tokio::test]
async fn a_feed_of_summaries_gives_summaries() {
    let site = || Village::default().page("/", 200, "<title>Melati</title>").page("/atom.xml", 200, SUMMARY);
    assert!(recognise(site()).await.unwrap().evidence[0].ends_with("it is at a usual address"));
    let (memory, _) = read(site()).await;
    let article = memory.articles()[0];
    assert_eq!(article.url, "https://sukamaju.example/kerja-bakti");
    assert_eq!(article.summary.as_deref(), Some("Hari Minggu"));
    assert_eq!((&article.body_html, &article.body_text), (&None, &None));
    assert_eq!(memory.records[0].published_at, time("2026-09-09T01:00:00Z"), "the only date there is");
    assert_eq!(memory.records[0].updated_at, None);
}

#[tokio::test]
async fn a_wall_before_the_pages_does_not_hide_the_feed() {
    let site = || Village::default().page("/", 403, "Forbidden").page("/feed", 200, FULL);
    assert!(recognise(site()).await.is_some());
    assert_eq!(read(site()).await.0.records.len(), 2);
}

#[tokio::test]
async fn html_under_status_200_is_no_feed() {
    let site = || Village::default().page("/", 200, "<title>Desa</title>");
    assert_eq!(recognise(site()).await, None);
    let (outcome, _) = visit(&Arc::new(site()), None, &mut Memory::default()).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::NotOffered);
    let walled = Arc::new(Village::default().page("/", 403, "Forbidden"));
    let (outcome, _) = visit(&walled, None, &mut Memory::default()).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Blocked, "behind the wall there may be one");
}

#[tokio::test]
async fn a_feed_that_fails_in_its_middle_gives_what_came_before() {
    let whole = rss(&[item("a", ""), item("b", ""), item("c", "")].concat());
    let cut = &whole[..whole.find("<title>c").unwrap()];
    let home = "<link rel=alternate type=application/rss+xml href=feed>";
    for home in ["<title>Desa</title>", home] {
        let (memory, report) = read(Village::default().page("/", 200, home).page("/feed", 500, cut)).await;
        assert_eq!(memory.titles(), ["a", "b"]);
        assert_eq!(report.notes, ["the feed is cut off after 2 whole items"]);
    }
}

#[tokio::test]
async fn a_connection_that_breaks_gives_what_came_before() {
    let feed = rss(&(1..=20).map(|i| item(&format!("a{i}"), "")).collect::<String>());
    let mut site = Village::default().page("/", 200, "").page("/feed", 200, feed.clone());
    site.breaks_after = Some(feed.len() / 2);
    let (memory, report) = read(site).await;
    assert!((5..15).contains(&memory.records.len()), "{}", memory.records.len());
    assert!(report.notes[0].contains("breaks off after"), "{:?}", report.notes);
}

#[tokio::test]
async fn a_feed_that_breaks_at_once_gives_way_to_the_next() {
    let mut site = Village::default()
        .page("/", 200, "<link rel=alternate type=application/rss+xml href=/umpan>")
        .page("/umpan", 200, rss(&item("lama", "")))
        .page("/feed.xml", 200, rss(&item("baru", "")));
    (site.breaks_after, site.breaks) = (Some(0), Some("/umpan"));
    assert_eq!(read(site).await.0.titles(), ["baru"]);
    let mut all = Village::default().page("/", 200, "").page("/feed", 200, rss(&item("a", "")));
    all.breaks_after = Some(0);
    let (outcome, _) = visit(&Arc::new(all), None, &mut Memory::default()).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Connect, "it is not said that there is none");
}

#[tokio::test]
async fn a_feed_that_was_not_read_whole_is_read_again() {
    let home = "<link rel=alternate type=application/rss+xml href=/umpan>";
    let many = (1..=20).map(|i| item(&format!("a{i}"), "")).collect::<String>();
    let whole = rss(&many);
    let after = |feed: String, breaks_after: Option<usize>| async move {
        let mut site = Village::default().page("/", 200, home).page("/umpan", 200, feed).etag("/umpan", "v1");
        site.breaks_after = breaks_after;
        let mut memory = Memory::default();
        let (outcome, report) = visit(&Arc::new(site), None, &mut memory).await;
        outcome.unwrap();
        assert!(report.emitted > 0);
        memory.validators.len()
    };
    assert_eq!(after(whole.clone(), None).await, 1);
    assert_eq!(after(whole.clone(), Some(whole.len() / 2)).await, 0, "the connection breaks");
    assert_eq!(after(whole[..whole.len() / 2].to_owned(), None).await, 0, "it is cut off");
    let lost = "<item><description></description></item>";
    assert_eq!(after(rss(&(many.clone() + lost)), None).await, 0, "an item is lost");
    let future = item("besok", "Tue, 22 Sep 2026 08:00:00 +0700");
    assert_eq!(after(rss(&(many + &future)), None).await, 0, "an item is yet to come");
}

#[tokio::test]
async fn every_item_that_is_lost_is_counted() {
    let lost = "<item><title>a</title><link>/a</item><item>".repeat(150);
    let feed = rss(&(item("a", "") + &lost + &item("b", "")));
    let (memory, report) = read(Village::default().page("/", 200, "").page("/feed", 200, feed)).await;
    assert!(memory.titles().contains(&"b"));
    assert!(report.skipped_count >= 150, "{}", report.skipped_count);
    assert_eq!(report.skipped.len(), 100);
}

#[tokio::test]
async fn what_is_yet_to_come_is_left_out_and_told() {
    let feed = rss(&[
        item("besok", "Tue, 22 Sep 2026 08:00:00 +0700"),
        item("baru", "Sun, 20 Sep 2026 06:50:00 +0000"), // 06:50 on the village's clock, ten minutes ago
        item("lama", "Sat, 19 Sep 2026 08:00:00 +0700"),
    ]
    .concat());
    let (memory, report) = read(Village::default().page("/", 200, "").page("/feed", 200, feed)).await;
    assert_eq!(memory.titles(), ["baru", "lama"]);
    assert_eq!(memory.records[0].published_at, time("2026-09-19T23:50:00Z"));
    assert_eq!(report.notes, ["left out, since the feed dates them in the future: 1 items"]);
}

#[tokio::test]
async fn feeds_of_comments_are_never_read() {
    let comments = "<rss><channel><title>Komentar pada: Desa</title><item><title>Oleh: Ani</title><link>/#c1</link></item></channel></rss>";
    let site = || {
        Village::default()
            .page("/", 200, "<link rel=alternate type=application/rss+xml href=/umpan>")
            .page("/umpan", 200, comments)
            .page("/rss.xml", 200, rss(&item("kabar", "")))
    };
    assert_eq!(read(site()).await.0.titles(), ["kabar"]);
}

#[tokio::test]
async fn a_feed_that_did_not_change_is_not_read_again() {
    let site = Village::default()
        .page("/", 200, HOME)
        .page("/kabar/umpan.xml", 200, rss(&[item("a", ""), item("b", "")].concat()))
        .etag("/kabar/umpan.xml", "v1");
    let (site, mut memory) = (Arc::new(site), Memory::default());
    for emitted in [2, 0] {
        let (outcome, report) = visit(&site, Some("2026-09-01T00:00:00Z"), &mut memory).await;
        outcome.unwrap();
        assert_eq!(report.emitted, emitted);
        assert_eq!(report.notes.is_empty(), emitted > 0, "an empty reading says why: {:?}", report.notes);
    }
}

#[tokio::test]
async fn a_host_that_is_silent_is_asked_once() {
    let site = Arc::new(Village { silent: true, ..Village::default() });
    let (outcome, _) = visit(&site, None, &mut Memory::default()).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(*site.asked.lock().unwrap(), ["/"]);
}

#[tokio::test]
async fn what_the_site_links_elsewhere_is_read_only_where_it_is_the_sites_own() {
    let link = |url: &str| format!("<link rel=alternate type=application/rss+xml href=\"{url}\">");
    let portal = "<rss><channel><link>https://portal.example</link><item><title>Nasional</title><link>https://portal.example/n</link></item></channel></rss>";
    let home = link("https://tiada.example/umpan") + &link("https://portal.example/nasional");
    let site = || Village::default().page("/", 200, home.clone()).page("/nasional", 200, portal);
    assert_eq!(
        recognise(site()).await,
        None,
        "a dead host elsewhere is no dead site, and a portal no village"
    );
    let (outcome, report) = visit(&Arc::new(site()), None, &mut Memory::default()).await;
    assert_eq!((outcome.unwrap_err().kind(), report.emitted), (ErrorKind::Dns, 0));

    let own = || site().page("/feed", 200, rss(&item("kabar", "")));
    assert!(recognise(own()).await.unwrap().evidence[0].contains("sukamaju.example/feed"));
    assert_eq!(read(own()).await.0.titles(), ["kabar"]);

    let hosted = portal.replace("<link>https://portal.example<", "<link>https://www.sukamaju.example<");
    let site = || {
        Village::default().page("/", 200, link("https://hosted.example/x")).page("/x", 200, hosted.clone())
    };
    assert!(recognise(site()).await.is_some());
    assert_eq!(read(site()).await.0.titles(), ["Nasional"]);
}

#[tokio::test]
async fn a_feed_without_items_offers_nothing() {
    let home = "<link rel=alternate type=application/rss+xml href=/umpan>";
    let site = || Village::default().page("/", 200, home).page("/umpan", 200, rss("")).etag("/umpan", "v1");
    let mut memory = Memory::default();
    let (outcome, _) = visit(&Arc::new(site()), Some("2026-09-01T00:00:00Z"), &mut memory).await;
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::NotOffered, "the site's feed has no items"));
    assert!(memory.validators.is_empty());
    assert_eq!(read(site().page("/rss", 200, rss(&item("kabar", "")))).await.0.titles(), ["kabar"]);
}

#[tokio::test]
async fn what_comes_with_an_errors_status_is_neither_recognised_nor_read() {
    let site = || Village::default().page("/", 200, "").page("/feed", 404, rss(&item("a", "")));
    assert_eq!(recognise(site()).await, None);
    let (outcome, _) = visit(&Arc::new(site()), None, &mut Memory::default()).await;
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::NotOffered);
}

#[tokio::test]
async fn a_feed_without_end_is_read_so_far_and_says_so() {
    let feed = rss(&(0..1_000_000)
        .map(|i| format!("<item><link>/{i}</link><title>a</title></item>"))
        .collect::<String>());
    let site = Arc::new(Village::default().page("/", 200, "").page("/feed", 200, feed));
    let mut memory = Memory::default();
    let (outcome, report) = visit(&site, None, &mut memory).await;
    outcome.unwrap();
    assert_eq!((report.emitted, report.complete), (50_000, false));
    assert_eq!(report.notes, ["the feed has more than 50000 items; the rest is left out"]);
}
