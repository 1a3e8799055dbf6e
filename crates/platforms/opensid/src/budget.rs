//! Village budgets: the tables on pages of finance texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::model::{Budget, BudgetLine, BudgetTotal, Section, Stage};
use balai_core::{Access, Error, ErrorKind, Found, Origin, Page, Result, Rupiah, Visit};
use balai_extract::html::{self, Document, Element};
use balai_extract::{charset, css, number, script, terms};
use serde::Deserialize;

use crate::api;
use crate::article::{self, Met};
use crate::published::Published;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let mut budgets: BTreeMap<u16, (Budget, Origin)> = BTreeMap::new();
    // Met on the articles' pages that were read before; two texts on one year: the one that tells more.
    let mut take = |budget: Budget, origin: Origin| {
        let known = budgets.get(&budget.year).map_or(0, |(known, _)| known.lines.len());
        if budget.lines.len() > known {
            budgets.insert(budget.year, (budget, origin));
        }
    };
    let met = visit.memo::<Met>();
    for (budget, origin) in met.iter().flat_map(|met| &met.budgets) {
        take(budget.clone(), origin.clone());
    }
    for page in candidates(site, visit).await? {
        match parse(&page) {
            Ok(found) => found.into_iter().for_each(|budget| take(budget, (&page).into())),
            Err(error) => visit.skip(error),
        }
    }
    // Widgets and the footer sum up years; they serve where no text has the whole table.
    if let Some(home) = &site.home {
        for budget in home.budgets.iter().cloned() {
            budgets.entry(budget.year).or_insert((budget, (&home.page).into()));
        }
    }
    if budgets.is_empty() && visit.since().is_none() {
        return Err(Error::not_offered("no text, widget or footer shows a budget"));
    }
    for (budget, origin) in budgets.into_values() {
        visit.emit(Found::new(budget, Access::Page, origin)).await?;
    }
    Ok(())
}

/// The pages that may hold a budget's table: those whose type or address says so.
async fn candidates(site: &Surface, visit: &mut Visit<'_>) -> Result<Vec<Arc<Page>>> {
    let mut paths = article::paths(site, visit).await?.0;
    let met = visit.memo::<Met>();
    let is_read = |path: &String| met.as_ref().is_some_and(|met| met.paths.contains(path));
    paths.retain(|path| ["apbd", "anggaran", "realisasi", "keuangan"].iter().any(|word| path.contains(word)));
    if let Some(published) = Published::of(site, visit).await? {
        for path in published.of_type("keuangan") {
            if !paths.iter().any(|known| known == path) {
                paths.push(path.to_owned());
            }
        }
    }
    let mut pages = Vec::new();
    for path in paths.into_iter().filter(|path| !is_read(path)) {
        match site.get(visit, &path).await {
            Ok(page) => pages.push(page),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if crate::api::is_missing(&error) => visit.skip(error),
            Err(error) => return Err(error),
        }
    }
    Ok(pages)
}

/// The budgets on a page: each table, with the year that stands above it or in the title.
fn parse(page: &Page) -> Result<Vec<Budget>> {
    match crate::has(page, &["blueTable"]) {
        true => on_article(&Document::parse(page)?, page),
        false => Ok(Vec::new()),
    }
}

/// The budgets on a finance article's page.
pub(crate) fn on_article(document: &Document, page: &Page) -> Result<Vec<Budget>> {
    let mut budgets = Vec::new();
    let tables: Vec<_> = document.select(css!("table.blueTable")).collect();
    if tables.is_empty() {
        return Ok(budgets);
    }
    let years: Vec<u16> = document
        .select(css!("h4, h2, h1"))
        .filter_map(html::line)
        .filter_map(|text| year_of(&text))
        .collect();
    let above: Vec<u16> = document
        .select(css!("h4"))
        .filter_map(html::line)
        .filter(|text| text.starts_with("TAHUN ANGGARAN"))
        .filter_map(|text| year_of(&text))
        .collect();
    for (i, table) in tables.into_iter().enumerate() {
        let Some(year) = above.get(i).or(years.first()).copied() else {
            return Err(Error::malformed("a budget's table without its year").at(&page.url));
        };
        let (lines, totals) = lines(table);
        if !lines.is_empty() {
            budgets.push(Budget { year, stage: Some(Stage::Realised), lines, totals, ..Budget::default() });
        }
    }
    Ok(budgets)
}

