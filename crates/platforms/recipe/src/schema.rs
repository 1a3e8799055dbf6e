//! The JSON Schema of recipes, by which editors complete and check them.

use balai_core::Kind;
use schemars::Schema;
use serde_json::{Map, Value, json};

use crate::keys::{AS, Key, PART, PICK, RECIPE};
use crate::reading::Reading;
use crate::shape::{FieldShape, Group, Shape};

/// The JSON Schema (draft 2020-12) of a recipe. It is checked in beside the crate as `schema.json`; a recipe's first
/// line names it: `#:schema schema.json`.
///
/// ```
/// let schema = balai_recipe::schema();
/// assert_eq!(schema.get("title").unwrap(), "Recipe");
/// ```
///
/// # Panics
///
/// Never: it is an object.
pub fn schema() -> Schema {
    let mut defs = Defs::default();
    let mut properties = Map::new();
    for key in &RECIPE {
        let schema = match key.name {
            "name" => {
                json!({"type": "string", "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "maxLength": 40})
            }
            "title" => json!({"type": "string", "minLength": 1}),
            _ => texts(),
        };
        properties.insert(key.name.into(), described(schema, key));
    }
    for kind in Kind::ALL {
        let part = defs.part(kind);
        let list = json!({"type": "array", "items": part, "minItems": 1});
        let about = format!("{} ({kind}): how it is read.", kind.indonesian());
        properties.insert(kind.as_str().into(), json!({"description": about, "anyOf": [part, list]}));
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Recipe",
        "description": "How a village site is read: by CSS selectors.",
        "type": "object",
        "properties": properties,
        "required": ["name"],
        "anyOf": [{"required": ["hosts"]}, {"required": ["fingerprint"]}],
        "additionalProperties": false,
        "$defs": defs.0,
    });
    Schema::try_from(schema).expect("an object is a schema")
}

/// What is referred to, by name.
#[derive(Default)]
struct Defs(Map<String, Value>);

impl Defs {
    fn part(&mut self, kind: Kind) -> Value {
        let group = Group::of(kind);
        let fields = self.fields(kind.as_str(), &group, None);
        let link = self.pick(&Reading::Address, false);
        let properties = PART.iter().map(|key| {
            let schema = match key.name {
                "from" => texts(),
                "first" => json!({"type": "integer", "minimum": 0}),
                "step" | "pages" => json!({"type": "integer", "minimum": 1, "maximum": 1000}),
                "link" => link.clone(),
                "fields" | "detail" => fields.clone(),
                _ => json!({"type": "string", "minLength": 1}),
            };
            (key.name.to_owned(), described(schema, key))
        });
        let part = json!({
            "type": "object",
            "properties": properties.collect::<Map<_, _>>(),
            "required": ["from"],
            "anyOf": [{"required": ["fields"]}, {"required": ["detail"]}],
            "additionalProperties": false,
        });
        self.refer(format!("{kind}_list"), part)
    }

    fn fields(&mut self, name: &str, group: &Group, item: Option<&str>) -> Value {
        let mut properties = Map::new();
        if let Some(about) = item {
            properties.insert("item".into(), json!({"description": about, "type": "string", "minLength": 1}));
        }
        for field in &group.fields {
            properties.insert(field.name.clone(), self.field(field));
        }
        let mut fields = json!({"type": "object", "properties": properties, "additionalProperties": false});
        if item.is_some() {
            fields["required"] = group.required().into();
        }
        self.refer(name.to_owned(), fields)
    }

    fn field(&mut self, field: &FieldShape) -> Value {
        const ITEM: &str = "CSS selector of what stands for one entry.";
        let mut schema = match &field.shape {
            Shape::One(Reading::Point) => {
                let part = self.pick(&Reading::Decimal, false);
                let apart = json!({
                    "type": "object",
                    "properties": {"latitude": part, "longitude": part},
                    "required": ["latitude", "longitude"],
                    "additionalProperties": false,
                });
                json!({"anyOf": [self.pick(&Reading::Point, false), apart]})
            }
            Shape::One(reading) => self.pick(reading, false),
            Shape::Many(reading) => self.pick(reading, true),
            Shape::Group(group) => self.fields(&group.name, group, None),
            Shape::List(group) | Shape::Counts(group) => {
                let entry = self.fields(&group.name, group, Some(ITEM));
                let mut ways = vec![entry.clone(), json!({"type": "array", "items": entry, "minItems": 1})];
                if group.field("url").is_some() {
                    ways.push(json!({"type": "string", "minLength": 1}));
                }
                json!({"anyOf": ways})
            }
            Shape::Extras => {
                let pick = self.pick(&Reading::Free, false);
                json!({"type": "object", "additionalProperties": pick})
            }
        };
        schema["description"] = field.about.clone().into();
        schema
    }

    /// A field that is selected, or given.
    fn pick(&mut self, reading: &Reading, is_list: bool) -> Value {
        let name = format!("{}{}", name_of(reading), if is_list { "_list" } else { "" });
        let value = value_of(reading);
        let given = match is_list {
            true => json!({"anyOf": [value, {"type": "array", "items": value}]}),
            false => value.clone(),
        };
        let properties = PICK.iter().map(|key| {
            let schema = match key.name {
                "all" => json!({"type": "boolean"}),
                "map" => json!({"type": "object", "additionalProperties": value}),
                "as" => {
                    let fit = AS.into_iter().filter(|word| reading.asked(word).is_some());
                    json!({"enum": fit.collect::<Vec<_>>()})
                }
                "default" | "value" => given.clone(),
                "select" => json!({"type": "string"}),
                _ => json!({"type": "string", "minLength": 1}),
            };
            (key.name.to_owned(), described(schema, key))
        });
        let mut ways = vec![
            json!({"type": "string", "description": "A CSS selector."}),
            json!({
                "type": "object",
                "properties": properties.collect::<Map<_, _>>(),
                "additionalProperties": false,
            }),
        ];
        match reading {
            Reading::Whole { .. } | Reading::Decimal | Reading::Rupiah | Reading::Flag => ways.push(value),
            Reading::Free => ways.push(json!({"type": ["number", "boolean"]})),
            Reading::Line | Reading::Lines => ways.push(json!({"type": "number"})),
            _ => {}
        }
        self.refer(name, json!({"anyOf": ways}))
    }

    fn refer(&mut self, name: String, schema: Value) -> Value {
        let reference = json!({"$ref": format!("#/$defs/{name}")});
        self.0.insert(name, schema);
        reference
    }
}

fn described(mut schema: Value, key: &Key) -> Value {
    schema["description"] = key.about.into();
    schema
}

/// A text, or a list of such.
fn texts() -> Value {
    let text = json!({"type": "string", "minLength": 1});
    json!({"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]})
}

/// What a value of the recipe's own is.
fn value_of(reading: &Reading) -> Value {
    match reading {
        Reading::Whole { most: u64::MAX } => json!({"type": "integer", "minimum": 0}),
        Reading::Whole { most } => json!({"type": "integer", "minimum": 0, "maximum": most}),
        Reading::Decimal | Reading::Rupiah => json!({"type": "number"}),
        Reading::Flag => json!({"type": "boolean"}),
        Reading::Choice(choice) if choice.is_open => {
            json!({"anyOf": [{"enum": choice.names}, {"type": "string"}]})
        }
        Reading::Choice(choice) => json!({"enum": choice.names}),
        Reading::Free => json!({"type": ["string", "number", "boolean"]}),
        Reading::Line | Reading::Lines => json!({"type": ["string", "number"]}),
        _ => json!({"type": "string"}),
    }
}

fn name_of(reading: &Reading) -> String {
    match reading {
        Reading::Line => "text".to_owned(),
        Reading::Lines => "text_of_lines".to_owned(),
        Reading::Html => "html".to_owned(),
        Reading::Address => "address".to_owned(),
        Reading::Network => "network".to_owned(),
        Reading::Phone => "phone".to_owned(),
        Reading::Whole { most: u64::MAX } => "count".to_owned(),
        Reading::Whole { most } => format!("count_to_{most}"),
        Reading::Decimal => "number".to_owned(),
        Reading::Rupiah => "rupiah".to_owned(),
        Reading::Instant => "date".to_owned(),
        Reading::Day => "day".to_owned(),
        Reading::Flag => "flag".to_owned(),
        Reading::Choice(choice) => choice.name.clone(),
        Reading::Point => "point".to_owned(),
        Reading::Geometry => "geometry".to_owned(),
        Reading::Free => "extra".to_owned(),
    }
}
