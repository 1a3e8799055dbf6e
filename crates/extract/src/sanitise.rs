//! HTML that is safe to show again.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use balai_core::Result;
use url::Url;

use crate::html;

/// The HTML of a text, safe to show again: scripts, styles, forms, frames and handlers taken out, links and
/// pictures absolute, links marked `nofollow`.
///
/// # Errors
///
/// Malformed, where it is nested too deep.
///
/// ```
/// let base = "https://desa.example/artikel/1".parse()?;
/// let clean = balai_extract::sanitise::html("<p onclick=x()>Lihat <a href='/peta'>peta</a><script>x()</script>", &base)?;
/// assert_eq!(clean, r#"<p>Lihat <a href="https://desa.example/peta" rel="nofollow noopener">peta</a></p>"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn html(text: &str, base: &Url) -> Result<String> {
    // ammonia parses on its own, without a guard: what may be too deep is looked at first.
    if html::may_be_deep(text) {
        html::parse(text).map_err(|error| error.at(base))?;
    }
    let mut builder = Builder::new();
    builder
        .tags(TAGS.clone())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::RewriteWithBase(base.clone()))
        .link_rel(Some("nofollow noopener"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            // Inline pictures are what makes pages of 90 MB; ammonia would keep the empty tag's other attributes.
            ("img", "src") if value.starts_with("data:") => None,
            _ => Some(Cow::Borrowed(value)),
        });
    Ok(builder.clean(text).to_string().trim().to_owned())
}

static TAGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    HashSet::from([
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
    ])
});

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        html(text, &"https://desa.example/a/b".parse().expect("a URL")).expect("HTML")
    }

    #[test]
    fn nothing_that_runs_is_left() {
        for bad in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href='javascript:alert(1)'>x</a>",
            "<iframe src='https://evil.example'></iframe>",
            "<svg onload=alert(1)>",
            "<form action=x><input></form>",
            "<p style='background:url(javascript:alert(1))'>x</p>",
            "<meta http-equiv=refresh content=0>",
        ] {
            let clean = clean(bad);
            for word in ["alert", "onerror", "javascript", "iframe", "form", "style", "refresh"] {
                assert!(!clean.contains(word), "{bad} became {clean}");
            }
        }
    }

    #[test]
    fn pictures_are_absolute_and_inline_data_is_dropped() {
        assert_eq!(
            clean("<img src='c.jpg' alt='foto'>"),
            r#"<img src="https://desa.example/a/c.jpg" alt="foto">"#
        );
        assert!(!clean(&format!("<img src='data:image/png;base64,{}'>", "A".repeat(1000))).contains("data:"));
    }

    #[test]
    fn depth_is_refused_before_ammonia_sees_it() {
        assert!(html(&"<div>".repeat(50_000), &"https://desa.example/".parse().expect("a URL")).is_err());
    }
}
