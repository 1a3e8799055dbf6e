//! Shortcodes that a site did not render.

/// HTML or text without the shortcodes that a site left in it: `[[lap-RP-APBD,2026]]`, `[gallery ids="1,2"]`,
/// `[supsystic-social-sharing id='1']`, `[/caption]`, also with quotes written as entities.
///
/// Brackets that people write (`[1]`, `[sic]`, `[Foto: Humas]`) stay.
///
/// ```
/// use balai_extract::shortcode;
///
/// assert_eq!(shortcode::strip("<p>Bagan: [[sotk_wo_bpd]]</p>"), "<p>Bagan: </p>");
/// assert_eq!(shortcode::strip("Lihat [gallery ids=&#8221;1,2&#8243;] [1]"), "Lihat  [1]");
/// ```
pub fn strip(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        match length(rest) {
            Some(length) => rest = &rest[length..],
            None => {
                kept.push('[');
                rest = &rest[1..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// The length of the shortcode that a text begins with.
fn length(text: &str) -> Option<usize> {
    // Looked for no further than a shortcode can reach: a page of brackets costs no more than another.
    const LONGEST: usize = 2_000;
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    if let Some(inner) = text.strip_prefix("[[") {
        let end = inner.find("]]")?;
        let code = &inner[..end];
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ',' | '.' | ' ' | '/' | '=');
        return (!code.is_empty() && code.chars().all(plain)).then_some(end + 4);
    }
    let inner = &text[1..];
    let end = inner.find(']')?;
    let code = &inner[..end];
    if code.contains(['[', '<']) {
        return None;
    }
    if let Some(name) = code.strip_prefix('/') {
        return is_name(name).then_some(end + 2);
    }
    let (name, attributes) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    // A word alone is a shortcode only if no one would write it: with a hyphen or underscore in it. Otherwise it
    // has attributes, or is one of the plugins' own that come bare.
    let attributes = attributes.trim_end_matches('/').trim();
    let bare = name.contains(['-', '_'])
        || matches!(name, "gallery" | "embed" | "caption" | "audio" | "video" | "playlist");
    (is_name(name) && ((attributes.is_empty() && bare) || attributes.contains('='))).then_some(end + 2)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shortcodes_go_and_brackets_stay() {
        for (text, left) in [
            ("a[supsystic-social-sharing id='1']b", "ab"),
            ("a[supsystic-social-sharing id=&#8217;1&#8217;]b", "ab"),
            ("[[grafik-RP-APBD-manual,2026]][[lap-RP-APBD-Bidang-manual,2026]]", ""),
            ("[caption id=\"x\"]Foto[/caption]", "Foto"),
            ("[contact-form-7]", ""),
            (
                "pasal [1] dan [sic] [Foto: Humas] [baca juga]",
                "pasal [1] dan [sic] [Foto: Humas] [baca juga]",
            ),
            ("[tidak ditutup", "[tidak ditutup"),
            ("[[\"json\"]]", "[[\"json\"]]"),
        ] {
            assert_eq!(strip(text), left);
        }
    }

    proptest! {
        #[test]
        fn stripping_only_takes_away(text in "\\PC*") {
            prop_assert!(strip(&text).len() <= text.len());
        }
    }
}
