//! A site whose answers are kept, so that only the reading of them takes time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use balai::regions::Decree;
use balai::{Body, Error, ErrorKind, Fetch, Kind, Platform, Request, Response, Result, Session, Site, Visit};
use balai_testkit::{Nowhere, Web};
use bytes::Bytes;
use url::Url;

/// A site whose answers are kept, and the platform that reads it.
pub struct KeptSite {
    platform: Arc<dyn Platform>,
    site: Site,
    kept: Arc<Kept>,
}

/// What a site answered.
#[derive(Default)]
pub struct Bodies {
    /// Of HTML.
    pub pages: Vec<String>,
    /// Of JSON.
    pub json: Vec<Bytes>,
    /// Of XML: feeds and sitemaps.
    pub feeds: Vec<Bytes>,
    /// Of CSV.
    pub csv: Vec<Bytes>,
}

/// The answers, by address.
struct Kept {
    live: Web,
    answers: Mutex<HashMap<Url, (Response, Bytes)>>,
}

impl KeptSite {
    /// Reads a site once, and keeps what it answers.
    ///
    /// # Panics
    ///
    /// Where nothing is found.
    pub async fn open(platform: Arc<dyn Platform>, site: Site, live: Web) -> Self {
        let kept = Arc::new(Kept { live, answers: Mutex::default() });
        let kept_site = Self { platform, site, kept };
        assert!(kept_site.read().await > 0, "{} finds nothing", kept_site.platform.manifest().title);
        kept_site
    }

    /// Reads every kind, and tells how many records there were.
    ///
    /// # Panics
    ///
    /// Never: only declared kinds are read.
    pub async fn read(&self) -> u64 {
        let manifest = self.platform.manifest();
        let session = Session::new(self.kept.clone(), self.site.clone()).with_gazetteer(Arc::new(Decree));
        let mut records = 0;
        for kind in Kind::ALL.into_iter().filter(|kind| manifest.offer(*kind).is_some()) {
            let mut nowhere = Nowhere;
            let mut visit = Visit::begin(&session, manifest, kind, None, &mut nowhere).expect("declared");
            // That the site has nothing of a kind is no matter here.
            let _ = self.platform.read(kind, &mut visit).await;
            records += visit.end().emitted;
        }
        records
    }

    /// The bodies that were read.
    ///
    /// # Panics
    ///
    /// Never: nothing panics while the lock is held.
    pub fn bodies(&self) -> Bodies {
        let Bodies { mut pages, mut json, mut feeds, mut csv } = Bodies::default();
        for (response, body) in self.kept.answers.lock().expect("whole").values() {
            match response.headers.get("content-type").unwrap_or_default() {
                html if html.contains("html") => pages.push(String::from_utf8_lossy(body).into_owned()),
                media if media.contains("json") || media.contains("javascript") => json.push(body.clone()),
                media if media.contains("xml") => feeds.push(body.clone()),
                media if media.contains("csv") => csv.push(body.clone()),
                _ => {}
            }
        }
        Bodies { pages, json, feeds, csv }
    }
}

#[async_trait]
impl Fetch for Kept {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let url = request.url.clone();
        let known = |(response, body): &(Response, Bytes)| answer(response, body.clone());
        if let Some(answer) = self.answers.lock().expect("whole").get(&url).map(known) {
            return Ok(answer);
        }
        let response = self.live.fetch(request).await?;
        let head = answer(&response, Bytes::new());
        let body = response.page().await?.body;
        let answer = answer(&head, body.clone());
        self.answers
            .lock()
            .map_err(|_| Error::new(ErrorKind::Store, "a panic before"))?
            .insert(url, (head, body));
        Ok(answer)
    }
}

fn answer(response: &Response, body: Bytes) -> Response {
    Response {
        url: response.url.clone(),
        status: response.status,
        headers: response.headers.clone(),
        fetched_at: response.fetched_at,
        tls: response.tls,
        body: Body::from(body),
    }
}
