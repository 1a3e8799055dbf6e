//! `/`: the sub-district at a glance.

use askama::Template;
use axum::extract::State;
use balai_core::model::Form;
use balai_core::{Entity, Kind, Query};

use super::{Frame, Headline, Page, render};
use crate::overview::listed;
use crate::serve::Portal;
use crate::{format, words};

/// How many pieces of news stand on the page.
const NEWS: usize = 8;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    news: Vec<Headline>,
}

/// `/`
pub(crate) async fn home(State(portal): State<Portal>) -> Page {
    let overview = portal.overview().await?;
    // More than are shown, since pages that are kept, not dated, are no news and the store cannot tell.
    let query = listed(Query::new().kind(Kind::Article).limit(4 * NEWS));
    let records = portal.store.records(&query).await?;
    let news = records
        .iter()
        .map(|stored| &stored.record)
        .filter(|record| record.published_at.is_some())
        .filter(|record| !matches!(&record.entity, Entity::Article(it) if it.form == Some(Form::Page)))
        .filter_map(|record| Headline::of(record, &overview.village(record.village)?.name))
        .take(NEWS)
        .collect();
    render(&Home { frame: Frame::new(overview, "/"), news })
}

impl Home {
    /// The numbers at the top.
    fn numbers(&self) -> [(&'static str, u64); 5] {
        let (w, overview) = (self.frame.w, &self.frame.overview);
        [
            (w.villages, overview.count()),
            (w.with_site, overview.with_site()),
            (w.active, overview.active()),
            (w.recent_news, overview.recent_news),
            (w.records, overview.records()),
        ]
    }
}
