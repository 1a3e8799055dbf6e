//! Complaints of residents.

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::Character;
use super::dice::Dice;
use super::words::COMPLAINTS;

/// A complaint (*pengaduan*). Nothing of it but its status and date may be in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The site's number for it.
    pub id: u32,
    /// What it is about.
    pub title: String,
    /// Its text, which begins with the mark `RAHASIA-ADUAN`.
    pub text: String,
    /// Index of the reporter among the village's residents.
    pub reporter: usize,
    /// 1 waits, 2 is being dealt with, 3 done.
    pub status: u8,
    /// When, by the clock on the village's wall.
    pub at: DateTime,
    /// The office's answer.
    pub reply: Option<String>,
}

impl Complaint {
    /// The status as printed.
    pub fn status_name(&self) -> &'static str {
        match self.status {
            1 => "Menunggu Diproses",
            2 => "Sedang Diproses",
            _ => "Selesai Diproses",
        }
    }
}

pub(crate) fn generate(dice: &mut Dice, character: &Character, residents: usize) -> Vec<Complaint> {
    let count = dice.between(4, 24);
    (1..=u32::try_from(count).unwrap_or(4))
        .map(|id| {
            let title = dice.pick(&COMPLAINTS).to_owned();
            let status = u8::try_from(dice.between(1, 3)).unwrap_or(1);
            let days = dice.between(5, 500);
            Complaint {
                id,
                text: format!("RAHASIA-ADUAN {title}, mohon segera ditengok."),
                title,
                reporter: dice.below(residents),
                status,
                at: character.today.at(9, 15, 0, 0).saturating_sub(days.days()),
                reply: (status > 1).then(|| "Sudah kami teruskan ke petugas.".to_owned()),
            }
        })
        .collect()
}
