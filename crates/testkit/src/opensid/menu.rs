//! The site's menu, which tells what the village publishes.

use crate::village::{Form, Village};

/// A line of the menu.
pub(crate) struct Entry {
    pub(crate) label: String,
    /// A path of the site, or an address elsewhere.
    pub(crate) link: String,
    pub(crate) below: Vec<Entry>,
}

fn entry(label: impl Into<String>, link: impl Into<String>) -> Entry {
    Entry { label: label.into(), link: link.into(), below: Vec::new() }
}

/// The village's menu, without what it does not link.
pub(crate) fn menu(village: &Village) -> Vec<Entry> {
    let articles = |form| {
        let of_form = village.articles.iter().filter(move |a| a.is_published() && a.form == form);
        of_form.map(|article| entry(&article.title, article.path())).collect::<Vec<_>>()
    };
    let organizations = village.organizations.iter().map(|organization| {
        let sort = if organization.is_institution { "lembaga" } else { "kelompok" };
        entry(&organization.name, format!("data-{sort}/{}", organization.slug))
    });
    let statistics = village.statistics.iter().map(|s| entry(s.name, format!("data-statistik/{}", s.slug)));
    let aid = village.aid.iter().map(|aid| entry(&aid.name, format!("first/statistik/50{}", aid.id)));
    let categories =
        village.categories.iter().map(|(name, slug)| entry(name, format!("artikel/kategori/{slug}")));
    let idm = village
        .idm
        .iter()
        .map(|idm| entry(format!("Status IDM {}", idm.year), format!("status-idm/{}", idm.year)));

    let heading = |label: &str, below: Vec<Entry>| Entry { label: label.into(), link: "#".into(), below };
    let mut entries = vec![
        heading("Profil", articles(Form::Page)),
        heading(
            "Pemerintahan",
            [entry("Perangkat Desa", "pemerintah")].into_iter().chain(organizations).collect(),
        ),
        heading("Kabar", categories.chain([entry("Arsip", "arsip")]).collect()),
        heading("Data", statistics.chain([entry("Wilayah", "data-wilayah")]).chain(aid).collect()),
        heading(
            "Keterbukaan",
            [
                entry("Informasi Publik", "informasi-publik"),
                entry("Produk Hukum", "peraturan-desa"),
                entry("Pembangunan", "pembangunan"),
                entry("SDGs Desa", "status-sdgs"),
            ]
            .into_iter()
            .chain(idm)
            .chain(articles(Form::Finance))
            .collect(),
        ),
        heading(
            "Layanan",
            vec![
                entry("Pengaduan", "pengaduan"),
                entry("Lapak", "lapak"),
                entry("Galeri", "galeri"),
                entry("Peta", "peta"),
            ],
        ),
        entry("Kabupaten", "https://kabupaten.simulasi.invalid/"),
    ];
    for heading in &mut entries {
        heading.below.retain(|entry| !village.character.unlisted.contains(&entry.link.as_str()));
    }
    entries
}

/// Whether the menu links a path.
pub(crate) fn is_listed(village: &Village, path: &str) -> bool {
    menu(village).iter().flat_map(|heading| &heading.below).any(|entry| entry.link == path)
}
