//! Regulations in the portal's list that are a village's. Those of the sub-district have no village, and are left out.

use balai_core::model::{Document, DocumentType};
use balai_core::{Access, Found, RegionCode, Result, Visit};
use balai_extract::{html, json};
use serde::Deserialize;

use crate::api::Pages;
use crate::naming;

/// A regulation, by allow-list.
#[derive(Deserialize)]
struct Row {
    judul: String,
    #[serde(default, deserialize_with = "json::text")]
    file_regulasi: Option<String>,
    /// What `path_download` is made of depends on the version; this does not.
    #[serde(default, deserialize_with = "json::text")]
    file_regulasi_path: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    mime_type: Option<String>,
}

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let mut pages = Pages::new("regulasi");
    let mut others = 0;
    while let Some(list) = pages.next::<Row>(visit).await? {
        for item in list.items {
            let row = item.attributes;
            let title = html::plain(&row.judul);
            let Some((sort, village)) = issued(visit, &title) else {
                others += 1;
                continue;
            };
            let found = Found::new(document(row, title, sort), Access::Api, &list.page).village(village);
            visit
                .emit(match item.id {
                    Some(id) => found.key(id),
                    None => found,
                })
                .await?;
        }
    }
    if others > 0 {
        visit.note(format!("{others} regulations are no village's own, and are left out"));
    }
    if pages.is_whole() {
        visit.complete();
    }
    Ok(())
}

/// How the titles begin of what a village itself passes, each with what it then is.
const OF_VILLAGES: [(&str, Sort); 12] = [
    ("peraturan bersama kepala desa", Sort::JointRegulation),
    ("peraturan kepala desa", Sort::Perkades),
    ("perkades", Sort::Perkades),
    ("peraturan desa", Sort::Perdes),
    ("perdes", Sort::Perdes),
    ("keputusan kepala desa", Sort::Decree),
    ("sk kepala desa", Sort::Decree),
    ("sk kades", Sort::Decree),
    ("apbdes", Sort::Perdes),
    ("rkpdes", Sort::Plan),
    ("rkp desa", Sort::Plan),
    ("rpjmdes", Sort::Plan),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    JointRegulation,
    Perkades,
    Perdes,
    Decree,
    Plan,
}

impl From<Sort> for DocumentType {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::JointRegulation => Self::JointRegulation,
            Sort::Perkades => Self::Perkades,
            Sort::Perdes => Self::Perdes,
            Sort::Decree => Self::Decree,
            Sort::Plan => Self::Plan,
        }
    }
}

/// What a title says that it is, and of which village; `None` where it is no village's.
fn issued(visit: &mut Visit<'_>, title: &str) -> Option<(Sort, RegionCode)> {
    let (sort, rest) = beginning(title)?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let words = match words.first() {
        Some(first) if first.eq_ignore_ascii_case("desa") => &words[1..],
        _ => &words[..],
    };
    Some((sort, naming::at_the_beginning(visit, words)?))
}

fn beginning(title: &str) -> Option<(Sort, &str)> {
    OF_VILLAGES.into_iter().find_map(|(words, sort)| {
        let (head, rest) = title.split_at_checked(words.len())?;
        (head.eq_ignore_ascii_case(words) && rest.starts_with(' ')).then_some((sort, rest))
    })
}

fn document(row: Row, title: String, sort: Sort) -> Document {
    Document {
        number: after(&title, "nomor").map(str::to_owned),
        year: after(&title, "tahun").and_then(|year| year.parse().ok()),
        subject: subject(&title),
        r#type: Some(sort.into()),
        file_url: row.file_regulasi_path.filter(|_| row.file_regulasi.is_some()),
        media_type: row.mime_type.filter(|media_type| media_type.contains('/')),
        title,
        ..Document::default()
    }
}

/// The word that follows another one: `Nomor 3`, `Tahun 2026`.
fn after<'a>(title: &'a str, word: &str) -> Option<&'a str> {
    let mut words = title.split_whitespace();
    words.find(|it| it.trim_end_matches(['.', ':']).eq_ignore_ascii_case(word))?;
    words.next().map(|next| next.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// What stands behind *tentang*.
fn subject(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let about = words.iter().position(|word| word.eq_ignore_ascii_case("tentang"))?;
    Some(words[about + 1..].join(" ")).filter(|subject| !subject.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_village_passes_is_a_villages() {
        assert_eq!(beginning("Peraturan Desa Beji Nomor 1"), Some((Sort::Perdes, " Beji Nomor 1")));
        assert_eq!(beginning("PERATURAN KEPALA DESA BEJI"), Some((Sort::Perkades, " BEJI")));
        assert_eq!(beginning("RKP Desa Beji 2026"), Some((Sort::Plan, " Beji 2026")));
        for title in [
            "Keputusan Camat tentang Evaluasi APBDes Desa Beji",
            "Peraturan Desa",
            "Perdesaan Beji",
            "Peraturan Désa",
        ] {
            assert_eq!(beginning(title), None, "{title}");
        }
    }

    #[test]
    fn the_title_tells_number_year_and_subject() {
        let row = r#"{"judul":"","file_regulasi":"a.pdf","file_regulasi_path":"https://k.example/storage/a.pdf","mime_type":"pdf"}"#;
        let title = "Peraturan Desa Beji Nomor 3 Tahun 2026 tentang Perlindungan Mata Air".to_owned();
        let document = document(serde_json::from_str(row).expect("a row"), title, Sort::Perdes);
        assert_eq!((document.number.as_deref(), document.year), (Some("3"), Some(2026)));
        assert_eq!(document.subject.as_deref(), Some("Perlindungan Mata Air"));
        assert_eq!(document.file_url.as_deref(), Some("https://k.example/storage/a.pdf"));
        assert_eq!(document.media_type, None, "`pdf` is no media type");
    }
}
