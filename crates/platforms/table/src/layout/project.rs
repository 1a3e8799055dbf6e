//! Development projects: one row a project.

use balai_core::Kind;
use balai_core::model::{Project, slug};

use super::{LONGITUDE, Layout, PHOTOS, Told, URL, latitude};
use crate::column::{Column, Sort};
use crate::row::Row;

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Project,
    words: &["proyek"],
    columns: &[
        Column::new("title", "nama kegiatan", Sort::Text)
            .required()
            .also(&["kegiatan", "nama proyek", "proyek", "judul", "pembangunan", "nama pembangunan"])
            .such_as("Apa yang dibangun", "Rabat beton jalan dusun"),
        Column::new("year", "tahun", Sort::Year).also(&["tahun anggaran"]).such_as("Tahun anggaran", "2026"),
        Column::new("location", "lokasi", Sort::Text)
            .also(&["tempat"])
            .such_as("Di mana", "RT 01 / RW 02, Dusun Krajan"),
        Column::new("volume", "volume", Sort::Text).such_as("Berapa banyak", "120 x 2 m"),
        Column::new("fund_source", "sumber dana", Sort::Text).such_as("Dari mana dananya", "Dana Desa"),
        Column::new("budget", "anggaran", Sort::Rupiah)
            .also(&["pagu", "biaya", "nilai", "pagu anggaran"])
            .such_as("Anggaran dalam rupiah", "120000000"),
        Column::new("executor", "pelaksana", Sort::Text).such_as("Siapa pelaksananya", "TPK Desa"),
        Column::new("progress_percent", "kemajuan (%)", Sort::Fraction)
            .also(&["progres", "progress", "persentase", "realisasi fisik", "progres fisik"])
            .such_as("Dari 0 sampai 100", "40"),
        latitude("Letak kegiatan, derajat lintang; selatan negatif"),
        LONGITUDE,
        PHOTOS,
        Column::new("description", "keterangan", Sort::Prose)
            .also(&["deskripsi", "uraian"])
            .such_as("Keterangan", "Dikerjakan padat karya"),
        URL,
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let project = Project {
        title: row.required("title"),
        year: row.year("year"),
        location: row.text("location"),
        point: row.point(),
        volume: row.text("volume"),
        fund_source: row.text("fund_source"),
        budget: row.rupiah("budget"),
        executor: row.text("executor"),
        progress_percent: row.fraction("progress_percent"),
        photos: row.photos("photos"),
        description: row.text("description"),
        url: row.address("url"),
        ..Project::default()
    };
    // A village lays concrete at several places in a year, under one name.
    let year = project.year.map(|year| year.to_string()).unwrap_or_default();
    let location = project.location.as_deref().unwrap_or_default();
    let key = slug(&format!("{} {year} {location}", project.title));
    Some(Told { key: Some(key), ..project.into() })
}
