//! Chance that falls the same way each time.

/// A sequence of numbers that a seed decides (SplitMix64).
///
/// Our own, since crates of random numbers do not promise the same sequence in their next version, and then every
/// simulated village would change with an update.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice for one topic of one village: what one topic draws does not shift another.
    pub(crate) fn new(seed: u64, village: &str, topic: &str) -> Self {
        // FNV-1a.
        let hash =
            village.bytes().chain([b'/']).chain(topic.bytes()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        Self(seed ^ hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).unwrap_or(0) + 1;
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// An index below `len`.
    pub(crate) fn below(&mut self, len: usize) -> usize {
        usize::try_from(self.next() % len.max(1) as u64).unwrap_or(0)
    }

    /// One of `items`, which is not empty.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// True so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// A number from −1 to 1.
    pub(crate) fn sway(&mut self) -> f64 {
        self.between(-10_000, 10_000) as f64 / 10_000.0
    }

    /// Cuts `total` into parts that add up to it, roughly in proportion to `weights`.
    pub(crate) fn split(&mut self, total: u32, weights: &[u32]) -> Vec<u32> {
        let weights: Vec<u64> = weights
            .iter()
            .map(|w| u64::from(*w) * u64::try_from(self.between(80, 120)).unwrap_or(100))
            .collect();
        let sum = weights.iter().sum::<u64>().max(1);
        let mut parts: Vec<u32> = weights
            .iter()
            .map(|weight| u32::try_from(u64::from(total) * weight / sum).unwrap_or(0))
            .collect();
        let rest = total - parts.iter().sum::<u32>();
        // What rounding left over goes to the heaviest part.
        if let Some(heaviest) = (0..parts.len()).max_by_key(|i| weights[*i]) {
            parts[heaviest] += rest;
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_add_up() {
        let mut dice = Dice::new(7, "33.04.15.2008", "test");
        for total in [0, 1, 17, 629, 4_321] {
            assert_eq!(dice.split(total, &[90, 5, 3, 0, 1]).iter().sum::<u32>(), total);
        }
    }

    #[test]
    fn a_seed_decides_the_sequence() {
        let draw = |seed, topic| {
            let mut dice = Dice::new(seed, "33.04.15.2008", topic);
            (0..8).map(|_| dice.between(0, 1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, "a"), draw(1, "a"));
        assert_ne!(draw(1, "a"), draw(2, "a"));
        assert_ne!(draw(1, "a"), draw(1, "b"));
    }
}
