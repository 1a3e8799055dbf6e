//! Budgets: the newest year's in the page, and older ones in the files that the page names.

use std::collections::{BTreeMap, BTreeSet};

use balai_core::model::{Budget, BudgetLine, BudgetTotal, Section, Stage};
use balai_core::{Access, Entity, Error, Found, Page, RegionCode, Result, Rupiah, Visit};
use balai_extract::json;
use serde::Deserialize;

use crate::open_data::{self, File};
use crate::{account, identity, page};

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let page = page::whole(visit, "/data/anggaran/").await?;
    let newest = newest(&page, visit.site().region)?;
    let files = match open_data::files(&page, "keuangan") {
        Ok(files) => files,
        Err(error) if newest.is_none() => return Err(error),
        Err(error) => {
            visit.skip(error);
            None
        }
    };
    let mut files = files.unwrap_or_default();
    // What the page tells of a year, it tells with what was realised.
    let mut years: BTreeSet<u16> = newest.iter().map(|newest| newest.year).collect();
    files.retain(|file| year_of(&file.name).is_some_and(|year| years.insert(year)));
    if newest.is_none() && files.is_empty() {
        return Err(nothing(&page));
    }
    let found = newest.is_some();
    if let Some(newest) = newest {
        visit.emit(Found::new(newest, Access::Page, &page)).await?;
    }
    let parse = |file: &File, page: &Page| {
        let year = year_of(&file.name).ok_or_else(|| Error::malformed("the file's name tells no year"))?;
        Ok(vec![Entity::from(account::budget(year, &page::text(page))?)])
    };
    open_data::emit(&files, parse, found, visit).await?;
    visit.complete();
    Ok(())
}

/// The year of a file called `APBDes 2016`.
fn year_of(name: &str) -> Option<u16> {
    name.strip_prefix("APBDes ")?.trim().parse().ok().filter(|year| (1990..2100).contains(year))
}

/// Why the page has no figures.
fn nothing(page: &Page) -> Error {
    let text = page::text(page);
    let error = if text.contains("Data Keuangan belum terunggah") {
        Error::not_offered("the site says that no budget was uploaded")
    } else if text.contains("Kode Kemendagri desa belum diisi") {
        Error::not_offered("the site has no village code, without which its network shows no budget")
    } else if text.contains("progress_recapitulations") {
        Error::not_offered("neither the page nor the village's open data have figures of a budget")
    } else {
        Error::malformed("the page has neither a budget nor says that there is none")
    };
    error.at(&page.url)
}

/// Figures by year, of which only the newest are filled in. PHP writes an empty list where there is no year.
#[derive(Deserialize)]
#[serde(untagged)]
enum ByYear<T> {
    Years(BTreeMap<String, Option<T>>),
    None([(); 0]),
}

impl<T> ByYear<T> {
    fn into_years(self) -> BTreeMap<String, Option<T>> {
        match self {
            Self::Years(years) => years,
            Self::None([]) => BTreeMap::new(),
        }
    }
}

/// What a year comes to, by allow-list.
#[derive(Deserialize)]
struct Progress {
    #[serde(default, deserialize_with = "json::text")]
    budgeted_revenue: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    transferred_revenue: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    budgeted_spending: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    realized_spending: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    fk_region_id: Option<String>,
}

impl Progress {
    /// Zeros mean that the village sent nothing.
    fn is_filled(&self) -> bool {
        let planned = [&self.budgeted_revenue, &self.budgeted_spending];
        planned.into_iter().filter_map(amount).any(|amount| amount != Rupiah::ZERO)
    }
}

/// What one source or field of a year comes to.
#[derive(Deserialize)]
struct Sum {
    #[serde(default, deserialize_with = "json::text")]
    budgeted: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    realized: Option<String>,
    #[serde(rename = "type", default)]
    kind: Option<SumKind>,
}

#[derive(Deserialize)]
struct SumKind {
    #[serde(default, deserialize_with = "json::text")]
    code: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    is_revenue: Option<String>,
}

