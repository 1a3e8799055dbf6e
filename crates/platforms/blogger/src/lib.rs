#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::Access::{Feed, Page};
use balai_core::{Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod article;
mod body;
mod feed;
mod picture;
mod profile;
mod recognise;

/// A blog on Blogger.
#[derive(Debug)]
pub struct Blogger {
    manifest: Manifest,
}

impl Default for Blogger {
    fn default() -> Self {
        let manifest = Manifest::new("blogger", "Blogger")
            .reads(Kind::Profile, &[Feed, Page])
            .reads_changes(Kind::Article, &[Feed, Page])
            // Comments are people's words; with them come their names.
            .never(&["/feeds/comments", "/feeds/*/comments", "/search"]);
        Self { manifest }
    }
}

#[async_trait]
impl Platform for Blogger {
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
            kind => Err(Error::not_offered(format!("Blogger has nothing of kind {kind}"))),
        }
    }
}

#[cfg(test)]
fn page(body: &'static str) -> balai_core::Page {
    balai_core::Page {
        url: "https://darmayasa.blogspot.example/feeds/posts/default".parse().expect("a URL"),
        status: 200,
        headers: [("Content-Type", "text/html; charset=utf-8")].into_iter().collect(),
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        tls: balai_core::Tls::Verified,
        body: body.into(),
    }
}
