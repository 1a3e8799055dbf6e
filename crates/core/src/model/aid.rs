//! Aid programmes.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// An aid programme (*bantuan sosial*), with how many receive it. Recipients are never named: there is no
/// field for them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Aid {
    /// What it is called.
    pub name: String,
    /// Who can receive it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<AidTarget>,
    /// Its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "crate::schema::date")]
    pub starts_on: Option<Date>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "crate::schema::date")]
    pub ends_on: Option<Date>,
    /// Who pays, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How many receive it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient_count: Option<u64>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

/// Who can receive an aid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidTarget {
    /// *Penduduk*.
    Person,
    /// *Keluarga*.
    Family,
    /// *Rumah tangga*.
    Household,
    /// *Kelompok*.
    Group,
}
