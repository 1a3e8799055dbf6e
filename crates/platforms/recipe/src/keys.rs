//! The keys of a recipe, once: what is read, what is told of an unknown one, and what the schema describes.

/// A key, and what it is for.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
}

const fn key(name: &'static str, about: &'static str) -> Key {
    Key { name, about }
}

/// The keys of the recipe itself; beside them stands a table for each kind.
pub(crate) const RECIPE: [Key; 6] = [
    key(
        "name",
        "What the recipe is called: small letters, digits and hyphens. Records bear it as `recipe-<name>`.",
    ),
    key("title", "What people call the site or its maker; the name where it is left out."),
    key("hosts", "The websites that it is for, by host: `contoh.desa.id`, or `*.contoh.id` for all below."),
    key(
        "fingerprint",
        "CSS selectors that all find something on the home page of such a site, and of no other.",
    ),
    key(
        "other_hosts",
        "Other hosts that lists and links may lead to; else none but the site's own is asked.",
    ),
    key("never", "Paths below the site that are never asked for, `*` standing for anything."),
];

/// The keys of a kind's table.
pub(crate) const PART: [Key; 9] = [
    key("from", "The page, or pages, to begin at: `/berita`, or with a number `/berita?page={page}`."),
    key("first", "The number of the first page, for `{page}`; 1 where it is left out."),
    key("step", "How much `{page}` grows from page to page; 1 where it is left out."),
    key("next", "CSS selector of the link to the next page, in place of `{page}`."),
    key("pages", "The most pages that are read of each list; 50 where it is left out."),
    key("item", "CSS selector of what stands for one record; where it is left out, the whole page is one."),
    key("link", "The link from an item to its own page."),
    key("fields", "The fields that are read off the item."),
    key("detail", "The fields that are read off the item's own page, to which `link` leads."),
];

/// The keys of a field that is written as a table.
pub(crate) const PICK: [Key; 9] = [
    key("select", "CSS selector within the item; left out or empty, the item itself."),
    key("attr", "The attribute to take in place of the text."),
    key("all", "Whether to join all that is found, not to take the first."),
    key("split", "What stands between the entries of a list: `,`."),
    key("regex", "What to take of the text: the first group in brackets, or all that matches."),
    key("map", "What stands for a text: `{ Kades = \"head\" }`. Other texts are read as they are."),
    key("as", "What the text is read as; left out, what the field is of."),
    key("default", "What to take where nothing is found."),
    key("value", "What the field always is; nothing is selected then."),
];

/// What `as` may say.
pub(crate) const AS: [&str; 7] = ["text", "html", "url", "number", "rupiah", "date", "phone"];

/// The known name nearest to a mistyped one, if any is near.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below that two words have little in common.
    const NEAR: f64 = 0.8;
    let name = name.to_lowercase();
    let rated = known.into_iter().map(|known| (strsim::jaro_winkler(&name, known), known));
    rated.filter(|(near, _)| *near >= NEAR).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_understood() {
        let known = || PICK.iter().map(|key| key.name);
        for (written, meant) in
            [("selct", "select"), ("Regex", "regex"), ("attribute", "attr"), ("maps", "map")]
        {
            assert_eq!(nearest(written, known()), Some(meant), "{written}");
        }
        assert_eq!(nearest("xyz", known()), None);
    }
}
