//! What village businesses sell.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extras, Photo};
use crate::{Point, Rupiah};

/// Something that a village business sells (*lapak*, *UMKM*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Product {
    /// What it is.
    pub name: String,
    /// The full price of a unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Rupiah>,
    /// What is asked now, where it is less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discounted_price: Option<Rupiah>,
    /// *Satuan*, as printed: `kg`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// A business's name; never a resident's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// As printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
    /// Where the business is; never a home.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// Where people read about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}
