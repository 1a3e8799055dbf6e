//! What a harvest came to, told at its end.

use std::io;
use std::time::Duration;

use balai::report::KindReport;
use balai::{Condition, ErrorKind, Kind, Report, Store, Summary};
use console::{Term, style};

use crate::outcome::{Failure, Outcome, Result};
use crate::table::{Cell, Table};
use crate::{names, news, output};

/// The end of a harvest, as it is told on standard error.
#[derive(Default)]
pub(crate) struct Told {
    visits: Vec<Row>,
    unlisted: u64,
    read: u64,
    failed: Lines,
    partly: Lines,
    questions: Lines,
    summary: Option<Summary>,
}

/// A visit's row in the table.
struct Row {
    village: String,
    platform: String,
    /// A source has none.
    condition: Option<Condition>,
    read: u64,
    new: u64,
    changed: u64,
    gone: u64,
}

/// A longer table or list than this is read by nobody; and what is not shown need not be held.
const ROWS: usize = 200;

/// Lines below a heading, up to so many.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    unlisted: u64,
}

impl Told {
    /// Takes a visit's report down.
    pub(crate) async fn visit(&mut self, report: &Report, store: &dyn Store) -> Result<()> {
        let village = names::reported(report);
        self.read += report.emitted();
        match &report.failure {
            Some(failure) => self.failed.push(format!("{village}: {}", failure.message)),
            None => {
                self.partly.extend(not_read(&report.kinds).map(|what| format!("{village}: {what}")));
            }
        }
        let questions = report.kinds.iter().flat_map(|kind| &kind.questions);
        self.questions.extend(questions.map(|question| format!("{village}: {question}")));
        if self.visits.len() == ROWS {
            self.unlisted += 1;
            return Ok(());
        }
        let last_news = news::last(store, report.region).await?.map(|news| news.published_at);
        let condition = Condition::after(report, last_news, report.finished_at);
        self.visits.push(Row {
            village,
            platform: platform(report),
            condition: report.source.is_none().then_some(condition),
            read: report.emitted(),
            new: report.new,
            changed: report.changed,
            gone: report.gone,
        });
        Ok(())
    }

    pub(crate) fn finish(&mut self, summary: &Summary) {
        self.summary = Some(summary.clone());
    }

    /// Tells it all. `kept`: whether there is a store that the next harvest goes on with.
    pub(crate) fn tell(mut self, kept: bool) -> Result {
        let Some(summary) = self.summary.take() else {
            return Err(Failure::Broken("the harvest ended without a word".into()));
        };
        self.table();
        self.failed.tell("Failed");
        self.partly.tell("Read in part");
        self.questions.tell("To be answered");
        output::tell(format_args!("\n{}", self.totals(&summary)));
        if let Some(failure) = summary.failure {
            return Err(Failure::Broken(failure.message));
        }
        if !summary.whole {
            output::tell(if kept {
                "Not all sites were visited: the same command goes on with the rest."
            } else {
                "Not all sites were visited."
            });
        }
        Ok(if summary.whole && summary.failed == 0 { Outcome::Done } else { Outcome::SomeFailed })
    }

    fn table(&mut self) {
        if self.visits.is_empty() {
            return;
        }
        self.visits.sort_by(|a, b| a.village.cmp(&b.village));
        let mut table = Table::new(&["VILLAGE", "READ", "NEW", "CHANGED", "GONE", "CONDITION", "PLATFORM"]);
        for row in &self.visits {
            table.row([
                Cell::text(&row.village),
                Cell::number(row.read),
                Cell::number(row.new),
                Cell::number(row.changed),
                Cell::number(row.gone),
                row.condition.map_or_else(|| Cell::faint("source"), Cell::condition),
                Cell::text(&row.platform),
            ]);
        }
        output::tell("");
        // Standard error that cannot be written to is no failure of the harvest.
        let _ = table.write(&mut io::stderr(), &Term::stderr());
        tell_unlisted("", self.unlisted);
    }

    fn totals(&self, summary: &Summary) -> String {
        let mut text = format!(
            "{} visited in {}: {} read, {} new, {} changed, {} gone",
            output::count(summary.visited, "site"),
            duration(summary.duration()),
            output::count(self.read, "record"),
            output::number(summary.new),
            output::number(summary.changed),
            output::number(summary.gone),
        );
        for (n, what) in [
            (summary.failed, "failed"),
            (summary.resumed, "visited before"),
            (summary.without_site, "without a site"),
        ] {
            if n > 0 {
                text += &format!("; {} {what}", output::number(n));
            }
        }
        text + "."
    }
}

