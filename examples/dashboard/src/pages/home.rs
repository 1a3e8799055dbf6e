//! `/`: the sub-district at a glance.

use askama::Template;
use axum::extract::State;
use balai::{Kind, Query};
use futures_util::future::ready;
use futures_util::stream::{StreamExt, TryStreamExt};

use super::{Frame, Headline, Page, render};
use crate::news::{is_dated_news, news};
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
    let query = listed(Query::new().kind(Kind::Article).limit(2 * NEWS));
    let news = news(&*portal.store, query)
        .try_filter(|record| ready(is_dated_news(record)))
        .try_filter_map(|record| {
            let village = overview.village(record.village);
            ready(Ok(village.and_then(|village| Headline::of(&record, &village.name))))
        })
        .take(NEWS)
        .try_collect()
        .await?;
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
