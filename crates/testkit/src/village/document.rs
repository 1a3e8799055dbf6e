//! Regulations, decrees and public information.

use jiff::civil::Date;

use super::dice::Dice;
use super::resident::Resident;
use super::words::DOCUMENTS;

/// A document of the village, public or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The site's number for it.
    pub id: u32,
    /// As listed.
    pub title: String,
    /// What sort it is.
    pub sort: DocumentSort,
    /// The year that it is of.
    pub year: i16,
    /// Its number, of regulations and decrees.
    pub number: Option<String>,
    /// What it is on.
    pub subject: String,
    /// The day of a regulation or decree, or of publication.
    pub date: Date,
    /// File name.
    pub file: String,
    /// Whether it is still listed.
    pub enabled: bool,
    /// Index of the resident whose private file it is; such a one is in no list and must never be asked for.
    pub owner: Option<usize>,
}

/// What sort of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentSort {
    /// *Peraturan desa*.
    Regulation,
    /// *Keputusan kepala desa*.
    Decree,
    /// *Informasi berkala*.
    Periodic,
    /// *Informasi serta-merta*.
    Immediate,
    /// *Informasi setiap saat*.
    AnyTime,
}

impl DocumentSort {
    /// OpenSID's name of the category.
    pub fn category(self) -> &'static str {
        match self {
            Self::Regulation => "Perdes",
            Self::Decree => "SK Kades",
            Self::Periodic => "Informasi Berkala",
            Self::Immediate => "Informasi Serta-merta",
            Self::AnyTime => "Informasi Setiap Saat",
        }
    }

    /// OpenSID's number of the category among regulations and decrees; 1 for public information.
    pub fn category_id(self) -> u8 {
        match self {
            Self::Decree => 2,
            Self::Regulation => 3,
            _ => 1,
        }
    }

    /// OpenSID's number of the information class.
    pub fn class_id(self) -> u8 {
        match self {
            Self::Immediate => 2,
            Self::AnyTime | Self::Regulation | Self::Decree => 3,
            Self::Periodic => 1,
        }
    }
}

impl Document {
    /// Whether it is in the village's public lists.
    pub fn is_public(&self) -> bool {
        self.enabled && self.owner.is_none()
    }

    /// Whether it is a regulation or a decree.
    pub fn is_legal(&self) -> bool {
        matches!(self.sort, DocumentSort::Regulation | DocumentSort::Decree)
    }
}

pub(crate) fn generate(
    dice: &mut Dice,
    village: &str,
    years: [i16; 3],
    residents: &[Resident],
) -> Vec<Document> {
    let mut documents: Vec<Document> = DOCUMENTS
        .iter()
        .zip(1_u32..)
        .map(|((subject, sort), id)| {
            let year = years[dice.below(3)];
            let sort = match sort {
                0 => DocumentSort::Regulation,
                1 => DocumentSort::Decree,
                2 => DocumentSort::Periodic,
                3 => DocumentSort::Immediate,
                _ => DocumentSort::AnyTime,
            };
            let (title, number, prefix) = match sort {
                DocumentSort::Regulation => {
                    let title = format!("Peraturan Desa {village} Nomor {id} Tahun {year} tentang {subject}");
                    (title, Some(id.to_string()), "perdes")
                }
                DocumentSort::Decree => {
                    let title = format!("Keputusan Kepala Desa tentang {subject}");
                    (title, Some(format!("141/{id}/{year}")), "sk")
                }
                _ => (format!("{subject} {year}"), None, "info"),
            };
            let day = |low, high, dice: &mut Dice| i8::try_from(dice.between(low, high)).unwrap_or(1);
            Document {
                id,
                title,
                sort,
                year,
                number,
                subject: (*subject).to_owned(),
                date: Date::constant(year, day(1, 9, dice), day(1, 28, dice)),
                file: format!("{prefix}_{id}.pdf"),
                enabled: !dice.chance(10),
                owner: None,
            }
        })
        .collect();
    // One at least was taken back, whatever the dice say.
    if let Some(last) = documents.last_mut() {
        last.enabled = false;
    }
    let owner = dice.below(residents.len());
    documents.push(Document {
        id: 21,
        title: format!("Pindaian KTP {}", residents[owner].name),
        sort: DocumentSort::Periodic,
        year: years[2],
        number: None,
        subject: "RAHASIA-PINDAIAN".into(),
        date: Date::constant(years[2], 2, 2),
        file: "pindaian_ktp.jpg".into(),
        enabled: true,
        owner: Some(owner),
    });
    documents
}
