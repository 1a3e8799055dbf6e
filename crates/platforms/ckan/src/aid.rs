//! How many receive an aid.

use balai_core::model::Aid;

use crate::cell::Cell;
use crate::grid::Grid;
use crate::settings::AidColumns;

/// What a row tells of a village and year; `None` where nobody counted, or nobody receives it. Where they are few, the
/// aid is told and not how many.
pub(crate) fn aid(
    columns: &AidColumns,
    grid: &Grid,
    row: &[Cell],
    year: Option<u16>,
    few: u64,
) -> Option<Aid> {
    let count = grid.count(row, &columns.count).filter(|count| *count > 0)?;
    let mut aid = Aid {
        // The year is a part of the name, as villages themselves write it: a count is of one year.
        name: year.map_or_else(|| columns.name.clone(), |year| format!("{} {year}", columns.name)),
        target: columns.target,
        source: columns.source.clone(),
        ..Aid::default()
    };
    if count < few {
        aid.extras.insert("kurang_dari".into(), few.into());
    } else {
        aid.recipient_count = Some(count);
    }
    Some(aid)
}
