//! Development projects.

use balai_core::model::{Extras, Photo, Project, slug};
use balai_core::{Access, Error, ErrorKind, Found, Page, Result, Site, Visit};
use balai_extract::html::{self, Document};
use balai_extract::{css, number, table};
use serde::Deserialize;

use crate::api;
use crate::listing;
use crate::map::Map;
use crate::menu;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    if site.api {
        match from_api(site, visit).await {
            Ok(()) => return Ok(()),
            Err(error) if api::is_missing(&error) => {
                visit.note(format!("the list of projects fails: {error}"))
            }
            Err(error) => return Err(error),
        }
    }
    match from_pages(site, visit).await {
        // 21.12 sends from the list to its log-in, which is never asked for.
        Err(error)
            if api::is_missing(&error)
                || matches!(error.kind(), ErrorKind::NotOffered | ErrorKind::Refused) =>
        {
            from_map(site, visit, error).await
        }
        done => done,
    }
}

/// A project in JSON: of the interface, or of the map in any version.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Row {
    judul: String,
    /// Versions before 22 have none.
    #[serde(default, deserialize_with = "api::text")]
    slug: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    sumber_dana: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    keterangan: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    lokasi: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    lokasi_lengkap: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    alamat: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    lat: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    lng: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    volume: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    tahun_anggaran: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pelaksana_kegiatan: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    foto: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    anggaran: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    perubahan_anggaran: Option<String>,
    #[serde(default, deserialize_with = "api::list")]
    pembangunan_dokumentasi: Vec<Progress>,
}

#[derive(Clone, Debug, Deserialize)]
struct Progress {
    #[serde(default, deserialize_with = "api::text")]
    gambar: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    persentase: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    keterangan: Option<String>,
}

async fn from_api(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let listed = site.lists(&["pembangunan"]);
    let mut pages = api::Pages::new(site, "internal_api/pembangunan");
    while let Some(list) = pages.next::<Row>(visit).await? {
        for row in list.items.into_iter().map(|item| item.attributes) {
            if !api::is_enabled(row.status.as_deref()) {
                continue;
            }
            match of_row(row, visit.site()) {
                Ok(project) => {
                    visit.emit(Found::new(project, Access::Api, &list.page).listed(listed)).await?
                }
                Err(error) => visit.skip(error.at(&list.page.url)),
            }
        }
    }
    if pages.is_whole() {
        visit.complete();
    }
    Ok(())
}

fn of_row(row: Row, site: &Site) -> Result<Project> {
    let steps = row.pembangunan_dokumentasi;
    let percents = steps.iter().filter_map(|step| number::decimal(step.persentase.as_deref()?));
    let progress_percent = percents.reduce(f64::max);
    // The interface gives whole addresses, the map names of files.
    let picture = |name: &str| match name.starts_with("http") {
        true => Ok(name.to_owned()),
        false => site.resolve(&format!("desa/upload/galeri/{name}")).map(String::from),
    };
    let mut photos: Vec<_> =
        row.foto.as_deref().map(picture).transpose()?.map(Photo::new).into_iter().collect();
    for step in steps {
        if let Some(url) = step.gambar.as_deref().map(picture).transpose()? {
            photos.push(Photo { url, caption: step.keterangan.or(step.persentase) });
        }
    }
    // As pages show it: what was first planned. What it was revised to has no field there.
    let revised =
        row.perubahan_anggaran.as_deref().and_then(number::rupiah).filter(|amount| amount.sen() > 0);
    let mut extras = Extras::new();
    if let Some(revised) = revised {
        extras.insert("perubahan_anggaran".into(), (revised.sen() / 100).into());
    }
    Ok(Project {
        title: html::plain(&row.judul),
        year: row.tahun_anggaran.as_deref().and_then(|year| year.parse().ok()),
        location: row.lokasi_lengkap.or(row.lokasi).or(row.alamat),
        point: api::point(row.lat.as_deref(), row.lng.as_deref()),
        volume: row.volume,
        fund_source: row.sumber_dana,
        budget: row.anggaran.as_deref().and_then(number::rupiah),
        executor: row.pelaksana_kegiatan,
        progress_percent,
        photos,
        description: row.keterangan.as_deref().map(html::plain),
        url: row
            .slug
            .map(|slug| site.resolve(&format!("pembangunan/{slug}")).map(String::from))
            .transpose()?,
        extras,
    })
}

/// Version 21.12 has no pages of projects, but shows them on its map.
async fn from_map(site: &Surface, visit: &mut Visit<'_>, why_not: Error) -> Result<()> {
    let map = match Map::of(site, visit).await {
        Ok(map) if !map.projects.is_empty() => map,
        Ok(_) | Err(_) => return Err(why_not),
    };
    visit.note(format!("read off the map, without progress: {why_not}"));
    for row in map.projects.into_iter().filter(|row| api::is_enabled(row.status.as_deref())) {
        let key = slug(&format!("pembangunan {}", row.slug.as_ref().unwrap_or(&row.judul)));
        let mut project = of_row(row, visit.site())?;
        // There is no page to lead people to.
        project.url = None;
        visit.emit(Found::new(project, map.access, &map.page).key(key).listed(map.listed)).await?;
    }
    visit.complete();
    Ok(())
}

