//! The file: opening connections to it, and bringing its schema up to date.

use std::time::{Duration, Instant};

use balai_core::{Error, ErrorKind, Result};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::fault::fault;

/// The schema, step by step: the file's `user_version` is how many of them it has gone through.
const MIGRATIONS: [&str; 1] = [include_str!("../migrations/0001_records.sql")];

/// Marks a file as Balai's: "Bala" in ASCII.
const APPLICATION_ID: i32 = 0x4261_6c61;

/// How long to wait for another process that writes. A visit is committed within a second or two.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens the connection that writes, and creates or migrates the file.
pub(crate) fn open_writer(path: &str) -> Result<Connection> {
    let failed = |error| fault("opening the store", path, error);
    let mut connection = Connection::open(path).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    // Before anything is written: a file that is not ours stays as it is.
    check(&connection, path)?;
    keep_a_log(&connection).map_err(failed)?;
    // FULL, so that even a power cut takes no visit that was committed: that is one sync a visit, which took seconds to
    // read.
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL;
             PRAGMA journal_size_limit = 67108864;
             PRAGMA foreign_keys = ON;",
        )
        .map_err(failed)?;
    migrate(&mut connection).map_err(|error| fault("migrating the store", path, error))?;
    Ok(connection)
}

/// Sets the file to WAL, in which readers never wait for the writer.
fn keep_a_log(connection: &Connection) -> rusqlite::Result<()> {
    const BRIEFLY: Duration = Duration::from_millis(5);
    let begun = Instant::now();
    loop {
        match connection.execute_batch("PRAGMA journal_mode = WAL") {
            // Of two that set it on a new file at once, SQLite lets neither wait: either could be waiting for the other.
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && begun.elapsed() < PATIENCE =>
            {
                std::thread::sleep(BRIEFLY);
            }
            done => return done,
        }
    }
}

/// Opens a connection that only reads.
pub(crate) fn open_reader(path: &str) -> Result<Connection> {
    let open = || {
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.busy_timeout(PATIENCE)?;
        Ok(connection)
    };
    open().map_err(|error| fault("opening the store to read", path, error))
}

/// Refuses a file that is not a store of this Balai or an older one. An empty file is about to become one.
fn check(connection: &Connection, path: &str) -> Result<()> {
    let number = |sql: &str| {
        connection
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .map_err(|error| fault("opening the store", path, error))
    };
    let refuse = |message: String| Err(Error::new(ErrorKind::Store, message).at(path));
    let empty = number("SELECT count(*) FROM sqlite_schema")? == 0;
    if empty {
        return Ok(());
    }
    if number("PRAGMA application_id")? != i64::from(APPLICATION_ID) {
        return refuse("the file is a database of another program; choose another path".into());
    }
    let version = number("PRAGMA user_version")?;
    if version > MIGRATIONS.len() as i64 {
        return refuse(format!(
            "the store is of schema {version}, and this Balai knows up to {}; update Balai, or choose another path",
            MIGRATIONS.len()
        ));
    }
    Ok(())
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    // Immediate, so that of two processes that meet here the second finds the work done.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let missing = MIGRATIONS.get(version as usize..).unwrap_or_default();
    if !missing.is_empty() {
        for migration in missing {
            transaction.execute_batch(migration)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    }
    transaction.commit()
}
