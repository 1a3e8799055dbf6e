//! Regulations, decrees and public information.

use serde_json::{Value, json};

use crate::opensid::rows::attributes;
use crate::opensid::{Scene, shell as theme};
use crate::village::Document;
use crate::{Answer, Ask};

/// The list of all documents, disabled ones included. Every value is a text.
pub(super) fn ppid(scene: Scene<'_>, since: Option<String>) -> Answer {
    if let Some(since) = &since
        && jiff::civil::Date::strptime("%d-%m-%Y", since).is_err()
    {
        return Answer::json(
            &json!({ "status": "fail", "data": { "tgl_dari": "Format tanggal dd-mm-yyyy" } }),
        );
    }
    let from = since.as_ref().and_then(|text| jiff::civil::Date::strptime("%d-%m-%Y", text).ok());
    let documents = scene.village.documents.iter().filter(|document| document.owner.is_none());
    let documents = documents.filter(|document| from.is_none_or(|from| document.date >= from));
    let rows: Vec<Value> = documents
        .map(|document| {
            let at = format!("{} 09:00:00", document.date);
            json!({
                "id": document.id.to_string(),
                "kode_desa": "",
                "dokumen": scene.url(&format!("dokumen_web/unduh_berkas/{}", document.id)),
                "nama": document.title,
                "tgl_upload": at,
                "updated_at": at,
                "enabled": if document.enabled { "1" } else { "2" },
                "kategori": document.sort.class_id().to_string(),
                "tahun": document.year.to_string(),
                "aksi": "0",
            })
        })
        .collect();
    Answer::json(&json!({
        "status": "success",
        "data": {
            "total data": rows.len(),
            "ppid": rows,
            "tanggal": scene.village.character.today.strftime("%d-%m-%Y 10:06:15").to_string(),
            "pengiriman": "semua",
            "tgl_dari": since,
        },
    }))
}

/// The list of regulations and decrees that the page's script asks for.
pub(super) fn datatables(scene: Scene<'_>, ask: &Ask) -> Answer {
    let number = |name: &str| ask.parameter(name).and_then(|text| text.parse::<usize>().ok());
    let (year, category) = (number("tahun"), number("kategori"));
    let documents: Vec<&Document> = scene
        .village
        .documents
        .iter()
        .filter(|document| document.is_legal() && document.is_public())
        .filter(|document| year.is_none_or(|year| year.to_string() == document.year.to_string()))
        .filter(|document| {
            category.is_none_or(|category| category == usize::from(document.sort.category_id()))
        })
        .collect();
    let start = number("start").unwrap_or(0);
    let shown = documents.iter().zip(1..).skip(start).take(number("length").unwrap_or(10));
    let rows: Vec<Value> = shown
        .map(|(document, index)| {
            json!({
                "id": document.id,
                "nama": document.title,
                "tahun": document.year,
                "satuan": document.file,
                "kategori": document.sort.category_id(),
                "attr": attributes(document),
                "url": null,
                "kategori_dokumen": document.sort.category(),
                "DT_RowIndex": index,
            })
        })
        .collect();
    Answer::json(&json!({
        "draw": number("draw").unwrap_or(0),
        "recordsTotal": documents.len(),
        "recordsFiltered": documents.len(),
        "data": rows,
    }))
}

/// A page whose table a script fills.
pub(super) fn shell(scene: Scene<'_>, title: &str) -> String {
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">{title}</span></h2></div>
<table class="table table-striped" id="tabel-data"><thead><tr><th>No</th><th>Judul</th><th>Tahun</th></tr></thead><tbody></tbody></table>"#
    );
    theme::page(scene, title, &main)
}
