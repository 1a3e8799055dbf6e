//! The kinds of records.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a record is about (*jenis rekaman*).
///
/// Each kind has one struct in [`model`](crate::model) that says what its data holds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// *Profil desa*: the village itself.
    Profile,
    /// *Perangkat desa, BPD*: a person in office.
    Official,
    /// *Berita, pengumuman*: an article or a page.
    Article,
    /// *Agenda*: something that takes place at a time.
    Event,
    /// *Statistik penduduk*: one table of the population.
    Statistic,
    /// *APBDes*: the village budget of one year.
    Budget,
    /// *Pembangunan*: one development project.
    Project,
    /// *Lapak, UMKM*: something that a village business sells.
    Product,
    /// *Potensi, wisata, fasilitas*: a place.
    Place,
    /// *Produk hukum, informasi publik*: a published document.
    Document,
    /// *Lembaga, kelompok, BUMDes*: an organisation of the village.
    Organization,
    /// *Bantuan sosial*: an aid programme, with how many receive it.
    Aid,
    /// *IDM, SDGs Desa, Indeks Desa*: a score that the village was given.
    Index,
    /// *Layanan*: a service of the village office.
    Service,
    /// *Dusun, RW, RT*: a part of the village.
    Area,
    /// *Galeri*: an album of photos.
    Album,
    /// *Pengaduan*: how many complaints there are, by status.
    ComplaintSummary,
}

impl Kind {
    /// Every kind, in the order of the design's table.
    pub const ALL: [Self; 17] = [
        Self::Profile,
        Self::Official,
        Self::Article,
        Self::Event,
        Self::Statistic,
        Self::Budget,
        Self::Project,
        Self::Product,
        Self::Place,
        Self::Document,
        Self::Organization,
        Self::Aid,
        Self::Index,
        Self::Service,
        Self::Area,
        Self::Album,
        Self::ComplaintSummary,
    ];

    /// The name in JSON, in record ids and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Official => "official",
            Self::Article => "article",
            Self::Event => "event",
            Self::Statistic => "statistic",
            Self::Budget => "budget",
            Self::Project => "project",
            Self::Product => "product",
            Self::Place => "place",
            Self::Document => "document",
            Self::Organization => "organization",
            Self::Aid => "aid",
            Self::Index => "index",
            Self::Service => "service",
            Self::Area => "area",
            Self::Album => "album",
            Self::ComplaintSummary => "complaint_summary",
        }
    }

    /// What a citizen calls it.
    pub const fn indonesian(self) -> &'static str {
        match self {
            Self::Profile => "profil desa",
            Self::Official => "perangkat desa",
            Self::Article => "berita",
            Self::Event => "agenda",
            Self::Statistic => "statistik penduduk",
            Self::Budget => "APBDes",
            Self::Project => "pembangunan",
            Self::Product => "produk",
            Self::Place => "potensi dan fasilitas",
            Self::Document => "dokumen publik",
            Self::Organization => "lembaga",
            Self::Aid => "bantuan sosial",
            Self::Index => "indeks desa",
            Self::Service => "layanan",
            Self::Area => "wilayah",
            Self::Album => "galeri",
            Self::ComplaintSummary => "pengaduan",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

/// A text that names no kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind(String);

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a kind: write one of", self.0)?;
        for (i, kind) in Kind::ALL.into_iter().enumerate() {
            write!(f, "{} {kind}", if i == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownKind {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_reads_what_it_writes() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).expect("a string"), kind.as_str());
        }
        assert!("berita".parse::<Kind>().expect_err("no kind").to_string().contains("complaint_summary"));
    }
}
