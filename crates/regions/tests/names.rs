//! Regions are found by the names that people write, and nothing doubtful passes for certain.

use std::collections::HashMap;

use balai_core::{Level, RegionCode};
use balai_regions::{Match, Region, Resolved, provinces, resolve_in, search, search_in};
use proptest::prelude::*;

fn code(text: &str) -> RegionCode {
    text.parse().expect("a code")
}

fn codes(matches: &[Match]) -> Vec<String> {
    matches.iter().map(|found| found.region.code().to_string()).collect()
}

fn subdistricts() -> impl Iterator<Item = Region> {
    provinces().flat_map(Region::children).flat_map(Region::children)
}

#[test]
fn other_spellings_lead_to_the_village() {
    for (name, village) in [
        ("Condong Campur", "33.04.15.2016"),
        ("Panusupan", "33.04.15.2010"),
        ("Dermayasa", "33.04.15.2008"),
        ("DESA DERMAYASA", "33.04.15.2008"),
        ("Tlahap", "33.04.15.2007"),
        ("Kel. Tlahap", "33.04.15.2007"),
        ("Pagundungan", "33.04.15.2013"),
        // Listed nowhere: by sound alone.
        ("Giritirto", "33.04.15.2005"),
        ("Sarwadadi", "33.04.15.2003"),
        ("Nagari Sarwadadi", "33.04.15.2003"),
    ] {
        let resolved = resolve_in(code("33.04.15"), name);
        assert_eq!(resolved.certain().map(Region::code), Some(code(village)), "{name}");
        assert!(codes(&search(name)).contains(&village.to_owned()), "{name}");
    }
}

#[test]
fn every_village_is_certain_by_its_own_name_unless_another_bears_it() {
    let (mut doubtful, mut shared) = (0, 0);
    for subdistrict in subdistricts() {
        let mut bearers: HashMap<&str, usize> = HashMap::new();
        subdistrict.children().for_each(|village| *bearers.entry(village.name()).or_default() += 1);
        for village in subdistrict.children() {
            match resolve_in(subdistrict.code(), village.name()) {
                Resolved::Certain(found) => {
                    assert!(found.exact && found.region == village, "{village:?}: {found:?}")
                }
                Resolved::Doubtful(matches) => {
                    assert!(
                        matches.iter().any(|found| found.region == village && found.exact),
                        "{village:?}"
                    );
                    assert!(matches.len() > 1, "{village:?}");
                    doubtful += 1;
                }
                Resolved::Unknown => panic!("{village:?} is not found by its own name"),
            }
            if bearers[village.name()] > 1 {
                shared += 1;
                assert_eq!(resolve_in(subdistrict.code(), village.name()).certain(), None, "{village:?}");
            }
        }
    }
    assert_eq!((doubtful, shared), (32, 32));
}

#[test]
fn nearly_the_same_names_are_never_guessed() {
    // A kelurahan and a desa of one name, told apart by their type word alone.
    let two = code("14.07.06");
    assert!(matches!(resolve_in(two, "Panipahan"), Resolved::Doubtful(_)));
    assert_eq!(
        resolve_in(two, "Kelurahan Panipahan").certain().map(Region::code),
        Some(code("14.07.06.1007"))
    );
    assert_eq!(resolve_in(two, "Desa Panipahan").certain().map(Region::code), Some(code("14.07.06.2001")));
    // Two desa of one name.
    assert!(matches!(resolve_in(code("71.02.11"), "Desa Tounelet Satu"), Resolved::Doubtful(_)));
    // Villages told apart by a numeral alone.
    assert!(matches!(resolve_in(code("12.07.28"), "Lubuk Pakam"), Resolved::Doubtful(_)));
    assert!(matches!(resolve_in(code("12.07.28"), "Lubuk Pakam 9"), Resolved::Doubtful(_)));
    assert_eq!(
        resolve_in(code("12.07.28"), "Lubuk Pakam 3").certain().map(Region::code),
        Some(code("12.07.28.1008"))
    );
    // A letter that changes the word, with no other village near.
    let Resolved::Doubtful(similar) = resolve_in(code("33.04.15"), "Tlahan") else {
        panic!("Tlahan is only similar to Tlahab");
    };
    assert_eq!(codes(&similar), ["33.04.15.2007"]);
    assert!(!similar[0].exact && similar[0].score < 0.85);
}

