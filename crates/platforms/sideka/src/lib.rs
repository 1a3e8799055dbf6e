#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::{Access, Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod account;
mod area;
mod budget;
mod identity;
mod map;
mod open_data;
mod organization;
mod page;
mod profile;
mod recognise;
mod statistic;
mod table;

use identity::Identity;

/// The adapter for the SIDEKA network of 2014 to 2018.
#[derive(Clone, Debug)]
pub struct Sideka {
    manifest: Manifest,
}

impl Default for Sideka {
    fn default() -> Self {
        let manifest = Manifest::new("sideka", "SIDEKA")
            .reads(Kind::Profile, &[Access::Page])
            .reads(Kind::Statistic, &[Access::File])
            .reads(Kind::Budget, &[Access::Page, Access::File])
            .reads(Kind::Organization, &[Access::Page])
            .reads(Kind::Area, &[Access::Page])
            .never(&[
                // Every resident with all numbers, and payees with their accounts, without a question.
                "/penduduks",
                "/siskeudes",
                // They change data, by GET.
                "/admin",
                // What operators sync with a token, and children's health.
                "/content",
                "/posyandu",
                // As everywhere on WordPress.
                "/wp/v2/users",
                "/author",
                "/wp-admin",
                "/wp-login.php",
                "/xmlrpc.php",
            ])
            .prefixes(&["wp-json"]);
        Self { manifest }
    }
}

#[async_trait]
impl Platform for Sideka {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        let identity = Identity::of(visit).await?;
        identity.check(visit.site().region)?;
        match kind {
            Kind::Profile => profile::read(&identity, visit).await,
            Kind::Statistic => statistic::read(visit).await,
            Kind::Budget => budget::read(visit).await,
            Kind::Organization => organization::read(visit).await,
            Kind::Area => area::read(visit).await,
            _ => Err(Error::not_offered(format!("WordPress, not SIDEKA, has the {kind} of such a site"))),
        }
    }
}

/// A page as a site would answer it, for the tests of parsers.
#[cfg(test)]
pub(crate) fn answer(content_type: &str, body: impl Into<String>) -> balai_core::Page {
    balai_core::Page {
        url: "https://contoh.desa.id/data/".parse().expect("a URL"),
        status: 200,
        headers: [("Content-Type", content_type)].into_iter().collect(),
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        tls: balai_core::Tls::Verified,
        body: body.into().into(),
    }
}
