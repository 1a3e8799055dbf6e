//! What regions are called, and what their clocks show.

use balai::{Kind, RegionCode, Zone, regions};
use jiff::Timestamp;
use jiff::civil::Date;

/// A region's name; its code where the decree does not have it.
pub(crate) fn name(code: RegionCode) -> String {
    regions::get(code).map_or_else(|| code.to_string(), |region| region.name().to_owned())
}

/// The day that a village's calendar shows at `instant`, in digits.
pub(crate) fn day(village: RegionCode, instant: Timestamp) -> String {
    village.zone().local(instant).date().to_string()
}

/// When `day` begins in a region; in the west, where none is named.
pub(crate) fn beginning(day: Date, region: Option<RegionCode>) -> Option<Timestamp> {
    region.map_or(Zone::Wib, RegionCode::zone).instant(day.at(0, 0, 0, 0))
}

/// Kinds in a row of words.
pub(crate) fn kinds(kinds: impl IntoIterator<Item = Kind>) -> String {
    kinds.into_iter().map(Kind::as_str).collect::<Vec<_>>().join(", ")
}
