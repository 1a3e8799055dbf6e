//! Redact: no personal data in free text.
//!
//! What is hidden: identity and family card numbers (NIK, KK), mobile phone numbers, e-mail addresses, and links
//! that lead to these. What stays: the contact that a village office publishes in its profile, landlines, and
//! every other number.

use balai_core::model::{Article, Form};
use balai_core::report::{Failure, KindReport};
use balai_core::{Entity, Error, ErrorKind, Record, Report, Result};

use super::digest::hexadecimal;
use super::texts::{self, Place, Sort};

mod digits;
mod fold;
mod label;
mod markup;
mod personal;

use personal::Hide;

/// Hides the personal data of a record's texts behind short marks.
pub(super) fn redact(record: &mut Record) -> Result<()> {
    let hide = if is_contact_page(&record.entity) { Hide::Identity } else { Hide::All };
    let mut addresses = vec![record.source.url.as_str()];
    if let Entity::Article(article) = &record.entity {
        addresses.push(&article.url);
    }
    if addresses.into_iter().any(|address| personal::tells(address, hide)) {
        // An address cannot be changed and still lead anywhere.
        let message = "its address tells an identity number (NIK or KK) or a mobile phone number";
        return Err(Error::new(ErrorKind::Refused, message));
    }
    record.id = redacted_id(&record.id);
    let is_profile = matches!(record.entity, Entity::Profile(_));
    let is_article = matches!(record.entity, Entity::Article(_));
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

/// A record's id without the personal data that its key tells. What comes in its place keeps two records apart,
/// and is too short to guess the number by.
pub(crate) fn redacted_id(id: &str) -> String {
    const HASH: usize = 4;
    // The village and the kind stand before the key.
    let key = id.match_indices('/').nth(1).map_or(0, |(slash, _)| slash + 1);
    let (place, key) = id.split_at(key);
    let hashed = |hit: &personal::Hit| hexadecimal(key[hit.range.clone()].as_bytes())[..HASH].to_owned();
    place.to_owned() + &personal::replaced(key, Hide::All, hashed)
}

/// A text about a record or a site without its personal data.
pub(crate) fn redacted_text(text: &str) -> String {
    personal::redacted(text, Hide::All)
}

/// Hides the personal data of a report's texts: adapters and errors quote what they met.
pub(crate) fn redact_report(report: &mut Report) {
    for recognised in &mut report.platforms {
        recognised.recognition.evidence.iter_mut().for_each(hide_in);
        recognised.recognition.version.iter_mut().for_each(hide_in);
    }
    report.failure.iter_mut().for_each(|failure| hide_in(&mut failure.message));
    report.kinds.iter_mut().for_each(redact_kind_report);
}

/// As [`redact_report`].
pub(crate) fn redact_kind_report(report: &mut KindReport) {
    let failures = report.failure.iter_mut().chain(report.tried.iter_mut().map(|tried| &mut tried.failure));
    failures.for_each(|Failure { message, .. }| hide_in(message));
    report.skipped.iter_mut().chain(&mut report.notes).chain(&mut report.questions).for_each(hide_in);
}

fn hide_in(text: &mut String) {
    *text = redacted_text(text);
}

/// Whether this is the page on which an office tells how to reach it: a static page, or one of no category and no
/// known form, that is called so and nothing else. The numbers there are the office's, whatever they look like:
/// hiding them would take from citizens what was published for them.
fn is_contact_page(entity: &Entity) -> bool {
    const WHOLE: [&str; 6] =
        ["hubungi kami", "kontak", "kontak kami", "kontak desa", "contact", "contact us"];
    /// Before the name of a village.
    const BEFORE: [&str; 7] = [
        "hubungi desa",
        "hubungi kantor desa",
        "hubungi pemerintah desa",
        "kontak desa",
        "kontak kantor desa",
        "kontak pemerintah desa",
        "kontak kami desa",
    ];
    /// Words in the name of a village.
    const LONGEST: usize = 3;

    let Entity::Article(Article { title, form, categories, .. }) = entity else { return false };
    if !(*form == Some(Form::Page) || (form.is_none() && categories.is_empty())) {
        return false;
    }
    let title = title.to_lowercase();
    let is_name = |name: &str| {
        name.split_whitespace().count() <= LONGEST
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\''))
    };
    WHOLE.contains(&title.trim())
        || BEFORE.iter().any(|words| {
            title.trim().strip_prefix(words).is_some_and(|name| name.starts_with(' ') && is_name(name))
        })
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
        let keeps = |article: Article| {
            let title = article.title.clone();
            let Entity::Article(it) = redacted(article) else { panic!("{title}") };
            it.body_text.is_some_and(|text| text.contains("0812"))
        };
        for title in ["Hubungi Kami", "KONTAK", "Kontak Desa Condong Campur", "Hubungi Kantor Desa Darmayasa"]
        {
            assert!(keeps(page(title, Form::Page)), "{title}");
            assert!(keeps(Article { form: None, ..page(title, Form::Page) }), "{title}");
            assert!(!keeps(page(title, Form::News)), "{title}");
            let filed = Article { form: None, categories: vec!["Berita".into()], ..page(title, Form::Page) };
            assert!(!keeps(filed), "{title}");
        }
        for title in [
            "Daftar Penerima",
            "Kontak erat Covid: Budi 0812",
            "Kontak erat Covid",
            "Kontak Desa Darmayasa: Budi",
            "Hubungi Desa untuk Mengambil Bantuan Beras Ini",
        ] {
            assert!(!keeps(page(title, Form::Page)), "{title}");
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
        for url in
            ["https://desa.example/kk-3304-1510-0590-0001", "https://desa.example/hubungi-0812-3456-7890"]
        {
            let mut record =
                record_of(Article { title: "Judul".into(), url: url.into(), ..Article::default() });
            let error = redact(&mut record).expect_err(url);
            assert!(!error.to_string().contains("0590") && !error.to_string().contains("0812"), "{error}");
        }
    }

    #[test]
    fn an_id_does_not_tell_what_the_text_hides() {
        let id = |key: &str| redacted_id(&format!("33.04.15.2008/article/{key}"));
        let (one, two) = (id("info-wa-0812-3456-7890-rt-1"), id("info-wa-0812-3456-7891-rt-1"));
        assert!(one.starts_with("33.04.15.2008/article/info-wa-") && one.ends_with("-rt-1"), "{one}");
        assert!(!one.contains("3456") && one != two, "{one} {two}");
        assert_eq!(redacted_id(&one), one);
        assert!(!id("3304151005900001-siti").contains("330415"));
        assert_eq!(
            id("artikel-2026-9-10-musim-kemarau"),
            "33.04.15.2008/article/artikel-2026-9-10-musim-kemarau"
        );
    }

    #[test]
    fn a_report_tells_no_personal_data() {
        use balai_core::Recognition;
        use balai_core::report::{Recognised, Tried};

        let secret = || "NIK 3304151005900001, WA 0812-3456-7890".to_owned();
        let failure = || Failure { kind: ErrorKind::Malformed, message: secret() };
        let site = balai_core::Site::new("33.04.15.2008".parse().expect("a code"), "https://desa.example");
        let mut report = Report::new(&site.expect("a site"));
        report.platforms.push(Recognised {
            platform: "feed".into(),
            recognition: Recognition { version: Some(secret()), ..Recognition::certain() }.because(secret()),
        });
        report.failure = Some(failure());
        let mut kind = KindReport::new(balai_core::Kind::Article, "feed");
        kind.failure = Some(failure());
        kind.tried.push(Tried { platform: "opensid".into(), failure: failure() });
        kind.note(secret());
        kind.skip(&Error::malformed(secret()).at("https://desa.example/0812-3456-7890"));
        report.kinds.push(kind);
        redact_report(&mut report);
        let told = serde_json::to_string(&report).expect("JSON");
        assert!(!told.contains("33041510") && !told.contains("3456"), "{told}");
    }
}
