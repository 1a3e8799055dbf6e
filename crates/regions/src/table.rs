//! The packed tables of all regions, read in place.
//!
//! `data/tree.bin` is four little-endian `u32` counts (provinces, regencies, sub-districts, villages) and
//! then one array of entries a level, each sorted by code. An entry is one little-endian integer:
//!
//! | bits | meaning |
//! |---|---|
//! | 0..20 | where the region's name begins in `data/names.txt` |
//! | 20..26 | the name's length in bytes |
//! | 26..38 | the last part of the code |
//! | 38..64 | the position of the first child in the next level's array |
//!
//! A village has no children, so its entry is cut to five bytes. The children of neighbours are
//! neighbours, so everything below a region is one range in each array.

use std::ops::Range;

use balai_core::{Level, RegionCode};

static NAMES: &str = include_str!("../data/names.txt");
static TREE: &[u8] = include_bytes!("../data/tree.bin");

const COUNTS: [usize; 4] = [count(0), count(1), count(2), count(3)];
/// Where each level's array begins.
const STARTS: [usize; 4] =
    [16, 16 + 8 * COUNTS[0], 16 + 8 * (COUNTS[0] + COUNTS[1]), 16 + 8 * (COUNTS[0] + COUNTS[1] + COUNTS[2])];

pub(crate) const LEVELS: [Level; 4] = [Level::Province, Level::Regency, Level::Subdistrict, Level::Village];

/// Where a region stands in the array of its level.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) level: Level,
    pub(crate) index: usize,
}

#[derive(Clone, Copy)]
struct Entry(u64);

const fn count(level: usize) -> usize {
    let bytes = include_bytes!("../data/tree.bin");
    let at = level * 4;
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}

impl Entry {
    fn name(self) -> &'static str {
        let start = (self.0 & 0xF_FFFF) as usize;
        let length = (self.0 >> 20 & 0x3F) as usize;
        &NAMES[start..start + length]
    }

    fn number(self) -> u64 {
        self.0 >> 26 & 0xFFF
    }

    fn first_child(self) -> usize {
        (self.0 >> 38) as usize
    }
}

impl Position {
    fn entry(self) -> Entry {
        let array = &TREE[STARTS[self.level as usize]..];
        if self.level == Level::Village {
            let entry = &array[self.index * 5..][..5];
            Entry(u64::from_le_bytes([entry[0], entry[1], entry[2], entry[3], entry[4], 0, 0, 0]))
        } else {
            let entry = array[self.index * 8..].first_chunk().expect("a position is within its array");
            Entry(u64::from_le_bytes(*entry))
        }
    }

    pub(crate) fn name(self) -> &'static str {
        self.entry().name()
    }

    /// The positions of the children in the next level's array; empty for a village.
    pub(crate) fn children(self) -> Range<usize> {
        below(self.level, self.index..self.index + 1)
    }

    fn parent(self) -> Option<Self> {
        let level = above(self.level)?;
        // The last region whose children begin at or before this one.
        let after = partition(level, 0..COUNTS[level as usize], |entry| entry.first_child() <= self.index);
        Some(Self { level, index: after - 1 })
    }

    pub(crate) fn code(self) -> RegionCode {
        self.code_within(self.parent().map(Self::code))
    }

    /// The code, for who knows the parent's.
    pub(crate) fn code_within(self, parent: Option<RegionCode>) -> RegionCode {
        let number = self.entry().number();
        let code = match parent {
            None => u8::try_from(number).ok().and_then(RegionCode::province),
            Some(parent) => u16::try_from(number).ok().and_then(|number| parent.child(number)),
        };
        code.expect("the tables hold only numbers that make a code")
    }
}

/// The position of the region that `code` names.
pub(crate) fn find(code: RegionCode) -> Option<Position> {
    let mut range = all(Level::Province);
    for level in LEVELS {
        let number = code.at(level)?.number() % if level == Level::Village { 10_000 } else { 100 };
        let index = partition(level, range.clone(), |entry| entry.number() < number);
        let position = Position { level, index };
        if index == range.end || position.entry().number() != number {
            return None;
        }
        if level == code.level() {
            return Some(position);
        }
        range = position.children();
    }
    None
}

/// All positions of a level.
pub(crate) fn all(level: Level) -> Range<usize> {
    0..COUNTS[level as usize]
}

/// The positions of the children of all regions in `range`.
pub(crate) fn below(level: Level, range: Range<usize>) -> Range<usize> {
    if level == Level::Village {
        return 0..0;
    }
    let first_child = |index| {
        if index < COUNTS[level as usize] {
            Position { level, index }.entry().first_child()
        } else {
            COUNTS[level as usize + 1]
        }
    };
    first_child(range.start)..first_child(range.end)
}

fn above(level: Level) -> Option<Level> {
    (level as usize).checked_sub(1).map(|level| LEVELS[level])
}

/// The first position in `range` whose entry does not pass, where all that pass come first.
fn partition(level: Level, range: Range<usize>, passes: impl Fn(Entry) -> bool) -> usize {
    let Range { mut start, mut end } = range;
    while start < end {
        let index = start + (end - start) / 2;
        if passes(Position { level, index }.entry()) {
            start = index + 1;
        } else {
            end = index;
        }
    }
    start
}
