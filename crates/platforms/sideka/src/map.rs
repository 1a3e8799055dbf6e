//! The map page: outlines and sums, by allow-list. The same layers hold houses with their families' cards.

use std::sync::Arc;

use balai_core::model::AreaLevel;
use balai_core::{Error, Geometry, Page, RegionCode, Result, Visit};
use balai_extract::json;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{identity, page};

/// What the map tells of the village and of its parts.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Map {
    /// Hectares.
    pub(crate) area_ha: Option<f64>,
    pub(crate) boundary: Option<Geometry>,
    pub(crate) parts: Vec<Part>,
    /// Parts that have no name.
    pub(crate) nameless: usize,
}

/// A part of the village, with one of its outlines.
#[derive(Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) level: AreaLevel,
    pub(crate) name: String,
    pub(crate) boundary: Option<Geometry>,
}

impl Map {
    pub(crate) async fn of(visit: &Visit<'_>) -> Result<(Arc<Page>, Self)> {
        let page = page::whole(visit, "/data/geospasial/").await?;
        let map = parse(&page, visit.site().region).map_err(|error| error.at(&page.url))?;
        Ok((page, map))
    }
}

#[derive(Deserialize)]
struct Layer {
    #[serde(rename = "type", default, deserialize_with = "json::text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    fk_region_id: Option<String>,
    #[serde(default)]
    data: Option<Collection>,
}

#[derive(Deserialize)]
struct Collection {
    #[serde(default)]
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<Properties>,
    /// Read of boundaries alone.
    #[serde(default)]
    geometry: Option<Box<RawValue>>,
}

/// The rest of a feature's properties is not read: `kk`, `farmers`, `electricity_watt`, … are people's.
#[derive(Deserialize)]
struct Properties {
    #[serde(default, deserialize_with = "json::text")]
    admin_level: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    name: Option<String>,
}

/// The network's servers answer with a list of one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Summary {
    Many(Vec<Sums>),
    One(Sums),
}

#[derive(Deserialize)]
struct Sums {
    #[serde(default, deserialize_with = "json::text")]
    fk_region_id: Option<String>,
    /// The village's area in square metres.
    #[serde(default, deserialize_with = "json::text")]
    pemetaan_desa_boundary: Option<String>,
}

fn parse(page: &Page, village: RegionCode) -> Result<Map> {
    let text = page::text(page);
    let layers: Option<Vec<Option<Layer>>> = page::variable(&text, "geoJsons")?;
    let summary: Option<Summary> = page::variable(&text, "summaryData")?;
    if layers.is_none() && summary.is_none() {
        return Err(nothing(&text));
    }
    let sums = match summary {
        Some(Summary::Many(many)) => many.into_iter().next(),
        Some(Summary::One(one)) => Some(one),
        None => None,
    };
    let mut map = Map::default();
    if let Some(sums) = sums {
        identity::check_figures(sums.fk_region_id.as_deref(), village)?;
        map.area_ha = sums.pemetaan_desa_boundary.as_deref().and_then(hectares);
    }
    for layer in
        layers.into_iter().flatten().flatten().filter(|layer| layer.kind.as_deref() == Some("boundary"))
    {
        identity::check_figures(layer.fk_region_id.as_deref(), village)?;
        for feature in layer.data.into_iter().flat_map(|data| data.features) {
            map.add(feature);
        }
    }
    Ok(map)
}

impl Map {
    fn add(&mut self, feature: Feature) {
        let Some(Properties { admin_level: Some(level), name }) = feature.properties else { return };
        let boundary = feature.geometry.and_then(|raw| serde_json::from_str::<Geometry>(raw.get()).ok());
        let boundary = boundary.filter(|shape| {
            matches!(shape, Geometry::Polygon(_) | Geometry::MultiPolygon(_)) && shape.is_valid()
        });
        let level = match level.as_str() {
            "7" => {
                self.boundary = self.boundary.take().or(boundary);
                return;
            }
            "8" => AreaLevel::Hamlet,
            "9" => AreaLevel::Rw,
            "10" => AreaLevel::Rt,
            _ => return,
        };
        match name.as_deref().and_then(|name| named(level, name)) {
            Some(name) => self.parts.push(Part { level, name, boundary }),
            None => self.nameless += 1,
        }
    }
}

