#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::Access::{Feed, Page};
use balai_core::{Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod address;
mod article;
mod category;
mod double;
mod listing;
mod menu;
mod page;
mod plugin;
mod profile;
mod recognise;

#[doc(hidden)] // the parsers, for benchmarks and tests on bytes alone; not part of the promised interface
pub mod parse {
    pub use crate::page::parse as article;
}

/// Joomla, versions 1.5 to 6.
#[derive(Debug)]
pub struct Joomla {
    manifest: Manifest,
}

impl Default for Joomla {
    fn default() -> Self {
        let manifest = Manifest::new("joomla", "Joomla")
            .reads(Kind::Profile, &[Page])
            .reads_changes(Kind::Article, &[Page, Feed])
            .never(&[
                // What is not for visitors.
                "/administrator",
                "/api",
                // People: who can be written to, who takes part.
                "/component/contact",
                "/component/comprofiler",
                "/component/kunena",
            ]);
        Self { manifest }
    }
}

#[async_trait]
impl Platform for Joomla {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        match kind {
            Kind::Profile => profile::read(visit).await,
            Kind::Article => article::read(visit).await,
            kind => Err(Error::not_offered(format!("Joomla itself has nothing of kind {kind}"))),
        }
    }
}

#[cfg(test)]
fn page_at(url: &str, html: impl Into<String>) -> balai_core::Page {
    balai_core::Page {
        url: url.parse().expect("a URL"),
        status: 200,
        headers: [("Content-Type", "text/html; charset=utf-8")].into_iter().collect(),
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        tls: balai_core::Tls::Verified,
        body: html.into().into(),
    }
}
