//! Captured WordPress sites against the truth of their databases.
//!
//! `BALAI_CAPTURES` names the folder of the captures; without it these tests say that they are skipped.

use std::path::PathBuf;

use balai::wordpress::WordPress;
use balai::{Entity, Platform, Record, Site};
use balai_testkit::Replay;
use balai_tests::harvest::{self, Harvested};
use serde::Deserialize;

#[derive(Deserialize)]
struct Truth {
    site: TruthSite,
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct TruthSite {
    home: String,
}

/// What the database has of a post or page.
#[derive(Deserialize)]
struct Item {
    r#type: String,
    status: String,
    password_protected: bool,
    title_text: String,
    link: String,
    date_gmt: String,
    #[serde(default)]
    content_raw: String,
}

fn captures() -> Option<PathBuf> {
    let folder = std::env::var_os("BALAI_CAPTURES").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: BALAI_CAPTURES does not name the folder of captured sites");
    }
    folder
}

async fn harvested(name: &str) -> Option<(Truth, Harvested)> {
    let folder = captures()?;
    let truth = std::fs::read_to_string(folder.join(format!("truth/{name}.json"))).expect("the truth");
    let truth: Truth = serde_json::from_str(&truth).expect("JSON");
    let web = Replay::open(folder.join(name)).expect("a capture").web();
    let site = Site::new("33.04.15.2008".parse().expect("a code"), "http://desa.invalid").expect("a site");
    let harvested = harvest::visit(web.clone(), site.clone()).await;
    let never = WordPress::default().manifest().never_at(&site.url);
    for url in web.asked() {
        never.check(&url).expect("nothing forbidden is asked");
    }
    for kind in &harvested.report.kinds {
        let failure = kind.failure.as_ref().map(|failure| failure.message.as_str()).unwrap_or_default();
        println!(
            "  {}: {} by {} {:?} {failure} {:?} {:?}",
            kind.kind, kind.emitted, kind.platform, kind.via, kind.skipped, kind.notes
        );
    }
    println!("{name}: {} requests", harvested.report.requests);
    Some((truth, harvested))
}

/// The text of a post as its author wrote it, without what WordPress makes of quotes, dashes and dots.
fn folded(text: &str) -> String {
    let plain = text.replace(['“', '”', '″'], "\"").replace(['‘', '’', '′'], "'").replace(['–', '—'], "-");
    plain
        .replace('…', "...")
        .replace('×', "x")
        .replace("---", "-")
        .replace("--", "-")
        .split_whitespace()
        .collect()
}

fn written(item: &Item) -> String {
    let text = balai::extract::shortcode::strip(&item.content_raw);
    folded(&balai::extract::text::from_html(&text).expect("a text"))
}

/// `most_untold`: how many dates and texts the capture itself has lost.
fn check(truth: &Truth, records: &[Record], most_untold: usize) {
    let articles: Vec<_> = records
        .iter()
        .filter_map(|record| match &record.entity {
            Entity::Article(article) => Some((record, article)),
            _ => None,
        })
        .collect();
    let path = |link: &str| link.strip_prefix(&truth.site.home).unwrap_or(link).to_owned();
    let at = |item: &Item| {
        let path = path(&item.link);
        articles.iter().find(|(_, article)| article.url.strip_prefix("http://desa.invalid/") == Some(&path))
    };
    let is_text = |item: &&Item| matches!(item.r#type.as_str(), "post" | "page");
    let (mut wrong, mut untold) = (Vec::new(), Vec::new());
    for item in truth.items.iter().filter(is_text) {
        let is_public = item.status == "publish" && !item.password_protected;
        let Some((record, article)) = at(item) else {
            if is_public {
                wrong.push(format!("missing: {}", item.link));
            }
            continue;
        };
        if !is_public {
            wrong.push(format!("not public: {}", item.link));
        }
        if !item.title_text.is_empty() && folded(&article.title) != folded(&item.title_text) {
            wrong.push(format!("title: {:?} for {:?}", article.title, item.title_text));
        }
        let published = record.published_at.map(|at| at.to_string()).unwrap_or_default();
        if published != item.date_gmt.replace(' ', "T") + "Z" {
            let told = if published.is_empty() { &mut untold } else { &mut wrong };
            told.push(format!("date: {} {published} for {}", item.link, item.date_gmt));
        }
        let (found, expected) = (folded(article.body_text.as_deref().unwrap_or_default()), written(item));
        // What a block or a shortcode adds when it is shown, no author wrote.
        let adds = item.content_raw.contains("wp:latest-posts") || item.content_raw.contains("[gallery ");
        if found != expected && !(adds && found.starts_with(&expected)) {
            let told = if found.is_empty() { &mut untold } else { &mut wrong };
            told.push(format!("text: {}\n   {found}\n   {expected}", item.link));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    println!("{} dates and texts are not told", untold.len());
    assert!(untold.len() <= most_untold, "{} not told\n{}", untold.len(), untold.join("\n"));
}

#[tokio::test]
async fn rest_open() {
    if let Some((truth, Harvested { records, .. })) = harvested("wp-rest").await {
        check(&truth, &records, 0);
    }
}

#[tokio::test]
async fn rest_closed() {
    if let Some((truth, Harvested { records, .. })) = harvested("wp-norest").await {
        // The captured pages lack what stood between some of their comments, most texts and some times among it.
        check(&truth, &records, 100);
    }
}
