//! Asks again where the failure may pass.

use std::time::Duration;

use async_trait::async_trait;
use balai_core::{Fetch, Request, Response, Result};

/// Asks again, up to 3 times in all, where the failure may pass.
///
/// That is a temporary error, or 429, 502, 503 and 504 among the answers (429 only where the site says for how
/// long to wait). The last answer is given through as it is. A site that asks for a longer wait than a caller
/// would sit through is not asked again. Once a body is given out nothing is repeated.
pub struct Retry<F> {
    inner: F,
    tries: u32,
    pause: Duration,
    patience: Duration,
}

impl<F> Retry<F> {
    /// Tries up to 3 times, a half to one second and then one to two seconds apart, and waits up to 60 seconds
    /// where the site asks for it.
    pub fn new(inner: F) -> Self {
        Self { inner, tries: 3, pause: Duration::from_secs(1), patience: Duration::from_secs(60) }
    }

    /// How often to try in all; 1 never repeats.
    #[must_use]
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// The longest pause before the second try; it doubles with each. A random half of it is left out, so that
    /// many readers do not come back at once.
    #[must_use]
    pub fn pause(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// The longest `Retry-After` to sit through.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// How long to wait after the `tried`th outcome before asking again; `None` where it is final.
    fn wait(&self, tried: u32, outcome: &Result<Response>) -> Option<Duration> {
        let asked = match outcome {
            // A challenge page comes as 503 too, and does not pass.
            Ok(response) if response.headers.get("cf-mitigated").is_some() => return None,
            Ok(response) => match response.status {
                429 => Some(response.headers.retry_after()?),
                502..=504 => response.headers.retry_after(),
                _ => return None,
            },
            Err(error) if error.is_temporary() => error.wait(),
            Err(_) => return None,
        };
        let backoff = self.pause.saturating_mul(1 << tried.saturating_sub(1).min(16));
        let wait = asked.unwrap_or_else(|| backoff.mul_f64(0.5 + fastrand::f64() / 2.0));
        (tried < self.tries && wait <= self.patience).then_some(wait)
    }
}

#[async_trait]
impl<F: Fetch> Fetch for Retry<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let mut tried = 0;
        loop {
            let outcome = self.inner.fetch(request.clone()).await;
            tried += 1;
            let Some(wait) = self.wait(tried, &outcome) else { return outcome };
            let status = outcome.as_ref().map(|response| response.status).unwrap_or_default();
            tracing::debug!(url = %request.url, status, tried, ?wait, "asking again");
            // Before the wait: an answer that is held holds the host's turn.
            drop(outcome);
            tokio::time::sleep(wait).await;
        }
    }
}
