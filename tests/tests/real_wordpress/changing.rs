//! A site that changes while its lists are read.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use balai::{Fetch, Request, Response, Result};
use url::Url;

use crate::service::Service;

/// A site that its people change as soon as the beginning of a list was read.
pub(crate) struct Changing<F> {
    inner: F,
    service: Service,
    left: Mutex<Vec<Changes>>,
}

/// What is done as soon as posts of a type (`post`, `page`) begin to be listed.
pub(crate) struct Changes {
    pub(crate) r#type: &'static str,
    /// In the words of `do.php`.
    pub(crate) words: Vec<Vec<String>>,
}

impl<F> Changing<F> {
    /// Does each of `changes` once.
    pub(crate) fn new(inner: F, service: Service, changes: Vec<Changes>) -> Self {
        Self { inner, service, left: Mutex::new(changes) }
    }
}

#[async_trait]
impl<F: Fetch> Fetch for Changing<F> {
    async fn fetch(&self, request: Request) -> Result<Response> {
        let url = request.url.clone();
        let response = self.inner.fetch(request).await;
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = left.iter().position(|changes| lists(&url, changes.r#type)) {
            for change in left.remove(at).words {
                self.service.change(&change.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
        response
    }
}

/// Whether an address lists posts of a type: by REST, or by a sitemap.
fn lists(url: &Url, name: &str) -> bool {
    let url = url.as_str();
    url.contains(&format!("/wp/v2/{name}s?"))
        || url.contains(&format!("/wp/v2/{name}s&"))
        || url.contains(&format!("sitemap-subtype={name}"))
        || url.contains(&format!("wp-sitemap-posts-{name}-"))
}
