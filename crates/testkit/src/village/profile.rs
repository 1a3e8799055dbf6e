//! The village itself.

use super::Character;
use super::dice::Dice;
use super::words::{MEN, PUBLIC_FAMILIES};

/// What a village tells of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The office's address.
    pub address: String,
    /// Five digits.
    pub postal_code: String,
    /// The office's telephone, public.
    pub phone: String,
    /// The office's e-mail, public.
    pub email: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The border, a closed ring of latitude and longitude, in OpenSID's order.
    pub boundary: Vec<[f64; 2]>,
    /// Sub-district.
    pub subdistrict: String,
    /// Regency.
    pub regency: String,
    /// Province.
    pub province: String,
    /// The sub-district's head, as OpenSID prints it.
    pub subdistrict_head: String,
    /// A civil servant's number that OpenSID leaks; no record may hold it.
    pub subdistrict_head_number: String,
    /// The operator's private telephone that OpenSID leaks; no record may hold it.
    pub operator_phone: String,
    /// Vision.
    pub vision: String,
    /// Mission, point by point.
    pub mission: Vec<String>,
    /// History.
    pub history: String,
    /// Hectares.
    pub area_ha: u32,
    /// Neighbours to the north, east, south and west.
    pub borders: [String; 4],
    /// Facebook and Instagram addresses.
    pub social: [String; 2],
}

pub(crate) fn generate(dice: &mut Dice, code: &str, name: &str, character: &Character) -> Profile {
    let slug = super::slug(name);
    let (latitude, longitude) =
        character.location.unwrap_or_else(|| (-7.25 + dice.sway() * 0.03, 109.81 + dice.sway() * 0.04));
    let corners = 14;
    let mut boundary: Vec<[f64; 2]> = (0..corners)
        .map(|corner| {
            let angle = f64::from(corner) / f64::from(corners) * std::f64::consts::TAU;
            let radius = 0.008 + dice.sway() * 0.002;
            [round(latitude + radius * angle.sin()), round(longitude + radius * angle.cos())]
        })
        .collect();
    boundary.push(boundary[0]);
    let village = code.get(8..).unwrap_or_default();
    let neighbours = ["Hutan lindung", "Kali Lirang", "Kecamatan tetangga", "Desa sebelah"];
    Profile {
        address: format!("Jl. Balai Desa {name} No. {} RT 01 RW 02", dice.between(1, 40)),
        postal_code: "53454".into(),
        phone: format!("0286 5900{village}"),
        email: format!("kantor@{slug}.simulasi.invalid"),
        latitude: round(latitude),
        longitude: round(longitude),
        boundary,
        subdistrict: "Pejawaran".into(),
        regency: "Banjarnegara".into(),
        province: "Jawa Tengah".into(),
        subdistrict_head: format!("Drs. {} {}", dice.pick(&MEN), dice.pick(&PUBLIC_FAMILIES)),
        subdistrict_head_number: "196702301994039901".into(),
        operator_phone: format!("0812000099{village}"),
        vision: format!("{name} yang guyub, terbuka, dan berdaya dari hasil buminya sendiri"),
        mission: vec![
            "Membuka catatan keuangan desa kepada seluruh warga".into(),
            "Menjaga mata air & lereng tetap hijau".into(),
            "Mendorong usaha rumahan naik kelas".into(),
        ],
        history: format!(
            "Menurut cerita para sesepuh, {name} bermula dari tiga keluarga yang membuka ladang di dekat mata air. \
             Nama desa diambil dari pohon tua yang menaungi tempat itu."
        ),
        area_ha: u32::try_from(dice.between(180, 640)).unwrap_or(300),
        borders: std::array::from_fn(|side| neighbours[(side + dice.below(4)) % 4].to_owned()),
        social: [
            format!("https://www.facebook.com/simulasi.{slug}"),
            format!("https://www.instagram.com/simulasi.{slug}"),
        ],
    }
}

/// Six decimals are a tenth of a metre.
pub(crate) fn round(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}
