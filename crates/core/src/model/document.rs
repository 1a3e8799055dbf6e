//! Published documents.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// A published document (*produk hukum*, *informasi publik*). The file itself is not kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// What sort of document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<DocumentType>,
    /// Its number, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The year that it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// When it was passed or signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "crate::schema::date")]
    pub date: Option<Date>,
    /// *Tentang*: what it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Its class after Perki 1/2018.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub information_class: Option<InformationClass>,
    /// Where the file, or the page that it stands for, is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_url: Option<String>,
    /// `application/pdf`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

/// What sort of document it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentType {
    /// *Peraturan desa*: a village regulation.
    Perdes,
    /// *Peraturan kepala desa*: a regulation of the village head.
    Perkades,
    /// *Keputusan kepala desa* (SK).
    Decree,
    /// *Peraturan bersama kepala desa*.
    JointRegulation,
    /// *Laporan*.
    Report,
    /// *RPJMDes*, *RKPDes*.
    Plan,
    /// *Formulir*.
    Form,
    /// Another, as the site calls it.
    #[serde(untagged)]
    Other(String),
}

/// How a document has to be made public (Perki 1/2018). What is exempt (*dikecualikan*) has no class here,
/// since it is not harvested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InformationClass {
    /// *Berkala*: at regular times.
    Periodic,
    /// *Serta-merta*: at once.
    Immediate,
    /// *Setiap saat*: whenever asked for.
    AnyTime,
}