/// The name as other platforms have it: `Krajan` for the *dusun* of that name, `RW 01` for the number alone. What stands
/// behind it may be who heads it.
fn named(level: AreaLevel, name: &str) -> Option<String> {
    let kind = match level {
        AreaLevel::Hamlet => {
            let name = name.split(['(', ',', ';', ':']).next().unwrap_or_default().trim();
            let (word, rest) = name.split_once(' ').unwrap_or(("", name));
            let name = if word.eq_ignore_ascii_case("dusun") { rest.trim_start() } else { name };
            return Some(name.to_owned()).filter(|name| !name.is_empty());
        }
        AreaLevel::Rw => "RW",
        AreaLevel::Rt => "RT",
    };
    let number = name.get(..2).filter(|start| start.eq_ignore_ascii_case(kind)).map_or(name, |_| &name[2..]);
    let number = number.split(|c: char| !c.is_alphanumeric()).find(|part| !part.is_empty())?;
    let is_number = |letters: &[u8]| number.bytes().all(|letter| letters.contains(&letter));
    (is_number(b"0123456789") || is_number(b"IVX")).then(|| format!("{kind} {number}"))
}

fn hectares(square_metres: &str) -> Option<f64> {
    let hectares: f64 = square_metres.parse::<f64>().ok()? / 10_000.0;
    // Outlines by hand are not exact to the square metre.
    (hectares.is_finite() && hectares > 0.0).then(|| (hectares * 100.0).round() / 100.0)
}

/// Why the page has no map. Its two texts are the wrong way round.
fn nothing(text: &str) -> Error {
    if text.contains("Data Pemetaan belum terunggah") || text.contains("Data pemetaan belum diunggah") {
        Error::not_offered("the site has no map, or no village code, without which its network shows none")
    } else if text.contains("Kode Kemendagri desa belum diisi") {
        Error::not_offered("the site has no map")
    } else {
        Error::malformed("the page has neither a map nor says that there is none")
    }
}

#[cfg(test)]
mod tests {
    use balai_core::ErrorKind;

    use super::*;
    use crate::answer;

    fn read(html: &str) -> Result<Map> {
        parse(&answer("text/html", html), "33.04.15.2008".parse().expect("a code"))
    }

    #[test]
    fn outlines_are_read_and_people_are_not() {
        let map = read(include_str!("../fixtures/geospasial.html")).expect("a map");
        assert_eq!(map.area_ha, Some(482.12));
        assert!(matches!(&map.boundary, Some(Geometry::Polygon(rings)) if rings[0].len() == 4));
        let parts: Vec<_> =
            map.parts.iter().map(|it| (it.level, it.name.as_str(), it.boundary.is_some())).collect();
        let due = [
            (AreaLevel::Hamlet, "Krajan", true),
            (AreaLevel::Hamlet, "Sawahan", false),
            (AreaLevel::Rw, "RW 01", true),
            (AreaLevel::Rt, "RT 02", true),
        ];
        assert_eq!((&parts[..], map.nameless), (&due[..], 1));
        assert!(!format!("{map:?}").contains("WARGA") && !format!("{map:?}").contains("33049999"), "{map:?}");
    }

    #[test]
    fn a_parts_name_is_told_and_who_heads_it_is_not() {
        for (level, name, told) in [
            (AreaLevel::Hamlet, "DUSUN Krajan (Bapak WARGA)", Some("Krajan")),
            (AreaLevel::Hamlet, "Krajan Lor", Some("Krajan Lor")),
            (AreaLevel::Hamlet, "(WARGA)", None),
            (AreaLevel::Rw, "RW. 03 - WARGA", Some("RW 03")),
            (AreaLevel::Rw, "IV", Some("RW IV")),
            (AreaLevel::Rt, "RT Siti", None),
            (AreaLevel::Rt, "R", None),
        ] {
            assert_eq!(named(level, name).as_deref(), told, "{name}");
        }
    }

    #[test]
    fn the_figures_of_another_village_are_none() {
        let another =
            "var summaryData = {\"fk_region_id\": \"33.04.15.2009\", \"pemetaan_desa_boundary\": 1};";
        assert!(read(another).expect_err("another's").message().contains("33.04.15.2009"));
    }

    #[test]
    fn a_page_says_why_it_has_none() {
        let kind = |text: &str| read(text).expect_err("nothing").kind();
        assert_eq!(kind("<p>Data Pemetaan belum terunggah</p>"), ErrorKind::NotOffered);
        assert_eq!(kind("<p>Kode Kemendagri desa belum diisi, …</p>"), ErrorKind::NotOffered);
        assert_eq!(kind("<p>Halo</p>"), ErrorKind::Malformed);
        assert_eq!(kind("var geoJsons = [{\"type\": \"bound"), ErrorKind::Malformed);
        assert_eq!(read("var geoJsons = [null];\nvar summaryData = [];").expect("a map"), Map::default());
    }
}
