//! Organisations of the village.

use balai_core::model::Organization;
use balai_core::{Access, Error, Found, Result, Visit};
use balai_extract::text;
use serde::Deserialize;

use crate::api;
use crate::surface::Surface;

/// The pages of organisations list their members with addresses, so that they are never asked for: the menu names
/// the organisations, and the JSON interface tells the rest by allow-list.
pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let mut organizations = Vec::new();
    for (path, endpoint, kind) in [
        ("data-kelompok", "kelompok", "Kelompok"),
        ("data-lembaga", "lembaga", "Lembaga"),
        ("kelompok", "kelompok", "Kelompok"),
    ] {
        let links = site.menu.below(path).filter(|(slug, _)| !slug.contains('/'));
        organizations.extend(links.map(|(slug, label)| (endpoint, kind, slug.to_owned(), label.to_owned())));
    }
    if organizations.is_empty() {
        return Err(Error::not_offered("the menu leads to no organisation"));
    }
    let home = visit.get("/").await?;
    for (endpoint, kind, slug, label) in organizations {
        let found = match site.api {
            true => from_api(site, visit, &format!("internal_api/{endpoint}/{slug}")).await?,
            false => None,
        };
        let found = match found {
            Some(found) => found,
            None if !label.is_empty() => {
                let named =
                    Organization { name: label, r#type: Some(kind.to_owned()), ..Organization::default() };
                Found::new(named, Access::Page, &home)
            }
            None => continue,
        };
        // The menu's words may differ from the name: its address does not.
        visit.emit(found.key(format!("{endpoint}-{slug}"))).await?;
    }
    visit.complete();
    Ok(())
}

/// By allow-list: the answer also holds the board as whole residents.
#[derive(Deserialize)]
struct Row {
    nama: String,
    #[serde(default, deserialize_with = "api::text")]
    kategori: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    tipe: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    keterangan: Option<String>,
}

async fn from_api(site: &Surface, visit: &mut Visit<'_>, path: &str) -> Result<Option<Found>> {
    let answer = match api::get::<Row>(site, visit, path).await {
        Ok(answer) => answer,
        Err(error) if api::is_missing(&error) => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(item) = answer.items.into_iter().next() else { return Ok(None) };
    let row = item.attributes;
    let organization = Organization {
        name: row.nama,
        r#type: row.kategori.or(row.tipe),
        description: row
            .keterangan
            .and_then(|html| text::from_html(&html).ok())
            .filter(|text| !text.is_empty()),
        ..Organization::default()
    };
    Ok(Some(Found::new(organization, Access::Api, &answer.page)))
}
