//! A region, and how to get one by its code.

use std::fmt;

use balai_core::{Level, RegionCode, Zone};

use crate::table::{self, LEVELS, Position};

/// A region of the decree: a province, regency, city, sub-district or village. Two words in size and `Copy`.
///
/// ```
/// let village = balai_regions::get("33.04.15.2008".parse()?).expect("a village of the decree");
/// assert_eq!(village.name(), "Darmayasa");
/// assert_eq!(village.parent().unwrap().name(), "Pejawaran");
/// assert_eq!(village.full_name(), "Darmayasa, Pejawaran, Banjarnegara, Jawa Tengah");
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Region {
    code: RegionCode,
    index: u32,
}

impl Region {
    pub(crate) fn at(position: Position) -> Self {
        Self::new(position.code(), position)
    }

    fn new(code: RegionCode, position: Position) -> Self {
        Self { code, index: position.index as u32 }
    }

    fn position(self) -> Position {
        Position { level: self.level(), index: self.index as usize }
    }

    /// The code of the Ministry of Home Affairs.
    pub fn code(self) -> RegionCode {
        self.code
    }

    /// The name as the decree's data spells it. Regencies and cities carry their type (`Kabupaten
    /// Banjarnegara`, `Kota Semarang`), the other levels do not.
    pub fn name(self) -> &'static str {
        self.position().name()
    }

    /// Province, regency, sub-district or village.
    pub fn level(self) -> Level {
        self.code.level()
    }

    /// The region that this one is directly part of; `None` for a province.
    pub fn parent(self) -> Option<Self> {
        self.code.parent().and_then(get)
    }

    /// The regions directly within this one, by code; none for a village.
    pub fn children(self) -> impl ExactSizeIterator<Item = Self> {
        let position = self.position();
        let level = LEVELS[(position.level as usize + 1).min(LEVELS.len() - 1)];
        position.children().map(move |index| {
            let child = Position { level, index };
            Self::new(child.code_within(Some(self.code)), child)
        })
    }

    /// The time zone that the region keeps.
    pub fn zone(self) -> Zone {
        self.code.zone()
    }

    /// The name with those of the regions around it, as one writes a place: `Darmayasa, Pejawaran,
    /// Banjarnegara, Jawa Tengah`. The word *Kabupaten* is left out of a surrounding regency's name; *Kota* stays.
    pub fn full_name(self) -> String {
        let mut name = self.name().to_owned();
        let mut region = self;
        while let Some(parent) = region.parent() {
            name.push_str(", ");
            name.push_str(parent.name().strip_prefix("Kabupaten ").unwrap_or(parent.name()));
            region = parent;
        }
        name
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name())
    }
}

/// The region that `code` names; `None` if the decree has none. Allocates nothing.
pub fn get(code: RegionCode) -> Option<Region> {
    table::find(code).map(|position| Region::new(code, position))
}

/// The provinces, by code.
pub fn provinces() -> impl ExactSizeIterator<Item = Region> {
    table::all(Level::Province).map(|index| Region::at(Position { level: Level::Province, index }))
}

/// The regions directly within the one that `code` names, by code; none if it is a village or unknown.
pub fn children(code: RegionCode) -> impl Iterator<Item = Region> {
    get(code).into_iter().flat_map(Region::children)
}
