//! Which records a query finds, and in which order.
#![allow(clippy::unwrap_used)]
#[allow(dead_code)] // each test file uses its own part
mod village;

use balai_core::model::Place;
use balai_core::{ErrorKind, Kind, Order, Query, Store};
use balai_sqlite::Sqlite;
use proptest::prelude::*;
use village::{DARMAYASA, article, code, day, ids, record, report, visit};

async fn store_of(titles_and_bodies: &[(&str, &str)]) -> Sqlite {
    let store = Sqlite::in_memory().unwrap();
    let records =
        titles_and_bodies.iter().map(|(title, body)| article(DARMAYASA, title, title, body)).collect();
    visit(&store, records, report(DARMAYASA, 5, &[])).await;
    store
}

async fn search(store: &Sqlite, words: &str) -> Vec<String> {
    let found = store.records(&Query::new().matching(words)).await.unwrap();
    ids(&found).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn filters_narrow_and_combine() {
    let store = Sqlite::in_memory().unwrap();
    let mut hidden = article(DARMAYASA, "hidden", "", "");
    hidden.source.listed = false;
    let mut old = article(DARMAYASA, "old", "", "");
    old.published_at = Some(day(2));
    let place = record(DARMAYASA, "place", Place { name: "Curug".into(), ..Place::default() });
    visit(&store, vec![hidden, old, place], report(DARMAYASA, 5, &[])).await;
    for village in ["33.04.15.2009", "33.04.16.2001", "33.05.01.2001", "34.01.01.2001"] {
        visit(&store, vec![article(village, village, "", "")], report(village, 5, &[])).await;
    }
    let all = Query::new().order(Order::Id);
    let found = |query: Query| {
        let store = store.clone();
        async move {
            let counted: u64 = store.counts(&query).await.unwrap().iter().map(|(.., count)| count).sum();
            let records = store.records(&query).await.unwrap();
            assert_eq!(counted, records.len() as u64, "counts are of the same records");
            ids(&records).join(" ")
        }
    };
    let within = |region| all.clone().within(code(region));
    assert_eq!(found(within("33.04.15.2008")).await, "hidden old place");
    assert_eq!(found(within("33.04.15")).await, "hidden old place 33.04.15.2009");
    assert_eq!(found(within("33.04")).await, "hidden old place 33.04.15.2009 33.04.16.2001");
    assert_eq!(found(within("34")).await, "34.01.01.2001");
    assert_eq!(found(within("35")).await, "");
    assert_eq!(found(all.clone().kind(Kind::Place)).await, "place");
    assert_eq!(
        found(within("33.04.15.2008").kind(Kind::Place).kind(Kind::Article)).await,
        "hidden old place"
    );
    assert_eq!(found(Query { unlisted: false, ..within("33.04.15.2008") }).await, "old place");
    assert_eq!(
        found(within("33.04.15.2008").since(day(3))).await,
        "hidden place",
        "undated: when first seen"
    );
    assert_eq!(found(within("33.04.15.2008").since(day(2))).await, "hidden old place");
}

#[tokio::test]
async fn orders_are_total_and_pages_follow_each_other() {
    let store = Sqlite::in_memory().unwrap();
    let mut records: Vec<_> = (0..25).map(|i| article(DARMAYASA, &format!("{i:02}"), "kopi", "")).collect();
    for (i, record) in records.iter_mut().enumerate() {
        record.published_at = (i % 5 > 0).then(|| day(i as i64 / 4));
    }
    visit(&store, records, report(DARMAYASA, 3, &[])).await;
    for order in [Order::Newest, Order::Best, Order::Id] {
        let query = Query::new().matching("kopi").order(order);
        let whole = store.records(&query).await.unwrap();
        let mut pages = Vec::new();
        for offset in (0..30).step_by(7) {
            pages.extend(store.records(&query.clone().limit(7).offset(offset)).await.unwrap());
        }
        assert_eq!(whole, pages);
        assert_eq!(whole.len(), 25);
        if order == Order::Newest {
            assert!(whole.is_sorted_by_key(|it| {
                std::cmp::Reverse(it.record.published_at.unwrap_or(it.first_seen))
            }));
        }
    }
    let by_id = store.records(&Query::new().order(Order::Id)).await.unwrap();
    assert!(by_id.is_sorted_by(|a, b| a.record.id < b.record.id));
    let everything = Query::new().limit(usize::MAX);
    assert_eq!(store.records(&everything).await.unwrap().len(), 25);
    assert!(store.records(&everything.offset(usize::MAX)).await.unwrap().is_empty());
}

#[tokio::test]
async fn search_folds_case_and_accents() {
    let store = store_of(&[("a", "Pasar RAMAI di Café"), ("b", "kafe sepi")]).await;
    for words in ["cafe", "CAFÉ", "cafe\u{301}", "ramai café", "café, ramai!"] {
        assert_eq!(search(&store, words).await, ["a"], "{words}");
    }
}

#[tokio::test]
async fn search_finds_the_root_inside_a_word() {
    let store = store_of(&[
        ("a", "Pembangunan jalan"),
        ("b", "Warga membangun talud"),
        ("c", "Pemupukan padi"),
        ("d", "Rapat RT"),
    ])
    .await;
    let mut found = search(&store, "bangun").await;
    found.sort();
    assert_eq!(found, ["a", "b"]);
    assert_eq!(search(&store, "bangun talud").await, ["b"]);
    assert_eq!(search(&store, "pupuk").await, ["c"]);
    assert_eq!(search(&store, "rt").await, ["d"]);
}

#[tokio::test]
async fn search_wants_every_word_and_ranks_titles_and_whole_words_first() {
    let filler = "Kabar dari desa tentang hal yang lain sama sekali. ".repeat(5);
    let in_text = format!("Kopi dijual. {filler}");
    let store = store_of(&[
        ("Laporan", in_text.as_str()),
        ("Perkopian", filler.as_str()),
        ("Kopi", filler.as_str()),
        ("Salak", filler.as_str()),
        ("Talas", filler.as_str()),
        ("Jagung", filler.as_str()),
        ("Padi", filler.as_str()),
    ])
    .await;
    let found = search(&store, "kopi").await;
    assert_eq!(found[0], "Kopi");
    assert_eq!(found.len(), 3);
    assert_eq!(search(&store, "jual kopi").await, ["Laporan"]);
    assert!(search(&store, "kopi salak").await.is_empty());
}

#[tokio::test]
async fn search_survives_whatever_people_type() {
    let store = store_of(&[("a", "kopi"), ("b", "salak")]).await;
    for words in ["", "  ", "\"", "*", "🎉", "()", "\0"] {
        assert_eq!(search(&store, words).await.len(), 2, "no word, no filter: {words:?}");
    }
    for words in ["\"kopi", "kopi*", "(kopi", "kopi 🎉", "^kopi", "-kopi", "{kopi}:", "kopi\0"] {
        assert_eq!(search(&store, words).await, ["a"], "{words:?}");
    }
    for words in ["kopi AND (", "NEAR(kopi salak)", "title:kopi", "kopi OR salak", "Ⓐ"] {
        assert!(search(&store, words).await.is_empty(), "{words:?}");
    }
    let many = store.records(&Query::new().matching("kopi ".repeat(100))).await.unwrap_err();
    assert_eq!(many.kind(), ErrorKind::Config);
}

proptest! {
    #[test]
    fn no_words_are_a_syntax_error(words in "\\PC{0,12}|[\"*^(){}:+\\- a-z\u{301}\0]{0,12}") {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        thread_local! {
            static STORE: Sqlite = Sqlite::in_memory().unwrap();
        }
        STORE.with(|store| runtime.block_on(store.records(&Query::new().matching(words)))).unwrap();
    }
}