/// The first number in a text that can be a budget's year.
fn year_of(text: &str) -> Option<u16> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.find_map(|digits| digits.parse().ok().filter(|year| (2000..2100).contains(year)))
}

/// The lines and the totals of a table: code, name, budgeted, realised, difference, percent. Headings of sections
/// and sums are told by their words.
fn lines(table: Element<'_>) -> (Vec<BudgetLine>, Vec<BudgetTotal>) {
    let (mut lines, mut totals) = (Vec::new(), Vec::new());
    let mut section = None;
    for row in table.select(css!("tbody tr")) {
        let cells: Vec<_> = row.select(css!("td")).map(|cell| html::line(cell).unwrap_or_default()).collect();
        let Some(split) = cells.len().checked_sub(4).filter(|split| *split > 0) else { continue };
        let (head, amounts) = cells.split_at(split);
        let (budgeted, realised) = (number::rupiah(&amounts[0]), number::rupiah(&amounts[1]));
        let words: Vec<&str> = head.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let whole = words.join(" ");
        if budgeted.is_none() && realised.is_none() {
            section = terms::section(&whole).or(section);
            continue;
        }
        let Some(section) = section else { continue };
        match words[..] {
            [code, name] if code.starts_with(|c: char| c.is_ascii_digit()) => {
                let code = code.trim_end_matches('.').to_owned();
                let level = u8::try_from(code.split('.').count().max(2) - 1).unwrap_or(u8::MAX);
                let name = name.trim().to_owned();
                lines.push(BudgetLine { code: Some(code), name, section, level, budgeted, realised });
            }
            _ => {
                let sum = whole.to_uppercase();
                if sum.starts_with("JUMLAH") || sum.starts_with("PEMBIAYAAN NETTO") {
                    totals.push(BudgetTotal { section, budgeted, realised });
                }
            }
        }
    }
    (lines, totals)
}

/// One year of the finance widget; amounts are rupiah in texts, and a missing one is nothing.
#[derive(Deserialize)]
struct Year {
    #[serde(default, deserialize_with = "api::list")]
    res_pendapatan: Vec<Amount>,
    #[serde(default, deserialize_with = "api::list")]
    res_belanja: Vec<Amount>,
}

#[derive(Deserialize)]
struct Amount {
    nama: String,
    #[serde(default, deserialize_with = "api::text")]
    anggaran: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    realisasi: Option<String>,
}

/// The finance widget's data: all years, in every theme.
pub(crate) fn widget(home: &Page) -> Vec<Budget> {
    if !crate::has(home, &["res_pendapatan"]) {
        return Vec::new();
    }
    let html = charset::decode(&home.body, home.headers.get("content-type").unwrap_or_default());
    let years = html
        .match_indices("rawData")
        .find_map(|(at, _)| script::json::<BTreeMap<String, Year>>(&html[at..], "rawData").ok().flatten());
    let mut budgets = Vec::new();
    for (year, data) in years.unwrap_or_default() {
        let Ok(year) = year.parse() else { continue };
        let sections = [(Section::Income, data.res_pendapatan), (Section::Expenditure, data.res_belanja)];
        let mut lines = Vec::new();
        for (section, amounts) in sections {
            for amount in amounts {
                let rupiah = |text: &Option<String>| text.as_deref().and_then(number::rupiah);
                let (budgeted, realised) = (rupiah(&amount.anggaran), rupiah(&amount.realisasi));
                lines.push(BudgetLine {
                    code: None,
                    name: html::plain(&amount.nama),
                    section,
                    level: 1,
                    budgeted,
                    realised,
                });
            }
        }
        if !lines.is_empty() {
            budgets.push(Budget { year, stage: Some(Stage::Realised), lines, ..Budget::default() });
        }
    }
    budgets
}

