//! The scores of *SDGs Desa*: as they are on the day, since the ministry tells no year.

use std::collections::{BTreeMap, BTreeSet};

use balai_core::model::{Index, IndexGoal, Scheme};
use balai_core::{Access, Error, ErrorKind, Found, Page, RegionCode, Result, Visit};
use balai_extract::json;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use url::Url;

use crate::ask::{self, Progress};

/// How long a score is not asked for again.
const LASTS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How many goals there are.
const GOALS: u8 = 18;

/// What the record of a village is known by.
const KEY: &str = "sdgs";

/// Reads the scores that the store does not have, or has had for long. A fresh visit reads all.
pub(crate) async fn read(
    visit: &mut Visit<'_>,
    host: &Url,
    codes: &BTreeMap<RegionCode, String>,
    progress: &mut Progress,
) -> Result<()> {
    let mut unsurveyed = 0;
    for (village, bps) in codes {
        let known = visit.known_of(*village, KEY).await?.filter(|_| !visit.is_fresh());
        if known.is_some_and(|known| Timestamp::now().duration_since(known.fetched_at) < LASTS) {
            progress.keep(*village, KEY.to_owned());
            continue;
        }
        let answer =
            match ask::page(visit, host, &format!("sdgs/searching/score-sdgs?location_code={bps}")).await {
                Ok(page) => index(&page).map(|index| (page, index)),
                Err(error) => Err(error),
            };
        match answer {
            Ok((page, Some(index))) => {
                progress.well();
                let found = Found::new(index, Access::Api, &page).village(*village).key(KEY);
                visit.emit(found).await?;
                progress.emitted += 1;
            }
            Ok((_, None)) => {
                progress.well();
                unsurveyed += 1;
            }
            Err(error) => {
                if !progress.failed(error) {
                    break;
                }
            }
        }
    }
    if unsurveyed > 0 {
        visit.note(format!(
            "{unsurveyed} villages have 0 in every goal: no survey for SDGs Desa reached them"
        ));
    }
    Ok(())
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default, deserialize_with = "json::text")]
    average: Option<String>,
    #[serde(default, deserialize_with = "json::list")]
    data: Vec<Goal>,
    #[serde(default, deserialize_with = "json::text")]
    total_desa: Option<String>,
}

#[derive(Deserialize)]
struct Goal {
    goals: u8,
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    score: Option<String>,
}

/// The scores that an answer tells; `None` where all are 0, which means that no survey was made.
fn index(page: &Page) -> Result<Option<Index>> {
    if page.status == 500 {
        let message = "the server fails, as it does for a BPS code that the ministry does not know";
        return Err(Error::new(ErrorKind::Server, message).at(&page.url));
    }
    page.check()?;
    let Answer { average, data, total_desa } = page.json()?;
    if total_desa.as_deref().is_some_and(|villages| villages != "1") {
        return Err(Error::malformed("the answer is of more villages than one").at(&page.url));
    }
    let numbers: BTreeSet<u8> = data.iter().map(|goal| goal.goals).collect();
    if data.len() != usize::from(GOALS) || numbers != (1..=GOALS).collect() {
        let message = format!("{} goals are told, and not the {GOALS} that there are", data.len());
        return Err(Error::malformed(message).at(&page.url));
    }
    let number = |text: Option<String>| text.and_then(|text| text.parse::<f64>().ok());
    let mut index = Index { score: number(average), ..Index::new(Scheme::Sdgs) };
    index.goals = data
        .into_iter()
        .map(|goal| IndexGoal {
            number: goal.goals,
            name: goal.title.unwrap_or_else(|| format!("Tujuan {}", goal.goals)),
            score: number(goal.score),
        })
        .collect();
    index.goals.sort_by_key(|goal| goal.number);
    let is_zero = index.goals.iter().all(|goal| goal.score.is_none_or(|score| score == 0.0));
    Ok((!is_zero).then_some(index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::page;

    const ANSWER: &str = include_str!("../fixtures/sdgs.json");

    #[test]
    fn eighteen_goals_and_their_mean() {
        let index = index(&page(200, ANSWER)).expect("an answer").expect("scores");
        assert_eq!(index.score, Some(46.58));
        assert_eq!(index.goals.len(), 18);
        assert_eq!(
            (index.goals[0].name.as_str(), index.goals[0].score),
            ("Desa Tanpa Kemiskinan", Some(51.63))
        );
        assert_eq!(index.goals[17].score, Some(0.0), "one goal may be 0");
    }

    #[test]
    fn zeros_are_no_survey() {
        let zeros = ANSWER.replace("51.63", "0").replace("\"score\": 40", "\"score\": 0");
        assert_eq!(index(&page(200, zeros.leak())).expect("an answer"), None);
    }

    #[test]
    fn what_is_not_eighteen_goals_of_one_village_is_refused() {
        for answer in ["", "false", r#"{"average":"0","data":[],"total_desa":1}"#] {
            assert!(index(&page(200, answer)).is_err(), "{answer}");
        }
        let many = ANSWER.replace("\"total_desa\": 1", "\"total_desa\": 17");
        assert!(index(&page(200, many.leak())).is_err());
        let error = index(&page(500, r#"{"message":"Server Error"}"#)).expect_err("a failure");
        assert!(error.to_string().contains("BPS code"), "{error}");
    }
}
