//! An adapter of one's own, plugged in beside those that come with Balai.
//!
//! Papan Desa is an invented website system. Its pages say `<meta name="generator" content="Papan Desa 2">`, and
//! `/kabar.txt` lists its news, one a line: day, address and title, with tabs between.
//!
//! `cargo run -p balai-examples --example own_platform -- https://desa.example`

use std::sync::Arc;

use async_trait::async_trait;
use balai::extract::date;
use balai::model::Article;
use balai::{
    Access, Error, Found, Harvest, Kind, Manifest, Platform, Platforms, Probe, Recognition, Result, Site,
    Sqlite, Visit, Web,
};

struct PapanDesa {
    manifest: Manifest,
}

impl Default for PapanDesa {
    fn default() -> Self {
        // Which kinds it reads and how, and what it never asks for: the engine holds it to that.
        let manifest = Manifest::new("papan", "Papan Desa");
        Self { manifest: manifest.reads(Kind::Article, &[Access::File]).never(&["/warga"]) }
    }
}

#[async_trait]
impl Platform for PapanDesa {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        let home = probe.home().await?;
        let ours = String::from_utf8_lossy(&home.body).contains("content=\"Papan Desa");
        Ok(ours.then(|| Recognition::certain().because("the page names Papan Desa")))
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        if kind != Kind::Article {
            return Err(Error::not_offered(format!("Papan Desa has no {kind}")));
        }
        let page = visit.get("/kabar.txt").await?;
        for line in String::from_utf8_lossy(&page.body).lines() {
            // A bad line costs itself only.
            match news(line, visit.site()) {
                Ok((day, article)) => {
                    let published = date::instant(day, visit.zone(), page.fetched_at);
                    visit.emit(Found::new(article, Access::File, &page).published(published)).await?;
                }
                Err(error) => visit.skip(error),
            }
        }
        visit.complete();
        Ok(())
    }
}

/// The parser, apart from the walk: a pure function, to be tested on a line of text.
fn news<'a>(line: &'a str, site: &Site) -> Result<(&'a str, Article)> {
    let [day, address, title] = line.split('\t').collect::<Vec<_>>()[..] else {
        return Err(Error::malformed("a line of news has a day, an address and a title").excerpt(line));
    };
    let url = site.resolve(address)?.into();
    Ok((day, Article { title: title.to_owned(), url, ..Article::default() }))
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("name a site")?;
    let platforms = Platforms::enabled().with(PapanDesa::default());
    let store = Arc::new(Sqlite::in_memory()?);
    let report = Harvest::new(Arc::new(Web::builder().build()?), platforms, store)
        .visit(Site::new("33.04.15.2008".parse()?, &url)?)
        .await?;
    for recognised in &report.platforms {
        println!("{}: {}", recognised.platform, recognised.recognition.evidence.join(", "));
    }
    println!("{} records", report.emitted());
    Ok(())
}
