#![doc = include_str!("../README.md")]

use async_trait::async_trait;
use balai_core::{Access, Error, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};

mod album;
mod article;
mod calendar;
mod document;
mod event;
mod feed;
mod held;
mod list;
mod news;
mod official;
mod page;
mod pages;
#[doc(hidden)] // the parsers, for benchmarks on bytes alone; not part of the promised interface
pub mod parse;
mod place;
mod post;
mod posts;
mod product;
mod profile;
mod protected;
mod recognise;
mod rest;
mod service;
mod sitemap;
mod surface;
mod times;
mod types;

use surface::Surface;

/// The adapter for WordPress.
#[derive(Clone, Debug)]
pub struct WordPress {
    manifest: Manifest,
    page_size: usize,
}

impl WordPress {
    /// How many posts to ask for at a time, from 1 to 100; 100 by default. Fewer spare a small server, and cost requests.
    #[must_use]
    pub fn page_size(mut self, posts: usize) -> Self {
        self.page_size = posts.clamp(1, rest::MOST);
        self
    }
}

impl Default for WordPress {
    fn default() -> Self {
        const EITHER: &[Access] = &[Access::Api, Access::Page];
        let manifest = Manifest::new("wordpress", "WordPress")
            .reads_changes(Kind::Profile, EITHER)
            .reads_changes(Kind::Official, EITHER)
            .reads_changes(Kind::Article, &[Access::Api, Access::Page, Access::Feed])
            .reads_changes(Kind::Event, EITHER)
            .reads_changes(Kind::Statistic, EITHER)
            .reads_changes(Kind::Budget, EITHER)
            .reads_changes(Kind::Product, EITHER)
            .reads_changes(Kind::Place, EITHER)
            .reads_changes(Kind::Document, EITHER)
            .reads_changes(Kind::Service, EITHER)
            .reads_changes(Kind::Album, EITHER)
            .never(&[
                "/wp/v2/users",
                "/wp/v2/comments",
                "/wc/v3",
                "/author",
                "/comments",
                "/wp-admin",
                "/wp-login.php",
                "/wp-sitemap-users*",
                "/xmlrpc.php",
            ])
            .prefixes(&["wp-json"]);
        Self { manifest, page_size: rest::MOST }
    }
}

#[async_trait]
impl Platform for WordPress {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        recognise::recognise(probe).await
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        let site = Surface::of(visit, self.page_size).await?;
        match kind {
            Kind::Official | Kind::Event | Kind::Product | Kind::Place | Kind::Service
                if news::is_none(visit) =>
            {
                Ok(())
            }
            Kind::Profile => profile::read(&site, visit).await,
            Kind::Official => official::read(&site, visit).await,
            Kind::Article => article::read(&site, visit).await,
            Kind::Event => event::read(&site, visit).await,
            Kind::Statistic | Kind::Budget | Kind::Document | Kind::Album => held::read(&site, visit).await,
            Kind::Product => product::read(&site, visit).await,
            Kind::Place => place::read(&site, visit).await,
            Kind::Service => service::read(&site, visit).await,
            _ => Err(Error::not_offered(format!("WordPress has no {kind}"))),
        }
    }
}

/// A page as a site would answer it, for the tests of parsers.
#[cfg(test)]
pub(crate) fn answer(content_type: &str, body: &'static str) -> balai_core::Page {
    balai_core::Page {
        url: "https://contoh.example/".parse().expect("a URL"),
        status: 200,
        headers: [("Content-Type", content_type)].into_iter().collect(),
        fetched_at: jiff::Timestamp::UNIX_EPOCH,
        tls: balai_core::Tls::Verified,
        body: bytes::Bytes::from_static(body.as_bytes()),
    }
}
