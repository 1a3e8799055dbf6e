//! The REST interface: routes, parameters, paging, and how it refuses.

use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::content::TYPES;
use super::item::instant;
use super::{Item, WordPress, calendar, shape, shop};
use crate::{Answer, Ask};

const NAMESPACES: [&str; 6] =
    ["oembed/1.0", "wp/v2", "wp-site-health/v1", "tribe/events/v1", "wc/store", "wc/store/v1"];

/// The answer to a route without its leading slash.
pub(super) fn respond(site: &WordPress, ask: &Ask, route: &str) -> Answer {
    let parts: Vec<&str> = route.split('/').filter(|part| !part.is_empty()).collect();
    if !site.is_open {
        let is_known = parts.is_empty() || NAMESPACES.iter().any(|name| route.starts_with(name));
        return match is_known {
            true => refuse(
                401,
                "rest_cannot_access",
                "DRA: Hanya pengguna terautentikasi yang dapat mengakses REST API.",
            ),
            false => no_route(),
        };
    }
    if ask.parameter("context").as_deref() == Some("edit") {
        return refuse(
            401,
            "rest_forbidden_context",
            "Maaf, Anda tidak boleh menyunting tulisan dalam jenis pos ini.",
        );
    }
    match parts.as_slice() {
        [] => Answer::json(&shape::fields(ask, shape::index(site, ask, &NAMESPACES))),
        ["wp", "v2", "types"] => Answer::json(&shape::types()),
        ["wp", "v2", "categories"] => terms(ask, shape::terms(site, "category")),
        ["wp", "v2", "tags"] => terms(ask, shape::terms(site, "post_tag")),
        ["wp", "v2", "media"] => terms(ask, shape::media(site, ask)),
        ["wp", "v2", "users"] => terms(ask, shape::users(ask)),
        ["wp", "v2", "comments"] => terms(ask, shape::comments(site)),
        ["wp", "v2", "settings" | "plugins" | "themes" | "menus"] => {
            refuse(401, "rest_forbidden", "Maaf, Anda tidak diizinkan melakukannya.")
        }
        ["wp", "v2", base] => match sort_of(base) {
            Some(sort) => posts(site, ask, sort),
            None => no_route(),
        },
        ["wp", "v2", base, id] => match sort_of(base) {
            Some(sort) => post(site, ask, sort, id),
            None => no_route(),
        },
        ["tribe", "events", "v1", "events"] => calendar::events(site, ask),
        ["wc", "store", "v1", "products"] | ["wc", "store", "products"] => shop::products(site, ask),
        ["wc", "v3", ..] => {
            refuse(401, "woocommerce_rest_cannot_view", "Maaf, Anda tidak dapat melihat daftar.")
        }
        _ => no_route(),
    }
}

/// The type that is listed under a route's last part.
fn sort_of(base: &str) -> Option<&'static str> {
    match base {
        "posts" => Some("post"),
        "pages" => Some("page"),
        _ => TYPES.iter().find(|(_, own, _, is_shown)| *own == base && *is_shown).map(|(sort, ..)| *sort),
    }
}

fn refuse(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(&json!({ "code": code, "message": message, "data": { "status": status } }))
        .with_status(status)
}

fn no_route() -> Answer {
    refuse(404, "rest_no_route", "Tidak ada rute yang cocok dengan URL dan metode permintaan.")
}

fn invalid(name: &str, code: &str) -> Answer {
    let details = json!({ name: { "code": code, "message": "", "data": null } });
    let data = json!({ "status": 400, "params": { name: code }, "details": details });
    let body = json!({ "code": "rest_invalid_param", "message": format!("Parameter tidak valid: {name}"), "data": data });
    Answer::json(&body).with_status(400)
}

/// Which part of a list is asked for.
pub(super) struct Paging {
    page: usize,
    size: usize,
    offset: Option<usize>,
}

impl Paging {
    /// The paging of a request; what is out of bounds is refused, never bent.
    pub(super) fn of(ask: &Ask) -> Result<Self, Answer> {
        let number = |name: &str, bounds: std::ops::RangeInclusive<usize>| match ask.parameter(name) {
            None => Ok(None),
            Some(text) => match text.parse::<usize>() {
                Ok(number) if bounds.contains(&number) => Ok(Some(number)),
                Ok(_) => Err(invalid(name, "rest_out_of_bounds")),
                Err(_) => Err(invalid(name, "rest_invalid_type")),
            },
        };
        Ok(Self {
            page: number("page", 1..=usize::MAX)?.unwrap_or(1),
            size: number("per_page", 1..=100)?.unwrap_or(10),
            offset: number("offset", 0..=usize::MAX)?,
        })
    }
}

