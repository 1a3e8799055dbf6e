//! Each village's budget, year by year.

use balai_core::model::{Budget, BudgetLine, BudgetTotal, Section};
use balai_core::{Access, Found, Page, Result, Rupiah, Visit};
use balai_extract::html::{self, Document};
use balai_extract::{css, json, number};
use jiff::Timestamp;
use serde::Deserialize;

use crate::api::{self, Failures};
use crate::portal::Portal;

/// Years back that are asked for: what the portal's own "all years" covers.
const YEARS: i16 = 3;

pub(crate) async fn read(portal: &Portal, visit: &mut Visit<'_>) -> Result<()> {
    let now = visit.zone().local(Timestamp::now()).year();
    let mut failures = Failures::default();
    for (village, code) in portal.asked() {
        for year in (now - YEARS + 1)..=now {
            // Both parameters have to be there, or the sums are empty.
            let endpoint = format!("statistik/chart-anggaran-desa?mid=Semua&did={code}&y={year}");
            let read = match api::page(visit, &endpoint).await {
                Ok(page) => budget(&page, year.unsigned_abs()).map(|budget| (page, budget)),
                Err(error) => Err(error),
            };
            match read {
                Ok((page, budget)) => {
                    failures.well();
                    if let Some(budget) = budget {
                        visit.emit(Found::new(budget, Access::Api, &page).village(village)).await?;
                    }
                }
                Err(error) => failures.add(visit, error)?,
            }
        }
    }
    failures.end(visit)?;
    if portal.is_whole {
        visit.complete();
    }
    Ok(())
}

#[derive(Deserialize)]
struct Answer {
    #[serde(deserialize_with = "json::list")]
    grafik: Vec<Sum>,
    /// HTML, for people.
    #[serde(default, deserialize_with = "json::text")]
    detail: Option<String>,
}

/// The sum of a section: `4 - PENDAPATAN`.
#[derive(Deserialize)]
struct Sum {
    anggaran: String,
    #[serde(default, deserialize_with = "json::text")]
    jumlah: Option<String>,
}

/// The budget of one village and year; `None` where the village never sent it, for which the portal shows zeros.
fn budget(page: &Page, year: u16) -> Result<Option<Budget>> {
    let Answer { grafik, detail } = page.json()?;
    let sums: Vec<(Section, String, Rupiah)> = grafik
        .into_iter()
        .filter_map(|sum| {
            let section = section(sum.anggaran.trim_start())?;
            let name = sum.anggaran.trim_start_matches(|c: char| !c.is_alphabetic()).trim().to_owned();
            Some((section, name, amount(sum.jumlah.as_deref()?)?))
        })
        .collect();
    if sums.iter().all(|(.., sum)| *sum == Rupiah::ZERO) {
        return Ok(None);
    }
    let mut lines = match &detail {
        Some(html) => lines(&Document::parse_str(html, &page.url)?),
        None => Vec::new(),
    };
    // The sums are right where lines are missing or read as others: accounts are told apart by how their numbers
    // begin, so that 4.1.1 has what is of 4.1.10 too.
    let adds_up = |lines: &[BudgetLine]| {
        sums.iter().all(|(section, _, sum)| {
            let groups = lines.iter().filter(|line| line.section == *section && line.level == 1);
            groups.filter_map(|line| line.budgeted).sum::<Rupiah>() == *sum
        })
    };
    if !adds_up(&lines) {
        lines = sums
            .iter()
            .map(|(section, name, sum)| line(digit(*section).into(), name, *section, 1, *sum))
            .collect();
    }
    let is_netted = |section| section != Section::Financing;
    let totals = sums.iter().filter_map(|(section, _, sum)| {
        let budgeted = if is_netted(*section) { *sum } else { net(&lines)? };
        Some(BudgetTotal { section: *section, budgeted: Some(budgeted), realised: None })
    });
    let totals = totals.collect();
    Ok(Some(Budget { year, lines, totals, ..Budget::default() }))
}

/// Financing as the model has it: the portal adds up what comes in (6.1) and what goes out (6.2).
fn net(lines: &[BudgetLine]) -> Option<Rupiah> {
    let group = |code: &str| lines.iter().find(|line| line.code.as_deref() == Some(code))?.budgeted;
    Some(group("6.1")? - group("6.2").unwrap_or(Rupiah::ZERO))
}

