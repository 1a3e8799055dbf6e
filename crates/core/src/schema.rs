//! JSON Schema (draft 2020-12) of records.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::model;
use crate::{Kind, Record};

/// The JSON Schema of a whole record, whatever its kind.
pub fn record() -> Schema {
    schema_of::<Record>()
}

/// The JSON Schema of the `data` of a kind.
///
/// ```
/// let schema = balai_core::schema::of(balai_core::Kind::Article);
/// assert_eq!(schema.get("title").unwrap(), "Article");
/// ```
pub fn of(kind: Kind) -> Schema {
    match kind {
        Kind::Profile => schema_of::<model::Profile>(),
        Kind::Official => schema_of::<model::Official>(),
        Kind::Article => schema_of::<model::Article>(),
        Kind::Event => schema_of::<model::Event>(),
        Kind::Statistic => schema_of::<model::Statistic>(),
        Kind::Budget => schema_of::<model::Budget>(),
        Kind::Project => schema_of::<model::Project>(),
        Kind::Product => schema_of::<model::Product>(),
        Kind::Place => schema_of::<model::Place>(),
        Kind::Document => schema_of::<model::Document>(),
        Kind::Organization => schema_of::<model::Organization>(),
        Kind::Aid => schema_of::<model::Aid>(),
        Kind::Index => schema_of::<model::Index>(),
        Kind::Service => schema_of::<model::Service>(),
        Kind::Area => schema_of::<model::Area>(),
        Kind::Album => schema_of::<model::Album>(),
        Kind::ComplaintSummary => schema_of::<model::ComplaintSummary>(),
    }
}

fn schema_of<T: JsonSchema>() -> Schema {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

// schemars knows jiff 0.2 only, so that its types are described here.

pub(crate) fn instant(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["string", "null"], "format": "date-time", "description": "An instant in UTC."})
}

pub(crate) fn required_instant(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string", "format": "date-time", "description": "An instant in UTC."})
}

pub(crate) fn date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["string", "null"], "format": "date", "description": "A day, yyyy-mm-dd."})
}
