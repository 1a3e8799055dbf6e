//! A website as a pure function: what it is asked, and what it answers.

use std::sync::Arc;
use std::time::Duration;

use balai_core::Headers;
use bytes::Bytes;
use url::form_urlencoded;

/// A website that lives in memory: a captured one, a simulated one, or one that a test writes down.
///
/// It is a pure function from a request to an answer. [`Web`](crate::Web) makes a [`Fetch`](balai_core::Fetch) or
/// a server on loopback of it.
///
/// ```
/// use balai_testkit::{Answer, Ask, Website};
///
/// struct Poster;
///
/// impl Website for Poster {
///     fn respond(&self, ask: &Ask) -> Answer {
///         match ask.path() {
///             "/" => Answer::html("<h1>Balai desa</h1>"),
///             _ => Answer::status(404),
///         }
///     }
/// }
/// ```
pub trait Website: Send + Sync {
    /// The answer to one request.
    fn respond(&self, ask: &Ask) -> Answer;
}

impl<W: Website + ?Sized> Website for Arc<W> {
    fn respond(&self, ask: &Ask) -> Answer {
        (**self).respond(ask)
    }
}

/// What a website is asked.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Scheme, host and port that the request was sent to: `http://127.0.0.1:8700`. Sites build their links on it.
    pub origin: String,
    /// The path with its query, as sent: `/arsip?page=2`.
    pub target: String,
    /// The headers of the request.
    pub headers: Headers,
}

/// What a website answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
    /// How long the answer is waited for.
    pub delay: Duration,
}

impl Ask {
    /// A request for `target`, without headers, to `origin`.
    pub fn new(origin: impl Into<String>, target: impl Into<String>) -> Self {
        Self { origin: origin.into(), target: target.into(), headers: Headers::default() }
    }

    /// The path without its query.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
    }

    /// The query as names and values, decoded.
    pub fn query(&self) -> Vec<(String, String)> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    /// The first value of a query parameter.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.query().into_iter().find(|(n, _)| n == name).map(|(_, value)| value)
    }

    /// Whether a script in a browser asks (`X-Requested-With: XMLHttpRequest`), as some endpoints demand.
    pub fn is_by_script(&self) -> bool {
        self.headers.get("x-requested-with") == Some("XMLHttpRequest")
    }
}

impl Answer {
    /// An answer of a status, without a body.
    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Bytes::new(), delay: Duration::ZERO }
    }

    /// An answer of status 200 whose body is of a media type.
    pub fn of(media_type: &str, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), ..Self::status(200) }.header("Content-Type", media_type)
    }

    /// A page.
    pub fn html(body: impl Into<Bytes>) -> Self {
        Self::of("text/html; charset=UTF-8", body)
    }

    /// A JSON document.
    pub fn json(value: &serde_json::Value) -> Self {
        Self::of("application/json; charset=utf-8", value.to_string())
    }

    /// A redirect (307) to a path of the same site or to a whole address.
    pub fn redirect(to: &str) -> Self {
        Self::status(307).header("Location", to)
    }

    /// The same answer under another status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The first value of a header, by its name in any case.
    pub fn header_value(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as text; what is no UTF-8 shows as �.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
