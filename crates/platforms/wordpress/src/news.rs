//! Whether there is anything new in what is read page by page where REST is closed: pages, and posts of a site's own types.

use std::collections::HashSet;
use std::sync::Arc;

use balai_core::{Result, Visit};
use jiff::Timestamp;

use crate::sitemap::{Listed, Sitemap};
use crate::surface::Surface;
use crate::times;
use crate::types::Types;

/// That there is none since then.
struct Nothing(Timestamp);

/// Looks whether there is none since the last visit, as far as the sitemap and the feed tell: nothing that changed is
/// anything but a post. They are few: where one changed, all are read.
pub(crate) async fn look(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let Some(since) = visit.since().filter(|_| site.rest.is_none()) else { return Ok(()) };
    let Some(sitemap) = Sitemap::of(site, visit).await? else { return Ok(()) };
    let (mut others, mut is_whole) = sitemap.of_type("page", visit).await?;
    let has_pages = !others.is_empty();
    let changes = times::changed_since(since, visit).await?;
    if !changes.covers_pages {
        // Then of the other types their sitemaps alone can tell.
        for own in Types::of(site, visit).await?.iter() {
            let (listed, are_all) = own.listed(site, visit).await?;
            others.extend(listed);
            is_whole &= are_all;
        }
    }
    let is_same = |it: &Listed| match it.updated {
        Some(updated) => updated < times::with_margin(since),
        None => changes.covers_pages,
    };
    if is_whole && has_pages && others.iter().all(is_same) {
        let (posts, _) = sitemap.of_type("post", visit).await?;
        let posts: HashSet<_> = posts.iter().map(|post| post.link.as_str()).collect();
        if changes.links().all(|link| posts.contains(link)) {
            visit.set_memo(Arc::new(Nothing(since)));
        }
    }
    Ok(())
}

/// Whether there is none, as was found where the profile was read: what was read of the kind is as it was, unless that
/// was earlier than the profile.
pub(crate) fn is_none(visit: &Visit<'_>) -> bool {
    let nothing = visit.memo::<Nothing>();
    visit.since().zip(nothing).is_some_and(|(read_at, nothing)| nothing.0 <= read_at)
}
