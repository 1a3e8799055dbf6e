//! Bounds the size and the time of an answer.

use std::time::Duration;

use async_trait::async_trait;
use balai_core::{Body, Error, ErrorKind, Fetch, Request, Response, Result};
use bytes::Bytes;
use futures_util::stream;
use tokio::time::{Instant, timeout};
use url::Url;

/// Bounds the size and the time of an answer.
///
/// The size is counted after decompression, so that a small file cannot become a large one (gzip bomb). The
/// times count waiting for the site only: what the reader does between two pieces of a body is its own affair.
pub struct Limits<F> {
    inner: F,
    body: u64,
    idle: Duration,
    total: Duration,
}

impl<F> Limits<F> {
    /// How much longer a large answer may take at most.
    const LONGEST: u32 = 30;

    /// Bounds answers to 8 MiB, 20 seconds without a byte (the wait for the first included) and 60 seconds
    /// altogether.
    pub fn new(inner: F) -> Self {
        Self { inner, body: 8 << 20, idle: Duration::from_secs(20), total: Duration::from_secs(60) }
    }

    /// The largest body in bytes, where the request does not say.
    #[must_use]
    pub fn body(mut self, bytes: u64) -> Self {
        self.body = bytes;
        self
    }

    /// The longest time without a byte.
    #[must_use]
    pub fn idle(mut self, time: Duration) -> Self {
        self.idle = time;
        self
    }

    /// The longest time for one answer.
    ///
    /// A request whose own limit is larger gets as much more time, at most 30 times: with 128 MiB and what
    /// [`Limits::new`] sets, 16 minutes.
    #[must_use]
    pub fn total(mut self, time: Duration) -> Self {
        self.total = time;
        self
    }

    fn total_for(&self, limit: u64) -> Duration {
        let times = limit.div_ceil(self.body.max(1)).clamp(1, Self::LONGEST.into());
        self.total.saturating_mul(u32::try_from(times).unwrap_or(Self::LONGEST))
    }
}

#[async_trait]
impl<F: Fetch> Fetch for Limits<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let limit = request.limit.unwrap_or(self.body);
        let mut clock = Clock { idle: self.idle, left: self.total_for(limit), url: request.url.clone() };
        let mut response = clock.wait(self.inner.fetch(request)).await?;
        let declared = response.headers.get("content-length").and_then(|length| length.parse().ok());
        let body = Limited { body: response.body, declared, limit, read: 0, clock };
        response.body = Body::stream(stream::try_unfold(body, |mut body| async move {
            Ok(body.next().await?.map(|piece| (piece, body)))
        }));
        Ok(response)
    }
}

/// The time that is left for one answer.
struct Clock {
    idle: Duration,
    left: Duration,
    url: Url,
}

impl Clock {
    async fn wait<T>(&mut self, answer: impl Future<Output = Result<T>>) -> Result<T> {
        let begun = Instant::now();
        let allowed = self.idle.min(self.left);
        match timeout(allowed, answer).await {
            Ok(answer) => {
                self.left = self.left.saturating_sub(begun.elapsed());
                answer
            }
            Err(_) if allowed == self.idle => {
                Err(self.over(format!("the site sent nothing for {:?}", self.idle)))
            }
            Err(_) => Err(self.over("the site did not finish in the time for one answer".into())),
        }
    }

    fn over(&self, message: String) -> Error {
        Error::new(ErrorKind::Timeout, message).at(&self.url)
    }
}

/// A body and what may still come of it.
struct Limited {
    body: Body,
    /// What the site says that it will send, where it says so.
    declared: Option<u64>,
    limit: u64,
    read: u64,
    clock: Clock,
}

impl Limited {
    async fn next(&mut self) -> Result<Option<Bytes>> {
        if self.declared.take().is_some_and(|length| length > self.limit) {
            return Err(self.too_large());
        }
        let Some(piece) = self.clock.wait(self.body.chunk()).await? else { return Ok(None) };
        self.read += piece.len() as u64;
        if self.read > self.limit {
            return Err(self.too_large());
        }
        Ok(Some(piece))
    }

    fn too_large(&self) -> Error {
        let message = format!("the answer is larger than {} bytes", self.limit);
        Error::new(ErrorKind::TooLarge, message).at(&self.clock.url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_answer_gets_as_much_more_time() {
        let limits = Limits::new(());
        assert_eq!(limits.total_for(1), Duration::from_secs(60));
        assert_eq!(limits.total_for(8 << 20), Duration::from_secs(60));
        assert_eq!(limits.total_for(128 << 20), Duration::from_secs(16 * 60));
        assert_eq!(limits.total_for(u64::MAX), Duration::from_secs(30 * 60));
    }
}
