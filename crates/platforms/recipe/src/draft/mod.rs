//! Reading a recipe's TOML, with every fault told at once.

use std::collections::BTreeMap;

use balai_core::{Access, Kind, Manifest};
use toml::de::DeTable;

use crate::Recipe;
use crate::fault::RecipeError;
use crate::keys;
use crate::pick::Css;

mod field;
mod node;
mod part;
mod pick;

use node::{Draft, Node};

/// No recipe that a person writes is longer, in bytes.
const LONGEST: usize = 256 << 10;

/// Reads a recipe.
pub(crate) fn read(text: &str) -> Result<Recipe, RecipeError> {
    let mut draft = Draft::new(text);
    if text.len() > LONGEST {
        draft.fault_at(
            1,
            "",
            format!("the recipe has {} bytes", text.len()),
            format!("{LONGEST} are the most"),
        );
        return draft.finish(None);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let line = error.span().map_or(1, |span| draft.line(span.start));
        draft.fault_at(line, "", format!("this is no TOML: {}", error.message()), "mend this line");
    }
    let recipe = recipe(&mut draft, table.get_ref());
    draft.finish(recipe)
}

fn recipe(draft: &mut Draft, table: &DeTable<'_>) -> Option<Recipe> {
    let (mut name, mut title) = (None, None);
    let (mut hosts, mut other_hosts, mut never) = (Vec::new(), Vec::new(), Vec::new());
    let mut fingerprint: Vec<Css> = Vec::new();
    let mut parts = BTreeMap::new();
    let mut is_for_any = false;
    let entries = draft.table(table, "");
    for (key, node) in &entries {
        match *key {
            "name" => name = self::name(draft, node),
            "title" => title = draft.text(node).map(str::to_owned),
            "hosts" => {
                is_for_any = true;
                hosts = self::hosts(draft, node);
            }
            "fingerprint" => {
                is_for_any = true;
                let nodes = draft.texts(node);
                fingerprint = nodes.iter().filter_map(|(_, node)| draft.css(node)).collect();
            }
            "other_hosts" => other_hosts = self::hosts(draft, node),
            "never" => never = draft.texts(node).iter().map(|(path, _)| (*path).to_owned()).collect(),
            other => match other.parse::<Kind>() {
                Ok(kind) => {
                    parts.insert(kind, part::parts(draft, kind, node));
                }
                Err(_) => unknown(draft, node, other),
            },
        }
    }
    let has = |name: &str| entries.iter().any(|(key, _)| *key == name);
    if !has("name") {
        draft.fault_at(1, "name", "the recipe has no name", "write name = \"contoh\" at its top");
    }
    if !is_for_any {
        let what = "the recipe does not say which sites it is for";
        draft.fault_at(1, "hosts", what, "write hosts = [\"contoh.desa.id\"], or a fingerprint, at its top");
    }
    if parts.is_empty() {
        let fix = "add a table such as [article], with from, item and [article.fields]";
        draft.fault_at(1, "", "the recipe reads nothing", fix);
    }
    let name = name?;
    let mut manifest = Manifest::new(format!("recipe-{name}"), title.unwrap_or(name));
    manifest.never = never.into_iter().map(Into::into).collect();
    for (kind, parts) in &parts {
        let is_incremental = parts.iter().any(part::is_incremental);
        manifest = match is_incremental {
            true => manifest.reads_changes(*kind, &[Access::Page]),
            false => manifest.reads(*kind, &[Access::Page]),
        };
    }
    Some(Recipe { manifest, hosts, fingerprint, other_hosts, parts })
}

fn unknown(draft: &mut Draft, node: &Node<'_>, name: &str) {
    // Whoever writes recipes thinks of `berita`.
    let is_called =
        |kind: &Kind| kind.indonesian().split_whitespace().any(|word| word.eq_ignore_ascii_case(name));
    if let Some(kind) = Kind::ALL.into_iter().find(is_called) {
        return draft.fault(node, format!("`{name}` is written in English here"), format!("write `{kind}`"));
    }
    let keys = keys::RECIPE.iter().map(|key| key.name);
    let known: Vec<_> = keys.chain(Kind::ALL.iter().map(|kind| kind.as_str())).collect();
    draft.unknown(node, "key of a recipe, and no kind", name, &known, "the keys and kinds are");
}

fn name(draft: &mut Draft, node: &Node<'_>) -> Option<String> {
    const LONGEST: usize = 40;
    let name = draft.text(node)?;
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.len() > LONGEST || !name.chars().all(is_letter) || name.starts_with('-') || name.ends_with('-') {
        let what = format!("`{name}` is no name of a recipe");
        draft.fault(node, what, "write small letters, digits and hyphens, 40 at most: `desa-contoh`");
        return None;
    }
    Some(name.to_owned())
}

/// Hosts, without scheme and path.
fn hosts(draft: &mut Draft, node: &Node<'_>) -> Vec<String> {
    let mut hosts = Vec::new();
    for (text, node) in draft.texts(node) {
        let bare = text.strip_prefix("*.").unwrap_or(text);
        let is_part = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        };
        if bare.split('.').all(is_part) {
            hosts.push(text.to_owned());
        } else {
            let within = text.split_once("://").map_or(text, |(_, rest)| rest);
            let host = within.split(['/', ':', '?']).next().unwrap_or_default();
            let host = if host.is_empty() { "contoh.desa.id" } else { host };
            draft.fault(&node, format!("`{text}` is no host"), format!("write the host alone: \"{host}\""));
        }
    }
    hosts
}