impl Lines {
    fn push(&mut self, line: String) {
        match self.lines.len() {
            ROWS.. => self.unlisted += 1,
            _ => self.lines.push(line),
        }
    }

    fn extend(&mut self, lines: impl Iterator<Item = String>) {
        lines.for_each(|line| self.push(line));
    }

    /// The heading and the lines, where there are some.
    fn tell(&mut self, heading: &str) {
        if self.lines.is_empty() {
            return;
        }
        self.lines.sort();
        output::tell(format_args!("\n{}", style(heading).bold().for_stderr()));
        for line in &self.lines {
            output::tell(format_args!("  {}", output::one_line(line)));
        }
        tell_unlisted("  ", self.unlisted);
    }
}

fn tell_unlisted(indent: &str, unlisted: u64) {
    if unlisted > 0 {
        output::tell(format_args!("{indent}and {} more, see `balai status`", output::number(unlisted)));
    }
}

/// The platform that a site was read as, with its version.
pub(crate) fn platform(report: &Report) -> String {
    match report.platform() {
        None => "–".to_owned(),
        Some(recognised) => match &recognised.recognition.version {
            Some(version) => format!("{} {version}", recognised.platform),
            None => recognised.platform.clone(),
        },
    }
}

/// What was not read of a site that was read, a sentence for each reason: that a site has nothing of a kind is none.
fn not_read(kinds: &[KindReport]) -> impl Iterator<Item = String> {
    let mut reasons: Vec<(ErrorKind, &str, Vec<Kind>)> = Vec::new();
    for report in kinds {
        let Some(failure) = &report.failure else { continue };
        match reasons.iter_mut().find(|(kind, ..)| *kind == failure.kind) {
            _ if matches!(failure.kind, ErrorKind::NotOffered | ErrorKind::NotFound) => {}
            Some((.., of)) => of.push(report.kind),
            None => reasons.push((failure.kind, &failure.message, vec![report.kind])),
        }
    }
    let failed = reasons.into_iter().map(|(_, message, of)| match of.len() {
        0..=4 => format!("{}: {message}", names::kinds(of)),
        n => format!("{} and {} more: {message}", names::kinds(of.into_iter().take(3)), n - 3),
    });
    let skipped = kinds.iter().filter(|report| report.skipped_count > 0).map(|report| {
        let first = report.skipped.first().map(String::as_str).unwrap_or_default();
        format!(
            "{} of {} not fit to be kept, first: {first}",
            output::count(report.skipped_count, "record"),
            report.kind
        )
    });
    failed.chain(skipped).collect::<Vec<_>>().into_iter()
}

fn duration(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds @ 60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        seconds => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use balai::report::Failure as SiteFailure;

    use super::*;

    #[test]
    fn kinds_that_failed_for_one_reason_are_told_at_once_and_what_is_not_offered_not_at_all() {
        let failed = |kind, error, message: &str| KindReport {
            failure: Some(SiteFailure { kind: error, message: message.into() }),
            ..KindReport::new(kind, "opensid")
        };
        let mut budget = KindReport::new(Kind::Budget, "opensid");
        budget.skip(&balai::Error::malformed("no year"));
        let kinds = [
            failed(Kind::Profile, ErrorKind::Blocked, "blocked: HTTP 403"),
            failed(Kind::Official, ErrorKind::Blocked, "blocked: HTTP 403, again"),
            failed(Kind::Service, ErrorKind::NotOffered, "not offered: nothing"),
            budget,
        ];
        assert_eq!(
            not_read(&kinds).collect::<Vec<_>>(),
            [
                "profile, official: blocked: HTTP 403",
                "1 record of budget not fit to be kept, first: malformed: no year"
            ]
        );
    }

    #[test]
    fn durations_are_short() {
        let told = [900, 61_000, 7_260_000].map(|milliseconds| duration(Duration::from_millis(milliseconds)));
        assert_eq!(told, ["0.9 s", "1 min 1 s", "2 h 1 min"]);
    }
}
