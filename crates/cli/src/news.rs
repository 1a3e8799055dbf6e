//! The last news of a village.

use balai::{Entity, Kind, Query, RegionCode, Store};
use console::truncate_str;
use jiff::Timestamp;
use serde::Serialize;

use crate::outcome::Result;
use crate::output;

/// A village's last news.
#[derive(Serialize)]
pub(crate) struct News {
    pub(crate) published_at: Timestamp,
    title: String,
    url: String,
}

/// The newest dated news of a village.
pub(crate) async fn last(store: &dyn Store, village: RegionCode) -> Result<Option<News>> {
    // Pages, reports and what has no date may stand before it, however many: a store cannot tell them from news.
    const PORTION: usize = 50;
    for portion in 0.. {
        let query = Query::new().kind(Kind::Article).within(village).limit(PORTION).offset(portion * PORTION);
        let records = store.records(&query).await?;
        let is_last = records.len() < PORTION;
        let news = records.into_iter().find_map(|stored| match stored.record.entity {
            Entity::Article(article) if article.is_news() => Some(News {
                published_at: stored.record.published_at?,
                title: article.title,
                url: article.url,
            }),
            _ => None,
        });
        if news.is_some() || is_last {
            return Ok(news);
        }
    }
    Ok(None)
}

impl News {
    /// The title, short enough to stand in a table.
    pub(crate) fn short_title(&self) -> String {
        truncate_str(&output::one_line(&self.title), 36, "…").into_owned()
    }
}
