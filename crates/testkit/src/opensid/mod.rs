//! What the simulated OpenSID eras share: how they write, their theme, their feed.
//!
//! Structure, selectors and names are those that real sites show (see the fact sheet on OpenSID); every sentence is
//! our own, and every page says that it is simulated.

pub(crate) mod article;
pub(crate) mod feed;
pub(crate) mod files;
pub(crate) mod format;
pub(crate) mod menu;
pub(crate) mod rows;
pub(crate) mod shell;
pub(crate) mod widgets;

use crate::village::{Article, Village};

/// An era of OpenSID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Era {
    /// 2410.0.0: everything is in the pages.
    Pages,
    /// 2601.0.0: most is in a JSON API, and its pages are shells.
    Api,
}

impl Era {
    pub(crate) fn version(self) -> &'static str {
        match self {
            Self::Pages => "2410.0.0",
            Self::Api => "2601.0.0",
        }
    }

    pub(crate) fn theme_version(self) -> &'static str {
        match self {
            Self::Pages => "v2402.0.0",
            Self::Api => "v2409.0.0",
        }
    }

    /// The path of an article as this era's own lists link it.
    pub(crate) fn article_path(self, article: &Article) -> String {
        match self {
            Self::Pages => article.path(),
            Self::Api => {
                let date = article.published_at;
                format!("artikel/{}/{:02}/{:02}/{}", date.year(), date.month(), date.day(), article.slug)
            }
        }
    }
}

/// A page that is being written.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) village: &'a Village,
    pub(crate) era: Era,
    pub(crate) origin: &'a str,
}

impl Scene<'_> {
    /// The absolute address of a path of the site.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.origin)
    }

    pub(crate) fn article_url(&self, article: &Article) -> String {
        self.url(&self.era.article_path(article))
    }
}

/// A slice of a list and how many pages the list has.
pub(crate) fn page_of<T>(items: Vec<T>, number: usize, size: usize) -> (Vec<T>, usize) {
    let pages = items.len().div_ceil(size).max(1);
    (items.into_iter().skip((number.max(1) - 1).saturating_mul(size)).take(size).collect(), pages)
}
