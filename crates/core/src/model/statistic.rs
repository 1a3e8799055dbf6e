//! Tables of the population.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;

/// One table of the population (*statistik penduduk*).
///
/// Counts are of residents unless `topic_name` says families. Village level only: cells of a single
/// neighbourhood could point at a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statistic {
    /// What is counted, in terms that can be compared.
    pub topic: Topic,
    /// As printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_name: Option<String>,
    /// The year or month that it is of, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The categories, in the site's order.
    pub rows: Vec<StatisticRow>,
    /// All residents, those in no category included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// All men.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub male: Option<u64>,
    /// All women.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub female: Option<u64>,
    /// Those whose category is not filled in (*belum mengisi*).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<u64>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

/// One category of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StatisticRow {
    /// As printed.
    pub label: String,
    /// How many.
    pub total: u64,
    /// Men among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub male: Option<u64>,
    /// Women among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub female: Option<u64>,
}

/// What a table of the population counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// *Jenis kelamin*.
    Sex,
    /// *Rentang umur*: by years.
    AgeGroup,
    /// *Kategori umur*: infants, children, adults, the old.
    AgeCategory,
    /// *Pendidikan dalam KK*: the highest completed.
    Education,
    /// *Pendidikan sedang ditempuh*: the one attended now.
    Schooling,
    /// *Pekerjaan*.
    Occupation,
    /// *Agama*.
    Religion,
    /// *Status perkawinan*.
    MaritalStatus,
    /// *Hubungan dalam KK*.
    FamilyRelation,
    /// *Golongan darah*.
    BloodType,
    /// *Warga negara*.
    Citizenship,
    /// *Status penduduk*: permanent or temporary.
    ResidentStatus,
    /// *Penyandang cacat*.
    Disability,
    /// *Penyakit menahun*.
    ChronicIllness,
    /// *Kelas sosial*, of families.
    SocialClass,
    /// *Suku*.
    Ethnicity,
    /// *Asuransi kesehatan*.
    HealthInsurance,
    /// *BPJS ketenagakerjaan*.
    EmploymentInsurance,
    /// *Akta kelahiran*.
    BirthCertificate,
    /// *Akta kematian*.
    DeathCertificate,
    /// *Kepemilikan KTP*.
    IdentityCard,
    /// *Kepemilikan KIA*.
    ChildIdentityCard,
    /// *Akseptor KB*.
    FamilyPlanning,
    /// *Status kehamilan*.
    Pregnancy,
    /// *Status Covid*.
    CovidStatus,
    /// *Buku nikah*.
    MarriageBook,
    /// *Dusun*.
    Hamlet,
    /// *Daftar pemilih*.
    Voters,
    /// Another, by the site's own key.
    #[serde(untagged)]
    Other(String),
}

impl Statistic {
    /// A table of `topic` with its rows; the rest is left for the caller to fill.
    pub fn new(topic: Topic, rows: Vec<StatisticRow>) -> Self {
        Self {
            topic,
            topic_name: None,
            period: None,
            rows,
            total: None,
            male: None,
            female: None,
            unknown: None,
            extras: Extras::new(),
        }
    }
}

impl Topic {
    /// The name in JSON.
    pub fn name(&self) -> String {
        super::json_name(self)
    }
}
