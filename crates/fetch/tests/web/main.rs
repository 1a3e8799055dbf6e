//! What the stack does with good sites and bad ones, over real connections on loopback.

#![allow(missing_docs, unreachable_pub, clippy::unwrap_used)]

mod cookies;
mod guard;
mod limits;
mod pace;
mod redirect;
mod retry;
mod robots;
mod site;
mod transport;

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use balai_core::{
    Body, CookieJar, ErrorKind, Fetch, Headers, Manifest, Probe, Request, Response, Result, Tls,
};
use balai_fetch::{Limits, Pace, Pauses, Resolver, Retry, Transport, USER_AGENT, Web, WebBuilder};
use site::{Answer, Site};
use url::Url;

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The whole stack, let onto loopback and without pauses.
fn builder() -> WebBuilder {
    Web::builder().allow_private(true).pause(Duration::ZERO)
}

fn transport() -> Transport {
    let resolver = Resolver::new().allow_private(true);
    Transport::new(USER_AGENT, resolver, Duration::from_secs(10), None).unwrap()
}

async fn get(web: &impl Fetch, url: Url) -> Result<balai_core::Page> {
    web.fetch(Request::new(url)).await?.page().await
}

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

/// A transport for addresses that loopback does not have: answers a status and headers by address.
struct Pretend<F>(F, Arc<Mutex<Vec<String>>>);

#[async_trait]
impl<F: Fn(&Request) -> (u16, Vec<(&'static str, &'static str)>) + Send + Sync> Fetch for Pretend<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        self.1.lock().unwrap().push(request.url.to_string());
        let (status, headers) = (self.0)(&request);
        Ok(Response {
            url: request.url,
            status,
            headers: headers.into_iter().collect::<Headers>(),
            fetched_at: jiff::Timestamp::now(),
            tls: Tls::None,
            body: Body::from("isi"),
        })
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}
