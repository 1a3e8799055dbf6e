//! Which villages there are, and what they are called.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

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

/// A gazetteer that looks a name up once: a source repeats each in every table and year.
pub(crate) struct Remembering {
    inner: Arc<dyn Gazetteer>,
    meanings: Mutex<HashMap<(RegionCode, String), Meaning>>,
}

impl Remembering {
    pub(crate) fn new(inner: Arc<dyn Gazetteer>) -> Self {
        Self { inner, meanings: Mutex::default() }
    }
}

impl Gazetteer for Remembering {
    fn region(&self, code: RegionCode) -> Option<Named> {
        self.inner.region(code)
    }

    fn villages(&self, within: RegionCode) -> Vec<Named> {
        self.inner.villages(within)
    }

    fn resolve(&self, within: RegionCode, name: &str) -> Meaning {
        /// More names no region has: then the file is of something else.
        const MOST: usize = 20_000;
        let mut meanings = self.meanings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = meanings.get(&(within, name.to_owned())) {
            return known.clone();
        }
        let meaning = self.inner.resolve(within, name);
        if meanings.len() < MOST {
            meanings.insert((within, name.to_owned()), meaning.clone());
        }
        meaning
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Knows one village everywhere, and counts how often it is asked.
    struct Counting(AtomicUsize);

    impl Gazetteer for Counting {
        fn region(&self, _: RegionCode) -> Option<Named> {
            None
        }

        fn villages(&self, _: RegionCode) -> Vec<Named> {
            Vec::new()
        }

        fn resolve(&self, within: RegionCode, _: &str) -> Meaning {
            self.0.fetch_add(1, Ordering::Relaxed);
            Meaning::Certain(within)
        }
    }

    #[test]
    fn a_name_is_looked_up_once_in_each_region() {
        let counting = Arc::new(Counting(AtomicUsize::new(0)));
        let gazetteer = Remembering::new(counting.clone());
        let (one, other): (RegionCode, RegionCode) =
            ("33.04.15".parse().expect("a code"), "33.04.16".parse().expect("a code"));
        for _ in 0..3 {
            assert_eq!(gazetteer.resolve(one, "Beji"), Meaning::Certain(one));
            assert_eq!(gazetteer.resolve(other, "Beji"), Meaning::Certain(other));
        }
        assert_eq!(counting.0.load(Ordering::Relaxed), 2);
    }
}
