//! The fields of a record, or of something within it.

use balai_extract::html::Element;
use serde_json::{Map, Value};

use crate::pick::{Css, On, Pick};
use crate::trial::{Empties, Instead};

/// The fields of a record, or of something within it, as a recipe gives them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(pub(crate) Vec<Field>);

/// One field, and where its value comes from.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// The line of the recipe.
    pub(crate) line: usize,
    pub(crate) source: Source,
}

/// Where the value of a field comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The recipe says it.
    Value(Value),
    Pick(Box<Pick>),
    /// A few fields.
    Group(Fields),
    /// Latitude and longitude, told apart.
    Point(Fields),
    /// A list of a few fields each; what several selectors find follows one another.
    List(Vec<Entries>),
    /// How many of each.
    Counts(Vec<Entries>),
}

/// The entries of a list, and the fields of each.
#[derive(Clone, Debug)]
pub(crate) struct Entries {
    /// `None` where the record's own element is the one entry.
    pub(crate) item: Option<Css>,
    pub(crate) fields: Fields,
    /// What an entry must have: without it, it is a heading, or nothing at all.
    pub(crate) required: Vec<String>,
}

impl Fields {
    pub(crate) fn get(&self, name: &str) -> Option<&Field> {
        self.0.iter().find(|field| field.name == name)
    }

    /// Reads what can be read.
    pub(crate) fn read(&self, scope: Element<'_>, on: &On<'_>) -> Map<String, Value> {
        let fields = self.0.iter();
        fields.filter_map(|field| Some((field.name.clone(), field.source.read(scope, on)?))).collect()
    }

    /// Whether the page says anything of what was read; what the recipe itself says does not count.
    pub(crate) fn say_anything(&self, read: &Map<String, Value>) -> bool {
        self.0.iter().any(|field| match (&field.source, read.get(&field.name)) {
            (_, None) | (Source::Value(_), _) => false,
            (Source::Pick(pick), value) => value != pick.default.as_ref(),
            (Source::Group(fields), Some(value)) => {
                value.as_object().is_some_and(|read| fields.say_anything(read))
            }
            (Source::Point(_) | Source::List(_) | Source::Counts(_), _) => true,
        })
    }

    /// Tells which fields are empty, and why.
    pub(crate) fn explain(&self, scope: Element<'_>, on: &On<'_>, path: &str, empties: &mut Empties) {
        for field in &self.0 {
            let path = if path.is_empty() { field.name.clone() } else { format!("{path}.{}", field.name) };
            match &field.source {
                Source::Value(_) => {}
                Source::Group(fields) => fields.explain(scope, on, &path, empties),
                Source::List(lists) | Source::Counts(lists) => {
                    for entries in lists {
                        let mut count = 0;
                        for entry in Css::find(entries.item.as_ref(), scope) {
                            entries.fields.explain(entry, on, &path, empties);
                            count += 1;
                        }
                        empties.look(&path, field.line, entries.item.as_ref(), || {
                            (count == 0).then_some(Instead::Nothing)
                        });
                    }
                }
                Source::Pick(pick) => empties.look(&path, field.line, pick.select.as_ref(), || {
                    pick.read(scope, on).is_none().then(|| pick.instead(scope, on))
                }),
                Source::Point(fields) => fields.explain(scope, on, &path, empties),
            }
        }
    }
}

impl Source {
    fn read(&self, scope: Element<'_>, on: &On<'_>) -> Option<Value> {
        match self {
            Self::Value(value) => Some(value.clone()),
            Self::Pick(pick) => pick.read(scope, on),
            Self::Group(fields) => {
                let group = fields.read(scope, on);
                (!group.is_empty()).then_some(Value::Object(group))
            }
            Self::Point(fields) => {
                let point = fields.read(scope, on);
                let text = format!("{}, {}", point.get("latitude")?, point.get("longitude")?);
                crate::reading::Reading::Point.read(&text, on.frame())
            }
            Self::List(lists) => {
                let list: Vec<Value> = entries(lists, scope, on).map(Value::Object).collect();
                (!list.is_empty()).then_some(Value::Array(list))
            }
            Self::Counts(lists) => {
                let mut counts = Map::new();
                for entry in entries(lists, scope, on) {
                    let (Some(Value::String(status)), Some(count)) =
                        (entry.get("status"), entry.get("count"))
                    else {
                        continue;
                    };
                    counts.insert(status.clone(), count.clone());
                }
                (!counts.is_empty()).then_some(Value::Object(counts))
            }
        }
    }

    /// Why there is nothing, in a few words.
    pub(crate) fn why_not(&self, scope: Element<'_>, on: &On<'_>) -> String {
        match self {
            Self::Pick(pick) => match &pick.select {
                Some(css) => format!("`{}` {}", css.text, pick.instead(scope, on)),
                None => format!("the element itself {}", pick.instead(scope, on)),
            },
            Self::List(lists) | Self::Counts(lists) => {
                let told = lists.iter().map(|entries| {
                    let count = Css::find(entries.item.as_ref(), scope).count();
                    let item = entries.item.as_ref().map_or("the element itself", |css| &css.text);
                    match count {
                        0 => format!("`{item}` matches nothing"),
                        _ => format!("of {count} × `{item}` none has {}", entries.required.join(" and ")),
                    }
                });
                told.collect::<Vec<_>>().join(", ")
            }
            Self::Value(_) | Self::Group(_) | Self::Point(_) => "it is empty".to_owned(),
        }
    }
}

/// The entries of a list that have what they must.
fn entries<'a>(
    lists: &'a [Entries],
    scope: Element<'a>,
    on: &'a On<'a>,
) -> impl Iterator<Item = Map<String, Value>> + 'a {
    lists.iter().flat_map(move |entries| {
        let found = Css::find(entries.item.as_ref(), scope).map(|entry| entries.fields.read(entry, on));
        found.filter(|entry| entries.required.iter().all(|name| entry.contains_key(name)))
    })
}
