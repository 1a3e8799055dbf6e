//! A simulated CKAN portal: the Satu Data of a regency, with tables of one sub-district's villages.

mod tables;

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::village::Village;
use crate::{Answer, Ask, Subdistrict, Website};

use tables::Table;
pub use tables::Toddlers;

/// A CKAN 2.10 that tells of a sub-district's villages, in tables as offices make them.
///
/// Village names in capitals, with blanks between letters, with footnote marks, one that may be another's (`Grogol
/// Lor`); numbers as text, with dots for thousands or commas for decimals; rows that sum up; years in columns; files
/// with title lines and semicolons; zeros and `NA` for what nobody counted; and a table of people that nobody should
/// have published.
#[derive(Clone, Debug)]
pub struct Ckan {
    villages: Vec<Arc<Village>>,
    tables: Vec<Table>,
}

impl Ckan {
    /// Children under five and how many of them are stunted, by year; rows of the datastore.
    pub const STUNTING: &str = "537920fd-0000-4000-8000-000000000001";
    /// Men and women, of every sub-district of the regency.
    pub const POPULATION: &str = "a0a0a0a0-0000-4000-8000-000000000002";
    /// A row for each religion, with the codes of both offices.
    pub const RELIGION: &str = "a0a0a0a0-0000-4000-8000-000000000003";
    /// The IDM and its parts.
    pub const IDM: &str = "a0a0a0a0-0000-4000-8000-000000000004";
    /// *Dana Desa*, planned and realised; a CSV file alone.
    pub const VILLAGE_FUND: &str = "a0a0a0a0-0000-4000-8000-000000000005";
    /// Families in the *Program Keluarga Harapan*, a column for each year.
    pub const FAMILIES: &str = "a0a0a0a0-0000-4000-8000-000000000006";
    /// Recipients of aid by name and number. It must never be read.
    pub const RECIPIENTS: &str = "a0a0a0a0-0000-4000-8000-000000000007";
    /// A workbook.
    pub const WORKBOOK: &str = "a0a0a0a0-0000-4000-8000-000000000008";
    /// A file whose link leads to a page.
    pub const EXPIRED: &str = "a0a0a0a0-0000-4000-8000-000000000009";

    /// The portal of a sub-district's regency.
    pub fn new(subdistrict: &Subdistrict) -> Self {
        let villages: Vec<_> = subdistrict.villages().iter().map(|member| member.village.clone()).collect();
        Self { tables: tables::all(&villages), villages }
    }

    /// What the table of children tells of a village and year; years before 2022 were never counted.
    pub fn toddlers(village: &Village, year: i16) -> Option<Toddlers> {
        tables::toddlers(village, year)
    }

    fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }

    fn action(&self, ask: &Ask, name: &str) -> Answer {
        let parameter = |name| ask.parameter(name).unwrap_or_default();
        let not_found = || failure(404, json!({ "__type": "Not Found Error", "message": "Not found" }));
        match name {
            "status_show" => success(json!({
                "site_title": "Satu Data (simulasi)", "site_url": ask.origin, "ckan_version": "2.10.4",
                "error_emails_to": "admin@simulasi.invalid", "locale_default": "id", "extensions": ["datastore", "datapusher"],
            })),
            "package_search" => self.packages(ask),
            "resource_show" => match self.table(&parameter("id")) {
                Some(table) => success(table.resource(&ask.origin)),
                None => not_found(),
            },
            "datastore_search" => {
                match self.table(&parameter("resource_id")).filter(|table| table.in_datastore) {
                    Some(table) => rows(table, ask),
                    None => not_found(),
                }
            }
            // Who works there.
            "user_list" => {
                let people = self.villages.iter().flat_map(|village| village.residents.iter().take(2));
                success(people.map(|it| json!({ "fullname": it.name, "email": it.email })).collect())
            }
            _ => {
                Answer::json(&format!("Bad request - Action name not known: {name}").into()).with_status(400)
            }
        }
    }

    /// The packages, a resource each, by order of age.
    fn packages(&self, ask: &Ask) -> Answer {
        let known = ["q", "fq", "sort", "rows", "start"];
        if ask.query().iter().any(|(name, _)| !known.contains(&name.as_str())) {
            return failure(
                400,
                json!({ "__type": "Search Query Error", "message": "Invalid search parameters" }),
            );
        }
        let words = ask.parameter("q").unwrap_or_default().to_lowercase();
        let organization =
            ask.parameter("fq").and_then(|it| it.strip_prefix("organization:").map(str::to_owned));
        let number = |name, usual| ask.parameter(name).and_then(|it| it.parse().ok()).unwrap_or(usual);
        let found: Vec<&Table> = self
            .tables
            .iter()
            .filter(|table| organization.as_ref().is_none_or(|wanted| table.organization == wanted))
            .filter(|table| table.title.to_lowercase().contains(&words))
            .collect();
        let page = found.iter().skip(number("start", 0)).take(number("rows", 10).min(5));
        let page: Vec<Value> = page.map(|table| table.package(&ask.origin)).collect();
        success(
            json!({ "count": found.len(), "results": page, "facets": {}, "search_facets": {}, "sort": "name asc" }),
        )
    }
}

