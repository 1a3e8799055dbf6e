//! Events.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// Something that takes place at a time (*agenda*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// What takes place.
    pub title: String,
    /// When it begins.
    #[schemars(schema_with = "crate::schema::required_instant")]
    pub starts_at: Timestamp,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "crate::schema::instant")]
    pub ends_at: Option<Timestamp>,
    /// Whether only the day is told; then `starts_at` is its midnight in the village's zone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_day: bool,
    /// Where, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who calls it, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organiser: Option<String>,
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where people read about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

impl Event {
    /// Something that begins at `starts_at`; the rest is left for the caller to fill.
    pub fn new(title: impl Into<String>, starts_at: Timestamp) -> Self {
        Self {
            title: title.into(),
            starts_at,
            ends_at: None,
            all_day: false,
            place: None,
            organiser: None,
            description: None,
            url: None,
            extras: Extras::new(),
        }
    }
}
