//! The parsers alone, from an answer's bytes to articles.

use balai_core::model::Article;
use balai_core::{Page, Result, Zone};

use crate::post::Sort;
use crate::{page, rest};

/// The published articles of an answer of `wp/v2/posts`, as far as the answer itself tells.
///
/// # Errors
///
/// Malformed, where it is no such answer.
pub fn articles(page: &Page, zone: Zone) -> Result<Vec<Article>> {
    let rows: Vec<rest::Row> = rest::read(page)?;
    let local = |text: &str| zone.instant(text.parse().ok()?);
    let posts = rows.into_iter().filter_map(|row| row.read(Sort::Post, &[], page, local));
    posts.map(|post| post.article()).collect()
}

/// The article on a post's page; `None` where a password stands before it.
///
/// # Errors
///
/// Malformed, where it is no page of a post.
pub fn article(page: &Page, zone: Zone) -> Result<Option<Article>> {
    page::read(page, zone)?.map(|read| read.post.article()).transpose()
}
