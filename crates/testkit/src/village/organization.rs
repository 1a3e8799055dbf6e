//! Groups and institutions of the village.

use super::dice::Dice;
use super::words::{MEN, PUBLIC_FAMILIES};

/// A group or an institution of the village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// The site's number for it.
    pub id: u32,
    /// Whether an institution (*lembaga*), not a group (*kelompok*).
    pub is_institution: bool,
    /// Its name.
    pub name: String,
    /// The last part of its address.
    pub slug: String,
    /// As printed.
    pub category: &'static str,
    /// Plain text.
    pub description: String,
    /// Who leads it, as printed: a public office.
    pub head: String,
    /// Indices of its members among the village's residents; no record may name them.
    pub members: Vec<usize>,
}

pub(crate) fn generate(dice: &mut Dice, village: &str, residents: usize) -> Vec<Organization> {
    let organizations: [(bool, &str, &'static str); 6] = [
        (false, "Kelompok Tani Tunas Lereng", "Kelompok Tani"),
        (false, "KWT Sekar Wangi", "Kelompok Tani"),
        (false, "Karang Taruna {v}", "Pemuda"),
        (true, "Badan Permusyawaratan Desa", "Lembaga Desa"),
        (true, "LPMD {v}", "Lembaga Desa"),
        (true, "Tim Penggerak PKK", "Lembaga Desa"),
    ];
    organizations
        .into_iter()
        .zip(1_u32..)
        .map(|((is_institution, name, category), id)| {
            let name = name.replace("{v}", village);
            Organization {
                id,
                is_institution,
                slug: super::slug(&name),
                category,
                description: format!("{name} dibentuk lewat musyawarah warga."),
                head: format!("{} {}", dice.pick(&MEN), dice.pick(&PUBLIC_FAMILIES)).to_uppercase(),
                members: (0..dice.between(4, 11)).map(|_| dice.below(residents)).collect(),
                name,
            }
        })
        .collect()
}
