//! The walk over a site: which pages it has, and which of them may be articles.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use balai_core::{Error, ErrorKind, Page, Result, Site, Visit};
use balai_extract::css;
use balai_extract::html::{self, Document};
use jiff::Timestamp;
use url::Url;

use crate::address::{self, Shape};
use crate::sitemap::Sitemap;

/// The most pages that are read in a visit, and how many of them besides articles: a calendar has no end.
pub(crate) const MOST: usize = 500;
const MOST_PAGES: usize = 150;

/// After so many pages that did not come a site is left alone.
const PATIENCE: usize = 5;

/// What a walk over a site found, made once a visit.
pub(crate) struct Survey {
    /// The pages that are no articles by their addresses, the home page first.
    pub(crate) pages: Vec<Arc<Page>>,
    /// What may be articles, in the order in which pages and sitemaps name them.
    pub(crate) articles: Vec<Listed>,
    /// Further pages of lists.
    pub(crate) pagers: Vec<Url>,
    pub(crate) sitemap: Sitemap,
    /// Whether every page that is linked was read, each to its end.
    pub(crate) is_whole: bool,
}

/// A page that may be an article.
#[derive(Clone)]
pub(crate) struct Listed {
    pub(crate) url: Url,
    /// When it last changed, as the sitemap tells.
    pub(crate) changed: Option<Timestamp>,
}

impl Survey {
    pub(crate) async fn of(visit: &mut Visit<'_>) -> Result<Arc<Self>> {
        if let Some(known) = visit.memo() {
            return Ok(known);
        }
        let survey = Arc::new(Self::walk(visit).await?);
        visit.set_memo(survey.clone());
        Ok(survey)
    }

    /// The pages beside the home page.
    pub(crate) fn inner(&self) -> impl Iterator<Item = &Arc<Page>> {
        self.pages.iter().skip(1)
    }

    async fn walk(visit: &mut Visit<'_>) -> Result<Self> {
        let home = visit.get("/").await?;
        let on_home = links(&home, visit.site())?;
        if on_home.is_empty() {
            return Err(Error::malformed("the home page links to no other page of the site").at(&home.url));
        }
        let sitemap = Sitemap::of(visit).await;
        let mut walk = Walk { is_whole: html::is_whole(&home) && !sitemap.is_broken, ..Walk::default() };
        walk.seen.insert(visit.site().url.clone());
        walk.seen.insert(home.url.clone());
        walk.pages.push(home);
        walk.take(on_home);
        for (url, changed) in &sitemap.pages {
            walk.add(url.clone(), None, *changed);
        }
        while let Some(url) = walk.left.pop_front() {
            if walk.pages.len() == MOST_PAGES || walk.failures == PATIENCE {
                visit.note(format!("the site has more pages than the {} that were read", walk.pages.len()));
                walk.is_whole = false;
                break;
            }
            match visit.get(url.as_str()).await {
                Ok(page) => walk.page(page, visit.site()),
                // A link that leads nowhere hides nothing.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Refused) => {}
                Err(error) => {
                    walk.is_whole = false;
                    walk.failures += 1;
                    visit.note(format!("a page cannot be read: {error}"));
                }
            }
        }
        for listed in &mut walk.articles {
            listed.changed = sitemap.pages.get(&listed.url).copied().flatten();
        }
        let Walk { pages, articles, pagers, is_whole, .. } = walk;
        Ok(Self { pages, articles, pagers, sitemap, is_whole })
    }
}

#[derive(Default)]
struct Walk {
    seen: BTreeSet<Url>,
    left: VecDeque<Url>,
    pages: Vec<Arc<Page>>,
    articles: Vec<Listed>,
    pagers: Vec<Url>,
    failures: usize,
    is_whole: bool,
}

impl Walk {
    /// A page that came: one that leads nowhere on is none of the site's.
    fn page(&mut self, page: Arc<Page>, site: &Site) {
        if !self.seen.insert(page.url.clone()) && self.pages.iter().any(|known| known.url == page.url) {
            return;
        }
        match links(&page, site) {
            Ok(links) if !links.is_empty() => {
                self.is_whole &= html::is_whole(&page);
                self.take(links);
                self.pages.push(page);
            }
            _ => self.is_whole = false,
        }
    }

    fn take(&mut self, links: Vec<(Url, String)>) {
        for (url, anchor) in links {
            self.add(url, Some(&anchor), None);
        }
    }

    fn add(&mut self, url: Url, anchor: Option<&str>, changed: Option<Timestamp>) {
        if !self.seen.insert(url.clone()) {
            return;
        }
        match address::shape(&url, anchor) {
            Shape::Article => self.articles.push(Listed { url, changed }),
            Shape::Pager => self.pagers.push(url),
            Shape::Page => self.left.push_back(url),
        }
    }
}

/// The pages of the site that a page links to, with what each link says.
///
/// # Errors
///
/// Malformed, where it is no HTML, or nested too deep.
pub(crate) fn links(page: &Page, site: &Site) -> Result<Vec<(Url, String)>> {
    if page.content_type().contains("xml") && !page.content_type().contains("html")
        || page.body.starts_with(b"%PDF")
    {
        return Err(Error::malformed("HTML is due").at(&page.url));
    }
    let document = Document::parse(page)?;
    let own = document.select(css!("a[href]")).filter_map(|link| {
        let url = address::own(site, &document.href(link)?)?;
        (url != page.url && !link.attr("rel").unwrap_or_default().contains("nofollow"))
            .then(|| (url, html::line(link).unwrap_or_default()))
    });
    Ok(own.collect())
}
