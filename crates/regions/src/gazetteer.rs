//! The decree as the engine asks it.

use balai_core::{Gazetteer, Level, Meaning, Named, RegionCode};

use crate::{Region, Resolved, bps, get, resolve_in};

/// The regions of the decree, as a [`Gazetteer`]: by it a harvest matches the names in sources that tell of many
/// villages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decree;

impl Gazetteer for Decree {
    fn region(&self, code: RegionCode) -> Option<Named> {
        get(code).map(named)
    }

    fn villages(&self, within: RegionCode) -> Vec<Named> {
        let mut regions: Vec<Region> = get(within).into_iter().collect();
        while regions.first().is_some_and(|region| region.level() != Level::Village) {
            regions = regions.into_iter().flat_map(Region::children).collect();
        }
        regions.into_iter().map(named).collect()
    }

    fn resolve(&self, within: RegionCode, name: &str) -> Meaning {
        // A source for one village may well call it by another name.
        if within.level() == Level::Village {
            return Meaning::Certain(within);
        }
        let is_village = |region: &Region| region.level() == Level::Village;
        match resolve_in(within, name) {
            Resolved::Certain(found) if is_village(&found.region) => Meaning::Certain(found.region.code()),
            Resolved::Certain(_) | Resolved::Unknown => Meaning::Unknown,
            Resolved::Doubtful(found) => {
                let villages: Vec<_> =
                    found.into_iter().map(|it| it.region).filter(is_village).map(named).collect();
                if villages.is_empty() { Meaning::Unknown } else { Meaning::Doubtful(villages) }
            }
        }
    }
}

fn named(region: Region) -> Named {
    Named { code: region.code(), name: region.name().to_owned(), bps: bps(region.code()).map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> RegionCode {
        text.parse().expect("a code")
    }

    #[test]
    fn names_become_codes_and_doubts_stay_doubts() {
        let pejawaran = code("33.04.15");
        assert_eq!(Decree.resolve(pejawaran, "DESA DERMAYASA"), Meaning::Certain(code("33.04.15.2008")));
        assert_eq!(Decree.resolve(pejawaran, "Jumlah"), Meaning::Unknown);
        let banjarnegara = code("33.04");
        let Meaning::Doubtful(beji) = Decree.resolve(banjarnegara, "Beji") else {
            panic!("several are called Beji")
        };
        assert!(beji.len() >= 3 && beji.iter().all(|it| it.name == "Beji"), "{beji:?}");
        assert_eq!(Decree.villages(banjarnegara).len(), 278);
        assert_eq!(Decree.villages(code("33.04.15.2008")).len(), 1);
        assert_eq!(Decree.region(pejawaran).expect("a region").name, "Pejawaran");
    }
}
