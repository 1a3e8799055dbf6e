#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::{Access, Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod article;
mod recognise;

/// The adapter for any website that has a feed.
#[derive(Clone, Debug)]
pub struct Feed {
    manifest: Manifest,
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            manifest: Manifest::new("feed", "Feed")
                .reads_changes(Kind::Article, &[Access::Feed])
                .never(&["/comments/feed", "/feeds/comments"]),
        }
    }
}

#[async_trait]
impl Platform for Feed {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        match kind {
            Kind::Article => article::read(visit).await,
            _ => Err(Error::not_offered(format!("a feed has no {kind}"))),
        }
    }
}
