//! Who may know whom: the dependency rule of the design, from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each crate of ours, and which others of ours it may depend on. A platform is any crate below
/// `crates/platforms/`, a store any below `crates/stores/`.
const RULES: &[(&str, &[&str])] = &[
    ("balai-core", &[]),
    ("balai-regions", &["balai-core"]),
    ("balai-extract", &["balai-core"]),
    ("balai-fetch", &["balai-core"]),
    ("balai-harvest", &["balai-core", "balai-extract"]),
    ("balai-testkit", &["balai-core", "balai-extract", "balai-harvest"]),
];
const PLATFORM: &[&str] = &["balai-core", "balai-extract"];
const STORE: &[&str] = &["balai-core"];
/// Those above the facade may know everything.
const FREE: &[&str] = &["balai", "balai-cli", "balai-examples", "balai-benches", "balai-tests", "dashboard"];

#[test]
fn nobody_knows_whom_the_design_does_not_allow() {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata");
    let rules: BTreeMap<_, _> = RULES.iter().copied().collect();
    let ours: BTreeSet<_> = metadata.packages.iter().map(|package| package.name.to_string()).collect();
    let mut seen = 0;
    for package in &metadata.packages {
        let name = package.name.as_str();
        let folder = package.manifest_path.as_str();
        let allowed = match rules.get(name) {
            Some(allowed) => *allowed,
            None if folder.contains("/crates/platforms/") => PLATFORM,
            None if folder.contains("/crates/stores/") => STORE,
            None => {
                assert!(FREE.contains(&name), "{name} has no rule: the design says who it may know");
                continue;
            }
        };
        for dependency in &package.dependencies {
            let known = dependency.name.as_str();
            if ours.contains(known) && dependency.kind != DependencyKind::Development {
                assert!(allowed.contains(&known), "{name} knows {known}, which the design does not allow");
                seen += 1;
            }
        }
    }
    assert!(seen >= 10, "the graph is read");
}

#[test]
fn core_stays_light_and_knows_no_network() {
    let metadata = MetadataCommand::new().exec().expect("cargo metadata");
    let resolve = metadata.resolve.expect("a resolved graph");
    let nodes: BTreeMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let core = metadata.packages.iter().find(|package| package.name.as_str() == "balai-core").expect("core");
    let mut known = BTreeSet::from([&core.id]);
    let mut open = vec![&core.id];
    while let Some(id) = open.pop() {
        for dependency in &nodes[id].deps {
            let needed = dependency.dep_kinds.iter().any(|kind| {
                // What other systems need is not built here, and not what `cargo tree` shows.
                kind.kind != DependencyKind::Development && kind.target.is_none()
            });
            if needed && known.insert(&dependency.pkg) {
                open.push(&dependency.pkg);
            }
        }
    }
    let names: BTreeSet<_> = metadata
        .packages
        .iter()
        .filter(|package| known.contains(&package.id))
        .map(|package| package.name.as_str())
        .collect();
    for heavy in ["tokio", "reqwest", "hyper", "scraper", "html5ever", "rusqlite"] {
        assert!(!names.contains(heavy), "core knows {heavy}");
    }
}
