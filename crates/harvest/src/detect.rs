//! Which platform a site runs on.

use std::sync::Arc;

use balai_core::report::{Failure, Recognised, Tried};
use balai_core::{Error, ErrorKind, Platform, Probe, Recognition, Session};

/// The platforms that a site may run on, the surest first.
#[derive(Clone, Default)]
pub struct Ranking {
    /// The platforms that recognised the site, in the order in which they are to be tried.
    pub candidates: Vec<Candidate>,
    /// The platforms that could not tell, and why.
    pub failures: Vec<Tried>,
    /// Why there is no home page, where there is none. Where no answer came at all, no platform was asked.
    pub home: Option<Failure>,
}

/// A platform that a site may run on.
#[derive(Clone)]
pub struct Candidate {
    /// The platform.
    pub platform: Arc<dyn Platform>,
    /// How surely, and why.
    pub recognition: Recognition,
}

/// Asks every platform that is no source whether it recognises the session's site. Of two that are equally sure, the first in
/// `platforms` is ranked first.
pub async fn detect(session: &Session, platforms: &[Arc<dyn Platform>]) -> Ranking {
    let mut ranking = Ranking::default();
    let platforms: Vec<_> = platforms.iter().filter(|platform| !platform.manifest().is_source).collect();
    let Some(first) = platforms.first() else { return ranking };
    // The session remembers the page for the platforms, but not that there was none: a host that gives no
    // answer is asked once, not once a platform.
    ranking.home = Probe::new(session, first.manifest()).home().await.err().as_ref().map(Failure::from);
    if ranking.is_unreachable() {
        return ranking;
    }
    for platform in platforms {
        match platform.recognise(&Probe::new(session, platform.manifest())).await {
            Ok(Some(recognition)) => {
                ranking.candidates.push(Candidate { platform: platform.clone(), recognition });
            }
            Ok(None) => {}
            Err(error) => ranking.failures.push(Tried {
                platform: platform.manifest().name.to_string(),
                failure: Failure::from(&error),
            }),
        }
    }
    // The sort is stable: ties stay in the list's order.
    ranking.candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.recognition.confidence));
    ranking
}

impl Ranking {
    /// Puts the platform first that the roster names, recognised or not.
    pub(crate) fn prefer(&mut self, platform: &Arc<dyn Platform>) {
        let name = &platform.manifest().name;
        let candidate = match self.candidates.iter().position(|it| it.platform.manifest().name == *name) {
            Some(place) => self.candidates.remove(place),
            None => Candidate {
                platform: platform.clone(),
                recognition: Recognition::certain().because("the roster says so"),
            },
        };
        self.candidates.insert(0, candidate);
    }

    /// Whether no answer came at all.
    pub fn is_unreachable(&self) -> bool {
        self.home.as_ref().is_some_and(|failure| failure.kind.is_unreachable())
    }

    /// The candidates as a report tells them.
    pub fn recognised(&self) -> Vec<Recognised> {
        let recognised = |candidate: &Candidate| Recognised {
            platform: candidate.platform.manifest().name.to_string(),
            recognition: candidate.recognition.clone(),
        };
        self.candidates.iter().map(recognised).collect()
    }

    /// Why no platform recognised the site: the most telling reason. `None` where one did.
    pub fn failure(&self) -> Option<Failure> {
        if !self.candidates.is_empty() {
            return None;
        }
        let failures = self.home.iter().chain(self.failures.iter().map(|tried| &tried.failure));
        Some(
            most_telling(failures)
                .unwrap_or_else(|| Failure::from(&Error::not_offered("no platform knows this site"))),
        )
    }
}

/// The failure that says most about the site: that nobody answers, rather than that it refuses us, rather than
/// what a page of it looks like. Of several equal ones the first.
pub(crate) fn most_telling<'a>(failures: impl Iterator<Item = &'a Failure>) -> Option<Failure> {
    let weight = |kind: ErrorKind| match kind {
        ErrorKind::Dns | ErrorKind::Connect | ErrorKind::Tls | ErrorKind::Timeout => 0,
        ErrorKind::Blocked => 1,
        ErrorKind::Server | ErrorKind::Refused => 2,
        _ => 3,
    };
    failures.min_by_key(|failure| weight(failure.kind)).cloned()
}
