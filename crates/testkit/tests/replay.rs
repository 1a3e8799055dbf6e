//! A captured site answers as it did.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use balai_core::{CookieJar, ErrorKind, Fetch, Page, Request, Validator};
use balai_testkit::{Replay, Web};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const ORIGIN: &str = "http://127.0.0.1:8400";

/// A capture of a site with two pages, a list of five items and an endpoint for scripts.
fn capture(folder: &Path) -> io::Result<()> {
    let index = format!(
        r#"{{"name": "kecil", "origin": "{ORIGIN}"}}
{{"path": "/", "status": 200, "headers": [["Content-Type", "text/html; charset=UTF-8"], ["ETag", "\"a1\""], ["Content-Length", "3"], ["Set-Cookie", "ci_session=abc; path=/"]], "file": "home"}}
{{"path": "/lama", "status": 307, "headers": [["Location", "{ORIGIN}/?a=1"]]}}
{{"path": "/?a=1", "status": 200, "headers": [["Content-Type", "application/json"]], "file": "json"}}
{{"path": "/putar", "status": 302, "headers": [["Location", "/putar"]]}}
{{"path": "/foto.jpg", "status": 200, "headers": [["Content-Type", "image/jpeg"]], "file": "home"}}
{{"path": "/tidak-ada", "status": 404, "headers": [["Content-Type", "text/html"]], "file": "missing", "purpose": "missing"}}
{{"path": "/api/list", "collection": true, "sort": "", "max": 2, "status": 200, "headers": [], "file": "list"}}
{{"path": "/api/list", "collection": true, "sort": "-id", "max": 2, "status": 200, "headers": [], "file": "tsil"}}
{{"path": "/table", "loose": true, "status": 200, "headers": [["Content-Type", "application/json"]], "file": "json"}}
"#
    );
    fs::write(folder.join("index.jsonl"), index)?;
    fs::write(folder.join("home"), format!(r#"<a href="{ORIGIN}/lama">lama</a>"#))?;
    fs::write(folder.join("json"), r#"{"url":"http:\/\/127.0.0.1:8400\/x"}"#)?;
    fs::write(folder.join("missing"), "tidak ditemukan")?;
    fs::write(
        folder.join("list"),
        format!(r#"[{{"id":1,"url":"{ORIGIN}/1"}},{{"id":2}},{{"id":3}},{{"id":4}},{{"id":5}}]"#),
    )?;
    fs::write(folder.join("tsil"), r#"[{"id":5},{"id":4},{"id":3},{"id":2},{"id":1}]"#)
}

fn web() -> Web {
    let folder = tempfile::tempdir().expect("a folder");
    capture(folder.path()).expect("a capture");
    Replay::open(folder.path()).expect("a capture").web()
}

fn request(path: &str) -> Request {
    Request::new(format!("http://desa.invalid{path}").parse().expect("a URL"))
}

async fn page(web: &Web, path: &str) -> Page {
    web.fetch(request(path)).await.expect("an answer").page().await.expect("a body")
}

fn text(page: &Page) -> &str {
    std::str::from_utf8(&page.body).expect("text")
}

#[tokio::test]
async fn links_lead_to_the_host_that_is_asked() {
    let web = web();
    assert_eq!(text(&page(&web, "/").await), r#"<a href="http://desa.invalid/lama">lama</a>"#);
    let json = page(&web, "/?a=1").await;
    assert_eq!(text(&json), r#"{"url":"http:\/\/desa.invalid\/x"}"#);
    assert!(text(&page(&web, "/foto.jpg").await).contains(ORIGIN), "what is no text stays as it is");
}

#[tokio::test]
async fn redirects_are_followed_and_logged() {
    let web = web();
    assert_eq!(page(&web, "/lama").await.url.as_str(), "http://desa.invalid/?a=1");
    assert_eq!(web.asked().iter().map(|url| url.path()).collect::<Vec<_>>(), ["/lama", "/"]);
    let error = web.fetch(request("/putar")).await.expect_err("a circle");
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert_eq!(web.asked().len(), 2 + 6);
}

#[tokio::test]
async fn an_unknown_path_gets_the_sites_own_page() {
    let page = page(&web(), "/entah").await;
    assert_eq!((page.status, text(&page)), (404, "tidak ditemukan"));
}

#[tokio::test]
async fn a_known_page_is_not_sent_again() {
    let web = web();
    let first = web.fetch(request("/")).await.expect("an answer");
    let validator = first.validator();
    assert_eq!(validator, Some(Validator { etag: Some("\"a1\"".into()), last_modified: None }));
    let again = web.fetch(Request { validator, ..request("/") }).await.expect("an answer");
    assert!(again.not_modified());
    assert!(again.page().await.expect("a body").body.is_empty());
}

#[tokio::test]
async fn cookies_go_to_the_visits_jar() {
    let jar = Arc::new(CookieJar::new());
    let request = Request { cookies: Some(jar.clone()), ..request("/") };
    let url = request.url.clone();
    web().fetch(request).await.expect("an answer");
    assert_eq!(jar.header(&url).as_deref(), Some("ci_session=abc"));
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let error = web().fetch(request("/").limit(10)).await.expect_err("too large");
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn a_collection_is_answered_in_pages() {
    let web = web();
    let ids = |page: &Page| -> Vec<u64> {
        let json: serde_json::Value = page.json().expect("JSON");
        json["data"].as_array().expect("items").iter().filter_map(|item| item["id"].as_u64()).collect()
    };
    let first = page(&web, "/api/list?page[size]=50").await;
    assert_eq!(ids(&first), [1, 2], "no page is larger than the captured maximum");
    let json: serde_json::Value = first.json().expect("JSON");
    assert_eq!(json["meta"]["pagination"]["total_pages"], 3);
    assert_eq!(json["data"][0]["url"], "http://desa.invalid/1");
    let next = json["links"]["next"].as_str().expect("a next page").to_owned();
    let second = web.fetch(Request::new(next.parse().expect("a URL"))).await.expect("an answer");
    assert_eq!(ids(&second.page().await.expect("a body")), [3, 4]);

    let last = page(&web, "/api/list?sort=-id&page[number]=3").await;
    assert_eq!(ids(&last), [1]);
    assert!(!text(&last).contains("\"next\""));
    assert_eq!(
        ids(&page(&web, "/api/list?sort=judul&page[size]=1").await),
        [1],
        "an unknown order is the site's"
    );
    assert!(ids(&page(&web, "/api/list?page[number]=9").await).is_empty());
    assert_eq!(page(&web, "/api/list?filter[x]=1").await.status, 404, "a filter was not captured");
}

#[tokio::test]
async fn an_endpoint_for_scripts_answers_scripts_only() {
    let web = web();
    assert_eq!(page(&web, "/table?draw=1").await.status, 404);
    let request = request("/table?draw=1&start=0").header("X-Requested-With", "XMLHttpRequest");
    assert_eq!(web.fetch(request).await.expect("an answer").status, 200);
}

#[tokio::test]
async fn serves_the_same_over_a_socket() {
    let web = web();
    let served = web.serve().await.expect("a port");
    let url = served.url("localhost").expect("an address").clone();
    let host = format!("127.0.0.1:{}", url.port().expect("a port"));
    let mut socket = tokio::net::TcpStream::connect(&host).await.expect("a connection");
    let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("set-cookie: ci_session=abc"), "{answer}");
    assert!(answer.ends_with(&format!(r#"<a href="http://{host}/lama">lama</a>"#)), "{answer}");
    assert_eq!(served.asked(), [url]);
}

#[test]
fn a_wrong_capture_is_told_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(Replay::open(folder.path()).is_err());
    fs::write(
        folder.path().join("index.jsonl"),
        "{\"name\": \"a\", \"origin\": \"http://a\"}\n{\"path\": 1}",
    )
    .expect("written");
    let error = Replay::open(folder.path()).err().expect("no capture");
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("index.jsonl:2"), "{error}");
}

/// The captures of real platforms, where `BALAI_CAPTURES` tells that they are there.
#[tokio::test]
async fn the_captures_are_read() {
    let Some(folder) = std::env::var_os("BALAI_CAPTURES").map(PathBuf::from) else {
        eprintln!("skipped: BALAI_CAPTURES is not set to a folder of captures");
        return;
    };
    for name in ["opensid-2601-natra", "opensid-2410-natra", "opensid-2211-esensi", "opensid-2112-klasik"] {
        let web = Replay::open(folder.join(name)).expect(name).web();
        let home = page(&web, "/").await;
        assert_eq!(home.status, 200, "{name}");
        assert!(text(&home).contains("http://desa.invalid/"), "{name}");
        assert!(!text(&home).contains("http://127.0.0.1:8"), "{name}");
        assert_eq!(page(&web, "/feed").await.status, 200, "{name}");
        assert_eq!(page(&web, "/ini-tidak-ada").await.status, 404, "{name}");
    }
    let web = Replay::open(folder.join("opensid-2601-natra")).expect("a capture").web();
    let mut articles = 0;
    for number in 1.. {
        let path = format!("/internal_api/arsip?sort=-tgl_upload&page[size]=30&page[number]={number}");
        let json: serde_json::Value = page(&web, &path).await.json().expect("JSON");
        articles += json["data"].as_array().expect("items").len();
        if json["links"].get("next").is_none() {
            break;
        }
    }
    assert_eq!(articles, 65);
}
