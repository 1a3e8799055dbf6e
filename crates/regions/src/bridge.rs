//! BPS codes and other spellings, from `data/bridge.csv`.
//!
//! The file is plain: `kemendagri,bps,aliases,note`, aliases separated by `|`, any part but the first may be
//! empty, no quotes; the note may hold commas. Its rows may stand in any order.

use std::sync::LazyLock;

use balai_core::RegionCode;

use crate::region::{Region, get};

pub(crate) struct Row {
    pub(crate) code: RegionCode,
    bps: &'static str,
    aliases: &'static str,
}

impl Row {
    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.splitn(4, ',');
        let code = fields.next()?.parse().ok()?;
        Some(Self { code, bps: fields.next()?, aliases: fields.next()? })
    }

    pub(crate) fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.aliases.split('|').filter(|alias| !alias.is_empty())
    }
}

/// The rows by Kemendagri code.
pub(crate) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let lines = include_str!("../data/bridge.csv").lines().skip(1);
    let mut rows: Vec<Row> = lines.filter_map(Row::read).collect();
    rows.sort_by_key(|row| row.code);
    rows
});

static BY_BPS: LazyLock<Vec<(&'static str, RegionCode)>> = LazyLock::new(|| {
    let mut codes: Vec<_> =
        ROWS.iter().filter(|row| !row.bps.is_empty()).map(|row| (row.bps, row.code)).collect();
    codes.sort_unstable();
    codes
});

fn row(code: RegionCode) -> Option<&'static Row> {
    ROWS.binary_search_by_key(&code, |row| row.code).ok().map(|index| &ROWS[index])
}

/// The code that the statistics office (*Badan Pusat Statistik*) gives the region, such as `3304150004`.
///
/// No formula leads from one code to the other, so this knows what `data/bridge.csv` lists and is `None` for
/// everything else.
///
/// ```
/// assert_eq!(balai_regions::bps("33.04.15.2008".parse()?), Some("3304150004"));
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
pub fn bps(code: RegionCode) -> Option<&'static str> {
    row(code).map(|row| row.bps).filter(|bps| !bps.is_empty())
}

/// The region with this BPS code (digits only), if `data/bridge.csv` lists it.
pub fn by_bps(bps: &str) -> Option<Region> {
    let index = BY_BPS.binary_search_by_key(&bps.trim(), |(bps, _)| bps).ok()?;
    get(BY_BPS[index].1)
}

/// Other spellings of the region's name that are in use, as `data/bridge.csv` lists them.
pub fn aliases(code: RegionCode) -> impl Iterator<Item = &'static str> {
    row(code).into_iter().flat_map(Row::aliases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_unambiguous() {
        assert_eq!(ROWS.len(), include_str!("../data/bridge.csv").lines().count() - 1);
        assert!(ROWS.windows(2).all(|pair| pair[0].code < pair[1].code), "a Kemendagri code stands twice");
        assert!(BY_BPS.windows(2).all(|pair| pair[0].0 < pair[1].0), "a BPS code stands twice");
        for row in ROWS.iter() {
            assert!(get(row.code).is_some(), "{} is no region", row.code);
            assert!(row.bps.bytes().all(|b| b.is_ascii_digit()), "{}", row.bps);
        }
    }

    #[test]
    fn leads_both_ways() {
        for row in ROWS.iter().filter(|row| !row.bps.is_empty()) {
            assert_eq!(bps(row.code), Some(row.bps));
            assert_eq!(by_bps(row.bps).map(Region::code), Some(row.code));
        }
        assert_eq!(by_bps(""), None);
    }
}
