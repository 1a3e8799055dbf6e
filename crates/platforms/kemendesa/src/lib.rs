#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::Access::Api;
use balai_core::{Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod ask;
mod bps;
mod idm;
mod index;
mod recognise;
mod sdgs;
mod settings;
mod villages;

/// The Ministry of Villages (*Kementerian Desa*): IDM and SDGs Desa.
#[derive(Clone, Debug)]
pub struct Kemendesa {
    manifest: Manifest,
}

impl Default for Kemendesa {
    fn default() -> Self {
        let manifest = Manifest::source("kemendesa", "Kemendesa").reads(Kind::Index, &[Api]).never(&[
            // May tell people by name and address (*bnba*).
            "/sdgs/searching/score-sdgs-detail",
            "/population-statistic",
            "/login",
        ]);
        Self { manifest }
    }
}

#[async_trait]
impl Platform for Kemendesa {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        match kind {
            Kind::Index => index::read(visit).await,
            _ => Err(Error::not_offered(format!("the ministry's endpoints tell no village's {kind}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use balai_core::{Page, Tls};

    /// An answer of the ministry.
    pub(crate) fn page(status: u16, json: &'static str) -> Page {
        Page {
            url: "https://idm.example/x".parse().expect("a URL"),
            status,
            headers: [("Content-Type", "application/json")].into_iter().collect(),
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            tls: Tls::Verified,
            body: json.into(),
        }
    }
}
