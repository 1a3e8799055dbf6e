//! One visit to one site.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use balai_core::report::{Failure, KindReport, Tried};
use balai_core::{
    Error, ErrorKind, Kind, Publisher, Query, RegionCode, Report, Result, Session, Site, Visit,
};
use futures_util::FutureExt;
use jiff::Timestamp;

use crate::detect::{detect, most_telling};
use crate::emission::{redact_kind_report, redact_report};
use crate::event::Events;
use crate::intake::Intake;
use crate::marks::Marks;
use crate::resume::is_done;
use crate::{Candidate, Event, Harvest, Ranking};

/// After so many kinds in a row to which no answer came, the rest of the visit is given up: a dead host is not to
/// be asked on.
const SILENT_KINDS: usize = 3;

/// What a visit is told beside its site.
#[derive(Default)]
pub(crate) struct Told<'a> {
    /// The platform that the roster names.
    pub(crate) platform: Option<&'a str>,
    /// The name of the harvest that the visit belongs to.
    pub(crate) run: Option<&'a str>,
    /// Where it tells its events.
    pub(crate) events: Events,
}

/// Visits a site and commits what came of it. An error is one of the store.
pub(crate) async fn visit(harvest: &Harvest, site: Site, told: Told<'_>) -> Result<Report> {
    let report = Report::new(&site);
    let reading = read_site(harvest, site.clone(), told, report.clone());
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
            redact_report(&mut report);
            harvest.store.begin(&site).await?.commit(report).await
        }
    }
}

async fn read_site(harvest: &Harvest, mut site: Site, told: Told<'_>, mut report: Report) -> Result<Report> {
    site.accept_invalid_certificate |= harvest.accept_invalid_certificate;
    let region = site.region;
    let events = &told.events;
    let before = Before::load(harvest, &site).await?;
    let mut marks = Marks::load(&*harvest.store, &site).await?;
    let session = Session::new(harvest.fetch.clone(), site.clone())
        .with_gazetteer(harvest.gazetteer.clone())
        .fresh(harvest.fresh);

    let ranking = rank(harvest, &session, told.platform, events).await;
    // What leaks is the site's, whoever reads it.
    if let Some(surest) = ranking.candidates.first().filter(|candidate| candidate.recognition.is_sure()) {
        session.forbid(surest.platform.manifest());
    }
    report.platforms = ranking.recognised();
    report.failure = ranking.failure();
    redact_report(&mut report);

    let transaction = harvest.store.begin(&site).await?;
    let mut reading = Reading {
        harvest,
        session: &session,
        ranking: &ranking,
        marks: &mut marks,
        before: &before,
        started_at: report.started_at,
        intake: Intake::new(transaction, harvest.records.then_some(events), harvest.since),
        silent: Vec::new(),
    };
    if report.failure.is_none() {
        events.send(Event::Recognised { region, platforms: report.platforms.clone() }).await;
        for kind in &harvest.kinds {
            let (mut kind_report, warning) = reading.kind(*kind).await?;
            redact_kind_report(&mut kind_report);
            events.send(Event::KindRead { region, report: kind_report.clone() }).await;
            if let Some(text) = warning {
                events.send(Event::Warning { region, text }).await;
            }
            report.kinds.push(kind_report);
        }
        report.failure = whole_failure(&report.kinds);
    }
    report.requests = session.requests();
    report.bytes = session.bytes();
    report.finished_at = Timestamp::now();
    let mut transaction = reading.intake.transaction;
    if let Some(run) = told.run {
        marks.run = Some(run.to_owned()).filter(|_| is_done(&report));
    }
    marks.save(&mut *transaction, &site).await?;
    transaction.commit(report).await
}

/// Which platforms the site is to be read by, the one that the roster names first. A source is read by that one alone.
async fn rank(harvest: &Harvest, session: &Session, named: Option<&str>, events: &Events) -> Ranking {
    let source = session.site().source.as_ref();
    let is_source = source.is_some();
    let named = source.map(|source| &*source.platform).or(named);
    let mut ranking = if is_source { Ranking::default() } else { detect(session, &harvest.platforms).await };
    let Some(name) = named.filter(|_| !ranking.is_unreachable()) else { return ranking };
    match harvest.platform(name, is_source) {
        Some(platform) => ranking.prefer(platform),
        None => {
            let what = if is_source { "source" } else { "platform" };
            let text = format!("the roster names the {what} `{name}`, which is not among those known here");
            events.send(Event::Warning { region: session.site().region, text }).await;
        }
    }
    ranking
}

/// What the store had of a site before the visit.
struct Before {
    counts: Vec<(RegionCode, Kind, u64)>,
    report: Option<Report>,
}

impl Before {
    async fn load(harvest: &Harvest, site: &Site) -> Result<Self> {
        let publisher = match site.source_name() {
            None => Publisher::Villages,
            Some(name) => Publisher::Source(name.to_owned()),
        };
        let counts = harvest.store.counts(&Query::new().within(site.region).published_by(publisher)).await?;
        let mut reports = harvest.store.reports(Some(site.region)).await?;
        reports
            .retain(|report| report.region == site.region && report.source.as_deref() == site.source_name());
        Ok(Self { counts, report: reports.pop() })
    }

    /// The warning of a kind that had records and of which nothing is found now; `None` where it had none.
    fn warning(&self, kind: Kind) -> Option<String> {
        let had: u64 = self.counts.iter().filter(|(_, k, _)| *k == kind).map(|(.., n)| n).sum();
        (had > 0).then(|| format!("{kind}: the store has {had} from earlier visits, this one found none"))
    }

    /// Whether the store has a record of a kind.
    fn has(&self, kind: Kind) -> bool {
        self.counts.iter().any(|(_, known, count)| *known == kind && *count > 0)
    }

