//! `balai platforms`: what can be read from what.

use std::io::Write;

use balai::{Access, Kind, Manifest, Platforms as Known};
use clap::Args;
use console::{Term, style};
use serde::Serialize;

use crate::outcome::{Outcome, Result};
use crate::output;
use crate::table::{Cell, Table};

/// Tell what can be read from which platform, and how
#[derive(Args)]
#[command(after_help = "\
With -v also the endpoints that are never asked, since they may show personal data.")]
pub(crate) struct Platforms {
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// A platform, as JSON tells it.
#[derive(Serialize)]
struct Described<'a> {
    name: &'a str,
    title: &'a str,
    kinds: Vec<Offered<'a>>,
    never: &'a [std::borrow::Cow<'static, str>],
}

#[derive(Serialize)]
struct Offered<'a> {
    kind: Kind,
    access: &'a [Access],
    incremental: bool,
}

impl Platforms {
    pub(crate) fn run(self, verbose: bool) -> Result {
        let platforms = Known::enabled();
        let manifests: Vec<_> = platforms.iter().map(|platform| platform.manifest()).collect();
        if self.json {
            return output::json(&manifests.into_iter().map(described).collect::<Vec<_>>());
        }
        let mut out = output::stdout();
        table(&manifests).write(&mut out, &Term::stdout())?;
        writeln!(
            out,
            "\na by an API, f by a feed, p from pages, x from files; * a later harvest asks only for what changed"
        )?;
        if verbose {
            for manifest in manifests.iter().filter(|manifest| !manifest.never.is_empty()) {
                writeln!(out, "\n{}", style(format!("Never asked on {}", manifest.title)).bold())?;
                for path in &manifest.never {
                    writeln!(out, "  {path}")?;
                }
            }
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

fn table(manifests: &[&Manifest]) -> Table {
    let titles = manifests.iter().map(|manifest| manifest.title.as_ref());
    let mut table = Table::new(&["KIND"].into_iter().chain(titles).collect::<Vec<_>>());
    for kind in Kind::ALL {
        let accesses = manifests.iter().map(|manifest| match manifest.offer(kind) {
            None => Cell::faint("–"),
            Some(offer) => {
                let access: Vec<_> = offer.access.iter().map(|access| letter(*access)).collect();
                Cell::text(access.join(" ") + if offer.incremental { " *" } else { "" })
            }
        });
        table.row([Cell::text(kind.as_str())].into_iter().chain(accesses));
    }
    table
}

/// There are too many platforms for words.
fn letter(access: Access) -> &'static str {
    match access {
        Access::Api => "a",
        Access::Feed => "f",
        Access::Page => "p",
        Access::File => "x",
    }
}

fn described(manifest: &Manifest) -> Described<'_> {
    Described {
        name: &manifest.name,
        title: &manifest.title,
        kinds: manifest
            .offers
            .iter()
            .map(|offer| Offered { kind: offer.kind, access: &offer.access, incremental: offer.incremental })
            .collect(),
        never: &manifest.never,
    }
}
