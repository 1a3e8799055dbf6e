//! How many complaints there are.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// How many complaints there are, by status (*pengaduan*). Never a complaint's text, nor who made it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComplaintSummary {
    /// Of which time; all of it where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// How many, by the site's own status.
    pub counts: BTreeMap<String, u64>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}
