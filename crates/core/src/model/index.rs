//! Scores that a village was given.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// A score that the village was given (*IDM*, *SDGs Desa*, *Indeks Desa*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Index {
    /// Which.
    pub scheme: Scheme,
    /// Of which year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// In the scheme's own scale: IDM 0 to 1, SDGs Desa 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// As printed: `MAJU`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The parts of which the score is made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<IndexComponent>,
    /// The goals of SDGs Desa.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<IndexGoal>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

/// A part of a score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndexComponent {
    /// As printed.
    pub name: String,
    /// In the scheme's own scale.
    pub score: f64,
}

/// One of the 18 goals of SDGs Desa.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndexGoal {
    /// 1 to 18.
    pub number: u8,
    /// As printed.
    pub name: String,
    /// 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// A way of scoring villages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// *Indeks Desa Membangun* (Permendesa 2/2016).
    Idm,
    /// *SDGs Desa* (Permendesa 13/2020).
    Sdgs,
    /// *Indeks Desa* (Permendesa 9/2024).
    VillageIndex,
    /// Another, by its own name.
    #[serde(untagged)]
    Other(String),
}

impl Index {
    /// A score of `scheme`; the rest is left for the caller to fill.
    pub fn new(scheme: Scheme) -> Self {
        Self {
            scheme,
            year: None,
            score: None,
            class: None,
            components: Vec::new(),
            goals: Vec::new(),
            extras: Extras::new(),
        }
    }
}

impl Scheme {
    /// The name in JSON.
    pub fn name(&self) -> String {
        super::json_name(self)
    }
}
