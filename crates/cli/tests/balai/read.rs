//! What a store has, as status, search and export tell it.

use std::collections::BTreeMap;

use balai::{Entity, Kind, Record};
use serde_json::Value;

use crate::villages::Villages;

/// A feed, an OpenSID, a site that refuses, and a village without one.
fn harvested() -> Villages {
    let villages = Villages::of_pejawaran(&["Sarwodadi", "Giritirta", "Penusupan", "Kalilunjar"]);
    let ran = villages.harvest(&["--kind", "article", "--kind", "budget", "--kind", "statistic"]);
    assert_eq!(ran.status, 1, "Penusupan refuses: {}", ran.told);
    villages
}

fn records(villages: &Villages, arguments: &[&str]) -> Vec<Record> {
    let ran = villages.balai(&[&["export"], arguments].concat());
    assert_eq!(ran.status, 0, "{}", ran.told);
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn status_tells_every_village_of_the_roster_and_what_is_missing() {
    let villages = harvested();
    let ran = villages.balai(&["status", "roster.toml", "--json"]);
    let states: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let conditions: BTreeMap<_, _> =
        states.iter().map(|state| (state["name"].as_str().unwrap(), &state["condition"])).collect();
    let told =
        ["Giritirta", "Kalilunjar", "Penusupan", "Sarwodadi"].map(|name| conditions[name].as_str().unwrap());
    assert_eq!(told, ["active", "no_site", "blocked", "active"]);
    let sarwodadi = states.iter().find(|state| state["name"] == "Sarwodadi").unwrap();
    assert_eq!(sarwodadi["missing"].as_array().unwrap().len(), Kind::ALL.len() - 1);
    assert_eq!(sarwodadi["records"]["article"], records(&villages, &["--within", "33.04.15.2003"]).len());
    assert!(!sarwodadi["last_news"]["title"].as_str().unwrap().is_empty());

    let ran = villages.balai(&["status", "roster.toml"]);
    assert_eq!((ran.status, ran.told.as_str()), (0, ""));
    assert!(ran.out.lines().any(|line| line.starts_with("Kalilunjar  no site")), "{}", ran.out);
    assert!(ran.out.lines().any(|line| line.starts_with("Sarwodadi") && line.ends_with("all but article")));
    assert!(ran.out.ends_with("4 villages: 2 active, 1 blocked, 1 no site\n"), "{}", ran.out);

    let within = villages.balai(&["status", "roster.toml", "--within", "33.04.15.2003"]).out;
    assert_eq!(within.lines().filter(|line| line.contains("active")).count(), 2, "the village and the total");
}

#[test]
fn search_shows_the_word_where_it_stands() {
    let villages = harvested();
    let articles = records(&villages, &["--kind", "article", "--within", "33.04.15.2003"]);
    let Entity::Article(article) = &articles[0].entity else { panic!("an article") };
    let body = article.body_text.as_ref().or(article.summary.as_ref()).unwrap();
    let word = body.split(|c: char| !c.is_alphabetic()).max_by_key(|word| word.len()).unwrap();

    let ran = villages.balai(&["search", word, "--within", "33.04.15.2003", "--limit", "99", "--json"]);
    let hits: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let hit = hits.iter().find(|hit| hit["id"] == articles[0].id.as_str()).unwrap();
    assert!(hit["snippet"].as_str().unwrap().to_lowercase().contains(&word.to_lowercase()), "{hit}");
    assert_eq!(hit["name"], "Sarwodadi");
    assert_eq!(hit["url"], article.url.as_str());
    assert!(hits.iter().all(|hit| hit["village"] == "33.04.15.2003"));

    let ran = villages.balai(&["search", word, "--limit", "1", "--kind", "article"]);
    assert_eq!(ran.status, 0);
    assert_eq!(ran.out.lines().filter(|line| line.contains("http://127.0.0.1")).count(), 1, "{}", ran.out);
    let none = villages.balai(&["search", "katayangtidakada"]);
    assert_eq!((none.status, none.out.as_str()), (0, ""));
    assert!(none.told.contains("nothing was found"), "{}", none.told);
}

#[test]
fn an_export_has_every_record_once_and_as_it_was_read() {
    let villages = harvested();
    let all = records(&villages, &[]);
    let mut ids: Vec<_> = all.iter().map(|record| &record.id).collect();
    ids.dedup();
    assert_eq!(ids.len(), all.len());
    assert!(ids.is_sorted());
    let kinds = Kind::ALL.map(|kind| records(&villages, &["--kind", kind.as_str()]).len());
    assert_eq!(kinds.iter().sum::<usize>(), all.len());

    let ran = villages.balai(&["export", "-o", "all.jsonl"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    let written = std::fs::read_to_string(villages.path("all.jsonl")).unwrap();
    assert_eq!(written.lines().count(), all.len());
    let dated = records(&villages, &["--kind", "article", "--since", "2026-01-01"]);
    assert!(dated.len() < all.iter().filter(|record| record.kind() == Kind::Article).count());
}

#[test]
fn a_budget_as_csv_has_a_row_a_line_with_exact_amounts() {
    let villages = harvested();
    let lines: Vec<_> = records(&villages, &["--kind", "budget"])
        .into_iter()
        .flat_map(|record| match record.entity {
            Entity::Budget(budget) => budget.lines,
            other => panic!("a budget, not {other:?}"),
        })
        .collect();
    let ran = villages.balai(&["export", "--kind", "budget", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.unwrap()).collect();
    assert!(!rows.is_empty());
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(&lines) {
        assert_eq!(row["name"], line.name);
        assert_eq!(row["village_name"], "Giritirta");
        let amount = line.budgeted.map(|amount| serde_json::to_string(&amount).unwrap()).unwrap_or_default();
        assert_eq!(row["budgeted"], amount);
    }
}

#[test]
fn a_statistic_as_csv_has_a_row_a_category() {
    let villages = harvested();
    let categories =
        records(&villages, &["--kind", "statistic"]).into_iter().map(|record| match record.entity {
            Entity::Statistic(statistic) => statistic.rows.len(),
            other => panic!("a statistic, not {other:?}"),
        });
    let ran = villages.balai(&["export", "--kind", "statistic", "--format", "csv"]);
    assert_eq!(
        csv::Reader::from_reader(ran.out.as_bytes()).into_records().count(),
        categories.sum::<usize>()
    );
    assert!(ran.out.lines().next().unwrap().ends_with("topic,topic_name,period,label,total,male,female"));
}

#[test]
fn csv_of_any_kind_has_a_row_a_record() {
    let villages = harvested();
    for arguments in [&["--kind", "article"][..], &[]] {
        let ran = villages.balai(&[&["export", "--format", "csv"], arguments].concat());
        let rows = csv::Reader::from_reader(ran.out.as_bytes()).into_records().map(Result::unwrap).count();
        assert_eq!(rows, records(&villages, arguments).len(), "{arguments:?}");
    }
}
