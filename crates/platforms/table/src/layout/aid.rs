//! Aid programmes: one row a programme. There is no column for who receives it.

use balai_core::Kind;
use balai_core::model::Aid;

use super::{Layout, Told};
use crate::column::{Choice, Column, Sort};
use crate::row::Row;

const TARGETS: &[Choice] =
    &[("penduduk", "person"), ("keluarga", "family"), ("rumah tangga", "household"), ("kelompok", "group")];

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Aid,
    words: &["bantuan", "bansos", "blt"],
    columns: &[
        // Not just "nama": that heads lists of those who receive it.
        Column::new("name", "nama program", Sort::Text)
            .required()
            .also(&["program", "nama bantuan", "program bantuan", "jenis bantuan"])
            .such_as("Nama program bantuan", "BLT Dana Desa 2026"),
        Column::new("target", "sasaran", Sort::Choice(TARGETS))
            .also(&["sasaran program"])
            .such_as("Siapa yang dapat menerima", "keluarga"),
        Column::new("starts_on", "mulai", Sort::Date)
            .also(&["tanggal mulai"])
            .such_as("Hari pertama", "01/01/2026"),
        Column::new("ends_on", "selesai", Sort::Date)
            .also(&["tanggal selesai"])
            .such_as("Hari terakhir", "31/12/2026"),
        Column::new("source", "sumber dana", Sort::Text)
            .also(&["asal dana", "sumber"])
            .such_as("Dari mana dananya", "Dana Desa"),
        Column::new("recipient_count", "jumlah penerima", Sort::Count)
            .also(&["banyaknya penerima", "jumlah kpm"])
            .such_as("Berapa penerimanya; nama penerima tidak ditulis", "42"),
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    Some(
        Aid {
            name: row.required("name"),
            target: row.choice("target"),
            starts_on: row.date("starts_on"),
            ends_on: row.date("ends_on"),
            source: row.text("source"),
            recipient_count: row.count("recipient_count"),
            ..Aid::default()
        }
        .into(),
    )
}
