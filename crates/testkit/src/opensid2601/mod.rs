//! A village site as OpenSID 2601.0.0 serves it: a JSON API, and pages that are mostly shells.

mod api;
mod articles;
mod listing;
mod people;
mod tables;

use std::sync::Arc;

use crate::opensid::{Era, Scene, feed, files, menu, shell};
use crate::village::Village;
use crate::{Answer, Ask, Website};

/// A village site as OpenSID 2601 serves it.
///
/// With its habits: `/internal_api` gives out whole database rows, personal data included, whatever the menu links;
/// category pages show disabled articles and the home page those of the future; pages that the menu does not link
/// are a not-found block under status 200; an unknown filter or order is a failure of the server.
#[derive(Clone, Debug)]
pub struct OpenSid2601 {
    village: Arc<Village>,
}

impl OpenSid2601 {
    /// The site of a village.
    pub fn new(village: impl Into<Arc<Village>>) -> Self {
        Self { village: village.into() }
    }
}

impl Website for OpenSid2601 {
    fn respond(&self, ask: &Ask) -> Answer {
        let path = ask.path().trim_start_matches('/');
        let path = path.strip_prefix("index.php").map_or(path, |rest| rest.trim_start_matches('/'));
        let path = path.trim_end_matches('/');
        let scene = Scene { village: &self.village, era: Era::Api, origin: &ask.origin };
        let missing = || Answer::html(shell::missing(&ask.origin)).with_status(404);
        let answer = match path {
            "robots.txt" => return feed::robots(),
            "storage-desa" if ask.parameter("signature").is_some() => return files::picture(),
            _ if ["desa/", "assets/", "theme_asset/"].iter().any(|folder| path.starts_with(folder)) => {
                return files::picture();
            }
            _ => match path.strip_prefix("internal_api/") {
                Some(endpoint) => return api::answer(scene, ask, endpoint).unwrap_or_else(missing),
                None => page(scene, ask, path).unwrap_or_else(missing),
            },
        };
        shell::with_session(answer, &ask.target)
    }
}

/// The answer to a path; `None` where there is no such page.
fn page(scene: Scene<'_>, ask: &Ask, path: &str) -> Option<Answer> {
    let number = ask.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let parts: Vec<&str> = path.split('/').collect();
    Some(match parts.as_slice() {
        [""] => articles::home(scene, number, ask.parameter("cari")),
        ["feed" | "feed.xml"] => feed::feed(scene),
        ["sitemap" | "sitemap.xml"] => feed::sitemap(scene),
        ["siteman"] => files::login(scene),
        ["artikel", "kategori", category] => articles::category(scene, category, number)?,
        ["artikel", year, month, day, slug] => articles::article(scene, [year, month, day], slug)?,
        ["dokumen_web", "unduh_berkas", id] => files::document(scene, id)?,
        ["first", "unduh_dokumen_artikel", _] => Answer::of("application/pdf", "%PDF-1.4\n% simulasi\n"),
        [
            "arsip" | "pemerintah" | "pembangunan" | "lapak" | "galeri" | "peraturan-desa"
            | "informasi-publik" | "data-wilayah" | "status-sdgs" | "peta" | "pengaduan",
        ]
        | [
            "data-statistik" | "status-idm" | "data-kelompok" | "data-lembaga" | "galeri" | "pembangunan",
            _,
        ] => {
            let list = path.split_once('/').map_or(path, |(folder, _)| folder);
            let listed = menu::is_listed(scene.village, path)
                || (matches!(list, "galeri" | "pembangunan") && menu::is_listed(scene.village, list));
            if listed { articles::skeleton(scene, path) } else { Answer::html(shell::not_found(scene)) }
        }
        _ => return None,
    })
}
