//! `balai schema`: what records look like, for machines.

use balai::{Kind, schema};
use clap::Args;

use crate::outcome::Result;
use crate::output;

/// Write the JSON Schema of a kind's data, or of the whole record
#[derive(Args)]
#[command(after_help = "\
Examples:
  balai schema                  of the record around every kind's data
  balai schema article          of the data of articles")]
pub(crate) struct Schema {
    /// A kind, or `record`
    #[arg(value_name = "KIND|record", default_value = "record", value_parser = subject)]
    subject: Subject,
}

#[derive(Clone, Copy)]
enum Subject {
    Record,
    Kind(Kind),
}

fn subject(text: &str) -> std::result::Result<Subject, String> {
    match text {
        "record" => Ok(Subject::Record),
        kind => match kind.parse() {
            Ok(kind) => Ok(Subject::Kind(kind)),
            Err(error) => Err(format!("{error}; or record")),
        },
    }
}

impl Schema {
    pub(crate) fn run(self) -> Result {
        output::json(&match self.subject {
            Subject::Record => schema::record(),
            Subject::Kind(kind) => schema::of(kind),
        })
    }
}
