//! Scores that the village was given: IDM and SDGs Desa.

use std::sync::Arc;

use balai_core::model::{Index, IndexComponent, IndexGoal, Scheme};
use balai_core::{Access, Error, Found, Page, Result, Visit};
use balai_extract::html::{self, Document};
use balai_extract::{css, number, table};
use jiff::Timestamp;
use serde::Deserialize;

use crate::api;
use crate::surface::Surface;

/// Years back that are asked for where the menu names none.
const YEARS: i16 = 3;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let mut years: Vec<(u16, bool)> =
        site.menu.below("status-idm").filter_map(|(year, _)| Some((year.parse().ok()?, true))).collect();
    if years.is_empty() && site.api {
        // Not linked, but shown on request: the year itself is given in the year after.
        let now = visit.zone().local(Timestamp::now()).year();
        years.extend((now - YEARS..now).filter_map(|year| Some((u16::try_from(year).ok()?, false))));
    }
    let mut found = 0;
    for (year, listed) in years {
        match idm(site, visit, year).await {
            Ok(Some((index, access, page))) => {
                visit.emit(Found::new(index, access, &page).listed(listed)).await?;
                found += 1;
            }
            Ok(None) => {}
            Err(error) if api::is_missing(&error) => {}
            Err(error) => return Err(error),
        }
    }
    let listed = site.menu.has(&["status-sdgs"]);
    if listed || site.api {
        match sdgs(site, visit).await {
            Ok(Some((index, access, page))) => {
                visit.emit(Found::new(index, access, &page).listed(listed || site.menu.is_empty())).await?;
                found += 1;
            }
            Ok(None) => {}
            // Old versions ask the ministry for each page, and answer 408 when it is silent.
            Err(error) => visit.note(format!("SDGs Desa cannot be read: {error}")),
        }
    }
    if found == 0 {
        return Err(Error::not_offered("neither IDM nor SDGs Desa is shown"));
    }
    Ok(())
}

