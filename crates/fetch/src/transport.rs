//! Asks the network, by reqwest.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::io;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use balai_core::{Body, Error, ErrorKind, Fetch, Headers, Request, Response, Result, Tls};
use futures_util::{StreamExt, TryStreamExt};
use jiff::Timestamp;
use reqwest::{Client, ClientBuilder, header};
use url::Url;

use crate::Resolver;

/// Asks the network: one request, one answer, its body decompressed (gzip, brotli, deflate) as it arrives.
///
/// It follows no redirect, keeps no cookie and takes no proxy from the environment: those are the layers' and
/// the caller's. What it adds is to tell how the connection was secured and to read, where the request
/// allows it, although the certificate is wrong.
pub struct Transport {
    verified: Client,
    unverified: Option<Client>,
    /// Hosts that lately showed a wrong certificate, so that a visit of many pages does not fail a handshake
    /// before each.
    wrong: Mutex<HashMap<String, Instant>>,
}

impl Transport {
    /// How long a wrong certificate is remembered.
    const WRONG_FOR: Duration = Duration::from_secs(10 * 60);

    /// A transport that calls itself `user_agent`, connects to what `resolver` gives, within `connect_timeout`
    /// (name, connection and handshake together), or else to `proxy`.
    ///
    /// A proxy resolves names itself: that they do not lead to private addresses is then for the proxy to see to.
    ///
    /// # Errors
    ///
    /// Config, where the name has characters that no header may have, or the proxy's address is none.
    pub fn new(
        user_agent: &str,
        resolver: Resolver,
        connect_timeout: Duration,
        proxy: Option<&Url>,
    ) -> Result<Self> {
        // The embedding program may have installed its own provider, which is then used.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // The guard's rule is for villages' addresses; the proxy's is the caller's own choice.
        let resolver = if proxy.is_some() { resolver.allow_private(true) } else { resolver };
        let proxy = proxy.map(|url| reqwest::Proxy::all(url.clone())).transpose().map_err(config)?;
        let builder = || {
            let builder = Client::builder()
                .user_agent(user_agent)
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                // A host is asked one thing at a time.
                .pool_max_idle_per_host(1)
                .no_proxy()
                .connect_timeout(connect_timeout)
                .dns_resolver(resolver.clone());
            match proxy.clone() {
                Some(proxy) => builder.proxy(proxy),
                None => builder,
            }
        };
        let unverified = builder().tls_danger_accept_invalid_certs(true).build().map_err(config)?;
        Ok(Self::with_client(verified(builder)?).unverified(unverified))
    }

    /// A transport by a client of the caller's own.
    ///
    /// It is to follow no redirects (`redirect::Policy::none()`), keep no cookies, take no proxy from the
    /// environment and resolve by [`Resolver`], or the layers above cannot do their work.
    pub fn with_client(client: Client) -> Self {
        Self { verified: client, unverified: None, wrong: Mutex::default() }
    }

    /// Sets the client for sites whose certificate is wrong (`tls_danger_accept_invalid_certs`); without one they
    /// are not read.
    #[must_use]
    pub fn unverified(mut self, client: Client) -> Self {
        self.unverified = Some(client);
        self
    }

    fn is_known_wrong(&self, url: &Url) -> bool {
        let wrong = self.wrong.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        url.host_str().and_then(|host| wrong.get(host)).is_some_and(|since| since.elapsed() < Self::WRONG_FOR)
    }

    fn remember_wrong(&self, url: &Url) {
        let mut wrong = self.wrong.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        wrong.retain(|_, since| since.elapsed() < Self::WRONG_FOR);
        wrong.insert(url.host_str().unwrap_or_default().to_owned(), Instant::now());
    }
}

/// The client that trusts whom the system trusts.
fn verified(builder: impl Fn() -> ClientBuilder) -> Result<Client> {
    builder().build().or_else(|error| {
        // A machine without certificate authorities can still read plain http, and sites that it is told to.
        let client = builder().tls_certs_only([]).build().map_err(|_| config(error))?;
        tracing::warn!("this machine has no certificate authorities: every certificate counts as wrong");
        Ok(client)
    })
}

