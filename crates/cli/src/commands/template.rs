//! `balai template`: spreadsheets for villages to fill in that have no site.

use std::io::{IsTerminal, Write, stdout};
use std::path::PathBuf;

use balai::Kind;
use balai::table::{Format, Template as Workbook};
use clap::{Args, ValueEnum};

use crate::outcome::{Failure, Outcome, Result};
use crate::output;

/// Write a spreadsheet to fill in, for villages that have no site
#[derive(Args)]
#[command(after_help = "\
A roster reads what was filled in, a row a record:
  [[source]]
  platform = \"table\"
  within = \"33.04.15\"
  file = \"perangkat.xlsx\"

Examples:
  balai template official -o perangkat.xlsx
  balai template official budget service -o desa.xlsx        a sheet each
  balai template official --format csv -o perangkat.csv")]
pub(crate) struct Template {
    /// The kinds to write of
    #[arg(required = true, value_name = "KIND")]
    kinds: Vec<Kind>,
    /// The format [default: by the file's name, else xlsx]
    #[arg(long, value_enum)]
    format: Option<Sort>,
    /// The file to write to; otherwise standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Sort {
    Xlsx,
    Csv,
}

impl Template {
    pub(crate) fn run(self) -> Result {
        let is_csv = |path: &PathBuf| path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csv"));
        let by_name = if self.output.as_ref().is_some_and(is_csv) { Sort::Csv } else { Sort::Xlsx };
        let format = match self.format.unwrap_or(by_name) {
            Sort::Csv if self.kinds.len() > 1 => {
                return Err(Failure::usage("CSV has one sheet: name one kind, or write --format xlsx"));
            }
            Sort::Csv => Format::Csv,
            Sort::Xlsx if self.output.is_none() && stdout().is_terminal() => {
                return Err(Failure::usage("a workbook is nothing for a terminal: name a file with -o"));
            }
            Sort::Xlsx => Format::Xlsx,
        };
        let Some((first, others)) = self.kinds.split_first() else { return Ok(Outcome::Done) };
        let workbook = others.iter().fold(Workbook::of(*first), |workbook, kind| workbook.and(*kind));
        let mut out = output::to(self.output.as_deref())?;
        out.write_all(&workbook.write(format)?)?;
        out.flush()?;
        Ok(Outcome::Done)
    }
}
