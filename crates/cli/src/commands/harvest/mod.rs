//! `balai harvest`: visits to the villages of a roster.

mod progress;
mod summary;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;

use balai::{Event, Kind, Level, RegionCode, Roster, RosterVillage, Run, Site, Sqlite, Store, regions};
use clap::Args;
use console::Term;
use jiff::civil::Date;
use tempfile::TempDir;
use tokio::signal::ctrl_c;

use self::progress::Progress;
use self::summary::Told;
use crate::args::{self, PlatformArgs, SqlitePath, WebArgs, sqlite_path};
use crate::outcome::{Failure, Result};
use crate::{names, output};

/// Visit the villages of a roster and keep what they publish
#[derive(Args)]
#[command(after_help = "\
Ctrl-C lets the visits in flight end, a second one drops them; the same command goes on with the rest.

Examples:
  balai harvest pejawaran.toml
  balai harvest pejawaran.toml --kind article --kind event
  balai harvest --village 33.04.15.2008=https://darmayasa-banjarnegara.desa.id --jsonl -")]
pub(crate) struct Harvest {
    /// The roster, TOML or CSV
    roster: Option<PathBuf>,
    /// A village and its site, beside the roster or in place of it; may be given several times
    #[arg(long = "village", value_name = "CODE=URL", value_parser = village)]
    villages: Vec<RosterVillage>,
    /// Where records are kept [default: sqlite:balai.db; with --jsonl nowhere]
    #[arg(long, value_name = "STORE", value_parser = sqlite_path)]
    store: Option<SqlitePath>,
    /// Also write the records that are read as JSON lines; - is standard output. A harvest that goes on where it
    /// stopped writes on
    #[arg(long, value_name = "FILE")]
    jsonl: Option<PathBuf>,
    /// Only this kind; may be given several times
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<Kind>,
    /// Only what changed on this day or later, in place of since the last harvest
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// How many villages to visit at a time
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..))]
    concurrency: u16,
    /// Read everything again, and go on with nothing
    #[arg(long)]
    fresh: bool,
    #[command(flatten)]
    platforms: PlatformArgs,
    #[command(flatten)]
    web: WebArgs,
}

impl Harvest {
    pub(crate) async fn run(self, verbose: bool) -> Result {
        let roster = self.roster()?;
        let kinds = if self.kinds.is_empty() { Kind::ALL.to_vec() } else { self.kinds.clone() };
        let web = self.web.builder().concurrency(self.concurrency.into()).build()?;
        // A harvest that keeps nothing may still be too large for memory; its folder goes at the end.
        let aside = if self.keeps() { None } else { Some(tempfile::tempdir()?) };
        let store = self.store(aside.as_ref().map(TempDir::path))?;
        let mut harvest = balai::Harvest::new(Arc::new(web), self.platforms.platforms()?, store.clone())
            .kinds(kinds.iter().copied())
            .concurrency(self.concurrency.into())
            .fresh(self.fresh)
            .accept_invalid_certificate(self.web.accept_invalid_certificates)
            .records(self.jsonl.is_some())
            .gazetteer(regions::Decree);
        if let Some(since) = self.since.and_then(|day| names::beginning(day, None)) {
            harvest = harvest.since(since);
        }

        // Bars stand still only where nothing else is written on the terminal.
        let lines_on_terminal = self.jsonl.as_deref() == Some(Path::new("-")) && Term::stdout().is_term();
        let progress = Progress::begin(kinds, Term::stderr().is_term() && !verbose && !lines_on_terminal);
        let told = attend(harvest.run(&roster), progress, &*store, self.jsonl.as_deref()).await?;
        told.tell(self.keeps())
    }

    /// The villages of the file and of the command line; where both know one, the latter counts.
    fn roster(&self) -> Result<Roster> {
        let mut roster = self.roster.as_deref().map(args::roster).transpose()?.unwrap_or_default();
        for (i, village) in self.villages.iter().enumerate() {
            if self.villages[..i].iter().any(|earlier| earlier.code == village.code) {
                return Err(Failure::usage(format!("--village names {} twice; take one away", village.code)));
            }
            match roster.villages.iter_mut().find(|known| known.code == village.code) {
                Some(known) => known.url.clone_from(&village.url),
                None => roster.villages.push(village.clone()),
            }
        }
        if self.roster.is_none() && self.villages.is_empty() {
            return Err(Failure::usage("name a roster, or a village with --village CODE=URL"));
        }
        if roster.villages.iter().all(|village| village.url.is_none()) && roster.sources.is_empty() {
            let message =
                "no village of the roster has a site yet: write those that you know on their url lines";
            return Err(Failure::usage(message));
        }
        Ok(roster)
    }

    /// Whether the records stay anywhere but on the lines that are written.
    fn keeps(&self) -> bool {
        self.store.is_some() || self.jsonl.is_none()
    }

    fn store(&self, aside: Option<&Path>) -> Result<Arc<dyn Store>> {
        match (&self.store, aside) {
            (Some(path), _) => path.open(),
            (None, Some(aside)) => Ok(Arc::new(Sqlite::open(aside.join("balai.db"))?)),
            (None, None) => SqlitePath::default().open(),
        }
    }
}

/// Follows a run to its end.
async fn attend(
    mut run: Run,
    mut progress: Progress,
    store: &dyn Store,
    jsonl: Option<&Path>,
) -> Result<Told> {
    let mut told = Told::default();
    let mut records: Option<Box<dyn Write + Send>> = None;
    let mut interrupted = pin!(ctrl_c());
    let mut interrupts = 0;
    loop {
        let event = tokio::select! {
            event = run.next() => event,
            Ok(()) = &mut interrupted => {
                interrupted.set(ctrl_c());
                run.stop();
                interrupts += 1;
                progress.interrupted(match interrupts {
                    1 => "ending after the visits in flight; again to drop them",
                    _ => "dropping the visits in flight",
                });
                continue;
            }
        };
        let Some(event) = event else { return Ok(told) };
        progress.show(&event);
        match (&event, &mut records) {
            // What an interrupted harvest has written stays: the store does not tell it again.
            (Event::Started { resumes: true, .. }, _) => records = jsonl.map(output::onto).transpose()?,
            (Event::Started { .. }, _) => records = jsonl.map(|path| output::to(Some(path))).transpose()?,
            (Event::Record(record), Some(out)) => {
                serde_json::to_writer(&mut *out, &**record)?;
                out.write_all(b"\n")?;
            }
            (Event::VisitEnded(report), out) => {
                if let Some(out) = out {
                    out.flush()?;
                }
                told.visit(report, store).await?;
            }
            (Event::Finished(summary), _) => told.finish(summary),
            _ => {}
        }
    }
}

fn village(text: &str) -> std::result::Result<RosterVillage, String> {
    let (code, url) = text.split_once('=').ok_or("write it as 33.04.15.2008=https://name.desa.id")?;
    let code: RegionCode = code.trim().parse().map_err(|error: balai::RegionCodeError| error.to_string())?;
    if code.level() != Level::Village {
        return Err(format!("{code} is a {}; `balai roster {code}` lists its villages", code.level()));
    }
    if regions::get(code).is_none() {
        let subdistrict = code.at(Level::Subdistrict).unwrap_or(code);
        return Err(format!("no village has the code {code}; look it up with `balai roster {subdistrict}`"));
    }
    Site::new(code, url).map_err(|error| error.message().to_owned())?;
    Ok(RosterVillage { url: Some(url.trim().to_owned()), ..RosterVillage::new(code) })
}
