//! Regions by name.

use std::ops::Range;

use balai_core::{Level, RegionCode};

use crate::bridge;
use crate::region::{Region, get};
use crate::spelling::{SOUNDS_THE_SAME, Spelling};
use crate::table::{self, LEVELS, Position};

/// By how much the best of several near matches must lead to be taken.
const LEAD: f32 = 0.1;

/// A region whose name agrees with the one sought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// The region.
    pub region: Region,
    /// How well the names agree, from 0.7 to 1. Where `exact` is false, 0.85 and more means that both sound
    /// the same (*Panusupan*, *Penusupan*); less means that they are similar or that one is part of the other.
    pub score: f32,
    /// Whether the name, or a listed other spelling, is the one sought but for case, spaces, punctuation and a
    /// type word such as *Desa* or *Kec.*
    pub exact: bool,
}

/// What a name within a region stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolved {
    /// One region and no other: by its very name, or by one that sounds the same while no other comes near.
    Certain(Match),
    /// These may be meant, best first; a human has to choose, even where there is only one.
    Doubtful(Vec<Match>),
    /// No name comes near.
    Unknown,
}

impl Resolved {
    /// The region, if it is certain.
    pub fn certain(&self) -> Option<Region> {
        match self {
            Self::Certain(found) => Some(found.region),
            _ => None,
        }
    }
}

/// Regions of all levels by name, best match first and by code where equal.
///
/// Case, spaces, punctuation, type words (*Desa*, *Kel.*, *Nagari*, *Kec.*, *Kab.*, …) and usual swaps of
/// letters are overlooked. Village names repeat: 49 are called `Karangsari`. [`search_in`] asks within
/// a region.
///
/// ```
/// let found = balai_regions::search("desa condong campur");
/// assert_eq!(found[0].region.full_name(), "Condongcampur, Pejawaran, Banjarnegara, Jawa Tengah");
/// assert!(found[0].exact);
/// ```
pub fn search(name: &str) -> Vec<Match> {
    let everywhere = LEVELS.map(table::all).into_iter().zip(LEVELS);
    find(name, everywhere, |_| true)
}

/// Like [`search`], for what lies within the region that `code` names, itself not included; nothing if it is
/// unknown.
pub fn search_in(code: RegionCode, name: &str) -> Vec<Match> {
    let Some(position) = table::find(code) else { return Vec::new() };
    let mut range = position.index..position.index + 1;
    let within = LEVELS.windows(2).skip(position.level as usize).map(|levels| {
        range = table::below(levels[0], range.clone());
        (range.clone(), levels[1])
    });
    find(name, within, |other| other != code && code.contains(other))
}

/// The region that `name` stands for within the one that `code` names, most often a village of a sub-district.
///
/// It never guesses: two that agree equally well, two similar ones of which none bears the very name, and one
/// that is only similar are [`Resolved::Doubtful`]. A type word tells a *kelurahan* from a *desa* of one name.
///
/// ```
/// use balai_regions::{Resolved, resolve_in};
///
/// let pejawaran = "33.04.15".parse()?;
/// assert_eq!(resolve_in(pejawaran, "Panusupan").certain().unwrap().name(), "Penusupan");
/// assert!(matches!(resolve_in(pejawaran, "Karang"), Resolved::Unknown));
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
pub fn resolve_in(code: RegionCode, name: &str) -> Resolved {
    let matches = search_in(code, name);
    let Some(best) = matches.first().copied() else { return Resolved::Unknown };
    let certain = match matches.get(1) {
        _ if !best.exact && best.score < SOUNDS_THE_SAME => false,
        None => true,
        Some(next) if best.exact => !next.exact || next.score < best.score,
        Some(next) => next.score <= best.score - LEAD,
    };
    if certain { Resolved::Certain(best) } else { Resolved::Doubtful(matches) }
}

fn find(
    name: &str,
    ranges: impl Iterator<Item = (Range<usize>, Level)>,
    is_within: impl Fn(RegionCode) -> bool,
) -> Vec<Match> {
    let sought = Spelling::of(name);
    let mut candidate = Spelling::default();
    let mut matches: Vec<Match> = Vec::new();
    for (range, level) in ranges {
        for position in range.map(|index| Position { level, index }) {
            candidate.read(position.name());
            if let Some((score, exact)) = sought.compare(&candidate) {
                matches.push(Match { region: Region::at(position), score, exact });
            }
        }
    }
    for row in bridge::ROWS.iter().filter(|row| is_within(row.code)) {
        for alias in row.aliases() {
            candidate.read(alias);
            let (Some((score, exact)), Some(region)) = (sought.compare(&candidate), get(row.code)) else {
                continue;
            };
            matches.push(Match { region, score, exact });
        }
    }
    // A name that agrees whole has its type word for a part of it, as the village Kota Baru has.
    for found in matches.iter_mut().filter(|found| found.score < 1.0) {
        found.score -= sought.contradiction(found.region.code(), found.region.name());
    }
    let rank = |a: &Match, b: &Match| b.exact.cmp(&a.exact).then(b.score.total_cmp(&a.score));
    // By region first, so that of a name and its other spellings only the best stays.
    matches.sort_by(|a, b| a.region.code().cmp(&b.region.code()).then(rank(a, b)));
    matches.dedup_by_key(|found| found.region.code());
    matches.sort_by(rank);
    matches
}
