//! Village budgets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Extras;
use crate::Rupiah;

/// The village budget of one year (*APBDes*), after the accounts of Permendagri 20/2018.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Budget {
    /// The budget year.
    pub year: u16,
    /// Plan, revision or account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The lines, in the site's order.
    pub lines: Vec<BudgetLine>,
    /// The totals of the sections, as the site tells them or as the lines add up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<BudgetTotal>,
    /// What the site tells beyond these fields, by the site's own names.
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

/// One line of a budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetLine {
    /// The account code: `4.2.1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// As printed, without the code.
    pub name: String,
    /// Income, expenditure or financing.
    pub section: Section,
    /// Depth in the table, from 1: a section's direct children are 1.
    pub level: u8,
    /// *Anggaran*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budgeted: Option<Rupiah>,
    /// *Realisasi*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub realised: Option<Rupiah>,
}

/// The total of one section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetTotal {
    /// Of what.
    pub section: Section,
    /// *Anggaran*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budgeted: Option<Rupiah>,
    /// *Realisasi*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub realised: Option<Rupiah>,
}

/// A section of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// *Pendapatan*, account 4.
    Income,
    /// *Belanja*, account 5.
    Expenditure,
    /// *Pembiayaan*, account 6: what comes in less what goes out, where the site nets it.
    Financing,
}

/// How far a budget has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// *Murni*: as first passed.
    Plan,
    /// *Perubahan*.
    Revised,
    /// *Realisasi*: with what was spent.
    Realised,
}
