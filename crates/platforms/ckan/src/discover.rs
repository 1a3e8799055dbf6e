//! The search for tables of a region's villages.

use std::collections::BTreeSet;

use balai_core::model::slug;
use balai_core::{Error, ErrorKind, Gazetteer, Level, Probe, Request, Result};
use balai_extract::json;
use serde::Deserialize;
use url::Url;

use crate::api::{Asker, Resource, Rows};
use crate::cell::Cell;
use crate::proposal::{Discovery, Proposal};
use crate::propose::{self, Sample};
use crate::{file, header, village};

/// The most data sets that are looked at.
const MOST: usize = 300;

/// The largest file that is looked into, in bytes.
const LARGEST: u64 = 4 << 20;

#[derive(Deserialize)]
struct Found {
    #[serde(default)]
    count: usize,
    #[serde(default, deserialize_with = "json::list")]
    results: Vec<Package>,
}

/// A data set, by allow-list: who maintains it, and by which address, is not read.
#[derive(Deserialize)]
struct Package {
    id: String,
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    license_id: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    license_title: Option<String>,
    #[serde(default)]
    organization: Option<Organization>,
    #[serde(default, deserialize_with = "json::list")]
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Organization {
    #[serde(default, deserialize_with = "json::text")]
    title: Option<String>,
}

/// Looks for tables, and says what they may tell.
pub(crate) async fn discover(probe: &Probe<'_>, gazetteer: &dyn Gazetteer) -> Result<Discovery> {
    let asker = Asker::Probe(probe);
    let mut discovery = Discovery::default();
    let mut seen = BTreeSet::new();
    for (filter, value) in queries(probe, gazetteer)? {
        let mut start = 0;
        while start < MOST {
            let from = start.to_string();
            let query = [(filter, &*value), ("sort", "name asc"), ("rows", "100"), ("start", &from)];
            let (found, _) = asker.action::<Found>("package_search", &query).await?;
            // More are cut off than asked for; what comes is what counts.
            start += found.results.len();
            let is_end = found.results.is_empty() || start >= found.count;
            for package in found.results {
                if seen.insert(package.id.clone()) {
                    look_at(&asker, probe, gazetteer, package, &mut discovery).await?;
                }
            }
            if is_end {
                break;
            }
        }
    }
    Ok(discovery)
}

/// What to search for: the organization that is called as the sub-district, and its name.
fn queries(probe: &Probe<'_>, gazetteer: &dyn Gazetteer) -> Result<Vec<(&'static str, String)>> {
    let region = probe.site().region;
    let Some(subdistrict) = region.at(Level::Subdistrict) else { return Ok(vec![("q", "desa".into())]) };
    let name = gazetteer.region(subdistrict).map(|it| it.name).ok_or_else(|| {
        Error::new(
            ErrorKind::Config,
            format!("the name of {subdistrict} is not known here, to search for it"),
        )
    })?;
    Ok(vec![("fq", format!("organization:kecamatan-{}", slug(&name))), ("q", name)])
}

/// Looks at the resources of a data set. One that fails is told, unless the portal is silent.
async fn look_at(
    asker: &Asker<'_, '_>,
    probe: &Probe<'_>,
    gazetteer: &dyn Gazetteer,
    package: Package,
    discovery: &mut Discovery,
) -> Result<()> {
    let is_licensed = package.license_id.as_deref().is_some_and(|id| id != "notspecified");
    let licence = package.license_title.filter(|_| is_licensed);
    let organization = package.organization.and_then(|it| it.title);
    let set = package.title.unwrap_or(package.id);
    for resource in package.resources {
        let title = match &resource.name {
            Some(name) if *name != set => format!("{set}: {name}"),
            _ => set.clone(),
        };
        let Some(id) = resource.id.clone() else { continue };
        let (header, rows) = match sample(asker, probe, gazetteer, &resource, &id).await {
            Ok(sample) => sample,
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(error) => {
                discovery.left_out.push(format!("{title}: {}", error.message()));
                continue;
            }
        };
        let sample = Sample { resource: &id, title: &title, header: &header, rows: &rows };
        let within = probe.site().region;
        match propose::tables(&sample, &|name| village::is_name(gazetteer, within, name)) {
            Ok((tables, doubts)) => discovery.proposals.extend(tables.into_iter().map(|table| Proposal {
                table,
                organization: organization.clone(),
                licence: licence.clone(),
                doubts: doubts.clone(),
            })),
            Err(why) => discovery.left_out.push(format!("{title}: {why}")),
        }
    }
    Ok(())
}

/// The header and some rows of a resource.
///
/// # Errors
///
/// Refused, where it lists people.
async fn sample(
    asker: &Asker<'_, '_>,
    probe: &Probe<'_>,
    gazetteer: &dyn Gazetteer,
    resource: &Resource,
    id: &str,
) -> Result<(Vec<String>, Vec<Vec<Cell>>)> {
    let within = probe.site().region;
    if !resource.datastore_active.as_deref().is_some_and(|active| matches!(active, "1" | "true" | "True")) {
        let url = resource.url.as_deref().and_then(|url| Url::parse(url).ok());
        let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
        let url = url.ok_or_else(|| Error::not_offered("it has neither rows nor a file"))?;
        let page = asker.page(Request::new(url).limit(LARGEST)).await?;
        page.check()?;
        let (lines, _) = file::lines(&page)?;
        let (names, rows) = file::table(lines, |name| village::is_name(gazetteer, within, name))?;
        header::check(&names)?;
        return Ok((names, rows));
    }
    let (Rows { fields, .. }, _) =
        asker.action::<Rows>("datastore_search", &[("resource_id", id), ("limit", "0")]).await?;
    let names: Vec<String> = fields.into_iter().map(|field| field.id).filter(|name| name != "_id").collect();
    header::check(&names)?;
    let name = within.at(Level::Subdistrict).and_then(|code| gazetteer.region(code)).map(|it| it.name);
    let column = names.iter().find(|name| {
        let plain = header::plain(name);
        plain.contains("kecamatan") && !plain.contains("kode")
    });
    let spellings = column.zip(name).map(|(column, name)| {
        [name.to_uppercase(), name].map(|name| serde_json::json!({ column: name }).to_string())
    });
    let mut rows = Vec::new();
    for filter in spellings.into_iter().flatten().map(Some).chain([None]) {
        let mut query = vec![("resource_id", id), ("sort", "_id"), ("limit", "200")];
        query.extend(filter.as_deref().map(|filter| ("filters", filter)));
        let (Rows { records, .. }, _) = asker.action::<Rows>("datastore_search", &query).await?;
        rows = records;
        if !rows.is_empty() {
            break;
        }
    }
    let row = |mut record: std::collections::HashMap<String, Cell>| {
        names.iter().map(|name| record.remove(name).unwrap_or_default()).collect()
    };
    let rows: Vec<Vec<Cell>> = rows.into_iter().map(row).collect();
    if rows.iter().flatten().any(Cell::is_personal) {
        return Err(Error::new(ErrorKind::Refused, "it holds numbers as long as people's: it is not read"));
    }
    Ok((names, rows))
}
