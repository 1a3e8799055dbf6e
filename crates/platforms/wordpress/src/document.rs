//! Documents: the files that texts link to.

use balai_core::model::Document;
use balai_extract::html::Document as Html;
use balai_extract::terms;

use crate::post::{Post, files};

/// The documents that a post's text links to.
pub(crate) fn of(page: &Html, post: &Post) -> Vec<Document> {
    let files = files(page, page.root());
    let is_alone = files.len() == 1;
    let document = |file: balai_core::model::Link| {
        let label = file.label.filter(|label| !is_generic(label));
        let title = match label {
            Some(label) => without_end(&label).to_owned(),
            None if is_alone && !post.title.is_empty() => post.title.clone(),
            None => name_of(&file.url),
        };
        // The post that publishes a regulation says more of it than its file's name.
        let about = if is_alone && terms::document_type(&title).is_none() { &post.title } else { &title };
        Document {
            r#type: terms::document_type(about),
            number: terms::number(about),
            year: terms::year(&title).or_else(|| terms::year(about)),
            subject: terms::subject(about),
            media_type: terms::media_type(&file.url).map(str::to_owned),
            file_url: Some(file.url),
            title,
            ..Document::default()
        }
    };
    files.into_iter().map(document).collect()
}

/// Whether a link's text names what to do, not what it leads to.
fn is_generic(label: &str) -> bool {
    let label = label.to_lowercase();
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    label.len() < 3
        || matches!(
            label,
            "unduh"
                | "download"
                | "klik"
                | "di sini"
                | "disini"
                | "klik di sini"
                | "klik disini"
                | "lihat"
                | "buka"
                | "unduh di sini"
                | "unduh disini"
                | "download disini"
                | "download di sini"
                | "lampiran"
                | "file"
        )
}

/// A file's name as words: `perdes-3-2024.pdf` is `perdes 3 2024`.
fn name_of(url: &str) -> String {
    let file = url.split(['?', '#']).next().unwrap_or(url).rsplit('/').next().unwrap_or(url);
    without_end(file).replace(['-', '_', '+'], " ").replace("%20", " ")
}

fn without_end(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((before, _)) if terms::media_type(name).is_some() => before,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use balai_core::model::DocumentType;

    use super::*;
    use crate::rest::tests::post;

    #[test]
    fn a_file_is_called_by_its_link_or_by_its_post() {
        let found = |title: &str, html: &str| {
            let post = post(title, html);
            of(&post.document().expect("a text"), &post)
        };
        let alone = found("Perdes Nomor 3 Tahun 2024 tentang APBDes", "<a href='/u/p3.pdf'>Unduh</a>");
        assert_eq!(alone[0].title, "Perdes Nomor 3 Tahun 2024 tentang APBDes");
        assert_eq!((alone[0].r#type.clone(), alone[0].year), (Some(DocumentType::Perdes), Some(2024)));
        assert_eq!(alone[0].number.as_deref(), Some("3"));
        let several = found(
            "Unduhan",
            "<a href='/u/rkp-desa-2025.pdf'>RKP Desa 2025.pdf</a><a href='/u/rkp-desa-2025.pdf'>Unduh</a>
             <a href='/u/formulir_ktp.docx'>Klik di sini</a><a href='/foto.jpg'>Foto</a>",
        );
        let titles: Vec<_> = several.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, ["RKP Desa 2025", "formulir ktp"]);
    }
}
