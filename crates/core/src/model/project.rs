//! Development projects.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extras, Photo};
use crate::{Point, Rupiah};

/// One development project (*pembangunan*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Project {
    /// What is built.
    pub title: String,
    /// The budget year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Where, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Where, on the map.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// How much, as printed: `120 x 2 m`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// *Sumber dana*, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fund_source: Option<String>,
    /// What it may cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Rupiah>,
    /// *Pelaksana*, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub executor: Option<String>,
    /// How far it is, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress_percent: Option<f64>,
    /// Pictures, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
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
