//! A visit becoming visible: one SQL transaction.

use balai_core::{Entity, Error, Kind, Report};
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior};

use crate::fault::unreadable;
use crate::spool::Spool;

/// Writes what a visit found, and its report with the changes counted in it: all of it or, on an error,
/// nothing.
pub(crate) fn commit(
    connection: &mut Connection,
    spool: &Spool,
    mut report: Report,
) -> rusqlite::Result<Report> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let publisher = report.source.clone().unwrap_or_default();
    let visit = Visit::begin(&transaction, &publisher, &report)?;

    (report.new, report.changed) = (0, 0);
    let mut records = spool.0.prepare("SELECT * FROM records ORDER BY rowid")?;
    let mut rows = records.query([])?;
    while let Some(row) = rows.next()? {
        match visit.put(row)? {
            Change::New => report.new += 1,
            Change::Changed => report.changed += 1,
            Change::None => {}
        }
    }

    let mut kept = spool.0.prepare("SELECT id FROM kept")?;
    let mut rows = kept.query([])?;
    while let Some(row) = rows.next()? {
        visit.keep(row.get_ref(0)?.as_str()?)?;
    }

    let mut validators = spool.0.prepare("SELECT kind, url, etag, last_modified FROM validators")?;
    let mut rows = validators.query([])?;
    while let Some(row) = rows.next()? {
        transaction
            .prepare_cached("INSERT OR REPLACE INTO validators VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((
                &visit.region,
                copy(row, "kind")?,
                copy(row, "url")?,
                copy(row, "etag")?,
                copy(row, "last_modified")?,
            ))?;
    }

    let mut bookmarks = spool.0.prepare("SELECT key, value FROM bookmarks")?;
    let mut rows = bookmarks.query([])?;
    while let Some(row) = rows.next()? {
        let value: Option<String> = row.get("value")?;
        set_bookmark(&transaction, row.get_ref("key")?.as_str()?, value.as_deref())?;
    }

    report.gone = 0;
    for kind in report.kinds.iter().filter(|kind| kind.complete).map(|kind| kind.kind) {
        report.gone += visit.mark_gone(kind)?;
    }
    visit.end(&report)?;
    transaction.commit()?;
    Ok(report)
}

/// Leaves a bookmark or, where `value` is none, takes it away.
pub(crate) fn set_bookmark(connection: &Connection, key: &str, value: Option<&str>) -> rusqlite::Result<()> {
    match value {
        Some(value) => connection
            .prepare_cached("INSERT OR REPLACE INTO bookmarks VALUES (?1, ?2)")?
            .execute((key, value)),
        None => connection.prepare_cached("DELETE FROM bookmarks WHERE key = ?1")?.execute([key]),
    }
    .map(drop)
}

/// The visit as the tables know it.
struct Visit<'a> {
    connection: &'a Connection,
    id: i64,
    region: String,
    /// The source's name; empty for a village's own site.
    publisher: &'a str,
    /// When it found what it found, in microseconds: one instant for all of it.
    at: i64,
}

enum Change {
    New,
    Changed,
    None,
}

impl<'a> Visit<'a> {
    /// How many reports of a site are kept: a month's, where it is visited daily.
    const REPORTS: u32 = 30;

    fn begin(connection: &'a Connection, publisher: &'a str, report: &Report) -> rusqlite::Result<Self> {
        let region = report.region.to_string();
        // The report's text follows when the changes are counted.
        connection.execute(
            "INSERT INTO visits (region, publisher, report) VALUES (?1, ?2, '')",
            (&region, publisher),
        )?;
        let id = connection.last_insert_rowid();
        Ok(Self { connection, id, region, publisher, at: report.finished_at.as_microsecond() })
    }

