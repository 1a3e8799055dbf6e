//! Places: points, lines and areas of the map.

use balai_core::model::{Photo, Place, slug};
use balai_core::{Error, Found, Geometry, Result, Visit};

use crate::api;
use crate::map::{self, Map, Spot};
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let map = Map::of(site, visit).await?;
    let layers = [(&map.points, "lokasi"), (&map.lines, "garis"), (&map.areas, "area")];
    let mut found = false;
    for (spots, folder) in layers {
        for spot in spots.iter().filter(|spot| api::is_enabled(spot.enabled.as_deref())) {
            let Some(place) = of_spot(spot, folder, visit)? else { continue };
            found = true;
            // Several places of one name are common ("Masjid"), so that the site's own number tells them apart.
            let key = slug(&format!("{folder} {} {}", spot.id.as_deref().unwrap_or_default(), place.name));
            visit.emit(Found::new(place, map.access, &map.page).key(key).listed(map.listed)).await?;
        }
    }
    if !found {
        return Err(Error::not_offered("the map shows no places"));
    }
    visit.complete();
    Ok(())
}

fn of_spot(spot: &Spot, folder: &str, visit: &Visit<'_>) -> Result<Option<Place>> {
    let Some(name) = spot.nama.clone() else { return Ok(None) };
    let point = api::point(spot.lat.as_deref(), spot.lng.as_deref()).map(Geometry::from);
    let mut photos = Vec::new();
    if let Some(photo) = &spot.foto {
        photos.push(Photo::new(visit.site().resolve(&format!("desa/upload/gis/{folder}/sedang_{photo}"))?));
    }
    Ok(Some(Place {
        name,
        category: spot.kategori.clone(),
        description: spot.desk.as_deref().map(balai_extract::html::plain).filter(|text| !text.is_empty()),
        geometry: spot.path.as_deref().and_then(map::geometry).or(point),
        photos,
        ..Place::default()
    }))
}
