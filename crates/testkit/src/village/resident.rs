//! People who are nobody's business.

use super::dice::Dice;
use super::words::{MEN, PRIVATE_FAMILIES, WOMEN};

/// A private resident: what a platform leaks of them, and no record may hold.
///
/// Their numbers look like real ones but lie outside of what is given out: serials of identity and family-card
/// numbers begin with 9, telephone numbers with 0812-0000.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resident {
    /// The site's number for them.
    pub id: u32,
    /// The full name, capitals, as population registers print it.
    pub name: String,
    /// Identity number (*NIK*), 16 digits.
    pub nik: String,
    /// Family-card number (*nomor KK*), 16 digits.
    pub family_card: String,
    /// Telephone number, as people write it: `081200001234`.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Date of birth, `1984-05-17`.
    pub born_on: String,
    /// Whether a woman.
    pub is_female: bool,
}

impl Resident {
    /// The telephone number as others write it: `0812-0000-1234`.
    pub fn hyphenated_phone(&self) -> String {
        let (prefix, rest) = self.phone.split_at(4);
        let (middle, last) = rest.split_at(4);
        format!("{prefix}-{middle}-{last}")
    }
}

/// `count` residents of the village of `code` (ten digits).
pub(crate) fn generate(dice: &mut Dice, code: &str, count: u32) -> Vec<Resident> {
    let village = code.get(6..).unwrap_or_default().parse::<u32>().unwrap_or(0);
    (1..=count)
        .map(|id| {
            let is_female = dice.chance(45);
            let given = if is_female { dice.pick(&WOMEN) } else { dice.pick(&MEN) };
            let name = format!("{given} {}", dice.pick(&PRIVATE_FAMILIES)).to_uppercase();
            let (year, month, day) = (dice.between(1950, 1999), dice.between(1, 12), dice.between(1, 28));
            // A woman's day of birth is counted from 41 on.
            let day_in_nik = if is_female { day + 40 } else { day };
            let area = code.get(..6).unwrap_or_default();
            let serial = 9000 + id;
            Resident {
                id,
                nik: format!("{area}{day_in_nik:02}{month:02}{:02}{serial}", year % 100),
                family_card: format!("{area}{day:02}{month:02}18{serial}"),
                phone: format!("08120000{:02}{:02}", village % 100, id % 100),
                email: format!("{}{id}@surel.invalid", given.to_lowercase().replace(' ', "")),
                born_on: format!("{year}-{month:02}-{day:02}"),
                name,
                is_female,
            }
        })
        .collect()
}
