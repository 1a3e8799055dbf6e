//! The codes of Statistics Indonesia, by which the SDGs Desa are asked for.

use std::collections::BTreeMap;

use balai_core::{Error, Level, RegionCode, Result, Visit};
use balai_extract::json;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use crate::ask::{self, Progress};
use crate::villages::Village;

/// The codes of the villages, as far as they are to be had: from the gazetteer, and where that does not know them from
/// the ministry's own lists, by name within the sub-district. `None` where the host does not answer.
pub(crate) async fn of(
    visit: &mut Visit<'_>,
    host: &Url,
    villages: &[Village],
    progress: &mut Progress,
) -> Option<BTreeMap<RegionCode, String>> {
    let mut codes = BTreeMap::new();
    let mut unknown: BTreeMap<RegionCode, Vec<RegionCode>> = BTreeMap::new();
    for village in villages {
        match visit.gazetteer().region(village.code).and_then(|it| it.bps) {
            Some(bps) => {
                codes.insert(village.code, bps);
            }
            None => {
                unknown.entry(village.code.parent().unwrap_or(village.code)).or_default().push(village.code)
            }
        }
    }
    for (subdistrict, lacking) in unknown {
        match listed(visit, host, subdistrict).await {
            Ok(listed) => {
                progress.well();
                codes.extend(listed.into_iter().filter(|(code, _)| lacking.contains(code)));
                if let Some(code) = lacking.iter().find(|code| !codes.contains_key(code)) {
                    visit.note(format!(
                        "no BPS code is known of {code} and maybe others: their SDGs Desa are not asked for"
                    ));
                }
            }
            Err(error) if error.kind().is_unreachable() => {
                progress.failed(error);
                return None;
            }
            Err(error) => {
                if !progress.failed(error) {
                    return None;
                }
            }
        }
    }
    Some(codes)
}

/// A region of the ministry's lists.
#[derive(Deserialize)]
struct Region {
    #[serde(alias = "kdkecamatan", alias = "kddesa", default, deserialize_with = "json::text")]
    code: Option<String>,
    #[serde(
        alias = "nmkecamatan_kemendesa",
        alias = "nmdesa_kemendesa",
        default,
        deserialize_with = "json::text"
    )]
    name: Option<String>,
}

/// The codes of a sub-district's villages, by the ministry's names.
async fn listed(
    visit: &mut Visit<'_>,
    host: &Url,
    subdistrict: RegionCode,
) -> Result<Vec<(RegionCode, String)>> {
    let district = district(visit, host, subdistrict).await?;
    let regions: Vec<Region> =
        get(visit, host, &format!("region/selected?code={district}&param=village")).await?;
    let mut codes = Vec::new();
    for Region { code, name } in regions {
        let (Some(bps), Some(name)) = (code, name) else { continue };
        if is_code(&bps, 10)
            && bps.starts_with(&district)
            && let Some(village) = visit.village_within(subdistrict, &name)
        {
            codes.push((village, bps));
        }
    }
    Ok(codes)
}

/// The code of a sub-district itself.
async fn district(visit: &Visit<'_>, host: &Url, subdistrict: RegionCode) -> Result<String> {
    let named = visit.gazetteer().region(subdistrict);
    if let Some(bps) = named.as_ref().and_then(|it| it.bps.clone()) {
        return Ok(bps);
    }
    let name = named.map(|it| it.name).unwrap_or_default();
    // A regency's code is the same in both of most provinces; where it is not, no name agrees.
    let regency = subdistrict.at(Level::Regency).unwrap_or(subdistrict);
    let known = visit.gazetteer().region(regency).and_then(|it| it.bps);
    let regency = known.unwrap_or_else(|| regency.digits());
    let regions: Vec<Region> =
        get(visit, host, &format!("region/selected?code={regency}&param=district")).await?;
    let plain = |name: &str| name.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
    let mut same =
        regions.into_iter().filter(|it| it.name.as_deref().is_some_and(|it| plain(it) == plain(&name)));
    match (same.next().and_then(|it| it.code).filter(|code| is_code(code, 7)), same.next()) {
        (Some(code), None) => Ok(code),
        _ => Err(Error::not_offered(format!(
            "the ministry's list of {regency} has not one sub-district `{name}`"
        ))),
    }
}

async fn get<T: DeserializeOwned>(visit: &Visit<'_>, host: &Url, path: &str) -> Result<T> {
    let page = ask::page(visit, host, path).await?;
    page.check()?;
    page.json()
}

fn is_code(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}
