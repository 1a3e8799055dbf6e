//! What can go wrong, in few kinds.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// A result whose error is Balai's own.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, where, and what to do about it.
///
/// ```
/// use balai_core::{Error, ErrorKind};
///
/// let error = Error::new(ErrorKind::Malformed, "the list of articles is no JSON").at("https://desa.example/arsip");
/// assert!(!error.is_temporary());
/// assert_eq!(error.to_string(), "malformed: the list of articles is no JSON (at https://desa.example/arsip)");
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    url: Option<String>,
    excerpt: Option<String>,
    retry_after: Option<Duration>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of errors; a caller decides by these what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// The host's name leads to no address.
    Dns,
    /// No connection, or it broke.
    Connect,
    /// The certificate or the handshake is wrong; the site may be read all the same if the caller says so.
    Tls,
    /// The site took too long.
    Timeout,
    /// The server answered with an error of its own (5xx).
    Server,
    /// The site is there but refuses us: 401, 403, 429, or a challenge page. Blocked is not dead.
    Blocked,
    /// There is no such page (404, 410, or a not-found page under another status).
    NotFound,
    /// The site, or this version of it, has nothing of the kind.
    NotOffered,
    /// What came is not what is due: HTML for JSON, a page without its title, a record without its required
    /// fields.
    Malformed,
    /// The answer is larger than the limit.
    TooLarge,
    /// We will not ask: a private address, a forbidden endpoint, robots.txt.
    Refused,
    /// The store failed.
    Store,
    /// The caller's settings are wrong.
    Config,
}

impl ErrorKind {
    /// Whether the same request may do better later.
    pub const fn is_temporary(self) -> bool {
        matches!(self, Self::Connect | Self::Timeout | Self::Server)
    }

    /// Whether no answer came at all. A server's own failure is an answer: it says nothing of its other pages.
    pub const fn is_unreachable(self) -> bool {
        matches!(self, Self::Dns | Self::Connect | Self::Tls | Self::Timeout)
    }

    /// The name in JSON and in messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Server => "server",
            Self::Blocked => "blocked",
            Self::NotFound => "not_found",
            Self::NotOffered => "not_offered",
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::Refused => "refused",
            Self::Store => "store",
            Self::Config => "config",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.as_str().replace('_', " "))
    }
}

impl Error {
    /// An error of `kind`. The message says what happened and, where there is something to do, what to do.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            url: None,
            excerpt: None,
            retry_after: None,
            source: None,
        }))
    }

    /// [`ErrorKind::Malformed`], the one that parsers give.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Malformed, message)
    }

    /// [`ErrorKind::NotOffered`], the one that an adapter gives where a site has nothing of a kind.
    pub fn not_offered(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::NotOffered, message)
    }

    /// Says where it happened, unless that is known: the address nearest to the fault stays.
    #[must_use]
    pub fn at(mut self, url: impl fmt::Display) -> Self {
        self.0.url.get_or_insert_with(|| url.to_string());
        self
    }

    /// Shows the beginning of what came, for a person to see what it was. Long numbers are left out: they may be
    /// somebody's.
    #[must_use]
    pub fn excerpt(mut self, text: &str) -> Self {
        const NUMBER: usize = 6;
        let words = text
            .split_whitespace()
            .map(|word| if word.chars().filter(char::is_ascii_digit).count() > NUMBER { "…" } else { word });
        self.0.excerpt = Some(words.collect::<Vec<_>>().join(" ").chars().take(120).collect());
        self
    }

    /// Says how long the site asked us to wait.
    #[must_use]
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.0.retry_after = Some(wait);
        self
    }

    /// Keeps the error below this one.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The kind.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the same request may do better later: see [`ErrorKind::is_temporary`], and a site that blocks us
    /// but says for how long.
    pub fn is_temporary(&self) -> bool {
        self.0.kind.is_temporary() || self.0.retry_after.is_some()
    }

    /// How long the site asked us to wait.
    pub fn wait(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Where it happened.
    pub fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// What happened, without where.
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.kind, self.0.message)?;
        if let Some(url) = &self.0.url {
            write!(f, " (at {url})")?;
        }
        if let Some(excerpt) = &self.0.excerpt {
            write!(f, "; it begins: {excerpt}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        let mut source = self.source();
        while let Some(error) = source {
            write!(f, "\n  because: {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        // Its own message quotes the value that it met, which may be personal: where it stands must do.
        let what = match error.classify() {
            serde_json::error::Category::Eof => "the JSON is cut off",
            serde_json::error::Category::Data => "JSON of another shape is due",
            _ => "JSON is due",
        };
        Self::malformed(format!("{what}, line {} column {}", error.line(), error.column()))
    }
}
