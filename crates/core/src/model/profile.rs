//! The village itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Extras, SocialLink};
use crate::{Geometry, Point, VillageType};

/// A village as it presents itself (*profil desa*). One record a village.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    /// The name without its kind: `Darmayasa`, not `Desa Darmayasa`.
    pub name: String,
    /// Desa, kelurahan or desa adat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village_type: Option<VillageType>,
    /// The address of the village office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Five digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// The office's own numbers, as the site publishes them for contact, in international form (`+62286…`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// The office's own e-mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// The village's pages in social networks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub social: Vec<SocialLink>,
    /// When the office is open, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office_hours: Option<String>,
    /// URL of the coat of arms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// *Visi*, plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vision: Option<String>,
    /// *Misi*, a point each, plain text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mission: Vec<String>,
    /// *Sejarah*, plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<String>,
    /// The area in hectares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_ha: Option<f64>,
    /// Residents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<u64>,
    /// Families (*kepala keluarga*).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub households: Option<u64>,
    /// What the village borders on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borders: Option<Borders>,
    /// Where the office stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// The boundary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Geometry>,
    /// What the village is part of, in the site's own spelling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionNames>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

/// What a village borders on, as printed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Borders {
    /// In the north.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub north: Option<String>,
    /// In the east.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub east: Option<String>,
    /// In the south.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub south: Option<String>,
    /// In the west.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub west: Option<String>,
}

/// The regions that a village is part of, by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegionNames {
    /// *Provinsi*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// *Kabupaten* or *kota*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regency: Option<String>,
    /// *Kecamatan*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdistrict: Option<String>,
}
