//! A village site as OpenSID 2410.0.0 with its theme *natra* serves it: everything is in the pages.

mod articles;
mod community;
mod data;
mod documents;
mod map;
mod works;

use std::sync::Arc;

use crate::opensid::{Era, Scene, feed, files, menu, shell, widgets};
use crate::village::Village;
use crate::{Answer, Ask, Website};

/// A village site as OpenSID 2410 serves it.
///
/// With its habits: pages that the menu does not link are 404, drafts are a not-found page under status 200, the
/// sitemap tells of drafts, names carry their degrees twice, and private files are given to
/// whoever asks for their number.
#[derive(Clone, Debug)]
pub struct OpenSid2410 {
    village: Arc<Village>,
}

impl OpenSid2410 {
    /// The site of a village.
    pub fn new(village: impl Into<Arc<Village>>) -> Self {
        Self { village: village.into() }
    }
}

impl Website for OpenSid2410 {
    fn respond(&self, ask: &Ask) -> Answer {
        let path = ask.path().trim_start_matches('/');
        let path = path.strip_prefix("index.php").map_or(path, |rest| rest.trim_start_matches('/'));
        let scene = Scene { village: &self.village, era: Era::Pages, origin: &ask.origin };
        if path == "robots.txt" {
            return feed::robots();
        }
        if path.starts_with("desa/") || path.starts_with("assets/") || path.starts_with("vendor/") {
            return files::picture();
        }
        let answer = page(scene, ask, path.trim_end_matches('/'))
            .unwrap_or_else(|| Answer::html(shell::missing(&ask.origin)).with_status(404));
        shell::with_session(answer, &ask.target)
    }
}

/// The answer to a path; `None` where there is no such page.
fn page(scene: Scene<'_>, ask: &Ask, path: &str) -> Option<Answer> {
    let parts: Vec<&str> = path.split('/').collect();
    let number = |text: &str| text.parse::<usize>().ok();
    // Pages that the menu does not link are not there.
    let listed = |link: &str| menu::is_listed(scene.village, link).then_some(());
    let html = match parts.as_slice() {
        [""] => articles::home(scene, 1, ask.parameter("cari")),
        ["index", n] => articles::home(scene, number(n)?, ask.parameter("cari")),
        ["feed" | "feed.xml"] => return Some(feed::feed(scene)),
        ["sitemap" | "sitemap.xml"] => return Some(feed::sitemap(scene)),
        ["siteman"] => return Some(files::login(scene)),
        ["artikel", "kategori", category] => articles::category(scene, category, 1),
        ["artikel", "kategori", category, n] => articles::category(scene, category, number(n)?),
        ["artikel", year, month, day, slug] | ["first", "artikel", year, month, day, slug] => {
            return articles::article(scene, [year, month, day], slug);
        }
        ["arsip"] => return articles::archive(scene, 1),
        ["arsip", n] => return articles::archive(scene, number(n)?),

        ["ppid"] => return Some(documents::ppid(scene, ask.parameter("tgl_dari"))),
        ["peraturan-desa"] => listed(path).map(|()| documents::shell(scene, "Produk Hukum"))?,
        ["peraturan-desa", "datatables"] => {
            return ask.is_by_script().then(|| documents::datatables(scene, ask));
        }
        ["informasi-publik"] => listed(path).map(|()| documents::shell(scene, "Informasi Publik"))?,
        ["dokumen_web", "unduh_berkas", id] => return files::document(scene, id),
        ["first", "unduh_dokumen_artikel", _] => {
            return Some(Answer::of("application/pdf", "%PDF-1.4\n% simulasi\n"));
        }

        ["pemerintah"] => listed(path).map(|()| community::officials(scene))?,
        ["load_aparatur_desa"] => widgets::officials(scene),
        ["data-kelompok" | "data-lembaga", slug] => {
            listed(path)?;
            community::organization(scene, parts[0] == "data-lembaga", slug)?
        }
        ["pengaduan"] => listed(path).map(|()| community::complaints(scene, 1))?,
        ["pengaduan", n] => {
            listed("pengaduan").and_then(|()| Some(community::complaints(scene, number(n)?)))?
        }

        ["pembangunan"] => listed(path).map(|()| works::projects(scene, 1))?,
        ["pembangunan", "index", n] => {
            listed("pembangunan").and_then(|()| Some(works::projects(scene, number(n)?)))?
        }
        ["pembangunan", slug] => works::project(scene, slug),
        ["lapak"] => listed(path).map(|()| works::shop(scene, 1))?,
        ["lapak", n] => listed("lapak").and_then(|()| Some(works::shop(scene, number(n)?)))?,
        ["galeri"] => listed(path).map(|()| works::albums(scene, 1))?,
        ["galeri", "index", n] => listed("galeri").and_then(|()| Some(works::albums(scene, number(n)?)))?,
        ["galeri", id] | ["galeri", id, "index"] => {
            listed("galeri").and_then(|()| works::album(scene, id, 1))?
        }
        ["galeri", id, "index", n] => listed("galeri").and_then(|()| works::album(scene, id, number(n)?))?,

        ["data-statistik", slug] => listed(path).and_then(|()| data::statistic(scene, slug))?,
        ["first", "statistik", key] => return data::by_key(scene, key),
        ["data-wilayah"] => listed(path).map(|()| data::areas(scene))?,
        ["status-idm", year] => listed(path).and_then(|()| data::idm(scene, year))?,
        ["status-sdgs"] => listed(path).map(|()| data::sdgs(scene))?,
        ["peta"] => listed(path).map(|()| map::page(scene))?,
        _ => return None,
    };
    Some(Answer::html(html))
}
