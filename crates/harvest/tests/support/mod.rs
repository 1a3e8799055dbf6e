//! Villages, platforms and a store in memory, to harvest without network and disk.

#![allow(dead_code, unused_imports)] // each test file uses a part

mod platforms;
mod sites;
mod store;

pub(crate) use platforms::{Behaviour, Toy};
pub(crate) use sites::Sites;
pub(crate) use store::Memory;

use balai_core::{Platform, RegionCode, Roster, RosterVillage, Site};
use std::sync::Arc;

pub(crate) fn code(n: usize) -> RegionCode {
    format!("33.04.15.{}", 2000 + n).parse().expect("a code")
}

pub(crate) fn host(n: usize) -> String {
    format!("https://desa{n}.example/")
}

pub(crate) fn site(n: usize) -> Site {
    Site::new(code(n), &host(n)).expect("a site")
}

pub(crate) fn roster(villages: usize) -> Roster {
    let village = |n| RosterVillage { url: Some(host(n)), ..RosterVillage::new(code(n)) };
    Roster { villages: (1..=villages).map(village).collect(), ..Roster::default() }
}

pub(crate) fn platforms<const N: usize>(platforms: [&Arc<Toy>; N]) -> Vec<Arc<dyn Platform>> {
    platforms.map(|platform| platform.clone() as Arc<dyn Platform>).into()
}
