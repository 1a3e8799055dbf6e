//! Events: one row an event.

use balai_core::Kind;
use balai_core::model::Event;

use super::{Layout, Told, URL};
use crate::column::{Column, Sort, YES_NO};
use crate::row::Row;

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Event,
    words: &["acara", "jadwal"],
    columns: &[
        Column::new("title", "nama kegiatan", Sort::Text)
            .required()
            .also(&["kegiatan", "acara", "nama acara", "judul", "agenda"])
            .such_as("Apa yang diadakan", "Musyawarah desa"),
        Column::new("starts_at", "tanggal", Sort::Date)
            .required()
            .also(&["tanggal mulai", "mulai", "tgl", "hari tanggal"])
            .such_as("Tanggal mulai", "20/01/2026"),
        Column::new("start_time", "jam", Sort::Time)
            .also(&["jam mulai", "pukul", "waktu"])
            .such_as("Jam mulai; kosong bila sepanjang hari", "09:30"),
        Column::new("ends_at", "tanggal selesai", Sort::Date)
            .also(&["selesai", "sampai tanggal"])
            .such_as("Tanggal selesai; kosong bila hari yang sama", "20/01/2026"),
        Column::new("end_time", "jam selesai", Sort::Time)
            .also(&["sampai jam"])
            .such_as("Jam selesai", "12:00"),
        Column::new("all_day", "sepanjang hari", Sort::Choice(YES_NO)).such_as("ya atau tidak", "tidak"),
        Column::new("place", "tempat", Sort::Text).also(&["lokasi"]).such_as("Di mana", "Balai desa"),
        Column::new("organiser", "penyelenggara", Sort::Text)
            .also(&["pelaksana", "koordinator"])
            .such_as("Lembaga yang mengadakan", "Pemerintah Desa"),
        Column::new("description", "keterangan", Sort::Prose)
            .also(&["deskripsi", "uraian"])
            .such_as("Keterangan", "Terbuka untuk seluruh warga"),
        URL,
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let title = row.required("title");
    let starts = row.moment("starts_at", "start_time");
    let ends = row.moment_from("ends_at", "end_time", "starts_at");
    let all_day = row.yes("all_day");
    let event = |(starts_at, has_time): (_, bool)| Event {
        ends_at: ends.map(|(at, _)| at),
        all_day: all_day.unwrap_or(!has_time),
        place: row.text("place"),
        organiser: row.text("organiser"),
        description: row.text("description"),
        url: row.address("url"),
        ..Event::new(title, starts_at)
    };
    starts.map(event).map(Told::from)
}
