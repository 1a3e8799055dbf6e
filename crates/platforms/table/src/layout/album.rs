//! Albums of photos: one row a photo.

use balai_core::model::{Album, AlbumPhoto};
use balai_core::{Entity, Kind};

use super::{Layout, Told};
use crate::column::{Column, Sort};
use crate::row::Row;

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Album,
    words: &["album", "foto", "dokumentasi"],
    columns: &[
        Column::new("title", "judul album", Sort::Text)
            .required()
            .as_above()
            .also(&["album", "judul", "nama album"])
            .such_as("Album yang memuat foto ini", "Gotong royong"),
        Column::new("url", "tautan foto", Sort::Address)
            .required()
            .also(&["foto", "tautan", "gambar", "link", "link foto"])
            .such_as("Alamat web foto; satu baris per foto", "https://contoh.id/foto-1.jpg"),
        Column::new("caption", "keterangan", Sort::Text)
            .also(&["keterangan foto", "judul foto"])
            .such_as("Keterangan foto", "Membersihkan saluran air"),
        Column::new("date", "tanggal", Sort::Date)
            .also(&["tanggal foto", "tgl"])
            .such_as("Tanggal foto", "20/01/2026"),
    ],
    read,
    join: Some(join),
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let title = row.required("title");
    row.required("url");
    let photo = AlbumPhoto {
        url: row.address("url").unwrap_or_default(),
        caption: row.text("caption"),
        date: row.instant("date").map(|(at, _)| at),
    };
    Some(Album { title, photos: vec![photo], ..Album::default() }.into())
}

fn join(whole: &mut Entity, row: Entity) {
    if let (Entity::Album(whole), Entity::Album(row)) = (whole, row) {
        whole.photos.extend(row.photos);
    }
}
