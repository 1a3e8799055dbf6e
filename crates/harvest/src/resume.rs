//! Going on where an interrupted harvest stopped.

use std::collections::VecDeque;

use balai_core::{Error, ErrorKind, Result, RosterVillage};
use jiff::Timestamp;

use crate::Harvest;
use crate::emission::hexadecimal_digest;

/// How far a harvest of one roster and set of kinds has come.
///
/// While it runs, the store has a bookmark with the time at which it began. A bookmark that is there at the
/// beginning was left by a harvest that did not come to its end: what has been visited since need not be again.
pub(crate) struct Progress {
    bookmark: String,
    begun: Timestamp,
    resumes: bool,
}

impl Progress {
    pub(crate) async fn begin(harvest: &Harvest, villages: &[RosterVillage]) -> Result<Self> {
        let bookmark = format!("harvest/{}", digest(harvest, villages));
        if !harvest.fresh
            && let Some(begun) = harvest.store.bookmark(&bookmark).await?
        {
            let begun = begun.parse().map_err(|error| {
                let message =
                    format!("the bookmark {bookmark} is no time: harvest with `fresh` to begin anew");
                Error::new(ErrorKind::Store, message).because(error)
            })?;
            return Ok(Self { bookmark, begun, resumes: true });
        }
        let begun = Timestamp::now();
        harvest.store.set_bookmark(&bookmark, Some(&begun.to_string())).await?;
        Ok(Self { bookmark, begun, resumes: false })
    }

    /// The villages that are left to be visited, in the roster's order.
    pub(crate) async fn left(
        &self,
        harvest: &Harvest,
        villages: Vec<RosterVillage>,
    ) -> Result<VecDeque<RosterVillage>> {
        if !self.resumes {
            return Ok(villages.into());
        }
        let mut left = VecDeque::new();
        for village in villages {
            // One at a time: the reports of a whole country are not to be held.
            let reports = harvest.store.reports(Some(village.code)).await?;
            let done = reports.iter().any(|report| {
                report.finished_at >= self.begun
                    // Another harvest, of other kinds, may have been there in between.
                    && (!report.is_success() || harvest.kinds.iter().all(|kind| report.kind(*kind).is_some()))
            });
            if !done {
                left.push_back(village);
            }
        }
        Ok(left)
    }

    /// Says that every village was visited.
    pub(crate) async fn end(&self, harvest: &Harvest) -> Result<()> {
        harvest.store.set_bookmark(&self.bookmark, None).await
    }
}

fn digest(harvest: &Harvest, villages: &[RosterVillage]) -> String {
    let mut text = String::new();
    for kind in &harvest.kinds {
        text.push_str(kind.as_str());
        text.push('\n');
    }
    for village in villages {
        text.push_str(&format!("{} {}\n", village.code, village.url.as_deref().unwrap_or_default()));
    }
    hexadecimal_digest(text.as_bytes())
}