/// A page of a list, with its headers and the fields that are asked for. Beyond the last page posts are an error, and
/// others an empty list.
pub(super) fn list(ask: &Ask, paging: &Paging, values: Vec<Value>, is_of_posts: bool) -> Answer {
    let (total, pages) = (values.len(), values.len().div_ceil(paging.size));
    if is_of_posts && paging.offset.is_none() && paging.page > pages.max(1) {
        return refuse(
            400,
            "rest_post_invalid_page_number",
            "Nomor halaman pos yang diminta melebihi jumlah halaman yang tersedia.",
        );
    }
    let first = paging.offset.unwrap_or((paging.page - 1).saturating_mul(paging.size));
    let shown: Vec<Value> =
        values.into_iter().skip(first).take(paging.size).map(|value| shape::fields(ask, value)).collect();
    let answer = Answer::json(&Value::Array(shown))
        .header("X-WP-Total", total.to_string())
        .header("X-WP-TotalPages", pages.to_string());
    match paging.page < pages {
        true => {
            let next = format!("<{}{}?page={}>; rel=\"next\"", ask.origin, ask.path(), paging.page + 1);
            answer.header("Link", next)
        }
        false => answer,
    }
}

fn terms(ask: &Ask, values: Vec<Value>) -> Answer {
    match Paging::of(ask) {
        Ok(paging) => list(ask, &paging, values, false),
        Err(refusal) => refusal,
    }
}

fn posts(site: &WordPress, ask: &Ask, sort: &str) -> Answer {
    let found = Paging::of(ask).and_then(|paging| Ok((paging, chosen(site, ask, sort)?)));
    match found {
        Ok((paging, items)) => {
            let values = items.iter().map(|item| shape::post(site, ask, item)).collect();
            list(ask, &paging, values, true)
        }
        Err(refusal) => refusal,
    }
}

/// One item. What is no longer public is refused by another status than what never was.
fn post(site: &WordPress, ask: &Ask, sort: &str, id: &str) -> Answer {
    let found = site.items().into_iter().find(|item| item.sort == sort && item.id.to_string() == id);
    match found {
        None => refuse(404, "rest_post_invalid_id", "ID tulisan tidak sah."),
        Some(item) if !item.is_listed() => {
            refuse(401, "rest_forbidden", "Maaf, Anda tidak diizinkan melakukannya.")
        }
        Some(item) => Answer::json(&shape::fields(ask, shape::post(site, ask, &item))),
    }
}

/// The items that a request's filters leave, in its order.
fn chosen(site: &WordPress, ask: &Ask, sort: &str) -> Result<Vec<Item>, Answer> {
    let mut items = site.listed(sort);
    if ask.parameter("status").is_some_and(|status| status != "publish") {
        return Err(invalid("status", "rest_forbidden_status"));
    }
    let numbers = |name: &str| -> Option<Vec<u64>> {
        let value = ask.parameter(name)?;
        Some(value.split(',').filter_map(|number| number.trim().parse().ok()).collect())
    };
    let included = numbers("include");
    if let Some(included) = &included {
        items.retain(|item| included.contains(&item.id));
    }
    if let Some(excluded) = numbers("exclude") {
        items.retain(|item| !excluded.contains(&item.id));
    }
    if let Some(slug) = ask.parameter("slug") {
        items.retain(|item| item.slug == slug);
    }
    if let Some(search) = ask.parameter("search") {
        let search = search.to_lowercase();
        items.retain(|item| item.title.to_lowercase().contains(&search));
    }
    for (name, taxonomy) in [("categories", "category"), ("tags", "post_tag")] {
        if let Some(asked) = numbers(name) {
            items.retain(|item| shape::term_ids(site, item, taxonomy).iter().any(|id| asked.contains(id)));
        }
    }
    for name in ["after", "before", "modified_after", "modified_before"] {
        let Some(text) = ask.parameter(name) else { continue };
        let at = moment(&text).ok_or_else(|| invalid(name, "rest_invalid_date"))?;
        items.retain(|item| {
            let own = if name.starts_with("modified") { item.updated_at } else { item.published_at };
            if name.ends_with("after") { own > at } else { own < at }
        });
    }
    let by = ask.parameter("orderby").unwrap_or_else(|| "date".into());
    let place = |item: &Item| included.iter().flatten().position(|id| *id == item.id);
    let order = |a: &Item, b: &Item| -> Ordering {
        match by.as_str() {
            "modified" => (a.updated_at, a.id).cmp(&(b.updated_at, b.id)),
            "id" => a.id.cmp(&b.id),
            "title" => a.title.cmp(&b.title),
            "slug" => a.slug.cmp(&b.slug),
            // Always in the order in which they are named.
            "include" => place(b).cmp(&place(a)),
            _ => (a.published_at, a.id).cmp(&(b.published_at, b.id)),
        }
    };
    match by.as_str() {
        "date" | "modified" | "id" | "title" | "slug" | "author" | "parent" => {}
        "include" if included.is_some() => {}
        "menu_order" if sort == "page" => {}
        _ => return Err(invalid("orderby", "rest_not_in_enum")),
    }
    items.sort_by(order);
    match ask.parameter("order").as_deref() {
        Some("asc") if by != "include" => {}
        None | Some("desc" | "asc") => items.reverse(),
        Some(_) => return Err(invalid("order", "rest_not_in_enum")),
    }
    Ok(items)
}

/// An instant as parameters tell it: without a zone it is by the clock on the village's wall.
fn moment(text: &str) -> Option<Timestamp> {
    if !text.contains('T') {
        return None;
    }
    text.parse().ok().or_else(|| text.parse::<DateTime>().ok().map(instant))
}
