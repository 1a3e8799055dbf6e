//! What is drawn on the village's map.

use super::dice::Dice;
use super::profile::{Profile, round};
use super::words::SAINTS;

/// A place, a way or an area on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The site's number for it, among its shape.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// As printed.
    pub category: &'static str,
    /// The category's category, as printed.
    pub sort: &'static str,
    /// Plain text.
    pub description: String,
    /// Where, latitude first.
    pub shape: Shape,
    /// Whether it is shown.
    pub enabled: bool,
}

/// A shape in OpenSID's order: latitude, longitude.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// *Lokasi*.
    Point([f64; 2]),
    /// *Garis*.
    Line(Vec<[f64; 2]>),
    /// *Area*: one ring, which OpenSID does not close.
    Area(Vec<[f64; 2]>),
}

pub(crate) fn generate(dice: &mut Dice, village: &str, profile: &Profile) -> Vec<Place> {
    let saint = dice.pick(&SAINTS);
    let points: [(String, &'static str, &'static str); 7] = [
        (format!("SD Negeri {village}"), "Sekolah", "Fasilitas Umum"),
        (format!("Masjid {saint}"), "Tempat Ibadah", "Fasilitas Umum"),
        (format!("Pos Kesehatan Desa {village}"), "Kesehatan", "Fasilitas Umum"),
        ("Pasar Sayur".into(), "Pasar", "Ekonomi"),
        ("Gardu Pandang".into(), "Wisata", "Potensi"),
        ("Mata Air Tuk Bening".into(), "Mata Air", "Potensi"),
        ("Titik Uji Coba".into(), "Wisata", "Potensi"),
    ];
    let mut near = |spread: f64| {
        [round(profile.latitude + dice.sway() * spread), round(profile.longitude + dice.sway() * spread)]
    };
    let points = points.into_iter().zip(1_u32..).map(|((name, category, sort), id)| Place {
        id,
        description: format!("{name}, terbuka untuk umum."),
        // The last one was only a trial.
        enabled: name != "Titik Uji Coba",
        name,
        category,
        sort,
        shape: Shape::Point(near(0.006)),
    });
    let mut places: Vec<Place> = points.collect();
    places.push(Place {
        id: 1,
        name: format!("Jalan Poros {village}"),
        category: "Jalan Desa",
        sort: "Jalan",
        description: "Jalan utama desa".into(),
        shape: Shape::Line((0..4).map(|_| near(0.005)).collect()),
        enabled: true,
    });
    places.push(Place {
        id: 1,
        name: "Kebun Kopi Rakyat".into(),
        category: "Kebun",
        sort: "Lahan",
        description: "Kebun bersama".into(),
        shape: Shape::Area((0..3).map(|_| near(0.004)).collect()),
        enabled: true,
    });
    places
}
