//! The villages themselves, as the portal lists them.

use balai_core::model::{Profile, RegionNames};
use balai_core::{Access, Error, Found, Geometry, Position, Result, Visit};
use balai_extract::number;

use crate::portal::{Portal, Village};

/// Hectares in a square kilometre.
const HECTARES: f64 = 100.0;

pub(crate) async fn read(portal: &Portal, visit: &mut Visit<'_>) -> Result<()> {
    // Half a profile would stand in the place of the whole one that an earlier visit read.
    let Some(names) = &portal.names else {
        let message = "the portal fails to say what its villages are part of";
        return Err(Error::malformed(message).at(&portal.origin.url));
    };
    for village in &portal.villages {
        let profile = profile(names, village);
        visit.emit(Found::new(profile, Access::Api, &portal.origin).village(village.code)).await?;
    }
    if portal.is_whole {
        visit.complete();
    }
    Ok(())
}

fn profile(names: &RegionNames, village: &Village) -> Profile {
    let row = &village.row;
    let mut profile = Profile {
        name: row.nama.clone().unwrap_or_default(),
        village_type: village.code.village_type(),
        area_ha: row.luas_wilayah.as_deref().and_then(area_ha),
        boundary: row.peta.as_ref().and_then(|map| map.path.as_deref()).and_then(boundary),
        region: Some(names.clone()),
        ..Profile::default()
    };
    // Typed by hand, and the best hint there is to where a village's own site may be.
    if let Some(website) = &row.website {
        profile.extras.insert("website".into(), website.as_str().into());
    }
    profile
}

/// Square kilometres as hectares, to a tenth of a square metre; 0 is not known.
fn area_ha(text: &str) -> Option<f64> {
    let hectares = (number::decimal(text)? * HECTARES * 1e5).round() / 1e5;
    (hectares > 0.0).then_some(hectares)
}

/// The boundary: JSON text of nested lists, latitude first.
fn boundary(path: &str) -> Option<Geometry> {
    type Ring = Vec<[f64; 2]>;
    let areas: Vec<Vec<Ring>> = serde_json::from_str(path)
        .or_else(|_| serde_json::from_str::<Vec<Ring>>(path).map(|area| vec![area]))
        .ok()?;
    let turned = |ring: Ring| {
        let mut ring: Vec<Position> =
            ring.into_iter().map(|[latitude, longitude]| [longitude, latitude]).collect();
        if ring.first() != ring.last() {
            ring.extend(ring.first().copied());
        }
        ring
    };
    let mut areas: Vec<Vec<Vec<Position>>> =
        areas.into_iter().map(|area| area.into_iter().map(turned).collect()).collect();
    let geometry = match areas.len() {
        1 => Geometry::Polygon(areas.remove(0)),
        _ => Geometry::MultiPolygon(areas),
    };
    geometry.is_valid().then_some(geometry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_hectares() {
        assert_eq!(area_ha("3.5"), Some(350.0));
        assert_eq!(area_ha("4.57"), Some(457.0));
        assert_eq!(area_ha("0"), None);
        assert_eq!(area_ha("-"), None);
    }

    #[test]
    fn a_boundary_is_turned_and_closed() {
        let one = boundary("[[[[-7.27,109.79],[-7.27,109.80],[-7.26,109.80]]]]").expect("a boundary");
        let Geometry::Polygon(rings) = one else { panic!("one area is due") };
        assert_eq!(rings[0], [[109.79, -7.27], [109.80, -7.27], [109.80, -7.26], [109.79, -7.27]]);
        assert!(boundary("[[[-7.27,109.79],[-7.27,109.80],[-7.26,109.80]]]").is_some(), "one level less");
        for wrong in ["", "null", "[]", "[[[[-7.27,109.79]]]]", "[[[[-7.27,\"x\"]]]]"] {
            assert_eq!(boundary(wrong), None, "{wrong}");
        }
    }
}
