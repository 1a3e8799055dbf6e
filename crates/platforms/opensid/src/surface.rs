//! What a site of this platform shows to the outside.

use std::sync::Arc;

use balai_core::{Error, ErrorKind, Page, Result, Visit};
use url::Url;

use crate::api;
use crate::home::Home;
use crate::listing;
use crate::menu::Menu;
use crate::recognise::Version;

/// What a site shows to the outside: its version, its menu, and whether its JSON interface answers. It is looked at
/// once a visit.
pub(crate) struct Surface {
    pub(crate) version: Option<Version>,
    pub(crate) menu: Menu,
    /// What its home page tells, where that can be read.
    pub(crate) home: Option<Home>,
    /// Whether `/internal_api/…` is to be asked.
    pub(crate) api: bool,
}

impl Surface {
    /// Looks at the home page. One that cannot be read is no reason to give up: feed, sitemap and JSON do not depend
    /// on it.
    pub(crate) async fn of(visit: &Visit<'_>) -> Result<Arc<Self>> {
        if let Some(known) = visit.memo() {
            return Ok(known);
        }
        let home = match visit.get("/").await {
            Ok(home) => Some(home),
            Err(error) if error.kind().is_unreachable() || error.kind() == ErrorKind::Refused => {
                return Err(error);
            }
            Err(_) => None,
        };
        let version = home.as_deref().and_then(Version::on);
        let (home, menu) = home.map(|home| Home::read(home, visit)).transpose()?.unzip();
        let mut surface = Self { version, menu: menu.unwrap_or_default(), home, api: false };
        surface.api = match version {
            Some(version) if version >= Version::WITH_API => true,
            Some(version) if version < Version::MAY_HAVE_API => false,
            // Paid builds had it earlier, and a theme may hide the version: the interface itself is asked.
            _ => {
                let proof = api::Pages::of_articles(&surface).path(1);
                visit.get(&proof).await.is_ok_and(|page| page.content_type().contains("json"))
            }
        };
        let surface = Arc::new(surface);
        visit.set_memo(surface.clone());
        Ok(surface)
    }

    /// Whether drafts and articles to come can be seen by their address, so that only what a correct list names may
    /// be read.
    pub(crate) fn shows_drafts(&self) -> bool {
        self.api || self.version.is_some_and(|version| version >= Version::WITH_API)
    }

    /// Whether the site's version is earlier than `version`, as far as is known.
    pub(crate) fn is_before(&self, version: Version) -> bool {
        self.version.is_some_and(|own| own < version)
    }

    /// Whether the village's menu leads to one of these pages; where there is no menu, that is not held against them.
    pub(crate) fn lists(&self, paths: &[&str]) -> bool {
        self.menu.is_empty() || self.menu.has(paths)
    }

    /// A path as this site wants it: through `index.php` where its links lead there, since its server rewrites
    /// nothing.
    pub(crate) fn path(&self, path: &str) -> String {
        match self.menu.front_controller && !path.is_empty() {
            true => format!("index.php/{path}"),
            false => path.to_owned(),
        }
    }

    /// The address of a path.
    pub(crate) fn url(&self, visit: &Visit<'_>, path: &str) -> Result<Url> {
        visit.site().resolve(&self.path(path))
    }

    /// A page, by its path without `index.php`.
    pub(crate) async fn get(&self, visit: &Visit<'_>, path: &str) -> Result<Arc<Page>> {
        visit.get(&self.path(path)).await
    }

    /// The first of several pages that is there: the same thing has had several addresses over the years.
    pub(crate) async fn first_of(&self, visit: &Visit<'_>, paths: &[&str]) -> Result<Arc<Page>> {
        let mut last = Error::not_offered("there is no page to ask for");
        for path in paths {
            match self.get(visit, path).await {
                Ok(page) if !listing::is_not_found(&page) => return Ok(page),
                Ok(page) => last = listing::not_found(&page),
                // A server's own failure on one page says nothing of the others, but is worth telling.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Server) => {
                    if last.kind() != ErrorKind::Server {
                        last = error;
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Err(last)
    }
}
