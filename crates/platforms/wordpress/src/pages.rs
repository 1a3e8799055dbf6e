//! The pages of a site: few, and read whole, since most of what a village tells stands in them.

use std::sync::Arc;

use balai_core::{ErrorKind, Result, Visit};

use crate::list::List;
use crate::post::{Post, Sort};
use crate::posts::{Only, Whole, changes, keep, stands_in_the_way, whole};
use crate::rest::{Rest, Row};
use crate::sitemap::Sitemap;
use crate::surface::Surface;
use crate::times;

/// The pages of a site, read once a visit.
pub(crate) struct Pages {
    pages: Vec<Post>,
    /// Whether every page that the site has is among those read and kept.
    pub(crate) is_whole: bool,
    /// The addresses of those behind a password.
    pub(crate) protected: Vec<String>,
    /// Whether some were kept, and not read.
    has_kept: bool,
}

impl Pages {
    /// More pages than that no village has.
    const MOST: usize = 300;

    /// All of them.
    pub(crate) async fn of(site: &Surface, visit: &mut Visit<'_>) -> Result<Arc<Self>> {
        if let Some(known) = visit.memo() {
            return Ok(known);
        }
        let pages = match &site.rest {
            Some(rest) => match Self::by_rest(rest, site, visit).await {
                Err(error) if stands_in_the_way(&error) => {
                    visit.note(format!("pages cannot be listed by REST: {error}"));
                    Self::by_sitemap(site, visit, Only::All).await?
                }
                pages => pages?,
            },
            None => Self::by_sitemap(site, visit, Only::All).await?,
        };
        let pages = Arc::new(pages);
        visit.set_memo(pages.clone());
        Ok(pages)
    }

    /// Those that changed, where that can be told: the articles that the others are are kept.
    pub(crate) async fn changed(site: &Surface, visit: &mut Visit<'_>) -> Result<Arc<Self>> {
        let are_read = visit.memo::<Self>().is_some();
        if are_read || site.rest.is_some() || visit.since().is_none() {
            return Self::of(site, visit).await;
        }
        Self::by_sitemap(site, visit, Only::Changed).await.map(Arc::new)
    }

    async fn by_rest(rest: &Rest, site: &Surface, visit: &mut Visit<'_>) -> Result<Self> {
        let List { items, is_whole, first } = rest.whole::<Row>(visit, "wp/v2/pages", "").await?;
        let is_whole = is_whole && items.len() <= Self::MOST;
        let pages =
            items.into_iter().filter_map(|row| row.post(Sort::Page, site, visit, &[], first.as_ref()?));
        Ok(Self { pages: pages.take(Self::MOST).collect(), is_whole, protected: Vec::new(), has_kept: false })
    }

    async fn by_sitemap(site: &Surface, visit: &mut Visit<'_>, only: Only) -> Result<Self> {
        let mut pages = Self { pages: Vec::new(), is_whole: false, protected: Vec::new(), has_kept: false };
        let Some(sitemap) = Sitemap::of(site, visit).await? else { return Ok(pages) };
        let (listed, is_whole) = sitemap.of_type("page", visit).await?;
        pages.is_whole = is_whole && listed.len() <= Self::MOST;
        let changes = changes(visit, only).await?;
        for mut listed in listed.into_iter().take(Self::MOST) {
            let can_tell = listed.updated.is_some() || changes.covers_pages;
            if can_tell && only == Only::Changed && keep(visit, &mut listed, &changes).await? {
                pages.has_kept = true;
                continue;
            }
            match whole(&listed.link, visit).await {
                Ok(Whole::Post(mut post)) => {
                    let told = changes.of(&post.link);
                    post.published = post.published.or_else(|| told?.published);
                    post.updated = post.updated.or_else(|| told?.updated);
                    pages.pages.push(Post { sort: Sort::Page, ..*post });
                }
                Ok(Whole::Protected) => pages.protected.push(listed.link),
                Ok(Whole::Unread) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                // A front page that a builder laid out has no text of its own.
                Err(error) if stands_in_the_way(&error) => {
                    visit.note(format!("a page cannot be read: {error}"));
                    pages.is_whole = false;
                }
                Err(error) => return Err(error),
            }
        }
        pages.date(visit).await?;
        Ok(pages)
    }

    /// Whether every page that the site has was read.
    pub(crate) fn has_read_all(&self) -> bool {
        self.is_whole && !self.has_kept
    }

    /// Tells when pages were published and changed, where they themselves do not.
    async fn date(&mut self, visit: &Visit<'_>) -> Result<()> {
        if self.pages.iter().all(|page| page.published.is_some()) {
            return Ok(());
        }
        let links = self.pages.iter().map(|page| page.link.as_str()).collect();
        let times = times::of_pages(&links, visit).await?;
        for page in &mut self.pages {
            let told = times.get(&page.link);
            page.published = page.published.or_else(|| told?.published);
            page.updated = page.updated.or_else(|| told?.updated);
        }
        Ok(())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Post> {
        self.pages.iter()
    }
}
