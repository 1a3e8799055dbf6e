//! What state a site is in.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{ErrorKind, Report};

/// What state a site is in (*kondisi*), as its last visit found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// It publishes: its last news is at most [`Condition::FRESH_DAYS`] old.
    Active,
    /// It answers, but its last news is older.
    Stale,
    /// It answers, but has no news at all.
    Silent,
    /// It is there, but refuses us.
    Blocked,
    /// No page came: no such host, no connection, a wrong certificate, a failing server.
    Unreachable,
    /// No site is known.
    NoSite,
    /// A site is known, and was not visited yet.
    Unvisited,
}

impl Condition {
    /// How many days a site counts as active after its last news.
    pub const FRESH_DAYS: i64 = 90;

    /// The condition of a site after a visit, when its last news is of `last_news`.
    pub fn after(report: &Report, last_news: Option<Timestamp>, now: Timestamp) -> Self {
        if let Some(failure) = &report.failure {
            return match failure.kind {
                ErrorKind::Blocked | ErrorKind::Refused => Self::Blocked,
                ErrorKind::Server => Self::Unreachable,
                kind if kind.is_unreachable() => Self::Unreachable,
                // A host that answers, with something that no platform knows.
                _ => Self::Silent,
            };
        }
        match last_news {
            Some(at) if now.duration_since(at) <= SignedDuration::from_hours(24 * Self::FRESH_DAYS) => {
                Self::Active
            }
            Some(_) => Self::Stale,
            None => Self::Silent,
        }
    }

    /// The name in JSON and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Stale => "stale",
            Self::Silent => "silent",
            Self::Blocked => "blocked",
            Self::Unreachable => "unreachable",
            Self::NoSite => "no_site",
            Self::Unvisited => "unvisited",
        }
    }

    /// What a citizen reads.
    pub const fn indonesian(self) -> &'static str {
        match self {
            Self::Active => "aktif",
            Self::Stale => "jarang diperbarui",
            Self::Silent => "tanpa berita",
            Self::Blocked => "menolak akses",
            Self::Unreachable => "tidak dapat dihubungi",
            Self::NoSite => "belum ada situs",
            Self::Unvisited => "belum dikunjungi",
        }
    }
}

impl std::fmt::Display for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, Site, report::Failure};

    #[test]
    fn blocked_is_not_dead_and_old_is_not_silent() {
        let site = Site::new("33.04.15.2008".parse().expect("a code"), "https://desa.example");
        let mut report = Report::new(&site.expect("a site"));
        let now = Timestamp::now();
        let days = |days: i64| Some(now - SignedDuration::from_hours(24 * days));
        assert_eq!(Condition::after(&report, days(89), now), Condition::Active);
        assert_eq!(Condition::after(&report, days(91), now), Condition::Stale);
        assert_eq!(Condition::after(&report, None, now), Condition::Silent);
        report.failure = Some(Failure::from(&Error::new(ErrorKind::Blocked, "HTTP 403")));
        assert_eq!(Condition::after(&report, days(1), now), Condition::Blocked);
        report.failure = Some(Failure::from(&Error::new(ErrorKind::Dns, "no such host")));
        assert_eq!(Condition::after(&report, days(1), now), Condition::Unreachable);
    }
}
