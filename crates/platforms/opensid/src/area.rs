//! Parts of the village: hamlets, RW, RT.

use balai_core::model::{Area, AreaLevel};
use balai_core::{Access, Error, Found, Page, Result, Visit};
use balai_extract::html::{self, Document};
use balai_extract::{css, number};
use serde::Deserialize;

use crate::api;
use crate::map::{self, Map};
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let listed = site.lists(&["data-wilayah", "wilayah"]);
    let (areas, access, page) = match site.api {
        true => match from_api(site, visit).await {
            Ok(found) => found,
            Err(error) if api::is_missing(&error) => from_page(site, visit).await?,
            Err(error) => return Err(error),
        },
        false => from_page(site, visit).await?,
    };
    // Boundaries stand on the map only.
    let hamlets = Map::of(site, visit).await.map(|map| map.hamlets).unwrap_or_default();
    for mut area in areas {
        if area.level == Some(AreaLevel::Hamlet) && area.boundary.is_none() {
            let same = |name: &Option<String>| {
                name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(&area.name))
            };
            let hamlet = hamlets.iter().find(|hamlet| same(&hamlet.dusun));
            area.boundary = hamlet.and_then(|hamlet| map::geometry(hamlet.path.as_deref()?));
        }
        visit.emit(Found::new(without_small_counts(area), access, &page).listed(listed)).await?;
    }
    visit.complete();
    Ok(())
}

/// Below the hamlet a count of one or two can point at people: an area with such a count goes without counts.
fn without_small_counts(mut area: Area) -> Area {
    const SMALL: u64 = 3;
    let counts = [area.male, area.female, area.households];
    if area.level != Some(AreaLevel::Hamlet) && counts.iter().flatten().any(|count| *count < SMALL) {
        (area.male, area.female, area.households) = (None, None, None);
    }
    area
}

type Areas = (Vec<Area>, Access, std::sync::Arc<Page>);

/// A hamlet, RW or RT, by allow-list: the rows also hold their heads as whole residents.
#[derive(Deserialize)]
struct Row {
    #[serde(default, deserialize_with = "api::text")]
    dusun: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    rw: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    rt: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    path: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    penduduk_pria_count: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    penduduk_wanita_count: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    keluarga_aktif_count: Option<String>,
    #[serde(default, deserialize_with = "api::list")]
    rws: Vec<Row>,
    #[serde(default, deserialize_with = "api::list")]
    rts: Vec<Row>,
}

impl Row {
    fn area(&self, name: &str, level: AreaLevel, parent: Option<&str>) -> Area {
        let count = |text: &Option<String>| text.as_deref().and_then(number::integer);
        Area {
            name: name.to_owned(),
            level: Some(level),
            parent: parent.map(str::to_owned),
            male: count(&self.penduduk_pria_count),
            female: count(&self.penduduk_wanita_count),
            households: count(&self.keluarga_aktif_count),
            boundary: self.path.as_deref().and_then(map::geometry),
            ..Area::default()
        }
    }
}

async fn from_api(site: &Surface, visit: &mut Visit<'_>) -> Result<Areas> {
    let mut areas = Vec::new();
    let mut pages = api::Pages::new(site, "internal_api/wilayah/administratif");
    let mut source = None;
    while let Some(list) = pages.next::<Row>(visit).await? {
        for hamlet in list.items.iter().map(|item| &item.attributes) {
            let Some(name) = named(&hamlet.dusun) else { continue };
            areas.push(hamlet.area(name, AreaLevel::Hamlet, None));
            for rw in &hamlet.rws {
                // A dash stands for "none": the rows below it belong to the hamlet.
                let number = named(&rw.rw);
                if let Some(number) = number {
                    areas.push(rw.area(&format!("RW {number}"), AreaLevel::Rw, Some(name)));
                }
                // Each RW lists every RT of the hamlet; an RT itself tells to which it belongs.
                for rt in rw.rts.iter().filter(|rt| named(&rt.rw) == number) {
                    let Some(rt_number) = named(&rt.rt) else { continue };
                    let parent = match number {
                        Some(number) => format!("{name} RW {number}"),
                        None => name.to_owned(),
                    };
                    areas.push(rt.area(&format!("RT {rt_number}"), AreaLevel::Rt, Some(&parent)));
                }
            }
        }
        source = Some(list.page);
    }
    match source {
        Some(page) if !areas.is_empty() && pages.is_whole() => Ok((areas, Access::Api, page)),
        _ => Err(Error::not_offered("no hamlet is listed")),
    }
}

/// A name that is one: rows of nothing are written `-` or `0`.
fn named(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !matches!(*text, "" | "-" | "0"))
}

async fn from_page(site: &Surface, visit: &Visit<'_>) -> Result<Areas> {
    let page = site.first_of(visit, &["data-wilayah", "first/wilayah"]).await?;
    let areas = parse(&page)?;
    if areas.is_empty() {
        return Err(Error::not_offered("the page of areas lists none").at(&page.url));
    }
    Ok((areas, Access::Page, page))
}

