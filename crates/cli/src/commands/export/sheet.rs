//! Records as rows of CSV.

use std::collections::BTreeMap;
use std::io::Write;

use balai::{Kind, Record, schema};
use serde_json::value::RawValue;

use crate::names;
use crate::outcome::Result;

/// The columns that every sheet begins with.
const COMMON: [&str; 7] =
    ["id", "village", "village_name", "subdistrict_name", "published_at", "updated_at", "source_url"];

/// A sheet of CSV with a heading.
pub(super) struct Sheet {
    rows: csv::Writer<Box<dyn Write + Send>>,
    shape: Shape,
}

/// What the columns beyond the common ones are.
enum Shape {
    /// Records of any kind: the data is one cell.
    Any,
    /// Records of one kind: a column a field.
    Fields(Vec<String>),
    /// Records that are tables themselves: a row for each of `list`, with some of the record's own fields before.
    Lists { list: &'static str, own: &'static [&'static str], item: &'static [&'static str] },
}

/// Data by the names of its fields, each as it stands in JSON: so amounts of money stay exact.
type Fields = BTreeMap<String, Box<RawValue>>;

impl Sheet {
    /// Writes the heading.
    pub(super) fn begin(kinds: &[Kind], out: Box<dyn Write + Send>) -> Result<Self> {
        let shape = Shape::of(kinds);
        let mut rows = csv::Writer::from_writer(out);
        rows.write_record(COMMON.into_iter().chain(shape.columns()))?;
        Ok(Self { rows, shape })
    }

    pub(super) fn write(&mut self, record: &Record) -> Result<()> {
        let common = common(record);
        let data = record.entity.to_json()?;
        match &self.shape {
            Shape::Any => {
                let cells = [record.kind().to_string(), text(&record.entity.title()), data];
                self.rows.write_record(common.into_iter().chain(cells))?;
            }
            Shape::Fields(names) => {
                let fields: Fields = serde_json::from_str(&data)?;
                self.rows
                    .write_record(common.into_iter().chain(names.iter().map(|name| cell(&fields, name))))?;
            }
            Shape::Lists { list, own, item } => {
                let fields: Fields = serde_json::from_str(&data)?;
                let items: Vec<Fields> = fields
                    .get(*list)
                    .map(|items| serde_json::from_str(items.get()))
                    .transpose()?
                    .unwrap_or_default();
                for line in items {
                    let own = own.iter().map(|name| cell(&fields, name));
                    let item = item.iter().map(|name| cell(&line, name));
                    self.rows.write_record(common.iter().cloned().chain(own).chain(item))?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<()> {
        Ok(self.rows.flush()?)
    }
}

impl Shape {
    fn of(kinds: &[Kind]) -> Self {
        match kinds {
            [Kind::Budget] => Self::Lists {
                list: "lines",
                own: &["year", "stage"],
                item: &["section", "level", "code", "name", "budgeted", "realised"],
            },
            [Kind::Statistic] => Self::Lists {
                list: "rows",
                own: &["topic", "topic_name", "period"],
                item: &["label", "total", "male", "female"],
            },
            [kind] => Self::Fields(fields(*kind)),
            _ => Self::Any,
        }
    }

    fn columns(&self) -> Vec<&str> {
        match self {
            Self::Any => vec!["kind", "title", "data"],
            Self::Fields(names) => names.iter().map(String::as_str).collect(),
            Self::Lists { own, item, .. } => own.iter().chain(*item).copied().collect(),
        }
    }
}

/// The fields of a kind by its schema: the required ones first.
fn fields(kind: Kind) -> Vec<String> {
    let schema = schema::of(kind);
    let required = schema.get("required").and_then(|names| names.as_array());
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|other| other == name));
    let properties = schema.get("properties").and_then(|properties| properties.as_object());
    let mut names: Vec<_> = properties.into_iter().flat_map(|fields| fields.keys().cloned()).collect();
    names.sort_by_key(|name| (!is_required(name), name == "extras"));
    names
}

fn common(record: &Record) -> [String; 7] {
    let instant = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    [
        record.id.clone(),
        record.village.to_string(),
        names::name(record.village),
        record.village.parent().map(names::name).unwrap_or_default(),
        instant(record.published_at),
        instant(record.updated_at),
        record.source.url.to_string(),
    ]
}

/// A field as a cell: text as it is, numbers as they stand in JSON, what is nested as JSON.
fn cell(fields: &Fields, name: &str) -> String {
    match fields.get(name).map(|value| value.get()) {
        None | Some("null") => String::new(),
        Some(json) => match serde_json::from_str::<String>(json) {
            Ok(plain) => text(&plain),
            Err(_) => json.to_owned(),
        },
    }
}

/// A text that no spreadsheet takes for a formula: what a site writes is not to run on a reader's machine.
fn text(plain: &str) -> String {
    match plain.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{plain}"),
        false => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_no_formula_and_a_number_stays_one() {
        let fields: Fields =
            serde_json::from_str(r#"{"a": "=HYPERLINK(1)", "b": -5.00, "c": [1], "d": null}"#)
                .expect("fields");
        let cells = ["a", "b", "c", "d", "e"].map(|name| cell(&fields, name));
        assert_eq!(cells, ["'=HYPERLINK(1)", "-5.00", "[1]", "", ""]);
        for formula in ["+62 812", "-2", "@SUM(1)", "\t=1", "\r=1"] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        assert_eq!(text("Desa"), "Desa");
    }

    #[test]
    fn every_kind_has_columns_and_the_required_ones_come_first() {
        for kind in Kind::ALL {
            assert!(!Shape::of(&[kind]).columns().is_empty(), "{kind}");
        }
        assert_eq!(fields(Kind::Article)[..2], ["title", "url"]);
        assert_eq!(fields(Kind::Article).last().map(String::as_str), Some("extras"));
    }
}
