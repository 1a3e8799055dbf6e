//! Asks a site's robots.txt first.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use balai_core::{Error, ErrorKind, Fetch, Request, Response, Result};
use tokio::sync::OnceCell;
use url::Url;

use crate::{Pauses, RobotsTxt};

/// Asks for nothing that the site's robots.txt forbids (RFC 9309), unless the request says that it does not bind.
///
/// The file is asked for once a day and origin. Where there is none (4xx), everything is allowed; where the
/// server fails (5xx), nothing is, for some minutes; where no answer comes, none would come for the page
/// either, and that error is given.
pub struct Robots<F> {
    inner: F,
    files: Arc<dyn Fetch>,
    token: String,
    pauses: Option<Pauses>,
    known: Mutex<HashMap<String, Arc<Known>>>,
}

/// What is known of one origin's file; empty while it is being asked for.
struct Known {
    since: Instant,
    verdict: OnceCell<Verdict>,
}

enum Verdict {
    Rules(RobotsTxt),
    /// The server failed with this status.
    Failed(u16),
}

impl<F> Robots<F> {
    /// The most origins whose file is remembered.
    const REMEMBERED: usize = 1024;
    /// The longest pause that a file may ask for: more would make a visit of some pages take a day.
    const LONGEST_DELAY: Duration = Duration::from_secs(30);

    /// Asks for pages from `inner`, and for robots.txt from `files`, which follows redirects.
    ///
    /// `user_agent` is the header that is sent; the files know us by what stands before its slash.
    pub fn new(inner: F, files: impl Fetch + 'static, user_agent: &str) -> Self {
        let token = user_agent.split(['/', ' ']).next().unwrap_or_default().to_owned();
        Self { inner, files: Arc::new(files), token, pauses: None, known: Mutex::default() }
    }

    /// Passes `Crawl-delay` on, up to 30 seconds.
    #[must_use]
    pub fn tell(mut self, pauses: Pauses) -> Self {
        self.pauses = Some(pauses);
        self
    }

    async fn check(&self, request: &Request) -> Result<()> {
        let url = &request.url;
        let known = self.known(&url.origin().ascii_serialization());
        let robots = match known.verdict.get_or_try_init(|| self.ask(request)).await? {
            Verdict::Rules(robots) => robots,
            Verdict::Failed(status) => {
                let message =
                    format!("robots.txt is not to be had (HTTP {status}), and without it nothing is asked");
                return Err(Error::new(ErrorKind::Server, message).at(url));
            }
        };
        if let (Some(pauses), Some(delay), Some(host)) = (&self.pauses, robots.crawl_delay(), url.host_str())
        {
            pauses.crawl_delay(host, delay.min(Self::LONGEST_DELAY));
        }
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        if robots.allows(path) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Refused, format!("the site's robots.txt forbids {path}")).at(url))
    }

    fn known(&self, origin: &str) -> Arc<Known> {
        let mut known = self.known.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(found) = known.get(origin).filter(|found| found.is_fresh()) {
            return found.clone();
        }
        if known.len() >= Self::REMEMBERED {
            known.retain(|_, entry| entry.is_fresh());
        }
        if known.len() >= Self::REMEMBERED {
            let oldest = known.iter().min_by_key(|(_, entry)| entry.since).map(|(origin, _)| origin.clone());
            oldest.map(|origin| known.remove(&origin));
        }
        let entry = Arc::new(Known { since: Instant::now(), verdict: OnceCell::new() });
        known.insert(origin.to_owned(), entry.clone());
        entry
    }

    async fn ask(&self, request: &Request) -> Result<Verdict> {
        let mut url = request.url.clone();
        url.set_path("/robots.txt");
        url.set_query(None);
        let mut asked = Request::new(url);
        asked.accept_invalid_certificate = request.accept_invalid_certificate;
        let own = asked.url.clone();
        let mut response = match self.files.fetch(asked).await {
            Ok(response) => response,
            // Redirects that lead nowhere, or where nobody may go, are as good as no file (RFC 9309, 2.3.1.2).
            Err(error) if error.kind() == ErrorKind::Malformed || is_refused_elsewhere(&error, &own) => {
                return Ok(Verdict::Rules(RobotsTxt::default()));
            }
            Err(error) => return Err(error),
        };
        match response.status {
            200..=299 => {}
            status @ 500..=599 => return Ok(Verdict::Failed(status)),
            _ => return Ok(Verdict::Rules(RobotsTxt::default())),
        }
        let mut file = Vec::new();
        while file.len() <= RobotsTxt::LIMIT {
            match response.body.chunk().await {
                Ok(Some(piece)) => file.extend_from_slice(&piece),
                Ok(None) => break,
                Err(error) if error.kind().is_unreachable() => return Err(error),
                // A file that nobody can read forbids nothing; what of it was read binds.
                Err(_) => break,
            }
        }
        Ok(Verdict::Rules(RobotsTxt::parse(&file, &self.token)))
    }
}

/// Whether the guard refused an address that robots.txt was redirected to, rather than the site.
fn is_refused_elsewhere(error: &Error, own: &Url) -> bool {
    error.kind() == ErrorKind::Refused && error.url().is_some_and(|url| url != own.as_str())
}

impl Known {
    fn is_fresh(&self) -> bool {
        let lasts = match self.verdict.get() {
            Some(Verdict::Rules(_)) => Duration::from_secs(24 * 60 * 60),
            Some(Verdict::Failed(_)) | None => Duration::from_secs(5 * 60),
        };
        self.since.elapsed() < lasts
    }
}

#[async_trait]
impl<F: Fetch> Fetch for Robots<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        if request.obey_robots {
            self.check(&request).await?;
        }
        self.inner.fetch(request).await
    }
}
