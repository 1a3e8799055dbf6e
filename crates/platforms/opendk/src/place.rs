//! Places of the sub-district, as far as they tell which village they are in.

use balai_core::model::{Photo, Place};
use balai_core::{Access, Found, Point, Result, Visit};
use balai_extract::{html, json, text};
use serde::Deserialize;

use crate::api::Pages;
use crate::naming;

/// A place (*potensi*), by allow-list.
#[derive(Deserialize)]
struct Row {
    nama_potensi: String,
    /// HTML.
    #[serde(default, deserialize_with = "json::text")]
    deskripsi: Option<String>,
    /// Where it is, in words.
    #[serde(default, deserialize_with = "json::text")]
    lokasi: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    long: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    lat: Option<String>,
    /// The picture's file; without one, `file_gambar_path` is that of a stand-in.
    #[serde(default, deserialize_with = "json::text")]
    file_gambar: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    file_gambar_path: Option<String>,
    #[serde(default)]
    tipe: Option<Sort>,
}

#[derive(Deserialize)]
struct Sort {
    #[serde(default, deserialize_with = "json::text")]
    nama_kategori: Option<String>,
}

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let mut pages = Pages::new("potensi?include=tipe");
    let mut nowhere = 0;
    while let Some(list) = pages.next::<Row>(visit).await? {
        for item in list.items {
            let row = item.attributes;
            let village = match &row.lokasi {
                Some(words) => naming::in_text(visit, words),
                None => naming::in_text(visit, &row.nama_potensi),
            };
            let Some(village) = village else {
                nowhere += 1;
                continue;
            };
            match place(row) {
                Ok(place) => {
                    let found = Found::new(place, Access::Api, &list.page).village(village);
                    // Two places of one name are common, two numbers are not.
                    visit
                        .emit(match item.id {
                            Some(id) => found.key(id),
                            None => found,
                        })
                        .await?;
                }
                Err(error) => visit.skip(error.at(&list.page.url)),
            }
        }
    }
    if nowhere > 0 {
        visit.note(format!(
            "{nowhere} places do not say for certain which village they are in, and are left out"
        ));
    }
    if pages.is_whole() {
        visit.complete();
    }
    Ok(())
}

fn place(row: Row) -> Result<Place> {
    let mut place = Place {
        name: html::plain(&row.nama_potensi),
        category: row.tipe.and_then(|sort| sort.nama_kategori),
        description: row
            .deskripsi
            .as_deref()
            .map(text::from_html)
            .transpose()?
            .filter(|text| !text.is_empty()),
        geometry: point(row.lat.as_deref(), row.long.as_deref()).map(Into::into),
        ..Place::default()
    };
    if row.file_gambar.is_some() {
        place.photos.extend(row.file_gambar_path.map(Photo::new));
    }
    Ok(place)
}

/// A point from two texts, if it lies in Indonesia.
fn point(latitude: Option<&str>, longitude: Option<&str>) -> Option<Point> {
    let point = Point { latitude: latitude?.parse().ok()?, longitude: longitude?.parse().ok()? };
    point.is_in_indonesia().then_some(point)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Place {
        place(serde_json::from_str(json).expect("a row")).expect("a place")
    }

    #[test]
    fn a_stand_in_is_no_photo() {
        let place = read(
            r#"{"nama_potensi":"Gardu Pandang","deskripsi":"<p>Buka setiap hari</p>","lat":"-7.27","long":"109.79",
            "file_gambar":null,"file_gambar_path":"https://k.example/img/no-image.png","tipe":{"nama_kategori":"Wisata"}}"#,
        );
        assert_eq!(
            (place.category.as_deref(), place.description.as_deref()),
            (Some("Wisata"), Some("Buka setiap hari"))
        );
        assert!(place.geometry.is_some() && place.photos.is_empty());
    }

    #[test]
    fn a_point_that_was_never_set_is_none() {
        assert_eq!(read(r#"{"nama_potensi":"Pasar","lat":"0","long":"0","tipe":null}"#).geometry, None);
        assert_eq!(read(r#"{"nama_potensi":"Pasar"}"#).geometry, None);
    }
}
