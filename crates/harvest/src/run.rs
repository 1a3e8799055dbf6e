//! A harvest that is running.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use balai_core::report::Failure;
use balai_core::{Error, Report, Result, Roster, Site};
use futures_core::Stream;
use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};

use crate::event::Events;
use crate::resume::Progress;
use crate::visit::{self, Told};
use crate::{Event, Harvest, Summary};

/// A harvest that is running: a stream of what happens.
///
/// The harvest waits where nobody reads. Dropping the run ends it at once: a visit in flight leaves no trace, unless
/// its commit has begun.
pub struct Run {
    events: mpsc::Receiver<Event>,
    stop: Stop,
    task: AbortHandle,
}

/// Stops a [`Run`], from a signal handler for one.
#[derive(Clone, Debug)]
pub struct Stop(Arc<watch::Sender<Halt>>);

/// How far a run is to be stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Halt {
    /// Not at all.
    Go,
    /// Visits in flight may end.
    Soon,
    /// Visits in flight are dropped.
    Now,
}

impl Run {
    /// How many events may wait to be read: enough that visits seldom wait, few enough to be no burden.
    const WAITING: usize = 64;

    pub(crate) fn begin(harvest: Harvest, roster: &Roster) -> Self {
        let (sender, events) = mpsc::channel(Self::WAITING);
        let (halt, halted) = watch::channel(Halt::Go);
        let harvesting = Harvesting {
            harvest,
            events: Events::to(sender),
            halted,
            summary: Summary::begun(),
            store_failures: 0,
        };
        let task = tokio::spawn(harvesting.run(roster.clone())).abort_handle();
        Self { events, stop: Stop(Arc::new(halt)), task }
    }

    /// The next event; `None` after [`Event::Finished`].
    pub async fn next(&mut self) -> Option<Event> {
        self.events.recv().await
    }

    /// Lets the harvest go on to its end, and returns what it came to.
    pub async fn finish(mut self) -> Summary {
        let mut summary = Summary::begun();
        while let Some(event) = self.next().await {
            if let Event::Finished(last) = event {
                summary = last;
            }
        }
        summary
    }

    /// See [`Stop::stop`].
    pub fn stop(&self) {
        self.stop.stop();
    }

    /// A handle that stops this run from elsewhere.
    pub fn stopper(&self) -> Stop {
        self.stop.clone()
    }
}

impl Stop {
    /// Begins no more visits and lets those in flight end; called again, drops those in flight, which then leave
    /// no trace unless their commit has begun. Either way the run ends with [`Event::Finished`], and the next harvest of the same roster and
    /// kinds goes on with those that are left.
    pub fn stop(&self) {
        self.0.send_modify(|halt| *halt = if *halt == Halt::Go { Halt::Soon } else { Halt::Now });
    }
}

impl Stream for Run {
    type Item = Event;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Event>> {
        self.events.poll_recv(context)
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The task behind a run: it hands out the sites and counts what comes back.
struct Harvesting {
    harvest: Harvest,
    events: Events,
    halted: watch::Receiver<Halt>,
    summary: Summary,
    store_failures: u32,
}

impl Harvesting {
    /// After so many visits in a row that the store did not take, the harvest ends: sites are not to be asked
    /// for what cannot be kept.
    const STORE_FAILURES: u32 = 3;

    async fn run(mut self, roster: Roster) {
        if let Err(error) = self.harvest_all(roster).await {
            self.summary.failure = Some(Failure::from(&error));
            self.summary.whole = false;
        }
        self.summary.finished_at = Timestamp::now();
        self.events.send(Event::Finished(self.summary)).await;
    }

    async fn harvest_all(&mut self, roster: Roster) -> Result<()> {
        let turns: VecDeque<_> = roster
            .sites()?
            .into_iter()
            .map(|(site, platform)| Turn { site, platform: platform.map(str::to_owned) })
            .collect();
        let sites = turns.len() as u64;
        let progress =
            Progress::begin(&self.harvest, &turns.iter().map(|turn| &turn.site).collect::<Vec<_>>()).await?;
        self.summary.without_site = (roster.villages.len() + roster.sources.len()) as u64 - sites;
        self.events.send(Event::Started { sites, resumes: progress.resumes() }).await;

        let progress = Arc::new(progress);
        self.visit_all(turns, &progress).await?;
        self.summary.whole = self.summary.resumed + self.summary.visited == sites;
        if self.summary.whole {
            progress.end(&self.harvest).await?;
        }
        Ok(())
    }

    async fn visit_all(&mut self, mut left: VecDeque<Turn>, progress: &Arc<Progress>) -> Result<()> {
        let mut visits = JoinSet::new();
        let mut halted = self.halted.clone();
        loop {
            let halt = *halted.borrow_and_update();
            match halt {
                Halt::Go => {
                    while visits.len() < self.harvest.concurrency
                        && let Some(turn) = left.pop_front()
                    {
                        let (harvest, progress) = (self.harvest.clone(), progress.clone());
                        let events = self.events.clone();
                        visits.spawn(async move { attend(&harvest, &progress, turn, &events).await });
                    }
                }
                Halt::Soon => left.clear(),
                Halt::Now => {
                    left.clear();
                    visits.abort_all();
                }
            }
            tokio::select! {
                ended = visits.join_next() => match ended {
                    None => return Ok(()),
                    // A visit catches its panics, so that one that did not end well was dropped.
                    Some(ended) => if let Ok(outcome) = ended {
                        self.count(outcome)?;
                    }
                },
                // A run whose reader has dropped every handle goes on unstopped.
                Ok(()) = halted.changed() => {}
            }
        }
    }

    fn count(&mut self, outcome: Result<Attended>) -> Result<()> {
        match outcome {
            Ok(Attended::Visited(report)) => {
                self.store_failures = 0;
                self.summary.count(&report);
            }
            Ok(Attended::Resumed) => self.summary.resumed += 1,
            Err(error) => {
                self.store_failures += 1;
                if self.store_failures == Self::STORE_FAILURES {
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

/// A site that is to be visited.
struct Turn {
    site: Site,
    /// The platform that the roster names.
    platform: Option<String>,
}

/// What became of a turn.
enum Attended {
    Visited(Box<Report>),
    /// It was visited before the harvest was interrupted.
    Resumed,
}

/// Visits one site of the roster; an error is one of the store.
async fn attend(
    harvest: &Harvest,
    progress: &Progress,
    Turn { site, platform }: Turn,
    events: &Events,
) -> Result<Attended> {
    if progress.has_visited(harvest, &site).await? {
        events.send(Event::Resumed { region: site.region }).await;
        return Ok(Attended::Resumed);
    }
    let report = Report::new(&site);
    events.send(Event::VisitStarted { region: site.region, site: site.clone() }).await;
    let told = Told { platform: platform.as_deref(), run: Some(progress.run()), events: events.clone() };
    let outcome = visit::visit(harvest, site, told).await;
    let report = match &outcome {
        Ok(report) => report.clone(),
        Err(error) => lost(report, error),
    };
    events.send(Event::VisitEnded(Arc::new(report))).await;
    outcome.map(|report| Attended::Visited(Box::new(report)))
}

fn lost(mut report: Report, error: &Error) -> Report {
    report.failure = Some(Failure::from(error));
    report
}
