//! The file: which are opened, who sees what, and what a crash leaves.
#![allow(clippy::unwrap_used)]
#[allow(dead_code)] // each test file uses its own part
mod village;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use balai_core::{ErrorKind, Kind, Query, Store};
use balai_sqlite::Sqlite;
use rusqlite::Connection;
use tempfile::tempdir;
use village::{DARMAYASA, article, code, report, visit};

fn refusal(path: &Path) -> String {
    let error = Sqlite::open(path).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Store);
    assert_eq!(error.url(), path.to_str());
    error.to_string()
}

#[tokio::test]
async fn a_store_outlives_its_process() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("balai.db");
    let kopi = article(DARMAYASA, "kopi", "Kopi", "");
    let store = Sqlite::open(&path).unwrap();
    visit(&store, vec![kopi.clone()], report(DARMAYASA, 5, &[])).await;
    drop(store);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "closed, the store is one file");
    let store = Sqlite::open(&path).unwrap();
    assert_eq!(store.record(&kopi.id).await.unwrap().unwrap().record, kopi);
}

#[test]
fn what_is_no_store_is_refused_and_left_as_it_is() {
    let folder = tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "bukan basis data\n".repeat(100)).unwrap();
    let before = fs::read(&text).unwrap();
    assert!(refusal(&text).contains("is no SQLite file"));
    assert_eq!(fs::read(&text).unwrap(), before);

    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE notes (text)").unwrap();
    let before = fs::read(&other).unwrap();
    assert!(refusal(&other).contains("another program"));
    assert_eq!(fs::read(&other).unwrap(), before);

    assert!(refusal(&folder.path().join("missing/balai.db")).contains("folder"));
    assert_eq!(Sqlite::open("").err().unwrap().kind(), ErrorKind::Config);
}

#[test]
fn a_newer_store_is_refused_with_what_to_do() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("balai.db");
    drop(Sqlite::open(&path).unwrap());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(refusal(&path).contains("update Balai"));
}

#[test]
fn several_may_create_the_store_at_once() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("balai.db");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| Sqlite::open(&path).unwrap());
        }
    });
}

#[tokio::test]
async fn a_second_opening_sees_what_was_committed_while_the_writer_works() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("balai.db");
    let (writer, reader) = (Sqlite::open(&path).unwrap(), Sqlite::open(&path).unwrap());
    let writing = tokio::spawn(async move {
        for number in 0..30 {
            whole_visit(&writer, number).await;
        }
    });
    let mut seen = 0;
    while seen < 30 {
        let counts = reader.counts(&Query::new()).await.unwrap();
        assert!(counts.iter().all(|(.., count)| *count == RECORDS), "a visit is seen whole or not at all");
        assert!(counts.len() >= seen, "what was seen stays");
        seen = counts.len();
        tokio::task::yield_now().await;
    }
    writing.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_write_wait_for_each_other() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("balai.db");
    let writers = [0, 1].map(|half| {
        let store = Sqlite::open(&path).unwrap();
        tokio::spawn(async move {
            for number in 0..15 {
                whole_visit(&store, 2 * number + half).await;
                store.set_bookmark("last", Some(&number.to_string())).await.unwrap();
            }
        })
    });
    for writer in writers {
        writer.await.unwrap();
    }
    let store = Sqlite::open(&path).unwrap();
    assert_eq!(store.reports(None).await.unwrap().len(), 30);
}

#[tokio::test]
async fn what_another_program_wrote_into_a_record_is_told_with_the_record() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("balai.db");
    let store = Sqlite::open(&path).unwrap();
    let kopi = article(DARMAYASA, "kopi", "Kopi", "");
    visit(&store, vec![kopi.clone()], report(DARMAYASA, 5, &[])).await;
    Connection::open(&path).unwrap().execute("UPDATE contents SET data = '{}'", []).unwrap();
    let error = store.record(&kopi.id).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(error.to_string().contains(&kopi.id), "{error}");
}

/// Where the child of the crash test is to write.
const CRASH: &str = "BALAI_SQLITE_CRASH";
const RECORDS: u64 = 50;

/// A visit to the village of a number, which finds fifty articles.
async fn whole_visit(store: &Sqlite, number: usize) {
    let village = format!("33.04.{:02}.{:04}", 1 + number / 1000, 2001 + number % 1000);
    let body = "Warga bergotong royong memperbaiki saluran air. ".repeat(20);
    let records = (0..RECORDS).map(|i| article(&village, &i.to_string(), "Kerja bakti", &body)).collect();
    visit(store, records, report(&village, 5, &[Kind::Article])).await;
}

#[tokio::test]
async fn a_crash_loses_at_most_the_visit_in_flight() {
    if let Some(path) = env::var_os(CRASH) {
        let store = Sqlite::open(path).unwrap();
        for number in 0..90_000 {
            whole_visit(&store, number).await;
            println!("committed {number}");
        }
        unreachable!("nobody ended this process");
    }
    for milliseconds in [40, 75, 130] {
        let folder = tempdir().unwrap();
        let path = folder.path().join("balai.db");
        let told = folder.path().join("told");
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["a_crash_loses_at_most_the_visit_in_flight", "--exact", "--nocapture"])
            .env(CRASH, &path)
            .stdout(Stdio::from(fs::File::create(&told).unwrap()))
            .spawn()
            .unwrap();
        let committed = || fs::read_to_string(&told).unwrap().matches("committed").count();
        let patience = Instant::now() + Duration::from_secs(20);
        while committed() < 3 && Instant::now() < patience {
            thread::sleep(Duration::from_millis(2));
        }
        thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(committed() >= 3);

        let store = Sqlite::open(&path).unwrap();
        let check: String = Connection::open(&path)
            .unwrap()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(check, "ok");
        let counts = store.counts(&Query::new()).await.unwrap();
        assert!(counts.iter().all(|(.., count)| *count == RECORDS), "every visit is whole");
        assert!(counts.len() >= committed(), "what was committed is there");
        let reports = store.reports(None).await.unwrap();
        assert_eq!(reports.len(), counts.len());
        assert!(reports.iter().all(|report| report.new == RECORDS));
        let found = store.counts(&Query::new().matching("gotong")).await.unwrap();
        assert_eq!(found, counts, "the index is whole too");
        whole_visit(&store, 89_999).await;
        assert_eq!(store.reports(Some(code("33.04.90"))).await.unwrap().len(), 1, "and it can be written to");
    }
}

#[tokio::test]
async fn the_last_thirty_reports_of_a_village_are_kept() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("balai.db");
    let store = Sqlite::open(&path).unwrap();
    let other = "33.04.15.2009";
    visit(&store, vec![], report(other, 5, &[])).await;
    for on in 0..45 {
        visit(&store, vec![], report(DARMAYASA, on, &[])).await;
    }
    let kept = |village| -> (i64, i64) {
        Connection::open(&path)
            .unwrap()
            .query_row("SELECT count(*), max(id) FROM visits WHERE region = ?1", [village], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap()
    };
    assert_eq!((kept(DARMAYASA), kept(other)), ((30, 46), (1, 1)));
}
