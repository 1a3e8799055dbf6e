//! Going on where an interrupted harvest stopped.

use balai_core::report::Failure;
use balai_core::{ErrorKind, Report, Result, Site};
use jiff::{SignedDuration, Timestamp};

use crate::Harvest;
use crate::emission::hexadecimal_digest;
use crate::marks::Marks;

/// How far a harvest of the same sites, kinds and `since` has come.
///
/// While it runs, the store has a bookmark with the time at which it began, and each visit leaves the harvest's
/// name in the site's marks. A bookmark that is there at the beginning was left by a harvest that did not come
/// to its end: it is gone on with under its name, and the sites that bear it are not visited again.
pub(crate) struct Progress {
    bookmark: String,
    run: String,
    resumes: bool,
}

impl Progress {
    /// A harvest that was interrupted longer ago is not gone on with: what it read is old.
    const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(24);

    pub(crate) async fn begin(harvest: &Harvest, sites: &[&Site]) -> Result<Self> {
        let bookmark = format!("harvest/{}", digest(harvest, sites));
        let now = Timestamp::now();
        let begun =
            harvest.store.bookmark(&bookmark).await?.and_then(|begun| begun.parse::<Timestamp>().ok());
        let begun = begun.filter(|begun| !harvest.fresh && now.duration_since(*begun) < Self::LONGEST_PAUSE);
        if begun.is_none() {
            harvest.store.set_bookmark(&bookmark, Some(&now.to_string())).await?;
        }
        let run = format!("{bookmark}@{}", begun.unwrap_or(now));
        Ok(Self { bookmark, run, resumes: begun.is_some() })
    }

    /// The name of this harvest in the marks of the sites that it has visited.
    pub(crate) fn run(&self) -> &str {
        &self.run
    }

    /// Whether it goes on with a harvest that was interrupted.
    pub(crate) fn resumes(&self) -> bool {
        self.resumes
    }

    /// Whether the harvest visited this site before it was interrupted.
    pub(crate) async fn has_visited(&self, harvest: &Harvest, site: &Site) -> Result<bool> {
        Ok(self.resumes && Marks::load(&*harvest.store, site).await?.run.as_ref() == Some(&self.run))
    }

    /// Says that every site was visited.
    pub(crate) async fn end(&self, harvest: &Harvest) -> Result<()> {
        harvest.store.set_bookmark(&self.bookmark, None).await
    }
}

/// Whether a visit need not be made again when its harvest goes on: it read the site, or failed by what a few hours
/// do not change.
pub(crate) fn is_done(report: &Report) -> bool {
    let passes = |kind: ErrorKind| kind.is_temporary() || kind.is_unreachable();
    !matches!(report.failure, Some(Failure { kind, .. }) if passes(kind))
}

fn digest(harvest: &Harvest, sites: &[&Site]) -> String {
    let mut words: Vec<String> = harvest.kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    words.extend(
        sites.iter().map(|site| format!("{} {}", site.region, site.source_name().unwrap_or_default())),
    );
    words.extend(harvest.since.map(|since| format!("since {since}")));
    words.sort();
    hexadecimal_digest(words.join("\n").as_bytes())
}
