//! Joomla sites, captured and simulated, against their truth.
//!
//! The capture lies beside the project; `BALAI_CAPTURES` names its folder. Without it that test says that it is skipped.

use std::path::PathBuf;
use std::sync::Arc;

use balai::joomla::Joomla;
use balai::model::Article;
use balai::{Entity, Harvest, Kind, Order, Query, Record, Report, Site, Store};
use balai_testkit::village::Village;
use balai_testkit::{Joomla4, JoomlaLinks, Memory, Replay, Web};
use balai_tests::truth::letters;
use serde::Deserialize;

/// The truth of a captured Joomla, from its database.
#[derive(Deserialize)]
struct Truth {
    articles: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: u32,
    title: String,
    category_title: String,
    introtext: String,
    fulltext: String,
    state: i32,
    access: u32,
    publish_up_utc: String,
}

impl Row {
    fn published_at(&self) -> String {
        format!("{}Z", self.publish_up_utc.replace(' ', "T"))
    }

    fn is_public(&self, now: &str) -> bool {
        self.state == 1 && self.access == 1 && self.published_at().as_str() <= now
    }
}

async fn visit(web: Web, store: &Memory) -> (Report, Vec<Record>) {
    let site =
        Site::new("33.04.15.2008".parse().expect("a code"), "http://darmayasa.invalid").expect("a site");
    let platform: Arc<dyn balai::Platform> = Arc::new(Joomla::default());
    let harvest = Harvest::new(Arc::new(web), [platform], Arc::new(store.clone()));
    let report = harvest.visit(site).await.expect("the store works");
    let query = Query::new().kind(Kind::Article).order(Order::Id).limit(100_000);
    let stored = store.records(&query).await.expect("the store works");
    (report, stored.into_iter().map(|stored| stored.record).collect())
}

fn article(record: &Record) -> &Article {
    match &record.entity {
        Entity::Article(article) => article,
        other => panic!("{other:?} is no article"),
    }
}

fn text(article: &Article) -> String {
    article.body_text.as_deref().unwrap_or_default().split_whitespace().collect()
}

#[tokio::test]
async fn joomla_4_is_read_whole() {
    let Some(folder) = std::env::var_os("BALAI_CAPTURES").map(PathBuf::from) else {
        eprintln!("skipped: BALAI_CAPTURES does not name the folder of captured sites");
        return;
    };
    let truth = std::fs::read_to_string(folder.join("truth/joomla4.json")).expect("the truth");
    let truth: Truth = serde_json::from_str(&truth).expect("JSON");
    let web = Replay::open(folder.join("joomla4")).expect("a capture").web();
    let store = Memory::new();
    let (report, records) = visit(web.clone(), &store).await;
    let now = report.started_at.to_string();
    println!("{} records, {} requests, {:#?}", records.len(), report.requests, report.kinds);

    let public: Vec<&Row> = truth.articles.iter().filter(|row| row.is_public(&now)).collect();
    assert_eq!(records.len(), public.len(), "every published article, and none that is not");
    for row in &public {
        let number = format!("id={}", row.id);
        let is_it = |record: &&Record| article(record).url.ends_with(&number);
        let record = records.iter().find(is_it).unwrap_or_else(|| panic!("{} is not found", row.title));
        let article = article(record);
        assert_eq!(article.title, row.title);
        assert_eq!(record.published_at.expect("a date").to_string(), row.published_at(), "{}", row.title);
        assert_eq!(text(article), letters(&format!("{} {}", row.introtext, row.fulltext)), "{}", row.title);
        assert_eq!(article.categories, [row.category_title.as_str()], "{}", row.title);
        assert_eq!(article.author.as_deref(), Some("Admin Desa"), "{}", row.title);
    }
    assert!(report.kind(Kind::Article).expect("articles").complete);
    let profiles = store.records(&Query::new().kind(Kind::Profile)).await.expect("the store works");
    let Entity::Profile(profile) = &profiles[0].record.entity else { panic!("no profile") };
    assert_eq!(
        (profile.name.as_str(), profile.history.as_deref()),
        ("Wonoasri", Some("Desa berdiri tahun 1901."))
    );

    // A later visit to the unchanged site writes nothing, and reads no page again that is old.
    let before = web.asked().len();
    let (again, _) = visit(web.clone(), &store).await;
    assert_eq!((again.new, again.changed, again.gone), (0, 0, 0));
    let later = web.asked().len() - before;
    println!("{later} requests by a later visit");
    assert!(later < before, "{later} after {before}");
}

#[tokio::test]
async fn simulated_sites_are_read_whole() {
    for seed in 1..4 {
        let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", seed);
        let village = Arc::new(village);
        let secrets = village.secrets();
        let sites = [
            Joomla4::new(village.clone(), JoomlaLinks::Plain),
            Joomla4::new(village.clone(), JoomlaLinks::Friendly),
            Joomla4::new(village.clone(), JoomlaLinks::Plain).without_categories(),
            Joomla4::new(village.clone(), JoomlaLinks::Friendly).without_categories(),
        ];
        for site in sites {
            let (_, records) = visit(Web::of(site.clone()), &Memory::new()).await;
            assert_eq!(records.len(), village.published().count(), "{site:?}");
            for truth in village.published() {
                let (plain, friendly) = (format!("&id={}", truth.id), format!("/{}", truth.slug));
                let is_it = |url: &str| url.ends_with(&plain) || url.ends_with(&friendly);
                let record = records.iter().find(|record| is_it(&article(record).url));
                let record = record.unwrap_or_else(|| panic!("{} is not found", truth.title));
                let article = article(record);
                assert_eq!(article.title, truth.title);
                let at = record.published_at.expect("a date");
                assert_eq!(village.code.zone().local(at), truth.published_at, "{}", truth.title);
                // A text that itself tells a secret is redacted.
                if !secrets.iter().any(|secret| truth.body.contains(secret.as_str())) {
                    let label =
                        truth.attachment.as_ref().map(|(_, label)| label.as_str()).unwrap_or_default();
                    assert_eq!(
                        text(article),
                        letters(&format!("{}<p>{label}</p>", truth.body)),
                        "{}",
                        truth.title
                    );
                }
            }
        }
    }
}