/// The groups and accounts of the detail's tables that are not zero. Accounts that do not add up to their group are
/// left out.
fn lines(document: &Document) -> Vec<BudgetLine> {
    let mut lines: Vec<BudgetLine> = Vec::new();
    let mut accounts = Vec::new();
    for row in document.select(css!("tr")) {
        let cells: Vec<String> = row
            .child_elements()
            .filter(|cell| cell.value().name() == "td")
            .map(|cell| html::line(cell).unwrap_or_default())
            .collect();
        // An empty cell, the parts of the number, the name, the amount.
        let [_, parts @ .., name, sum] = cells.as_slice() else { continue };
        let Some((section, sum)) = parts.first().and_then(|part| section(part)).zip(amount(sum)) else {
            continue;
        };
        match parts.len() {
            2 => {
                close(&mut lines, &mut accounts);
                lines.push(line(parts.join("."), name, section, 1, sum));
            }
            3 => accounts.push(line(parts.join("."), name, section, 2, sum)),
            _ => {}
        }
    }
    close(&mut lines, &mut accounts);
    lines.retain(|line| line.budgeted != Some(Rupiah::ZERO));
    lines
}

/// Puts a group's accounts behind it, where they add up to it.
fn close(lines: &mut Vec<BudgetLine>, accounts: &mut Vec<BudgetLine>) {
    let sum: Rupiah = accounts.iter().filter_map(|line| line.budgeted).sum();
    if lines.last().is_some_and(|group| group.budgeted == Some(sum)) {
        lines.append(accounts);
    }
    accounts.clear();
}

fn line(code: String, name: &str, section: Section, level: u8, sum: Rupiah) -> BudgetLine {
    BudgetLine {
        code: Some(code),
        name: name.to_owned(),
        section,
        level,
        budgeted: Some(sum),
        realised: None,
    }
}

/// The section of an account's number, by its first digit.
fn section(number: &str) -> Option<Section> {
    match number.as_bytes().first()? {
        b'4' => Some(Section::Income),
        b'5' => Some(Section::Expenditure),
        b'6' => Some(Section::Financing),
        _ => None,
    }
}

fn digit(section: Section) -> &'static str {
    match section {
        Section::Income => "4",
        Section::Expenditure => "5",
        Section::Financing => "6",
    }
}

/// `123.00`, `1.234.567,00` or, of older portals, `1,234,567.00`.
fn amount(text: &str) -> Option<Rupiah> {
    number::rupiah(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::page;

    fn read(json: &'static str) -> Option<Budget> {
        budget(&page(json), 2026).expect("an answer")
    }

    fn codes(budget: &Budget) -> Vec<&str> {
        budget.lines.iter().filter_map(|line| line.code.as_deref()).collect()
    }

    #[test]
    fn groups_and_accounts_come_from_the_detail() {
        let budget = read(include_str!("../fixtures/budget.json")).expect("a budget");
        assert_eq!(codes(&budget), ["4.1", "4.1.1", "4.1.3", "4.2", "5.1", "6.1", "6.1.1", "6.2"]);
        assert_eq!(budget.lines[1].name, "Hasil Usaha Desa");
        let total =
            |section| budget.totals.iter().find(|it| it.section == section).and_then(|it| it.budgeted);
        assert_eq!(total(Section::Income), Rupiah::from_rupiah(1_060_000));
        assert_eq!(total(Section::Financing), Rupiah::from_rupiah(30_000), "what goes out is taken off");
    }

    #[test]
    fn without_a_detail_that_adds_up_there_are_the_sums() {
        let budget = read(
            r#"{"grafik":[{"anggaran":"4-Pendapatan","jumlah":700},{"anggaran":"5-Belanja","jumlah":"650.50"},
            {"anggaran":"6-Pembiayaan","jumlah":0}],"detail":"<table><tr><td><td>4<td colspan=3>1<td>PAD<td>9,00</table>"}"#,
        )
        .expect("a budget");
        assert_eq!(codes(&budget), ["4", "5", "6"]);
        assert_eq!(
            (budget.lines[1].name.as_str(), budget.lines[1].budgeted),
            ("Belanja", Some(Rupiah::from_sen(65_050)))
        );
        assert_eq!(budget.totals.len(), 2, "how much of the financing goes out is not known");
    }

    #[test]
    fn zeros_are_no_budget() {
        assert_eq!(
            read(
                r#"{"grafik":[{"anggaran":"4 - PENDAPATAN","jumlah":0},{"anggaran":"5 - BELANJA","jumlah":"0.00"}],"detail":""}"#
            ),
            None
        );
        assert_eq!(read(r#"{"grafik":[]}"#), None);
    }
}
