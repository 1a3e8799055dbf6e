//! Asking for pages: the trait, and what goes in and comes out.

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use jiff::Timestamp;
use url::Url;

use crate::{CookieJar, Error, ErrorKind, Result, Tls};

/// Where pages come from: the network, an archive, a simulated village.
///
/// An answer of whatever status is a [`Response`]; an [`Error`] means that there was none. What a status means
/// is for [`Response::check`] to say.
#[async_trait]
pub trait Fetch: Send + Sync {
    /// Asks for one page, redirects followed.
    ///
    /// # Errors
    ///
    /// No answer (dns, connect, tls, timeout), or none that may be asked for (refused).
    async fn fetch(&self, request: Request) -> Result<Response>;
}

/// A page to ask for. Always by GET: Balai reads.
#[derive(Clone, Debug)]
pub struct Request {
    /// The address.
    pub url: Url,
    /// Headers beyond those that the fetcher sends by itself.
    pub headers: Vec<(String, String)>,
    /// What is known of the page's last version; the answer may then be [`Response::not_modified`].
    pub validator: Option<Validator>,
    /// The largest body in bytes, decompressed; the fetcher's own limit where it is left out.
    pub limit: Option<u64>,
    /// The cookies of the visit.
    pub cookies: Option<Arc<CookieJar>>,
    /// Whether to read although the certificate is wrong; the answer then says [`Tls::Unverified`].
    pub accept_invalid_certificate: bool,
    /// What must not be asked for; a fetcher checks it before each redirect that it follows.
    pub never: Option<Never>,
    /// Whether the host's robots.txt binds. It does for all that is found by itself, and need not for what a roster
    /// names as a source.
    pub obey_robots: bool,
}

/// Addresses that must not be asked for, not even where a redirect leads to them.
#[derive(Clone)]
pub struct Never(Arc<Rule>);

/// Tells of an address why it must not be asked for.
type Rule = dyn Fn(&Url) -> Option<Cow<'static, str>> + Send + Sync;

/// An answer, of whatever status.
#[derive(Debug)]
pub struct Response {
    /// The address that answered, after redirects.
    pub url: Url,
    /// The HTTP status.
    pub status: u16,
    /// The headers, in the order in which they came.
    pub headers: Headers,
    /// When it was asked for.
    pub fetched_at: Timestamp,
    /// How the connection was secured.
    pub tls: Tls,
    /// The body.
    pub body: Body,
}

/// The headers of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

/// What tells whether a page changed since (HTTP validators).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Validator {
    /// The `ETag` header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// A body as it arrives: a stream of pieces, so that a feed of 90 MB need not be held.
pub struct Body(Pin<Box<dyn Stream<Item = Result<Bytes>> + Send>>);

/// A whole page: what [`Visit::get`](crate::Visit::get) gives and parsers take.
#[derive(Clone, Debug)]
pub struct Page {
    /// The address that answered, after redirects.
    pub url: Url,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// When it was asked for.
    pub fetched_at: Timestamp,
    /// How the connection was secured.
    pub tls: Tls,
    /// The body, decompressed, in the site's charset.
    pub body: Bytes,
}

/// Where an answer came from, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The address that answered, after redirects.
    pub url: Url,
    /// When it was asked for.
    pub fetched_at: Timestamp,
    /// How the connection was secured.
    pub tls: Tls,
}

impl From<&Page> for Origin {
    fn from(page: &Page) -> Self {
        Self { url: page.url.clone(), fetched_at: page.fetched_at, tls: page.tls }
    }
}

impl From<&Arc<Page>> for Origin {
    fn from(page: &Arc<Page>) -> Self {
        Self::from(&**page)
    }
}

impl From<&Response> for Origin {
    fn from(response: &Response) -> Self {
        Self { url: response.url.clone(), fetched_at: response.fetched_at, tls: response.tls }
    }
}

impl From<&Origin> for Origin {
    fn from(origin: &Origin) -> Self {
        origin.clone()
    }
}

impl Request {
    /// A plain request for `url`.
    pub fn new(url: Url) -> Self {
        Self {
            url,
            headers: Vec::new(),
            validator: None,
            limit: None,
            cookies: None,
            accept_invalid_certificate: false,
            never: None,
            obey_robots: true,
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the largest body in bytes.
    #[must_use]
    pub fn limit(mut self, bytes: u64) -> Self {
        self.limit = Some(bytes);
        self
    }
}

impl Never {
    /// Forbids the addresses for which `pattern` gives what they match.
    pub fn new(pattern: impl Fn(&Url) -> Option<Cow<'static, str>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(pattern))
    }

    /// Forbids what either forbids.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::new(move |url| (self.0)(url).or_else(|| (other.0)(url)))
    }

    /// Refuses a forbidden address.
    ///
    /// # Errors
    ///
    /// Refused, with the pattern that it matches.
    pub fn check(&self, url: &Url) -> Result<()> {
        match (self.0)(url) {
            None => Ok(()),
            Some(pattern) => {
                let message = format!("{pattern} is never asked for: it may show personal data");
                Err(Error::new(ErrorKind::Refused, message).at(url))
            }
        }
    }
}

impl fmt::Debug for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Never(…)")
    }
}

