//! Asking the ministry, which is slow and fails often.

use balai_core::{Error, ErrorKind, Page, RegionCode, Request, Result, Visit};
use url::Url;

/// How many requests in a row may fail before a host is left alone.
const PATIENCE: u32 = 3;

/// The request that the ministry's own pages make.
pub(crate) fn request(host: &Url, path: &str) -> Result<Request> {
    let address = format!("{}/{path}", host.as_str().trim_end_matches('/'));
    let url =
        Url::parse(&address).map_err(|why| Error::malformed(format!("{address} is no address: {why}")))?;
    Ok(Request::new(url).header("Accept", "application/json").header("X-Requested-With", "XMLHttpRequest"))
}

/// What comes of a request, of whatever status.
pub(crate) async fn page(visit: &Visit<'_>, host: &Url, path: &str) -> Result<Page> {
    visit.open(request(host, path)?).await?.page().await
}

/// How the reading goes, over both hosts.
#[derive(Default)]
pub(crate) struct Progress {
    /// Whether the ministry answered anything.
    answered: bool,
    in_a_row: u32,
    errors: Vec<Error>,
    /// What the store has, and what need not be read again.
    kept: Vec<(RegionCode, String)>,
    pub(crate) emitted: u32,
}

impl Progress {
    /// A request was answered.
    pub(crate) fn well(&mut self) {
        self.answered = true;
        self.in_a_row = 0;
    }

    /// A request failed. Whether the host is worth asking on.
    pub(crate) fn failed(&mut self, error: Error) -> bool {
        // SDGs Desa answers so to a code that it does not know, which says nothing of others.
        if error.kind() != ErrorKind::Server {
            self.in_a_row += 1;
        }
        self.errors.push(error);
        self.in_a_row < PATIENCE
    }

    /// Another host: how the last one did says nothing of it.
    pub(crate) fn next_host(&mut self) {
        self.in_a_row = 0;
    }

    /// The store has a record that need not be read again.
    pub(crate) fn keep(&mut self, village: RegionCode, key: String) {
        self.kept.push((village, key));
    }

    /// At the end: tells what failed, and that the rest is still there. That is not told where the ministry gave no
    /// answer at all.
    pub(crate) async fn end(self, visit: &mut Visit<'_>) -> Result<()> {
        let mut errors = self.errors.into_iter();
        if !self.answered
            && let Some(error) = errors.next()
        {
            return Err(error);
        }
        for error in errors {
            visit.skip(error);
        }
        if self.emitted == 0 && self.kept.is_empty() {
            let region = visit.site().region;
            return Err(Error::not_offered(format!("the ministry has no score of a village of {region}")));
        }
        for (village, key) in self.kept {
            visit.keep_of(village, &key).await?;
        }
        Ok(())
    }
}