/// The footer's three columns: totals, income, expenditure by field; realised stands before budgeted. The total
/// of financing is left out: versions to 2410 compute it wrongly.
pub(crate) fn footer(home: &Document) -> Option<Budget> {
    let mut budget = Budget { stage: Some(Stage::Realised), ..Budget::default() };
    let mut section = None;
    // natra and the older themes: a heading a column, a group an item. esensi: the same in other boxes.
    let items = css!("#transparansi-footer h2, #transparansi-footer .progress-group, h3.text-h5, .space-y-1");
    for element in home.select(items) {
        let Some(text) = html::line(element) else { continue };
        if matches!(element.value().name(), "h2" | "h3") {
            let column = text.strip_prefix("APBDes");
            budget.year = column.and_then(year_of).unwrap_or(budget.year);
            section = column.and_then(terms::section);
            continue;
        }
        let Some((name, realised, budgeted)) = footer_item(element, &text).filter(|_| budget.year > 0) else {
            continue;
        };
        match (section, terms::section(&name)) {
            (Some(section), _) => {
                budget.lines.push(BudgetLine { code: None, name, section, level: 1, budgeted, realised });
            }
            (None, Some(total)) if total != Section::Financing => {
                budget.totals.push(BudgetTotal { section: total, budgeted, realised });
            }
            _ => {}
        }
    }
    let whole: Rupiah = budget.lines.iter().filter_map(|line| line.budgeted).sum();
    (budget.year > 0 && whole > Rupiah::ZERO).then_some(budget)
}

/// Name, realised, budgeted.
fn footer_item(element: Element<'_>, text: &str) -> Option<(String, Option<Rupiah>, Option<Rupiah>)> {
    if let Some(amounts) = element.select(css!("b")).next().and_then(html::line) {
        let (realised, budgeted) = amounts.split_once('|')?;
        let name = text[..text.find(&amounts)?].trim().to_owned();
        return Some((name, number::rupiah(realised), number::rupiah(budgeted)));
    }
    let name = element.select(css!("span.font-bold")).next().and_then(html::line)?;
    let amounts: Vec<_> = element.select(css!("div > span")).filter_map(html::line).collect();
    let [realised, budgeted, ..] =
        amounts.iter().filter(|text| text.starts_with("Rp")).collect::<Vec<_>>()[..]
    else {
        return None;
    };
    Some((name, number::rupiah(realised), number::rupiah(budgeted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_to_the_sen() {
        let budgets = parse(&crate::page(include_str!("../fixtures/article-finance.html"))).expect("a page");
        let budget = &budgets[0];
        assert_eq!((budgets.len(), budget.year), (1, 2023));
        let lines: Vec<_> = budget
            .lines
            .iter()
            .map(|line| (line.code.as_deref(), line.section, line.level, line.budgeted, line.realised))
            .collect();
        let sen = |sen| Some(Rupiah::from_sen(sen));
        assert_eq!(
            lines,
            [
                (Some("4.2"), Section::Income, 1, sen(100_000_075), sen(90_000_050)),
                (Some("4.2.1"), Section::Income, 2, sen(100_000_075), sen(90_000_050)),
                (Some("02"), Section::Expenditure, 1, sen(80_000_000), None),
            ]
        );
        assert_eq!(budget.totals.len(), 1, "surplus is no section's total");
    }

    #[test]
    fn footers_tell_realised_first() {
        let home = Document::parse(&crate::page(include_str!("../fixtures/home-esensi.html")));
        let budget = footer(&home.expect("a page")).expect("a footer");
        assert_eq!((budget.year, budget.lines.len(), budget.totals.len()), (2026, 1, 1));
        assert_eq!(budget.lines[0].budgeted, Rupiah::from_rupiah(976_209_150));
        assert_eq!(budget.totals[0].realised, Rupiah::from_rupiah(1_308_696_407));
    }

    #[test]
    fn the_widget_tells_all_years() {
        let home = crate::page(
            r#"<script>var rawData = {"2025":{"res_pendapatan":[{"nama":"Dana Desa","anggaran":"100.50","realisasi":"0"}]},"2024":{}};</script>"#,
        );
        let budgets = widget(&home);
        assert_eq!((budgets.len(), budgets[0].year), (1, 2025));
        assert_eq!(budgets[0].lines[0].budgeted, Some(Rupiah::from_sen(10_050)));
    }
}
