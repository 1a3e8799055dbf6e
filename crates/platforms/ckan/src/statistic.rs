//! Tables of the population.

use balai_core::model::{Statistic, StatisticRow};

use crate::cell::Cell;
use crate::grid::Grid;
use crate::settings::StatisticColumns;

/// What the rows of one village and year tell; `None` where nobody counted, or so few that they must not be told.
pub(crate) fn statistic(
    columns: &StatisticColumns,
    grid: &Grid,
    rows: &[&[Cell]],
    year: Option<u16>,
    few: u64,
) -> Option<Statistic> {
    let counts: Vec<(String, u64)> = match (&columns.category, &columns.count) {
        (Some(category), Some(count)) => {
            let row = |row: &&[Cell]| Some((grid.cell(row, category).text(), grid.count(row, count)?));
            rows.iter().filter_map(row).filter(|(label, _)| !label.is_empty()).collect()
        }
        _ => {
            let row = rows.first()?;
            let count = |it: &crate::settings::Category| {
                Some((
                    it.label.clone().unwrap_or_else(|| it.column.trim().to_owned()),
                    grid.count(row, &it.column)?,
                ))
            };
            columns.rows.iter().filter_map(count).collect()
        }
    };
    let total = columns.total.as_ref().and_then(|total| grid.count(rows.first()?, total));
    // Zeros all over are what is written where nobody counted.
    if counts.iter().all(|(_, count)| *count == 0) && total.is_none_or(|total| total == 0) {
        return None;
    }
    let Told { counts, total, hidden } = tell(counts, total, few);
    if counts.is_empty() {
        return None;
    }
    let row = |(label, total)| StatisticRow { label, total, ..StatisticRow::default() };
    let mut statistic = Statistic::new(columns.topic.clone(), counts.into_iter().map(row).collect());
    statistic.topic_name.clone_from(&columns.name);
    statistic.period = year.map(|year| year.to_string());
    statistic.total = total;
    if !hidden.is_empty() {
        statistic.extras.insert("kurang_dari".into(), few.into());
        statistic.extras.insert("disembunyikan".into(), hidden.into());
    }
    Some(statistic)
}

/// What may be told of counts.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    counts: Vec<(String, u64)>,
    total: Option<u64>,
    /// The labels of those that must not be told.
    hidden: Vec<String>,
}

/// Leaves out the counts of few, and with them the total, from which they could be told by taking off the others. That
/// there is nobody may be told.
fn tell(counts: Vec<(String, u64)>, total: Option<u64>, few: u64) -> Told {
    let (hidden, counts): (Vec<_>, Vec<_>) =
        counts.into_iter().partition(|(_, count)| (1..few).contains(count));
    let is_told = hidden.is_empty() && total.is_none_or(|total| !(1..few).contains(&total));
    Told {
        counts,
        total: total.filter(|_| is_told),
        hidden: hidden.into_iter().map(|(label, _)| label).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counts(counts: &[u64]) -> Vec<(String, u64)> {
        counts.iter().map(|count| (format!("c{count}"), *count)).collect()
    }

    #[test]
    fn few_are_not_told_and_cannot_be_reckoned() {
        let told = tell(counts(&[3, 117, 0]), Some(120), 5);
        assert_eq!((told.counts, told.total, told.hidden), (counts(&[117, 0]), None, vec!["c3".to_owned()]));
        let told = tell(counts(&[5, 115]), Some(120), 5);
        assert_eq!((told.counts, told.total), (counts(&[5, 115]), Some(120)));
        assert_eq!(tell(counts(&[3]), Some(9), 0).counts, counts(&[3]), "0 hides nothing");
    }

    proptest! {
        #[test]
        fn nothing_told_is_of_few(numbers in proptest::collection::vec(0u64..30, 0..8), few in 0u64..10) {
            let total = numbers.iter().sum();
            let told = tell(counts(&numbers), Some(total), few);
            prop_assert!(told.counts.iter().all(|(_, count)| *count == 0 || *count >= few));
            prop_assert!(told.total.is_none_or(|total| total == 0 || total >= few));
            // What is hidden is not what the total leaves.
            prop_assert!(told.hidden.is_empty() || told.total.is_none());
            prop_assert_eq!(told.counts.len() + told.hidden.len(), numbers.len());
        }
    }
}
