//! One visit to one site.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use balai_core::report::{Failure, KindReport, Tried};
use balai_core::{Error, ErrorKind, Kind, Query, Report, Result, Session, Site, Visit};
use futures_util::FutureExt;
use jiff::Timestamp;

use crate::detect::{detect, most_telling};
use crate::event::Events;
use crate::intake::Intake;
use crate::marks::Marks;
use crate::{Candidate, Event, Harvest, Ranking};

/// After so many kinds in a row to which no page came, the rest of the visit is given up: a dead host is not to
/// be asked on.
const UNREACHABLE_KINDS: u32 = 3;

/// Visits a site and commits what came of it. An error is one of the store.
pub(crate) async fn visit(
    harvest: &Harvest,
    site: Site,
    named: Option<&str>,
    events: &Events,
) -> Result<Report> {
    let report = Report::new(site.village, site.url.clone());
    let reading = read_site(harvest, site, named, events, report.clone());
    match AssertUnwindSafe(reading).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(panic) => {
            // What the visit had read went with its transaction; that it failed is worth keeping.
            let mut report = report;
            let message = format!(
                "an adapter panicked on what this site sent; please report it: {}",
                message_of(panic.as_ref())
            );
            report.failure = Some(Failure::from(&Error::malformed(message).at(&report.site)));
            report.finished_at = Timestamp::now();
            harvest.store.begin(report.village).await?.commit(report).await
        }
    }
}

async fn read_site(
    harvest: &Harvest,
    mut site: Site,
    named: Option<&str>,
    events: &Events,
    mut report: Report,
) -> Result<Report> {
    site.accept_invalid_certificate |= harvest.accept_invalid_certificate;
    let village = site.village;
    let before = harvest.store.counts(&Query::new().within(village)).await?;
    let mut marks = Marks::load(&*harvest.store, &site).await?;
    let session = Session::new(harvest.fetch.clone(), site);

    let mut ranking = detect(&session, &harvest.platforms).await;
    if let Some(name) = named
        && ranking.unreachable.is_none()
    {
        match harvest.platforms.iter().find(|platform| platform.manifest().name == name) {
            Some(platform) => ranking.prefer(platform),
            None => {
                let text =
                    format!("the roster names the platform `{name}`, which is not among those known here");
                events.send(Event::Warning { village, text }).await;
            }
        }
    }
    report.platforms = ranking.recognised();
    report.failure = ranking.failure();

    let transaction = harvest.store.begin(village).await?;
    let told = harvest.records.then_some(events);
    let mut reading = Reading {
        harvest,
        session: &session,
        ranking: &ranking,
        marks: &mut marks,
        started_at: report.started_at,
        intake: Intake::new(&harvest.pipeline, transaction, told),
        unreachable: 0,
    };
    if report.failure.is_none() {
        events.send(Event::Recognised { village, platforms: report.platforms.clone() }).await;
        for kind in &harvest.kinds {
            let had = before.iter().filter(|(_, k, _)| k == kind).map(|(_, _, n)| n).sum();
            let (kind_report, warning) = reading.kind(*kind, had).await?;
            events.send(Event::KindRead { village, report: kind_report.clone() }).await;
            if let Some(text) = warning {
                events.send(Event::Warning { village, text }).await;
            }
            report.kinds.push(kind_report);
        }
        report.failure = whole_failure(&report.kinds);
    }
    report.requests = session.requests();
    report.bytes = session.bytes();
    report.finished_at = Timestamp::now();
    let report = reading.intake.transaction.commit(report).await?;
    marks.save(&*harvest.store, village).await?;
    Ok(report)
}

/// A visit on its way through the kinds.
struct Reading<'a> {
    harvest: &'a Harvest,
    session: &'a Session,
    ranking: &'a Ranking,
    marks: &'a mut Marks,
    started_at: Timestamp,
    intake: Intake<'a>,
    /// Kinds in a row to which no page came.
    unreachable: u32,
}

