//! The simulated sub-district on loopback, harvested and plainly downloaded.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use balai::{Harvest, Platforms, Roster, Sqlite, Store, Summary};
use balai_testkit::{Served, Subdistrict};
use bytes::Bytes;
use reqwest::Client;
use tokio::task::JoinSet;
use url::Url;

/// The 17 villages of Kecamatan Pejawaran, their sites served on loopback under names of their own.
///
/// The names matter: balai-fetch asks one thing at a time of each host, and by their addresses all sites would be
/// the one host 127.0.0.1.
pub struct Ground {
    web: balai_testkit::Web,
    // Dropping it ends the servers.
    _served: Served,
    roster: Roster,
    /// Every site's address by its name, `http://darmayasa.localhost:40123/`.
    sites: Vec<Url>,
}

impl Ground {
    /// How many villages are visited, or pages downloaded, at the same time: what a harvest does unless told.
    pub const CONCURRENCY: usize = 16;

    /// Serves the sub-district, every answer `late` by so much.
    pub async fn open(late: Duration) -> Self {
        let pejawaran = Subdistrict::pejawaran();
        let web = if late.is_zero() { pejawaran.web() } else { pejawaran.web().late(late) };
        let served = web.serve().await.expect("ports on loopback");
        let mut roster = pejawaran.served_roster(&served);
        let mut sites = Vec::new();
        for (village, member) in roster.villages.iter_mut().zip(pejawaran.villages()) {
            let Some(address) = &mut village.url else { continue };
            let mut url: Url = address.parse().expect("an address");
            url.set_host(Some(&format!("{}.localhost", member.village.slug()))).expect("a name");
            *address = url.to_string();
            sites.push(url);
        }
        Self { web, _served: served, roster, sites }
    }

    /// How long a harvest of everything into `store` takes, and what it comes to: a new fetch stack, with every
    /// layer that it has by default, but no pause and one try.
    pub async fn harvest(&self, store: Arc<dyn Store>) -> (Duration, Summary) {
        let mut web = balai::Web::builder().allow_private(true).pause(Duration::ZERO).tries(1);
        for site in &self.sites {
            web = web.resolve(site.host_str().unwrap_or_default(), IpAddr::V4(Ipv4Addr::LOCALHOST));
        }
        let web = Arc::new(web.build().expect("a fetch stack"));
        let harvest =
            Harvest::new(web, Platforms::enabled(), store).concurrency(Self::CONCURRENCY).fresh(true);
        self.web.forget();
        let begun = Instant::now();
        let summary = harvest.run(&self.roster).finish().await;
        let taken = begun.elapsed();
        assert!(summary.failure.is_none() && summary.whole, "{summary:?}");
        (taken, summary)
    }

    /// Every address that the last harvest asked for, in its order.
    pub fn asked(&self) -> Vec<Url> {
        let mut asked = self.web.asked();
        for url in &mut asked {
            let site = self.sites.iter().find(|site| site.port() == url.port());
            let host = site.expect("one of the sites").host_str();
            url.set_host(host).expect("a name");
        }
        asked
    }

    /// How long it takes to download `urls`, and how many bytes came: one reqwest client, one request at a time of each
    /// host as in a harvest, each body read to its end. `read` gets what came.
    pub async fn download(&self, urls: &[Url], read: fn(&[u8])) -> (Duration, usize) {
        let client = self.client();
        let mut hosts: BTreeMap<_, Vec<Url>> = BTreeMap::new();
        for url in urls {
            hosts.entry(url.host_str()).or_default().push(url.clone());
        }
        assert!(hosts.len() <= Self::CONCURRENCY, "every host at the same time");
        let begun = Instant::now();
        let mut tasks = JoinSet::new();
        for urls in hosts.into_values() {
            let client = client.clone();
            tasks.spawn(async move {
                let mut bytes = 0;
                for url in urls {
                    let body = get(&client, url).await;
                    read(&body);
                    bytes += body.len();
                }
                bytes
            });
        }
        let bytes = tasks.join_all().await.into_iter().sum();
        (begun.elapsed(), bytes)
    }

    fn client(&self) -> Client {
        // Redirects are among the addresses.
        let mut client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        for site in &self.sites {
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, site.port().unwrap_or_default()));
            client = client.resolve(site.host_str().unwrap_or_default(), address);
        }
        client.build().expect("a client")
    }
}

async fn get(client: &Client, url: Url) -> Bytes {
    let answer = client.get(url).send().await.expect("an answer");
    answer.bytes().await.expect("a body")
}

/// Parses what is HTML, and lets it go: the least that a reader of pages does.
pub fn parse_html(body: &[u8]) {
    let is_html = body[..body.len().min(64)].to_ascii_lowercase().starts_with(b"<!doctype html");
    if let (true, Ok(text)) = (is_html, std::str::from_utf8(body)) {
        std::hint::black_box(scraper::Html::parse_document(text));
    }
}

/// A new store: a file, in a folder that goes with it.
pub struct TemporaryStore {
    /// The store.
    pub store: Arc<Sqlite>,
    _folder: tempfile::TempDir,
}

impl TemporaryStore {
    /// Opens one.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Arc::new(Sqlite::open(folder.path().join("balai.db")).expect("a store"));
        Self { store, _folder: folder }
    }
}
