//! What must hold of a site that fails.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use balai_core::{ErrorKind, Report};
use url::{Position, Url};

use super::checks::Differences;
use super::{Case, Conformance, Visited};
use crate::{Answer, Ask, Fault, Memory, Website};

/// The ways to fail, each with what a visit tells where every page fails so: the error's kind, where it is sure.
fn ways() -> [(Fault, Option<ErrorKind>); 9] {
    [
        (Fault::Status(403), Some(ErrorKind::Blocked)),
        (Fault::Busy(429, 1), Some(ErrorKind::Blocked)),
        (Fault::Status(500), Some(ErrorKind::Server)),
        (Fault::Busy(503, 1), Some(ErrorKind::Server)),
        (Fault::Late(Duration::from_secs(3600)), Some(ErrorKind::Timeout)),
        (Fault::RedirectLoop, Some(ErrorKind::Malformed)),
        (Fault::Html, None),
        (Fault::Cut(200), None),
        (Fault::WrongCharset, None),
    ]
}

/// A site that fails where it is asked for one address, or for any.
struct Failing {
    site: Arc<dyn Website>,
    target: Option<String>,
    fault: Fault,
}

impl Website for Failing {
    fn respond(&self, ask: &Ask) -> Answer {
        match &self.target {
            Some(target) if *target != ask.target => self.site.respond(ask),
            _ => self.fault.answer(&self.site, ask),
        }
    }
}

impl Conformance {
    /// Visits a site that was read well before, failing in every way.
    pub(super) async fn faults(&self, case: &Case, store: &Memory, healthy: &Visited) {
        for (fault, told) in ways() {
            let visited = self.failing(case, store, None, &fault).await;
            let what = format!("{}: where everything is {fault:?}", case.name);
            self.holds(case, healthy, &visited, &fault, &what);
            if let Some(kind) = told {
                let failure = visited.report.failure.as_ref().map(|failure| failure.kind);
                assert_eq!(failure, Some(kind), "{what}: the visit tells another failure");
            }
        }
        for target in targets(&healthy.asked) {
            for (fault, _) in ways() {
                let visited = self.failing(case, store, Some(&target), &fault).await;
                let what = format!("{}: where {target} is {fault:?}", case.name);
                self.holds(case, healthy, &visited, &fault, &what);
            }
        }
    }

    async fn failing(&self, case: &Case, store: &Memory, target: Option<&str>, fault: &Fault) -> Visited {
        let site = case.website.clone();
        let failing = Failing { site, target: target.map(str::to_owned), fault: fault.clone() };
        // Each fault meets the store as the good visits left it.
        self.visit(case, failing, &store.copy()).await
    }

    fn holds(&self, case: &Case, healthy: &Visited, visited: &Visited, fault: &Fault, what: &str) {
        self.is_allowed(case, visited);
        let report = &visited.report;
        assert!(!has_panicked(report), "{what}: {:?}", report.failure);
        assert_eq!(report.gone, 0, "{what}: records disappear: {}", Differences(healthy, visited));
        // What is cut off or miscoded may well read as another name.
        if !matches!(fault, Fault::Cut(_) | Fault::WrongCharset) {
            assert_eq!(report.new, 0, "{what}: ids change: {}", Differences(healthy, visited));
        }
    }
}

fn has_panicked(report: &Report) -> bool {
    report.failure.as_ref().is_some_and(|failure| failure.message.contains("panicked"))
}

/// The addresses that are worth failing: of those that look alike, such as articles, the first.
fn targets(asked: &[Url]) -> Vec<String> {
    const MOST: usize = 30;
    let mut seen = BTreeSet::new();
    let alike = |url: &&Url| {
        let is_particular = |part: &str| part.contains(|c: char| c.is_ascii_digit() || c == '-');
        let path: Vec<_> =
            url.path().split('/').map(|part| if is_particular(part) { "*" } else { part }).collect();
        let query: Vec<_> = url
            .query_pairs()
            .map(
                |(name, value)| {
                    if is_particular(&value) { name.into_owned() } else { format!("{name}={value}") }
                },
            )
            .collect();
        seen.insert((path.join("/"), query))
    };
    let alone: Vec<_> = asked.iter().filter(alike).collect();
    let target = |url: &Url| url[Position::BeforePath..Position::AfterQuery].to_owned();
    alone.into_iter().map(target).take(MOST).collect()
}