impl Reading<'_> {
    /// Reads one kind, of which the store had `had` records before; with a warning where there is one.
    async fn kind(&mut self, kind: Kind, had: u64) -> Result<(KindReport, Option<String>)> {
        if self.unreachable >= UNREACHABLE_KINDS {
            let message = format!("not asked for, since {UNREACHABLE_KINDS} kinds in a row were not reached");
            return Ok((self.failed(kind, &Error::new(ErrorKind::Connect, message)), None));
        }
        let (mut report, whole) = self.read(kind).await?;
        let unreachable = report.failure.as_ref().is_some_and(|failure| failure.kind.is_unreachable());
        self.unreachable = if unreachable { self.unreachable + 1 } else { 0 };

        let warning = (whole && had > 0 && report.emitted == 0 && report.kept == 0).then(|| {
            let text = format!("{kind}: the store has {had} from earlier visits, this one found none");
            report.note(&text);
            text
        });
        Ok((report, warning))
    }

    /// Reads one kind by the first candidate that can; and whether all that there is was asked for, not only
    /// what changed.
    async fn read(&mut self, kind: Kind) -> Result<(KindReport, bool)> {
        let ranking = self.ranking;
        let offers = |candidate: &&Candidate| candidate.platform.manifest().offer(kind).is_some();
        let mut earlier: Option<KindReport> = None;
        for candidate in ranking.candidates.iter().filter(offers) {
            let Attempt { mut report, whole } = self.attempt(kind, candidate).await?;
            if let Some(earlier) = earlier.take() {
                report = follow(earlier, report);
            }
            match &report.failure {
                Some(failure) if goes_on_after(failure.kind) => earlier = Some(report),
                _ => return Ok((self.with_doubts(report), whole)),
            }
        }
        let report = earlier.unwrap_or_else(|| {
            let error = Error::not_offered(format!("no platform that recognised the site reads {kind}"));
            self.failed(kind, &error)
        });
        Ok((self.with_doubts(report), true))
    }

    async fn attempt(&mut self, kind: Kind, candidate: &Candidate) -> Result<Attempt> {
        let manifest = candidate.platform.manifest();
        let since = if self.harvest.fresh {
            None
        } else {
            self.harvest.since.or_else(|| self.marks.since(kind, manifest.name))
        };
        let refused_before = self.intake.refused;
        let mut visit = Visit::begin(self.session, manifest, kind, since, &mut self.intake)?;
        let incremental = visit.since().is_some();
        let outcome = candidate.platform.read(kind, &mut visit).await;
        let mut report = visit.end();
        match outcome {
            Err(error) if error.kind() == ErrorKind::Store => return Err(error),
            Err(error) => {
                report.failure = Some(Failure::from(&error));
                report.complete = false;
            }
            Ok(()) => {
                // What the adapter could not read has no id here, so that it would count as gone.
                let unread = report.skipped_count > self.intake.refused - refused_before;
                if report.complete && unread {
                    report.complete = false;
                    report.note("not taken as complete, since some of what is listed could not be read");
                }
            }
        }
        // By a caller's `since` the kind is not read whole.
        let read_whole = report.failure.is_none() && (self.harvest.since.is_none() || self.harvest.fresh);
        if read_whole {
            self.marks.set(kind, manifest.name, self.started_at);
        }
        self.intake.end_kind(read_whole).await?;
        let whole = !incremental || report.complete || report.failure.is_some();
        Ok(Attempt { report, whole })
    }

    fn failed(&self, kind: Kind, error: &Error) -> KindReport {
        let first = self.ranking.candidates.first().map(|candidate| candidate.platform.manifest().name);
        let mut report = KindReport::new(kind, first.unwrap_or_default());
        report.failure = Some(Failure::from(error));
        report
    }

    /// Adds the platforms that would have been tried, had they been able to tell whether the site is theirs.
    fn with_doubts(&self, mut report: KindReport) -> KindReport {
        let offers = |tried: &&Tried| {
            let mut platforms = self.harvest.platforms.iter().map(|platform| platform.manifest());
            platforms.any(|m| m.name == tried.platform && m.offer(report.kind).is_some())
                && tried.platform != report.platform
                && report.tried.iter().all(|t| t.platform != tried.platform)
        };
        let doubts: Vec<_> = self.ranking.failures.iter().filter(offers).cloned().collect();
        report.tried.extend(doubts);
        report
    }
}

/// What came of one candidate's reading of a kind.
struct Attempt {
    report: KindReport,
    /// Whether all that there is was asked for, not only what changed.
    whole: bool,
}

/// Whether another platform may do better. Where no page comes it cannot; a server that fails at one page may
/// well give others.
fn goes_on_after(kind: ErrorKind) -> bool {
    !matches!(
        kind,
        ErrorKind::Dns | ErrorKind::Connect | ErrorKind::Tls | ErrorKind::Timeout | ErrorKind::Config
    )
}

/// The report of a candidate that was tried after another one: what that one emitted before it failed stays.
fn follow(earlier: KindReport, mut report: KindReport) -> KindReport {
    report.tried = earlier.tried;
    if let Some(failure) = earlier.failure {
        report.tried.push(Tried { platform: earlier.platform, failure });
    }
    report.emitted += earlier.emitted;
    report.kept += earlier.kept;
    report.skipped_count += earlier.skipped_count;
    report.skipped.splice(0..0, earlier.skipped);
    report.notes.splice(0..0, earlier.notes);
    for via in earlier.via {
        if !report.via.contains(&via) {
            report.via.push(via);
        }
    }
    report
}

/// Why the visit came to nothing, where it did: nothing was found of any kind, and some kind failed by more than
/// that the site has nothing of it.
fn whole_failure(kinds: &[KindReport]) -> Option<Failure> {
    if kinds.iter().any(|kind| kind.failure.is_none() || kind.emitted + kind.kept > 0) {
        return None;
    }
    let failures = kinds.iter().flat_map(|kind| {
        let earlier = kind.tried.iter().map(|tried| &tried.failure);
        earlier.chain(&kind.failure)
    });
    let nothing_there =
        |failure: &&Failure| matches!(failure.kind, ErrorKind::NotOffered | ErrorKind::NotFound);
    most_telling(failures.filter(|failure| !nothing_there(failure)))
}

fn message_of(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("it left no message")
}
