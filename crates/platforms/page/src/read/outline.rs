//! How much text stands below each heading of a page.

use std::collections::HashMap;

use balai_extract::css;
use balai_extract::html::{Document, Element};
use ego_tree::NodeId;
use ego_tree::iter::Edge;

/// How much text stands below each heading, until the next one that is as high.
pub(super) struct Outline {
    letters: HashMap<NodeId, usize>,
    most: usize,
}

impl Outline {
    /// The outline of a page that has `headings`, each with how high it stands.
    pub(super) fn of(document: &Document, headings: impl Iterator<Item = (NodeId, Option<u32>)>) -> Self {
        /// Less than that is a label.
        const SENTENCE: usize = 30;
        let headings: HashMap<NodeId, u32> = headings.filter_map(|(id, level)| Some((id, level?))).collect();
        let mut letters: HashMap<NodeId, usize> = HashMap::new();
        // The headings below which the walk is, the highest first.
        let mut above: Vec<(u32, NodeId)> = Vec::new();
        let Some(body) = document.first(css!("body")) else { return Self { letters, most: 0 } };
        let mut linked = 0_usize;
        for edge in body.traverse() {
            let (node, opens) = match edge {
                Edge::Open(node) => (node, true),
                Edge::Close(node) => (node, false),
            };
            if let Some(element) = node.value().as_element() {
                if matches!(element.name(), "a" | "script" | "style" | "noscript") {
                    linked = if opens { linked + 1 } else { linked - 1 };
                }
                if let Some(level) = headings.get(&node.id()).filter(|_| opens) {
                    above.retain(|(other, _)| other > level);
                    above.push((*level, node.id()));
                }
            } else if let Some(text) = node.value().as_text().filter(|_| opens && linked == 0) {
                let count = text.chars().filter(|c| c.is_alphanumeric()).count();
                let count = if count >= SENTENCE { count } else { count / 4 };
                above.iter().for_each(|(_, id)| *letters.entry(*id).or_default() += count);
            }
        }
        let most = letters.values().copied().max().unwrap_or_default();
        Self { letters, most }
    }

    /// What share of the text is below a heading, out of forty.
    pub(super) fn share(&self, heading: Element<'_>) -> u32 {
        let letters = self.letters.get(&heading.id()).copied().unwrap_or_default();
        u32::try_from(letters * 40 / self.most.max(1)).unwrap_or_default()
    }
}
