//! Published documents: one row a document.

use balai_core::Kind;
use balai_core::model::Document;

use super::{Layout, Told};
use crate::column::{Choice, Column, Sort};
use crate::row::Row;

const TYPES: &[Choice] = &[
    ("peraturan desa", "perdes"),
    ("peraturan kepala desa", "perkades"),
    ("keputusan kepala desa", "decree"),
    ("peraturan bersama", "joint_regulation"),
    ("laporan", "report"),
    ("RPJMDes atau RKPDes", "plan"),
    ("formulir", "form"),
];
/// What is exempt is not published.
const EXEMPT: Choice = ("dikecualikan", "exempt");
const CLASSES: &[Choice] =
    &[("berkala", "periodic"), ("serta-merta", "immediate"), ("setiap saat", "any_time")];

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Document,
    words: &["dokumen", "produk hukum", "peraturan", "informasi publik"],
    columns: &[
        Column::new("title", "judul", Sort::Text)
            .required()
            .also(&["judul dokumen", "nama dokumen", "nama"])
            .such_as("Judul dokumen", "Peraturan Desa tentang APBDes 2026"),
        Column::new("type", "jenis", Sort::Suggested(TYPES))
            .also(&["jenis dokumen", "kategori"])
            .such_as("Pilih dari daftar atau tulis sendiri", "peraturan desa"),
        Column::new("number", "nomor", Sort::Text)
            .also(&["nomor dokumen", "nomor peraturan"])
            .such_as("Nomor sebagaimana tercetak", "1"),
        Column::new("year", "tahun", Sort::Year).such_as("Tahun dokumen", "2026"),
        Column::new("date", "tanggal", Sort::Date)
            .also(&["tanggal ditetapkan", "tanggal penetapan", "tgl"])
            .such_as("Tanggal ditetapkan", "05/01/2026"),
        Column::new("subject", "tentang", Sort::Text)
            .also(&["perihal"])
            .such_as("Tentang apa", "Anggaran Pendapatan dan Belanja Desa"),
        Column::new("information_class", "klasifikasi", Sort::Choice(CLASSES))
            .also(&["klasifikasi informasi", "jenis informasi", "kategori informasi"])
            .such_as("Klasifikasi informasi publik (Perki 1/2018)", "berkala"),
        Column::new("file_url", "tautan berkas", Sort::Address)
            .also(&["tautan", "link", "berkas", "tautan dokumen"])
            .such_as("Alamat web berkas", "https://contoh.id/perdes-1.pdf"),
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let is_exempt = |text: String| text.to_lowercase() == EXEMPT.0;
    if row.text("information_class").is_some_and(is_exempt) {
        row.fault(
            "information_class",
            "says that the document is exempt from publication",
            Some("delete the row"),
        );
        return None;
    }
    Some(
        Document {
            title: row.required("title"),
            r#type: row.choice("type"),
            number: row.text("number"),
            year: row.year("year"),
            date: row.date("date"),
            subject: row.text("subject"),
            information_class: row.choice("information_class"),
            file_url: row.address("file_url"),
            ..Document::default()
        }
        .into(),
    )
}
