#![doc = include_str!("../README.md")]

mod args;
mod commands;
mod names;
mod news;
mod outcome;
mod output;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::outcome::{Failure, Outcome};

/// Reads what Indonesian villages publish, whatever website platform they run on.
#[derive(Parser)]
#[command(name = "balai", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    /// Tell more: every request that is made, the endpoints that are never asked
    #[arg(short, long, global = true, display_order = 100)]
    verbose: bool,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
A sub-district from nothing:
  balai roster 33.04.15 > pejawaran.toml    then write down the sites that you know
  balai harvest pejawaran.toml
  balai status pejawaran.toml
  balai search kopi

Exit status: 0 done, 1 some sites failed, 2 wrong usage.";

#[derive(Subcommand)]
enum Command {
    Roster(commands::roster::Roster),
    Detect(commands::detect::Detect),
    Harvest(commands::harvest::Harvest),
    Status(commands::status::Status),
    Search(commands::search::Search),
    Export(commands::export::Export),
    Schema(commands::schema::Schema),
    Platforms(commands::platforms::Platforms),
    Template(commands::template::Template),
    Recipe(commands::recipe::Recipe),
    NewPlatform(commands::new_platform::NewPlatform),
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    if cli.verbose {
        tell_requests();
    }
    let outcome = match cli.command {
        Command::Roster(command) => command.run(),
        Command::Detect(command) => command.run().await,
        Command::Harvest(command) => command.run(cli.verbose).await,
        Command::Status(command) => command.run().await,
        Command::Search(command) => command.run().await,
        Command::Export(command) => command.run().await,
        Command::Schema(command) => command.run(),
        Command::Platforms(command) => command.run(cli.verbose),
        Command::Template(command) => command.run(),
        Command::Recipe(command) => command.run().await,
        Command::NewPlatform(command) => command.run(),
    };
    let failure = match outcome {
        Ok(Outcome::Done) => return ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => return ExitCode::from(1),
        // Whoever reads us has enough, as `head` does.
        Err(Failure::NoReader) => return ExitCode::SUCCESS,
        Err(failure) => failure,
    };
    output::tell(format_args!("{} {failure}", console::style("error:").red().bold().for_stderr()));
    match failure {
        Failure::Usage(_) => ExitCode::from(2),
        _ => ExitCode::from(1),
    }
}

/// Shows the library's debug lines on standard error.
fn tell_requests() {
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::DEBUG)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time()
        .finish()
        .with(Targets::new().with_target("balai", LevelFilter::DEBUG))
        .init();
}
