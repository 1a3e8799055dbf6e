//! Redact: no personal data in free text.
//!
//! What is hidden: identity and family card numbers (NIK, KK), mobile phone numbers, e-mail addresses, and links
//! that lead to these. What stays: the contact that a village office publishes in its profile, landlines, and
//! every other number.

use balai_core::model::{Article, Form};
use balai_core::{Entity, Error, ErrorKind, Record, Result};

use super::texts::{self, Place, Sort};

mod markup;
mod personal;

use personal::Hide;

/// Hides the personal data of a record's texts behind short marks.
pub(super) fn redact(record: &mut Record) -> Result<()> {
    let mut addresses = vec![record.id.as_str(), record.source.url.as_str()];
    if let Entity::Article(article) = &record.entity {
        addresses.push(&article.url);
    }
    if addresses.into_iter().any(personal::tells_identity) {
        // An address cannot be changed and still lead anywhere.
        return Err(Error::new(ErrorKind::Refused, "its address tells an identity number (NIK or KK)"));
    }
    let is_profile = matches!(record.entity, Entity::Profile(_));
    let is_article = matches!(record.entity, Entity::Article(_));
    let hide = if is_contact_page(&record.entity) { Hide::Identity } else { Hide::All };
    texts::each(&mut record.entity, |place, text| {
        match place.sort() {
            _ if is_profile && is_office_contact(place) => {}
            // Account codes are nothing but digits and dots.
            _ if place.field == "lines" && place.name == "code" => {}
            Sort::Html => *text = markup::redacted(text, hide),
            // The article's own, which was looked at above.
            Sort::Address if is_article && place.field == "url" => {}
            Sort::Address => return !personal::is_private_address(text),
            Sort::Line | Sort::Prose => *text = personal::redacted(text, hide),
        }
        true
    })
}

/// Whether this is the page on which an office tells how to reach it: a static page, or one in no category, named
/// so. The numbers there are the office's, whatever they look like: hiding them would take from citizens what was
/// published for them.
fn is_contact_page(entity: &Entity) -> bool {
    let Entity::Article(Article { title, form, categories, .. }) = entity else { return false };
    let title = title.to_lowercase();
    (*form == Some(Form::Page) || categories.is_empty())
        && ["kontak", "hubungi", "contact"].iter().any(|words| title.starts_with(words))
}

fn is_office_contact(place: Place<'_>) -> bool {
    matches!(place.field, "phones" | "emails" | "social" | "address")
}

#[cfg(test)]
mod tests {
    use balai_core::model::{Extras, Link, Official, Photo, Product, Profile, SocialLink};
    use serde_json::json;

    use super::*;
    use crate::emission::record_of;

    fn redacted(entity: impl Into<Entity>) -> Entity {
        let mut record = record_of(entity);
        redact(&mut record).expect("redacted");
        record.entity
    }

    #[test]
    fn the_offices_own_contact_stays() {
        let profile = Profile {
            name: "Darmayasa".into(),
            phones: vec!["+6281234567890".into()],
            emails: vec!["desa@darmayasa.example".into()],
            social: vec![SocialLink {
                network: "whatsapp".into(),
                url: "https://wa.me/6281234567890".into(),
            }],
            address: Some("Jl. Raya 1, telp. 081234567890".into()),
            ..Profile::default()
        };
        let with_history = Profile { history: Some("Hubungi 081234567890".into()), ..profile.clone() };
        let Entity::Profile(it) = redacted(with_history) else { panic!("a profile") };
        assert_eq!(it.history.as_deref(), Some("Hubungi [nomor disembunyikan]"));
        assert_eq!(Profile { history: None, ..it }, profile);
    }

    #[test]
    fn a_page_of_contacts_keeps_them() {
        let text = "WA 0812-3456-7890, NIK 3304151005900001";
        let body_html = Some(format!("<p>{text} <a href=\"https://wa.me/6281234567890\">WA</a></p>"));
        let page = |title: &str, form| Article {
            title: title.into(),
            url: "https://desa.example/1".into(),
            form: Some(form),
            body_text: Some(text.into()),
            body_html: body_html.clone(),
            ..Article::default()
        };
        let Entity::Article(it) = redacted(page("Hubungi Kami", Form::Page)) else { panic!("an article") };
        assert_eq!(it.body_text.as_deref(), Some("WA 0812-3456-7890, NIK [nomor disembunyikan]"));
        assert!(it.body_html.is_some_and(|html| html.contains("wa.me/6281234567890")));
        for (title, form) in [("Hubungi Kami", Form::News), ("Daftar Penerima", Form::Page)] {
            let news = Article { categories: vec!["Berita".into()], ..page(title, form) };
            let Entity::Article(it) = redacted(news) else { panic!("an article") };
            assert!(it.body_text.is_some_and(|text| !text.contains("0812")), "{title}");
        }
    }

    #[test]
    fn private_addresses_go_and_others_stay() {
        let article = Article {
            title: "Judul".into(),
            url: "https://desa.example/1".into(),
            images: vec![
                Photo::new("https://desa.example/ktp_3304151005900001.jpg"),
                Photo {
                    caption: Some("KK 3304151005900002".into()),
                    ..Photo::new("https://desa.example/1691234567.jpg")
                },
            ],
            attachments: vec![
                Link { url: "https://wa.me/6281234567890".into(), label: None },
                Link { url: "https://desa.example/unduh/12".into(), label: None },
            ],
            ..Article::default()
        };
        let Entity::Article(it) = redacted(article) else { panic!("an article") };
        assert_eq!(it.images.len(), 1);
        assert_eq!(it.images[0].caption.as_deref(), Some("KK [nomor disembunyikan]"));
        assert_eq!(
            it.attachments.iter().map(|link| &*link.url).collect::<Vec<_>>(),
            ["https://desa.example/unduh/12"]
        );

        let product = Product {
            name: "Kopi".into(),
            url: Some("https://api.whatsapp.com/send?phone=6281234567890&text=halo".into()),
            ..Product::default()
        };
        assert_eq!(redacted(product), Product { name: "Kopi".into(), ..Product::default() }.into());
    }

    #[test]
    fn extras_are_free_text_in_whatever_shape() {
        let extras: Extras = [
            ("nik".to_owned(), json!(3_304_151_005_900_001_u64)),
            ("lahir".to_owned(), json!({"tempat": ["Banjarnegara", "hp 0812 3456 7890"], "tahun": 1990})),
        ]
        .into();
        let official =
            Official { name: "Judi".into(), position: "Kepala Dusun".into(), extras, ..Official::default() };
        let Entity::Official(it) = redacted(official) else { panic!("an official") };
        assert_eq!(it.extras["nik"], json!("[nomor disembunyikan]"));
        assert_eq!(
            it.extras["lahir"],
            json!({"tempat": ["Banjarnegara", "hp [nomor disembunyikan]"], "tahun": 1990})
        );
    }

    #[test]
    fn an_address_that_tells_an_identity_number_costs_the_record() {
        let url = "https://desa.example/surat-kehilangan-ktp-3304151005900001".into();
        let mut record = record_of(Article { title: "Judul".into(), url, ..Article::default() });
        assert_eq!(redact(&mut record).expect_err("refused").kind(), ErrorKind::Refused);
        let url = "https://desa.example/?story=9876543219876543".into();
        let mut record = record_of(Article { title: "Judul".into(), url, ..Article::default() });
        redact(&mut record).expect("sixteen digits that are no identity number");
    }
}