impl Website for Ckan {
    fn respond(&self, ask: &Ask) -> Answer {
        let parts: Vec<&str> = ask.path().trim_matches('/').split('/').collect();
        match parts[..] {
            [""] => Answer::html("<meta name=\"generator\" content=\"ckan 2.10.4\"><p>Situs simulasi.</p>"),
            ["robots.txt"] => Answer::of("text/plain", "User-agent: *\nDisallow: /api/\nCrawl-Delay: 10\n"),
            ["api", "3"] => Answer::json(&json!({ "version": 3 })),
            ["api", "3", "action", name] => self.action(ask, name),
            ["datastore", "dump", id] => match self.table(id).filter(|table| table.in_datastore) {
                Some(table) => Answer::of("text/csv; charset=utf-8", table.csv(',')),
                None => Answer::status(404),
            },
            ["dataset", _, "resource", id, "download", _] => match self.table(id) {
                Some(table) => table.file(),
                None => Answer::status(404),
            },
            _ => Answer::html("<h1>404</h1><p>Situs simulasi.</p>").with_status(404),
        }
    }
}

fn success(result: Value) -> Answer {
    Answer::json(
        &json!({ "help": "http://portal.invalid/api/3/action/help_show", "success": true, "result": result }),
    )
}

fn failure(status: u16, error: Value) -> Answer {
    Answer::json(&json!({ "help": "", "success": false, "error": error })).with_status(status)
}

/// The most rows that the portal gives at once, whatever is asked for.
const MOST: usize = 40;

/// Rows of a table: filtered, some of the columns, a page of them.
fn rows(table: &Table, ask: &Ask) -> Answer {
    let column = |name: &str| table.columns.iter().position(|it| *it == name);
    let unknown = |name: &str| {
        failure(
            409,
            json!({ "__type": "Validation Error", "fields": [format!("field {name} not in table")] }),
        )
    };
    let mut wanted = Vec::new();
    for (_, name) in ask.query().iter().filter(|(name, _)| name == "fields") {
        match column(name) {
            Some(index) => wanted.push(index),
            None => return unknown(name),
        }
    }
    if wanted.is_empty() {
        wanted.extend(0..table.columns.len());
    }
    let filters: Map<String, Value> =
        ask.parameter("filters").and_then(|it| serde_json::from_str(&it).ok()).unwrap_or_default();
    let mut chosen: Vec<(usize, &Vec<Value>)> = table.rows.iter().enumerate().collect();
    for (name, value) in &filters {
        match column(name) {
            Some(index) => chosen.retain(|(_, row)| row[index] == *value),
            None => return unknown(name),
        }
    }
    let number = |name, usual| ask.parameter(name).and_then(|it| it.parse().ok()).unwrap_or(usual);
    let limit = number("limit", 100).min(MOST);
    let fields = wanted.iter().map(|index| json!({ "id": table.columns[*index], "type": "text" }));
    let fields: Vec<Value> = [json!({ "id": "_id", "type": "int" })].into_iter().chain(fields).collect();
    let record = |(id, row): &(usize, &Vec<Value>)| {
        let mut record: Map<String, Value> =
            wanted.iter().map(|index| (table.columns[*index].to_owned(), row[*index].clone())).collect();
        record.insert("_id".into(), (id + 1).into());
        Value::from(record)
    };
    let records: Vec<Value> = chosen.iter().skip(number("offset", 0)).take(limit).map(record).collect();
    success(json!({
        "resource_id": table.id, "fields": fields, "records": records, "limit": limit, "include_total": true,
        "records_format": "objects", "total": chosen.len(), "total_was_estimated": false,
        "_links": { "start": "/api/3/action/datastore_search", "next": "/api/3/action/datastore_search?offset=100" },
    }))
}