#[async_trait]
impl Fetch for Transport {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let unverified = self
            .unverified
            .as_ref()
            .filter(|_| request.accept_invalid_certificate && request.url.scheme() == "https");
        if let Some(client) = unverified.filter(|_| self.is_known_wrong(&request.url)) {
            return ask(client, &request, Tls::Unverified).await;
        }
        let tls = if request.url.scheme() == "https" { Tls::Verified } else { Tls::None };
        match (ask(&self.verified, &request, tls).await, unverified) {
            (Err(error), Some(client)) if error.kind() == ErrorKind::Tls => {
                let response = ask(client, &request, Tls::Unverified).await?;
                self.remember_wrong(&request.url);
                Ok(response)
            }
            (outcome, _) => outcome,
        }
    }
}

async fn ask(client: &Client, request: &Request, tls: Tls) -> Result<Response> {
    let mut asked = client.get(request.url.clone());
    for (name, value) in &request.headers {
        // As bytes: a cookie that a site has set may be other than ASCII.
        asked = asked.header(name, value.as_bytes());
    }
    let validator = request.validator.clone().unwrap_or_default();
    if let Some(etag) = validator.etag {
        asked = asked.header(header::IF_NONE_MATCH, etag);
    }
    if let Some(date) = validator.last_modified {
        asked = asked.header(header::IF_MODIFIED_SINCE, date);
    }
    let fetched_at = Timestamp::now();
    let begun = Instant::now();
    let answer = asked.send().await.map_err(|error| classify(error, &request.url))?;
    let status = answer.status().as_u16();
    tracing::debug!(url = %request.url, status, elapsed = ?begun.elapsed(), "asked");
    let headers: Headers = answer
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
        .collect();
    let url = request.url.clone();
    let body = answer.bytes_stream().map_err(move |error| classify(error, &url)).fuse();
    Ok(Response { url: request.url.clone(), status, headers, fetched_at, tls, body: Body::stream(body) })
}

fn config(error: reqwest::Error) -> Error {
    let message = format!("the HTTP client cannot be built: {}", innermost(&error));
    Error::new(ErrorKind::Config, message).because(error)
}

/// Which of Balai's kinds an error of reqwest is.
fn classify(error: reqwest::Error, url: &Url) -> Error {
    // The address is told once, by `at`.
    let error = error.without_url();
    let known = causes(&error).find_map(|cause| {
        // The resolver's own word, and the only place where a refusal comes from.
        if let Some(ours) = cause.downcast_ref::<Error>() {
            return Some((ours.kind(), ours.message().to_owned()));
        }
        let tls = tls_error(cause)?;
        let message = match tls {
            rustls::Error::InvalidCertificate(_) => format!(
                "{tls}; the site can be read all the same by saying that its certificate may be invalid"
            ),
            _ => format!("the secure connection could not be made: {tls}"),
        };
        Some((ErrorKind::Tls, message))
    });
    let (kind, message) = match known {
        Some(known) => known,
        None if error.is_timeout() => {
            (ErrorKind::Timeout, "the site did not take the connection in time".into())
        }
        None if error.is_builder() => {
            (ErrorKind::Config, format!("the request cannot be made: {}", innermost(&error)))
        }
        None if is_unpacking(&error) => {
            (ErrorKind::Malformed, format!("the body is not compressed as it says: {}", innermost(&error)))
        }
        None if error.is_connect() => (ErrorKind::Connect, format!("no connection: {}", innermost(&error))),
        None => (ErrorKind::Connect, format!("the connection broke: {}", innermost(&error))),
    };
    Error::new(kind, message).at(url).because(error)
}

/// The error of rustls that `cause` is or carries.
fn tls_error<'a>(cause: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    // An io::Error names as its source what is below the error that it carries, so that one is asked for.
    match cause.downcast_ref::<io::Error>() {
        Some(carrier) => tls_error(carrier.get_ref()?),
        None => cause.downcast_ref(),
    }
}

/// Whether the decompressor complains, and not the connection below it, which reqwest calls the same.
fn is_unpacking(error: &reqwest::Error) -> bool {
    error.is_decode() && error.source().is_some_and(|cause| cause.is::<io::Error>())
}

fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error as &(dyn StdError + 'static)), |&error| error.source())
}

/// What lies at the bottom, which is what a person wants to know.
fn innermost(error: &reqwest::Error) -> String {
    causes(error).last().map(ToString::to_string).unwrap_or_default()
}
