//! Organisations of the village.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// An organisation of the village (*lembaga*, *kelompok*, *BUMDes*). Members are counted, never named.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Organization {
    /// What it is called.
    pub name: String,
    /// As printed: `Kelompok Tani`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// Who leads it, where it is an office of the village.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// How many members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_count: Option<u64>,
    /// Plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}
