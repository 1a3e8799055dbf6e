//! Services of the village office.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// A service of the village office (*layanan*).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Service {
    /// What it is called.
    pub name: String,
    /// *Persyaratan*, one each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<String>,
    /// *Prosedur*, one each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// As printed: `Gratis`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// As printed: `1 hari kerja`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    /// Where people read about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}
