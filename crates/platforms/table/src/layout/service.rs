//! Services of the village office: one row a service.

use balai_core::Kind;
use balai_core::model::Service;

use super::{Layout, Told, URL};
use crate::column::{Column, Sort};
use crate::row::Row;

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Service,
    words: &["pelayanan", "layanan publik", "surat"],
    columns: &[
        Column::new("name", "nama layanan", Sort::Text)
            .required()
            .also(&["layanan", "nama", "jenis layanan"])
            .such_as("Nama layanan", "Surat keterangan usaha"),
        Column::new("requirements", "persyaratan", Sort::List)
            .also(&["syarat"])
            .such_as("Satu syarat per baris di dalam sel", "Pengantar RT"),
        Column::new("steps", "prosedur", Sort::List)
            .also(&["langkah", "alur", "tata cara"])
            .such_as("Satu langkah per baris di dalam sel", "Datang ke balai desa"),
        Column::new("cost", "biaya", Sort::Text).also(&["tarif"]).such_as("Biaya", "Gratis"),
        Column::new("duration", "lama", Sort::Text)
            .also(&["waktu", "lama proses", "waktu penyelesaian", "jangka waktu"])
            .such_as("Lama pengerjaan", "1 hari kerja"),
        URL,
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    Some(
        Service {
            name: row.required("name"),
            requirements: row.list("requirements"),
            steps: row.list("steps"),
            cost: row.text("cost"),
            duration: row.text("duration"),
            url: row.address("url"),
            ..Service::default()
        }
        .into(),
    )
}
