//! Tags of plugins that are not there.

/// HTML without the tags that plugins would have made something of: `{loadposition kontak}`,
/// `{gallery}kegiatan/2026{/gallery}`. A word between two tags goes with them where it is their argument, as it is where
/// the first has none of its own; prose stays, and so do braces that people write.
pub(crate) fn strip(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('{') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest) {
            Some(Tag { name, is_bare, length }) => {
                rest = &rest[length..];
                if is_bare {
                    rest = &rest[argument(rest, name)..];
                }
            }
            None => {
                kept.push('{');
                rest = &rest[1..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

struct Tag<'a> {
    name: &'a str,
    /// Whether it has nothing but its name.
    is_bare: bool,
    length: usize,
}

/// The tag that a text begins with.
fn tag(text: &str) -> Option<Tag<'_>> {
    const LONGEST: usize = 500;
    let inner = text.strip_prefix('{')?;
    let end = inner.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '}' | '{' | '<' | '\n'))?.0;
    if !inner[end..].starts_with('}') {
        return None;
    }
    let code = &inner[..end];
    let name = code.trim_start_matches('/');
    let name = &name
        [..name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(name.len())];
    let after = &code.trim_start_matches('/')[name.len()..];
    let is_name = name.len() > 1 && name.starts_with(|c: char| c.is_ascii_lowercase());
    let is_tag = is_name && (after.is_empty() || after.starts_with([' ', '=', '|', ':', '/']));
    is_tag.then_some(Tag { name, is_bare: after.is_empty(), length: end + 2 })
}

/// The length of the argument that a text begins with, up to the tag that closes it; 0 where there is none.
fn argument(text: &str, name: &str) -> usize {
    const LONGEST: usize = 500;
    let close = format!("{{/{name}}}");
    match text.find(&close) {
        Some(end) if end <= LONGEST && !text[..end].contains(|c: char| c.is_whitespace() || c == '<') => {
            end + close.len()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_go_and_braces_stay() {
        for (html, left) in [
            ("<p>{loadposition kontak}</p>", "<p></p>"),
            ("a{gallery}kegiatan/2026{/gallery}b", "ab"),
            ("a{youtube}dQw4w9{/youtube} {jcomments on}b", "a b"),
            ("{tab=Visi}<p>Desa maju</p>{/tabs}", "<p>Desa maju</p>"),
            ("{slider Misi bersama}prosa yang tinggal{/sliders}", "prosa yang tinggal"),
            ("{modal url=\"x\"|title=\"y\"}lihat{/modal}", "lihat"),
            ("himpunan {1, 2} dan {Nama} dan {x}", "himpunan {1, 2} dan {Nama} dan {x}"),
            ("{tidak ditutup", "{tidak ditutup"),
            ("{rusak <b>tebal</b>}", "{rusak <b>tebal</b>}"),
        ] {
            assert_eq!(strip(html), left, "{html}");
        }
    }

    proptest! {
        #[test]
        fn stripping_only_takes_away(html in "\\PC*") {
            prop_assert!(strip(&html).len() <= html.len());
        }
    }
}
