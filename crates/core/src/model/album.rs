//! Albums of photos.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// An album of photos (*galeri*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Album {
    /// What it is called.
    pub title: String,
    /// The photos, in the site's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<AlbumPhoto>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

/// A photo of an album.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AlbumPhoto {
    /// Where the largest published version is.
    pub url: String,
    /// As printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "crate::schema::instant")]
    pub date: Option<Timestamp>,
}
