//! `/berita`: the news of all villages, with search.

use askama::Template;
use axum::extract::{Query as Params, State};
use balai::{ErrorKind, Kind, Query};
use serde::Deserialize;

use super::{Frame, Headline, Page, render};
use crate::format;
use crate::overview::listed;
use crate::serve::Portal;

/// How many pieces of news stand on one page.
const NEWS: u64 = 20;

/// What is asked for. Anything can stand in an address, so that what makes no sense counts as not asked.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    desa: String,
    #[serde(default)]
    hal: String,
}

#[derive(Template)]
#[template(path = "news.html")]
struct News {
    frame: Frame,
    words: String,
    village: String,
    page: u64,
    pages: u64,
    total: u64,
    news: Vec<Headline>,
    searchable: bool,
}

/// `/berita?q=&desa=&hal=`
pub(crate) async fn news(State(portal): State<Portal>, Params(asked): Params<Asked>) -> Page {
    let overview = portal.overview().await?;
    let words = asked.q.trim().chars().take(200).collect::<String>();
    let village = asked.desa.parse().ok().filter(|code| overview.village(*code).is_some());

    let mut query = listed(Query::new().kind(Kind::Article));
    query.within = village;
    if !words.is_empty() {
        query = query.matching(&words);
    }
    let (counts, searchable) = match portal.store.counts(&query).await {
        Ok(counts) => (counts, true),
        Err(error) if error.kind() == ErrorKind::Config => (Vec::new(), false),
        Err(error) => return Err(error.into()),
    };
    let total: u64 = counts.iter().map(|(_, _, count)| count).sum();
    let pages = total.div_ceil(NEWS).max(1);
    let page = asked.hal.parse().unwrap_or(1).clamp(1, pages);
    let records = if total == 0 {
        Vec::new()
    } else {
        portal.store.records(&query.limit(NEWS as usize).offset(((page - 1) * NEWS) as usize)).await?
    };
    let news = records
        .iter()
        .filter_map(|stored| {
            let village = overview.village(stored.record.village)?;
            Headline::of(&stored.record, &village.name)
        })
        .collect();
    render(&News {
        frame: Frame::new(overview, "/berita"),
        words,
        village: village.map(|code| code.to_string()).unwrap_or_default(),
        page,
        pages,
        total,
        news,
        searchable,
    })
}

impl News {
    /// The address of another page of the same search, as the form would write it.
    fn link(&self, page: u64) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("q", &self.words), ("desa", &self.village)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if page > 1 {
            query.append_pair("hal", &page.to_string());
        }
        match query.finish() {
            query if query.is_empty() => "/berita".to_owned(),
            query => format!("/berita?{query}"),
        }
    }
}
