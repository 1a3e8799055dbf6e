//! Articles on pages of unlike layouts.

use super::*;

fn read(page: &str) -> Reading {
    let url = "https://contoh.desa.id/berita/irigasi".parse().expect("a URL");
    let now = "2026-11-24T03:00:00Z".parse().expect("an instant");
    article(page, &url, Zone::Wib, now).expect("a page").expect("an article")
}

macro_rules! layouts {
    ($($name:literal),*) => { [$(($name, include_str!(concat!("../../fixtures/", $name, ".html")))),*] };
}

const TEXT: &str = "Warga Dusun Krajan bergotong royong memperbaiki saluran irigasi pada hari Minggu pagi. Kegiatan ini diikuti oleh tujuh puluh warga dari empat RT.
Kepala desa menyampaikan terima kasih kepada semua warga yang hadir. Saluran itu mengairi dua puluh hektare sawah yang selama ini kekurangan air saat kemarau.
Pekerjaan selesai menjelang siang dan ditutup dengan makan bersama di balai dusun.";

#[test]
fn one_article_in_unlike_layouts_is_one_article() {
    for (name, page) in layouts!["laravel", "tables", "builder", "plain", "static", "shop-theme"] {
        let found = read(page);
        assert_eq!(found.article.title, "Irigasi Dusun Krajan Diperbaiki", "{name}");
        let published = found.published.map(|at| Zone::Wib.local(at).date().to_string());
        assert_eq!(published.as_deref(), Some("2026-05-12"), "{name}");
        assert_eq!(found.article.body_text.as_deref(), Some(TEXT), "{name}");
    }
}

/// Neither language leads past the guard.
#[test]
fn a_page_that_is_too_deep_is_refused_and_one_that_is_just_not_is_read() {
    let url: Url = "https://contoh.desa.id/berita/a".parse().expect("a URL");
    let now = "2026-11-24T03:00:00Z".parse().expect("an instant");
    let english = "The village road was repaired by the people of the valley and is open to all. ".repeat(6);
    for text in [TEXT, &english] {
        let page = |depth: usize| {
            format!("<title>Judul</title><h1>Jalan</h1>{}<p>{text}</p>", "<div>".repeat(depth))
        };
        assert!(article(&page(50_000), &url, Zone::Wib, now).is_err());
        let found = article(&page(500), &url, Zone::Wib, now).expect("not too deep").expect("an article");
        let words = found.article.body_text.expect("a text");
        assert!(words.contains(&text.trim()[..60]), "{words}");
    }
}

#[test]
fn lists_and_forms_are_no_articles() {
    let url: Url = "https://contoh.desa.id/berita".parse().expect("a URL");
    let now = "2026-11-24T03:00:00Z".parse().expect("an instant");
    let card = |hamlet: &str| {
        format!(
            "<div class=card><h5><a href=/berita/{hamlet}>Panen raya di Dusun {hamlet}</a></h5><p>12 Mei 2026</p><p>Warga \
             Dusun {hamlet} memanen padi di sawah yang luasnya dua puluh hektare.</p><a href=/berita/a>Selengkapnya</a></div>"
        )
    };
    let cards: String = ["Krajan", "Lor", "Kidul", "Wetan", "Kulon"].map(card).concat();
    let login = "<form><input name=user><input type=password><button>Masuk</button></form><p>Lupa kata sandi? Hubungi admin.</p>";
    for (name, main) in [("a list", cards), ("a form", login.to_owned())] {
        let page = format!("<title>Kabar | Desa Contoh</title><h1>Kabar dari dusun</h1><main>{main}</main>");
        assert_eq!(article(&page, &url, Zone::Wib, now).expect("a page"), None, "{name}");
    }
}
