//! People in office.

use balai_core::model::{Official, slug};
use balai_core::{Access, Error, ErrorKind, Found, Page, Result, Visit};
use balai_extract::html::{self, Document};
use balai_extract::{css, name, terms};
use serde::Deserialize;

use crate::api;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    if site.api {
        match from_api(site, visit).await {
            Ok(()) => return Ok(()),
            Err(error) if api::is_missing(&error) => {
                visit.note(format!("the list of officials fails: {error}"))
            }
            Err(error) => return Err(error),
        }
    }
    let mut officials = Vec::new();
    let mut source = None;
    // The page of officials has names with degrees; the carousel is there in every version, the widget in most themes.
    for path in ["pemerintah", "load_aparatur_desa", ""] {
        let page = match site.get(visit, path).await {
            Ok(page) => page,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Server) => continue,
            Err(error) => return Err(error),
        };
        officials = parse(&page)?;
        source = Some(page);
        if !officials.is_empty() {
            break;
        }
    }
    let Some(page) = source.filter(|_| !officials.is_empty()) else {
        return Err(Error::not_offered("no page shows officials"));
    };
    for official in officials {
        let key = key(&official);
        visit.emit(Found::new(official, Access::Page, &page).key(key)).await?;
    }
    visit.complete();
    Ok(())
}

/// By allow-list: the rows also hold identity numbers, birthplaces and birthdays.
#[derive(Deserialize)]
struct Row {
    nama: String,
    nama_jabatan: String,
    #[serde(default, deserialize_with = "api::text")]
    pamong_status: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pamong_masajab: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    urut: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    foto: Option<String>,
}

async fn from_api(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let listed = site.lists(&["pemerintah", "struktur-organisasi-dan-tata-kerja"]);
    let mut pages = api::Pages::new(site, "internal_api/pemerintah");
    while let Some(list) = pages.next::<Row>(visit).await? {
        for row in list.items.into_iter().map(|item| item.attributes) {
            if !api::is_enabled(row.pamong_status.as_deref()) {
                continue;
            }
            let official = Official {
                name: name::tidy(&row.nama),
                role: Some(terms::role(&row.nama_jabatan)),
                position: row.nama_jabatan,
                photo: row.foto.filter(|photo| photo.starts_with("http")),
                term: row.pamong_masajab,
                order: row.urut.and_then(|order| order.parse().ok()),
                ..Official::default()
            };
            let key = key(&official);
            visit.emit(Found::new(official, Access::Api, &list.page).key(key).listed(listed)).await?;
        }
    }
    if pages.is_whole() {
        visit.complete();
    }
    Ok(())
}

/// An office and a name without degrees, since not every page prints them.
fn key(official: &Official) -> String {
    slug(&format!("{} {}", official.position, name::bare(&official.name)))
}

/// Reads officials off their page, off the carousel, or off the home page's widget.
fn parse(page: &Page) -> Result<Vec<Official>> {
    let document = Document::parse(page)?;
    let mut officials: Vec<Official> = Vec::new();
    let mut add = |name: &str, position: &str, photo: Option<String>| {
        let (name, position) = (name::tidy(name), position.trim().to_owned());
        if name.is_empty() || position.is_empty() {
            return;
        }
        let order = u32::try_from(officials.len() + 1).ok();
        let official = Official {
            role: Some(terms::role(&position)),
            name,
            position,
            photo,
            order,
            ..Official::default()
        };
        // A carousel may hold each slide twice.
        if !officials.iter().any(|known| known.name == official.name && known.position == official.position) {
            officials.push(official);
        }
    };
    // natra: name, break, position, break, attendance.
    for card in document.select(css!(".pamong .card, .card.text-center")) {
        let Some(bold) = card.select(css!("b")).next() else { continue };
        let mut lines =
            bold.children().filter_map(|node| node.value().as_text().map(|text| text.trim().to_owned()));
        let mut lines = lines.by_ref().filter(|line| !line.is_empty());
        let photo = card.select(css!("img")).next().and_then(|image| document.src(image));
        if let (Some(name), Some(position)) = (lines.next(), lines.next()) {
            add(&name, &position, photo);
        }
    }
    // esensi: a card with the name above the position.
    for card in document.select(css!("main .grid > div")) {
        let text = |selector| card.select(selector).next().and_then(html::line);
        let photo = card.select(css!("img")).next().and_then(|image| document.src(image));
        if let (Some(name), Some(position)) = (text(css!("span.text-h6")), text(css!("span.block"))) {
            add(&name, &position, photo);
        }
    }
    // Every theme's carousel: the name is HTML in an attribute.
    for image in document.select(css!("img[data-cycle-title]")) {
        let (title, position) = (image.attr("data-cycle-title"), image.attr("data-cycle-desc"));
        if let (Some(title), Some(position)) = (title, position) {
            // Whether someone is present may stand behind the name.
            let slide = Document::parse_str(title, document.base())?;
            let name = slide.text(css!(".cycle-overlay-title")).unwrap_or_else(|| html::plain(title));
            add(&name, &html::plain(position), document.src(image));
        }
    }
    Ok(officials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_names_its_officials() {
        let officials = parse(&crate::page(include_str!("../fixtures/officials.html"))).expect("a page");
        let named: Vec<_> = officials.iter().map(|it| (it.name.as_str(), it.position.as_str())).collect();
        assert_eq!(
            named,
            [
                ("H. Suwito Contoh, S.IP.", "Kepala Desa"),
                ("Rahayu Contoh", "Sekretaris Desa"),
                ("Bagas Contoh", "Kepala Dusun Lor"),
                ("Dewi Contoh", "Kaur Keuangan"),
            ]
        );
        assert_eq!(officials[0].photo.as_deref(), Some("https://contoh.example/desa/upload/user_pict/a.jpg"));
    }

    #[test]
    fn degrees_do_not_make_another_person() {
        let official =
            |name: &str| Official { name: name.into(), position: "Kaur".into(), ..Official::default() };
        assert_eq!(key(&official("Dewi Contoh, S.E.")), key(&official("Dewi Contoh")));
    }
}
