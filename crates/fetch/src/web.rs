//! The whole stack: which layer wraps which, and why.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use balai_core::{Error, ErrorKind, Fetch, Request, Response, Result};
use url::Url;

use crate::{Cookies, Files, Guard, Limits, Pace, Pauses, Redirect, Resolver, Retry, Robots, Transport};

/// How Balai introduces itself, unless told otherwise.
pub const USER_AGENT: &str = concat!(
    "Balai/",
    env!("CARGO_PKG_VERSION"),
    " (+https://github.com/balai-desa/balai; reads public village information)"
);

/// The web as Balai asks it: every layer of this crate over one transport.
///
/// Cheap to clone; clones share connections, pauses and what is known of robots.txt files. So one program needs
/// one only.
#[derive(Clone)]
pub struct Web(Arc<dyn Fetch>);

impl Web {
    /// Everything as it should be for reading villages' sites on the internet.
    pub fn builder() -> WebBuilder {
        WebBuilder {
            user_agent: USER_AGENT.to_owned(),
            allow_private: false,
            ports: BTreeSet::new(),
            fixed: Vec::new(),
            proxy: None,
            pause: Duration::from_secs(1),
            concurrency: 64,
            tries: 3,
            redirects: 5,
            robots: true,
            body_limit: 8 << 20,
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(20),
            total_timeout: Duration::from_secs(60),
        }
    }
}

#[async_trait]
impl Fetch for Web {
    async fn fetch(&self, request: Request) -> Result<Response> {
        self.0.fetch(request).await
    }
}

/// Settings of [`Web`].
#[derive(Clone)]
pub struct WebBuilder {
    user_agent: String,
    allow_private: bool,
    ports: BTreeSet<u16>,
    fixed: Vec<(String, IpAddr)>,
    proxy: Option<Url>,
    pause: Duration,
    concurrency: usize,
    tries: u32,
    redirects: usize,
    robots: bool,
    body_limit: u64,
    connect_timeout: Duration,
    idle_timeout: Duration,
    total_timeout: Duration,
}

impl fmt::Debug for WebBuilder {
    /// What tells two settings apart, without the password that the proxy's address may hold.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebBuilder")
            .field("user_agent", &self.user_agent)
            .field("allow_private", &self.allow_private)
            .field("proxy", &self.proxy.as_ref().and_then(Url::host_str))
            .field("pause", &self.pause)
            .field("concurrency", &self.concurrency)
            .field("robots", &self.robots)
            .finish_non_exhaustive()
    }
}

