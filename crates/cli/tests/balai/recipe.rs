//! Recipes: tried on a page, and read by.

use std::sync::Arc;

use balai::{Roster, RosterVillage};
use balai_testkit::village::Village;
use balai_testkit::{FeedFormat, PlainFeed, Web};

use crate::villages::Villages;

const RECIPE: &str = r#"
name = "papan"
fingerprint = ["header h1 a", "footer"]

[article]
from = "/"
item = "main li"
link = "a"

[article.fields]
title = "a"
published_at = "time"
author = ".penulis"

[article.detail]
body_html = "article"

[official]
from = "/perangkat"
item = ".kartu"

[official.fields]
name = "h5"
position = ".jabatan"
"#;

/// A village whose home page lists its news.
fn village() -> Villages {
    let code = "33.04.15.2003".parse().unwrap();
    let village = Arc::new(Village::generate(code, "Sarwodadi", 3));
    let web = Web::new().with("sarwodadi", PlainFeed::new(village, FeedFormat::Rss));
    let villages = Villages::of(web, |served| {
        let url = served.url("sarwodadi").map(ToString::to_string);
        Roster { villages: vec![RosterVillage { url, ..RosterVillage::new(code) }], ..Roster::default() }
    });
    villages.write("papan.toml", RECIPE);
    villages
}

#[test]
fn a_trial_tells_what_a_page_gives_and_what_stands_where_nothing_came() {
    let villages = village();
    let url = villages.served.url("sarwodadi").unwrap().to_string();
    let attempt = |more: &[&str]| {
        villages.balai(&[&["recipe", "try", "papan.toml", &url, "--allow-private"], more].concat())
    };
    let ran = attempt(&[]);
    assert_eq!(ran.status, 0, "{}", ran.told);
    assert!(ran.out.starts_with(&format!("article on {url}")), "{}", ran.out);
    assert!(ran.out.contains("10 found") && ran.out.contains(" -> http://127.0.0.1"), "{}", ran.out);
    assert!(
        ran.out.contains("author (line 13) is empty in 10 of 10: `.penulis` matches nothing"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("official on"), "the page is not of that kind: {}", ran.out);

    let ran = attempt(&["--kind", "official"]);
    assert_eq!(ran.status, 1, "nothing was found");
    assert!(ran.out.contains("`.kartu`") && ran.out.contains("line "), "{}", ran.out);
    let ran = attempt(&["--kind", "budget"]);
    assert_eq!((ran.status, ran.told.contains("no table [budget]")), (2, true), "{}", ran.told);

    villages.write("papan.toml", &RECIPE.replace("title = \"a\"", "judul = \"a\"\ntitle = \"a[\""));
    let ran = attempt(&[]);
    assert_eq!(ran.status, 2);
    assert!(ran.told.contains("papan.toml has 2 faults:\n  line 11, "), "{}", ran.told);
    assert!(ran.told.contains("\n  line 12, "), "{}", ran.told);
}

#[test]
fn a_harvest_reads_by_a_recipe() {
    let villages = village();
    let ran = villages.harvest(&["--recipe", "papan.toml", "--kind", "article", "--jsonl", "-"]);
    assert_eq!(ran.status, 0, "{}", ran.told);
    assert_eq!(ran.out.lines().count(), 10);
    assert!(ran.out.lines().all(|line| line.contains("\"platform\":\"recipe-papan\"")), "{}", ran.out);
    let url = villages.served.url("sarwodadi").unwrap().to_string();
    let ran = villages.balai(&["detect", &url, "--allow-private", "--recipe", "papan.toml"]);
    assert!(ran.out.starts_with("recipe-papan, 97 % sure"), "{}", ran.out);
    let schema = villages.balai(&["recipe", "schema"]).out;
    assert!(schema.contains("\"fingerprint\""), "{schema}");
}
