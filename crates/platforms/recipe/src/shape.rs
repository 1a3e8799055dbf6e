//! What fields a kind has, from the model's own schema, so that the two cannot come apart.

use balai_core::{Kind, schema};
use serde_json::Value;

use crate::reading::{Choice, Reading};

/// The fields of a kind, or of something within it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// What the model calls it: `Article`.
    pub(crate) name: String,
    pub(crate) fields: Vec<FieldShape>,
}

/// A field of the model.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FieldShape {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) is_required: bool,
    pub(crate) shape: Shape,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    One(Reading),
    /// A list of such.
    Many(Reading),
    /// A few fields.
    Group(Group),
    /// A list of a few fields each.
    List(Group),
    /// How many of each: names, and numbers.
    Counts(Group),
    /// What is beyond the model, by free names.
    Extras,
}

impl Group {
    /// The fields that a recipe can give of a kind: those of its data, and what a record bears around them.
    pub(crate) fn of(kind: Kind) -> Self {
        let schema = schema::of(kind).to_value();
        let mut group = group(&schema, &schema["$defs"]);
        let field = |name: &str, about: &str, reading| FieldShape {
            name: name.to_owned(),
            about: about.to_owned(),
            is_required: false,
            shape: Shape::One(reading),
        };
        group.fields.extend([
            field("published_at", "When the site published it.", Reading::Instant),
            field("updated_at", "When the site last changed it.", Reading::Instant),
            field(
                "key",
                "What tells two records of one name apart, such as the site's number.",
                Reading::Line,
            ),
        ]);
        group
    }

    pub(crate) fn field(&self, name: &str) -> Option<&FieldShape> {
        self.fields.iter().find(|field| field.name == name)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.name.as_str())
    }

    /// The names of the fields that must be there.
    pub(crate) fn required(&self) -> Vec<String> {
        let required = self.fields.iter().filter(|field| field.is_required);
        required.map(|field| field.name.clone()).collect()
    }
}

fn group(schema: &Value, defs: &Value) -> Group {
    let required = schema["required"].as_array();
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|it| it == name));
    let properties = schema["properties"].as_object().into_iter().flatten();
    let fields = properties.map(|(name, property)| FieldShape {
        name: name.clone(),
        about: first_line(property),
        is_required: is_required(name),
        shape: shape(name, property, defs),
    });
    Group { name: schema["title"].as_str().unwrap_or_default().to_owned(), fields: fields.collect() }
}

fn first_line(schema: &Value) -> String {
    let about = schema["description"].as_str().unwrap_or_default();
    about.split("\n\n").next().unwrap_or_default().replace('\n', " ")
}

fn shape(name: &str, property: &Value, defs: &Value) -> Shape {
    if name == "extras" {
        return Shape::Extras;
    }
    let (reference, schema) = resolve(property, defs);
    if schema["type"] == "array" {
        return match shape(name, &schema["items"], defs) {
            Shape::Group(group) => Shape::List(group),
            Shape::One(reading) => Shape::Many(reading),
            other => other,
        };
    }
    match reference {
        Some("Rupiah") => return Shape::One(Reading::Rupiah),
        Some("Point") => return Shape::One(Reading::Point),
        Some("Geometry") => return Shape::One(Reading::Geometry),
        Some(reference) => {
            let mut group = group(schema, defs);
            if !group.fields.is_empty() {
                group.name = reference.to_owned();
                return Shape::Group(group);
            }
            if let Some(choice) = choice(reference, schema) {
                return Shape::One(Reading::Choice(choice));
            }
        }
        None => {}
    }
    if schema["additionalProperties"].is_object() {
        return Shape::Counts(counts());
    }
    let is = |name: &str| {
        let own = &schema["type"];
        own == name || own.as_array().is_some_and(|names| names.iter().any(|it| it == name))
    };
    Shape::One(match schema["format"].as_str() {
        Some("date-time") => Reading::Instant,
        Some("date") => Reading::Day,
        _ if is("integer") => Reading::Whole { most: schema["maximum"].as_u64().unwrap_or(most(schema)) },
        _ if is("number") => Reading::Decimal,
        _ if is("boolean") => Reading::Flag,
        _ => text(name),
    })
}

/// What the schema leaves to the format's name.
fn most(schema: &Value) -> u64 {
    match schema["format"].as_str() {
        Some("uint32") => u32::MAX.into(),
        _ => u64::MAX,
    }
}

/// The schema that a property refers to, with its name, past what makes it optional.
fn resolve<'a>(property: &'a Value, defs: &'a Value) -> (Option<&'a str>, &'a Value) {
    let options = property["anyOf"].as_array().into_iter().flatten();
    let reference = options.chain([property]).find_map(|option| option["$ref"].as_str());
    match reference.and_then(|reference| reference.rsplit('/').next()) {
        Some(name) => (Some(name), &defs[name]),
        None => (None, property),
    }
}

