//! `/desa/{code}/berita/{key}`: one article in full, and where it came from.

use askama::Template;
use axum::extract::{Path, State};
use balai_core::model::Article;
use balai_core::{Entity, Kind, Record, RegionCode};
use jiff::Timestamp;

use super::{Frame, Page, Problem, render};
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
    gone_at: Option<Timestamp>,
}

/// `/desa/{code}/berita/{key}`
pub(crate) async fn article(State(portal): State<Portal>, Path((code, key)): Path<(String, String)>) -> Page {
    let overview = portal.overview().await?;
    let code: RegionCode = code.parse().map_err(|_| Problem::NotFound)?;
    let village = overview.village(code).ok_or(Problem::NotFound)?.clone();
    let id = Record::id_of(code, Kind::Article, &key);
    let stored = portal.store.record(&id).await?.filter(|stored| stored.record.source.listed);
    let stored = stored.ok_or(Problem::NotFound)?;
    let record = stored.record;
    let Entity::Article(article) = record.entity.clone() else { return Err(Problem::NotFound) };
    render(&ArticlePage {
        frame: Frame::new(overview, "/berita"),
        village,
        record,
        article,
        gone_at: stored.gone_at,
    })
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