type Scored = (Index, Access, Arc<Page>);

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Idm {
    summaries: Summary,
    #[serde(default, deserialize_with = "api::list")]
    row: Vec<Indicator>,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Summary {
    #[serde(default, deserialize_with = "api::text")]
    skor_saat_ini: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    status: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Indicator {
    #[serde(default, deserialize_with = "api::text")]
    indikator: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    skor: Option<String>,
}

async fn idm(site: &Surface, visit: &mut Visit<'_>, year: u16) -> Result<Option<Scored>> {
    let mut index = Index::new(Scheme::Idm);
    index.year = Some(year);
    let (access, page) = if site.api {
        let answer = api::get::<Idm>(site, visit, &format!("internal_api/idm/{year}")).await?;
        let Some(item) = answer.items.into_iter().next() else { return Ok(None) };
        let Idm { summaries, row } = item.attributes;
        index.score = summaries.skor_saat_ini.as_deref().and_then(number::decimal);
        index.class = summaries.status;
        let rows = row.into_iter().filter_map(|row| Some((row.indikator?, row.skor?)));
        index.components = components(rows);
        (Access::Api, answer.page)
    } else {
        let page = site.first_of(visit, &[&format!("status-idm/{year}")]).await?;
        let document = Document::parse(&page)?;
        // natra: figure above label in a box; esensi: the same in a column.
        for card in document.select(css!(".small-box .inner, .grid .flex-col")) {
            let value = card.select(css!("h3, span.text-lg")).next().and_then(html::line);
            let label = card.select(css!("p, span.text-sm")).next().and_then(html::line).unwrap_or_default();
            match label.to_uppercase().as_str() {
                "SKOR IDM SAAT INI" => index.score = value.as_deref().and_then(number::decimal),
                "STATUS IDM" => index.class = value,
                _ => {}
            }
        }
        let rows = document.select(css!("table")).flat_map(table::rows).filter(|row| row.len() > 2);
        index.components = components(rows.map(|row| (row[1].clone(), row[2].clone())).collect::<Vec<_>>());
        (Access::Page, page)
    };
    // Without the ministry's answer a page shows zeros.
    let known = index.score.is_some_and(|score| score > 0.0);
    Ok(known.then_some((index, access, page)))
}

/// The three parts among the indicators: `IKS 2024`, `IKE 2024`, `IKL 2024`.
fn components(rows: impl IntoIterator<Item = (String, String)>) -> Vec<IndexComponent> {
    let part = |(name, score): (String, String)| {
        let name =
            name.split_whitespace().next().filter(|name| matches!(*name, "IKS" | "IKE" | "IKL"))?.to_owned();
        Some(IndexComponent { name, score: number::decimal(&score)? })
    };
    rows.into_iter().filter_map(part).collect()
}

#[derive(Deserialize)]
struct Sdgs {
    #[serde(default, deserialize_with = "api::text")]
    average: Option<String>,
    #[serde(deserialize_with = "api::list")]
    data: Vec<Goal>,
}

#[derive(Deserialize)]
struct Goal {
    #[serde(default, deserialize_with = "api::text")]
    goals: Option<String>,
    title: String,
    #[serde(default, deserialize_with = "api::text")]
    score: Option<String>,
}

async fn sdgs(site: &Surface, visit: &mut Visit<'_>) -> Result<Option<Scored>> {
    let mut index = Index::new(Scheme::Sdgs);
    let (access, page) = if site.api {
        let answer = api::get::<Sdgs>(site, visit, "internal_api/sdgs").await?;
        let Some(item) = answer.items.into_iter().next() else { return Ok(None) };
        index.score = item.attributes.average.as_deref().and_then(number::decimal);
        for goal in item.attributes.data {
            let Some(number) = goal.goals.and_then(|number| number.parse().ok()) else { continue };
            let score = goal.score.as_deref().and_then(number::decimal);
            index.goals.push(IndexGoal { number, name: goal.title, score });
        }
        (Access::Api, answer.page)
    } else {
        let page = site.first_of(visit, &["status-sdgs"]).await?;
        let document = Document::parse(&page)?;
        read_goals(&document, &mut index);
        (Access::Page, page)
    };
    Ok((!index.goals.is_empty() || index.score.is_some()).then_some((index, access, page)))
}

/// The goals of an SDGs page: each card is a picture named by the goal's number, and beside it the score.
fn read_goals(document: &Document, index: &mut Index) {
    for image in document.select(css!("img[src*='sdgs']")) {
        let file = image.attr("src").unwrap_or_default().split('?').next().unwrap_or_default();
        let file = file.rsplit('/').next().unwrap_or_default();
        let digits: String = file.chars().filter(char::is_ascii_digit).collect();
        let Some((number, name)) = digits.parse().ok().and_then(|number| Some((number, goal_name(number)?)))
        else {
            continue;
        };
        if index.goals.iter().any(|goal| goal.number == number) {
            continue;
        }
        // The card is the nearest box that holds a number of its own; one more out would be the row of cards.
        let boxes = image.ancestors().filter_map(html::Element::wrap).take(3);
        let score =
            boxes.map(own_numbers).find(|numbers| !numbers.is_empty()).and_then(
                |numbers| match numbers[..] {
                    [score] => Some(score),
                    _ => None,
                },
            );
        index.goals.push(IndexGoal { number, name: name.to_owned(), score });
    }
    let labels = document.select(css!(".info-box-number, h3, h4, span, p, b")).filter_map(html::line);
    let average = labels.filter(|text| text.len() < 60 && text.to_lowercase().contains("skor sdgs"));
    index.score = average.into_iter().find_map(|text| number::decimal(&text));
}

/// The numbers that stand alone within an element.
fn own_numbers(element: html::Element<'_>) -> Vec<f64> {
    let texts = element.text().map(str::trim).filter(|text| !text.is_empty());
    let numbers = texts.filter(|text| text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')));
    numbers.filter_map(number::decimal).collect()
}

/// The goals by number, after Permendesa 13/2020: pages show them as pictures.
fn goal_name(number: u8) -> Option<&'static str> {
    const GOALS: [&str; 18] = [
        "Desa Tanpa Kemiskinan",
        "Desa Tanpa Kelaparan",
        "Desa Sehat dan Sejahtera",
        "Pendidikan Desa Berkualitas",
        "Keterlibatan Perempuan Desa",
        "Desa Layak Air Bersih dan Sanitasi",
        "Desa Berenergi Bersih dan Terbarukan",
        "Pertumbuhan Ekonomi Desa Merata",
        "Infrastruktur dan Inovasi Desa Sesuai Kebutuhan",
        "Desa Tanpa Kesenjangan",
        "Kawasan Permukiman Desa Aman dan Nyaman",
        "Konsumsi dan Produksi Desa Sadar Lingkungan",
        "Desa Tanggap Perubahan Iklim",
        "Desa Peduli Lingkungan Laut",
        "Desa Peduli Lingkungan Darat",
        "Desa Damai Berkeadilan",
        "Kemitraan untuk Pembangunan Desa",
        "Kelembagaan Desa Dinamis dan Budaya Desa Adaptif",
    ];
    GOALS.get(usize::from(number).checked_sub(1)?).copied()
}
