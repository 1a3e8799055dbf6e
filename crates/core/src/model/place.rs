//! Places.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extras, Photo};
use crate::Geometry;

/// A place of the village (*potensi*, *wisata*, *fasilitas*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// As printed: `Sekolah`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// A point, a line or an area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geometry: Option<Geometry>,
    /// Pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}
