#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::Access::{Api, Feed, Page};
use balai_core::{Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod aid;
mod album;
mod api;
mod area;
mod article;
mod article_page;
mod budget;
mod complaint;
mod document;
mod event;
mod feed;
mod home;
mod index;
mod listing;
mod map;
mod menu;
mod official;
mod organization;
mod place;
mod product;
mod profile;
mod project;
mod published;
mod recognise;
mod statistic;
mod surface;

#[doc(hidden)] // the parsers, for benchmarks and tests on bytes alone; not part of the promised interface
pub mod parse {
    pub use crate::article_page::parse as article;
}

use surface::Surface;

/// OpenSID, versions 18.12 to 2601.
#[derive(Debug)]
pub struct OpenSid {
    manifest: Manifest,
}

impl Default for OpenSid {
    fn default() -> Self {
        let manifest = Manifest::new("opensid", "OpenSID")
            .reads(Kind::Profile, &[Api, Page, Feed])
            .reads(Kind::Official, &[Api, Page])
            .reads_changes(Kind::Article, &[Api, Feed, Page])
            .reads_changes(Kind::Event, &[Page])
            .reads(Kind::Statistic, &[Api, Page])
            .reads_changes(Kind::Budget, &[Page])
            .reads(Kind::Project, &[Api, Page])
            .reads(Kind::Product, &[Api, Page])
            .reads(Kind::Place, &[Api, Page])
            .reads(Kind::Document, &[Api])
            .reads(Kind::Organization, &[Api, Page])
            .reads(Kind::Aid, &[Api, Page])
            .reads(Kind::Index, &[Api, Page])
            .reads(Kind::Area, &[Api, Page])
            .reads(Kind::Album, &[Api, Page])
            .reads(Kind::ComplaintSummary, &[Api, Page])
            // Many pages answer with and without it.
            .prefixes(&["first"])
            .never(&[
                // Any document by its number, residents' private ones among them.
                "/dokumen_web",
                "/informasi-publik/tampilkan",
                "/informasi_publik/tampilkan",
                "/storage-desa",
                // Pages of people: recipients, members, supplements, vaccinations, heads of neighbourhoods.
                "/data-suplemen",
                "/suplemen",
                "/data-vaksinasi",
                "/data-kelompok",
                "/data-lembaga",
                "/kelompok",
                "/lembaga",
                "/ajax_peserta_program_bantuan",
                "/statistik/50*",
                "/data-statistik/50*",
                "/load_aparatur_wilayah",
                // Letters, checked by their number.
                "/v",
                "/c1",
                "/verifikasi-surat",
                // The same by the JSON interface.
                "/internal_api/peserta_bantuan",
                "/internal_api/statistik/50*",
                "/internal_api/suplemen",
                "/internal_api/kelompok/anggota",
                "/internal_api/lembaga/anggota",
                "/internal_api/verifikasi-surat",
                "/internal_api/lapak/pelapak",
                // What is not for visitors, and the pictures, of which the address is enough.
                "/siteman",
                "/desa/upload",
            ]);
        Self { manifest }
    }
}

#[async_trait]
impl Platform for OpenSid {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        let site = Surface::of(visit).await?;
        match kind {
            Kind::Profile => profile::read(&site, visit).await,
            Kind::Official => official::read(&site, visit).await,
            Kind::Article => article::read(&site, visit).await,
            Kind::Event => event::read(&site, visit).await,
            Kind::Statistic => statistic::read(&site, visit).await,
            Kind::Budget => budget::read(&site, visit).await,
            Kind::Project => project::read(&site, visit).await,
            Kind::Product => product::read(&site, visit).await,
            Kind::Place => place::read(&site, visit).await,
            Kind::Document => document::read(&site, visit).await,
            Kind::Organization => organization::read(&site, visit).await,
            Kind::Aid => aid::read(&site, visit).await,
            Kind::Index => index::read(&site, visit).await,
            Kind::Area => area::read(&site, visit).await,
            Kind::Album => album::read(&site, visit).await,
            Kind::ComplaintSummary => complaint::read(&site, visit).await,
            Kind::Service => Err(Error::not_offered("OpenSID publishes no list of services")),
        }
    }
}

/// Whether a page holds one of these words at all: most need not be parsed to know that they hold nothing.
fn has(page: &balai_core::Page, words: &[&str]) -> bool {
    words.iter().any(|word| page.body.windows(word.len()).any(|window| window == word.as_bytes()))
}

#[cfg(test)]
fn page(html: &'static str) -> balai_core::Page {
    balai_core::Page {
        url: "https://contoh.example/artikel/2025/3/5/panen".parse().expect("a URL"),
        status: 200,
        headers: [("Content-Type", "text/html; charset=utf-8")].into_iter().collect(),
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        tls: balai_core::Tls::Verified,
        body: html.into(),
    }
}
