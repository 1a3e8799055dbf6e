//! Whether there is anything new in what is read page by page where REST is closed: pages, and posts of a site's own types.

use std::collections::HashSet;
use std::sync::Arc;

use balai_core::{Result, Visit};

use crate::sitemap::{Listed, Sitemap};
use crate::surface::Surface;
use crate::times;

/// That there is none.
struct Nothing;

/// Looks whether there is none since the last visit, as far as the sitemap and the feed tell: nothing that changed is
/// anything but a post. They are few: where one changed, all are read.
pub(crate) async fn look(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let Some(since) = visit.since().filter(|_| site.rest.is_none()) else { return Ok(()) };
    let Some(sitemap) = Sitemap::of(site, visit).await? else { return Ok(()) };
    let (pages, is_whole) = sitemap.of_type("page", visit).await?;
    let changes = times::changed_since(since, visit).await?;
    let is_same = |page: &Listed| match page.updated {
        Some(updated) => updated < times::with_margin(since),
        None => changes.covers_pages,
    };
    if is_whole && !pages.is_empty() && pages.iter().all(is_same) {
        let (posts, _) = sitemap.of_type("post", visit).await?;
        let posts: HashSet<_> = posts.iter().map(|post| post.link.as_str()).collect();
        if changes.links().all(|link| posts.contains(link)) {
            visit.set_memo(Arc::new(Nothing));
        }
    }
    Ok(())
}

/// Whether there is none, as was found where the profile was read: what was read of the kind is as it was.
pub(crate) fn is_none(visit: &Visit<'_>) -> bool {
    visit.since().is_some() && visit.memo::<Nothing>().is_some()
}
