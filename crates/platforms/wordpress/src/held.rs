//! What posts and pages hold beside their text: tables of budgets and of the population, files, galleries.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::model::{self, slug};
use balai_core::{Access, Entity, Error, Found, Kind, Origin, Result, Visit};
use balai_extract::html::Document;
use balai_extract::table;
use jiff::Timestamp;

use crate::pages::Pages;
use crate::post::{self, Post, Sort};
use crate::posts::{Only, Posts};
use crate::surface::Surface;
use crate::{album, document};

/// What was found in the texts that were read, by kind and key.
#[derive(Default)]
pub(crate) struct Held {
    items: BTreeMap<(Kind, String), Item>,
    /// Whether every text of the site was read.
    pub(crate) is_whole: bool,
    /// Else when those were last read that were not read now; `None` where whatever could be read was.
    pub(crate) since: Option<Timestamp>,
}

struct Item {
    entity: Entity,
    via: Access,
    origin: Origin,
    published: Option<Timestamp>,
}

/// Emits what the texts hold of the kind that is read.
pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let held = match visit.memo::<Held>() {
        // What changed was read with the articles, and the rest is known: unless articles were read without this kind.
        Some(held) if held.is_whole || (visit.since().is_some() && held.since <= visit.since()) => held,
        _ => Held::gather(site, visit).await?,
    };
    let kind = visit.kind();
    let mut found = 0;
    for ((_, key), item) in held.items.iter().filter(|((own, _), _)| *own == kind) {
        let emitted = Found::new(item.entity.clone(), item.via, &item.origin).key(key.as_str());
        visit.emit(emitted.published(item.published)).await?;
        found += 1;
    }
    // Where there was one of them, that there is none any more is for the engine to believe.
    if found == 0 && held.is_whole && visit.since().is_none() {
        return Err(Error::not_offered(format!("no text of the site holds a {kind}")));
    }
    if held.is_whole {
        site.complete(visit);
    }
    Ok(())
}

impl Held {
    /// Reads every text of the site for what it holds.
    async fn gather(site: &Surface, visit: &mut Visit<'_>) -> Result<Arc<Self>> {
        let mut held = Self::default();
        let mut posts = Posts::begin(site, visit, Only::All).await?;
        while let Some(some) = posts.next(site, visit).await? {
            some.iter().for_each(|post| held.take(post, visit));
        }
        let pages = Pages::of(site, visit).await?;
        pages.iter().for_each(|page| held.take(page, visit));
        held.is_whole = posts.has_read_all() && pages.has_read_all();
        let held = Arc::new(held);
        visit.set_memo(held.clone());
        Ok(held)
    }

    /// Takes what a post holds. A text that cannot be read costs itself: it is told where its article is read.
    pub(crate) fn take(&mut self, post: &Post, visit: &Visit<'_>) {
        // Most news have none of it, and need not be parsed for that.
        if ["<table", "gallery", "<a "].iter().any(|sign| post.html.contains(sign))
            && let Ok(page) = post.document()
        {
            self.take_in(&page, post, visit);
        }
    }

    fn take_in(&mut self, page: &Document, post: &Post, visit: &Visit<'_>) {
        let file_key = |url: &str| slug(url.split_once("://").map_or(url, |(_, rest)| rest));
        for document in document::of(page, post) {
            let key = file_key(document.file_url.as_deref().unwrap_or_default());
            self.put(key, document.into(), post);
        }
        if let Some(album) = album::of(page, post) {
            self.put(post::key(&post.link, visit), album.into(), post);
        }
        // A table of names in news is of people; budgets and counts are none.
        for table::Titled { rows, about } in table::tables(page.root(), &post.title) {
            if let Some(budget) = table::budget(&rows, &about) {
                self.put_own(budget.into(), post, visit);
            } else if let Some(statistic) =
                table::statistic(&rows, &about).filter(|_| post.sort == Sort::Page)
            {
                self.put_own(statistic.into(), post, visit);
            }
        }
    }

    fn put_own(&mut self, entity: Entity, post: &Post, visit: &Visit<'_>) {
        self.put(entity.key(&visit.site().url), entity, post);
    }

    /// Of two of one key the one that tells more.
    fn put(&mut self, key: String, entity: Entity, post: &Post) {
        let more = |item: &Item| size(&entity) > size(&item.entity);
        let key = (entity.kind(), key);
        if self.items.get(&key).is_none_or(more) {
            let (via, origin) = (post.via, post.origin.clone());
            self.items.insert(key, Item { entity, via, origin, published: post.published });
        }
    }
}

fn size(entity: &Entity) -> usize {
    match entity {
        Entity::Budget(model::Budget { lines, .. }) => lines.len(),
        Entity::Statistic(statistic) => statistic.rows.len(),
        Entity::Album(album) => album.photos.len(),
        _ => 1,
    }
}
