//! A simulated blog shows what Blogger shows, and hides what it hides.

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_testkit::village::{Article, Form, Village};
use balai_testkit::{Answer, Ask, Blogspot, FeedText, Website};
use serde_json::Value;

const ORIGIN: &str = "http://desa.invalid";

fn village() -> Arc<Village> {
    Arc::new(Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 4))
}

fn get(blog: &Blogspot, target: &str) -> Answer {
    blog.respond(&Ask::new(ORIGIN, target))
}

fn feed(blog: &Blogspot, target: &str) -> Value {
    let answer: Value = serde_json::from_slice(&get(blog, target).body).expect("JSON");
    answer["feed"].clone()
}

fn entries(feed: &Value) -> Vec<Value> {
    feed.get("entry").and_then(Value::as_array).cloned().unwrap_or_default()
}

fn link(entry: &Value) -> String {
    let links = entry["link"].as_array().expect("links");
    let alternate = links.iter().find(|link| link["rel"] == "alternate").expect("an alternate");
    alternate["href"].as_str().expect("an address").trim_start_matches(ORIGIN).to_owned()
}

#[test]
fn feeds_page_as_bloggers_do() {
    let village = village();
    let blog = Blogspot::new(village.clone());
    let posts: Vec<&Article> = village.published().filter(|article| article.form != Form::Page).collect();
    let whole = feed(&blog, "/feeds/posts/default?alt=json&max-results=500");
    assert_eq!(whole["openSearch$itemsPerPage"]["$t"], "150");
    assert_eq!(whole["openSearch$totalResults"]["$t"], posts.len().to_string());
    let paths: Vec<String> = posts.iter().map(|article| blog.path(article)).collect();
    assert_eq!(entries(&whole).iter().map(link).collect::<Vec<_>>(), paths);
    assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len(), "every address is its own");

    let first = feed(&blog, "/feeds/posts/default?alt=json");
    assert_eq!(entries(&first).len(), 25);
    let next = first["link"][1]["href"].as_str().expect("a next page").trim_start_matches(ORIGIN);
    let second = feed(&blog, next);
    assert_eq!(link(&entries(&second)[0]), paths[25]);
    let beyond = feed(&blog, "/feeds/posts/default?alt=json&start-index=9999");
    assert!(beyond.get("entry").is_none(), "a list without entries is not there");
}

#[test]
fn changes_are_told_where_they_are_asked_for_rightly() {
    let village = village();
    let at = "2026-11-20T03:00:00Z".parse().expect("an instant");
    let old = village.news().last().expect("news").clone();
    let blog = Blogspot::new(village).saved(old.id, at);
    let since = "updated-min=2026-11-19T00:00:00Z";
    let changed = feed(&blog, &format!("/feeds/posts/default?alt=json&orderby=updated&{since}"));
    assert_eq!(link(&entries(&changed)[0]), blog.path(&old));
    assert_eq!(entries(&changed)[0]["updated"]["$t"], "2026-11-20T10:00:00.000+07:00");
    let ignored = feed(&blog, &format!("/feeds/posts/default?alt=json&{since}"));
    assert!(entries(&ignored).len() > entries(&changed).len(), "without its order it is ignored");
}

#[test]
fn owners_tell_more_or_less() {
    let village = village();
    let told = |text| {
        let blog = Blogspot::new(village.clone()).telling(text);
        entries(&feed(&blog, "/feeds/posts/default?alt=json")).swap_remove(0)
    };
    let newest = village.published().find(|article| article.form != Form::Page).expect("a post");
    let full = told(FeedText::Full);
    let lines = || newest.body.lines().filter(|line| !line.contains("<img"));
    for line in lines() {
        assert!(full["content"]["$t"].as_str().expect("a text").contains(line), "{line}");
    }
    let jump = told(FeedText::UntilJump);
    assert!(jump["content"]["$t"].as_str().expect("a text").contains("#more\">"));
    let short = told(FeedText::Short);
    assert!(short.get("content").is_none() && short["summary"]["type"] == "text");
    let blog = Blogspot::new(village.clone());
    let page = get(&blog, &blog.path(newest)).text();
    assert!(page.contains("<meta content='blogger' name='generator'/>"));
    for line in lines() {
        assert!(page.replace("<a name='more'></a>", "").contains(line), "{line}");
    }
}

#[test]
fn drafts_are_nowhere_and_comments_name_people() {
    let village = village();
    let blog = Blogspot::new(village.clone());
    let mut told = String::new();
    for target in [
        "/feeds/posts/full?alt=json&max-results=150",
        "/feeds/pages/default?alt=json",
        "/feeds/posts/default",
        "/",
    ] {
        told += &get(&blog, target).text();
    }
    for article in village.articles.iter().filter(|article| !article.is_published()) {
        assert!(!told.contains(&article.title), "{}", article.title);
        assert_eq!(get(&blog, &blog.path(article)).status, 404);
    }
    assert!(!told.contains("RAHASIA"));
    for article in village.published() {
        assert_eq!(get(&blog, &blog.path(article)).status, 200, "{}", article.title);
    }
    let comment = village.news().find_map(|article| article.comments.first()).expect("a comment");
    let name = &village.residents[comment.resident].name;
    assert!(get(&blog, "/feeds/comments/default?alt=json").text().contains(name.as_str()));
}

#[test]
fn the_atom_feed_reads_as_one() {
    let village = village();
    let blog = Blogspot::new(village.clone());
    let answer = get(&blog, "/feeds/posts/default?max-results=150");
    let parsed = feed_rs::parser::parse(&answer.body[..]).expect("a feed");
    let titles: Vec<_> =
        parsed.entries.iter().map(|entry| entry.title.as_ref().expect("a title").content.clone()).collect();
    let expected: Vec<_> =
        village.published().filter(|it| it.form != Form::Page).map(|it| it.title.clone()).collect();
    assert_eq!(titles, expected);
    assert_eq!(parsed.generator.expect("a generator").content, "Blogger");
    assert_eq!(get(&blog, "/atom.xml").header_value("location"), Some("/feeds/posts/default"));
}
