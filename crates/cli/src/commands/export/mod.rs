//! `balai export`: what the store has, as files.

mod sheet;

use std::io::Write;
use std::path::PathBuf;

use balai::{Order, Record};
use clap::{Args, ValueEnum};

use self::sheet::Sheet;
use crate::args::{Chosen, StoreArgs};
use crate::outcome::{Outcome, Result};
use crate::output;

/// Write what was harvested as JSON lines or as CSV
#[derive(Args)]
#[command(after_help = "\
As CSV, one --kind has its own fields as columns: a budget gives a row a line, a statistic one a category.
Without, every record is a row with its data as JSON.

Examples:
  balai export > everything.jsonl
  balai export --kind budget --format csv -o apbdes.csv
  balai export --kind article --within 33.04.15 --since 2026-01-01")]
pub(crate) struct Export {
    #[command(flatten)]
    chosen: Chosen,
    /// JSON lines, or CSV for a spreadsheet
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// The file to write; standard output without
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    store: StoreArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Jsonl,
    Csv,
}

/// What is written to.
enum Writer {
    Lines(Box<dyn Write + Send>),
    Sheet(Box<Sheet>),
}

impl Export {
    /// How many records are held at a time.
    const PAGE: usize = 256;

    pub(crate) async fn run(self) -> Result {
        let store = self.store.read()?;
        let out = output::to(self.output.as_deref())?;
        let mut writer = match self.format {
            Format::Jsonl => Writer::Lines(out),
            Format::Csv => Writer::Sheet(Box::new(Sheet::begin(&self.chosen.kinds, out)?)),
        };
        let mut query = self.chosen.query().order(Order::Id).limit(Self::PAGE);
        let mut written = 0;
        loop {
            let page = store.records(&query).await?;
            for stored in &page {
                writer.write(&stored.record)?;
            }
            written += page.len();
            match page.last() {
                Some(last) if page.len() == Self::PAGE => query = query.after(&last.record.id),
                _ => break,
            }
        }
        writer.end()?;
        output::tell(format_args!("{} exported", output::count(written as u64, "record")));
        Ok(Outcome::Done)
    }
}

impl Writer {
    fn write(&mut self, record: &Record) -> Result<()> {
        match self {
            Self::Sheet(sheet) => sheet.write(record),
            Self::Lines(out) => {
                serde_json::to_writer(&mut *out, record)?;
                Ok(out.write_all(b"\n")?)
            }
        }
    }

    fn end(self) -> Result<()> {
        match self {
            Self::Sheet(sheet) => sheet.end(),
            Self::Lines(mut out) => Ok(out.flush()?),
        }
    }
}
