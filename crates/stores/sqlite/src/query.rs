//! Reading: queries to SQL, rows to records.

use balai_core::{
    Entity, Error, Kind, Known, Order, Publisher, Query, Record, RegionCode, Report, Result, Source, Stored,
    Validator,
};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::fault::unreadable;
use crate::search;

/// Which records a query asks for, in SQL.
pub(crate) struct Chosen {
    /// From `FROM` to the end of `WHERE`.
    rows: String,
    order: &'static str,
    values: Vec<Value>,
    /// Where the records begin that are shown; all are counted.
    after: Option<String>,
    limit: i64,
    offset: i64,
}

impl Chosen {
    pub(crate) fn by(query: &Query) -> Result<Self> {
        let words = query.words.as_deref().map(search::expression).transpose()?.flatten();
        let order = match query.order {
            Order::Best if words.is_some() => {
                "bm25(search, 10.0, 1.0), records.dated_at DESC, records.number DESC"
            }
            Order::Best | Order::Newest => "records.dated_at DESC, records.number DESC",
            Order::Id => "records.id",
        };
        let mut values = Vec::new();
        let mut rows = "FROM records WHERE true".to_owned();
        if let Some(words) = words {
            rows = "FROM search JOIN records ON records.number = search.rowid WHERE search MATCH ?".into();
            values.push(words.into());
        }
        if let Some(region) = query.within {
            rows += WITHIN;
            values.extend([region.to_string().into(), region.to_string().into()]);
        }
        if let Some(publisher) = &query.publisher {
            rows += " AND records.publisher = ?";
            values.push(match publisher {
                Publisher::Villages => String::new().into(),
                Publisher::Source(name) => name.clone().into(),
            });
        }
        if !query.kinds.is_empty() {
            rows += " AND records.kind IN (?";
            rows += &", ?".repeat(query.kinds.len() - 1);
            rows += ")";
            values.extend(query.kinds.iter().map(|kind| kind.as_str().to_owned().into()));
        }
        if let Some(since) = query.since {
            rows += " AND records.dated_at >= ?";
            values.push(since.as_microsecond().into());
        }
        if !query.gone {
            rows += " AND records.gone_at IS NULL";
        }
        if !query.unlisted {
            rows += " AND records.listed";
        }
        let bounded = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let after = query.after.clone().filter(|_| query.order == Order::Id);
        Ok(Self { rows, order, values, after, limit: bounded(query.limit), offset: bounded(query.offset) })
    }

    pub(crate) fn records(self, connection: &mut Connection) -> rusqlite::Result<Vec<Stored>> {
        let Self { mut rows, order, mut values, after, limit, offset } = self;
        if let Some(after) = after {
            rows += " AND records.id > ?";
            values.push(after.into());
        }
        values.extend([limit.into(), offset.into()]);
        // One snapshot for both steps. They are two so that sorting moves numbers, not whole records.
        let snapshot = connection.transaction()?;
        let numbers = snapshot
            .prepare_cached(&format!("SELECT records.number {rows} ORDER BY {order} LIMIT ? OFFSET ?"))?
            .query_map(params_from_iter(values), |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        let mut one = snapshot.prepare_cached(&format!("{STORED} WHERE number = ?1"))?;
        numbers.into_iter().map(|number| one.query_row([number], stored)).collect()
    }

    pub(crate) fn counts(
        self,
        connection: &mut Connection,
    ) -> rusqlite::Result<Vec<(RegionCode, Kind, u64)>> {
        let Self { rows, values, .. } = self;
        connection
            .prepare_cached(&format!("SELECT village, kind, count(*) {rows} GROUP BY village, kind"))?
            .query_map(params_from_iter(values), |row| {
                Ok((parse(row, "village")?, parse(row, "kind")?, row.get::<_, i64>(2)?.unsigned_abs()))
            })?
            .collect()
    }
}

/// The village is the region, or within it. A code of a region is a prefix of its villages' codes, with a dot
/// after it; a slash is the character after the dot.
const WITHIN: &str = " AND village >= ? AND village < ? || '/'";

const STORED: &str = "SELECT id, village, kind, source, published_at, updated_at, digest, data,
    first_seen, last_seen, changed_at, gone_at
    FROM records JOIN contents ON record = number";

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let id: String = row.get("id")?;
    let data = row.get_ref("data")?.as_str()?;
    let entity = Entity::from_json(parse(row, "kind")?, data)
        .map_err(|error| unreadable(Error::from(error).at(&id)))?;
    Ok(Stored {
        record: Record {
            id,
            village: parse(row, "village")?,
            source: source(row)?,
            published_at: instant_if_any(row, "published_at")?,
            updated_at: instant_if_any(row, "updated_at")?,
            digest: row.get("digest")?,
            entity,
        },
        first_seen: instant(row, "first_seen")?,
        last_seen: instant(row, "last_seen")?,
        changed_at: instant(row, "changed_at")?,
        gone_at: instant_if_any(row, "gone_at")?,
    })
}

fn source(row: &Row<'_>) -> rusqlite::Result<Source> {
    serde_json::from_str(row.get_ref("source")?.as_str()?).map_err(|error| unreadable(Error::from(error)))
}

fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(row.get(column)?).map_err(unreadable)
}

fn instant_if_any(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    row.get::<_, Option<i64>>(column)?.map(Timestamp::from_microsecond).transpose().map_err(unreadable)
}

fn parse<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    row.get_ref(column)?.as_str()?.parse().map_err(unreadable)
}

pub(crate) fn record(connection: &Connection, id: &str) -> rusqlite::Result<Option<Stored>> {
    connection.prepare_cached(&format!("{STORED} WHERE id = ?1"))?.query_row([id], stored).optional()
}

pub(crate) fn known(connection: &Connection, id: &str) -> rusqlite::Result<Option<Known>> {
    connection
        .prepare_cached("SELECT digest, published_at, updated_at, source FROM records WHERE id = ?1")?
        .query_row([id], |row| {
            let source = source(row)?;
            Ok(Known {
                digest: row.get("digest")?,
                published_at: instant_if_any(row, "published_at")?,
                updated_at: instant_if_any(row, "updated_at")?,
                via: source.via,
                fetched_at: source.fetched_at,
            })
        })
        .optional()
}

pub(crate) fn validator(
    connection: &Connection,
    region: RegionCode,
    kind: Kind,
    url: &str,
) -> rusqlite::Result<Option<Validator>> {
    connection
        .prepare_cached(
            "SELECT etag, last_modified FROM validators WHERE region = ?1 AND kind = ?2 AND url = ?3",
        )?
        .query_row((region.to_string(), kind.as_str(), url), |row| {
            Ok(Validator { etag: row.get(0)?, last_modified: row.get(1)? })
        })
        .optional()
}

pub(crate) fn reports(connection: &Connection, within: Option<RegionCode>) -> rusqlite::Result<Vec<Report>> {
    let values: Vec<String> =
        within.into_iter().flat_map(|region| [region.to_string(), region.to_string()]).collect();
    let within = if values.is_empty() { "" } else { " AND region >= ? AND region < ? || '/'" };
    connection
        .prepare_cached(&format!(
            "SELECT report FROM visits
             WHERE id IN (SELECT max(id) FROM visits WHERE true{within} GROUP BY region, publisher)
             ORDER BY region, publisher"
        ))?
        .query_map(params_from_iter(values), |row| {
            serde_json::from_str(row.get_ref(0)?.as_str()?).map_err(|error| unreadable(Error::from(error)))
        })?
        .collect()
}

pub(crate) fn bookmark(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM bookmarks WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}
