//! Which records a query finds, and in which order.
#![allow(clippy::unwrap_used)]
#[allow(dead_code)] // each test file uses its own part
mod village;

use balai_core::{ErrorKind, Query, Store};
use balai_sqlite::Sqlite;
use proptest::prelude::*;
use village::{DARMAYASA, article, ids, report, visit};

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
