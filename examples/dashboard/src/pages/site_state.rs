//! What the last visit to a village's site came to, in a citizen's words.

use balai_core::ErrorKind;
use balai_core::report::{KindReport, Report};

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
    /// The kinds that could not be read, each with the reason.
    pub(crate) failed: Vec<(&'static str, &'static str)>,
    /// What a technician wants to know, as the report has it.
    pub(crate) technical: Vec<String>,
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
        let mut state = Self::default();
        for recognised in &report.platforms {
            let evidence = recognised.recognition.evidence.iter();
            state.technical.extend(evidence.map(|evidence| format!("{}: {evidence}", recognised.platform)));
        }
        if let Some(failure) = &report.failure {
            state.failure = Some(match failure.kind {
                ErrorKind::NotOffered => words::UNKNOWN_PLATFORM,
                kind => words::failure(kind),
            });
            state.technical.push(failure.message.clone());
        }
        for kind in &report.kinds {
            state.add(kind);
        }
        state
    }

    fn add(&mut self, report: &KindReport) {
        let kind = report.kind.indonesian();
        // That a site has nothing of a kind is told once, in the list of those kinds.
        let failures = report.tried.iter().map(|tried| &tried.failure).chain(&report.failure);
        let messages = failures.filter(|failure| failure.kind != ErrorKind::NotOffered);
        let told = messages.map(|failure| &failure.message).chain(&report.notes).chain(&report.skipped);
        self.technical.extend(told.map(|text| format!("{}: {text}", report.kind)));
        match &report.failure {
            Some(failure) if failure.kind == ErrorKind::NotOffered => self.not_offered.push(kind),
            Some(failure) => self.failed.push((kind, words::failure(failure.kind))),
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
