//! Aid programmes.

use jiff::civil::Date;

use super::dice::Dice;

/// An aid programme (*bantuan sosial*) with how many receive it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aid {
    /// The site's number for it; its statistic has the key `50` and this number.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// The last part of its address.
    pub slug: String,
    /// Whether families receive it, not persons.
    pub for_families: bool,
    /// Its first day.
    pub starts_on: Date,
    /// Its last day.
    pub ends_on: Date,
    /// Who pays, as printed.
    pub source: &'static str,
    /// Men, or families led by a man.
    pub male: u32,
    /// Women, or families led by a woman.
    pub female: u32,
}

impl Aid {
    /// How many receive it.
    pub fn recipients(&self) -> u32 {
        self.male + self.female
    }
}

pub(crate) fn generate(dice: &mut Dice, years: [i16; 3]) -> Vec<Aid> {
    let programmes: [(&str, bool, &'static str, i16); 4] = [
        ("Program Keluarga Harapan", true, "Pusat", years[2]),
        ("BLT Dana Desa", true, "Desa", years[2]),
        ("Santunan Lansia Sebatang Kara", false, "Kabupaten", years[2]),
        ("Bantuan Bibit Tahun Lalu", false, "Provinsi", years[1]),
    ];
    programmes
        .into_iter()
        .zip(1_u32..)
        .map(|((name, for_families, source, year), id)| Aid {
            id,
            name: format!("{name} {year}"),
            slug: super::slug(&format!("{name} {year}")),
            for_families,
            starts_on: Date::constant(year, 1, 1),
            ends_on: Date::constant(year, 12, 31),
            source,
            male: u32::try_from(dice.between(6, 30)).unwrap_or(6),
            female: u32::try_from(dice.between(2, 14)).unwrap_or(2),
        })
        .collect()
}
