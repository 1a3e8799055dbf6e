//! One piece of news in a list.

use balai::{Entity, Record, RegionCode};
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{format, words};

/// What has to be escaped in a path: an adapter may choose any key.
const IN_A_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// One piece of news in a list.
#[derive(Clone, Debug)]
pub(crate) struct Headline {
    /// The last part of its id.
    key: String,
    pub(crate) title: String,
    pub(crate) village: RegionCode,
    pub(crate) village_name: String,
    /// When it was published.
    pub(crate) at: Option<Timestamp>,
    /// Its first words.
    pub(crate) summary: String,
    /// What sort of text it is, where it is no plain news.
    pub(crate) form: Option<&'static str>,
}

impl Headline {
    const SUMMARY: usize = 200;

    /// The headline of an article; `None` for another kind.
    pub(crate) fn of(record: &Record, village_name: &str) -> Option<Self> {
        let Entity::Article(article) = &record.entity else { return None };
        let text = article.summary.as_deref().or(article.body_text.as_deref()).unwrap_or_default();
        Some(Self {
            key: record.id.splitn(3, '/').nth(2).unwrap_or_default().to_owned(),
            title: article.title.clone(),
            village: record.village,
            village_name: village_name.to_owned(),
            at: record.published_at,
            summary: format::beginning(text, Self::SUMMARY),
            form: words::form(&article.form),
        })
    }

    /// The address of its page here.
    pub(crate) fn href(&self) -> String {
        format!("/desa/{}/berita/{}", self.village, utf8_percent_encode(&self.key, IN_A_PATH))
    }

    /// The day it was published, by the village's calendar.
    pub(crate) fn date(&self) -> Option<String> {
        self.at.map(|at| format::date(&at, self.village.zone()))
    }
}
