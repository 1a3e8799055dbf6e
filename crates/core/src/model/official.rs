//! People in office.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// A person in office (*perangkat desa*, *BPD*).
///
/// Office and name are public by law; there is no field for an identity number, a personnel number, a phone
/// number or a home address, and none may be added.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Official {
    /// As addressed, with degrees: `H. Wahyu Pranoto, S.Sos.`.
    pub name: String,
    /// The office as printed: `Kepala Desa`.
    pub position: String,
    /// The office in terms that can be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// URL of a portrait.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
    /// The term of office, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// The place in the site's own order, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

/// An office of the village government.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// *Kepala desa*, *lurah*, *wali nagari*, *keuchik*, …
    Head,
    /// *Sekretaris desa* (*carik*).
    Secretary,
    /// *Kepala seksi*.
    SectionHead,
    /// *Kepala urusan*.
    AffairsHead,
    /// *Kepala dusun* (*bau*, *jorong*, *kepala lingkungan*).
    HamletHead,
    /// A member of the *BPD*.
    Council,
    /// *Bendahara*.
    Treasurer,
    /// *Staf*.
    Staff,
    /// Another office.
    Other,
}