    /// Whether the last visit ended with this warning.
    fn has_warned(&self, kind: Kind, warning: &str) -> bool {
        let report = self.report.as_ref().and_then(|report| report.kind(kind));
        report.is_some_and(|report| report.notes.iter().any(|note| note == warning))
    }
}

/// A visit on its way through the kinds.
struct Reading<'a> {
    harvest: &'a Harvest,
    session: &'a Session,
    ranking: &'a Ranking,
    marks: &'a mut Marks,
    before: &'a Before,
    started_at: Timestamp,
    intake: Intake<'a>,
    /// Why no answer came, of the kinds in a row to which none did.
    silent: Vec<ErrorKind>,
}

impl Reading<'_> {
    /// Reads one kind; with a warning where there is one.
    async fn kind(&mut self, kind: Kind) -> Result<(KindReport, Option<String>)> {
        if let Some(why) = self.silent.last().filter(|_| self.silent.len() >= SILENT_KINDS) {
            let message = format!("not asked for, since {SILENT_KINDS} kinds in a row were not reached");
            return Ok((self.failed(kind, &Error::new(*why, message)), None));
        }
        let (mut report, whole) = self.read(kind).await?;
        self.intake.end_kind(&mut report);
        match &report.failure {
            Some(failure) if failure.kind.is_unreachable() => self.silent.push(failure.kind),
            _ => self.silent.clear(),
        }
        let warning = self.before.warning(kind).filter(|_| whole && report.emitted + report.kept == 0);
        if let Some(text) = &warning {
            report.note(text);
        }
        Ok((report, warning))
    }

    /// Reads one kind by the first candidate that can; and whether all that there is was asked for, not only
    /// what changed.
    async fn read(&mut self, kind: Kind) -> Result<(KindReport, bool)> {
        let ranking = self.ranking;
        let offers = |candidate: &&Candidate| candidate.platform.manifest().offer(kind).is_some();
        let mut earlier: Option<KindReport> = None;
        let mut is_believed = false;
        for candidate in ranking.candidates.iter().filter(offers) {
            if is_believed && candidate.recognition.is_fallback() {
                break;
            }
            let Attempt { mut report, whole } = self.attempt(kind, candidate).await?;
            if let Some(earlier) = earlier.take() {
                report = follow(earlier, report);
            }
            match &report.failure {
                Some(failure) if goes_on_after(failure.kind) => {
                    // Who knows the site is believed that it has none: a reader of whatever pages would look through
                    // a hundred of them to find that out again.
                    is_believed |= failure.kind == ErrorKind::NotOffered && candidate.recognition.is_sure();
                    earlier = Some(report);
                }
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
            self.harvest.since.or_else(|| self.marks.since(kind, &manifest.name))
        };
        let mut visit = Visit::begin(self.session, manifest, kind, since, &mut self.intake)?;
        let incremental = visit.since().is_some();
        // By a caller's `since` the kind is not read whole.
        let by_marks = self.harvest.since.is_none() || self.harvest.fresh;
        let mut outcome = candidate.platform.read(kind, &mut visit).await;
        let mut report = visit.end();
        let found_none = report.emitted + report.kept == 0;
        // An adapter that asked for changes alone cannot know that there was nothing before.
        if outcome.is_ok()
            && incremental
            && by_marks
            && found_none
            && !report.complete
            && !self.before.has(kind)
        {
            let message = "the site had none at the last visit, and nothing that changed since holds one";
            outcome = Err(Error::not_offered(message));
        }
        // What the adapter could not read has no id here, so that it would count as gone, and not be asked for again.
        let unread = report.skipped_count > self.intake.refused();
        // A listing that is empty of a sudden is more often a fault than the truth: the next visit is to confirm it.
        let emptied = report.complete
            && found_none
            && self.before.warning(kind).is_some_and(|warning| !self.before.has_warned(kind, &warning));
        match outcome {
            Err(error) if error.kind() == ErrorKind::Store => return Err(error),
            Err(error) => {
                report.failure = Some(Failure::from(&error));
                report.complete = false;
            }
            Ok(()) if report.complete && unread => {
                report.complete = false;
                report.note("not taken as complete, since some of what is listed could not be read");
            }
            Ok(()) if emptied => report.complete = false,
            Ok(()) => {}
        }
        // That a site has nothing of a kind is an answer too: what changed since can tell when that is over.
        let has_answered = match &report.failure {
            None => true,
            Some(failure) => failure.kind == ErrorKind::NotOffered && found_none && !self.before.has(kind),
        };
        let read_whole = has_answered && !unread && !emptied && by_marks;
        if read_whole {
            self.marks.set(kind, &manifest.name, self.started_at);
        }
        self.intake.end_attempt(read_whole).await?;
        let whole = !incremental || report.complete || emptied || report.failure.is_some();
        Ok(Attempt { report, whole })
    }

    fn failed(&self, kind: Kind, error: &Error) -> KindReport {
        let first =
            self.ranking.candidates.first().map(|candidate| candidate.platform.manifest().name.clone());
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

/// The report of a candidate that was tried after another one. What that one emitted before it failed stays, and is
/// counted at the end of the kind.
fn follow(earlier: KindReport, mut report: KindReport) -> KindReport {
    report.tried = earlier.tried;
    if let Some(failure) = earlier.failure {
        // What that one has read in earlier visits this one may not see.
        report.complete &= matches!(failure.kind, ErrorKind::NotOffered | ErrorKind::NotFound);
        report.tried.push(Tried { platform: earlier.platform, failure });
    }
    report.skipped_count += earlier.skipped_count;
    report.skipped.splice(0..0, earlier.skipped);
    report.notes.splice(0..0, earlier.notes);
    report.questions.splice(0..0, earlier.questions);
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
