//! Websites by host name, asked in process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use balai_core::{Error, ErrorKind, Fetch, Headers, Request, Response, Result, Tls};
use jiff::Timestamp;
use url::Url;

use crate::{Answer, Ask, Fault, Faulty, Website};

/// The longest that an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// A small web: websites by host name, and a log of what they were asked.
///
/// It is a [`Fetch`] that opens no sockets, so that a harvest of it measures the harvest alone;
/// [`Web::serve`] puts the same sites on loopback. Clones share sites and log.
///
/// ```
/// use balai_core::{Fetch, Request};
/// use balai_testkit::{Answer, Ask, Web, Website};
///
/// struct Hello;
/// impl Website for Hello {
///     fn respond(&self, ask: &Ask) -> Answer {
///         Answer::html(format!("Anda meminta {}", ask.target))
///     }
/// }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
/// # runtime.block_on(async {
/// let web = Web::new().with("desa.invalid", Hello);
/// let page = web.fetch(Request::new("http://desa.invalid/feed".parse()?)).await?.page().await?;
/// assert_eq!(&page.body[..], b"Anda meminta /feed");
/// assert_eq!(web.asked()[0].path(), "/feed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Web {
    /// `None`: the host is known, and down.
    pub(crate) hosts: BTreeMap<String, Option<Arc<dyn Website>>>,
    any: Option<Arc<dyn Website>>,
    log: Log,
}

/// What was asked, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<Url>>>);

impl Log {
    pub(crate) fn add(&self, url: Url) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(url);
    }

    pub(crate) fn all(&self) -> Vec<Url> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Web {
    /// A web without any site.
    pub fn new() -> Self {
        Self::default()
    }

    /// A web in which `site` answers under every host name.
    pub fn of(site: impl Website + 'static) -> Self {
        Self { any: Some(Arc::new(site)), ..Self::default() }
    }

    /// Adds a site under a host name.
    #[must_use]
    pub fn with(mut self, host: impl Into<String>, site: impl Website + 'static) -> Self {
        self.hosts.insert(host.into(), Some(Arc::new(site)));
        self
    }

    /// Adds a host that takes no connections.
    #[must_use]
    pub fn with_down(mut self, host: impl Into<String>) -> Self {
        self.hosts.insert(host.into(), None);
        self
    }

    /// The same web, in which every answer comes that much later, as from machines that have work to do.
    #[must_use]
    pub fn late(mut self, delay: Duration) -> Self {
        let late = |site: Arc<dyn Website>| -> Arc<dyn Website> {
            Arc::new(Faulty::new(site).on("", Fault::Late(delay)))
        };
        self.any = self.any.map(late);
        self.hosts = self.hosts.into_iter().map(|(host, site)| (host, site.map(late))).collect();
        self
    }

    /// Every address that was asked for so far, redirects included, in order.
    pub fn asked(&self) -> Vec<Url> {
        self.log.all()
    }

    /// Empties the log.
    pub fn forget(&self) {
        self.log.clear();
    }

    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    pub(crate) fn any(&self) -> Option<&Arc<dyn Website>> {
        self.any.as_ref()
    }

    /// The site of a host.
    ///
    /// # Errors
    ///
    /// Dns where no site has that name, connect where the host is down.
    pub(crate) fn site(&self, host: &str) -> Result<&Arc<dyn Website>> {
        match self.hosts.get(host) {
            Some(Some(site)) => Ok(site),
            Some(None) => Err(Error::new(ErrorKind::Connect, "the host takes no connections")),
            None => self.any.as_ref().ok_or_else(|| {
                Error::new(ErrorKind::Dns, format!("`{host}` is none of the simulated hosts"))
            }),
        }
    }

    fn answer(&self, url: &Url, request: &Request) -> Result<Answer> {
        let site = self.site(url.host_str().unwrap_or_default())?;
        self.log.add(url.clone());
        let mut headers = request.headers.clone();
        if let Some(cookie) = request.cookies.as_ref().and_then(|jar| jar.header(url)) {
            headers.push(("Cookie".into(), cookie));
        }
        if let Some(validator) = &request.validator {
            let conditions =
                [("If-None-Match", &validator.etag), ("If-Modified-Since", &validator.last_modified)];
            let known = conditions.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
            headers.extend(known.map(|(name, value)| (name.to_owned(), value)));
        }
        let answer = site.respond(&Ask {
            origin: url.origin().ascii_serialization(),
            target: url[url::Position::BeforePath..url::Position::AfterQuery].to_owned(),
            headers: headers.into_iter().collect(),
        });
        if let Some(jar) = &request.cookies {
            for (_, value) in
                answer.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
            {
                jar.take(url, value);
            }
        }
        Ok(answer)
    }
}

#[async_trait]
impl Fetch for Web {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let fetched_at = Timestamp::now();
        let mut url = request.url.clone();
        url.set_fragment(None);
        for _ in 0..=REDIRECTS {
            let answer = self.answer(&url, &request).map_err(|error| error.at(&url))?;
            if answer.delay >= PATIENCE {
                // Nobody wants to wait for that in a test.
                return Err(Error::new(ErrorKind::Timeout, format!("no answer in {PATIENCE:?}")).at(&url));
            }
            if !answer.delay.is_zero() {
                tokio::time::sleep(answer.delay).await;
            }
            if let (300..=399, Some(to)) = (answer.status, answer.header_value("location")) {
                url = url.join(to).map_err(|why| {
                    Error::malformed(format!("it redirects to `{to}`, which is no address: {why}")).at(&url)
                })?;
                if let Some(never) = &request.never {
                    never.check(&url)?;
                }
                continue;
            }
            if request.limit.is_some_and(|limit| answer.body.len() as u64 > limit) {
                let message = format!("the answer has {} bytes", answer.body.len());
                return Err(Error::new(ErrorKind::TooLarge, message).at(&url));
            }
            let Answer { status, headers, body, .. } = answer;
            let headers: Headers = headers.into_iter().collect();
            return Ok(Response { url, status, headers, fetched_at, tls: Tls::None, body: body.into() });
        }
        Err(Error::malformed(format!("more than {REDIRECTS} redirects")).at(&request.url))
    }
}
