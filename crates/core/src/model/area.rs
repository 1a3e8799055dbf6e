//! Parts of the village.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;
use crate::Geometry;

/// A part of the village (*dusun*, *RW*, *RT*). Who heads it is left out: that is an
/// [`Official`](super::Official) where it is an office.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Area {
    /// As printed.
    pub name: String,
    /// Hamlet, RW or RT.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<AreaLevel>,
    /// The name of the part that this one is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Men.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub male: Option<u64>,
    /// Women.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub female: Option<u64>,
    /// Families.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub households: Option<u64>,
    /// The boundary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Geometry>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

/// The level of a part of the village.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AreaLevel {
    /// *Dusun*, by whatever local name.
    Hamlet,
    /// *Rukun warga*.
    Rw,
    /// *Rukun tetangga*.
    Rt,
}
