//! What a site of this platform shows to the outside.

use std::sync::Arc;

use balai_core::{ErrorKind, Page, Result, Visit};

use crate::menu::Menu;
use crate::recognise::Version;

/// What a site shows to the outside: its version, its menu, and whether its JSON interface answers.
pub(crate) struct Surface {
    pub(crate) version: Option<Version>,
    pub(crate) menu: Menu,
    /// Whether `/internal_api/…` answers.
    pub(crate) api: bool,
    /// Whether links lead through `index.php`, since the server rewrites nothing.
    front_controller: bool,
}

impl Surface {
    /// Looks at the home page, which the visit remembers. One that cannot be read is no reason to give up: feed,
    /// sitemap and JSON do not depend on it.
    pub(crate) async fn of(visit: &Visit<'_>) -> Result<Self> {
        let home = visit.get("/").await;
        if let Err(error) = &home
            && matches!(error.kind(), ErrorKind::Dns | ErrorKind::Tls | ErrorKind::Refused)
        {
            return Err(home.err().unwrap_or_else(|| unreachable!("it is an error")));
        }
        let home = home.ok();
        let version = home.as_deref().and_then(Version::on);
        let menu =
            home.as_deref().map(|home| Menu::of(home, &visit.site().url)).transpose()?.unwrap_or_default();
        let front_controller = menu.front_controller;
        // A theme may hide the version; then the interface itself is asked.
        let api = match version {
            Some(version) if version < Version::WITH_API => false,
            _ => visit.get(API_PROOF).await.is_ok_and(|page| page.content_type().contains("json")),
        };
        Ok(Self { version, menu, api, front_controller })
    }

    /// A page of the site, by its path without `index.php`.
    pub(crate) async fn get(&self, visit: &Visit<'_>, path: &str) -> Result<Arc<Page>> {
        match visit.get(path).await {
            Err(error) if self.front_controller && error.kind() == ErrorKind::NotFound => {
                visit.get(&format!("index.php/{path}")).await
            }
            answer => answer,
        }
    }

    /// Whether the site's version is earlier than `version`, as far as is known.
    pub(crate) fn is_before(&self, version: Version) -> bool {
        self.version.is_some_and(|own| own < version)
    }

    /// The first of several pages that is there: the same thing has had several addresses over the years.
    pub(crate) async fn first_of(&self, visit: &Visit<'_>, paths: &[&str]) -> Result<Arc<Page>> {
        let mut last = None;
        for path in paths {
            match self.get(visit, path).await {
                Ok(page) if !crate::listing::is_not_found(&page) => return Ok(page),
                Ok(page) => last = Some(crate::listing::not_found(&page)),
                Err(error) if error.kind() == ErrorKind::NotFound => last = Some(error),
                // A server's own failure on one page says nothing of the others.
                Err(error) if error.kind() == ErrorKind::Server => last = Some(error),
                Err(error) => return Err(error),
            }
        }
        Err(last.unwrap_or_else(|| balai_core::Error::not_offered("there is no page to ask for")))
    }
}

/// The list that the article walk begins with: asking for it proves the interface and costs nothing twice.
pub(crate) const API_PROOF: &str = "internal_api/arsip?sort=-tgl_upload&page[size]=30&page[number]=1";
