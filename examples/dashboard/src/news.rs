//! What counts as news, wherever the portal speaks of it.

use balai::{Entity, Error, Query, Record, Result, Store};
use futures_util::future::ready;
use futures_util::stream::{self, Stream, TryStreamExt};

/// Whether a record is news, as [`Article::is_news`](balai::model::Article::is_news) tells.
pub(crate) fn is_news(record: &Record) -> bool {
    matches!(&record.entity, Entity::Article(article) if article.is_news())
}

/// News with the day it was published: what a site shows to be alive by. Without one, only the day of our first
/// visit is known.
pub(crate) fn is_dated_news(record: &Record) -> bool {
    is_news(record) && record.published_at.is_some()
}

/// The news among the records that a query asks for, in its order. A store cannot tell news from other articles, so
/// that it is asked for as many records at a time as the query's limit says, for as long as more are wanted.
pub(crate) fn news(store: &dyn Store, query: Query) -> impl Stream<Item = Result<Record>> {
    stream::try_unfold(Some(0), move |offset| {
        let query = query.clone();
        async move {
            let Some(offset) = offset else { return Ok::<_, Error>(None) };
            let portion = query.limit;
            let records = store.records(&query.offset(offset)).await?;
            let next = (records.len() == portion).then_some(offset + portion);
            Ok(Some((stream::iter(records.into_iter().map(|stored| Ok(stored.record))), next)))
        }
    })
    .try_flatten()
    .try_filter(|record| ready(is_news(record)))
}
