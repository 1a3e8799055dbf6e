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
