//! How many complaints there are: one row a status. There is no column for what they say and who made them.

use balai_core::model::ComplaintSummary;
use balai_core::{Entity, Kind};

use super::{Layout, Told};
use crate::column::{Column, Sort};
use crate::row::Row;

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::ComplaintSummary,
    words: &["aduan", "keluhan", "rekap pengaduan"],
    columns: &[
        Column::new("period", "periode", Sort::Text)
            .as_above()
            .also(&["tahun", "bulan"])
            .such_as("Tahun atau bulan; kosong bila sepanjang waktu", "2026"),
        Column::new("status", "status", Sort::Text)
            .required()
            .also(&["status pengaduan", "status aduan"])
            .such_as("Satu baris per status", "Selesai"),
        Column::new("count", "jumlah", Sort::Count)
            .required()
            .also(&["jumlah pengaduan", "banyaknya", "jumlah aduan"])
            .such_as("Berapa pengaduan; isi dan pelapor tidak ditulis", "12"),
    ],
    read,
    join: Some(join),
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let mut summary = ComplaintSummary { period: row.text("period"), ..ComplaintSummary::default() };
    let status = row.required("status");
    row.required("count");
    summary.counts.insert(status, row.count("count")?);
    Some(summary.into())
}

fn join(whole: &mut Entity, row: Entity) {
    if let (Entity::ComplaintSummary(whole), Entity::ComplaintSummary(row)) = (whole, row) {
        for (status, count) in row.counts {
            *whole.counts.entry(status).or_default() += count;
        }
    }
}
