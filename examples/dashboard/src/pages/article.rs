//! `/desa/{code}/berita/{key}`: one article in full, and where it came from; of a withdrawn one, only that it was there.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use balai::model::Article;
use balai::{Entity, Kind, Record, RegionCode};
use jiff::Timestamp;

use super::{Frame, Problem, render};
use crate::overview::Village;
use crate::serve::Portal;
use crate::{format, words};

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    frame: Frame,
    village: Village,
    record: Record,
    article: Article,
}

#[derive(Template)]
#[template(path = "gone.html")]
struct GonePage {
    frame: Frame,
    village: Village,
    record: Record,
    title: String,
    gone_at: Timestamp,
}

/// `/desa/{code}/berita/{key}`
pub(crate) async fn article(
    State(portal): State<Portal>,
    Path((code, key)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let overview = portal.overview().await?;
    let code: RegionCode = code.parse().map_err(|_| Problem::NotFound)?;
    let village = overview.village(code).ok_or(Problem::NotFound)?.clone();
    let id = Record::id_of(code, Kind::Article, &key);
    let stored = portal.store.record(&id).await?.filter(|stored| stored.record.source.listed);
    let stored = stored.ok_or(Problem::NotFound)?;
    let record = stored.record;
    let Entity::Article(article) = record.entity.clone() else { return Err(Problem::NotFound) };
    let frame = Frame::new(overview, "/berita");
    // A village takes a text down for a reason, often since it showed residents: then it is not read here either.
    if let Some(gone_at) = stored.gone_at {
        let page = render(&GonePage { frame, village, record, title: article.title, gone_at })?;
        return Ok((StatusCode::GONE, page).into_response());
    }
    Ok(render(&ArticlePage { frame, village, record, article })?.into_response())
}

impl GonePage {
    fn moment(&self, at: &Timestamp) -> String {
        format::moment(at, self.village.code.zone())
    }
}

impl ArticlePage {
    fn moment(&self, at: &Timestamp) -> String {
        format::moment(at, self.village.code.zone())
    }

    /// The text's paragraphs, where the site gives no HTML.
    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        let text = self.article.body_text.as_deref().or(self.article.summary.as_deref()).unwrap_or_default();
        text.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// Whether the original shows pictures that are left out here.
    fn has_pictures(&self) -> bool {
        !self.article.images.is_empty()
            || self.article.body_html.as_deref().is_some_and(|html| html.contains("<img"))
    }
}
