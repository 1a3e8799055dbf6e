//! The parsers alone, from an answer's bytes to articles.

use balai_core::model::Article;
use balai_core::{Page, Result, Zone};

use crate::post::{Post, Sort};
use crate::{page, rest};

/// The published posts of an answer of `wp/v2/posts`, each with its title and its text as HTML, which is not looked into.
///
/// # Errors
///
/// Malformed, where it is no such answer.
pub fn posts(page: &Page, zone: Zone) -> Result<Vec<(String, String)>> {
    Ok(rows(page, zone)?.map(|post| (post.title, post.html)).collect())
}

/// The published articles of an answer of `wp/v2/posts`, as far as the answer itself tells.
///
/// # Errors
///
/// Malformed, where it is no such answer.
pub fn articles(page: &Page, zone: Zone) -> Result<Vec<Article>> {
    rows(page, zone)?.map(|post| post.article()).collect()
}

fn rows(page: &Page, zone: Zone) -> Result<impl Iterator<Item = Post>> {
    let rows: Vec<rest::Row> = rest::read(page)?;
    let local = move |text: &str| zone.instant(text.parse().ok()?);
    Ok(rows.into_iter().filter_map(move |row| row.read(Sort::Post, &[], page, local)))
}

/// The article on a post's page; `None` where a password stands before it.
///
/// # Errors
///
/// Malformed, where it is no page of a post.
pub fn article(page: &Page, zone: Zone) -> Result<Option<Article>> {
    page::read(page, zone)?.map(|read| read.post.article()).transpose()
}
