//! Scores of villages.

use balai_core::model::{Index, IndexComponent};

use crate::cell::Cell;
use crate::grid::Grid;
use crate::settings::IndexColumns;

/// What a row tells of a village and year; `None` where there is no score. A score of 0 is one that was never given.
pub(crate) fn index(columns: &IndexColumns, grid: &Grid, row: &[Cell], year: Option<u16>) -> Option<Index> {
    let score = grid.decimal(row, &columns.score).filter(|score| *score > 0.0)?;
    let mut index = Index { year, score: Some(score), ..Index::new(columns.scheme.clone()) };
    let class = columns.class.as_ref().map(|class| grid.cell(row, class));
    index.class = class.filter(|class| !class.is_missing()).map(Cell::text);
    let part = |it: &crate::settings::Category| {
        let name = it.label.clone().unwrap_or_else(|| it.column.trim().to_owned());
        Some(IndexComponent { name, score: grid.decimal(row, &it.column)? })
    };
    index.components = columns.components.iter().filter_map(part).collect();
    Some(index)
}
