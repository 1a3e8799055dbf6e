//! The tables hold the decree, the whole decree, and are found without fail.

use balai_core::{Level, RegionCode, Zone};
use balai_regions::{Region, children, get, provinces};
use proptest::prelude::*;

fn code(text: &str) -> RegionCode {
    text.parse().expect("a code")
}

/// Every region, parents before children, by code.
fn everything() -> Vec<Region> {
    fn add(region: Region, all: &mut Vec<Region>) {
        all.push(region);
        region.children().for_each(|child| add(child, all));
    }
    let mut all = Vec::new();
    provinces().for_each(|province| add(province, &mut all));
    all
}

#[test]
fn counts_are_the_decrees() {
    let all = everything();
    let count = |level| all.iter().filter(|region| region.level() == level).count();
    assert_eq!(count(Level::Province), 38);
    assert_eq!(count(Level::Regency), 514);
    assert_eq!(count(Level::Subdistrict), 7_285);
    assert_eq!(count(Level::Village), 83_762);
}

#[test]
fn every_region_is_found_again_with_its_parents() {
    let all = everything();
    assert!(all.is_sorted_by_key(|region| region.code()));
    for region in all {
        assert_eq!(get(region.code()), Some(region));
        assert!(!region.name().is_empty() && region.name().trim() == region.name(), "{region:?}");
        let parent = region.parent();
        assert_eq!(parent.map(Region::code), region.code().parent());
        assert_eq!(parent.is_none(), region.level() == Level::Province);
        assert_eq!(region.children().len() == 0, region.level() == Level::Village, "{region:?}");
    }
}

#[test]
fn names_are_those_of_the_source() {
    for (text, full_name) in [
        ("11.01.01.2001", "Keude Bakongan, Bakongan, Aceh Selatan, Aceh"),
        ("31.71", "Kota Administrasi Jakarta Pusat, Daerah Khusus Ibukota Jakarta"),
        ("33.04", "Kabupaten Banjarnegara, Jawa Tengah"),
        ("33.04.15", "Pejawaran, Banjarnegara, Jawa Tengah"),
        ("33.04.15.2008", "Darmayasa, Pejawaran, Banjarnegara, Jawa Tengah"),
        ("33.04.15.2017", "Gembol, Pejawaran, Banjarnegara, Jawa Tengah"),
        ("91", "Papua"),
    ] {
        assert_eq!(get(code(text)).expect("a region").full_name(), full_name);
    }
    assert_eq!(get(code("53.07.01.2021")).map(Region::name), Some("Regapu’u"));
}

#[test]
fn children_are_listed_by_code() {
    let villages: Vec<_> = children(code("33.04.15")).map(|village| village.code().to_string()).collect();
    assert_eq!(villages.len(), 17);
    assert_eq!(villages[0], "33.04.15.2001");
    assert_eq!(villages[16], "33.04.15.2017");
    assert_eq!(children(code("33.04.15.2001")).count(), 0);
    assert_eq!(children(code("99")).count(), 0);
}

#[test]
fn zones_are_those_of_the_provinces() {
    for (text, zone) in
        [("33.04.15.2008", Zone::Wib), ("51.71", Zone::Wita), ("61", Zone::Wib), ("91.03.01.3007", Zone::Wit)]
    {
        assert_eq!(get(code(text)).expect("a region").zone(), zone, "{text}");
    }
}

#[test]
fn the_data_stays_small() {
    let size = include_bytes!("../data/tree.bin").len()
        + include_bytes!("../data/names.txt").len()
        + include_bytes!("../data/bridge.csv").len();
    assert!(size < 1_080_000, "{size} bytes: with the code it is to stay under 1.2 MB");
}

proptest! {
    #[test]
    fn any_code_is_found_or_not_but_never_fails(
        province in 1..=99u8, regency in 1..=99u8, subdistrict in 1..=99u8, village in 1..=9999u16, length in 1..=4usize,
    ) {
        let parts = [
            format!("{province:02}"), format!("{regency:02}"), format!("{subdistrict:02}"), format!("{village:04}"),
        ];
        let code = code(&parts[..length].join("."));
        let found = get(code);
        prop_assert!(found.is_none_or(|region| region.code() == code && code.contains(region.code())));
        prop_assert_eq!(children(code).next().is_some(), found.is_some() && length < 4);
    }
}
