//! Articles: posts, pages, and posts of a site's own types that are news.

use std::sync::Arc;

use balai_core::{Found, Kind, Result, Visit};

use crate::held::Held;
use crate::pages::Pages;
use crate::post::{Post, key};
use crate::posts::{Only, Posts};
use crate::protected;
use crate::surface::Surface;
use crate::types::Types;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let mut held = Held::default();
    let mut posts = Posts::begin(site, visit, Only::Changed).await?;
    while let Some(some) = posts.next(site, visit).await? {
        for post in some {
            held.take(&post, visit);
            emit(&post, visit).await?;
        }
    }
    let pages = Pages::changed(site, visit).await?;
    for page in pages.iter() {
        held.take(page, visit);
        emit(page, visit).await?;
    }
    for link in &pages.protected {
        protected::remember(link, visit).await?;
    }
    let types = Types::of(site, visit).await?;
    let mut is_whole = types.is_whole;
    for own in types.of_kind(Kind::Article) {
        let (posts, are_all) = own.posts(site, visit, Only::Changed).await?;
        is_whole &= are_all;
        for post in posts {
            held.take(&post, visit);
            emit(&post, visit).await?;
        }
    }
    if posts.is_whole() && pages.is_whole && is_whole {
        site.complete(visit);
    }
    held.since = visit.since();
    held.is_whole = posts.has_read_all() && pages.has_read_all();
    visit.set_memo(Arc::new(held));
    Ok(())
}

async fn emit(post: &Post, visit: &mut Visit<'_>) -> Result<()> {
    match post.article() {
        Ok(article) => {
            let found = Found::new(article, post.via, &post.origin).key(key(&post.link, visit));
            visit.emit(found.published(post.published).updated(post.updated)).await
        }
        Err(error) => {
            visit.skip(error.at(&post.link));
            Ok(())
        }
    }
}
