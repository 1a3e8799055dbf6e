//! What the last visit to a village's site came to, in a citizen's words.

use std::collections::BTreeMap;

use balai::ErrorKind;
use balai::report::{KindReport, Report};

use crate::words;

/// What the last visit to a village's site came to.
#[derive(Debug, Default)]
pub(crate) struct SiteState {
    /// Why the whole visit came to nothing, where it did.
    pub(crate) failure: Option<&'static str>,
    /// The kinds that gave records.
    pub(crate) read: Vec<Read>,
    /// The kinds that the site has nothing of.
    pub(crate) not_offered: Vec<&'static str>,
    /// The kinds that could not be read, by the reason.
    pub(crate) failed: BTreeMap<&'static str, Vec<&'static str>>,
}

/// A kind that gave records, and how.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) kind: &'static str,
    pub(crate) records: u64,
    pub(crate) platform: String,
    pub(crate) via: String,
    /// Platforms that were tried before, each with why it did not do.
    pub(crate) tried: Vec<(String, &'static str)>,
    /// Records that could not be read.
    pub(crate) unreadable: u64,
}

impl SiteState {
    pub(crate) fn of(report: &Report) -> Self {
        // The reports' own texts are a technician's; `balai status` has them.
        let failure = report.failure.as_ref().map(|failure| match failure.kind {
            ErrorKind::NotOffered => words::UNKNOWN_PLATFORM,
            kind => words::failure(kind),
        });
        let mut state = Self { failure, ..Self::default() };
        for kind in &report.kinds {
            state.add(kind);
        }
        state
    }

    fn add(&mut self, report: &KindReport) {
        let kind = words::kind(&report.kind);
        match &report.failure {
            Some(failure) if failure.kind == ErrorKind::NotOffered => self.not_offered.push(kind),
            Some(failure) => self.failed.entry(words::failure(failure.kind)).or_default().push(kind),
            None if report.emitted + report.kept + report.skipped_count == 0 => self.not_offered.push(kind),
            None => self.read.push(Read {
                kind,
                records: report.emitted + report.kept,
                platform: words::platform(&report.platform).to_owned(),
                via: report.via.iter().map(|via| words::access(via)).collect::<Vec<_>>().join(", "),
                tried: report
                    .tried
                    .iter()
                    .map(|tried| {
                        (words::platform(&tried.platform).to_owned(), words::failure(tried.failure.kind))
                    })
                    .collect(),
                unreadable: report.skipped_count,
            }),
        }
    }
}
