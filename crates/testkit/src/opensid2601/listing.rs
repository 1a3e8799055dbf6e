//! Lists as the JSON:API has them: pages, orders, filters.

use serde_json::{Value, json};
use url::form_urlencoded;

use crate::opensid::Scene;
use crate::{Answer, Ask};

/// The largest page.
const MAX: usize = 30;

/// One item of a list, with what it can be ordered and filtered by.
pub(super) struct Item {
    pub(super) value: Value,
    pub(super) orders: Vec<(&'static str, i64)>,
    pub(super) filters: Vec<(&'static str, String)>,
}

impl Item {
    pub(super) fn new(kind: &str, id: impl ToString, attributes: Value) -> Self {
        Self {
            value: json!({ "type": kind, "id": id.to_string(), "attributes": attributes }),
            orders: Vec::new(),
            filters: Vec::new(),
        }
    }

    pub(super) fn order(mut self, name: &'static str, key: i64) -> Self {
        self.orders.push((name, key));
        self
    }

    pub(super) fn filter(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.filters.push((name, text.into()));
        self
    }
}

/// The page of a list that is asked for. An unknown order or filter fails, as the platform does.
pub(super) fn page(scene: Scene<'_>, ask: &Ask, mut items: Vec<Item>) -> Answer {
    let failure = || Answer::status(500);
    let query = ask.query();
    let number =
        |name: &str| ask.parameter(name).and_then(|text| text.parse::<usize>().ok()).filter(|n| *n > 0);
    for (name, value) in &query {
        match name.as_str() {
            "page[size]" | "page[number]" => {}
            "sort" => {
                let (key, descending) =
                    value.strip_prefix('-').map_or((value.as_str(), false), |key| (key, true));
                let of = |item: &Item| item.orders.iter().find(|(name, _)| *name == key).map(|(_, key)| *key);
                if items.iter().any(|item| of(item).is_none()) {
                    return failure();
                }
                items.sort_by_key(|item| of(item).map(|key| if descending { -key } else { key }));
            }
            filter if filter.starts_with("filter[") => {
                let key = filter["filter[".len()..].trim_end_matches(']');
                let of = |item: &Item| {
                    item.filters.iter().find(|(name, _)| *name == key).map(|(_, text)| text.clone())
                };
                if items.iter().any(|item| of(item).is_none()) {
                    return failure();
                }
                let wanted = value.to_lowercase();
                let matches = |text: String| match key {
                    "search" => text.to_lowercase().contains(&wanted),
                    _ => text == *value,
                };
                items.retain(|item| of(item).is_some_and(matches));
            }
            _ => return failure(),
        }
    }
    let size = number("page[size]").unwrap_or(MAX).min(MAX);
    let current = number("page[number]").unwrap_or(1);
    let total = items.len();
    let pages = total.div_ceil(size).max(1);
    let link = |page: usize| {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs(query.iter().filter(|(name, _)| !name.starts_with("page[")));
        pairs.append_pair("page[size]", &size.to_string()).append_pair("page[number]", &page.to_string());
        format!("{}{}?{}", scene.origin, ask.path(), pairs.finish())
    };
    let mut links = json!({ "self": link(current), "first": link(1), "last": link(pages) });
    if current < pages {
        links["next"] = link(current + 1).into();
    }
    let data: Vec<Value> = items
        .into_iter()
        .skip((current - 1).saturating_mul(size))
        .take(size)
        .map(|item| item.value)
        .collect();
    Answer::json(&json!({
        "meta": { "pagination": {
            "total": total, "count": data.len(), "per_page": size, "current_page": current, "total_pages": pages,
        } },
        "data": data,
        "links": links,
    }))
}

/// A signed address of a stored file.
pub(super) fn stored(scene: Scene<'_>, folder: &str, file: &str) -> String {
    let signature = file.bytes().fold(17_u64, |hash, byte| hash.wrapping_mul(131).wrapping_add(byte.into()));
    scene.url(&format!("storage-desa?path=upload%2F{folder}%2F{file}&signature={signature:064x}"))
}
