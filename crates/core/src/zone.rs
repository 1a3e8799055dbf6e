//! The three time zones of Indonesia.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};

/// One of the three time zones of Indonesia; none has daylight saving time.
///
/// ```
/// use balai_core::Zone;
///
/// let published = Zone::Wib.instant(jiff::civil::date(2026, 9, 10).at(8, 0, 0, 0)).unwrap();
/// assert_eq!(published.to_string(), "2026-09-10T01:00:00Z");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Zone {
    /// *Waktu Indonesia Barat*, UTC+7.
    Wib,
    /// *Waktu Indonesia Tengah*, UTC+8.
    Wita,
    /// *Waktu Indonesia Timur*, UTC+9.
    Wit,
}

impl Zone {
    /// The zone of a province by its two-digit code, after Presidential Decree 41/1987 and the decrees that
    /// split provinces since. An unknown code is taken for WIB, where four of five Indonesians live.
    pub const fn of_province(province: u8) -> Self {
        match province {
            51..=53 | 63..=65 | 71..=76 => Self::Wita,
            81..=82 | 91..=96 => Self::Wit,
            _ => Self::Wib,
        }
    }

    /// The offset from UTC.
    pub const fn offset(self) -> Offset {
        match self {
            Self::Wib => Offset::constant(7),
            Self::Wita => Offset::constant(8),
            Self::Wit => Offset::constant(9),
        }
    }

    /// The zone as one that jiff works with.
    pub fn time_zone(self) -> TimeZone {
        TimeZone::fixed(self.offset())
    }

    /// The instant at which a clock of this zone shows `local`; `None` beyond the years that an instant holds.
    pub fn instant(self, local: DateTime) -> Option<Timestamp> {
        self.offset().to_timestamp(local).ok()
    }

    /// What a clock of this zone shows at `instant`.
    pub fn local(self, instant: Timestamp) -> DateTime {
        self.offset().to_datetime(instant)
    }

    /// The abbreviation that Indonesians write: WIB, WITA or WIT.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_province() {
        for (province, zone) in [(11, Zone::Wib), (33, Zone::Wib), (61, Zone::Wib), (62, Zone::Wib)] {
            assert_eq!(Zone::of_province(province), zone, "{province}");
        }
        for province in [51, 52, 53, 63, 64, 65, 71, 76] {
            assert_eq!(Zone::of_province(province), Zone::Wita, "{province}");
        }
        for province in [81, 82, 91, 92, 96] {
            assert_eq!(Zone::of_province(province), Zone::Wit, "{province}");
        }
    }
}
