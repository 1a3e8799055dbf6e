//! Parts of the village: one row a hamlet, RW or RT. There is no column for who heads it.

use balai_core::Kind;
use balai_core::model::Area;

use super::{Layout, Told};
use crate::column::{Choice, Column, Sort};
use crate::row::Row;

const LEVELS: &[Choice] = &[("dusun", "hamlet"), ("RW", "rw"), ("RT", "rt")];

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Area,
    words: &["dusun", "rt rw", "wilayah administratif"],
    columns: &[
        Column::new("name", "nama wilayah", Sort::Text)
            .required()
            .also(&["nama", "wilayah"])
            .such_as("Nama dusun, atau nomor RW atau RT", "Krajan"),
        Column::new("level", "tingkat", Sort::Choice(LEVELS))
            .also(&["jenis", "tingkatan"])
            .such_as("dusun, RW, atau RT", "dusun"),
        Column::new("parent", "bagian dari", Sort::Text)
            .also(&["induk", "wilayah induk"])
            .such_as("Untuk RW: dusunnya; untuk RT: RW-nya", ""),
        Column::new("male", "laki-laki", Sort::Count)
            .also(&["l", "lk", "laki", "pria"])
            .such_as("Jumlah laki-laki", "120"),
        Column::new("female", "perempuan", Sort::Count)
            .also(&["p", "pr", "wanita"])
            .such_as("Jumlah perempuan", "118"),
        Column::new("households", "jumlah keluarga", Sort::Count)
            .also(&["keluarga", "jumlah kk", "kk", "kepala keluarga", "jumlah kepala keluarga"])
            .such_as("Jumlah kepala keluarga", "80"),
        Column::new("boundary", "batas wilayah (GeoJSON)", Sort::Shape)
            .such_as("Garis batas sebagai GeoJSON; boleh kosong", ""),
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    Some(
        Area {
            name: row.required("name"),
            level: row.choice("level"),
            parent: row.text("parent"),
            male: row.count("male"),
            female: row.count("female"),
            households: row.count("households"),
            boundary: row.shape("boundary"),
            ..Area::default()
        }
        .into(),
    )
}
