//! Village budgets: the tables on pages of finance texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::model::{Budget, BudgetLine, BudgetTotal, Section, Stage};
use balai_core::{Access, Error, ErrorKind, Found, Page, Result, Rupiah, Visit};
use balai_extract::html::{self, Document, Element};
use balai_extract::{css, number, sitemap};

use crate::article::article_path;
use crate::menu;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let mut budgets: BTreeMap<u16, (Budget, Arc<Page>)> = BTreeMap::new();
    for page in candidates(site, visit).await? {
        match parse(&page) {
            // Two texts on one year: the one that tells more.
            Ok(found) => {
                for budget in found {
                    let known = budgets.get(&budget.year).map_or(0, |(known, _)| known.lines.len());
                    if budget.lines.len() > known {
                        budgets.insert(budget.year, (budget, page.clone()));
                    }
                }
            }
            Err(error) => visit.skip(error),
        }
    }
    // The footer sums up one year; it serves where no text has the whole table.
    if let Ok(home) = visit.get("/").await
        && let Some(budget) = footer(&home)?
    {
        budgets.entry(budget.year).or_insert((budget, home));
    }
    if budgets.is_empty() {
        return Err(Error::not_offered("no text or footer shows a budget"));
    }
    for (budget, page) in budgets.into_values() {
        visit.emit(Found::new(budget, Access::Page, &page)).await?;
    }
    Ok(())
}

/// The pages that may hold a budget's table: those already read, and those whose address sounds like one.
async fn candidates(site: &Surface, visit: &mut Visit<'_>) -> Result<Vec<Arc<Page>>> {
    let is_article = |page: &Page| {
        menu::below(page.url.as_str(), &visit.site().url).is_some_and(|path| article_path(&path).is_some())
    };
    let mut pages: Vec<_> =
        visit.remembered().into_iter().filter(|page| page.status == 200 && is_article(page)).collect();
    let mut paths = Vec::new();
    if let Ok(page) = visit.get("sitemap.xml").await {
        let found = sitemap::entries(&page.body).into_iter();
        paths.extend(
            found.filter_map(|entry| article_path(&menu::below(&entry.location, &visit.site().url)?)),
        );
    }
    if site.api {
        // Drafts stand in the sitemap too, and from 2508 on can be seen by their address: the list decides.
        let listed = crate::event::published_paths(visit).await?;
        paths.retain(|path| listed.contains(&crate::article::unpadded(path)));
    }
    paths.retain(|path| ["apbd", "anggaran", "realisasi", "keuangan"].iter().any(|word| path.contains(word)));
    for path in paths {
        if pages
            .iter()
            .any(|page| menu::below(page.url.as_str(), &visit.site().url).as_deref() == Some(path.as_str()))
        {
            continue;
        }
        match site.get(visit, &path).await {
            Ok(page) => pages.push(page),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Server) => {}
            Err(error) => return Err(error),
        }
    }
    pages.sort_by(|a, b| a.url.cmp(&b.url));
    Ok(pages)
}

/// The budgets on a page: each table, with the year that stands above it or in the title.
pub(crate) fn parse(page: &Page) -> Result<Vec<Budget>> {
    let document = Document::parse(page)?;
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
            section = section_of(&whole).or(section);
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

fn section_of(text: &str) -> Option<Section> {
    let text = text.to_uppercase();
    match text {
        _ if text.contains("PENDAPATAN") => Some(Section::Income),
        _ if text.contains("BELANJA") => Some(Section::Expenditure),
        _ if text.contains("PEMBIAYAAN") => Some(Section::Financing),
        _ => None,
    }
}

/// The footer's three columns: totals, income, expenditure by field; realised stands before budgeted. The total
/// of financing is left out: versions to 2410 compute it wrongly.
fn footer(home: &Page) -> Result<Option<Budget>> {
    let document = Document::parse(home)?;
    let mut budget = Budget { stage: Some(Stage::Realised), ..Budget::default() };
    let mut section = None;
    let titles = css!("#transparansi-footer h2, #transparansi-footer .progress-group");
    for element in document.select(titles) {
        let Some(text) = html::line(element) else { continue };
        if element.value().name() == "h2" {
            budget.year = year_of(&text).unwrap_or(budget.year);
            section = section_of(&text);
            continue;
        }
        let Some(amounts) = element.select(css!("b")).next().and_then(html::line) else { continue };
        let Some((realised, budgeted)) = amounts.split_once('|') else { continue };
        let (realised, budgeted) = (number::rupiah(realised), number::rupiah(budgeted));
        let name = text[..text.find(&amounts).unwrap_or_default()].trim().to_owned();
        match (section, section_of(&name)) {
            (Some(section), _) => {
                budget.lines.push(BudgetLine { code: None, name, section, level: 1, budgeted, realised });
            }
            (None, Some(total)) if total != Section::Financing => {
                budget.totals.push(BudgetTotal { section: total, budgeted, realised });
            }
            _ => {}
        }
    }
    // The sums of what is shown, where a line was too much for a number.
    let whole: Rupiah = budget.lines.iter().filter_map(|line| line.budgeted).sum();
    Ok((budget.year > 0 && whole > Rupiah::ZERO).then_some(budget))
}
