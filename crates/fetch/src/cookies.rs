//! Sends and keeps the cookies of a visit.

use async_trait::async_trait;
use balai_core::{Fetch, Request, Response, Result};

/// Sends the cookies of the request's jar, and puts into it what the site sets.
///
/// The fetcher itself keeps none: cookies belong to a visit and to a host. Below
/// [`Redirect`](crate::Redirect), every hop sends its own host's and keeps its own.
pub struct Cookies<F> {
    inner: F,
}

impl<F> Cookies<F> {
    /// Carries cookies to and from `inner`.
    pub fn new(inner: F) -> Self {
        Self { inner }
    }
}

#[async_trait]
impl<F: Fetch> Fetch for Cookies<F> {
    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let Some(jar) = request.cookies.clone() else { return self.inner.fetch(request).await };
        if let Some(cookies) = jar.header(&request.url) {
            request = request.header("Cookie", cookies);
        }
        let response = self.inner.fetch(request).await?;
        for cookie in response.headers.all("set-cookie") {
            jar.take(&response.url, cookie);
        }
        Ok(response)
    }
}