impl WebBuilder {
    /// The `User-Agent` header; [`USER_AGENT`] by default. It should name a page or an address by which a site's
    /// keeper can reach whoever runs this. What stands before its slash is what robots.txt knows us by.
    #[must_use]
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = name.into();
        self
    }

    /// Whether private addresses and any port may be asked, for tests and simulated villages; no by default.
    #[must_use]
    pub fn allow_private(mut self, allow: bool) -> Self {
        self.allow_private = allow;
        self
    }

    /// Allows a port beside 80 and 443.
    #[must_use]
    pub fn allow_port(mut self, port: u16) -> Self {
        self.ports.insert(port);
        self
    }

    /// Fixes the address of a host's name, as `/etc/hosts` does.
    #[must_use]
    pub fn resolve(mut self, host: impl Into<String>, address: IpAddr) -> Self {
        self.fixed.push((host.into(), address));
        self
    }

    /// Asks everything through a proxy. Names are then resolved by it, so that keeping away from private addresses
    /// is up to it; none is taken from the environment.
    #[must_use]
    pub fn proxy(mut self, proxy: Url) -> Self {
        self.proxy = Some(proxy);
        self
    }

    /// The pause between two requests to one host; 1 second by default.
    #[must_use]
    pub fn pause(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// How many requests may run at once over all hosts; 64 by default. One host is asked one thing at a time.
    #[must_use]
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = requests;
        self
    }

    /// How often to try in all where a failure may pass; 3 by default.
    #[must_use]
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// How many redirects to follow; 5 by default.
    #[must_use]
    pub fn redirects(mut self, hops: usize) -> Self {
        self.redirects = hops;
        self
    }

    /// Whether robots.txt is asked first; yes by default.
    #[must_use]
    pub fn robots(mut self, ask: bool) -> Self {
        self.robots = ask;
        self
    }

    /// The largest body in bytes, decompressed, where a request does not say; 8 MiB by default.
    #[must_use]
    pub fn body_limit(mut self, bytes: u64) -> Self {
        self.body_limit = bytes;
        self
    }

    /// The longest time until a connection stands; 10 seconds by default.
    #[must_use]
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.connect_timeout = time;
        self
    }

    /// The longest time without a byte; 20 seconds by default.
    #[must_use]
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.idle_timeout = time;
        self
    }

    /// The longest time for one answer, its body included; 60 seconds by default, more for requests with a larger
    /// limit (see [`Limits::total`]).
    #[must_use]
    pub fn total_timeout(mut self, time: Duration) -> Self {
        self.total_timeout = time;
        self
    }

    /// Builds the stack over the network.
    ///
    /// # Errors
    ///
    /// Config: no user agent, or one that cannot be sent; a proxy that is none.
    pub fn build(self) -> Result<Web> {
        let resolver = Resolver::new().allow_private(self.allow_private).fixed(self.fixed.iter().cloned());
        let transport =
            Transport::new(&self.user_agent, resolver, self.connect_timeout, self.proxy.as_ref())?;
        self.over(transport)
    }

    /// Builds the stack over another transport: an own client ([`Transport::with_client`]), an archive.
    ///
    /// What concerns the network only (user agent, connecting, resolving, proxy) is then the transport's.
    ///
    /// # Errors
    ///
    /// Config, where there is no user agent.
    pub fn over(self, transport: impl Fetch + 'static) -> Result<Web> {
        if self.user_agent.trim().is_empty() {
            let message = "the user agent is empty: say who asks, and where a site's keeper can reach you";
            return Err(Error::new(ErrorKind::Config, message));
        }
        let pauses = Pauses::new(self.pause);

        // Innermost first. The clock of the limits runs for one request on the wire, not for waiting one's turn.
        let limited =
            Limits::new(transport).body(self.body_limit).idle(self.idle_timeout).total(self.total_timeout);
        // A try is a request like any other: it waits its turn and gives it back before the next.
        let paced = Pace::new(limited, pauses.clone()).concurrency(self.concurrency);
        let retried = Retry::new(paced).tries(self.tries);
        // Refused before anyone waits for a turn.
        let guarded = Guard::new(retried).allow_private(self.allow_private).allow_ports(self.ports);
        let guarded: Arc<dyn Fetch> = Arc::new(guarded);
        // robots.txt is asked for as any page, itself guarded, paced and redirected, but bound by no robots.txt.
        let permitted: Arc<dyn Fetch> = if self.robots {
            let files = Redirect::new(guarded.clone());
            Arc::new(Robots::new(guarded, files, &self.user_agent).tell(pauses))
        } else {
            guarded
        };
        // Each hop carries its own host's cookies, and passes everything below again.
        let followed = Redirect::new(Cookies::new(permitted)).most(self.redirects);
        Ok(Web(Arc::new(Files::new(followed))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proxys_password_is_not_shown() {
        let proxy = Url::parse("http://petugas:rahasia@proxy.example:3128").expect("a URL");
        let shown = format!("{:?}", Web::builder().proxy(proxy));
        assert!(shown.contains("proxy.example") && !shown.contains("rahasia"), "{shown}");
    }

    #[test]
    fn the_user_agent_tells_the_version() {
        assert!(USER_AGENT.starts_with(concat!("Balai/", env!("CARGO_PKG_VERSION"), " (+https://")));
    }
}
