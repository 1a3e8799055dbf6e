//! A kind's table.

use balai_core::Kind;
use toml::de::DeValue;

use super::field::fields;
use super::node::{Draft, Node};
use super::pick::pick;
use crate::fields::Fields;
use crate::keys;
use crate::pages::{MOST, PAGE, Pages};
use crate::part::Part;
use crate::pick::Take;
use crate::reading::Reading;
use crate::shape::{Group, Shape};

/// The tables of a kind: one, or several in a list.
pub(super) fn parts(draft: &mut Draft, kind: Kind, node: &Node<'_>) -> Vec<Part> {
    let group = Group::of(kind);
    let nodes = draft.tables(node);
    if nodes.is_empty() {
        draft.fault(
            node,
            "the list is empty",
            format!("write [[{kind}]] and below it from, item and fields"),
        );
    }
    let parts = nodes.iter().filter_map(|node| part(draft, kind, &group, node)).collect();
    for name in &group.required() {
        let lacks = |node: &&Node<'_>| !gives(kind, node, name);
        let lacking: Vec<_> = match kind {
            // The pages of a profile make one record together; else each table must make whole ones.
            Kind::Profile if !nodes.iter().all(|node| lacks(&node)) => Vec::new(),
            Kind::Profile => nodes.iter().take(1).collect(),
            _ => nodes.iter().filter(lacks).collect(),
        };
        for node in lacking.into_iter().filter(|node| matches!(node.value, DeValue::Table(_))) {
            let what = format!("`{name}` is required of {kind}, and neither `fields` nor `detail` gives it");
            let fix = format!("add it: {}", example(&group, name));
            draft.fault_at(node.line, &format!("{kind}.fields.{name}"), what, fix);
        }
    }
    parts
}

/// Whether a later visit can leave the pages of old items unread: the list has to tell their dates.
pub(super) fn is_incremental(part: &Part) -> bool {
    part.link.is_some() && part.detail.is_some() && part.fields.get("published_at").is_some()
}

/// Whether a kind's table gives a field, rightly or wrongly.
fn gives(kind: Kind, node: &Node<'_>, name: &str) -> bool {
    let DeValue::Table(table) = node.value else { return false };
    let is_in = |fields: &str| match table.get(fields).map(|fields| fields.get_ref()) {
        Some(DeValue::Table(fields)) => fields.contains_key(name),
        _ => false,
    };
    // An article that is given no address has that of its link, or of the page.
    is_in("fields") || is_in("detail") || (kind == Kind::Article && name == "url")
}

fn example(group: &Group, name: &str) -> String {
    match group.field(name).map(|field| &field.shape) {
        Some(Shape::List(_) | Shape::Counts(_)) => format!("a table `{name}` with `item` and its fields"),
        Some(Shape::One(Reading::Choice(choice))) => {
            let first = choice.names.first().map_or("…", String::as_str);
            format!("{name} = {{ value = \"{first}\" }}, or a selector with a `map`")
        }
        _ => format!("{name} = \"h3\""),
    }
}

fn part(draft: &mut Draft, kind: Kind, group: &Group, node: &Node<'_>) -> Option<Part> {
    let mut pages = Pages { from: Vec::new(), first: 1, step: 1, next: None, most: MOST };
    let (mut item, mut link, mut own, mut detail) = (None, None, None, None);
    let entries = draft.entries(node, &format!("write [{kind}] and below it from, item and [{kind}.fields]"));
    for (key, node) in &entries {
        match *key {
            "from" => pages.from = from(draft, node),
            "first" => pages.first = draft.whole(node, 0..=1_000_000).unwrap_or(1),
            "step" => pages.step = draft.whole(node, 1..=1_000).unwrap_or(1),
            "next" => pages.next = draft.css(node),
            "pages" => pages.most = draft.whole(node, 1..=1_000).map_or(MOST, |most| most as usize),
            "item" => item = draft.css(node),
            "link" => link = pick(draft, node, &Reading::Address, Take::First),
            "fields" => own = Some(fields(draft, node, group)),
            "detail" => detail = Some(fields(draft, node, group)),
            other => {
                let known = keys::PART.map(|key| key.name);
                match group.field(other) {
                    Some(_) => draft.fault(
                        node,
                        format!("`{other}` is a field, and stands outside of the fields"),
                        format!("write it below [{kind}.fields]"),
                    ),
                    None => draft.unknown(node, "key here", other, &known, "the keys are"),
                }
            }
        }
    }
    if !matches!(node.value, DeValue::Table(_)) {
        return None;
    }
    let find = |name: &str| entries.iter().find(|(key, _)| *key == name).map(|(_, node)| node);
    if find("from").is_none() {
        draft.fault(node, "it does not say where to begin", "add from = \"/berita\"");
    }
    if find("fields").is_none() && find("detail").is_none() {
        draft.fault(
            node,
            "it has no fields",
            format!("add [{kind}.fields] and below it title = \"h3\" and the like"),
        );
    }
    let is_numbered = pages.from.iter().any(|from| from.contains(PAGE));
    for (name, goes, fix) in [
        ("first", is_numbered, "it goes with from = \"/berita?page={page}\""),
        ("step", is_numbered, "it goes with from = \"/berita?page={page}\""),
        ("next", !is_numbered, "a list is paged by `next` or by `{page}`: leave one of them out"),
        ("next", find("item").is_some(), "only a list has a next page: add `item`"),
        ("pages", find("item").is_some(), "only a list has pages: add `item`"),
        ("link", find("item").is_some(), "only an item of a list has a page of its own: add `item`"),
        (
            "detail",
            find("item").is_some(),
            "only an item of a list has a page of its own: write the fields below `fields`",
        ),
        ("detail", find("link").is_some(), "say where an item's own page is: link = \"h3 a\""),
    ] {
        if let Some(node) = find(name).filter(|_| !goes) {
            draft.fault(node, format!("`{name}` has no use here"), fix);
        }
    }
    if let Some(node) = find("from").filter(|_| is_numbered && find("item").is_none()) {
        draft.fault(node, "`{page}` has no use here", "only a list has pages: add `item`");
    }
    if kind == Kind::Profile
        && let Some(node) = find("item")
    {
        draft.fault(
            node,
            "a village has one profile",
            "leave `item` out: the pages in `from` are read as one",
        );
    }
    Some(Part {
        kind,
        line: node.line,
        pages,
        item,
        link,
        fields: own.unwrap_or_else(Fields::default),
        detail,
        required: group.required(),
        has_url: group.field("url").is_some(),
    })
}

/// The addresses to begin at.
fn from(draft: &mut Draft, node: &Node<'_>) -> Vec<String> {
    let mut from = Vec::new();
    for (text, node) in draft.texts(node) {
        let first = text.replace(PAGE, "1");
        let is_address =
            first.starts_with(['/', '?']) || first.starts_with("http://") || first.starts_with("https://");
        if !is_address || first.contains(char::is_whitespace) {
            let what = format!("`{text}` is no path of a page");
            draft.fault(&node, what, "write it from the site's root: \"/berita\", or in full: \"https://…\"");
        } else if first.contains(['{', '}']) {
            let what = format!("`{text}` has something else than {PAGE} in curly brackets");
            draft.fault(&node, what, "write {page} for the number of the page");
        } else {
            from.push(text.to_owned());
        }
    }
    from
}
