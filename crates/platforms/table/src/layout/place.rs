//! Places: one row a place.

use balai_core::Kind;
use balai_core::model::Place;

use super::{LONGITUDE, Layout, PHOTOS, Told, latitude};
use crate::column::{Column, Sort};
use crate::row::Row;

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Place,
    words: &["potensi", "fasilitas", "wisata", "tempat", "sarana", "sarana prasarana"],
    columns: &[
        Column::new("name", "nama tempat", Sort::Text)
            .required()
            .also(&["nama", "tempat", "nama fasilitas", "nama potensi", "nama wisata"])
            .such_as("Nama tempat", "SD Negeri 1 Contoh"),
        Column::new("category", "kategori", Sort::Text)
            .also(&["jenis", "jenis fasilitas", "jenis potensi"])
            .such_as("Kategori", "Sekolah"),
        Column::new("description", "keterangan", Sort::Prose)
            .also(&["deskripsi", "uraian"])
            .such_as("Keterangan", "Terbuka untuk umum"),
        latitude("Letak, derajat lintang; selatan negatif"),
        LONGITUDE,
        Column::new("geometry", "bentuk (GeoJSON)", Sort::Shape)
            .also(&["geojson"])
            .such_as("Garis atau bidang sebagai GeoJSON, bila bukan titik; boleh kosong", ""),
        PHOTOS,
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let point = row.point();
    Some(
        Place {
            name: row.required("name"),
            category: row.text("category"),
            description: row.text("description"),
            geometry: row.shape("geometry").or_else(|| point.map(Into::into)),
            photos: row.photos("photos"),
            ..Place::default()
        }
        .into(),
    )
}