    /// Writes a row of the spool's records.
    fn put(&self, row: &Row<'_>) -> rusqlite::Result<Change> {
        let (id, digest) = (row.get_ref("id")?.as_str()?, row.get_ref("digest")?.as_str()?);
        let known = self
            .connection
            .prepare_cached("SELECT number, digest FROM records WHERE id = ?1")?
            .query_row([id], |known| Ok((known.get::<_, i64>(0)?, known.get_ref(1)?.as_str()? == digest)))
            .optional()?;
        match known {
            None => {
                self.connection
                    .prepare_cached(
                        "INSERT INTO records (id, village, kind, source, listed, published_at, updated_at, digest,
                             first_seen, last_seen, changed_at, visit, publisher)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?9, ?10, ?11)",
                    )?
                    .execute((
                        id,
                        copy(row, "village")?,
                        copy(row, "kind")?,
                        copy(row, "source")?,
                        copy(row, "listed")?,
                        copy(row, "published_at")?,
                        copy(row, "updated_at")?,
                        digest,
                        self.at,
                        self.id,
                        self.publisher,
                    ))?;
                self.set_data(self.connection.last_insert_rowid(), row)?;
                Ok(Change::New)
            }
            Some((number, equal)) => {
                self.connection
                    .prepare_cached(
                        "UPDATE records SET source = ?2, listed = ?3, published_at = ?4, updated_at = ?5,
                             changed_at = iif(digest = ?6, changed_at, ?7), digest = ?6,
                             last_seen = ?7, visit = ?8, publisher = ?9, gone_at = NULL
                         WHERE number = ?1",
                    )?
                    .execute((
                        number,
                        copy(row, "source")?,
                        copy(row, "listed")?,
                        copy(row, "published_at")?,
                        copy(row, "updated_at")?,
                        digest,
                        self.at,
                        self.id,
                        self.publisher,
                    ))?;
                if equal {
                    return Ok(Change::None);
                }
                self.set_data(number, row)?;
                Ok(Change::Changed)
            }
        }
    }

    /// Writes a record's data, and what it is found by.
    fn set_data(&self, number: i64, row: &Row<'_>) -> rusqlite::Result<()> {
        let kind: Kind = row.get_ref("kind")?.as_str()?.parse().map_err(unreadable)?;
        let data = row.get_ref("data")?.as_str()?;
        let entity = Entity::from_json(kind, data).map_err(|error| unreadable(Error::from(error)))?;
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO contents (record, data) VALUES (?1, ?2)")?
            .execute((number, data))?;
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO search (rowid, title, text) VALUES (?1, ?2, ?3)")?
            .execute((number, entity.title(), entity.text()))?;
        Ok(())
    }

    fn keep(&self, id: &str) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE records SET last_seen = ?4, visit = ?5, gone_at = NULL
                 WHERE id = ?1 AND village >= ?2 AND village < ?2 || '/' AND publisher = ?3",
            )?
            .execute((id, &self.region, self.publisher, self.at, self.id))?;
        Ok(())
    }

    /// Marks what this visit neither put nor kept, and says how much that was.
    fn mark_gone(&self, kind: Kind) -> rusqlite::Result<u64> {
        let gone = self
            .connection
            .prepare_cached(
                "UPDATE records SET gone_at = ?3
                 WHERE village >= ?1 AND village < ?1 || '/' AND kind = ?2 AND publisher = ?5
                     AND gone_at IS NULL AND visit <> ?4",
            )?
            .execute((&self.region, kind.as_str(), self.at, self.id, self.publisher))?;
        Ok(gone as u64)
    }

    fn end(&self, report: &Report) -> rusqlite::Result<()> {
        let report = serde_json::to_string(report).map_err(unreadable)?;
        self.connection.execute("UPDATE visits SET report = ?2 WHERE id = ?1", (self.id, report))?;
        self.connection.execute(
            "DELETE FROM visits WHERE region = ?1 AND publisher = ?2 AND id <= (
                 SELECT id FROM visits WHERE region = ?1 AND publisher = ?2 ORDER BY id DESC LIMIT 1 OFFSET ?3
             )",
            (&self.region, self.publisher, Self::REPORTS),
        )?;
        Ok(())
    }
}

/// A column of the spool's, to be written as it is.
fn copy<'a>(row: &'a Row<'_>, column: &str) -> rusqlite::Result<ToSqlOutput<'a>> {
    row.get_ref(column).map(ToSqlOutput::Borrowed)
}
