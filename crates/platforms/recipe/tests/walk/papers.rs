//! A site of a few pages, and a visit to it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use balai_core::report::KindReport;
use balai_core::{Entity, Order, Platform, Query, Record, Site, Store};
use balai_harvest::Harvest;
use balai_recipe::Recipe;
use balai_testkit::{Answer, Ask, Memory, Web, Website};

/// A site of a few pages, that can be changed between visits.
#[derive(Clone, Default)]
pub(crate) struct Papers(Arc<Mutex<BTreeMap<String, Answer>>>);

impl Papers {
    pub(crate) fn page(self, target: &str, body: &str) -> Self {
        let html =
            format!("<html><head><title>Desa Uji</title></head><body><div id=isi>{body}</div></body></html>");
        self.answer(target, Answer::html(html))
    }

    pub(crate) fn answer(self, target: &str, answer: Answer) -> Self {
        self.0.lock().expect("no panic").insert(target.to_owned(), answer);
        self
    }
}

impl Website for Papers {
    fn respond(&self, ask: &Ask) -> Answer {
        self.0.lock().expect("no panic").get(&ask.target).cloned().unwrap_or_else(|| Answer::status(404))
    }
}

pub(crate) const NEWS: &str =
    "name = \"uji\"\nhosts = [\"desa.invalid\"]\n[article]\nitem = \".kabar\"\nlink = \"a\"\n";
pub(crate) const FIELDS: &str = "\n[article.fields]\ntitle = \"a\"\npublished_at = \"i\"\n";

pub(crate) fn recipe(part: &str, rest: &str) -> Recipe {
    Recipe::from_toml(&format!("{NEWS}{part}{FIELDS}{rest}")).unwrap_or_else(|error| panic!("{error}"))
}

/// Items of a list: addresses below `/b/`.
pub(crate) fn items(numbers: impl IntoIterator<Item = usize>) -> String {
    let item =
        |n| format!("<p class=kabar><a href='/b/{n}'>Kabar {n}</a> <i>{} Mei 2026</i></p>", n % 28 + 1);
    numbers.into_iter().map(item).collect()
}

pub(crate) struct Outcome {
    pub(crate) report: KindReport,
    pub(crate) records: Vec<Record>,
    pub(crate) asked: Vec<String>,
    pub(crate) gone: u64,
}

pub(crate) async fn visit(recipe: &Recipe, papers: &Papers, store: &Memory) -> Outcome {
    visit_others(recipe, papers, store, |web| web).await
}

pub(crate) async fn visit_others(
    recipe: &Recipe,
    papers: &Papers,
    store: &Memory,
    others: impl Fn(Web) -> Web,
) -> Outcome {
    let kind = recipe.manifest().offers[0].kind;
    let web = others(Web::new().with("desa.invalid", papers.clone()));
    let platform: Arc<dyn Platform> = Arc::new(recipe.clone());
    let harvest = Harvest::new(Arc::new(web.clone()), [platform], Arc::new(store.clone()));
    let site = Site::new("33.04.15.2008".parse().expect("a code"), "http://desa.invalid/").expect("a site");
    let report = harvest.visit(site).await.expect("the store works");
    let query = Query::new().order(Order::Id).limit(usize::MAX);
    let stored = store.records(&query).await.expect("the store works");
    Outcome {
        report: report.kind(kind).expect("a report").clone(),
        records: stored.into_iter().map(|stored| stored.record).collect(),
        // The engine asks for the home page by itself.
        asked: web.asked().iter().map(|url| url[url::Position::BeforePath..].to_owned()).skip(1).collect(),
        gone: report.gone,
    }
}

pub(crate) fn titles(outcome: &Outcome) -> Vec<String> {
    outcome.records.iter().map(|record| record.entity.title()).collect()
}

pub(crate) fn three_pages(query: &str) -> Papers {
    Papers::default()
        .page("/", "")
        .page(&format!("/berita{query}1"), &items(1..=3))
        .page(&format!("/berita{query}2"), &items(3..=5))
        .page(&format!("/berita{query}3"), &items(6..=6))
}

pub(crate) const DETAIL: &str = "[article.detail]\nbody_html = \".teks\"\n";

pub(crate) fn with_details(numbers: std::ops::RangeInclusive<usize>) -> Papers {
    let papers = Papers::default().page("/", "").page("/berita", &items(numbers.clone()));
    numbers
        .fold(papers, |papers, n| papers.page(&format!("/b/{n}"), &format!("<div class=teks>Isi {n}</div>")))
}

pub(crate) fn body(outcome: &Outcome, title: &str) -> Option<String> {
    outcome.records.iter().find_map(|record| match &record.entity {
        Entity::Article(it) if it.title == title => Some(it.body_text.clone().unwrap_or_default()),
        _ => None,
    })
}
