//! What was read of an item, as a record.

use std::collections::BTreeMap;

use balai_core::model::slug;
use balai_core::{Entity, Kind, Zone};
use jiff::Timestamp;
use jiff::civil::Time;
use serde_json::{Map, Value};
use url::Url;

use crate::part::Part;

/// A record, and what is known around it.
pub(crate) struct Made {
    pub(crate) entity: Entity,
    pub(crate) published: Option<Timestamp>,
    pub(crate) updated: Option<Timestamp>,
    /// What it is known by, where its data do not tell it from others.
    pub(crate) key: Option<String>,
}

/// Where an item stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The page that it was found on.
    pub(crate) page: &'a Url,
    /// Its own page.
    pub(crate) link: Option<&'a str>,
    /// Its place in the list, from 1.
    pub(crate) order: usize,
    pub(crate) zone: Zone,
}

/// Makes the record of an item's fields.
///
/// # Errors
///
/// The required fields that are missing.
pub(crate) fn make(
    part: &Part,
    mut fields: Map<String, Value>,
    place: Place<'_>,
) -> Result<Made, Vec<String>> {
    let published = instant(fields.remove("published_at"));
    let updated = instant(fields.remove("updated_at"));
    let mut key = fields.remove("key").and_then(|key| key.as_str().map(slug)).filter(|key| !key.is_empty());
    if let Some(link) = place.link
        && part.has_url
    {
        fields.entry("url").or_insert_with(|| link.into());
    }
    match part.kind {
        Kind::Article if !fields.contains_key("url") => {
            fields.insert("url".into(), place.page.as_str().into());
            // Many stand on one page: its address alone does not tell them apart.
            if part.item.is_some() && key.is_none() {
                let title = fields.get("title").and_then(Value::as_str).unwrap_or_default();
                let day = published.map(|at| place.zone.local(at).date().to_string()).unwrap_or_default();
                key =
                    Some(slug(&format!("{} {title} {day}", place.page.path()))).filter(|key| !key.is_empty());
            }
        }
        Kind::Event if !fields.contains_key("all_day") => {
            // Nothing begins at midnight: it is what a day without a time is read as.
            let starts_at = instant(fields.get("starts_at").cloned());
            let is_day = starts_at.is_some_and(|at| place.zone.local(at).time() == Time::midnight());
            fields.insert("all_day".into(), is_day.into());
        }
        Kind::Official => {
            fields.entry("order").or_insert_with(|| place.order.into());
        }
        _ => {}
    }
    let missing: Vec<_> = part.required.iter().filter(|name| !fields.contains_key(*name)).cloned().collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    // What is read is of the model's types, so that nothing else can be wrong.
    match Entity::from_value(part.kind, Value::Object(fields)) {
        Ok(entity) => Ok(Made { entity, published, updated, key }),
        Err(_) => Err(vec!["a field of the right sort".into()]),
    }
}

/// Fields of an item's own page over those of the list.
pub(crate) fn over(mut below: Map<String, Value>, above: Map<String, Value>) -> Map<String, Value> {
    below.extend(above);
    below
}

/// Why each of the required fields is not there, by its name.
pub(crate) type WhyNot = BTreeMap<String, String>;

fn instant(value: Option<Value>) -> Option<Timestamp> {
    value?.as_str()?.parse().ok()
}
