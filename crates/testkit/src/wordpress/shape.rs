//! The shapes of the REST interface's JSON.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::content::TYPES;
use super::item::local;
use super::{Item, ItemState, WordPress, page};
use crate::village::slug;
use crate::{Ask, html};

const AUTHORS: [&str; 2] = ["Administrator", "Sekretariat Desa"];

/// A title as WordPress writes it into HTML: ampersands and quotes as numbers.
pub(super) fn escape(text: &str) -> String {
    let text = text.replace('&', "&#038;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('\u{201c}', "&#8220;").replace('\u{201d}', "&#8221;").replace('\u{2013}', "&#8211;")
}

/// Only the fields that a request names, nested ones too (`title.rendered`).
pub(super) fn fields(ask: &Ask, value: Value) -> Value {
    let asked: Vec<String> = ask
        .query()
        .into_iter()
        .filter(|(name, _)| name == "_fields" || name == "_fields[]")
        .flat_map(|(_, value)| value.split(',').map(|field| field.trim().to_owned()).collect::<Vec<_>>())
        .collect();
    if asked.is_empty() { value } else { only(value, &asked.iter().map(String::as_str).collect::<Vec<_>>()) }
}

fn only(value: Value, asked: &[&str]) -> Value {
    let Value::Object(object) = value else { return value };
    let mut kept = Map::new();
    for (name, value) in object {
        let inner: Vec<&str> =
            asked.iter().filter_map(|field| field.strip_prefix(&name)?.strip_prefix('.')).collect();
        if asked.contains(&name.as_str()) {
            kept.insert(name, value);
        } else if !inner.is_empty() {
            kept.insert(name, only(value, &inner));
        }
    }
    Value::Object(kept)
}

pub(super) fn index(site: &WordPress, ask: &Ask, namespaces: &[&str]) -> Value {
    let routes: Map<String, Value> = namespaces
        .iter()
        .map(|name| (format!("/{name}"), json!({ "namespace": name, "methods": ["GET"] })))
        .collect();
    json!({
        "name": escape(&site.name()), "description": "Situs simulasi", "url": ask.origin, "home": ask.origin,
        "gmt_offset": 7, "timezone_string": "Asia/Jakarta", "namespaces": namespaces, "authentication": [],
        "routes": routes, "site_icon_url": format!("{}/wp-content/uploads/ikon.png", ask.origin),
    })
}

pub(super) fn types() -> Value {
    let own = TYPES.iter().filter(|(.., is_shown)| *is_shown);
    let all = [("post", "posts", "Pos"), ("page", "pages", "Laman"), ("attachment", "media", "Media")];
    let all = all.into_iter().chain(own.map(|(sort, base, name, _)| (*sort, *base, *name)));
    let types: Map<String, Value> = all
        .map(|(sort, base, name)| {
            let shape = json!({
                "description": "", "hierarchical": sort == "page", "name": name, "slug": sort, "taxonomies": [],
                "rest_base": base, "rest_namespace": "wp/v2",
            });
            (sort.to_owned(), shape)
        })
        .collect();
    Value::Object(types)
}

/// The taxonomy in which items of a type have their one term.
fn own_taxonomy(sort: &str) -> String {
    if sort == "perangkat" { "jabatan".into() } else { format!("jenis_{sort}") }
}

/// The names that a taxonomy of posts has, as its terms are numbered.
fn names(site: &WordPress, taxonomy: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for item in site.database().iter() {
        for name in if taxonomy == "category" { &item.categories } else { &item.tags } {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

fn first_id(taxonomy: &str) -> u64 {
    if taxonomy == "category" { 2 } else { 60 }
}

/// The numbers of an item's terms.
pub(super) fn term_ids(site: &WordPress, item: &Item, taxonomy: &str) -> Vec<u64> {
    let own = if taxonomy == "category" { &item.categories } else { &item.tags };
    let names = names(site, taxonomy).into_iter().zip(first_id(taxonomy)..);
    names.filter(|(name, _)| own.contains(name)).map(|(_, id)| id).collect()
}

fn term(id: u64, name: &str, taxonomy: &str) -> Value {
    json!({ "id": id, "count": 1, "description": "", "name": html(name), "slug": slug(name), "taxonomy": taxonomy, "parent": 0, "meta": [] })
}

pub(super) fn terms(site: &WordPress, taxonomy: &str) -> Vec<Value> {
    let names = names(site, taxonomy).into_iter().zip(first_id(taxonomy)..);
    names.map(|(name, id)| term(id, &name, taxonomy)).collect()
}

/// How authors sign in, and their guessable addresses.
pub(super) fn users(ask: &Ask) -> Vec<Value> {
    let names = AUTHORS.iter().zip(1_u64..);
    names.map(|(name, id)| user(ask, id, name)).collect()
}

fn user(ask: &Ask, id: u64, name: &str) -> Value {
    json!({
        "id": id, "name": html(name), "url": "", "description": "", "link": format!("{}/author/RAHASIA-{id}/", ask.origin),
        "slug": format!("RAHASIA-{id}"), "avatar_urls": { "96": format!("https://secure.gravatar.invalid/RAHASIA-{id}") },
    })
}

pub(super) fn comments(site: &WordPress) -> Vec<Value> {
    let people = site.village.residents.iter().zip(1_u64..).take(5);
    people
        .map(|(resident, id)| {
            json!({ "id": id, "post": 11, "author_name": resident.name, "content": { "rendered": "<p>RAHASIA-KOMENTAR</p>" } })
        })
        .collect()
}

/// Attachments. Those of a protected item are shown, as WordPress does; those of a draft are not.
pub(super) fn media(site: &WordPress, ask: &Ask) -> Vec<Value> {
    let database = site.database();
    let listed = database.iter().filter(|item| item.is_listed());
    listed.filter_map(|item| Some(picture(ask, item.id, item.image.as_deref()?))).collect()
}

fn picture(ask: &Ask, parent: u64, file: &str) -> Value {
    json!({
        "id": 5000 + parent, "title": { "rendered": file }, "author": 1, "caption": { "rendered": "" }, "alt_text": "",
        "media_type": "image", "mime_type": "image/jpeg", "post": parent, "source_url": format!("{}/wp-content/uploads/{file}", ask.origin),
        "media_details": { "width": 1600, "height": 1067, "file": file, "sizes": {} },
    })
}

/// A post, a page or an item of a type of the site's own.
pub(super) fn post(site: &WordPress, ask: &Ask, item: &Item) -> Value {
    let stamp = |at: Timestamp| at.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let clock = |at: Timestamp| local(at).strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let is_protected = item.state == ItemState::Protected;
    let written = item.summary.as_deref().filter(|_| !is_protected);
    let excerpt = written.map_or(String::new(), |text| format!("<p>{}</p>\n", escape(text)));
    let (link, id) = (site.link(&ask.origin, item), item.id);
    let author = if item.author == AUTHORS[1] { 2 } else { 1 };
    let mut shape = json!({
        "id": id, "date": clock(item.published_at), "date_gmt": stamp(item.published_at),
        "guid": { "rendered": format!("{}/?p={id}", ask.origin) }, "modified": clock(item.updated_at),
        "modified_gmt": stamp(item.updated_at), "slug": item.slug, "status": "publish", "type": item.sort, "link": link,
        "title": { "rendered": escape(&item.title) },
        "content": { "rendered": page::whole(item), "protected": is_protected },
        "excerpt": { "rendered": excerpt, "protected": is_protected },
        "author": author, "featured_media": item.image.as_ref().map_or(0, |_| 5000 + id), "comment_status": "open",
        "ping_status": "open", "sticky": false, "template": "", "format": "standard", "meta": [],
        "_links": { "self": [{ "href": format!("{}/wp-json/wp/v2/posts/{id}", ask.origin) }] },
    });
    if item.sort == "post" {
        shape["categories"] = json!(term_ids(site, item, "category"));
        shape["tags"] = json!(term_ids(site, item, "post_tag"));
    }
    if ask.parameter("_embed").is_some() {
        shape["_embedded"] = embedded(site, ask, item, author);
    }
    shape
}

fn embedded(site: &WordPress, ask: &Ask, item: &Item, author: u64) -> Value {
    let mut embedded = json!({ "author": [user(ask, author, &item.author)] });
    if let Some(file) = &item.image {
        embedded["wp:featuredmedia"] = json!([picture(ask, item.id, file)]);
    }
    let of = |taxonomy: &str, names: &[String]| -> Vec<Value> {
        term_ids(site, item, taxonomy)
            .into_iter()
            .zip(self::names(site, taxonomy).iter().filter(|name| names.contains(name)))
            .map(|(id, name)| term(id, name, taxonomy))
            .collect()
    };
    embedded["wp:term"] = match &item.term {
        Some(name) => json!([[term(100 + item.id, name, &own_taxonomy(item.sort))]]),
        None if item.sort == "post" => json!([of("category", &item.categories), of("post_tag", &item.tags)]),
        None => json!([]),
    };
    embedded
}
