#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::{Access, Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};
use balai_extract::css;
use balai_extract::html::Document;

mod address;
mod article;
mod budget;
mod cards;
mod event;
mod official;
mod product;
mod profile;
mod read;
mod recognise;
mod sitemap;
mod survey;
mod thing;

pub use read::{Reading, article};

/// The adapter for any website of HTML pages.
#[derive(Clone, Debug)]
pub struct Pages {
    manifest: Manifest,
}

impl Default for Pages {
    fn default() -> Self {
        const PAGE: &[Access] = &[Access::Page];
        let manifest = Manifest::new("page", "Pages")
            .reads(Kind::Profile, PAGE)
            .reads(Kind::Official, PAGE)
            .reads_changes(Kind::Article, PAGE)
            .reads(Kind::Event, PAGE)
            .reads(Kind::Budget, PAGE)
            .reads(Kind::Product, PAGE)
            .never(&[
                "/admin",
                "/administrator",
                "/login",
                "/log-in",
                "/masuk",
                "/logout",
                "/keluar",
                "/register",
                "/daftar",
                "/password",
                "/dashboard",
                "/wp-admin",
                "/wp-login.php",
                "/layanan-mandiri",
                "/pengaduan",
                "/aduan",
                "/data-penduduk",
                "/penduduk",
                "/cek-bansos",
                "/penerima-bantuan",
            ]);
        Self { manifest }
    }
}

#[async_trait]
impl Platform for Pages {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        match kind {
            Kind::Profile => profile::read(visit).await,
            Kind::Official => official::read(visit).await,
            Kind::Article => article::read(visit).await,
            Kind::Event => event::read(visit).await,
            Kind::Budget => budget::read(visit).await,
            Kind::Product => product::read(visit).await,
            _ => Err(Error::not_offered(format!("pages are not read for {kind}"))),
        }
    }
}

/// What a page is about: its title and its first heading, a line each.
fn about(page: &Document) -> String {
    let lines = [page.text(css!("title")), page.text(css!("h1"))];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
