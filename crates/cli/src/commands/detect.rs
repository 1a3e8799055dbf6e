//! `balai detect`: which platform a site runs on, and how we know.

use std::io::Write;
use std::sync::Arc;

use balai::report::{Failure as SiteFailure, Recognised, Tried};
use balai::{RegionCode, Session, Site, harvest};
use clap::Args;
use console::style;
use serde::Serialize;

use crate::args::{PlatformArgs, WebArgs};
use crate::outcome::{Failure, Outcome, Result};
use crate::output;

/// Tell which platform a site runs on, which version, and by which evidence
#[derive(Args)]
#[command(after_help = "\
Example:
  balai detect https://darmayasa-banjarnegara.desa.id")]
pub(crate) struct Detect {
    /// The site's address
    url: String,
    /// The village whose site it is
    #[arg(long, value_name = "CODE")]
    village: Option<RegionCode>,
    /// As JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    platforms: PlatformArgs,
    #[command(flatten)]
    web: WebArgs,
}

/// What was found out.
#[derive(Serialize)]
struct Found<'a> {
    site: &'a str,
    candidates: Vec<Recognised>,
    undecided: &'a [Tried],
    failure: Option<SiteFailure>,
}

impl Detect {
    pub(crate) async fn run(self) -> Result {
        // The village matters to records only; where none is named, any does.
        let village = self.village.or(RegionCode::province(31));
        let village = village.ok_or_else(|| Failure::usage("name the village with --village"))?;
        let mut site = Site::new(village, &self.url)?;
        site.accept_invalid_certificate = self.web.accept_invalid_certificates;
        let session = Session::new(Arc::new(self.web.builder().build()?), site);
        let platforms: Vec<_> = self.platforms.platforms()?.into_iter().collect();
        let ranking = harvest::detect(&session, &platforms).await;
        let found = Found {
            site: session.site().url.as_str(),
            candidates: ranking.recognised(),
            undecided: &ranking.failures,
            failure: ranking.failure(),
        };
        if self.json {
            output::json(&found)?
        } else {
            found.tell()?
        };
        Ok(if found.failure.is_some() { Outcome::SomeFailed } else { Outcome::Done })
    }
}

impl Found<'_> {
    fn tell(&self) -> Result {
        let mut out = output::stdout();
        for Recognised { platform, recognition } in &self.candidates {
            let version = recognition.version.iter().map(|version| format!(" {version}")).collect::<String>();
            writeln!(out, "{}{version}, {} % sure", style(platform).bold(), recognition.confidence)?;
            for evidence in &recognition.evidence {
                writeln!(out, "    {evidence}")?;
            }
        }
        out.flush()?;
        match &self.failure {
            Some(failure) => output::tell(format_args!("{}: {}", self.site, failure.message)),
            None => {
                for Tried { platform, failure } in self.undecided {
                    output::tell(format_args!("{platform} could not tell: {}", failure.message));
                }
            }
        }
        Ok(Outcome::Done)
    }
}
