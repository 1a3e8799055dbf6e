//! Places: of a type of posts.

use balai_core::model::Place;
use balai_core::{Error, Found, Kind, Result, Visit};

use crate::surface::Surface;
use crate::types::Types;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let types = Types::of(site, visit).await?;
    if types.of_kind(Kind::Place).next().is_none() {
        return Err(Error::not_offered("no type of posts is of places"));
    }
    for own in types.of_kind(Kind::Place) {
        for post in own.posts(site, visit).await? {
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
            visit.emit(Found::new(place, post.via, &post.origin)).await?;
        }
    }
    visit.complete();
    Ok(())
}
