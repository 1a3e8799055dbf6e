//! Points, lines and areas on the map, as GeoJSON has them.

use serde::{Deserialize, Serialize};

/// Longitude and latitude in degrees (WGS 84), in GeoJSON's order.
pub type Position = [f64; 2];

/// A shape on the map: the part of GeoJSON (RFC 7946) that villages need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "type", content = "coordinates")]
pub enum Geometry {
    /// One position.
    Point(Position),
    /// A line through two positions or more.
    LineString(Vec<Position>),
    /// An area: its outer ring, then the rings of its holes; each ring ends where it begins.
    Polygon(Vec<Vec<Position>>),
    /// Several areas that are one thing.
    MultiPolygon(Vec<Vec<Vec<Position>>>),
}

/// A position as a GeoJSON point.
///
/// ```
/// use balai_core::Point;
///
/// let office = Point { longitude: 109.798, latitude: -7.2707 };
/// assert_eq!(
///     serde_json::to_string(&office).unwrap(),
///     r#"{"type":"Point","coordinates":[109.798,-7.2707]}"#
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(into = "Geometry", try_from = "Geometry")]
#[schemars(with = "Geometry")]
pub struct Point {
    /// Degrees east.
    pub longitude: f64,
    /// Degrees north; most of Indonesia lies south, so that it is negative.
    pub latitude: f64,
}

impl Geometry {
    /// Every position of the shape.
    pub fn positions(&self) -> Vec<Position> {
        match self {
            Self::Point(position) => vec![*position],
            Self::LineString(line) => line.clone(),
            Self::Polygon(rings) => rings.concat(),
            Self::MultiPolygon(areas) => areas.concat().concat(),
        }
    }

    /// Whether every position is one on Earth, and none is missing.
    pub fn is_valid(&self) -> bool {
        let positions = self.positions();
        let ring = |ring: &Vec<Position>| ring.len() >= 4 && ring.first() == ring.last();
        let whole = match self {
            Self::Point(_) => true,
            Self::LineString(line) => line.len() >= 2,
            Self::Polygon(rings) => !rings.is_empty() && rings.iter().all(ring),
            Self::MultiPolygon(areas) => {
                !areas.is_empty() && areas.iter().all(|rings| !rings.is_empty() && rings.iter().all(ring))
            }
        };
        whole
            && positions.iter().all(|[longitude, latitude]| {
                (-180.0..=180.0).contains(longitude) && (-90.0..=90.0).contains(latitude)
            })
    }
}

impl Point {
    /// Whether the point lies within Indonesia's bounding box: a site's empty or swapped coordinates do not.
    pub fn is_in_indonesia(&self) -> bool {
        (94.5..=141.5).contains(&self.longitude) && (-11.5..=6.5).contains(&self.latitude)
    }
}

impl From<Point> for Geometry {
    fn from(point: Point) -> Self {
        Self::Point([point.longitude, point.latitude])
    }
}

impl TryFrom<Geometry> for Point {
    type Error = &'static str;

    fn try_from(geometry: Geometry) -> Result<Self, Self::Error> {
        match geometry {
            Geometry::Point([longitude, latitude]) => Ok(Self { longitude, latitude }),
            _ => Err("a GeoJSON geometry of type Point is due"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_ends_where_it_begins() {
        let ring = vec![[109.7, -7.2], [109.8, -7.2], [109.8, -7.3], [109.7, -7.2]];
        assert!(Geometry::Polygon(vec![ring.clone()]).is_valid());
        assert!(!Geometry::Polygon(vec![ring[..3].to_vec()]).is_valid());
        assert!(!Geometry::LineString(vec![[109.7, 97.2], [109.8, -7.2]]).is_valid());
    }

    #[test]
    fn a_point_is_no_line() {
        let line = r#"{"type":"LineString","coordinates":[[109.7,-7.2],[109.8,-7.3]]}"#;
        assert!(serde_json::from_str::<Point>(line).is_err());
        assert!(serde_json::from_str::<Geometry>(line).is_ok());
    }
}
