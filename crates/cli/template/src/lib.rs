#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

use async_trait::async_trait;
use balai_core::{Access, Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod article;
mod recognise;

/// The adapter for village websites on Papan.
#[derive(Clone, Debug)]
pub struct Papan {
    manifest: Manifest,
}

impl Default for Papan {
    fn default() -> Self {
        Self {
            // Declare what you read and how; what is not declared the visit refuses. `reads_changes` is for kinds of
            // which a later visit asks only for what is new.
            manifest: Manifest::new("papan", "Papan")
                .reads(Kind::Article, &[Access::Page])
                // What may show personal data, or changes something: the visit never asks for it.
                .never(&["/admin", "/pengaduan"]),
        }
    }
}

#[async_trait]
impl Platform for Papan {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        match kind {
            Kind::Article => article::read(visit).await,
            _ => Err(Error::not_offered(format!(
                "this adapter does not read {kind}"
            ))),
        }
    }
}
