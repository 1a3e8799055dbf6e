//! Asks each host one thing at a time, with pauses.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use async_trait::async_trait;
use balai_core::{Body, Error, ErrorKind, Fetch, Request, Response, Result};
use futures_util::stream;
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;
use url::Url;

/// Asks each host one thing at a time, with a pause between, and all hosts together not too many.
///
/// A turn lasts until the answer's body has been read to its end or dropped. So a reader that holds a body open
/// while it asks the same host for another page waits for itself: read or drop the first one before.
///
/// Where a site says `Retry-After` with 429 or 503, every request to it waits, not only the one that was
/// answered so. Where it asks for more than a caller would sit through, it is left alone for that time: its
/// requests end at once as blocked, with [`Error::wait`] saying for how long.
pub struct Pace<F> {
    inner: F,
    pauses: Pauses,
    all: Arc<Semaphore>,
    patience: Duration,
}

/// When each host may be asked next; shared by those who know of a reason to wait.
#[derive(Clone)]
pub struct Pauses {
    pause: Duration,
    hosts: Arc<Mutex<Hosts>>,
}

struct Hosts {
    known: HashMap<String, Host>,
    /// How many to know before the idle ones are forgotten.
    purge_at: usize,
}

struct Host {
    /// Held by the one whose turn it is; within, from when on the next one may ask.
    ready: Arc<tokio::sync::Mutex<Instant>>,
    crawl_delay: Duration,
}

impl<F> Pace<F> {
    /// Paces `inner`: 64 requests at once over all hosts, and up to 60 seconds of `Retry-After` are waited for.
    pub fn new(inner: F, pauses: Pauses) -> Self {
        Self { inner, pauses, all: Arc::new(Semaphore::new(64)), patience: Duration::from_secs(60) }
    }

    /// How many requests may run at once over all hosts; at least one.
    #[must_use]
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.all = Arc::new(Semaphore::new(requests.clamp(1, Semaphore::MAX_PERMITS)));
        self
    }

    /// The longest `Retry-After` to wait for.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    async fn turn(&self, url: &Url) -> Result<Turn> {
        let (ready, pause) = self.pauses.host(url.host_str().unwrap_or_default());
        let ready = ready.lock_owned().await;
        let wait = ready.saturating_duration_since(Instant::now());
        if wait > self.patience {
            let message = format!("the site asked to be left alone for another {} s", wait.as_secs());
            return Err(Error::new(ErrorKind::Blocked, message).retry_after(wait).at(url));
        }
        // Not for zero: a timer sleeps a millisecond at least, which is most of a request on loopback.
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        // Taken last, so that who waits for a slow host holds up no other.
        let permit = self.all.clone().acquire_owned().await.map_err(|closed| {
            Error::new(ErrorKind::Refused, "the fetcher has been shut down").because(closed).at(url)
        })?;
        Ok(Turn { ready, pause, _permit: permit })
    }
}

impl Pauses {
    /// The longest that `Retry-After` can keep a host waiting.
    const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

    /// Pauses of `pause` between the end of one answer and the next request to the same host.
    pub fn new(pause: Duration) -> Self {
        Self { pause, hosts: Arc::new(Mutex::new(Hosts { known: HashMap::new(), purge_at: 1024 })) }
    }

    /// Makes the pauses of `host` as long as its robots.txt asks for (`Crawl-delay`), if that is longer.
    pub fn crawl_delay(&self, host: &str, delay: Duration) {
        self.hosts().get(host).crawl_delay = delay;
    }

    fn host(&self, host: &str) -> (Arc<tokio::sync::Mutex<Instant>>, Duration) {
        let mut hosts = self.hosts();
        let host = hosts.get(host);
        (host.ready.clone(), self.pause.max(host.crawl_delay))
    }

    fn hosts(&self) -> MutexGuard<'_, Hosts> {
        self.hosts.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Hosts {
    fn get(&mut self, host: &str) -> &mut Host {
        if !self.known.contains_key(host) && self.known.len() >= self.purge_at {
            // A host that nobody asks or waits for, and that may be asked right away, is as good as unknown.
            let now = Instant::now();
            self.known.retain(|_, host| host.ready.try_lock().map_or(true, |ready| *ready > now));
            self.purge_at = (2 * self.known.len()).max(1024);
        }
        self.known.entry(host.to_owned()).or_insert_with(|| Host {
            ready: Arc::new(tokio::sync::Mutex::new(Instant::now())),
            crawl_delay: Duration::ZERO,
        })
    }
}

/// One request's turn at its host.
struct Turn {
    ready: OwnedMutexGuard<Instant>,
    pause: Duration,
    _permit: OwnedSemaphorePermit,
}

impl Turn {
    fn wait_at_least(&mut self, wait: Duration) {
        *self.ready = Instant::now() + wait.min(Pauses::LONGEST);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *self.ready = (*self.ready).max(Instant::now() + self.pause);
    }
}

#[async_trait]
impl<F: Fetch> Fetch for Pace<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let mut turn = self.turn(&request.url).await?;
        let mut response = self.inner.fetch(request).await?;
        if let (429 | 503, Some(wait)) = (response.status, response.headers.retry_after()) {
            turn.wait_at_least(wait);
        }
        let held = (response.body, turn);
        response.body = Body::stream(stream::try_unfold(held, |(mut body, turn)| async move {
            Ok(body.chunk().await?.map(|piece| (piece, (body, turn))))
        }));
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_hosts_are_forgotten_and_waiting_ones_are_not() {
        let pauses = Pauses::new(Duration::ZERO);
        let (waiting, _) = pauses.host("menunggu.example");
        *waiting.try_lock().expect("free") = Instant::now() + Duration::from_secs(600);
        let (busy, _) = pauses.host("sibuk.example");
        let turn = busy.try_lock_owned().expect("free");
        for number in 0..10_000 {
            pauses.host(&format!("{number}.example"));
        }
        let hosts = pauses.hosts();
        assert!(hosts.known.len() <= 1024, "{}", hosts.known.len());
        assert!(hosts.known.contains_key("menunggu.example"));
        assert!(hosts.known.contains_key("sibuk.example"));
        drop(turn);
    }

    #[test]
    fn the_longer_pause_holds() {
        let pauses = Pauses::new(Duration::from_secs(1));
        pauses.crawl_delay("pelan.example", Duration::from_secs(5));
        pauses.crawl_delay("cepat.example", Duration::from_millis(5));
        assert_eq!(pauses.host("pelan.example").1, Duration::from_secs(5));
        assert_eq!(pauses.host("cepat.example").1, Duration::from_secs(1));
    }
}
