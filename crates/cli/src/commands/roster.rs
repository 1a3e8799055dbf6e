//! `balai roster`: every village of a region, ready to fill in.

use std::io::Write;

use balai::regions::{self, Region};
use balai::{Level, RegionCode, RosterVillage};
use clap::{Args, ValueEnum};

use crate::outcome::{Failure, Outcome, Result};
use crate::output;

/// Write every village of a region as a roster, ready to fill in
#[derive(Args)]
#[command(after_help = "\
Examples:
  balai roster 33.04.15 > pejawaran.toml
  balai roster Kecamatan Pejawaran --format csv > pejawaran.csv")]
pub(crate) struct Roster {
    /// The region's code, such as 33.04.15, or its name
    #[arg(value_name = "REGION", required = true)]
    region: Vec<String>,
    /// TOML, or CSV for a spreadsheet
    #[arg(long, value_enum, default_value_t = Format::Toml)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Toml,
    Csv,
}

impl Roster {
    pub(crate) fn run(self) -> Result {
        let region = find(&self.region.join(" "))?;
        let mut out = output::stdout();
        match self.format {
            Format::Toml => toml(region, &mut out)?,
            Format::Csv => csv(region, &mut out)?,
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

fn find(sought: &str) -> Result<Region> {
    if sought.contains(|c: char| c.is_ascii_digit()) && !sought.contains(char::is_alphabetic) {
        let code: RegionCode = sought
            .parse()
            .map_err(|error| Failure::usage(format!("{error}; to search by name: balai roster Pejawaran")))?;
        return regions::get(code).ok_or_else(|| unknown(code));
    }
    let mut matches = regions::search(sought);
    // Who asks for a roster by name means a region that has villages, not the village of the same name.
    if matches.iter().any(|found| found.region.level() != Level::Village && found.exact) {
        matches.retain(|found| found.region.level() != Level::Village);
    }
    let exact: Vec<_> = matches.iter().filter(|found| found.exact).collect();
    if let [only] = exact[..] {
        return Ok(only.region);
    }
    if matches.is_empty() {
        let message = format!(
            "no region is called {sought}; write its code, or the name as {} spells it",
            regions::VINTAGE
        );
        return Err(Failure::usage(message));
    }
    Err(Failure::usage(which(sought, &matches)))
}

/// The regions that a name may mean, for a person to choose.
fn which(sought: &str, matches: &[regions::Match]) -> String {
    const SHOWN: usize = 12;
    let mut message = format!("which {sought}? Name one by its code:");
    for found in matches.iter().take(SHOWN) {
        message += &format!("\n  {:<13}  {}", found.region.code(), found.region.full_name());
    }
    if let Some(more) = matches.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        message += &format!("\n  and {more} more");
    }
    message
}

fn unknown(code: RegionCode) -> Failure {
    let mut message = format!("no region has the code {code} ({})", regions::VINTAGE);
    let mut parent = code.parent();
    while let Some(code) = parent {
        if let Some(region) = regions::get(code) {
            message += &format!("; {code} is {}", region.full_name());
            break;
        }
        parent = code.parent();
    }
    message += "; to search by name: balai roster Pejawaran";
    Failure::usage(message)
}

/// The villages of a region, a sub-district at a time.
fn subdistricts(region: Region, visit: &mut dyn FnMut(Region, &[Region]) -> Result<()>) -> Result<()> {
    match region.level() {
        Level::Village => visit(region.parent().unwrap_or(region), &[region]),
        Level::Subdistrict => visit(region, &region.children().collect::<Vec<_>>()),
        _ => region.children().try_for_each(|child| subdistricts(child, visit)),
    }
}

fn toml(region: Region, out: &mut dyn Write) -> Result<()> {
    writeln!(
        out,
        "# The villages of {} ({}), after {}.",
        region.full_name(),
        region.code(),
        regions::VINTAGE
    )?;
    writeln!(out, "# Write the address of each site that you know on its url line, and take its # away.\n")?;
    subdistricts(region, &mut |subdistrict, villages| {
        if subdistrict.level() != region.level() {
            let villages = output::count(villages.len() as u64, "village");
            writeln!(out, "# {} ({}): {villages}\n", subdistrict.full_name(), subdistrict.code())?;
        }
        let villages = villages.iter().map(|village| RosterVillage {
            name: Some(village.name().to_owned()),
            ..RosterVillage::new(village.code())
        });
        let roster = balai::Roster { villages: villages.collect(), ..balai::Roster::default() };
        Ok(out.write_all(roster.to_toml().as_bytes())?)
    })
}

fn csv(region: Region, out: &mut dyn Write) -> Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(["code", "name", "url"])?;
    subdistricts(region, &mut |_, villages| {
        for village in villages {
            rows.write_record([&village.code().to_string(), village.name(), ""])?;
        }
        Ok(())
    })?;
    Ok(rows.flush()?)
}
