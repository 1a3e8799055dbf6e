//! The simulated WordPress answers as the real one does, leaks what it leaks, and hides what it hides.

use std::sync::Arc;

use balai_testkit::village::Village;
use balai_testkit::wordpress::{Item, ItemState};
use balai_testkit::{Answer, Ask, Website, WordPress};
use serde_json::Value;

const ORIGIN: &str = "http://desa.invalid";

fn village() -> Arc<Village> {
    Arc::new(Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 3))
}

fn get(site: &WordPress, target: &str) -> Answer {
    site.respond(&Ask::new(ORIGIN, target))
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).expect("JSON")
}

fn rows(site: &WordPress, target: &str) -> Vec<Value> {
    json(&get(site, target)).as_array().expect("a list").clone()
}

#[test]
fn it_refuses_as_the_real_one_does() {
    let (open, closed) = (WordPress::open(village()), WordPress::closed(village()));
    let code = |site: &WordPress, target: &str| {
        let answer = get(site, target);
        (answer.status, json(&answer)["code"].as_str().unwrap_or_default().to_owned())
    };
    let refused = |status: u16, code: &str| (status, code.to_owned());
    let posts = "/wp-json/wp/v2/posts";
    assert_eq!(code(&open, &format!("{posts}?per_page=101")), refused(400, "rest_invalid_param"));
    assert_eq!(code(&open, &format!("{posts}?page=99")), refused(400, "rest_post_invalid_page_number"));
    assert_eq!(code(&open, &format!("{posts}?orderby=include")), refused(400, "rest_invalid_param"));
    assert_eq!(code(&open, &format!("{posts}?after=2025-01-01")), refused(400, "rest_invalid_param"));
    assert_eq!(code(&open, &format!("{posts}/1")), refused(404, "rest_post_invalid_id"));
    assert_eq!(code(&open, "/wp-json/wp/v2/perangkat"), refused(404, "rest_no_route"));
    assert_eq!(rows(&open, "/wp-json/wp/v2/categories?page=99"), Vec::<Value>::new());
    let draft = open.items().into_iter().find(|item| item.state == ItemState::Draft && item.sort == "post");
    let draft = draft.expect("a draft").id;
    assert_eq!(code(&open, &format!("{posts}/{draft}")), refused(401, "rest_forbidden"));
    for route in ["", "wp/v2/posts", "wp/v2/types", "oembed/1.0/embed"] {
        let target = format!("/?rest_route=/{route}");
        assert_eq!(code(&closed, &target), refused(401, "rest_cannot_access"), "{route}");
    }
    // With plain permalinks what stands in the path is the home page.
    for path in ["/wp-json/", "/feed/", "/wp-sitemap.xml", "/robots.txt"] {
        let answer = get(&closed, path);
        assert_eq!(answer.status, 200);
        assert!(answer.text().contains("<body class=\"home blog"), "{path}");
    }
}

#[test]
fn it_lists_what_is_published_and_by_whole_pages() {
    let site = WordPress::open(village());
    let listed: Vec<Item> =
        site.items().into_iter().filter(|item| item.sort == "post" && item.is_listed()).collect();
    let mut found = Vec::new();
    for page in 1..=listed.len().div_ceil(20) {
        let target = format!(
            "/wp-json/wp/v2/posts?per_page=20&page={page}&orderby=id&order=asc&_fields=id,title.rendered"
        );
        let answer = get(&site, &target);
        assert_eq!(answer.header_value("X-WP-Total"), Some(listed.len().to_string().as_str()));
        for row in rows(&site, &target) {
            assert_eq!(row.as_object().expect("a row").len(), 2, "only the fields that were asked for");
            found.push(row["id"].as_u64().expect("a number"));
        }
    }
    assert_eq!(found, listed.iter().map(|item| item.id).collect::<Vec<_>>());
    let protected = listed.iter().find(|item| item.state == ItemState::Protected).expect("one").id;
    let row = &rows(&site, &format!("/wp-json/wp/v2/posts?include={protected}"))[0];
    assert_eq!(
        (row["content"]["rendered"].as_str(), row["content"]["protected"].as_bool()),
        (Some(""), Some(true))
    );
}

#[test]
fn it_keeps_its_secrets_but_for_its_leaks() {
    let village = village();
    let secrets = ["RAHASIA", village.residents[0].name.as_str()];
    let tells = |site: &WordPress, target: &str| {
        let text = get(site, target).text();
        secrets.iter().any(|secret| text.contains(secret))
    };
    let (open, closed) = (WordPress::open(village.clone()), WordPress::closed(village.clone()));
    for target in
        ["/wp-json/wp/v2/users", "/wp-json/wp/v2/comments", "/comments/feed/", "/wp-sitemap-users-1.xml"]
    {
        assert!(tells(&open, target), "{target} is to be proved unasked");
    }
    for target in ["/wp-json/wp/v2/posts?per_page=100", "/feed/", "/", "/wp-sitemap-posts-page-1.xml"] {
        assert!(!tells(&open, target), "{target}");
    }
    for item in open.items() {
        let (id, link) = (item.id, open.link(ORIGIN, &item));
        let page = get(&open, link.strip_prefix(ORIGIN).expect("a path"));
        assert_eq!(page.status, if item.is_listed() { 200 } else { 404 }, "{link}");
        assert!(!page.text().contains("RAHASIA"), "{link}");
        let answer = get(&closed, &format!("/?p={id}"));
        assert!(!answer.text().contains("RAHASIA"), "{id}");
    }
}

#[test]
fn its_feed_tells_what_changed() {
    let site = WordPress::closed(village());
    let first = get(&site, "/?feed=rss2");
    assert!(!first.text().contains("content:encoded>"), "summaries only");
    let tag = first.header_value("etag").expect("a tag").to_owned();
    let again = || {
        let headers = [("If-None-Match", tag.as_str())].into_iter().collect();
        site.respond(&Ask { headers, ..Ask::new(ORIGIN, "/?feed=rss2") }).status
    };
    assert_eq!(again(), 304);
    site.change(|items| items[0].updated_at = "2026-11-24T02:00:00Z".parse().expect("an instant"));
    assert_eq!(again(), 200);
    let last = get(&site, "/?feed=rss2&paged=99");
    assert_eq!(last.status, 404);
    assert!(last.text().contains("<rss") && !last.text().contains("<item>"));
}
