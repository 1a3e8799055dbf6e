//! Amounts of villages' budgets.

use balai_core::Rupiah;
use balai_core::model::{Budget, BudgetLine, Stage, slug};

use crate::cell::Cell;
use crate::grid::Grid;
use crate::number::Style;
use crate::settings::BudgetColumns;

/// What a row tells of a village and year; `None` where there is no amount.
pub(crate) fn budget(columns: &BudgetColumns, grid: &Grid, row: &[Cell], year: u16) -> Option<Budget> {
    let amount = |name: &Option<String>| {
        let cell = |style: Style, cell: &Cell| Some((style, cell.clone()));
        let (style, cell) = grid.read_by(row, name.as_deref()?, cell)?;
        style.rupiah(&cell, columns.unit).filter(|amount| *amount != Rupiah::ZERO)
    };
    let lines = columns.lines.iter().filter_map(|line| {
        let (budgeted, realised) = (amount(&line.budgeted), amount(&line.realised));
        budgeted.or(realised)?;
        let parts = line.code.as_deref().unwrap_or_default().split_terminator('.').count();
        Some(BudgetLine {
            code: line.code.clone(),
            name: line.name.clone(),
            section: line.section,
            level: u8::try_from(parts.saturating_sub(1)).unwrap_or(1).max(1),
            budgeted,
            realised,
        })
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| Budget { year, stage: columns.stage, lines, ..Budget::default() })
}

/// What a record is known by: a table tells of some lines of a budget, and others tell of others.
pub(crate) fn key(columns: &BudgetColumns, year: u16) -> String {
    let stage = match columns.stage {
        Some(Stage::Plan) => "plan",
        Some(Stage::Revised) => "revised",
        Some(Stage::Realised) | None => "",
    };
    let names: Vec<_> = columns.lines.iter().map(|line| line.name.as_str()).collect();
    slug(&format!("{year} {stage} {}", names.join(" ")))
}
