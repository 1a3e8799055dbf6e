#![doc = include_str!("../README.md")]

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use balai::{Error, ErrorKind, Result, Roster, Sqlite};
use clap::{Parser, Subcommand};

mod demo;
mod format;
mod news;
mod overview;
mod pages;
mod serve;
mod style;
#[cfg(test)]
mod tests;
mod words;

/// The portal of a sub-district: what its villages publish, in one place.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Starts 17 simulated villages, harvests them and shows them.
    Demo {
        /// The port on this machine that the portal is served on.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Where the records are kept [default: a new file, deleted at the end].
        #[arg(long, value_name = "sqlite:PATH")]
        store: Option<String>,
    },
    /// Shows what is in a store, also while a harvest writes to it.
    Serve {
        /// Where the records are kept.
        #[arg(long, value_name = "sqlite:PATH")]
        store: String,
        /// The villages of the portal, also those that were not visited yet: a roster in TOML or CSV.
        #[arg(long, value_name = "FILE")]
        roster: Option<PathBuf>,
        /// The port that the portal is served on.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The address that the portal is served on; 0.0.0.0 for all of this machine's.
        #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
        host: IpAddr,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Demo { port, store } => demo::run(port, store.as_deref()).await,
        Command::Serve { store, roster, port, host } => {
            show(&store, roster.as_deref(), SocketAddr::new(host, port)).await
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(if error.kind() == ErrorKind::Config { 2 } else { 1 })
        }
    }
}

async fn show(store: &str, roster: Option<&Path>, address: SocketAddr) -> Result<()> {
    let path = sqlite_path(store)?;
    // Opening would make an empty store of a mistyped name.
    if !path.exists() {
        let advice = "there is no store: check the path, or fill it first with `balai harvest`";
        return Err(Error::new(ErrorKind::Config, advice).at(path.display()));
    }
    let exists = |code| balai::regions::get(code).is_some();
    let roster = roster.map(|path| Roster::from_file(path, exists)).transpose()?.unwrap_or_default();
    let store = Arc::new(Sqlite::open(path)?);
    let listener = serve::listen(address).await?;
    println!("The portal is at http://{address}/. Ctrl-C ends it.");
    serve::serve(listener, serve::Portal::new(store, roster)).await
}

/// The file that a store's address names.
fn sqlite_path(store: &str) -> Result<&Path> {
    store.strip_prefix("sqlite:").map(Path::new).ok_or_else(|| {
        let advice =
            format!("`{store}` is no store that this portal reads: write sqlite: and the path of its file");
        Error::new(ErrorKind::Config, advice)
    })
}
