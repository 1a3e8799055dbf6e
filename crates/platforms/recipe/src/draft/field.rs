//! The fields of a record, or of something within it.

use toml::de::DeValue;

use super::node::{Draft, Node};
use super::pick::pick;
use crate::fields::{Entries, Field, Fields, Source};
use crate::pick::{Css, Pick, Take};
use crate::reading::Reading;
use crate::shape::{FieldShape, Group, Shape};

/// Reads a table of fields.
pub(super) fn fields(draft: &mut Draft, node: &Node<'_>, group: &Group) -> Fields {
    let entries = draft.entries(node, "write fields below it: title = \"h3\"");
    let fields = entries.iter().filter_map(|(name, node)| field(draft, name, node, group));
    Fields(fields.collect())
}

fn field(draft: &mut Draft, name: &str, node: &Node<'_>, group: &Group) -> Option<Field> {
    let Some(FieldShape { shape, .. }) = group.field(name) else {
        let known: Vec<_> = group.names().collect();
        let what = format!("field of {}", group.name);
        draft.unknown(node, &what, name, &known, "its fields are");
        return None;
    };
    Some(Field { name: name.to_owned(), line: node.line, source: source(draft, node, shape)? })
}

fn source(draft: &mut Draft, node: &Node<'_>, shape: &Shape) -> Option<Source> {
    Some(match shape {
        Shape::One(reading) => {
            if *reading == Reading::Point
                && let DeValue::Table(table) = node.value
                && (table.contains_key("latitude") || table.contains_key("longitude"))
            {
                return Some(Source::Point(point(draft, node)));
            }
            one(draft, node, reading, Take::First)?
        }
        Shape::Many(reading) => one(draft, node, reading, Take::List)?,
        Shape::Group(group) => {
            let example = format!("write it as a table: {}", table_of(node, group));
            match node.value {
                DeValue::Table(_) => Source::Group(fields(draft, node, group)),
                _ => {
                    draft.fault(
                        node,
                        format!("it is several fields: {}", group.names().collect::<Vec<_>>().join(", ")),
                        example,
                    );
                    return None;
                }
            }
        }
        Shape::List(group) => Source::List(lists(draft, node, group)),
        Shape::Counts(group) => Source::Counts(lists(draft, node, group)),
        Shape::Extras => {
            let entries = draft.entries(node, "give each a name: extras.luas_sawah = \"td.sawah\"");
            let mut fields = Vec::new();
            for (name, node) in &entries {
                if let Some(source) = one(draft, node, &Reading::Free, Take::First) {
                    fields.push(Field { name: (*name).to_owned(), line: node.line, source });
                }
            }
            Source::Group(Fields(fields))
        }
    })
}

/// A field that is one value, or a list of plain ones: a constant, or what is picked.
fn one(draft: &mut Draft, node: &Node<'_>, reading: &Reading, take: Take) -> Option<Source> {
    let given = match node.value {
        // A bare number is itself: nobody selects by it.
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            Some(node.clone())
        }
        DeValue::Table(table) if table.contains_key("value") => {
            let entries = draft.table(table, &node.path);
            for (key, node) in entries.iter().filter(|(key, _)| *key != "value") {
                let fix = "leave it out, or take `default` in place of `value`";
                draft.fault(node, format!("`{key}` has no use beside `value`"), fix);
            }
            entries.into_iter().find(|(key, _)| *key == "value").map(|(_, node)| node)
        }
        _ => None,
    };
    match given {
        Some(given) => super::pick::given(draft, &given, reading, take).map(Source::Value),
        None => Some(Source::Pick(Box::new(pick(draft, node, reading, take)?))),
    }
}

/// Latitude and longitude, each by itself.
fn point(draft: &mut Draft, node: &Node<'_>) -> Fields {
    let part = |name: &str, about: &str| FieldShape {
        name: name.to_owned(),
        about: about.to_owned(),
        is_required: true,
        shape: Shape::One(Reading::Decimal),
    };
    let group = Group {
        name: "Point".to_owned(),
        fields: vec![part("latitude", "Degrees north."), part("longitude", "Degrees east.")],
    };
    let fields = fields(draft, node, &group);
    for name in group.names().filter(|name| fields.get(name).is_none()) {
        draft.fault(
            node,
            format!("`{name}` is missing"),
            format!("add {name} = {{ attr = \"data-{name}\" }}"),
        );
    }
    fields
}

/// The entries of a list: one table, or several that follow one another; or a selector alone, of what leads to them.
fn lists(draft: &mut Draft, node: &Node<'_>, group: &Group) -> Vec<Entries> {
    let nodes = draft.tables(node);
    nodes.iter().filter_map(|node| entries(draft, node, group)).collect()
}

fn entries(draft: &mut Draft, node: &Node<'_>, group: &Group) -> Option<Entries> {
    let required = group.required();
    if let (DeValue::String(_), Some(_)) = (node.value, group.field("url")) {
        return Some(Entries { item: Some(draft.css(node)?), fields: of_links(node, group), required });
    }
    if !matches!(node.value, DeValue::Table(_)) {
        draft.fault(
            node,
            format!("it is a list, of {} each", group.names().collect::<Vec<_>>().join(", ")),
            format!("write it as a table: {}", table_of(node, group)),
        );
        return None;
    }
    let mut item: Option<Css> = None;
    let mut own = Vec::new();
    let example = table_of(node, group);
    for (name, node) in draft.entries(node, &example) {
        match name {
            "item" => item = draft.css(&node),
            name if group.field(name).is_some() => own.extend(field(draft, name, &node, group)),
            name => {
                let known: Vec<_> = ["item"].into_iter().chain(group.names()).collect();
                let what = format!("field of {}", group.name);
                draft.unknown(&node, &what, name, &known, "beside `item` its fields are");
            }
        }
    }
    let fields = Fields(own);
    let DeValue::Table(table) = node.value else { return None };
    for name in required.iter().filter(|name| !table.contains_key(name.as_str())) {
        let what = format!("`{name}` is required of each entry");
        draft.fault(node, what, format!("add {name} = \"…\" below it, or {name} = {{ value = … }}"));
    }
    Some(Entries { item, fields, required })
}

/// What a link or a picture tells by itself.
fn of_links(node: &Node<'_>, group: &Group) -> Fields {
    let own = |name: &str, reading| Field {
        name: name.to_owned(),
        line: node.line,
        source: Source::Pick(Box::new(Pick::own(reading))),
    };
    let mut fields = vec![own("url", Reading::Address)];
    if group.field("label").is_some() {
        fields.push(own("label", Reading::Line));
    }
    if group.field("network").is_some() {
        fields.push(own("network", Reading::Network));
    }
    Fields(fields)
}

fn table_of(node: &Node<'_>, group: &Group) -> String {
    let first = group.names().next().unwrap_or("name");
    format!("[{}] and below it {first} = \"…\"", node.path)
}
