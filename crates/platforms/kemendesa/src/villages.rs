//! Which villages there are to ask for, and by which codes.

use std::collections::BTreeSet;

use balai_core::{Error, Level, Meaning, Page, RegionCode, Result, VillageType, Visit};
use balai_extract::json;
use serde::Deserialize;

use crate::ask::{self, Progress};

/// A village, and what the ministry calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Village {
    pub(crate) code: RegionCode,
    /// The ten digits by which the IDM is asked for: the ministry's own, which need not be the decree's.
    pub(crate) asked: String,
}

/// The villages of the source's region, by the ministry's own list, and where that fails by the gazetteer. And whether
/// the host is worth asking for more.
pub(crate) async fn of(visit: &mut Visit<'_>, progress: &mut Progress) -> Result<(Vec<Village>, bool)> {
    let region = visit.site().region;
    let mut villages: Vec<Village> = Vec::new();
    let mut is_reached = true;
    for subdistrict in subdistricts(visit) {
        let listed = if is_reached { listed(visit, subdistrict).await } else { Ok(Vec::new()) };
        match listed {
            Ok(entries) if !entries.is_empty() => {
                progress.well();
                take(visit, subdistrict, entries, &mut villages);
            }
            answer => {
                if let Err(error) = answer {
                    // The list is an aid: where it alone is missing, the rest may answer.
                    let is_silent = error.kind().is_unreachable();
                    is_reached = progress.failed(error) && !is_silent;
                }
                let known = visit.gazetteer().villages(subdistrict).into_iter();
                villages.extend(known.map(|it| Village { code: it.code, asked: it.code.digits() }));
            }
        }
    }
    villages.retain(|village| region.contains(village.code));
    if villages.is_empty() && is_reached {
        let message = format!("no village of {region} is known, neither to the ministry nor here");
        return Err(Error::not_offered(message).at(&visit.site().url));
    }
    Ok((villages, is_reached))
}

/// The sub-districts that the region is, is part of, or consists of.
fn subdistricts(visit: &Visit<'_>) -> Vec<RegionCode> {
    let region = visit.site().region;
    match region.at(Level::Subdistrict) {
        Some(subdistrict) => vec![subdistrict],
        None => {
            let villages = visit.gazetteer().villages(region).into_iter();
            let subdistricts: BTreeSet<_> = villages.filter_map(|village| village.code.parent()).collect();
            subdistricts.into_iter().collect()
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    #[serde(deserialize_with = "json::list")]
    map_data: Vec<Entry>,
}

/// A village of the ministry's list.
#[derive(Deserialize)]
pub(crate) struct Entry {
    #[serde(default, deserialize_with = "json::text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    text: Option<String>,
}

async fn listed(visit: &Visit<'_>, subdistrict: RegionCode) -> Result<Vec<Entry>> {
    list(&ask::page(visit, &visit.site().url, &path(subdistrict)).await?)
}

/// Where the list of a sub-district's villages is.
pub(crate) fn path(subdistrict: RegionCode) -> String {
    format!("open/api/lookup/desa/{}?tahun=2024", subdistrict.digits())
}

/// The villages of a list.
pub(crate) fn list(page: &Page) -> Result<Vec<Entry>> {
    page.check()?;
    let Answer { map_data } = page.json()?;
    Ok(map_data)
}

/// Takes the villages of a list whose code and name agree, or of which one of the two tells for certain.
fn take(visit: &mut Visit<'_>, subdistrict: RegionCode, entries: Vec<Entry>, villages: &mut Vec<Village>) {
    let known = visit.gazetteer().villages(subdistrict);
    let mut found = BTreeSet::new();
    for Entry { id, text } in entries {
        let (Some(asked), Some(name)) = (id, text) else { continue };
        let Some(code) = meant(visit, subdistrict, &asked, &name) else { continue };
        if found.insert(code) {
            villages.push(Village { code, asked });
        }
    }
    // A kelurahan is given no score.
    let missing = known.iter().filter(|it| !found.contains(&it.code));
    let missing = missing.filter(|it| it.code.village_type() == Some(VillageType::Desa));
    let missing: Vec<_> = missing.map(|it| format!("{} ({})", it.name, it.code)).collect();
    if !missing.is_empty() {
        visit.note(format!("the ministry's list has no {}", missing.join(", ")));
    }
}

/// The village that an entry of the list is.
fn meant(visit: &mut Visit<'_>, subdistrict: RegionCode, asked: &str, name: &str) -> Option<RegionCode> {
    let code = asked.parse::<RegionCode>().ok().filter(|code| code.level() == Level::Village);
    let is_code_known = code.is_some_and(|code| visit.gazetteer().region(code).is_some());
    match (code, visit.gazetteer().resolve(subdistrict, name)) {
        // Who knows no villages cannot doubt the ministry.
        (Some(code), _) if visit.gazetteer().villages(subdistrict).is_empty() => {
            subdistrict.contains(code).then_some(code)
        }
        (Some(code), Meaning::Certain(named)) if named != code && is_code_known => {
            let message = format!("the ministry calls {code} `{name}`, which is the name of {named}");
            visit.skip(Error::malformed(message).at(visit.site().url.clone()));
            None
        }
        // The ministry's codes are at times others than the decree's: the name counts.
        _ => visit.village_within(subdistrict, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::page;

    #[test]
    fn a_list_is_read() {
        let entries = list(&page(
            200,
            r#"{"mapData":[{"id":"3304152008","text":"DARMAYASA"},{"id":3304152014,"text":"BEJI"},null]}"#,
        ))
        .expect("a list");
        let ids: Vec<_> = entries.into_iter().filter_map(|entry| entry.id).collect();
        assert_eq!(ids, ["3304152008", "3304152014"]);
        assert!(list(&page(200, "false")).is_err());
        assert!(list(&page(200, "")).is_err());
    }
}
