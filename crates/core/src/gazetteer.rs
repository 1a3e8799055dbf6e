//! Which villages there are, and what they are called.

use std::sync::Arc;

use crate::RegionCode;

/// Which villages there are, and what they are called: by it the names in a source that tells of many villages
/// become codes. `balai-regions` has one of the whole country; `()` is one that knows nobody.
pub trait Gazetteer: Send + Sync {
    /// A region by its code.
    fn region(&self, code: RegionCode) -> Option<Named>;

    /// The villages within a region, by code.
    fn villages(&self, within: RegionCode) -> Vec<Named>;

    /// The village within a region that a name stands for. It never guesses.
    fn resolve(&self, within: RegionCode, name: &str) -> Meaning;
}

/// A region and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The code of the Ministry of Home Affairs.
    pub code: RegionCode,
    /// The name, without a type word: `Darmayasa`.
    pub name: String,
    /// The code of Statistics Indonesia (*kode BPS*), where it is known.
    pub bps: Option<String>,
}

/// What a name within a region stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This village and no other.
    Certain(RegionCode),
    /// One of these may be meant, the likeliest first; a person has to tell.
    Doubtful(Vec<Named>),
    /// No name comes near.
    Unknown,
}

impl Gazetteer for () {
    fn region(&self, _: RegionCode) -> Option<Named> {
        None
    }

    fn villages(&self, _: RegionCode) -> Vec<Named> {
        Vec::new()
    }

    fn resolve(&self, _: RegionCode, _: &str) -> Meaning {
        Meaning::Unknown
    }
}

impl<G: Gazetteer + ?Sized> Gazetteer for Arc<G> {
    fn region(&self, code: RegionCode) -> Option<Named> {
        (**self).region(code)
    }

    fn villages(&self, within: RegionCode) -> Vec<Named> {
        (**self).villages(within)
    }

    fn resolve(&self, within: RegionCode, name: &str) -> Meaning {
        (**self).resolve(within, name)
    }
}
