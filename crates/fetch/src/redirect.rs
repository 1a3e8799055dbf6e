//! Follows redirects, one request a hop.

use async_trait::async_trait;
use balai_core::{Error, ErrorKind, Fetch, Request, Response, Result};
use url::Url;

/// Follows redirects, each hop a request of its own to the layers below: guarded, paced and asked of its own
/// host's robots.txt.
///
/// What was meant for one host stays with it: the request's headers and its leave to read although the
/// certificate is wrong go along only to the same host, with or without `www.`. From `https` to `http` is
/// followed on the same host only, which old village sites do; the answer's `tls` says so.
pub struct Redirect<F> {
    inner: F,
    most: usize,
}

impl<F> Redirect<F> {
    /// Follows at most 5 redirects, as RFC 9309 asks for robots.txt and more than honest sites need.
    pub fn new(inner: F) -> Self {
        Self { inner, most: 5 }
    }

    /// Follows at most `hops` redirects.
    #[must_use]
    pub fn most(mut self, hops: usize) -> Self {
        self.most = hops;
        self
    }
}

#[async_trait]
impl<F: Fetch> Fetch for Redirect<F> {
    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let first = request.url.clone();
        let (headers, accept_invalid) = (request.headers.clone(), request.accept_invalid_certificate);
        let mut trail = vec![first.clone()];
        loop {
            let response = self.inner.fetch(request.clone()).await?;
            let Some(next) = target(&response)? else { return Ok(response) };
            if let Some(never) = &request.never {
                never.check(&next)?;
            }
            let turns = trail.contains(&next);
            // A site that sets a cookie and sends back to the same page is common, and no circle yet.
            let circle = turns && response.headers.get("set-cookie").is_none();
            if circle || trail.len() > self.most {
                let why = if turns { "go round in a circle" } else { "are too many" };
                return Err(
                    Error::malformed(format!("the redirects {why}: {}", show(&trail, &next))).at(&first)
                );
            }
            // The body of a redirect is not read; dropping it gives back the turn at the host.
            drop(response);
            let same = same_host(&first, &next);
            if request.url.scheme() == "https" && next.scheme() == "http" && !same_host(&request.url, &next) {
                let message = format!("{} sends from https to plain http of another host", request.url);
                return Err(Error::new(ErrorKind::Refused, message).at(&next));
            }
            let exposed = first.scheme() == "https" && next.scheme() == "http";
            request.headers = if same && !exposed { headers.clone() } else { Vec::new() };
            request.accept_invalid_certificate = same && accept_invalid;
            request.url = next.clone();
            trail.push(next);
        }
    }
}

/// Where an answer sends to; `None` where it is no redirect.
fn target(response: &Response) -> Result<Option<Url>> {
    if !matches!(response.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = response.headers.get("location") else { return Ok(None) };
    let mut next = response.url.join(location.trim()).map_err(|error| {
        Error::malformed(format!("the site redirects to `{location}`, which is no address: {error}"))
            .at(&response.url)
    })?;
    next.set_fragment(None);
    Ok(Some(next))
}

fn same_host(a: &Url, b: &Url) -> bool {
    fn bare(url: &Url) -> &str {
        let host = url.host_str().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host)
    }
    bare(a) == bare(b)
}

fn show(trail: &[Url], next: &Url) -> String {
    trail.iter().chain([next]).map(Url::as_str).collect::<Vec<_>>().join(" → ")
}
