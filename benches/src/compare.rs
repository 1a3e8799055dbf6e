//! Two ways of doing a thing, by turns.

use std::time::{Duration, Instant};

/// What two ways took.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    /// The best of the first way.
    pub ours: Duration,
    /// The best of the second way.
    pub theirs: Duration,
    /// The best of ours by the best of theirs.
    pub ratio: f64,
    /// The lowest and the highest ratio among five parts of the turns, each taken alone: how far to trust it.
    pub spread: (f64, f64),
}

/// Compares two ways of doing a thing by turns, `turns` of each, after one that does not count. A way tells itself
/// how long it took, so that it can prepare outside of that time.
///
/// What else runs on a machine only ever adds to a time, so that the best of many is what tells most; a ratio of
/// medians is one of how often each was interrupted.
pub fn compare(
    turns: usize,
    mut ours: impl FnMut() -> Duration,
    mut theirs: impl FnMut() -> Duration,
) -> Comparison {
    ours();
    theirs();
    let times: Vec<_> = (0..turns.max(1)).map(|_| (ours(), theirs())).collect();
    let (best_of_ours, best_of_theirs) = best(&times);
    let part = times.len().div_ceil(5);
    let ratios = times.chunks(part).map(best).map(|(ours, theirs)| ours.div_duration_f64(theirs));
    Comparison {
        ours: best_of_ours,
        theirs: best_of_theirs,
        ratio: best_of_ours.div_duration_f64(best_of_theirs),
        spread: ratios.fold((f64::MAX, f64::MIN), |(low, high), ratio| (low.min(ratio), high.max(ratio))),
    }
}

fn best(times: &[(Duration, Duration)]) -> (Duration, Duration) {
    times.iter().fold((Duration::MAX, Duration::MAX), |best, pair| (best.0.min(pair.0), best.1.min(pair.1)))
}

/// How long `work` takes.
pub fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    std::hint::black_box(work());
    begun.elapsed()
}
