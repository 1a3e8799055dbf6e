//! Region codes of the Ministry of Home Affairs.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Zone;

/// A region code of the Ministry of Home Affairs (*kode wilayah Kemendagri*), such as `33.04.15.2008`.
///
/// A code names a province (`33`), a regency or city (`33.04`), a sub-district (`33.04.15`) or a village
/// (`33.04.15.2008`), and holds its parents. It is eight bytes, `Copy`, and sorts as the codes do. Whether
/// a well-formed code exists is for `balai-regions` to say.
///
/// ```
/// use balai_core::{Level, RegionCode, VillageType};
///
/// let village: RegionCode = "33.04.15.2008".parse()?;
/// assert_eq!(village, "3304152008".parse()?);
/// assert_eq!(village.level(), Level::Village);
/// assert_eq!(village.village_type(), Some(VillageType::Desa));
/// assert_eq!(village.parent().unwrap().to_string(), "33.04.15");
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionCode {
    // Parts that a level lacks are zero; no part of a real code is zero, so the derived order is the codes'.
    province: u8,
    regency: u8,
    subdistrict: u8,
    village: u16,
}

/// The level of a region in the administrative order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// *Provinsi*.
    Province,
    /// *Kabupaten* or *kota*.
    Regency,
    /// *Kecamatan* or *distrik*.
    Subdistrict,
    /// *Desa*, *kelurahan* or *desa adat*, whatever its local name (*nagari*, *gampong*, *kampung*, …).
    Village,
}

/// What kind of village a code names, by the first digit of its last part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VillageType {
    /// *Kelurahan*: an urban ward, part of the regency's or city's own administration (`1…`).
    Kelurahan,
    /// *Desa*: a self-governing village (`2…`).
    Desa,
    /// *Desa adat*: a customary village (`3…`).
    DesaAdat,
}

/// Why a text is not a region code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionCodeError {
    text: String,
}

impl RegionCode {
    /// The code of a province by its number; `None` beyond 1 to 99.
    pub const fn province(number: u8) -> Option<Self> {
        match number {
            1..=99 => Some(Self { province: number, regency: 0, subdistrict: 0, village: 0 }),
            _ => None,
        }
    }

    /// The code of the region that is this one's part of a number: of `33.04.15` and 2008, `33.04.15.2008`.
    /// `None` below a village, and for a number that such a part cannot have.
    pub const fn child(mut self, number: u16) -> Option<Self> {
        let level = self.level();
        if number == 0 || number > if matches!(level, Level::Subdistrict) { 9999 } else { 99 } {
            return None;
        }
        match level {
            Level::Province => self.regency = number as u8,
            Level::Regency => self.subdistrict = number as u8,
            Level::Subdistrict => self.village = number,
            Level::Village => return None,
        }
        Some(self)
    }

    /// The level of the region that this code names.
    pub const fn level(self) -> Level {
        match (self.regency, self.subdistrict, self.village) {
            (0, _, _) => Level::Province,
            (_, 0, _) => Level::Regency,
            (_, _, 0) => Level::Subdistrict,
            _ => Level::Village,
        }
    }

    /// The region that this one is directly part of; `None` for a province.
    pub const fn parent(self) -> Option<Self> {
        match self.level() {
            Level::Province => None,
            Level::Regency => self.at(Level::Province),
            Level::Subdistrict => self.at(Level::Regency),
            Level::Village => self.at(Level::Subdistrict),
        }
    }

    /// The region of `level` that this one is part of, or itself; `None` where it is above that level.
    pub const fn at(self, level: Level) -> Option<Self> {
        if (level as u8) > (self.level() as u8) {
            return None;
        }
        let mut code = self;
        if (level as u8) < (Level::Village as u8) {
            code.village = 0;
        }
        if (level as u8) < (Level::Subdistrict as u8) {
            code.subdistrict = 0;
        }
        if (level as u8) < (Level::Regency as u8) {
            code.regency = 0;
        }
        Some(code)
    }

    /// Whether `other` is this region or lies within it.
    pub fn contains(self, other: Self) -> bool {
        other.at(self.level()) == Some(self)
    }

    /// Desa, kelurahan or desa adat; `None` for a region that is not a village, and for a village code whose
    /// digit no decree uses.
    pub const fn village_type(self) -> Option<VillageType> {
        match self.village / 1000 {
            1 => Some(VillageType::Kelurahan),
            2 => Some(VillageType::Desa),
            3 => Some(VillageType::DesaAdat),
            _ => None,
        }
    }

    /// The time zone that the region's province keeps.
    pub const fn zone(self) -> Zone {
        Zone::of_province(self.province)
    }

    /// The code as one number, `3304152008` for a village and `33` for a province: compact, and for one level
    /// sorted as the codes are.
    pub const fn number(self) -> u64 {
        let province = self.province as u64;
        let regency = province * 100 + self.regency as u64;
        let subdistrict = regency * 100 + self.subdistrict as u64;
        match self.level() {
            Level::Province => province,
            Level::Regency => regency,
            Level::Subdistrict => subdistrict,
            Level::Village => subdistrict * 10_000 + self.village as u64,
        }
    }

