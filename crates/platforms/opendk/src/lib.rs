#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::Access::Api;
use balai_core::{Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod api;
mod budget;
mod document;
mod naming;
mod place;
mod portal;
mod profile;
mod recognise;
mod statistic;

use portal::Portal;

/// OpenDK, version 2512 and later: the portal of a sub-district.
#[derive(Clone, Debug)]
pub struct OpenDk {
    manifest: Manifest,
}

impl Default for OpenDk {
    fn default() -> Self {
        let manifest = Manifest::source("opendk", "OpenDK")
            .reads(Kind::Profile, &[Api])
            .reads(Kind::Statistic, &[Api])
            .reads(Kind::Budget, &[Api])
            .reads(Kind::Place, &[Api])
            .reads(Kind::Document, &[Api])
            .never(&[
                // Complaints, with the reporter's number, and the block of the whole staff.
                "/api/frontend/v1/komplain",
                "/api/frontend/v1/website",
                "/sistem-komplain",
                // Lists of residents, which older versions answer without a question.
                "/statistik/data-penduduk",
                "/api/list-*",
                "/api/penduduk*",
                "/api/users",
                // Deaths, illnesses and recipients of aid, village by village: counts so small that they point at
                // people.
                "/api/frontend/v1/statistik/chart-akiakb",
                "/api/frontend/v1/statistik/chart-penyakit",
                "/api/frontend/v1/statistik/chart-penduduk",
                "/api/frontend/v1/statistik/chart-keluarga",
                "/api/frontend/v1/statistik/program-bantuan",
                // What villages push with a token.
                "/api/v1",
                "/login",
            ]);
        Self { manifest }
    }
}

#[async_trait]
impl Platform for OpenDk {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        let portal = Portal::of(visit).await?;
        match kind {
            Kind::Profile => profile::read(&portal, visit).await,
            Kind::Statistic => statistic::read(&portal, visit).await,
            Kind::Budget => budget::read(&portal, visit).await,
            Kind::Place => place::read(visit).await,
            Kind::Document => document::read(visit).await,
            _ => Err(Error::not_offered(format!("an OpenDK tells of no village's {kind}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use balai_core::{Page, Tls};

    /// An answer of the interface.
    pub(crate) fn page(json: &'static str) -> Page {
        Page {
            url: "https://kecamatan.example/api/frontend/v1/x".parse().expect("a URL"),
            status: 200,
            headers: [("Content-Type", "application/json")].into_iter().collect(),
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            tls: Tls::Verified,
            body: json.into(),
        }
    }
}
