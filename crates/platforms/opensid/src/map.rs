//! The map page, and the village's own data in it.

use std::sync::Arc;

use balai_core::{Access, Error, Geometry, Page, Position, Result, Visit};
use balai_extract::{charset, script};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::api;
use crate::project;
use crate::surface::Surface;

/// What the map shows, and what the site says of the village there.
pub(crate) struct Map {
    pub(crate) page: Arc<Page>,
    pub(crate) access: Access,
    /// Whether the village's menu leads to the map.
    pub(crate) listed: bool,
    pub(crate) identity: Option<Identity>,
    pub(crate) points: Vec<Spot>,
    pub(crate) lines: Vec<Spot>,
    pub(crate) areas: Vec<Spot>,
    pub(crate) hamlets: Vec<Hamlet>,
    pub(crate) projects: Vec<project::Row>,
}

/// The village, by allow-list: the object also holds officials' personnel numbers and an operator's own number.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Identity {
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) nama_desa: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) kode_desa: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) kode_pos: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) nama_kecamatan: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) nama_kabupaten: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) nama_propinsi: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) logo: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) lat: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) lng: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) path: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) alamat_kantor: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) email_desa: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) telepon: Option<String>,
}

/// A point, line or area of the map.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Spot {
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) id: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) nama: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) desk: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) kategori: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) enabled: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) lat: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) lng: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) path: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) foto: Option<String>,
}

/// A hamlet's boundary; who heads it is not read.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Hamlet {
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) dusun: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    pub(crate) path: Option<String>,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    desa: Option<Identity>,
    #[serde(default, deserialize_with = "api::list")]
    lokasi: Vec<Spot>,
    #[serde(default, deserialize_with = "api::list")]
    garis: Vec<Spot>,
    #[serde(default, deserialize_with = "api::list")]
    area: Vec<Spot>,
    #[serde(default, deserialize_with = "api::list")]
    dusun_gis: Vec<Hamlet>,
    #[serde(default, deserialize_with = "api::list")]
    lokasi_pembangunan: Vec<project::Row>,
}

impl Map {
    pub(crate) async fn of(site: &Surface, visit: &mut Visit<'_>) -> Result<Self> {
        let listed = site.lists(&["peta"]);
        if site.api {
            match api::get::<Answer>(site, visit, "internal_api/peta").await {
                Ok(answer) => {
                    if let Some(item) = answer.items.into_iter().next() {
                        let Answer { desa, lokasi, garis, area, dusun_gis, lokasi_pembangunan } =
                            item.attributes;
                        return Ok(Self {
                            page: answer.page,
                            access: Access::Api,
                            listed,
                            identity: desa,
                            points: lokasi,
                            lines: garis,
                            areas: area,
                            hamlets: dusun_gis,
                            projects: lokasi_pembangunan,
                        });
                    }
                }
                Err(error) if api::is_missing(&error) => visit.note(format!("the map's data fails: {error}")),
                Err(error) => return Err(error),
            }
        }
        let page = site.first_of(visit, &["peta", "first/peta"]).await?;
        Self::on(page, listed)
    }

    /// The map's data inside the page's script.
    fn on(page: Arc<Page>, listed: bool) -> Result<Self> {
        let html = charset::decode(&page.body, page.headers.get("content-type").unwrap_or_default());
        let identity = match html.find("set_marker_desa_content(") {
            Some(at) => match html[at..].find('{') {
                Some(open) if open < 200 => script::read(&html[at + open..], "set_marker_desa_content").ok(),
                _ => None,
            },
            None => None,
        };
        let variables = ["all_area", "all_garis", "all_lokasi", "all_lokasi_pembangunan"];
        let [areas, lines, points, projects] =
            match variables.map(|name| literal(&html, &format!("{name} ="))) {
                [None, None, None, None] => arguments(&html, "tampilkan_layer_area_garis_lokasi"),
                layers => layers,
            };
        let hamlets =
            html.match_indices("set_marker_multi_content(").chain(html.match_indices("set_marker_content("));
        let hamlets = hamlets
            .map(|(at, call)| &html[at + call.len()..])
            .find(|rest| rest.trim_start().starts_with("marker_dusun"))
            .and_then(|rest| literal(rest, "marker_dusun"));
        if identity.is_none() && points.is_none() && lines.is_none() && areas.is_none() {
            return Err(Error::not_offered("the map page carries no data").at(&page.url));
        }
        let map = Self {
            access: Access::Page,
            listed,
            identity,
            points: rows(points),
            lines: rows(lines),
            areas: rows(areas),
            hamlets: rows(hamlets),
            projects: rows(projects),
            page: page.clone(),
        };
        Ok(map)
    }
}

