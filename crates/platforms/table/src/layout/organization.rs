//! Organisations of the village: one row an organisation.

use balai_core::Kind;
use balai_core::model::Organization;

use super::{Layout, Told};
use crate::column::{Column, Sort};
use crate::row::Row;

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Organization,
    words: &["kelompok", "organisasi", "bumdes", "lembaga kemasyarakatan", "kelembagaan"],
    columns: &[
        Column::new("name", "nama lembaga", Sort::Text)
            .required()
            .also(&["nama", "lembaga", "nama kelompok", "kelompok", "nama organisasi"])
            .such_as("Nama lembaga atau kelompok", "Kelompok Tani Tunas"),
        Column::new("type", "jenis", Sort::Text)
            .also(&["jenis lembaga", "kategori", "jenis kelompok"])
            .such_as("Jenis", "Kelompok Tani"),
        Column::new("head", "ketua", Sort::Text)
            .also(&["nama ketua", "pimpinan"])
            .such_as("Nama ketua, bila jabatan publik desa", "Wahyu Contoh"),
        Column::new("member_count", "jumlah anggota", Sort::Count)
            .also(&["anggota"])
            .such_as("Berapa anggotanya; nama anggota tidak ditulis", "24"),
        Column::new("description", "keterangan", Sort::Prose)
            .also(&["deskripsi"])
            .such_as("Keterangan", "Dibentuk lewat musyawarah warga"),
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    Some(
        Organization {
            name: row.required("name"),
            r#type: row.text("type"),
            head: row.text("head"),
            member_count: row.count("member_count"),
            description: row.text("description"),
            ..Organization::default()
        }
        .into(),
    )
}
