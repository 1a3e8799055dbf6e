//! Photo albums.

use jiff::civil::{Date, DateTime};

use super::dice::Dice;

/// An album (*galeri*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Album {
    /// The site's number for it; photos are numbered on from it.
    pub id: u32,
    /// Its title.
    pub title: String,
    /// File name of the cover.
    pub cover: String,
    /// When, by the clock on the village's wall.
    pub at: DateTime,
    /// The photos.
    pub photos: Vec<Photo>,
    /// Whether it is shown.
    pub enabled: bool,
}

/// A photo of an album.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// The site's number for it.
    pub id: u32,
    /// As printed.
    pub caption: String,
    /// File name.
    pub file: String,
}

pub(crate) fn generate(dice: &mut Dice, years: [i16; 3]) -> Vec<Album> {
    const TITLES: [&str; 8] = [
        "Gotong Royong",
        "Panorama Desa",
        "Posyandu",
        "Panen Raya",
        "HUT RI",
        "Rapat Dinas",
        "Kesenian & Budaya",
        "Arsip Lama",
    ];
    let count = usize::try_from(dice.between(5, 8)).unwrap_or(5);
    let mut id = 0;
    TITLES[8 - count..]
        .iter()
        .map(|title| {
            id += 1;
            let album = id;
            // Some have more than a page of ten.
            let photos = (1..=dice.between(2, 13))
                .map(|n| {
                    id += 1;
                    Photo { id, caption: format!("{title} {n}"), file: format!("foto_{album}_{n}.jpg") }
                })
                .collect();
            let day = i8::try_from(dice.between(1, 28)).unwrap_or(1);
            Album {
                id: album,
                title: (*title).to_owned(),
                cover: format!("album_{album}.jpg"),
                at: Date::constant(years[dice.below(3)], 5, day).at(10, 0, 0, 0),
                photos,
                enabled: *title != "Arsip Lama",
            }
        })
        .collect()
}
