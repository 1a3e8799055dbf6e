//! Places: of a type of posts.

use balai_core::model::Place;
use balai_core::{Error, Found, Kind, Result, Visit};

use crate::posts::Only;
use crate::surface::Surface;
use crate::types::Types;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let types = Types::of(site, visit).await?;
    if types.of_kind(Kind::Place).next().is_none() {
        return Err(Error::not_offered("no type of posts is of places"));
    }
    let mut is_whole = types.is_whole;
    for own in types.of_kind(Kind::Place) {
        let (posts, are_all) = own.posts(site, visit, Only::All).await?;
        is_whole &= are_all;
        for post in posts {
            let place = match post.article() {
                Ok(article) => Place {
                    name: article.title,
                    category: post.terms.first().cloned().or_else(|| Some(own.name.clone())),
                    description: article.body_text,
                    photos: article.images,
                    ..Place::default()
                },
                Err(error) => {
                    visit.skip(error.at(&post.link));
                    continue;
                }
            };
            // By its address: not every way tells the category.
            let key = visit.article_key(&post.link);
            visit.emit(Found::new(place, post.via, &post.origin).key(key)).await?;
        }
    }
    if is_whole {
        site.complete(visit);
    }
    Ok(())
}