/// Whoever misspells one village of a sub-district by a swap of letters gets that one or a list, never another.
#[test]
fn a_swapped_vowel_never_leads_to_another_village() {
    let mut certain = 0;
    let mut asked = 0;
    for subdistrict in subdistricts().step_by(11) {
        for village in subdistrict.children() {
            let swapped = match village.name().find(['a', 'o']) {
                Some(at) if &village.name()[at..=at] == "a" => village.name().replacen('a', "o", 1),
                Some(_) => village.name().replacen('o', "a", 1),
                None => continue,
            };
            asked += 1;
            match resolve_in(subdistrict.code(), &swapped) {
                Resolved::Certain(found) if found.region == village => certain += 1,
                // The swap may have made the very name of a neighbour.
                Resolved::Certain(found) => assert!(found.exact, "{village:?} as {swapped}: {found:?}"),
                Resolved::Doubtful(matches) => {
                    assert!(matches.iter().any(|found| found.region == village), "{village:?} as {swapped}")
                }
                Resolved::Unknown => assert!(village.name().len() < 5, "{village:?} as {swapped}"),
            }
        }
    }
    assert!(certain * 100 > asked * 90, "{certain} of {asked}");
}

#[test]
fn search_finds_every_level_and_every_bearer_of_a_name() {
    let pejawaran = search("Pejawaran");
    assert_eq!(codes(&pejawaran)[..2], ["33.04.15", "33.04.15.2009"]);
    assert_eq!(search("Kec. Pejawaran")[0].region.level(), Level::Subdistrict);
    assert_eq!(search("Desa Pejawaran")[0].region.level(), Level::Village);
    assert_eq!(search("Kab. Semarang")[0].region.code(), code("33.22"));
    assert_eq!(search("Kota Semarang")[0].region.code(), code("33.74"));
    assert_eq!(search("prov jawa tengah")[0].region.code(), code("33"));
    assert_eq!(search("DKI Jakarta")[0].region.code(), code("31"));
    let karangsari = search("karang sari");
    assert!(karangsari.iter().take_while(|found| found.exact).count() == 63);
    assert!(karangsari[63..].iter().all(|found| !found.exact));
    assert_eq!(karangsari.iter().filter(|found| found.region.name() == "Karangsari").count(), 49);
    // `Kota` belongs to the name of a village as well.
    assert!(
        search("Kota Baru").iter().any(|found| found.score == 1.0 && found.region.level() == Level::Village)
    );
}

#[test]
fn search_in_stays_within() {
    assert_eq!(codes(&search_in(code("33.04.15"), "Beji"))[0], "33.04.15.2014");
    let banjarnegara = search_in(code("33.04"), "Beji");
    assert_eq!(banjarnegara.iter().filter(|found| found.exact).count(), 3);
    assert!(banjarnegara.iter().all(|found| code("33.04").contains(found.region.code())));
    assert!(search_in(code("33.04.15.2014"), "Beji").is_empty());
    assert!(search_in(code("99"), "Beji").is_empty());
    // Another spelling is not looked for elsewhere.
    assert!(search_in(code("33.05"), "DKI Jakarta").iter().all(|found| !found.exact));
}

#[test]
fn a_whole_page_as_a_name_costs_no_more_than_a_name() {
    assert!(search(&"Beji Karangsari ".repeat(1_000_000)).iter().all(|found| !found.exact));
}

proptest! {
    #[test]
    fn any_text_may_be_sought(name in ".{0,40}") {
        for found in search_in(code("33.04"), &name) {
            prop_assert!(found.score >= 0.69 && found.score <= 1.0);
        }
        resolve_in(code("33.04.15"), &name);
    }
}