impl Response {
    /// Whether the page is as the request's validator says: there is no body then.
    pub fn not_modified(&self) -> bool {
        self.status == 304
    }

    /// What to ask with next time.
    pub fn validator(&self) -> Option<Validator> {
        let header = |name| self.headers.get(name).map(str::to_owned);
        let validator = Validator { etag: header("etag"), last_modified: header("last-modified") };
        (validator != Validator::default()).then_some(validator)
    }

    /// The answer where it is a page, and what its status means where it is not.
    ///
    /// # Errors
    ///
    /// Blocked (401, 403, 429, challenge pages), not found (404, 410), server (5xx), malformed (another).
    pub fn check(self) -> Result<Self> {
        match status_error(self.status, &self.headers) {
            Some(error) => Err(error.at(&self.url)),
            None => Ok(self),
        }
    }

    /// Reads the body to its end.
    ///
    /// # Errors
    ///
    /// The connection broke, or the body is larger than the fetcher's limit.
    pub async fn page(self) -> Result<Page> {
        let Self { url, status, headers, fetched_at, tls, body } = self;
        let body = body.bytes().await.map_err(|error| error.at(&url))?;
        Ok(Page { url, status, headers, fetched_at, tls, body })
    }
}

impl Page {
    /// The page where its status says that it is one.
    ///
    /// # Errors
    ///
    /// As [`Response::check`]; and blocked where the page is a challenge to a browser.
    pub fn check(&self) -> Result<&Self> {
        if let Some(error) = status_error(self.status, &self.headers) {
            return Err(self.show_html(error.at(&self.url)));
        }
        if is_challenge(&self.body) {
            return Err(
                Error::new(ErrorKind::Blocked, "the site asks a browser to prove itself").at(&self.url)
            );
        }
        Ok(self)
    }

    /// The `Content-Type` header, lower-case; empty where there is none.
    pub fn content_type(&self) -> String {
        self.headers.get("content-type").unwrap_or_default().to_ascii_lowercase()
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// Malformed, with where in the document and how it begins: HTML where JSON is due is the common case.
    pub fn json<'a, T: serde::Deserialize<'a>>(&'a self) -> Result<T> {
        let body = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body);
        serde_json::from_slice(body).map_err(|error| self.show_html(Error::from(error).at(&self.url)))
    }

    /// Shows how an HTML page begins. Nothing else is shown: data of another shape may be personal.
    fn show_html(&self, error: Error) -> Error {
        let beginning = &self.body[..self.body.len().min(400)];
        match beginning.trim_ascii_start().starts_with(b"<") {
            true => error.excerpt(&String::from_utf8_lossy(beginning)),
            false => error,
        }
    }
}

fn status_error(status: u16, headers: &Headers) -> Option<Error> {
    let error = match status {
        200..=299 | 304 => return None,
        401 | 403 | 429 => Error::new(ErrorKind::Blocked, format!("the site refuses us with HTTP {status}")),
        503 if headers.get("cf-mitigated").is_some() => {
            Error::new(ErrorKind::Blocked, "the site asks a browser to prove itself")
        }
        404 | 410 => Error::new(ErrorKind::NotFound, format!("HTTP {status}")),
        500..=599 => Error::new(ErrorKind::Server, format!("the server failed with HTTP {status}")),
        _ => Error::malformed(format!("HTTP {status} is no answer that a page comes with")),
    };
    Some(match headers.retry_after() {
        Some(wait) if matches!(status, 429 | 503) => error.retry_after(wait),
        _ => error,
    })
}

/// Pages under status 200 that a bot wall shows in place of the site's own.
fn is_challenge(body: &[u8]) -> bool {
    const MARKS: [&str; 4] = [
        "/cdn-cgi/challenge-platform/h/",
        "<title>Just a moment...</title>",
        "_Incapsula_Resource",
        "sucuri_cloudproxy_js",
    ];
    // A challenge is a small page; honest pages that embed a beacon of the same vendor are not.
    body.len() < 32 * 1024 && {
        let text = String::from_utf8_lossy(body);
        MARKS.iter().any(|mark| text.contains(mark))
    }
}

impl Headers {
    /// The first value of a header, by its name in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Every value of a header.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Every header.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// How long the site asks us to wait: `Retry-After`, in either of its forms, or else `X-RateLimit-Reset` in seconds,
    /// where nothing is left of what may be asked.
    pub fn retry_after(&self) -> Option<Duration> {
        let Some(value) = self.get("retry-after").map(str::trim) else { return self.limit_resets_in() };
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
        let seconds = date.as_second() - Timestamp::now().as_second();
        Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
    }

