//! What must hold of a site that is well.

use std::fmt;

use balai_core::{ErrorKind, Kind, Record, Session, Visit};
use jiff::{SignedDuration, Timestamp};

use super::{Case, Conformance, Visited};
use crate::{Memory, Nowhere, Web};

impl Conformance {
    /// Visits a site twice; the store after that, and what the first visit brought.
    pub(super) async fn healthy(&self, case: &Case) -> (Memory, Visited) {
        let store = Memory::new();
        let first = self.visit(case, case.website.clone(), &store).await;
        let name = &case.name;
        assert!(first.report.failure.is_none(), "{name}: the visit failed: {:?}", first.report.failure);
        assert!(!first.records.is_empty(), "{name}: nothing was found: {:#?}", first.report.kinds);
        self.refuses_the_undeclared(case).await;
        self.is_allowed(case, &first);
        self.is_bounded(case, &first);
        for record in &first.records {
            self.is_fit(case, record);
        }

        let second = self.visit(case, case.website.clone(), &store).await;
        let changes = (second.report.new, second.report.changed, second.report.gone);
        assert_eq!(changes, (0, 0, 0), "{name}: the second visit wrote {}", Differences(&first, &second));
        assert!(
            second.report.requests <= first.report.requests,
            "{name}: the second visit made {} requests, the first {}",
            second.report.requests,
            first.report.requests
        );
        self.is_allowed(case, &second);
        (store, first)
    }

    /// A kind that the manifest does not declare is not begun.
    async fn refuses_the_undeclared(&self, case: &Case) {
        let manifest = self.platform.manifest();
        let web = std::sync::Arc::new(Web::of(case.website.clone()));
        let session = Session::new(web, case.site.clone());
        for kind in Kind::ALL.into_iter().filter(|kind| manifest.offer(*kind).is_none()) {
            let begun = Visit::begin(&session, manifest, kind, None, &mut Nowhere).map(drop);
            assert_eq!(begun.expect_err("refused").kind(), ErrorKind::NotOffered);
        }
    }

    /// Nothing is asked that the manifest forbids.
    pub(super) fn is_allowed(&self, case: &Case, visited: &Visited) {
        let never = self.platform.manifest().never_at(&case.site.url);
        for url in &visited.asked {
            if let Err(error) = never.check(url) {
                panic!("{}: {url} was asked: {error}", case.name);
            }
        }
    }

    /// Not many more requests than there are records.
    fn is_bounded(&self, case: &Case, visited: &Visited) {
        const FIXED: usize = 60;
        const EACH: usize = 3;
        let (requests, records) = (visited.asked.len(), visited.records.len());
        assert!(
            requests <= FIXED + EACH * records,
            "{}: {requests} requests for {records} records",
            case.name
        );
    }

    /// A record is whole, of possible dates, of sanitised HTML, and without secrets.
    fn is_fit(&self, case: &Case, record: &Record) {
        let (name, id) = (&case.name, &record.id);
        assert!(!record.entity.title().trim().is_empty(), "{name}: {id} has no title");
        assert_eq!(record.source.platform, self.platform.manifest().name, "{name}: {id}");
        let earliest: Timestamp = "1995-01-01T00:00:00Z".parse().expect("an instant");
        let latest = Timestamp::now() + SignedDuration::from_hours(48);
        for at in record.published_at.iter().chain(&record.updated_at) {
            assert!((earliest..=latest).contains(at), "{name}: {id} is of {at}");
        }
        let json = record.entity.to_json().expect("a record's data are JSON");
        for unsafe_part in ["<script", "javascript:", "onclick=", "onerror="] {
            assert!(!json.contains(unsafe_part), "{name}: {id} has {unsafe_part}");
        }
        for secret in &self.secrets {
            assert!(!json.contains(secret.as_str()), "{name}: {id} tells {secret}");
            assert!(!id.contains(secret.as_str()), "{name}: the id {id} tells {secret}");
        }
    }
}

/// What differs between the records of two visits, for a person to see.
pub(super) struct Differences<'a>(pub(super) &'a Visited, pub(super) &'a Visited);

impl fmt::Display for Differences<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 10;
        let before = |id: &str| self.0.records.iter().find(|record| record.id == id);
        let changed = self.1.records.iter().filter_map(|record| match before(&record.id) {
            None => Some(format!("new: {}", record.id)),
            Some(earlier) if earlier.digest != record.digest => Some(format!("changed: {}", record.id)),
            Some(_) => None,
        });
        let after = |id: &str| self.1.records.iter().any(|record| record.id == id);
        let gone = self.0.records.iter().filter(|record| !after(&record.id));
        let gone = gone.map(|record| format!("gone: {}", record.id));
        for line in changed.chain(gone).take(SHOWN) {
            write!(f, "\n  {line}")?;
        }
        Ok(())
    }
}