/// Reads the table of areas. Newer themes write `Dusun Krajan , Ketua …` in one column, indented; older ones have a
/// column each for hamlet, RW and RT, and one for the head, which is not read.
fn parse(page: &Page) -> Result<Vec<Area>> {
    let document = Document::parse(page)?;
    let mut areas = Vec::new();
    let (mut hamlet, mut rw) = (None::<String>, None::<String>);
    for table in document.select(css!("table")) {
        let head: Vec<_> = table.select(css!("th")).filter_map(html::line).collect();
        if !head.iter().any(|cell| cell == "L+P" || cell == "KK") {
            continue;
        }
        let in_columns = head.iter().any(|cell| cell == "RW");
        for row in table.select(css!("tbody tr")) {
            let cells: Vec<_> =
                row.select(css!("td")).map(|cell| html::line(cell).unwrap_or_default()).collect();
            let Some(split) = cells.len().checked_sub(4).filter(|split| *split > 0) else { continue };
            let (head, counts) = cells.split_at(split);
            let label = match in_columns {
                true => in_own_column(head),
                // Numbers stand before the label; what stands behind it is not looked at.
                false => head
                    .iter()
                    .find(|cell| !cell.is_empty() && !cell.bytes().all(|byte| byte.is_ascii_digit()))
                    .and_then(|cell| in_one_column(cell)),
            };
            let Some((level, name)) = label else { continue };
            let parent = match level {
                AreaLevel::Hamlet => {
                    (hamlet, rw) = (Some(name.clone()), None);
                    None
                }
                AreaLevel::Rw => {
                    rw = Some(name.clone());
                    hamlet.clone()
                }
                AreaLevel::Rt => match (&hamlet, &rw) {
                    (Some(hamlet), Some(rw)) => Some(format!("{hamlet} {rw}")),
                    (parent, _) => parent.clone(),
                },
            };
            areas.push(Area {
                name,
                level: Some(level),
                parent,
                households: number::integer(&counts[0]),
                male: number::integer(&counts[2]),
                female: number::integer(&counts[3]),
                ..Area::default()
            });
        }
    }
    Ok(areas)
}

/// `RW 01 , Ketua NAMA` is RW 01; the head's name is cut off. Of a hamlet the cell must say that it is one, by its
/// kind or by its head: any other words may be a person's name.
fn in_one_column(cell: &str) -> Option<(AreaLevel, String)> {
    const HAMLETS: [&str; 9] =
        ["dusun", "jorong", "lingkungan", "banjar", "kampung", "korong", "padukuhan", "pedukuhan", "dukuh"];
    let (label, headed) = match cell.split_once(',') {
        Some((label, head)) => {
            let head = head.trim_start().to_lowercase();
            (label.trim(), head.starts_with("ketua") || head.starts_with("kepala"))
        }
        None => (cell.trim(), false),
    };
    let (word, rest) = label.split_once(' ')?;
    let (word, rest) = (word.to_lowercase(), rest.trim());
    if rest.is_empty() || rest == "-" {
        return None;
    }
    match word.as_str() {
        "rw" => Some((AreaLevel::Rw, format!("RW {rest}"))),
        "rt" => Some((AreaLevel::Rt, format!("RT {rest}"))),
        word if headed || HAMLETS.contains(&word) => Some((AreaLevel::Hamlet, rest.to_owned())),
        _ => None,
    }
}

/// Number, hamlet, RW, RT, head: the one that is filled in tells the level.
fn in_own_column(head: &[String]) -> Option<(AreaLevel, String)> {
    let [_, hamlet, rw, rt, ..] = head else { return None };
    match (hamlet.as_str(), rw.as_str(), rt.as_str()) {
        ("", "", rt) if !matches!(rt, "" | "-") => Some((AreaLevel::Rt, format!("RT {rt}"))),
        ("", rw, _) if !matches!(rw, "" | "-") => Some((AreaLevel::Rw, format!("RW {rw}"))),
        (hamlet, ..) if !matches!(hamlet, "" | "-") => Some((AreaLevel::Hamlet, hamlet.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_cut_off() {
        assert_eq!(in_one_column("RW 01 , Ketua SITI AMINAH"), Some((AreaLevel::Rw, "RW 01".into())));
        assert_eq!(in_one_column("Dusun Krajan , Ketua SITI"), Some((AreaLevel::Hamlet, "Krajan".into())));
        assert_eq!(in_one_column("RW - , Ketua "), None);
        assert_eq!(in_one_column("1"), None);
        assert_eq!(in_one_column("SITI AMINAH"), None, "a person");
        assert_eq!(in_one_column("Lorong Ampera , Ketua SITI"), Some((AreaLevel::Hamlet, "Ampera".into())));
    }

    #[test]
    fn small_counts_are_not_kept_below_the_hamlet() {
        let area = |level| Area { level: Some(level), male: Some(2), female: Some(9), ..Area::default() };
        assert_eq!(without_small_counts(area(AreaLevel::Rt)).female, None);
        assert_eq!(without_small_counts(area(AreaLevel::Hamlet)).female, Some(9));
    }

    #[test]
    fn both_tables_are_read_without_their_heads() {
        for (html, hamlet, rt) in [
            (include_str!("../fixtures/areas-indented.html"), "Lor", "RT 01"),
            (include_str!("../fixtures/areas-columns.html"), "KIDUL", "RT 02"),
        ] {
            let areas = parse(&crate::page(html)).expect("a page");
            let names: Vec<_> = areas.iter().map(|area| (area.name.as_str(), area.parent.clone())).collect();
            let parent = Some(format!("{hamlet} RW 01"));
            assert_eq!(names, [(hamlet, None), ("RW 01", Some(hamlet.to_owned())), (rt, parent)]);
            assert_eq!((areas[0].households, areas[0].male, areas[0].female), (Some(43), Some(67), Some(76)));
            assert!(!format!("{areas:?}").contains("WARGA"), "{areas:?}");
        }
    }
}
