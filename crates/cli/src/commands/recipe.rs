//! `balai recipe`: what is there for the author of a recipe.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use balai::recipe::{self, Tried};
use balai::{Kind, Page, Platform, Probe, RegionCode, Session, Site};
use clap::{Args, Subcommand};

use crate::args::{WebArgs, recipe};
use crate::outcome::{Failure, Outcome, Result};
use crate::output;

/// Try a recipe on a page, or write the JSON Schema of recipes
#[derive(Args)]
pub(crate) struct Recipe {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Try(Try),
    /// Write the JSON Schema of recipes, by which editors complete them
    Schema,
}

/// Tell what a recipe makes of a page and, for every field that came out empty, what stands there instead
#[derive(Args)]
#[command(after_help = "\
Example:
  balai recipe try desa-contoh.toml https://contoh.desa.id/berita")]
struct Try {
    /// The recipe, TOML
    recipe: PathBuf,
    /// The page's address
    url: String,
    /// Only this kind; otherwise each that the recipe has a table for
    #[arg(long)]
    kind: Option<Kind>,
    /// Read it as an item's own page, although things like its items stand on it too
    #[arg(long)]
    detail: bool,
    #[command(flatten)]
    web: WebArgs,
}

impl Recipe {
    pub(crate) async fn run(self) -> Result {
        match self.what {
            What::Try(it) => it.run().await,
            What::Schema => output::json(&recipe::schema()),
        }
    }
}

impl Try {
    async fn run(self) -> Result {
        let recipe = recipe(&self.recipe)?;
        let kinds: Vec<Kind> = recipe.manifest().offers.iter().map(|offer| offer.kind).collect();
        if let Some(kind) = self.kind.filter(|kind| !kinds.contains(kind)) {
            return Err(Failure::usage(format!("the recipe has no table [{kind}]")));
        }
        let page = self.page(&recipe).await?;
        let try_one = if self.detail { recipe::try_detail } else { recipe::try_page };
        let mut tried: Vec<Tried> = self
            .kind
            .map_or(kinds, |kind| vec![kind])
            .iter()
            .map(|kind| try_one(&recipe, *kind, &page))
            .collect();
        // A page is seldom of all kinds: those that it is not of would only be in the way.
        let finds = |tried: &Tried| tried.readings.iter().any(|reading| reading.nothing.is_none());
        let any = tried.iter().any(finds);
        tried.retain(|tried| !any || finds(tried));
        let mut out = output::stdout();
        for tried in &tried {
            writeln!(out, "{tried}")?;
        }
        out.flush()?;
        Ok(if any { Outcome::Done } else { Outcome::SomeFailed })
    }

    async fn page(&self, recipe: &recipe::Recipe) -> Result<Arc<Page>> {
        // What a page says does not hang on the village; any does.
        let village = RegionCode::province(31).ok_or_else(|| Failure::Broken("no province".into()))?;
        let mut site = Site::new(village, &self.url)?;
        site.accept_invalid_certificate = self.web.accept_invalid_certificates;
        let session = Session::new(Arc::new(self.web.builder().build()?), site);
        Ok(Probe::new(&session, recipe.manifest()).get(&self.url).await?)
    }
}
