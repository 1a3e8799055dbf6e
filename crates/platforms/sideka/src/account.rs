//! A year's budget by its accounts, from a file of the village's open data.

use balai_core::model::{Budget, BudgetLine, BudgetTotal, Section};
use balai_core::{Error, Result, Rupiah};
use balai_extract::number;

use crate::table::{Table, cell};

/// The most parts that an account's number has; what has more is none.
const DEEPEST: usize = 8;

/// An account, with what was found of its amount.
struct Account {
    code: String,
    name: String,
    section: Section,
    /// Parts of its number: 1 is the section itself.
    depth: usize,
    /// The account that it is part of, by its place.
    parent: Option<usize>,
    /// What is written there.
    amount: Option<Rupiah>,
    /// What its parts come to.
    parts: Option<Rupiah>,
}

impl Account {
    fn total(&self) -> Option<Rupiah> {
        self.amount.or(self.parts)
    }
}

/// Reads a budget: amounts stand at the leaves, so that a blank account is what its parts come to. Rows without a
/// number are parts of the account above; what they say is not read, since they name who is paid.
pub(crate) fn budget(year: u16, text: &str) -> Result<Budget> {
    let mut accounts = accounts(text)?;
    for place in (0..accounts.len()).rev() {
        if let (Some(total), Some(parent)) = (accounts[place].total(), accounts[place].parent) {
            let parts = &mut accounts[parent].parts;
            *parts = Some(parts.unwrap_or_default() + total);
        }
    }
    let totals =
        [Section::Income, Section::Expenditure, Section::Financing].into_iter().filter_map(|section| {
            let budgeted = Some(total(&accounts, section)?);
            Some(BudgetTotal { section, budgeted, realised: None })
        });
    let totals: Vec<_> = totals.collect();
    if totals.is_empty() {
        return Err(Error::malformed("the table has no account with an amount"));
    }
    let line = |account: &Account| {
        let budgeted = account.total().filter(|_| account.depth > 1)?;
        Some(BudgetLine {
            code: Some(account.code.clone()),
            name: account.name.clone(),
            section: account.section,
            level: u8::try_from(account.depth - 1).ok()?,
            budgeted: Some(budgeted),
            realised: None,
        })
    };
    Ok(Budget { year, lines: accounts.iter().filter_map(line).collect(), totals, ..Budget::default() })
}

/// What a section comes to. Financing is what comes in (3.1) less what goes out (3.2).
fn total(accounts: &[Account], section: Section) -> Option<Rupiah> {
    let of_section = || accounts.iter().filter(|it| it.section == section);
    let groups: Vec<_> =
        of_section().filter(|it| it.depth == 2).filter_map(|it| Some((it, it.total()?))).collect();
    if section == Section::Financing && !groups.is_empty() {
        let signed = |(it, sum): &(&Account, Rupiah)| {
            if it.code.ends_with(".2") { Rupiah::ZERO - *sum } else { *sum }
        };
        return Some(groups.iter().map(signed).sum());
    }
    let whole = of_section().find(|it| it.depth == 1).and_then(Account::total);
    whole.or_else(|| (!groups.is_empty()).then(|| groups.iter().map(|(_, sum)| *sum).sum()))
}

