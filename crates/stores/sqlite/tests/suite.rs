//! SQLite is a store like any other.
#![allow(clippy::unwrap_used)]

use balai_sqlite::Sqlite;
use tempfile::tempdir;

#[tokio::test]
async fn in_memory_it_does_what_every_store_must() {
    balai_testkit::store_suite::run(async || Sqlite::in_memory().unwrap()).await;
}

#[tokio::test]
async fn in_a_file_it_does_what_every_store_must() {
    let folder = tempdir().unwrap();
    let opened = std::cell::Cell::new(0);
    balai_testkit::store_suite::run(async || {
        opened.set(opened.get() + 1);
        Sqlite::open(folder.path().join(format!("{}.db", opened.get()))).unwrap()
    })
    .await;
}
