//! The conversation with one site.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use url::Url;

use crate::gazetteer::Remembering;
use crate::{
    CookieJar, Error, ErrorKind, Fetch, Gazetteer, Manifest, Never, Page, Request, Response, Result, Site,
};

/// The conversation with one site during one visit: its cookies and the pages already seen.
///
/// The engine opens one a visit; an adapter meets it as [`Probe`] and [`Visit`](crate::Visit). What one platform
/// fetched to recognise the site, another need not fetch again.
pub struct Session {
    fetch: Arc<dyn Fetch>,
    site: Site,
    gazetteer: Arc<dyn Gazetteer>,
    is_fresh: bool,
    cookies: Arc<CookieJar>,
    never: OnceLock<Never>,
    pages: Mutex<Memory>,
    memos: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
    requests: AtomicU64,
    bytes: AtomicU64,
}

#[derive(Default)]
struct Memory {
    pages: HashMap<Url, Arc<Page>>,
    bytes: usize,
}

impl Session {
    /// The most bytes of pages that a session remembers; later pages are fetched again.
    const REMEMBERED: usize = 8 << 20;
    /// How often a page is asked for whose body breaks off.
    const TRIES: u32 = 3;

    /// Begins a conversation with `site`.
    pub fn new(fetch: Arc<dyn Fetch>, site: Site) -> Self {
        Self {
            fetch,
            site,
            gazetteer: Arc::new(()),
            is_fresh: false,
            cookies: Arc::default(),
            never: OnceLock::new(),
            pages: Mutex::default(),
            memos: Mutex::default(),
            requests: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    /// Tells which villages there are, for sources that tell of many by their names.
    #[must_use]
    pub fn with_gazetteer(mut self, gazetteer: Arc<dyn Gazetteer>) -> Self {
        self.gazetteer = Arc::new(Remembering::new(gazetteer));
        self
    }

    /// Asks for everything to be read again, also what never changes.
    #[must_use]
    pub fn fresh(mut self, fresh: bool) -> Self {
        self.is_fresh = fresh;
        self
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Forbids to every platform what this one, which knows the site, never asks for. Said once.
    pub fn forbid(&self, manifest: &Manifest) {
        let _ = self.never.set(manifest.never_at(&self.site.url));
    }

    /// What a platform must not ask for here.
    fn never(&self, manifest: &Manifest) -> Never {
        let own = manifest.never_at(&self.site.url);
        match self.never.get() {
            Some(known) => own.and(known.clone()),
            None => own,
        }
    }

    pub(crate) fn gazetteer(&self) -> &dyn Gazetteer {
        &*self.gazetteer
    }

    pub(crate) fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    /// The cookies that the site has set.
    pub fn cookies(&self) -> &CookieJar {
        &self.cookies
    }

    /// How many requests were made so far.
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// How many bytes of bodies came so far, decompressed; those of streamed bodies are not counted.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Asks for a page, whatever its status, and streams its body. Nothing is remembered.
    pub(crate) async fn open(&self, manifest: &Manifest, mut request: Request) -> Result<Response> {
        let never = self.never(manifest);
        never.check(&request.url)?;
        // Of this machine's files only the one is read that the roster names.
        if request.url.scheme() == "file" && request.url != self.site.url {
            return Err(Error::new(ErrorKind::Refused, "the roster names no such file").at(&request.url));
        }
        request.never = Some(never.clone());
        request.obey_robots &= self.site.source.as_ref().is_none_or(|source| source.obey_robots);
        request.cookies = Some(self.cookies.clone());
        request.accept_invalid_certificate |= self.site.accept_invalid_certificate;
        self.requests.fetch_add(1, Ordering::Relaxed);
        let url = request.url.clone();
        let response = self.fetch.fetch(request).await.map_err(|error| error.at(url))?;
        // Whoever followed redirects was told, but the answer's own address is what counts.
        never.check(&response.url)?;
        Ok(response)
    }

    /// Asks for a whole page, whatever its status, or remembers it.
    pub(crate) async fn page(&self, manifest: &Manifest, url: &Url) -> Result<Arc<Page>> {
        if let Some(page) = self.memory().pages.get(url) {
            // Another platform may have asked for what this one must not.
            let never = self.never(manifest);
            never.check(url)?;
            never.check(&page.url)?;
            return Ok(page.clone());
        }
        // The fetch stack asks again where no answer came, but not once it gave a body out: here that can be done.
        let mut tries = 1..Self::TRIES;
        let page = loop {
            match self.open(manifest, Request::new(url.clone())).await?.page().await {
                Err(error) if error.is_temporary() && tries.next().is_some() => {}
                page => break Arc::new(page?),
            }
        };
        self.bytes.fetch_add(page.body.len() as u64, Ordering::Relaxed);
        let mut memory = self.memory();
        if memory.bytes + page.body.len() <= Self::REMEMBERED {
            memory.bytes += page.body.len();
            memory.pages.insert(url.clone(), page.clone());
        }
        Ok(page)
    }

    /// What was set aside by [`Session::set_memo`].
    pub(crate) fn memo<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let memos = self.memos.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        memos.get(&TypeId::of::<T>())?.clone().downcast().ok()
    }

    /// Sets a value aside for the rest of the visit; one of each type.
    pub(crate) fn set_memo<T: Any + Send + Sync>(&self, value: Arc<T>) {
        let mut memos = self.memos.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        memos.insert(TypeId::of::<T>(), value);
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.pages.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// What a platform sees of a site to recognise it by.
pub struct Probe<'a> {
    session: &'a Session,
    manifest: &'a Manifest,
}

impl<'a> Probe<'a> {
    /// A look at the session's site, by a platform of `manifest`.
    pub fn new(session: &'a Session, manifest: &'a Manifest) -> Self {
        Self { session, manifest }
    }

    /// The site.
    pub fn site(&self) -> &Site {
        self.session.site()
    }

    /// The home page.
    ///
    /// # Errors
    ///
    /// None came, or none that is a page.
    pub async fn home(&self) -> Result<Arc<Page>> {
        self.get("/").await
    }

    /// A page below the site.
    ///
    /// # Errors
    ///
    /// None came, or none that is a page.
    pub async fn get(&self, path: &str) -> Result<Arc<Page>> {
        let page = self.session.page(self.manifest, &self.site().resolve(path)?).await?;
        page.check()?;
        Ok(page)
    }

    /// Asks for a page with headers or limits of its own, whatever its status, and streams its body: to look at
    /// the beginning of what may be large.
    ///
    /// # Errors
    ///
    /// None came.
    pub async fn open(&self, request: Request) -> Result<Response> {
        self.session.open(self.manifest, request).await
    }

    /// Whether the site has set a cookie of this name.
    pub fn has_cookie(&self, name: &str) -> bool {
        self.session.cookies.has(&self.site().url, name)
    }
}
