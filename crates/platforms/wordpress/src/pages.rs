//! The pages of a site: few, and read whole, since most of what a village tells stands in them.

use std::sync::Arc;

use balai_core::{ErrorKind, Result, Visit};

use crate::list::List;
use crate::post::{Post, Sort};
use crate::posts::{stands_in_the_way, whole};
use crate::rest::{Rest, Row};
use crate::sitemap::Sitemap;
use crate::surface::Surface;
use crate::times;

/// The pages of a site, read once a visit.
pub(crate) struct Pages {
    pages: Vec<Post>,
    /// Whether every page that the site has is among them.
    pub(crate) is_whole: bool,
}

impl Pages {
    /// More pages than that no village has.
    const MOST: usize = 300;

    pub(crate) async fn of(site: &Surface, visit: &mut Visit<'_>) -> Result<Arc<Self>> {
        if let Some(known) = visit.memo() {
            return Ok(known);
        }
        let pages = match &site.rest {
            Some(rest) => match Self::by_rest(rest, site, visit).await {
                Err(error) if stands_in_the_way(&error) => {
                    visit.note(format!("pages cannot be listed by REST: {error}"));
                    Self::by_sitemap(visit).await?
                }
                pages => pages?,
            },
            None => Self::by_sitemap(visit).await?,
        };
        let pages = Arc::new(pages);
        visit.set_memo(pages.clone());
        Ok(pages)
    }

    async fn by_rest(rest: &Rest, site: &Surface, visit: &mut Visit<'_>) -> Result<Self> {
        let List { items, is_whole, first } = rest.whole::<Row>(visit, "wp/v2/pages", "").await?;
        let is_whole = is_whole && items.len() <= Self::MOST;
        let pages =
            items.into_iter().filter_map(|row| row.post(Sort::Page, site, visit, &[], first.as_ref()?));
        Ok(Self { pages: pages.take(Self::MOST).collect(), is_whole })
    }

    async fn by_sitemap(visit: &mut Visit<'_>) -> Result<Self> {
        let Some(sitemap) = Sitemap::of(visit).await? else {
            return Ok(Self { pages: Vec::new(), is_whole: false });
        };
        let (listed, is_whole) = sitemap.of_type("page", visit).await?;
        let mut pages = Self { pages: Vec::new(), is_whole: is_whole && listed.len() <= Self::MOST };
        for listed in listed.into_iter().take(Self::MOST) {
            match whole(&listed.link, visit).await {
                Ok(post) => pages.pages.extend(post.map(|post| Post { sort: Sort::Page, ..post })),
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

    /// The first page whose title has one of these words.
    pub(crate) fn called(&self, words: &[&str]) -> Option<&Post> {
        self.pages.iter().find(|page| {
            let title = page.title.to_lowercase();
            words.iter().any(|word| title.contains(word))
        })
    }
}
