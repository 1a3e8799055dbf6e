//! News and announcements: one row a text.

use balai_core::Kind;
use balai_core::model::{Article, Link, slug};

use super::{Layout, Told};
use crate::column::{Choice, Column, Sort};
use crate::row::Row;

const FORMS: &[Choice] = &[
    ("berita", "news"),
    ("pengumuman", "announcement"),
    ("halaman", "page"),
    ("agenda", "event"),
    ("laporan", "report"),
];

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Article,
    words: &["artikel", "pengumuman", "kabar", "warta"],
    columns: &[
        Column::new("title", "judul", Sort::Text)
            .required()
            .also(&["judul berita"])
            .such_as("Judul", "Musim tanam dimulai"),
        Column::new("published_at", "tanggal", Sort::Date)
            .required()
            .also(&["tanggal terbit", "tgl", "tanggal berita"])
            .such_as("Tanggal terbit", "20/01/2026"),
        Column::new("published_time", "jam", Sort::Time)
            .also(&["pukul", "waktu"])
            .such_as("Jam terbit; boleh kosong", "09:30"),
        Column::new("url", "tautan", Sort::Address).also(&["alamat web", "link", "tautan berita"]).such_as(
            "Alamat web tempat orang membacanya, misalnya kiriman media sosial desa",
            "https://www.facebook.com/desa.contoh/posts/1",
        ),
        Column::new("form", "bentuk", Sort::Choice(FORMS)).such_as("Bentuk tulisan", "berita"),
        Column::new("author", "penulis", Sort::Text).such_as("Nama penulis", "Pemerintah Desa"),
        Column::new("categories", "kategori", Sort::List)
            .such_as("Kategori, dipisah titik koma", "Pertanian"),
        Column::new("tags", "tag", Sort::List)
            .also(&["label", "kata kunci"])
            .such_as("Kata kunci, dipisah titik koma", "padi; musim tanam"),
        Column::new("summary", "ringkasan", Sort::Prose)
            .such_as("Satu atau dua kalimat", "Warga mulai menanam padi."),
        Column::new("body_text", "isi", Sort::Prose)
            .also(&["isi berita", "teks"])
            .such_as("Seluruh isi tulisan", "Warga mulai menanam padi di tiga dusun."),
        Column::new("images", "gambar", Sort::Addresses)
            .also(&["foto", "tautan foto"])
            .such_as("Alamat web gambar, satu per baris", "https://contoh.id/padi.jpg"),
        Column::new("attachments", "lampiran", Sort::Addresses)
            .also(&["tautan lampiran", "berkas"])
            .such_as("Alamat web berkas lampiran, satu per baris", "https://contoh.id/jadwal.pdf"),
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let title = row.required("title");
    let published = row.moment("published_at", "published_time").map(|(at, _)| at);
    let told = row.address("url");
    let own = slug(&format!("{title} {}", published.map(|at| at.to_string()).unwrap_or_default()));
    let (url, key) = match (told, row.file_on_the_web()) {
        (Some(url), _) => (url, None),
        // It is read in the file itself, then.
        (None, Some(mut file)) => {
            file.set_fragment(Some(&own));
            (file.into(), Some(own))
        }
        (None, None) => {
            row.fault("url", "is empty, and a file on this machine is no page to read it at", None);
            return None;
        }
    };
    let article = Article {
        title,
        url,
        author: row.text("author"),
        categories: row.list("categories"),
        tags: row.list("tags"),
        summary: row.text("summary"),
        body_text: row.text("body_text"),
        images: row.photos("images"),
        attachments: row.addresses("attachments").into_iter().map(|url| Link { url, label: None }).collect(),
        form: row.choice("form"),
        ..Article::default()
    };
    Some(Told { entity: article.into(), published, key })
}
