//! What pages say of themselves for machines: microdata.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::css;
use crate::html::{self, Document, Element};

/// How deep things within things are read, and how many properties a thing has at most.
const DEEPEST: usize = 4;
const MOST: usize = 200;

/// The things of a type that a page describes in microdata (`itemscope`, `itemprop`), of the shape that `T` reads; it
/// is that of JSON-LD, so that one shape reads both. Others are passed over. Of a property that stands twice the first
/// counts.
///
/// ```
/// use balai_extract::{html::Document, microdata};
///
/// #[derive(serde::Deserialize)]
/// struct Event { name: String }
///
/// let base = "https://desa.example/".parse()?;
/// let page = Document::parse_str(
///     "<div itemscope itemtype='https://schema.org/Event'><b itemprop=name>Musdes</b></div>",
///     &base,
/// )?;
/// let events: Vec<Event> = microdata::items(&page, &["Event"]);
/// assert_eq!(events[0].name, "Musdes");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn items<T: DeserializeOwned>(page: &Document, types: &[&str]) -> Vec<T> {
    let is_wanted = |scope: &Element<'_>| {
        let names = scope.attr("itemtype").unwrap_or_default().split_whitespace();
        names.filter_map(|name| name.rsplit(['/', '#']).next()).any(|name| types.contains(&name))
    };
    let scopes = page.select(css!("[itemscope][itemtype]")).filter(is_wanted);
    scopes.filter_map(|scope| serde_json::from_value(thing(page, scope, 0)).ok()).collect()
}

/// A thing and its properties; those of a thing within it are that thing's.
fn thing(page: &Document, scope: Element<'_>, depth: usize) -> Value {
    let mut properties = Map::new();
    for element in scope.select(css!("[itemprop]")).take(MOST) {
        let owner = element.ancestors().filter_map(Element::wrap).find(|it| it.attr("itemscope").is_some());
        if owner.is_none_or(|owner| owner.id() != scope.id()) {
            continue;
        }
        let value = match element.attr("itemscope") {
            Some(_) if depth < DEEPEST => thing(page, element, depth + 1),
            Some(_) => continue,
            None => match value(page, element) {
                Some(value) => Value::String(value),
                None => continue,
            },
        };
        for name in element.attr("itemprop").unwrap_or_default().split_whitespace() {
            properties.entry(name).or_insert_with(|| value.clone());
        }
    }
    Value::Object(properties)
}

fn value(page: &Document, element: Element<'_>) -> Option<String> {
    let own = match element.value().name() {
        "a" | "link" | "area" => page.href(element),
        "img" => page.src(element),
        "time" => element.attr("datetime").map(str::to_owned),
        "data" | "meter" => element.attr("value").map(str::to_owned),
        _ => None,
    };
    let said = || element.attr("content").map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    said().or(own).or_else(|| html::line(element))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Event {
        name: String,
        start_date: String,
        location: Option<Place>,
    }

    #[derive(Deserialize)]
    struct Place {
        name: String,
    }

    #[test]
    fn a_thing_within_a_thing_keeps_its_own_properties() {
        let base = "https://desa.example/".parse().expect("a URL");
        let page = "<div itemscope itemtype='http://schema.org/Event'>
            <p itemprop=location itemscope itemtype='http://schema.org/Place'><b itemprop=name>Balai Desa</b></p>
            <time itemprop=startDate datetime='2026-12-03T09:30'>Kamis</time><h2 itemprop=name>Musdes</h2></div>
            <div itemscope itemtype='http://schema.org/Event'><b itemprop=name>Tanpa waktu</b></div>";
        let page = Document::parse_str(page, &base).expect("a page");
        let events: Vec<Event> = items(&page, &["Event"]);
        assert_eq!(events.len(), 1, "one without its time is passed over");
        assert_eq!((events[0].name.as_str(), events[0].start_date.as_str()), ("Musdes", "2026-12-03T09:30"));
        assert_eq!(events[0].location.as_ref().expect("a place").name, "Balai Desa");
        assert!(items::<Event>(&page, &["Product"]).is_empty());
    }
}
