//! How far a harvest is: bars on a terminal, a line a site elsewhere.

use std::collections::BTreeMap;
use std::time::Duration;

use balai::{Event, Kind, RegionCode, Report};
use console::Term;
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use super::summary;
use crate::{names, output};

/// What is shown while a harvest runs, on standard error.
pub(crate) struct Progress {
    bars: Option<Bars>,
    kinds: Vec<Kind>,
    /// The sites that are being visited, and what is read of them.
    now: BTreeMap<RegionCode, Option<Kind>>,
    sites: u64,
    ended: u64,
    records: u64,
}

struct Bars {
    both: MultiProgress,
    now: ProgressBar,
    whole: ProgressBar,
}

impl Progress {
    /// Begins to show the reading of `kinds`, in their order.
    pub(crate) fn begin(kinds: Vec<Kind>, bars: bool) -> Self {
        let bars = bars.then(Bars::draw);
        Self { bars, kinds, now: BTreeMap::new(), sites: 0, ended: 0, records: 0 }
    }

    pub(crate) fn show(&mut self, event: &Event) {
        match event {
            Event::Started { sites, .. } => self.sites = *sites,
            Event::Resumed { region } => {
                self.ended += 1;
                if self.bars.is_none() {
                    let name = names::name(*region);
                    self.line(&format!(
                        "[{}/{}] {name}: read before the interruption",
                        self.ended, self.sites
                    ));
                }
            }
            Event::VisitStarted { region, .. } => drop(self.now.insert(*region, None)),
            Event::Recognised { region, .. } => drop(self.now.insert(*region, self.kinds.first().copied())),
            Event::KindRead { region, report } => {
                self.records += report.emitted;
                let next = self.kinds.iter().skip_while(|kind| **kind != report.kind).nth(1);
                self.now.insert(*region, next.copied());
            }
            Event::Warning { region, text } => self.line(&format!("{}: {text}", names::name(*region))),
            Event::VisitEnded(report) => {
                self.now.remove(&report.region);
                self.ended += 1;
                if self.bars.is_none() {
                    self.line(&format!("[{}/{}] {}", self.ended, self.sites, visited(report)));
                }
            }
            _ => return,
        }
        self.draw();
    }

    /// A line above the bars.
    pub(crate) fn line(&self, text: &str) {
        match &self.bars {
            Some(bars) => drop(bars.both.println(text)),
            None => output::tell(text),
        }
    }

    /// A line that answers a Ctrl-C.
    pub(crate) fn interrupted(&self, text: &str) {
        if self.bars.is_some() {
            // The terminal has echoed `^C` on a line of its own below the bars, which know nothing of it.
            let terminal = Term::stderr();
            let _ = terminal.clear_line().and_then(|()| terminal.move_cursor_up(1));
        }
        self.line(text);
    }

    fn draw(&self) {
        let Some(bars) = &self.bars else { return };
        bars.whole.set_length(self.sites);
        bars.whole.set_position(self.ended);
        bars.whole.set_message(output::count(self.records, "record"));
        bars.now.set_message(self.being_read());
    }

    fn being_read(&self) -> String {
        const NAMED: usize = 4;
        let named = self.now.iter().take(NAMED).map(|(village, kind)| match kind {
            Some(kind) => format!("{} ({})", names::name(*village), kind.as_str().replace('_', " ")),
            None => names::name(*village),
        });
        let mut text = named.collect::<Vec<_>>().join(", ");
        if self.now.len() > NAMED {
            text += &format!(" and {} more", self.now.len() - NAMED);
        }
        text
    }
}

impl Bars {
    fn draw() -> Self {
        let both = MultiProgress::new();
        let styled = |template: &str| {
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
        };
        let now = both.add(ProgressBar::new_spinner());
        now.set_style(styled("{spinner:.cyan} {wide_msg}"));
        let whole = both.add(ProgressBar::new(0));
        whole.set_style(
            styled("{bar:32.green/dim} {pos}/{len} sites, {msg}, {elapsed}").progress_chars("━╸─"),
        );
        for bar in [&now, &whole] {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { both, now, whole }
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        self.now.finish_and_clear();
        self.whole.finish_and_clear();
    }
}

/// What came of a visit, in a line.
fn visited(report: &Report) -> String {
    let name = names::reported(report);
    match &report.failure {
        Some(failure) => format!("{name}: {}", failure.message),
        None => format!(
            "{name}: {}, {} ({} new, {} changed, {} gone)",
            summary::platform(report),
            output::count(report.emitted(), "record"),
            report.new,
            report.changed,
            report.gone
        ),
    }
}
