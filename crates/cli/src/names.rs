//! What regions are called, and what their clocks show.

use balai::{Kind, RegionCode, Report, Zone, regions};
use jiff::Timestamp;
use jiff::civil::Date;

/// A region's name; its code where the decree does not have it.
pub(crate) fn name(code: RegionCode) -> String {
    regions::get(code).map_or_else(|| code.to_string(), |region| region.name().to_owned())
}

/// What a report is of: a village's name, or a source's and its region's.
pub(crate) fn reported(report: &Report) -> String {
    match &report.source {
        None => name(report.region),
        Some(source) => format!("{} by {source}", name(report.region)),
    }
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
