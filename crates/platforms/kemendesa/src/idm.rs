//! The *Indeks Desa Membangun* of 2021 to 2024.

use balai_core::model::{Index, IndexComponent, Scheme};
use balai_core::{Access, Error, Found, Meaning, Page, RegionCode, Result, Visit};
use balai_extract::json;
use serde::Deserialize;

use crate::ask::{self, Progress};
use crate::villages::Village;

/// The years that are there: the score ended with 2024, and what came after has no interface.
const YEARS: std::ops::RangeInclusive<u16> = 2021..=2024;

/// How much a score may differ from what its parts add up to.
const TOLERANCE: f64 = 0.0005;

/// The parts of the score, and how many indicators each has.
const PARTS: [(&str, usize); 3] = [("IKS", 35), ("IKE", 12), ("IKL", 3)];

/// Reads every score that the store does not have yet: those of old years never change. A fresh visit reads all.
pub(crate) async fn read(visit: &mut Visit<'_>, villages: &[Village], progress: &mut Progress) -> Result<()> {
    let mut wanted: Vec<(&Village, u16)> = Vec::new();
    for village in villages {
        for year in YEARS.rev() {
            match visit.known_of(village.code, &key(year)).await? {
                Some(_) if !visit.is_fresh() => progress.keep(village.code, key(year)),
                _ => wanted.push((village, year)),
            }
        }
    }
    let mut without: Vec<(&Village, usize)> = Vec::new();
    for (village, year) in wanted {
        let answer = match ask::page(
            visit,
            &visit.site().url,
            &format!("open/api/desa/rumusan/{}/{year}", village.asked),
        )
        .await
        {
            Ok(page) => index(&page, village, year).map(|index| (page, index)),
            Err(error) => Err(error),
        };
        match answer {
            Ok((page, Told::Score(scored))) => {
                progress.well();
                if let Some(error) = another(visit, village.code, &scored.name) {
                    visit.skip(error.at(&page.url));
                    continue;
                }
                for doubt in scored.doubts {
                    visit.note(format!("IDM {year} of {}: {doubt}", village.code));
                }
                let found = Found::new(scored.index, Access::Api, &page).village(village.code).key(key(year));
                visit.emit(found).await?;
                progress.emitted += 1;
            }
            Ok((page, Told::Other(error))) => {
                progress.well();
                visit.skip(error.at(&page.url));
            }
            Ok((_, Told::Nothing)) => {
                progress.well();
                match without.last_mut().filter(|(last, _)| last.code == village.code) {
                    Some((_, years)) => *years += 1,
                    None => without.push((village, 1)),
                }
            }
            Err(error) => {
                if !progress.failed(error) {
                    break;
                }
            }
        }
    }
    // One year without a score says nothing of the code; all of them do.
    for (village, _) in without.iter().filter(|(_, years)| *years == YEARS.count()) {
        let (code, asked) = (village.code, &village.asked);
        visit
            .note(format!("the ministry has no IDM of {code}: it does not know {asked}, or never scored it"));
    }
    Ok(())
}

fn key(year: u16) -> String {
    format!("idm-{year}")
}

