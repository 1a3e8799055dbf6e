//! For any sequence of visits, the store is what a simple model of it is.
#![allow(clippy::unwrap_used)]
#[allow(dead_code)] // each test file uses its own part
mod village;

use std::collections::{BTreeMap, HashMap, HashSet};

use balai_core::{Kind, Order, Query, Store};
use balai_sqlite::Sqlite;
use jiff::Timestamp;
use proptest::prelude::*;
use village::{article, day, report, site};

const VILLAGES: [&str; 2] = ["33.04.15.2008", "33.04.15.2009"];
const KEYS: [&str; 3] = ["a", "b", "c"];
const TITLES: [&str; 2] = ["kopi", "salak"];

#[derive(Clone, Debug)]
enum Step {
    Put { key: usize, title: usize },
    Keep { key: usize },
}

#[derive(Clone, Debug)]
struct Visit {
    village: usize,
    steps: Vec<Step>,
    complete: bool,
    committed: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Modelled {
    title: usize,
    first_seen: Timestamp,
    last_seen: Timestamp,
    changed_at: Timestamp,
    gone_at: Option<Timestamp>,
}

type Model = BTreeMap<String, Modelled>;

fn visits() -> impl Strategy<Value = Vec<Visit>> {
    let key = 0..KEYS.len();
    let step = prop_oneof![
        3 => (key.clone(), 0..TITLES.len()).prop_map(|(key, title)| Step::Put { key, title }),
        1 => key.prop_map(|key| Step::Keep { key }),
    ];
    let visit =
        (0..VILLAGES.len(), prop::collection::vec(step, 0..5), any::<bool>(), prop::bool::weighted(0.8))
            .prop_map(|(village, steps, complete, committed)| Visit { village, steps, complete, committed });
    prop::collection::vec(visit, 1..10)
}

/// What the visit does to the model, and the counts that its report is to have.
fn apply(model: &mut Model, visit: &Visit, at: Timestamp) -> (u64, u64, u64) {
    let id = |key: &usize| article(VILLAGES[visit.village], KEYS[*key], "", "").id;
    let (mut put, mut found) = (HashMap::new(), HashSet::new());
    for step in &visit.steps {
        match step {
            Step::Put { key, title } => {
                put.insert(id(key), *title);
                found.insert(id(key));
            }
            Step::Keep { key } => {
                found.insert(id(key));
            }
        }
    }
    let (mut new, mut changed, mut gone) = (0, 0, 0);
    for (id, title) in put {
        model
            .entry(id)
            .and_modify(|known| {
                if known.title != title {
                    (known.title, known.changed_at) = (title, at);
                    changed += 1;
                }
            })
            .or_insert_with(|| {
                new += 1;
                Modelled { title, first_seen: at, last_seen: at, changed_at: at, gone_at: None }
            });
    }
    for (id, known) in model.iter_mut().filter(|(id, _)| id.starts_with(VILLAGES[visit.village])) {
        if found.contains(id) {
            (known.last_seen, known.gone_at) = (at, None);
        } else if visit.complete && known.gone_at.is_none() {
            known.gone_at = Some(at);
            gone += 1;
        }
    }
    (new, changed, gone)
}

async fn modelled(store: &Sqlite, query: Query) -> Model {
    let records = store.records(&query.order(Order::Id)).await.unwrap();
    let modelled = |title: String| TITLES.iter().position(|it| *it == title).unwrap();
    records
        .into_iter()
        .map(|it| {
            let title = modelled(it.record.entity.title());
            let (first_seen, last_seen) = (it.first_seen, it.last_seen);
            let (changed_at, gone_at) = (it.changed_at, it.gone_at);
            (it.record.id, Modelled { title, first_seen, last_seen, changed_at, gone_at })
        })
        .collect()
}

async fn holds(visits: Vec<Visit>) -> Result<(), TestCaseError> {
    let store = Sqlite::in_memory().unwrap();
    let mut model = Model::new();
    for (number, visit) in visits.iter().enumerate() {
        let village = VILLAGES[visit.village];
        let mut open = store.begin(&site(village)).await.unwrap();
        for step in &visit.steps {
            match step {
                Step::Put { key, title } => {
                    open.put(article(village, KEYS[*key], TITLES[*title], "")).await.unwrap();
                }
                Step::Keep { key } => open.keep(&article(village, KEYS[*key], "", "").id).await.unwrap(),
            }
        }
        if !visit.committed {
            continue;
        }
        let complete: &[Kind] = if visit.complete { &[Kind::Article] } else { &[] };
        let done = open.commit(report(village, number as i64, complete)).await.unwrap();
        let counts = apply(&mut model, visit, day(number as i64));
        prop_assert_eq!((done.new, done.changed, done.gone), counts);
    }
    prop_assert_eq!(&modelled(&store, Query { gone: true, ..Query::new() }).await, &model);
    for (title, word) in TITLES.iter().enumerate() {
        let found = modelled(&store, Query::new().matching(*word)).await;
        let there = model.iter().filter(|(_, it)| it.title == title && it.gone_at.is_none());
        prop_assert_eq!(found, there.map(|(id, it)| (id.clone(), it.clone())).collect::<Model>());
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_store_is_its_model(visits in visits()) {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(holds(visits))?;
    }
}