/// The string literal that follows a marker.
fn literal(script: &str, marker: &str) -> Option<String> {
    script.match_indices(marker).find_map(|(at, _)| {
        let rest = script[at + marker.len()..].trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        script::string(rest).map(|(text, _)| text)
    })
}

/// The first string arguments, four at most, of the call by which versions before 2410 hand the layers over.
fn arguments(script: &str, function: &str) -> [Option<String>; 4] {
    for (at, _) in script.match_indices(function) {
        let Some(open) = script[at..].find('(') else { continue };
        let mut rest = &script[at + open + 1..];
        let mut found = [const { None }; 4];
        for argument in &mut found {
            // Between the literals stand the map's own name, commas and white space.
            let Some(quote) = rest.find(['\'', ')']) else { break };
            let Some((text, after)) = script::string(&rest[quote..]) else { break };
            *argument = Some(text);
            rest = after;
        }
        if found[..3].iter().all(Option::is_some) {
            return found;
        }
    }
    [const { None }; 4]
}

/// The rows of a layer; one of another shape is passed over.
fn rows<T: DeserializeOwned>(json: Option<String>) -> Vec<T> {
    let Some(json) = json else { return Vec::new() };
    let values: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap_or_default();
    values.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect()
}

/// The shape that a `path` holds: JSON text of nested lists, latitude first, as deep as the shape is.
pub(crate) fn geometry(path: &str) -> Option<Geometry> {
    // One list of positions is a line; one more is an area; two more are several areas.
    if let Ok(line) = serde_json::from_str::<Vec<[f64; 2]>>(path) {
        return valid(Geometry::LineString(line.into_iter().map(swapped).collect()));
    }
    if let Ok(area) = serde_json::from_str::<Vec<Vec<[f64; 2]>>>(path) {
        return valid(Geometry::Polygon(area.into_iter().map(ring).collect()));
    }
    let areas: Vec<Vec<Vec<[f64; 2]>>> = serde_json::from_str(path).ok()?;
    let mut areas: Vec<Vec<Vec<Position>>> =
        areas.into_iter().map(|area| area.into_iter().map(ring).collect()).collect();
    match areas.len() {
        1 => valid(Geometry::Polygon(areas.remove(0))),
        _ => valid(Geometry::MultiPolygon(areas)),
    }
}

fn swapped([latitude, longitude]: [f64; 2]) -> Position {
    [longitude, latitude]
}

/// A ring, closed, as GeoJSON wants it.
fn ring(positions: Vec<[f64; 2]>) -> Vec<Position> {
    let mut ring: Vec<_> = positions.into_iter().map(swapped).collect();
    if ring.first() != ring.last() {
        ring.extend(ring.first().copied());
    }
    ring
}

fn valid(geometry: Geometry) -> Option<Geometry> {
    geometry.is_valid().then_some(geometry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_turned_and_closed() {
        let area = geometry("[[[-7.27,109.79],[-7.27,109.80],[-7.26,109.80]]]").expect("an area");
        let Geometry::Polygon(rings) = area else { panic!("an area is due") };
        assert_eq!(rings[0], [[109.79, -7.27], [109.80, -7.27], [109.80, -7.26], [109.79, -7.27]]);
        assert!(matches!(geometry("[[-7.27,109.79],[-7.26,109.80]]"), Some(Geometry::LineString(_))));
        assert!(matches!(
            geometry("[[[[-7.2,109.7],[-7.2,109.8],[-7.3,109.8]]]]"),
            Some(Geometry::Polygon(_))
        ));
        assert_eq!(geometry("null"), None);
        assert_eq!(geometry("[]"), None);
    }

    #[test]
    fn layers_are_found_in_calls_and_in_variables() {
        let call = r#"tampilkan_layer_area_garis_lokasi_plus(mymap, '[{"nama":"a"}]', '[]', '[{\"nama\":\"Dusun \\\"B\\\"\"}]', true)"#;
        let [areas, lines, points, _] = arguments(call, "tampilkan_layer_area_garis_lokasi");
        assert_eq!(rows::<Spot>(areas)[0].nama.as_deref(), Some("a"));
        assert_eq!(rows::<Spot>(lines).len(), 0);
        assert_eq!(rows::<Spot>(points)[0].nama.as_deref(), Some("Dusun \"B\""));
        assert_eq!(literal("var all_garis = '[]';", "all_garis =").as_deref(), Some("[]"));
    }
}