async fn from_pages(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let first = site.first_of(visit, &["pembangunan"]).await?;
    let base = visit.site().url.clone();
    let paths = listing::read(
        site,
        visit,
        first,
        |number| format!("pembangunan/index/{number}"),
        |page| {
            let document = Document::parse(page)?;
            let links =
                document.select(css!("a[href*='pembangunan/']")).filter_map(|link| document.href(link));
            Ok(links.filter_map(|href| detail_path(&menu::below(&href, &base)?)).collect())
        },
    )
    .await?;
    let spots = Map::of(site, visit).await.map(|map| map.projects).unwrap_or_default();
    if paths.items.is_empty() {
        return Err(Error::not_offered("the list of projects is empty"));
    }
    let listed = site.lists(&["pembangunan"]);
    for (path, _) in paths.items {
        let page = match site.get(visit, &path).await {
            Ok(page) if !listing::is_not_found(&page) => page,
            Ok(_) => continue,
            Err(error) if api::is_missing(&error) => {
                visit.skip(error);
                continue;
            }
            Err(error) => return Err(error),
        };
        match parse(&page) {
            Ok(mut project) => {
                project.url = Some(visit.site().resolve(&path)?.into());
                let spot =
                    spots.iter().find(|spot| path.strip_prefix("pembangunan/") == spot.slug.as_deref());
                project.point = spot.and_then(|spot| api::point(spot.lat.as_deref(), spot.lng.as_deref()));
                visit.emit(Found::new(project, Access::Page, &page).listed(listed)).await?;
            }
            Err(error) => visit.skip(error),
        }
    }
    if paths.whole {
        visit.complete();
    }
    Ok(())
}

/// `pembangunan/{slug}`, and not a page of the list.
fn detail_path(path: &str) -> Option<String> {
    let path = menu::normal(path);
    let slug = path.strip_prefix("pembangunan/")?;
    (!slug.is_empty() && !slug.contains('/') && slug != "index").then(|| path.to_owned())
}

/// Reads a project's page: one table of names and values in every theme, and pictures with how far it was.
fn parse(page: &Page) -> Result<Project> {
    let document = Document::parse(page)?;
    let rows: Vec<_> = document.select(css!("table")).flat_map(table::rows).collect();
    let value = |name: &str| {
        let row = rows
            .iter()
            .find(|row| row.len() >= 2 && row[0].trim_end_matches(':').trim().eq_ignore_ascii_case(name))?;
        row.last().filter(|value| !value.is_empty() && *value != "-").cloned()
    };
    let title = value("Nama Kegiatan")
        .ok_or_else(|| Error::malformed("the project's page does not tell its name").at(&page.url))?;
    let mut photos: Vec<Photo> = Vec::new();
    let mut progress: Option<f64> = None;
    for image in document.select(css!("img[src*='/desa/upload/galeri/'], img[src*='storage-desa']")) {
        let Some(url) = document.src(image) else { continue };
        let parent = image.parent().and_then(html::Element::wrap);
        let caption = parent.and_then(|parent| parent.select(css!("b")).next()).and_then(html::line);
        if let Some(percent) = caption.as_deref().filter(|text| text.contains('%')).and_then(number::decimal)
        {
            progress = Some(progress.map_or(percent, |most| most.max(percent)));
        }
        if !photos.iter().any(|photo| photo.url == url) {
            photos.push(Photo { url, caption });
        }
    }
    Ok(Project {
        title,
        year: value("Tahun").and_then(|year| year.parse().ok()),
        location: value("Alamat").or_else(|| value("Lokasi")),
        volume: value("Volume"),
        fund_source: value("Sumber Dana"),
        budget: value("Anggaran").as_deref().and_then(number::rupiah),
        executor: value("Pelaksana"),
        progress_percent: progress,
        photos,
        description: value("Keterangan"),
        ..Project::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_list_are_no_projects() {
        assert_eq!(detail_path("index.php/pembangunan/embung").as_deref(), Some("pembangunan/embung"));
        assert_eq!(detail_path("pembangunan/index/2"), None);
        assert_eq!(detail_path("pembangunan"), None);
    }

    #[test]
    fn a_page_tells_the_project_and_how_far_it_is() {
        let project = parse(&crate::page(include_str!("../fixtures/project.html"))).expect("a project");
        assert_eq!((project.title.as_str(), project.year), ("Talud Kali Lor", Some(2025)));
        assert_eq!(project.budget, balai_core::Rupiah::from_rupiah(310_000_000));
        assert_eq!((project.executor.as_deref(), project.progress_percent), (None, Some(40.0)));
        assert_eq!(project.photos.len(), 3);
        assert_eq!(project.photos[2].caption.as_deref(), Some("Foto Pembangunan 40%"));
    }
}
