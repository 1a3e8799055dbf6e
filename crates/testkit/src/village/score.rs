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
    /// Social, economic, ecological: `IKS`, `IKE`, `IKL`. Each is the share that its indicators reach.
    pub components: [(&'static str, i64); 3],
    /// The indicators of each component, 0 to 5: 35, 12 and 3 of them.
    pub indicators: [Vec<u8>; 3],
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

/// The years for which the ministry has the score: there was none after 2024.
const YEARS: std::ops::RangeInclusive<i16> = 2021..=2024;

pub(crate) fn idm(dice: &mut Dice) -> Vec<Idm> {
    YEARS
        .map(|year| {
            let mut component = |name, indicators: usize, lowest| {
                let scores: Vec<u8> =
                    (0..indicators).map(|_| u8::try_from(dice.between(lowest, 5)).unwrap_or(5)).collect();
                let (sum, all) = (scores.iter().copied().map(i64::from).sum::<i64>(), 5 * indicators as i64);
                ((name, (sum * 10_000 + all / 2) / all), scores)
            };
            let (social, economic, ecological) =
                (component("IKS", 35, 2), component("IKE", 12, 1), component("IKL", 3, 2));
            let components = [social.0, economic.0, ecological.0];
            let score = components.iter().map(|(_, score)| score).sum::<i64>() / 3;
            // The ministry's limits.
            let (class, target, minimum) = match score {
                8156.. => ("MANDIRI", "MANDIRI", 8_156),
                7073..8156 => ("MAJU", "MANDIRI", 8_156),
                5990..7073 => ("BERKEMBANG", "MAJU", 7_073),
                4908..5990 => ("TERTINGGAL", "BERKEMBANG", 5_990),
                _ => ("SANGAT TERTINGGAL", "TERTINGGAL", 4_908),
            };
            let indicators = [social.1, economic.1, ecological.1];
            Idm { year, score, class, target, minimum, components, indicators }
        })
        .collect()
}

pub(crate) fn sdgs(dice: &mut Dice) -> Sdgs {
    let goals: Vec<(&str, i64)> = GOALS.map(|goal| (goal, dice.between(1_500, 9_600))).into();
    let average = goals.iter().map(|(_, score)| score).sum::<i64>() / 18;
    Sdgs { average, goals }
}
