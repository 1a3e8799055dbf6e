//! Albums of photos.

use std::sync::Arc;

use balai_core::model::{Album, AlbumPhoto, slug};
use balai_core::{Access, Error, Found, Page, Result, Visit};
use balai_extract::html::{self, Document};
use balai_extract::{css, date};
use jiff::Timestamp;
use serde::Deserialize;

use crate::api;
use crate::listing;
use crate::menu;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    if site.api {
        match from_api(site, visit).await {
            Ok(()) => return Ok(()),
            Err(error) if api::is_missing(&error) => visit.note(format!("the list of albums fails: {error}")),
            Err(error) => return Err(error),
        }
    }
    from_pages(site, visit).await
}

#[derive(Deserialize)]
struct Row {
    nama: String,
    #[serde(default, deserialize_with = "api::text")]
    enabled: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    gambar: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    tgl_upload: Option<String>,
    #[serde(default, deserialize_with = "api::list")]
    children: Vec<Row>,
}

async fn from_api(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let listed = site.lists(&["galeri", "gallery"]);
    let instant = |text: &Option<String>, visit: &Visit<'_>| {
        text.as_deref().and_then(|at| date::instant(at, visit.zone(), Timestamp::now()))
    };
    let mut pages = api::Pages::new(site, "internal_api/galeri");
    while let Some(list) = pages.next::<Row>(visit).await? {
        for item in list.items {
            let row = item.attributes;
            if !api::is_enabled(row.enabled.as_deref()) {
                continue;
            }
            let mut photos = Vec::new();
            for photo in row.children.iter().filter(|photo| api::is_enabled(photo.enabled.as_deref())) {
                let Some(name) = &photo.gambar else { continue };
                let url = visit.site().resolve(&format!("desa/upload/galeri/sedang_{name}"))?.into();
                photos.push(AlbumPhoto {
                    url,
                    caption: Some(photo.nama.clone()),
                    date: instant(&photo.tgl_upload, visit),
                });
            }
            let published = instant(&row.tgl_upload, visit);
            let album = Album { title: html::plain(&row.nama), photos, ..Album::default() };
            let found = Found::new(album, Access::Api, &list.page).published(published).listed(listed);
            // Albums may share a name, and pages print it with other words: the site's own number tells them apart.
            visit.emit(found.key(item.id.unwrap_or_else(|| slug(&row.nama)))).await?;
        }
    }
    if pages.is_whole() {
        visit.complete();
    }
    Ok(())
}

async fn from_pages(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let first = site.first_of(visit, &["galeri", "first/gallery"]).await?;
    let base = visit.site().url.clone();
    let old = menu::below(first.url.as_str(), &base).is_some_and(|path| path.contains("first/gallery"));
    let list_page =
        |number| if old { format!("first/gallery/{number}") } else { format!("galeri/index/{number}") };
    let albums = listing::read(site, visit, first, list_page, |page| {
        let document = Document::parse(page)?;
        let mut ids: Vec<String> = Vec::new();
        for href in document.select(css!("a[href]")).filter_map(|link| document.href(link)) {
            if let Some(id) = menu::below(&href, &base).and_then(|path| album_id(&path))
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        Ok(ids)
    })
    .await?;
    if albums.items.is_empty() {
        return Err(Error::not_offered("the gallery has no albums"));
    }
    let listed = site.lists(&["galeri", "gallery"]);
    for (id, _) in albums.items {
        let path = if old { format!("first/sub_gallery/{id}") } else { format!("galeri/{id}") };
        match of_page(site, visit, &path, old).await {
            Ok((album, page)) => {
                visit.emit(Found::new(album, Access::Page, &page).key(id).listed(listed)).await?;
            }
            Err(error) if api::is_missing(&error) => visit.skip(error),
            Err(error) => return Err(error),
        }
    }
    if albums.whole {
        visit.complete();
    }
    Ok(())
}

async fn of_page(site: &Surface, visit: &mut Visit<'_>, path: &str, old: bool) -> Result<(Album, Arc<Page>)> {
    let first = site.first_of(visit, &[path]).await?;
    let title = title(&first)?
        .ok_or_else(|| Error::malformed("the album's page does not tell its name").at(&first.url))?;
    let list_page = |number| if old { format!("{path}/{number}") } else { format!("{path}/index/{number}") };
    let found = listing::read(site, visit, first.clone(), list_page, photos).await?;
    let photos = found.items.into_iter().map(|(photo, _)| photo).collect();
    Ok((Album { title, photos, ..Album::default() }, first))
}

/// `galeri/16`, `first/sub_gallery/16`.
fn album_id(path: &str) -> Option<String> {
    let path = menu::normal(path);
    let id = path.strip_prefix("galeri/").or_else(|| path.strip_prefix("sub_gallery/"))?;
    id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.to_owned())
}

/// The album's name in the heading of its page, behind words such as "Album Galeri : ".
fn title(page: &Page) -> Result<Option<String>> {
    let document = Document::parse(page)?;
    let heading = document.text(css!(".single_category .title_text, main h1, h3.box-title"));
    Ok(heading
        .map(|text| {
            let mut rest = text.as_str();
            for word in ["Galeri Album", "Album Galeri", "Album", "Galeri"] {
                rest = rest.strip_prefix(word).unwrap_or(rest).trim_start_matches([' ', ':']);
            }
            rest.to_owned()
        })
        .filter(|title| !title.is_empty()))
}

/// The photos of a page of an album; of each, the larger of its two sizes.
fn photos(page: &Page) -> Result<Vec<AlbumPhoto>> {
    let document = Document::parse(page)?;
    // Beside the album stand widgets with pictures of others.
    let main = document
        .first(css!("main, #contentcolumn, .content_left, #content, .content"))
        .unwrap_or(document.root());
    let mut photos: Vec<AlbumPhoto> = Vec::new();
    for image in main
        .select(css!("img[src*='/desa/upload/galeri/kecil_'], img[data-src*='/desa/upload/galeri/kecil_']"))
    {
        let Some(small) = document.src(image) else { continue };
        let url = small.replace("/kecil_", "/sedang_");
        let parents: Vec<_> = image.ancestors().filter_map(html::Element::wrap).take(3).collect();
        // The name stands on the picture, below it, or in the list item that holds it.
        let below = || {
            let bold =
                parents.iter().filter_map(|parent| parent.select(css!("p b")).next()).find_map(html::line);
            bold.or_else(|| {
                parents.last().and_then(|item| item.select(css!(".title")).next()).and_then(html::line)
            })
        };
        let named = [image.attr("title"), image.attr("alt")].into_iter().flatten().map(html::plain);
        let caption = named.into_iter().find(|name| !name.is_empty()).or_else(below);
        if !photos.iter().any(|photo| photo.url == url) {
            photos.push(AlbumPhoto { url, caption, date: None });
        }
    }
    Ok(photos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_albums_photos_are_its_own_and_large() {
        let page = crate::page(include_str!("../fixtures/album.html"));
        assert_eq!(title(&page).expect("a page").as_deref(), Some("Panen Raya"));
        let photos = photos(&page).expect("a page");
        let told: Vec<_> =
            photos.iter().map(|photo| (photo.url.as_str(), photo.caption.as_deref())).collect();
        assert_eq!(
            told,
            [
                ("https://contoh.example/desa/upload/galeri/sedang_p1.jpg", Some("Di sawah")),
                ("https://contoh.example/desa/upload/galeri/sedang_p2.jpg", Some("Di lumbung")),
            ]
        );
    }
}
