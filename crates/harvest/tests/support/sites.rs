use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use balai_core::{Error, ErrorKind, Fetch, Headers, Request, Response, Result, Tls};

/// Pages by their address: a status and a body; whatever host has none is not found by DNS.
#[derive(Default)]
pub(crate) struct Sites {
    pages: Mutex<HashMap<String, Answer>>,
    asked: Mutex<Vec<String>>,
    pause: Duration,
    now: AtomicUsize,
    most: AtomicUsize,
}

#[derive(Clone)]
enum Answer {
    Page(u16, String),
    Fails(ErrorKind),
}

impl Sites {
    /// Sites whose home pages say `body`.
    pub(crate) fn of(villages: usize, body: &str) -> Self {
        let sites = Self::default();
        for n in 1..=villages {
            sites.put(&super::host(n), 200, body);
        }
        sites
    }

    pub(crate) fn slow(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    pub(crate) fn put(&self, url: &str, status: u16, body: &str) {
        self.pages.lock().expect("sites").insert(url.into(), Answer::Page(status, body.into()));
    }

    pub(crate) fn fail(&self, url: &str, kind: ErrorKind) {
        self.pages.lock().expect("sites").insert(url.into(), Answer::Fails(kind));
    }

    /// How often an address was asked for.
    pub(crate) fn asked(&self, url: &str) -> usize {
        self.asked.lock().expect("asked").iter().filter(|asked| *asked == url).count()
    }

    /// How many requests there were.
    pub(crate) fn requests(&self) -> usize {
        self.asked.lock().expect("asked").len()
    }

    /// The most requests at one time.
    pub(crate) fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Fetch for Sites {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let url = request.url.to_string();
        self.asked.lock().expect("asked").push(url.clone());
        self.most.fetch_max(self.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        tokio::time::sleep(self.pause).await;
        self.now.fetch_sub(1, Ordering::SeqCst);
        let pages = self.pages.lock().expect("sites");
        let (status, body) = match pages.get(&url) {
            Some(Answer::Page(status, body)) => (*status, body.clone()),
            Some(Answer::Fails(kind)) => return Err(Error::new(*kind, "no answer")),
            None => {
                let host = format!("https://{}/", request.url.host_str().unwrap_or_default());
                if !pages.contains_key(&host) {
                    return Err(Error::new(ErrorKind::Dns, "no such host"));
                }
                (404, String::new())
            }
        };
        let etag = format!("\"{body}\"");
        let known = request.validator.is_some_and(|validator| validator.etag.as_ref() == Some(&etag));
        let (status, body) = if known { (304, String::new()) } else { (status, body) };
        Ok(Response {
            url: request.url,
            status,
            headers: [("ETag", etag)].into_iter().collect::<Headers>(),
            fetched_at: jiff::Timestamp::now(),
            tls: Tls::Verified,
            body: body.into_bytes().into(),
        })
    }
}
