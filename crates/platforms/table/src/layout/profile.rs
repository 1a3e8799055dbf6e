//! The village itself: one row a village.

use balai_core::Kind;
use balai_core::model::{Borders, Profile, RegionNames};
use balai_extract::{phone, social};

use super::{LONGITUDE, Layout, SUBDISTRICT, Told, latitude};
use crate::column::{Choice, Column, Sort};
use crate::row::Row;

const TYPES: &[Choice] = &[("desa", "desa"), ("kelurahan", "kelurahan"), ("desa adat", "desa_adat")];

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Profile,
    words: &["profil"],
    columns: &[
        Column::new("village_type", "jenis", Sort::Choice(TYPES)).such_as("Jenis desa", "desa"),
        Column::new("address", "alamat kantor", Sort::Text)
            .also(&["alamat", "alamat kantor desa", "alamat balai desa"])
            .such_as("Alamat kantor desa", "Jl. Balai Desa No. 1"),
        Column::new("postal_code", "kode pos", Sort::Text).such_as("Lima angka", "53454"),
        Column::new("phones", "telepon kantor", Sort::List)
            .also(&["telepon", "no telepon", "nomor telepon", "telp", "no telp", "telepon kantor desa"])
            .such_as("Telepon kantor desa, bukan nomor pribadi", "0286 590000"),
        Column::new("emails", "email kantor", Sort::List)
            .also(&["email", "e mail", "surel", "email kantor desa"])
            .such_as("Surel kantor desa, bukan surel pribadi", "kantor@contoh.desa.id"),
        Column::new("social", "media sosial", Sort::Addresses).such_as(
            "Alamat halaman media sosial desa, satu per baris",
            "https://www.facebook.com/desa.contoh",
        ),
        Column::new("office_hours", "jam pelayanan", Sort::Text)
            .also(&["jam kerja", "jam buka"])
            .such_as("Kapan kantor desa buka", "Senin-Jumat 08.00-15.00"),
        Column::new("logo", "logo", Sort::Address)
            .such_as("Alamat web gambar lambang", "https://contoh.id/logo.png"),
        Column::new("vision", "visi", Sort::Prose).such_as("Visi desa", "Desa yang guyub dan mandiri"),
        Column::new("mission", "misi", Sort::List)
            .such_as("Misi desa, satu butir per baris di dalam sel", "Menjaga mata air"),
        Column::new("history", "sejarah", Sort::Prose)
            .also(&["sejarah desa"])
            .such_as("Sejarah singkat", "Desa ini berdiri dari tiga dusun."),
        Column::new("area_ha", "luas (ha)", Sort::Decimal)
            .also(&["luas wilayah", "luas desa"])
            .such_as("Luas wilayah dalam hektare", "412,5"),
        Column::new("population", "jumlah penduduk", Sort::Count)
            .also(&["penduduk", "jumlah jiwa", "jiwa"])
            .such_as("Jumlah seluruh penduduk", "2412"),
        Column::new("households", "jumlah keluarga", Sort::Count)
            .also(&["keluarga", "jumlah kk", "kk", "kepala keluarga", "jumlah kepala keluarga"])
            .such_as("Jumlah kepala keluarga", "803"),
        Column::new("borders.north", "batas utara", Sort::Text)
            .also(&["sebelah utara", "utara"])
            .such_as("Berbatasan dengan apa di utara", "Desa Ratamba"),
        Column::new("borders.east", "batas timur", Sort::Text)
            .also(&["sebelah timur", "timur"])
            .such_as("… di timur", "Desa Pejawaran"),
        Column::new("borders.south", "batas selatan", Sort::Text)
            .also(&["sebelah selatan", "selatan"])
            .such_as("… di selatan", "Kali Lirang"),
        Column::new("borders.west", "batas barat", Sort::Text)
            .also(&["sebelah barat", "barat"])
            .such_as("… di barat", "Desa Kalilunjar"),
        latitude("Letak kantor desa, derajat lintang; selatan negatif"),
        LONGITUDE,
        Column::new("boundary", "batas wilayah (GeoJSON)", Sort::Shape)
            .such_as("Garis batas desa sebagai GeoJSON; boleh kosong", ""),
        SUBDISTRICT,
        Column::new("region.regency", "kabupaten", Sort::Text)
            .also(&["kota", "kabupaten kota"])
            .such_as("Nama kabupaten atau kota", "Banjarnegara"),
        Column::new("region.province", "provinsi", Sort::Text)
            .also(&["propinsi"])
            .such_as("Nama provinsi", "Jawa Tengah"),
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let name = row.village_name();
    let borders = Borders {
        north: row.text("borders.north"),
        east: row.text("borders.east"),
        south: row.text("borders.south"),
        west: row.text("borders.west"),
    };
    let region = RegionNames {
        province: row.text("region.province"),
        regency: row.text("region.regency"),
        subdistrict: row.text("region.subdistrict"),
    };
    Some(
        Profile {
            name,
            village_type: row.choice("village_type"),
            address: row.text("address"),
            postal_code: row.text("postal_code"),
            phones: row.each("phones", "telephone number", "0286 590000", |text| phone(&text)),
            emails: row.each("emails", "e-mail address", "kantor@nama.desa.id", |text| {
                text.contains('@').then_some(text)
            }),
            social: row.each(
                "social",
                "page of a social network",
                "https://www.facebook.com/nama-desa",
                |text| social::link(&text),
            ),
            office_hours: row.text("office_hours"),
            logo: row.address("logo"),
            vision: row.text("vision"),
            mission: row.list("mission"),
            history: row.text("history"),
            area_ha: row.decimal("area_ha"),
            population: row.count("population"),
            households: row.count("households"),
            borders: Some(borders).filter(|borders| *borders != Borders::default()),
            point: row.point(),
            boundary: row.shape("boundary"),
            region: Some(region).filter(|region| *region != RegionNames::default()),
            ..Profile::default()
        }
        .into(),
    )
}

/// A spreadsheet that takes a telephone number for a number leaves out the zero before it.
fn phone(text: &str) -> Option<String> {
    phone::international(text).or_else(|| phone::international(&format!("0{text}")))
}
