//! `balai status`: every village: condition, last news, what is missing.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use balai::report::Failure as SiteFailure;
use balai::{Condition, Kind, Query, RegionCode, Report, Roster, Store};
use clap::Args;
use console::Term;
use jiff::Timestamp;
use serde::Serialize;

use crate::args::{self, StoreArgs};
use crate::names;
use crate::news::{self, News};
use crate::outcome::{Outcome, Result};
use crate::output;
use crate::table::{Cell, Table};

/// Tell the state of every village: condition, last news, what is missing
#[derive(Args)]
#[command(after_help = "\
Conditions: active (news of the last 90 days), stale, silent (no news), blocked, unreachable, no site, unvisited.

Examples:
  balai status                      the villages that were visited
  balai status pejawaran.toml       those of a roster, also those without a site
  balai status --within 33.04.15 --json")]
pub(crate) struct Status {
    /// A roster, whose villages are shown although they have no site or were not visited
    roster: Option<PathBuf>,
    /// Only the villages within this region
    #[arg(long, value_name = "CODE")]
    within: Option<RegionCode>,
    /// As JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    store: StoreArgs,
}

/// The state of one village.
#[derive(Serialize)]
struct State {
    village: RegionCode,
    name: String,
    condition: Condition,
    site: Option<String>,
    platform: Option<String>,
    version: Option<String>,
    visited_at: Option<Timestamp>,
    last_news: Option<News>,
    records: BTreeMap<Kind, u64>,
    missing: Vec<Kind>,
    failure: Option<SiteFailure>,
}

impl Status {
    pub(crate) async fn run(self) -> Result {
        let roster = self.roster.as_deref().map(args::roster).transpose()?;
        let store = self.store.read()?;
        let states = self.states(&*store, roster.unwrap_or_default()).await?;
        if self.json {
            return output::json(&states);
        }
        if states.is_empty() {
            output::tell("no village was visited yet; begin with `balai harvest`");
            return Ok(Outcome::Done);
        }
        let mut out = output::stdout();
        table(&states).write(&mut out, &Term::stdout())?;
        writeln!(out, "\n{}", totals(&states))?;
        out.flush()?;
        Ok(Outcome::Done)
    }

    /// The villages of the roster and of the store, by code.
    async fn states(&self, store: &dyn Store, roster: Roster) -> Result<Vec<State>> {
        let mut villages: BTreeMap<RegionCode, (Option<Report>, Option<String>)> = BTreeMap::new();
        for village in roster.villages {
            let inside = self.within.is_none_or(|region| region.contains(village.code));
            if inside {
                villages.insert(village.code, (None, village.url));
            }
        }
        for report in store.reports(self.within).await?.into_iter().filter(|report| report.source.is_none()) {
            let site = report.site.to_string();
            villages.insert(report.region, (Some(report), Some(site)));
        }
        let mut counts: BTreeMap<RegionCode, BTreeMap<Kind, u64>> = BTreeMap::new();
        let query = Query { within: self.within, ..Query::new() };
        for (village, kind, n) in store.counts(&query).await? {
            counts.entry(village).or_default().insert(kind, n);
        }
        // What is known of a village by a source alone.
        for village in counts.keys() {
            villages.entry(*village).or_default();
        }
        let mut states = Vec::new();
        for (village, (report, site)) in villages {
            let records = counts.remove(&village).unwrap_or_default();
            let last_news = news::last(store, village).await?;
            states.push(State::new(village, report, site, last_news, records));
        }
        Ok(states)
    }
}

impl State {
    fn new(
        village: RegionCode,
        report: Option<Report>,
        site: Option<String>,
        last_news: Option<News>,
        records: BTreeMap<Kind, u64>,
    ) -> Self {
        let last_at = last_news.as_ref().map(|news| news.published_at);
        let condition = match (&report, &site) {
            (Some(report), _) => Condition::after(report, last_at, Timestamp::now()),
            (None, Some(_)) => Condition::Unvisited,
            (None, None) => Condition::NoSite,
        };
        let platform = report.as_ref().and_then(Report::platform);
        Self {
            village,
            name: names::name(village),
            condition,
            platform: platform.map(|platform| platform.platform.clone()),
            version: platform.and_then(|platform| platform.recognition.version.clone()),
            site,
            visited_at: report.as_ref().map(|report| report.finished_at),
            last_news,
            missing: Kind::ALL.into_iter().filter(|kind| !records.contains_key(kind)).collect(),
            records,
            failure: report.and_then(|report| report.failure),
        }
    }
}

/// Up to so many kinds it is shorter to tell what is there than what is missing.
const FEW: usize = 3;

fn table(states: &[State]) -> Table {
    let mut table = Table::new(&["VILLAGE", "CONDITION", "LAST NEWS", "", "RECORDS", "KINDS", "MISSING"]);
    for state in states {
        let (date, title) = match &state.last_news {
            Some(news) => (names::day(state.village, news.published_at), news.short_title()),
            None => Default::default(),
        };
        let missing = match (state.condition, state.records.is_empty()) {
            (Condition::NoSite | Condition::Unvisited, true) => String::new(),
            (_, true) => "everything".to_owned(),
            _ if state.records.len() <= FEW => {
                format!("all but {}", names::kinds(state.records.keys().copied()))
            }
            _ => names::kinds(state.missing.iter().copied()),
        };
        table.row([
            Cell::text(&state.name),
            Cell::condition(state.condition),
            Cell::text(date),
            Cell::text(title),
            Cell::number(state.records.values().sum()),
            Cell::number(state.records.len() as u64),
            Cell::faint(missing),
        ]);
    }
    table
}

/// How many villages there are of each condition.
fn totals(states: &[State]) -> String {
    let mut conditions: BTreeMap<Condition, u64> = BTreeMap::new();
    for state in states {
        *conditions.entry(state.condition).or_default() += 1;
    }
    let conditions: Vec<_> = conditions
        .iter()
        .map(|(condition, n)| format!("{n} {}", condition.as_str().replace('_', " ")))
        .collect();
    format!("{}: {}", output::count(states.len() as u64, "village"), conditions.join(", "))
}