    fn limit_resets_in(&self) -> Option<Duration> {
        /// What is more is no number of seconds but a time.
        const LONGEST: u64 = 24 * 60 * 60;
        let number = |name| self.get(name)?.trim().parse::<u64>().ok();
        let seconds = number("x-ratelimit-reset").filter(|seconds| *seconds <= LONGEST)?;
        (number("x-ratelimit-remaining").unwrap_or(0) == 0).then_some(Duration::from_secs(seconds))
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<T: IntoIterator<Item = (N, V)>>(headers: T) -> Self {
        Self(headers.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl Body {
    /// A body that arrives in pieces.
    pub fn stream(pieces: impl Stream<Item = Result<Bytes>> + Send + 'static) -> Self {
        Self(Box::pin(pieces))
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    ///
    /// The connection broke, or the body is larger than the limit.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        std::future::poll_fn(|context| self.0.as_mut().poll_next(context)).await.transpose()
    }

    /// The whole body.
    ///
    /// # Errors
    ///
    /// As [`Body::chunk`].
    pub async fn bytes(mut self) -> Result<Bytes> {
        let Some(first) = self.chunk().await? else { return Ok(Bytes::new()) };
        let Some(second) = self.chunk().await? else { return Ok(first) };
        let mut whole = BytesMut::from(&first[..]);
        whole.extend_from_slice(&second);
        while let Some(piece) = self.chunk().await? {
            whole.extend_from_slice(&piece);
        }
        Ok(whole.freeze())
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        struct Once(Option<Bytes>);

        impl Stream for Once {
            type Item = Result<Bytes>;

            fn poll_next(
                mut self: Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Self::Item>> {
                std::task::Poll::Ready(self.0.take().map(Ok))
            }
        }

        Self::stream(Once(Some(bytes.into())))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body(…)")
    }
}

#[async_trait]
impl<F: Fetch + ?Sized> Fetch for Arc<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        (**self).fetch(request).await
    }
}

#[async_trait]
impl<F: Fetch + ?Sized> Fetch for Box<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        (**self).fetch(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(status: u16, headers: &[(&str, &str)], body: &'static str) -> Page {
        Page {
            url: Url::parse("https://desa.example/").expect("a URL"),
            status,
            headers: headers.iter().copied().collect(),
            fetched_at: Timestamp::UNIX_EPOCH,
            tls: Tls::Verified,
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    fn kind(page: &Page) -> ErrorKind {
        page.check().expect_err("no page").kind()
    }

    #[test]
    fn blocked_is_not_dead() {
        for status in [401, 403, 429] {
            assert_eq!(kind(&page(status, &[], "")), ErrorKind::Blocked);
        }
        assert_eq!(kind(&page(503, &[("CF-Mitigated", "challenge")], "")), ErrorKind::Blocked);
        assert_eq!(kind(&page(200, &[], "<title>Just a moment...</title>")), ErrorKind::Blocked);
        assert_eq!(kind(&page(503, &[], "")), ErrorKind::Server);
        assert_eq!(kind(&page(410, &[], "")), ErrorKind::NotFound);
        assert!(page(200, &[], "<p>Halo</p>").check().is_ok());
    }

    #[test]
    fn a_site_says_how_long_to_wait() {
        let error = page(429, &[("Retry-After", "120")], "").check().expect_err("blocked").is_temporary();
        assert!(error);
        let headers: Headers = [("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")].into_iter().collect();
        assert_eq!(headers.retry_after(), Some(Duration::ZERO), "a time gone by is no wait");
        let limit = |left: &str, reset: &str| -> Headers {
            [("X-RateLimit-Remaining", left), ("X-RateLimit-Reset", reset)].into_iter().collect()
        };
        assert_eq!(limit("0", "37").retry_after(), Some(Duration::from_secs(37)));
        assert_eq!(limit("12", "37").retry_after(), None, "there is something left to ask");
        assert_eq!(limit("0", "1795500000").retry_after(), None, "a time, not a number of seconds");
    }

    #[test]
    fn html_for_json_is_told_with_its_beginning() {
        let page = page(200, &[], "<!doctype html><p>Dalam Perbaikan");
        let error = page.json::<Vec<u8>>().expect_err("no JSON");
        assert_eq!(error.kind(), ErrorKind::Malformed);
        assert!(error.to_string().contains("it begins: <!doctype html>"), "{error}");
    }

    #[test]
    fn json_of_another_shape_is_not_shown() {
        for body in [r#"{"nik":"3304159999000000"}"#, r#"["3304159999000000 SITI"]"#, "\"3304159999000000\""]
        {
            let error = page(200, &[], body).json::<Vec<u8>>().expect_err("another shape");
            assert!(!format!("{error:?}").contains("3304159999000000"), "{error:?}");
            let error = page(500, &[], body).check().map(drop).expect_err("a failure");
            assert!(!format!("{error:?}").contains("3304159999000000"), "{error:?}");
        }
    }
}