/// The budget of the newest year that the page has figures of.
fn newest(page: &Page, village: RegionCode) -> Result<Option<Budget>> {
    let text = page::text(page);
    let progress = page::variable::<ByYear<Progress>>(&text, "progress_recapitulations");
    let sums = page::variable::<ByYear<Vec<Sum>>>(&text, "spending_recapitulations");
    let progress = progress.map_err(|error| error.at(&page.url))?.map(ByYear::into_years).unwrap_or_default();
    let mut sums = sums.map_err(|error| error.at(&page.url))?.map(ByYear::into_years).unwrap_or_default();
    let filled = progress.into_iter().filter_map(|(key, progress)| {
        let year = key.parse::<u16>().ok()?;
        let progress = progress.filter(Progress::is_filled)?;
        Some((year, key, progress))
    });
    let Some((year, key, progress)) = filled.max_by_key(|(year, ..)| *year) else { return Ok(None) };
    identity::check_figures(progress.fk_region_id.as_deref(), village)
        .map_err(|error| error.at(&page.url))?;
    let lines = sums.remove(&key).flatten().unwrap_or_default().into_iter().filter_map(line).collect();
    let total = |section, budgeted, realised| {
        let (budgeted, realised) = (amount(budgeted), amount(realised));
        budgeted.or(realised).map(|_| BudgetTotal { section, budgeted, realised })
    };
    let income = total(Section::Income, &progress.budgeted_revenue, &progress.transferred_revenue);
    let spending = total(Section::Expenditure, &progress.budgeted_spending, &progress.realized_spending);
    let totals = income.into_iter().chain(spending).collect();
    Ok(Some(Budget { year, stage: Some(Stage::Realised), lines, totals, ..Budget::default() }))
}

fn line(sum: Sum) -> Option<BudgetLine> {
    let kind = sum.kind?;
    let is_income = matches!(kind.is_revenue.as_deref(), Some("1" | "true"));
    let (budgeted, realised) = (amount(&sum.budgeted), amount(&sum.realized));
    budgeted.or(realised)?;
    Some(BudgetLine {
        // Sources are told by letters, which are no account.
        code: kind.code.filter(|code| code.bytes().all(|byte| byte.is_ascii_digit())),
        name: kind.name?,
        section: if is_income { Section::Income } else { Section::Expenditure },
        level: 1,
        budgeted,
        realised,
    })
}

/// An amount as programs write it, `1829573598.64`.
fn amount(text: &Option<String>) -> Option<Rupiah> {
    text.as_deref()?.parse().ok().and_then(Rupiah::from_f64)
}

#[cfg(test)]
mod tests {
    use balai_core::ErrorKind;

    use super::*;
    use crate::answer;

    fn village() -> RegionCode {
        "33.04.15.2008".parse().expect("a code")
    }

    #[test]
    fn the_newest_year_is_read_with_what_was_realised() {
        let page = answer("text/html", include_str!("../fixtures/anggaran.html"));
        let budget = newest(&page, village()).expect("a page").expect("a budget");
        assert_eq!((budget.year, budget.stage), (2018, Some(Stage::Realised)));
        let total = |place: usize| (budget.totals[place].budgeted, budget.totals[place].realised);
        assert_eq!(total(0), (Some(Rupiah::from_sen(182_957_359_864)), Rupiah::from_rupiah(1_200_000_000)));
        assert_eq!(total(1), (Rupiah::from_rupiah(1_700_000_000), None));
        let lines: Vec<_> =
            budget.lines.iter().map(|it| (it.code.as_deref(), it.name.as_str(), it.section)).collect();
        let fields = (Some("01"), "Penyelengaraan Pemerintahan Desa", Section::Expenditure);
        assert_eq!(lines, [(None, "Dana Desa", Section::Income), fields]);
        let another = newest(&page, "33.04.15.2009".parse().expect("a code")).expect_err("another's figures");
        assert!(another.message().contains("33.04.15.2008"), "{another}");
    }

    #[test]
    fn empty_years_are_none() {
        for nothing in [
            "var progress_recapitulations = [];",
            "var progress_recapitulations = {\"2017\": null, \"2018\": []};\nvar spending_recapitulations = [];",
            "var progress_recapitulations = null;",
            "var progress_recapitulations = {\"2018\": {\"budgeted_revenue\": 0, \"budgeted_spending\": \"0\"}};",
        ] {
            assert_eq!(newest(&answer("text/html", nothing), village()).expect("a page"), None, "{nothing}");
        }
        let cut = "var progress_recapitulations = {\"2018\": {\"budgeted_rev";
        assert_eq!(
            newest(&answer("text/html", cut), village()).expect_err("cut").kind(),
            ErrorKind::Malformed
        );
    }

    #[test]
    fn a_page_says_why_it_has_none() {
        for (text, kind) in [
            ("Data Keuangan belum terunggah", ErrorKind::NotOffered),
            ("Kode Kemendagri desa belum diisi, silahkan…", ErrorKind::NotOffered),
            ("var progress_recapitulations = null;", ErrorKind::NotOffered),
            ("Selamat datang", ErrorKind::Malformed),
        ] {
            assert_eq!(nothing(&answer("text/html", text)).kind(), kind, "{text}");
        }
    }

    #[test]
    fn budgets_are_known_by_the_names_of_their_files() {
        assert_eq!(year_of("APBDes 2016"), Some(2016));
        for other in ["APBDes", "APBDes lama", "SPP 2016", "APBDes 20160"] {
            assert_eq!(year_of(other), None, "{other}");
        }
    }
}
