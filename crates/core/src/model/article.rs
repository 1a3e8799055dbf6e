//! Articles and pages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extras, Link, Photo};

/// An article or a page (*berita*, *pengumuman*, *halaman*).
///
/// When it was published stands in the record, not here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// The title, plain text.
    pub title: String,
    /// Where people read it: an absolute URL.
    pub url: String,
    /// The author's name as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The site's own categories, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// The site's own tags, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The site's own summary, plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The whole text as sanitised HTML with absolute links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_html: Option<String>,
    /// The whole text, plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_text: Option<String>,
    /// Pictures, the main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Photo>,
    /// Files to download.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Link>,
    /// How often it was read, by the site's counter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub views: Option<u64>,
    /// How many comments are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment_count: Option<u64>,
    /// What sort of text it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

impl Article {
    /// Whether it is news (*kabar*), by which a site shows that it is alive: neither a page nor a report, which are
    /// kept up rather than told once.
    pub fn is_news(&self) -> bool {
        !matches!(self.form, Some(Form::Page | Form::Report))
    }
}

/// What sort of text an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// *Berita*.
    News,
    /// *Halaman statis*: one that is kept, not dated.
    Page,
    /// *Pengumuman*.
    Announcement,
    /// *Agenda*: the text that announces an event.
    Event,
    /// *Laporan*: a report, such as one on the budget.
    Report,
}
