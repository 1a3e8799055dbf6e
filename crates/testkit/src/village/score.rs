//! Scores that villages are given.

use super::dice::Dice;

/// The village's score in the *Indeks Desa Membangun* of one year. Scores are in ten-thousandths, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idm {
    /// The year.
    pub year: i16,
    /// The score, the mean of the three components.
    pub score: i64,
    /// The class as printed: `BERKEMBANG`.
    pub class: &'static str,
    /// The class to reach.
    pub target: &'static str,
    /// The score that the target takes.
    pub minimum: i64,
    /// Social, economic, ecological: `IKS`, `IKE`, `IKL`.
    pub components: [(&'static str, i64); 3],
}

/// The village's scores in the *SDGs Desa*. Scores are in hundredths, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sdgs {
    /// The mean of the goals.
    pub average: i64,
    /// Name and score of the goals 1 to 18.
    pub goals: Vec<(&'static str, i64)>,
}

const GOALS: [&str; 18] = [
    "Desa Tanpa Kemiskinan",
    "Desa Tanpa Kelaparan",
    "Desa Sehat dan Sejahtera",
    "Pendidikan Desa Berkualitas",
    "Keterlibatan Perempuan Desa",
    "Desa Layak Air Bersih dan Sanitasi",
    "Desa Berenergi Bersih dan Terbarukan",
    "Pertumbuhan Ekonomi Desa Merata",
    "Infrastruktur dan Inovasi Desa Sesuai Kebutuhan",
    "Desa Tanpa Kesenjangan",
    "Kawasan Permukiman Desa Aman dan Nyaman",
    "Konsumsi dan Produksi Desa Sadar Lingkungan",
    "Desa Tanggap Perubahan Iklim",
    "Desa Peduli Lingkungan Laut",
    "Desa Peduli Lingkungan Darat",
    "Desa Damai Berkeadilan",
    "Kemitraan untuk Pembangunan Desa",
    "Kelembagaan Desa Dinamis dan Budaya Desa Adaptif",
];

pub(crate) fn idm(dice: &mut Dice, years: &[i16]) -> Vec<Idm> {
    years
        .iter()
        .map(|year| {
            let components = [
                ("IKS", dice.between(6_500, 9_000)),
                ("IKE", dice.between(5_000, 8_000)),
                ("IKL", dice.between(5_500, 8_000)),
            ];
            let score = components.iter().map(|(_, score)| score).sum::<i64>() / 3;
            // The ministry's limits.
            let (class, target, minimum) = match score {
                8156.. => ("MANDIRI", "MANDIRI", 8_156),
                7073..8156 => ("MAJU", "MANDIRI", 8_156),
                _ => ("BERKEMBANG", "MAJU", 7_073),
            };
            Idm { year: *year, score, class, target, minimum, components }
        })
        .collect()
}

pub(crate) fn sdgs(dice: &mut Dice) -> Sdgs {
    let goals: Vec<(&str, i64)> = GOALS.map(|goal| (goal, dice.between(1_500, 9_600))).into();
    let average = goals.iter().map(|(_, score)| score).sum::<i64>() / 18;
    Sdgs { average, goals }
}
