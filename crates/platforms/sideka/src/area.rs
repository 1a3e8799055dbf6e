//! Parts of the village: hamlets, RW and RT that are drawn on the map.

use std::collections::BTreeMap;

use balai_core::model::{Area, AreaLevel};
use balai_core::{Access, Error, Found, Geometry, Result, Visit};

use crate::map::{Map, Part};

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let (page, map) = Map::of(visit).await?;
    if map.parts.is_empty() {
        return Err(Error::not_offered("no part of the village is drawn on the map").at(&page.url));
    }
    let (areas, unclear) = areas(map.parts);
    for area in areas {
        visit.emit(Found::new(area, Access::Page, &page)).await?;
    }
    if map.nameless + unclear > 0 {
        visit.note(format!(
            "{} parts of the village are left out: {} have no name, {unclear} share theirs with another RW or RT",
            map.nameless + unclear,
            map.nameless
        ));
    }
    visit.complete();
    Ok(())
}

/// The areas that parts make, and how many make none. Outlines of one hamlet are one area. Of two RT 01 the map does not
/// say to which RW each belongs, so that neither is told.
fn areas(parts: Vec<Part>) -> (Vec<Area>, usize) {
    let mut areas: Vec<(Area, usize)> = Vec::new();
    let mut places: BTreeMap<(AreaLevel, String), usize> = BTreeMap::new();
    for Part { level, name, boundary } in parts {
        let next = areas.len();
        let place = *places.entry((level, name.to_lowercase())).or_insert(next);
        if place == next {
            areas.push((Area { name, level: Some(level), boundary, ..Area::default() }, 1));
        } else {
            let (area, outlines) = &mut areas[place];
            *outlines += 1;
            area.boundary = together(area.boundary.take(), boundary);
        }
    }
    let (clear, unclear): (Vec<_>, Vec<_>) = areas
        .into_iter()
        .partition(|(area, outlines)| *outlines == 1 || area.level == Some(AreaLevel::Hamlet));
    let unclear = unclear.iter().map(|(_, outlines)| outlines).sum();
    (clear.into_iter().map(|(area, _)| area).collect(), unclear)
}

fn together(one: Option<Geometry>, other: Option<Geometry>) -> Option<Geometry> {
    let polygons = |shape: Option<Geometry>| match shape {
        Some(Geometry::Polygon(rings)) => vec![rings],
        Some(Geometry::MultiPolygon(polygons)) => polygons,
        _ => Vec::new(),
    };
    let mut all = polygons(one);
    all.extend(polygons(other));
    match all.len() {
        0 => None,
        1 => all.pop().map(Geometry::Polygon),
        _ => Some(Geometry::MultiPolygon(all)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(level: AreaLevel, name: &str, west: f64) -> Part {
        let ring = vec![[west, -7.2], [west + 0.1, -7.2], [west + 0.1, -7.3], [west, -7.2]];
        Part { level, name: name.into(), boundary: Some(Geometry::Polygon(vec![ring])) }
    }

    #[test]
    fn one_hamlet_in_two_places_is_one_and_two_rt_of_a_name_are_none() {
        let (areas, unclear) = areas(vec![
            part(AreaLevel::Hamlet, "Krajan", 109.1),
            part(AreaLevel::Rt, "RT 01", 109.1),
            part(AreaLevel::Hamlet, "Krajan", 109.4),
            part(AreaLevel::Rt, "RT 01", 109.4),
            part(AreaLevel::Rt, "RT 02", 109.4),
        ]);
        let told: Vec<_> = areas.iter().map(|area| area.name.as_str()).collect();
        assert_eq!((told, unclear), (vec!["Krajan", "RT 02"], 2));
        assert!(matches!(&areas[0].boundary, Some(Geometry::MultiPolygon(both)) if both.len() == 2));
        assert!(matches!(&areas[1].boundary, Some(Geometry::Polygon(_))));
    }
}
