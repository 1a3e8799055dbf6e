//! Development projects.

use jiff::civil::Date;

use super::area::Hamlet;
use super::dice::Dice;
use super::prose::Scene;
use super::words::PROJECTS;

/// A development project (*pembangunan*).
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// The site's number for it.
    pub id: u32,
    /// Its title.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// The budget year.
    pub year: i16,
    /// Where, as printed.
    pub location: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// As printed.
    pub volume: String,
    /// As printed.
    pub fund_source: &'static str,
    /// Whole rupiah.
    pub budget: i64,
    /// Who carries it out.
    pub executor: &'static str,
    /// Plain text.
    pub description: String,
    /// File name of the main photo.
    pub photo: String,
    /// Photos of its progress, in order.
    pub progress: Vec<Progress>,
    /// Whether it is shown.
    pub enabled: bool,
}

/// A photo of a project's progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How far it is, of a hundred.
    pub percent: u32,
    /// File name.
    pub photo: String,
    /// When.
    pub date: Date,
}

pub(crate) fn generate(dice: &mut Dice, village: &str, years: [i16; 3], hamlets: &[Hamlet]) -> Vec<Project> {
    let count = usize::try_from(dice.between(7, 12)).unwrap_or(7);
    PROJECTS[..count]
        .iter()
        .zip(1_u32..)
        .map(|((title, volume), id)| {
            let hamlet = &hamlets[dice.below(hamlets.len())];
            let year = years[dice.below(3)];
            let scene = Scene {
                village: village.into(),
                hamlet: hamlet.name.clone(),
                year,
                number: dice.between(3, 9),
            };
            let title = scene.fill(title);
            let steps = if year == years[2] { &[0, 40][..] } else { &[0, 50, 100][..] };
            Project {
                id,
                slug: format!("{}-{id}", super::slug(&title)),
                year,
                location: format!("RT 01 / RW {} - {}", hamlet.rws[0].number, hamlet.name),
                latitude: hamlet.latitude,
                longitude: hamlet.longitude,
                volume: scene.fill(volume),
                fund_source: dice.pick(&["Dana Desa", "Alokasi Dana Desa", "Bantuan Keuangan Provinsi"]),
                budget: dice.between(30, 420) * 1_000_000,
                executor: "TPK Desa",
                description: format!("Dikerjakan padat karya & diawasi warga Dusun {}.", hamlet.name),
                photo: format!("proyek_{id}.jpg"),
                progress: steps
                    .iter()
                    .zip(3_i8..)
                    .map(|(percent, month)| Progress {
                        percent: *percent,
                        photo: format!("kemajuan_{id}_{percent}.jpg"),
                        date: Date::constant(year, month, 14),
                    })
                    .collect(),
                title,
                // The third was called off.
                enabled: id != 3,
            }
        })
        .collect()
}