fn choice(name: &str, schema: &Value) -> Option<Choice> {
    let options = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array())?;
    let names = options.iter().filter_map(|option| option["const"].as_str()).map(str::to_owned).collect();
    let is_open = options.iter().any(|option| option["type"] == "string" && option["const"].is_null());
    Some(Choice { name: name.to_owned(), names, is_open })
}

/// What a text is, by the name of its field: the model's schema calls all of them strings.
fn text(name: &str) -> Reading {
    match name {
        "url" | "file_url" | "photo" | "logo" => Reading::Address,
        "body_html" => Reading::Html,
        "body_text" | "summary" | "description" | "vision" | "mission" | "history" => Reading::Lines,
        "network" => Reading::Network,
        "phones" => Reading::Phone,
        _ => Reading::Line,
    }
}

fn counts() -> Group {
    let field = |name: &str, about: &str, reading| FieldShape {
        name: name.to_owned(),
        about: about.to_owned(),
        is_required: true,
        shape: Shape::One(reading),
    };
    Group {
        name: "Count".to_owned(),
        fields: vec![
            field("status", "The status, as printed.", Reading::Line),
            field("count", "How many have it.", Reading::Whole { most: u64::MAX }),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape_of(kind: Kind, name: &str) -> Shape {
        Group::of(kind).field(name).unwrap_or_else(|| panic!("{kind} has {name}")).shape.clone()
    }

    #[test]
    fn a_field_is_read_as_what_the_model_holds() {
        for (kind, name, reading) in [
            (Kind::Article, "title", Reading::Line),
            (Kind::Article, "body_html", Reading::Html),
            (Kind::Article, "url", Reading::Address),
            (Kind::Article, "published_at", Reading::Instant),
            (Kind::Article, "views", Reading::Whole { most: u64::MAX }),
            (Kind::Budget, "year", Reading::Whole { most: 65_535 }),
            (Kind::Product, "price", Reading::Rupiah),
            (Kind::Product, "point", Reading::Point),
            (Kind::Place, "geometry", Reading::Geometry),
            (Kind::Document, "date", Reading::Day),
            (Kind::Event, "all_day", Reading::Flag),
            (Kind::Profile, "area_ha", Reading::Decimal),
        ] {
            assert_eq!(shape_of(kind, name), Shape::One(reading), "{kind} {name}");
        }
        assert_eq!(shape_of(Kind::Article, "tags"), Shape::Many(Reading::Line));
        assert_eq!(shape_of(Kind::Profile, "phones"), Shape::Many(Reading::Phone));
        assert!(matches!(shape_of(Kind::Profile, "borders"), Shape::Group(it) if it.fields.len() == 4));
        assert!(matches!(shape_of(Kind::Article, "images"), Shape::List(it) if it.required() == ["url"]));
        assert!(matches!(shape_of(Kind::ComplaintSummary, "counts"), Shape::Counts(_)));
        assert_eq!(shape_of(Kind::Aid, "extras"), Shape::Extras);
    }

    #[test]
    fn what_has_few_names_knows_them() {
        let Shape::One(Reading::Choice(stage)) = shape_of(Kind::Budget, "stage") else { panic!("a choice") };
        assert_eq!((stage.names.join(" "), stage.is_open), ("plan revised realised".into(), false));
        let Shape::One(Reading::Choice(topic)) = shape_of(Kind::Statistic, "topic") else {
            panic!("a choice")
        };
        assert!(topic.is_open && topic.names.contains(&"religion".to_owned()), "{topic:?}");
    }

    /// Were a field added to the model whose type is not known here, it would be taken for a text.
    #[test]
    fn every_field_of_the_model_is_understood() {
        fn check(path: &str, group: &Group, data: &Value, defs: &Value) {
            for field in &group.fields {
                let (_, schema) = resolve(&data["properties"][&field.name], defs);
                match &field.shape {
                    Shape::Group(inner) => check(&format!("{path}.{}", field.name), inner, schema, defs),
                    Shape::List(inner) => {
                        let (_, items) = resolve(&schema["items"], defs);
                        check(&format!("{path}.{}", field.name), inner, items, defs);
                    }
                    Shape::One(reading) if reading.is_text() || *reading == Reading::Address => {
                        let own = schema["type"].to_string();
                        let around = matches!(field.name.as_str(), "key");
                        assert!(around || own.contains("string"), "{path}.{}: {own}", field.name);
                    }
                    _ => {}
                }
            }
        }
        for kind in Kind::ALL {
            let schema = schema::of(kind).to_value();
            check(kind.as_str(), &Group::of(kind), &schema, &schema["$defs"]);
        }
    }
}