/// The error of an answer that is of another village by its name.
fn another(visit: &Visit<'_>, village: RegionCode, name: &str) -> Option<Error> {
    match visit.gazetteer().resolve(visit.site().region, name) {
        Meaning::Certain(other) if other != village => {
            Some(Error::malformed(format!("asked for {village}, the ministry answers with {name} ({other})")))
        }
        _ => None,
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    #[serde(default)]
    error: bool,
    #[serde(default)]
    map_data: Option<Idm>,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Idm {
    summaries: Summary,
    #[serde(default, deserialize_with = "json::list")]
    row: Vec<Row>,
    #[serde(default, deserialize_with = "json::list")]
    identitas: Vec<Identity>,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Summary {
    #[serde(default, deserialize_with = "json::text")]
    skor_saat_ini: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    target_status: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    skor_minimal: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    tahun: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
struct Row {
    #[serde(default, deserialize_with = "json::text")]
    no: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    indikator: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    skor: Option<String>,
}

#[derive(Deserialize)]
struct Identity {
    #[serde(default, deserialize_with = "json::text")]
    id_desa: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    nama_desa: Option<String>,
}

/// What the ministry tells when it is asked for a village's score of one year.
#[derive(Debug)]
enum Told {
    Score(Scored),
    /// It has none, or does not know the code: it does not say which.
    Nothing,
    /// Another one's than was asked for.
    Other(Error),
}

/// A village's score of one year.
#[derive(Debug)]
struct Scored {
    index: Index,
    /// The village, as the ministry calls it in the answer.
    name: String,
    /// What does not agree within the answer.
    doubts: Vec<String>,
}

/// What an answer tells.
fn index(page: &Page, village: &Village, year: u16) -> Result<Told> {
    if page.status != 400 {
        page.check()?;
    }
    let Answer { error, map_data } = page.json()?;
    if error {
        return Ok(Told::Nothing);
    }
    let Some(Idm { summaries, row, identitas }) = map_data else {
        return Err(Error::malformed("the answer has neither a score nor an error").at(&page.url));
    };
    let identity = identitas.into_iter().next();
    let told = identity.as_ref().and_then(|it| it.id_desa.as_deref()).map(|id| id.replace('.', ""));
    if told.as_deref() != Some(&village.asked) {
        let told = told.as_deref().unwrap_or("no village");
        let message = format!("asked for {}, the ministry answers with {told}", village.asked);
        return Ok(Told::Other(Error::malformed(message)));
    }
    if summaries.tahun.as_deref().is_some_and(|told| told != year.to_string()) {
        let message = format!("asked for {year}, the ministry answers with another year");
        return Ok(Told::Other(Error::malformed(message)));
    }
    let Some(score) = summaries.skor_saat_ini.as_deref().and_then(number).filter(|score| *score > 0.0) else {
        return Ok(Told::Nothing);
    };
    let (components, mut doubts) = components(&row);
    let mean = components.iter().map(|part| part.score).sum::<f64>() / PARTS.len() as f64;
    if components.len() == PARTS.len() && (mean - score).abs() > TOLERANCE {
        doubts.push(format!("the score is {score}, and the mean of its parts {mean:.4}"));
    }
    let mut index = Index {
        year: Some(year),
        score: Some(score),
        class: summaries.status,
        components,
        ..Index::new(Scheme::Idm)
    };
    if let Some(target) = summaries.target_status {
        index.extras.insert("target_status".into(), target.into());
    }
    if let Some(minimum) = summaries.skor_minimal.as_deref().and_then(number) {
        index.extras.insert("skor_minimal".into(), minimum.into());
    }
    let name = identity.and_then(|it| it.nama_desa).unwrap_or_default();
    Ok(Told::Score(Scored { index, name, doubts }))
}

/// The parts of the score: a row without a number that closes those with one. Their numbers begin anew with each part,
/// so that only the order tells.
fn components(rows: &[Row]) -> (Vec<IndexComponent>, Vec<String>) {
    let mut components = Vec::new();
    let mut doubts = Vec::new();
    let mut indicators: Vec<f64> = Vec::new();
    for row in rows {
        let score = row.skor.as_deref().and_then(number);
        if row.no.is_some() {
            indicators.extend(score);
            continue;
        }
        let name = row.indikator.as_deref().unwrap_or_default().split_whitespace().next().unwrap_or_default();
        let Some((part, expected)) = PARTS.into_iter().find(|(part, _)| *part == name) else { continue };
        let Some(score) = score else { continue };
        let (sum, count) = (indicators.iter().sum::<f64>(), indicators.len());
        let reached = sum / (5 * expected) as f64;
        if count != expected {
            doubts.push(format!(
                "{part} has {count} indicators, and not {expected}: the ministry's table changed"
            ));
        } else if (reached - score).abs() > TOLERANCE {
            doubts.push(format!("{part} is {score}, and its indicators add up to {reached:.4}"));
        }
        components.push(IndexComponent { name: part.to_owned(), score });
        indicators.clear();
    }
    if components.len() != PARTS.len() || !indicators.is_empty() {
        doubts.push("the ministry's table changed: its parts are not IKS, IKE and IKL".to_owned());
    }
    (components, doubts)
}

/// A number with a decimal point, as text or as a number.
fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::page;

    fn darmayasa() -> Village {
        Village { code: "33.04.15.2008".parse().expect("a code"), asked: "3304152008".into() }
    }

    fn read(status: u16, json: &'static str) -> Result<Told> {
        index(&page(status, json), &darmayasa(), 2024)
    }

    #[test]
    fn a_score_with_its_parts() {
        let told = read(200, include_str!("../fixtures/idm.json")).expect("an answer");
        let Told::Score(scored) = told else { panic!("a score is due: {told:?}") };
        assert!(scored.doubts.is_empty(), "{:?}", scored.doubts);
        let index = scored.index;
        assert_eq!((index.score, index.class.as_deref()), (Some(0.6889), Some("BERKEMBANG")));
        let parts: Vec<_> = index.components.iter().map(|part| (part.name.as_str(), part.score)).collect();
        assert_eq!(parts, [("IKS", 0.8), ("IKE", 0.6), ("IKL", 0.6667)]);
        assert_eq!(index.extras["skor_minimal"], 0.7073);
    }

    #[test]
    fn what_does_not_add_up_is_told() {
        let row = |no: Option<&str>, name: &str, score: &str| Row {
            no: no.map(str::to_owned),
            indikator: Some(name.to_owned()),
            skor: Some(score.to_owned()),
        };
        let mut rows: Vec<Row> = (1..=35).map(|_| row(Some("1"), "Skor Dokter", "4")).collect();
        rows.push(row(None, "IKS 2024", "0.9"));
        rows.push(row(Some("1"), "Skor Pasar", "4"));
        rows.push(row(None, "IKE 2024", "0.8"));
        let (components, doubts) = components(&rows);
        assert_eq!(components.len(), 2, "what the ministry prints is kept");
        assert!(
            doubts[0].contains("0.8000") && doubts[1].contains("1 indicators") && doubts[2].contains("IKL"),
            "{doubts:?}"
        );
    }

    #[test]
    fn no_score_is_no_error_and_an_error_is_no_score() {
        let unknown = r#"{"status":400,"error":true,"message":"ID Desa tidak ditemukan"}"#;
        assert!(matches!(read(400, unknown), Ok(Told::Nothing)));
        assert!(matches!(read(200, unknown), Ok(Told::Nothing)));
        for broken in ["", "false", "{}", "<p>Perbaikan"] {
            assert!(read(200, broken).is_err(), "{broken}");
        }
        assert!(read(502, unknown).is_err());
    }

    #[test]
    fn the_answer_must_be_of_what_was_asked() {
        let json = include_str!("../fixtures/idm.json");
        let other = Village { asked: "3304152014".into(), ..darmayasa() };
        assert!(matches!(index(&page(200, json), &other, 2024), Ok(Told::Other(_))));
        assert!(matches!(index(&page(200, json), &darmayasa(), 2023), Ok(Told::Other(_))));
    }
}
