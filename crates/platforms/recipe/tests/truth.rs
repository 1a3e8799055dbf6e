//! The two recipes of `examples/recipes/` read their sites completely: what is harvested is what is true.

mod examples;
mod simulated;

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_core::{Entity, Kind, Order, Platform, Query, Record, Report, Site, Store};
use balai_harvest::Harvest;
use balai_recipe::Recipe;
use balai_testkit::village::Village;
use balai_testkit::{Memory, Web, Website};
use examples::{BOOTSTRAP, TABLES};
use simulated::bootstrap::Bootstrap;
use simulated::tables::Tables;
use simulated::truth::{self, Dated};
use simulated::{recipe, village};

async fn harvest(recipe: Recipe, website: impl Website + 'static) -> (Report, Vec<Record>) {
    let store = Memory::new();
    let site = Site::new("33.04.15.2008".parse().expect("a code"), truth::SITE).expect("a site");
    let platform: Arc<dyn Platform> = Arc::new(recipe);
    let harvest = Harvest::new(Arc::new(Web::of(website)), [platform], Arc::new(store.clone()));
    let report = harvest.visit(site).await.expect("the store works");
    let query = Query::new().order(Order::Id).limit(usize::MAX);
    let stored = store.records(&query).await.expect("the store works");
    (report, stored.into_iter().map(|stored| stored.record).collect())
}

/// All but articles: each record whole, none too many, none too few.
fn assert_same(records: &[Record], truth: Vec<Entity>) {
    let shown = |entity: &Entity| format!("{} {}", entity.kind(), entity.to_json().expect("JSON"));
    let found: BTreeSet<_> =
        records.iter().filter(|it| it.kind() != Kind::Article).map(|it| shown(&it.entity)).collect();
    let truth: BTreeSet<_> = truth.iter().map(shown).collect();
    let missing: Vec<_> = truth.difference(&found).collect();
    let wrong: Vec<_> = found.difference(&truth).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "missing: {missing:#?}\nwrong: {wrong:#?}");
}

fn assert_articles(records: &[Record], village: &Village, truth: Vec<Dated>) {
    let mut found = 0;
    for (expected, published) in truth {
        let own = |record: &&Record| match &record.entity {
            Entity::Article(it) => {
                it.title == expected.title && it.url == expected.url && record.published_at == published
            }
            _ => false,
        };
        let record = records
            .iter()
            .find(own)
            .unwrap_or_else(|| panic!("{} of {published:?} is missing", expected.title));
        let Entity::Article(mut article) = record.entity.clone() else { unreachable!("it is an article") };
        let (html, text) =
            (article.body_html.take().expect("HTML"), article.body_text.take().expect("a text"));
        assert_eq!(article, expected);
        assert!(!html.contains("style="), "it is sanitised");
        let of_title = village.news().filter(|it| it.title == expected.title);
        // What tells the numbers of people is redacted.
        let is_redacted = text.contains("disembunyikan");
        let is_own =
            |body: &str| letters(&balai_extract::text::from_html(body).expect("HTML")) == letters(&text);
        assert!(
            is_redacted || of_title.into_iter().any(|it| is_own(&it.body)),
            "the body of {}: {text}",
            article.title
        );
        found += 1;
    }
    assert_eq!(records.iter().filter(|record| record.kind() == Kind::Article).count(), found);
    let redacted = records.iter().filter(|record| record.entity.text().contains("disembunyikan"));
    assert_eq!(redacted.count(), 1, "one article tells numbers");
}

fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every kind that the recipe has was read to its end, with nothing to tell of it.
fn assert_whole(recipe: &Recipe, report: &Report) {
    for offer in &recipe.manifest().offers {
        let kind = report.kind(offer.kind).expect("a report");
        assert!(kind.complete && kind.failure.is_none(), "{kind:?}");
        assert_eq!((kind.skipped_count, &kind.notes[..]), (0, &[][..]), "{}", kind.kind);
    }
}

#[tokio::test]
async fn a_site_of_laravel_and_bootstrap_is_read_completely() {
    let village = village();
    let recipe = recipe(BOOTSTRAP);
    let (report, records) = harvest(recipe.clone(), Bootstrap(village.clone())).await;
    assert_whole(&recipe, &report);
    assert_same(&records, truth::of_bootstrap(&village));
    assert_articles(&records, &village, truth::articles_of_bootstrap(&village));
}

#[tokio::test]
async fn a_site_of_old_tables_is_read_completely() {
    let village = village();
    let recipe = recipe(TABLES);
    let (report, records) = harvest(recipe.clone(), Tables(village.clone())).await;
    assert_whole(&recipe, &report);
    assert_same(&records, truth::of_tables(&village));
    assert_articles(&records, &village, truth::articles_of_tables(&village));
}

#[test]
fn together_they_read_every_kind() {
    let recipes = [recipe(BOOTSTRAP), recipe(TABLES)];
    let kinds: BTreeSet<_> =
        recipes.iter().flat_map(|it| it.manifest().offers.iter().map(|offer| offer.kind)).collect();
    assert_eq!(kinds, Kind::ALL.into_iter().collect());
}
