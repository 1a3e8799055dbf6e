//! What stands behind a password: that is remembered, so that it need not be tried at each visit.

use balai_core::{Result, Validator, Visit};
use jiff::Timestamp;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};

/// Remembers that a password stands before a post or a page.
pub(crate) async fn remember(link: &str, visit: &mut Visit<'_>) -> Result<()> {
    let seen = DateTimePrinter::new().timestamp_to_rfc9110_string(&Timestamp::now());
    let version = Validator { last_modified: seen.ok(), ..Validator::default() };
    visit.remember_version(&visit.site().resolve(link)?, Some(version)).await
}

/// When a password was last seen to stand before a post or a page; `None` where none is known of.
pub(crate) async fn seen(link: &str, visit: &mut Visit<'_>) -> Result<Option<Timestamp>> {
    let link = visit.site().resolve(link)?;
    let seen = visit.remembered_version(&link).await?.and_then(|version| version.last_modified);
    Ok(seen.and_then(|seen| DateTimeParser::new().parse_timestamp(&seen).ok()))
}