fn accounts(text: &str) -> Result<Vec<Account>> {
    let table = Table::read(text)?;
    let (number, name) = (table.column("kode_rekening")?, table.column("uraian")?);
    let amount = table.column("anggaran")?;
    let mut accounts: Vec<Account> = Vec::new();
    // The accounts that the next row may be part of, by their places.
    let mut open: Vec<usize> = Vec::new();
    for row in table.rows() {
        let row = row?;
        let amount = number::rupiah(cell(&row, amount));
        let code = cell(&row, number).trim_end_matches('.');
        if code.is_empty() {
            if let (Some(above), Some(amount)) = (open.last(), amount) {
                let parts = &mut accounts[*above].parts;
                *parts = Some(parts.unwrap_or_default() + amount);
            }
            continue;
        }
        let depth = code.split('.').count();
        let Some(section) = section(code).filter(|_| depth <= DEEPEST) else { continue };
        let is_part = |whole: &Account| {
            code.strip_prefix(whole.code.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        while open.last().is_some_and(|last| !is_part(&accounts[*last])) {
            open.pop();
        }
        let (code, name, parent) = (code.to_owned(), cell(&row, name).to_owned(), open.last().copied());
        open.push(accounts.len());
        accounts.push(Account { code, name, section, depth, parent, amount, parts: None });
    }
    Ok(accounts)
}

/// The section of an account's number: 1 to 3 before 2018, 4 to 6 from then on.
fn section(code: &str) -> Option<Section> {
    match code.split('.').next()? {
        "1" | "4" => Some(Section::Income),
        "2" | "5" => Some(Section::Expenditure),
        "3" | "6" => Some(Section::Financing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rupiah(amount: i64) -> Option<Rupiah> {
        Rupiah::from_rupiah(amount)
    }

    #[test]
    fn blank_accounts_are_what_their_parts_come_to() {
        let budget = budget(2016, include_str!("../fixtures/apbdes.csv")).expect("a budget");
        let lines: Vec<_> = budget
            .lines
            .iter()
            .map(|it| (it.code.as_deref().expect("a code"), it.level, it.budgeted))
            .collect();
        assert_eq!(
            lines,
            [
                ("1.1", 1, rupiah(900)),
                ("1.1.1", 2, rupiah(600)),
                ("1.1.2", 2, rupiah(300)),
                ("1.2", 1, rupiah(100)),
                ("2.1", 1, rupiah(700)),
                ("2.1.1", 2, rupiah(700)),
                ("3.1", 1, rupiah(50)),
                ("3.2", 1, rupiah(20)),
            ]
        );
        let totals: Vec<_> = budget.totals.iter().map(|it| (it.section, it.budgeted)).collect();
        let due = [
            (Section::Income, rupiah(1000)),
            (Section::Expenditure, rupiah(700)),
            (Section::Financing, rupiah(30)),
        ];
        assert_eq!(totals, due);
        assert!(!format!("{budget:?}").contains("WARGA"), "who is paid is not read");
    }

    #[test]
    fn what_is_no_budget_is_told() {
        assert!(budget(2016, "<html>").expect_err("no table").message().contains("kode_rekening"));
        assert!(budget(2016, "kode_rekening,uraian,anggaran\n1,PENDAPATAN,\n").is_err());
        let deep = format!("kode_rekening,uraian,anggaran\n1{},x,5\n1.1,y,3\n", ".1".repeat(50_000));
        assert_eq!(budget(2016, &deep).expect("a budget").lines.len(), 1);
    }

    proptest! {
        /// However leaves are spread, a section comes to what they add up to, and so does each blank account.
        #[test]
        fn a_section_is_the_sum_of_its_leaves(groups in prop::collection::vec(prop::collection::vec(0_i64..1_000_000, 1..6), 1..6)) {
            let mut csv = "kode_rekening,uraian,anggaran\n1,PENDAPATAN,\n".to_owned();
            for (leaves, group) in groups.iter().zip(1..) {
                csv.push_str(&format!("1.{group},Kelompok,\n"));
                for (leaf, place) in leaves.iter().zip(1..) {
                    csv.push_str(&format!("1.{group}.{place},Akun,{leaf}\n"));
                }
            }
            let budget = budget(2016, &csv).expect("a budget");
            let all: i64 = groups.iter().flatten().sum();
            prop_assert_eq!(budget.totals[0].budgeted, rupiah(all));
            let sums: Vec<_> = budget.lines.iter().filter(|line| line.level == 1).map(|line| line.budgeted).collect();
            let due: Vec<_> = groups.iter().map(|leaves| rupiah(leaves.iter().sum())).collect();
            prop_assert_eq!(sums, due);
        }
    }
}
