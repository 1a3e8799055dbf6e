//! What a visit has found so far.

use balai_core::{Kind, Record, Validator};
use rusqlite::Connection;

use crate::fault::unreadable;

/// What a visit has found so far, on its way to the writer.
///
/// It is a nameless SQLite database of its own: SQLite keeps it in memory up to the size of its page cache and
/// beyond that in a temporary file that no other process sees and that goes with it. So a visit of any size
/// costs little memory, and the last record of an id replaces the earlier ones without a map of ids.
pub(crate) struct Spool(pub(crate) Connection);

impl Spool {
    /// The memory that a visit may take, in KiB.
    const MEMORY: u32 = 1024;

    pub(crate) fn new() -> rusqlite::Result<Self> {
        let connection = Connection::open("")?;
        // It need not survive anything: where it fails, so does the visit.
        connection.execute_batch(&format!(
            "PRAGMA journal_mode = OFF;
             PRAGMA synchronous = OFF;
             PRAGMA cache_size = -{};
             CREATE TABLE records (
                 id TEXT NOT NULL UNIQUE,
                 village TEXT NOT NULL,
                 kind TEXT NOT NULL,
                 source TEXT NOT NULL,
                 listed INTEGER NOT NULL,
                 published_at INTEGER,
                 updated_at INTEGER,
                 digest TEXT NOT NULL,
                 data TEXT NOT NULL
             ) STRICT;
             CREATE TABLE kept (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
             CREATE TABLE validators (
                 kind TEXT,
                 url TEXT,
                 etag TEXT,
                 last_modified TEXT,
                 PRIMARY KEY (kind, url)
             ) STRICT, WITHOUT ROWID;
             CREATE TABLE bookmarks (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;",
            Self::MEMORY
        ))?;
        Ok(Self(connection))
    }

    /// Takes a record, whose data is `data` in JSON.
    pub(crate) fn put(&self, record: &Record, data: &str) -> rusqlite::Result<()> {
        let source = serde_json::to_string(&record.source).map_err(unreadable)?;
        self.0
            .prepare_cached("INSERT OR REPLACE INTO records VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
            .execute((
                &record.id,
                record.village.to_string(),
                record.kind().as_str(),
                source,
                record.source.listed,
                record.published_at.map(|at| at.as_microsecond()),
                record.updated_at.map(|at| at.as_microsecond()),
                &record.digest,
                data,
            ))?;
        Ok(())
    }

    pub(crate) fn keep(&self, id: &str) -> rusqlite::Result<()> {
        self.0.prepare_cached("INSERT OR IGNORE INTO kept VALUES (?1)")?.execute([id])?;
        Ok(())
    }

    pub(crate) fn set_validator(&self, kind: Kind, url: &str, validator: &Validator) -> rusqlite::Result<()> {
        self.0.prepare_cached("INSERT OR REPLACE INTO validators VALUES (?1, ?2, ?3, ?4)")?.execute((
            kind.as_str(),
            url,
            &validator.etag,
            &validator.last_modified,
        ))?;
        Ok(())
    }

    /// Takes a bookmark to leave or, where `value` is none, to take away.
    pub(crate) fn set_bookmark(&self, key: &str, value: Option<&str>) -> rusqlite::Result<()> {
        self.0.prepare_cached("INSERT OR REPLACE INTO bookmarks VALUES (?1, ?2)")?.execute((key, value))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use balai_core::model::Article;
    use balai_core::{Access, RegionCode, Source, Tls};
    use jiff::Timestamp;

    use super::*;

    fn put(spool: &Spool, key: &str, text: &str) {
        let village: RegionCode = "33.04.15.2008".parse().unwrap();
        let entity = Article { title: key.into(), body_text: Some(text.into()), ..Article::default() }.into();
        let record = Record {
            id: format!("{village}/article/{key}"),
            village,
            source: Source {
                platform: "test".into(),
                via: Access::Page,
                url: "https://desa.example/".parse().unwrap(),
                fetched_at: Timestamp::UNIX_EPOCH,
                tls: Tls::Verified,
                listed: true,
            },
            published_at: None,
            updated_at: None,
            digest: key.into(),
            entity,
        };
        spool.put(&record, &record.entity.to_json().unwrap()).unwrap();
    }

    /// The files that this process has open and that have no name any more: their inodes and sizes.
    #[cfg(target_os = "linux")]
    fn nameless_files() -> std::collections::BTreeMap<u64, u64> {
        use std::os::unix::fs::MetadataExt;

        std::fs::read_dir("/proc/self/fd")
            .unwrap()
            .flatten()
            .filter(|fd| {
                std::fs::read_link(fd.path()).is_ok_and(|to| to.to_string_lossy().ends_with(" (deleted)"))
            })
            .filter_map(|fd| std::fs::metadata(fd.path()).ok())
            .map(|file| (file.ino(), file.len()))
            .collect()
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_large_visit_goes_to_disk_and_leaves_nothing_there() {
        // Whoever started the tests may have left such files open.
        let others = nameless_files();
        let spooled_bytes = || -> u64 {
            nameless_files()
                .iter()
                .filter(|(inode, _)| !others.contains_key(inode))
                .map(|(_, size)| size)
                .sum()
        };
        let text = "kopi ".repeat(2_000);
        let spool = Spool::new().unwrap();
        put(&spool, "small", "kopi");
        assert_eq!(spooled_bytes(), 0, "a small visit stays in memory");
        for i in 0..1_000 {
            put(&spool, &i.to_string(), &text);
        }
        // 10 MB were put; all but the page cache's 1 MiB, and what it was about to write, is on disk.
        let spooled = spooled_bytes();
        assert!(spooled > 8_000_000, "only {spooled} bytes were spooled");
        drop(spool);
        assert_eq!(spooled_bytes(), 0);
    }

    #[test]
    fn the_last_record_of_an_id_counts() {
        let spool = Spool::new().unwrap();
        put(&spool, "a", "lama");
        put(&spool, "a", "baru");
        let (count, data): (i64, String) = spool
            .0
            .query_row("SELECT count(*), data FROM records", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        assert_eq!(count, 1);
        assert!(data.contains("baru"));
    }
}
