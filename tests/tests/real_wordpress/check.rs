//! A harvest against what WordPress itself has.

use std::collections::BTreeSet;

use balai::extract::{shortcode, text};
use balai::model::{Article, Budget, Statistic};
use balai::{Entity, Record, Rupiah};

use crate::service::{Item, Truth};

/// Checks that a harvest has all that is true and public, and nothing else.
///
/// # Panics
///
/// With all that is wrong, where something is.
pub(crate) fn check(truth: &Truth, records: &[Record]) {
    let mut wrong = Vec::new();
    articles(truth, records, &mut wrong);
    officials(truth, records, &mut wrong);
    budgets(truth, records, &mut wrong);
    statistics(truth, records, &mut wrong);
    documents(truth, records, &mut wrong);
    for record in records {
        let told = format!("{record:?}").to_lowercase();
        let leaks = truth.secrets.iter().filter(|secret| told.contains(&secret.to_lowercase()));
        wrong.extend(leaks.map(|secret| format!("{} tells {secret}", record.id)));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Every article, with its record.
fn all(records: &[Record]) -> impl Iterator<Item = (&Record, &Article)> {
    records.iter().filter_map(|record| match &record.entity {
        Entity::Article(article) => Some((record, article)),
        _ => None,
    })
}

/// The article of a post or page.
pub(crate) fn article<'a>(records: &'a [Record], item: &Item) -> Option<(&'a Record, &'a Article)> {
    all(records).find(|(_, article)| article.url == item.link)
}

fn articles(truth: &Truth, records: &[Record], wrong: &mut Vec<String>) {
    let public: Vec<_> = truth.items.iter().filter(|item| item.is_public).collect();
    for (_, article) in all(records) {
        if public.iter().all(|item| item.link != article.url) {
            wrong.push(format!("not public, or not there: {}", article.url));
        }
    }
    for item in public {
        let Some((record, article)) = article(records, item) else {
            wrong.push(format!("missing: {} {}", item.r#type, item.link));
            continue;
        };
        let mut equal = |what: &str, found: String, expected: String| {
            if found != expected {
                wrong.push(format!("{what} of {}\n   {found}\n   {expected}", item.link));
            }
        };
        if !item.title.is_empty() {
            equal("title", article.title.clone(), item.title.clone());
        }
        let instant = |gmt: &str| gmt.replace(' ', "T") + "Z";
        let published = record.published_at.map(|at| at.to_string());
        equal("date", published.unwrap_or_default(), instant(&item.date_gmt));
        if let Some(updated) = record.updated_at {
            equal("change", updated.to_string(), instant(&item.modified_gmt));
        }
        equal("text", words(article.body_text.as_deref().unwrap_or_default()), shown(item));
        let sorted = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
        equal(
            "categories",
            format!("{:?}", sorted(&article.categories)),
            format!("{:?}", sorted(&item.categories)),
        );
        equal("tags", format!("{:?}", sorted(&article.tags)), format!("{:?}", sorted(&item.tags)));
    }
}

/// The text that a site shows, without the shortcodes that no plugin rendered.
fn shown(item: &Item) -> String {
    words(&text::from_html(&shortcode::strip(&item.html)).expect("a text"))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn officials(truth: &Truth, records: &[Record], wrong: &mut Vec<String>) {
    let found = records.iter().filter_map(|record| match &record.entity {
        Entity::Official(official) => Some((official.name.clone(), official.position.clone())),
        _ => None,
    });
    same("officials", found, truth.officials.iter().cloned(), wrong);
}

fn budgets(truth: &Truth, records: &[Record], wrong: &mut Vec<String>) {
    type Line = (u16, Option<String>, String, Option<Rupiah>, Option<Rupiah>);
    let lines = |budget: &Budget| -> Vec<Line> {
        let lines = budget.lines.iter();
        lines
            .map(|line| (budget.year, line.code.clone(), line.name.clone(), line.budgeted, line.realised))
            .collect()
    };
    let found = records.iter().flat_map(|record| match &record.entity {
        Entity::Budget(budget) => lines(budget),
        _ => Vec::new(),
    });
    let rupiah = |amount: i64| Some(Rupiah::from_sen(amount * 100));
    let expected = truth.budget.iter().flat_map(|(year, lines)| {
        lines.iter().map(|(code, name, budgeted, realised)| {
            (*year, Some(code.clone()), name.clone(), rupiah(*budgeted), rupiah(*realised))
        })
    });
    same("budgets", found, expected, wrong);
}

fn statistics(truth: &Truth, records: &[Record], wrong: &mut Vec<String>) {
    type Line = (String, String, u64, Option<u64>, Option<u64>);
    let lines = |statistic: &Statistic| -> Vec<Line> {
        let topic = statistic.topic.name();
        let rows = statistic.rows.iter();
        rows.map(|row| (topic.clone(), row.label.clone(), row.total, row.male, row.female)).collect()
    };
    let found = records.iter().flat_map(|record| match &record.entity {
        Entity::Statistic(statistic) => lines(statistic),
        _ => Vec::new(),
    });
    let expected = truth.statistics.iter().flat_map(|(topic, _, _, rows)| {
        rows.iter()
            .map(|(label, men, women)| (topic.clone(), label.clone(), men + women, Some(*men), Some(*women)))
    });
    same("statistics", found, expected, wrong);
}

fn documents(truth: &Truth, records: &[Record], wrong: &mut Vec<String>) {
    let found = records.iter().filter_map(|record| match &record.entity {
        Entity::Document(document) => document.file_url.clone(),
        _ => None,
    });
    same("documents", found, truth.documents.iter().cloned(), wrong);
}

/// That the same were found as are true, whatever their order.
fn same<T: Ord + std::fmt::Debug>(
    what: &str,
    found: impl Iterator<Item = T>,
    expected: impl Iterator<Item = T>,
    wrong: &mut Vec<String>,
) {
    let (found, expected): (BTreeSet<T>, BTreeSet<T>) = (found.collect(), expected.collect());
    wrong.extend(expected.difference(&found).map(|it| format!("{what}: missing {it:?}")));
    wrong.extend(found.difference(&expected).map(|it| format!("{what}: not true {it:?}")));
}