    /// The code without dots: `3304152008`.
    pub fn digits(self) -> String {
        self.to_string().replace('.', "")
    }
}

impl FromStr for RegionCode {
    type Err = RegionCodeError;

    /// Reads a code with dots or without; surrounding space is ignored.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || RegionCodeError { text: text.chars().take(40).collect() };
        let trimmed = text.trim();
        let dotted = trimmed.contains('.');
        let digits: String = trimmed.chars().filter(|c| *c != '.').collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(error());
        }
        let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<u16>().ok());
        let (regency, subdistrict, village) = match digits.len() {
            2 => (Some(0), Some(0), Some(0)),
            4 => (part(2..4), Some(0), Some(0)),
            6 => (part(2..4), part(4..6), Some(0)),
            10 => (part(2..4), part(4..6), part(6..10)),
            _ => return Err(error()),
        };
        let (Some(province), Some(regency), Some(subdistrict), Some(village)) =
            (part(0..2), regency, subdistrict, village)
        else {
            return Err(error());
        };
        let code = Self {
            province: province as u8,
            regency: regency as u8,
            subdistrict: subdistrict as u8,
            village,
        };
        // A zero part would be read as another level: it is no code at all. So is a dot out of place.
        let complete = match digits.len() {
            2 => province > 0,
            4 => province > 0 && regency > 0,
            6 => province > 0 && regency > 0 && subdistrict > 0,
            _ => province > 0 && regency > 0 && subdistrict > 0 && village > 0,
        };
        if !complete || (dotted && code.to_string() != trimmed) {
            return Err(error());
        }
        Ok(code)
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.province)?;
        if self.regency > 0 {
            write!(f, ".{:02}", self.regency)?;
        }
        if self.subdistrict > 0 {
            write!(f, ".{:02}", self.subdistrict)?;
        }
        if self.village > 0 {
            write!(f, ".{:04}", self.village)?;
        }
        Ok(())
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for RegionCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RegionCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for RegionCode {
    fn schema_name() -> Cow<'static, str> {
        "RegionCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A region code of the Ministry of Home Affairs.",
            "pattern": r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$",
        })
    }
}

impl Level {
    /// The English word, as the rest of Balai uses it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Regency => "regency",
            Self::Subdistrict => "subdistrict",
            Self::Village => "village",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for RegionCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a region code: write 2, 4, 6 or 10 digits, with or without dots, such as 33.04.15.2008",
            self.text
        )
    }
}

impl std::error::Error for RegionCodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        text.parse().expect("a code")
    }

    #[test]
    fn reads_every_level_with_and_without_dots() {
        for (dotted, level) in [
            ("33", Level::Province),
            ("33.04", Level::Regency),
            ("33.04.15", Level::Subdistrict),
            ("33.04.15.2008", Level::Village),
        ] {
            let code = code(dotted);
            assert_eq!(code.level(), level);
            assert_eq!(code.to_string(), dotted);
            assert_eq!(code.digits().parse(), Ok(code));
            assert_eq!(code.number().to_string(), code.digits());
        }
    }

    #[test]
    fn refuses_what_is_no_code() {
        for text in
            ["", "3", "330", "33.4", "33.04.15.208", "33041520081", "33.00", "00", "33-04", "3.304", "３３"]
        {
            assert!(text.parse::<RegionCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn knows_its_family() {
        let village = code("33.04.15.2008");
        assert_eq!(village.parent(), Some(code("33.04.15")));
        assert_eq!(village.at(Level::Regency), Some(code("33.04")));
        assert_eq!(code("33").parent(), None);
        assert_eq!(code("33.04.15").child(2008), Some(village));
        assert_eq!(RegionCode::province(33).and_then(|code| code.child(4)), Some(code("33.04")));
        assert_eq!((village.child(1), code("33").child(100), RegionCode::province(0)), (None, None, None));
        assert_eq!(code("33.04").at(Level::Village), None);
        assert!(code("33.04").contains(village));
        assert!(!code("33.05").contains(village));
        assert!(!village.contains(code("33.04")));
    }

    #[test]
    fn tells_the_type_of_village_by_its_digit() {
        assert_eq!(code("33.04.06.1003").village_type(), Some(VillageType::Kelurahan));
        assert_eq!(code("33.04.15.2008").village_type(), Some(VillageType::Desa));
        assert_eq!(code("91.03.01.3001").village_type(), Some(VillageType::DesaAdat));
        assert_eq!(code("33.04").village_type(), None);
    }

    #[test]
    fn sorts_parents_before_children() {
        let mut codes = ["33.04.15.2008", "33.05", "33.04.15", "33", "33.04", "33.04.15.2001"].map(code);
        codes.sort();
        let sorted = codes.map(|c| c.to_string());
        assert_eq!(sorted, ["33", "33.04", "33.04.15", "33.04.15.2001", "33.04.15.2008", "33.05"]);
    }
}
