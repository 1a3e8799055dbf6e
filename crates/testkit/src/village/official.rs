//! People in office.

use super::area::Hamlet;
use super::dice::Dice;
use super::words::{MEN, PUBLIC_FAMILIES, WOMEN};

/// A person in office (*perangkat desa*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    /// The site's number for them, from 1.
    pub id: u32,
    /// The name without degrees.
    pub name: String,
    /// What stands before the name: `H.`; may be empty.
    pub title_before: String,
    /// What stands behind the name: `S.Sos.`; may be empty.
    pub title_after: String,
    /// As printed.
    pub position: String,
    /// OpenSID's sort of position: 1 head, 2 secretary, 0 another.
    pub position_type: u8,
    /// The village's own number (*NIPD*).
    pub number: String,
    /// Identity number that OpenSID leaks; no record may hold it.
    pub nik: String,
    /// Date of birth that OpenSID leaks.
    pub born_on: String,
    /// Term of office as printed.
    pub term: String,
    /// Whether still in office; others are shown nowhere.
    pub in_office: bool,
    /// File name of the photo.
    pub photo: String,
}

impl Official {
    /// The name with its degrees, once.
    pub fn display_name(&self) -> String {
        decorated(&self.name, &self.title_before, &self.title_after)
    }

    /// The name with its degrees twice, as OpenSID 2410 prints it.
    pub fn doubled_name(&self) -> String {
        decorated(&self.display_name(), &self.title_before, &self.title_after)
    }
}

fn decorated(name: &str, before: &str, after: &str) -> String {
    let before = if before.is_empty() { String::new() } else { format!("{before} ") };
    let after = if after.is_empty() { String::new() } else { format!(", {after}") };
    format!("{before}{name}{after}")
}

pub(crate) fn generate(dice: &mut Dice, code: &str, hamlets: &[Hamlet]) -> Vec<Official> {
    const POSITIONS: [&str; 8] = [
        "Kepala Desa",
        "Sekretaris Desa",
        "Kepala Seksi Pemerintahan",
        "Kepala Seksi Kesejahteraan",
        "Kepala Seksi Pelayanan",
        "Kepala Urusan Keuangan",
        "Kepala Urusan Perencanaan",
        "Kepala Urusan Tata Usaha & Umum",
    ];
    let hamlet_heads = hamlets.iter().map(|hamlet| format!("Kepala Dusun {}", hamlet.name));
    let positions: Vec<String> = POSITIONS.iter().map(|p| (*p).to_owned()).chain(hamlet_heads).collect();
    let former = "Kepala Urusan Keuangan".to_owned();
    positions
        .into_iter()
        .map(|position| (position, true))
        .chain([(former, false)])
        .zip(1_u32..)
        .map(|((position, in_office), id)| {
            let woman = dice.chance(30);
            let given = if woman { dice.pick(&WOMEN) } else { dice.pick(&MEN) };
            // Families go round, so that no two officials share a name.
            let family = PUBLIC_FAMILIES[usize::try_from(id).unwrap_or(0) % PUBLIC_FAMILIES.len()];
            let head = id == 1;
            let area = code.get(..6).unwrap_or_default();
            let (year, month, day) = (dice.between(1965, 1995), dice.between(1, 12), dice.between(1, 28));
            Official {
                id,
                name: format!("{given} {family}"),
                title_before: if head && !woman { "H.".into() } else { String::new() },
                title_after: match id {
                    1 => "S.IP.".into(),
                    2 => "S.E., M.M.".into(),
                    _ if dice.chance(30) => "A.Md.".into(),
                    _ => String::new(),
                },
                position,
                position_type: u8::try_from(id).unwrap_or(0) * u8::from(id <= 2),
                number: format!("{code}{id:03}"),
                nik: format!(
                    "{area}{:02}{month:02}{:02}{}",
                    if woman { day + 40 } else { day },
                    year % 100,
                    9800 + id
                ),
                born_on: format!("{year}-{month:02}-{day:02}"),
                term: if head { "8 Tahun (2022-2030)".into() } else { "Sampai usia 60 tahun".into() },
                in_office,
                photo: format!("perangkat_{id}.jpg"),
            }
        })
        .collect()
}
