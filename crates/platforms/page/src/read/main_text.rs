//! The main text of a page, by rs-trafilatura.

use rs_trafilatura::{Options, extract_with_options, page_type::PageType};

/// What rs-trafilatura takes for a page's main text.
pub(super) struct MainText {
    pub(super) text: String,
    pub(super) html: Option<String>,
}

/// The most bytes that are given to it: it takes a second for some pages of a megabyte.
const LARGEST: usize = 2 << 20;

/// Room for its recursion over a page as deep as one may be (`html::MAX_DEPTH`), with much to spare.
const STACK: usize = 64 << 20;

/// The main text of a page; `None` where there is none, or where the library fails on it.
///
/// It may only be given what `html::Document` has parsed: it overflows its stack on what is nested deeper than that
/// allows, and that cannot be caught. It runs on a thread of its own, which gives it the stack that it needs, keeps
/// its thread-local state from the next page, and makes a panic in it cost this page alone.
pub(super) fn of(page: &str, is_article: bool) -> Option<MainText> {
    if page.len() > LARGEST || has_crowded_tag(page) {
        return None;
    }
    let options = Options { page_type: is_article.then_some(PageType::Article), ..Options::default() };
    let result = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("main text".into()).stack_size(STACK);
        let thread = thread.spawn_scoped(scope, || extract_with_options(page, &options)).ok()?;
        thread.join().ok()?.ok()
    })?;
    let text = result.content_text;
    (!text.trim().is_empty()).then_some(MainText { text, html: result.content_html })
}

/// Whether a tag has more attributes than any honest one: reading them is quadratic.
fn has_crowded_tag(page: &str) -> bool {
    const MOST: usize = 500;
    // In a page's text an equals sign is rare, in a script it is not: scripts are passed over whole.
    let lower = page.to_ascii_lowercase();
    let mut rest = lower.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or(rest.len());
        if end > MOST && rest[..end].bytes().filter(|byte| byte.is_ascii_whitespace()).count() > MOST {
            let is_text = rest.starts_with("!--") || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
            if !is_text {
                return true;
            }
        }
        if rest.starts_with("script") || rest.starts_with("style") {
            let close = if rest.starts_with("script") { "</script" } else { "</style" };
            rest = rest.find(close).map_or("", |at| &rest[at..]);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use balai_extract::html::{Document, MAX_DEPTH};
    use url::Url;

    use super::*;

    fn guarded(page: &str) -> Option<Option<MainText>> {
        let base: Url = "https://desa.example/".parse().expect("a URL");
        Document::parse_str(page, &base).ok().map(|_| of(page, true))
    }

    /// Each nesting that hurt some library, as deep as the guard lets through and deeper.
    #[test]
    fn what_the_guard_lets_through_costs_neither_stack_nor_time() {
        let text = "Warga memperbaiki saluran irigasi desa. ".repeat(20);
        for open in [
            "<div>",
            "<b>",
            "<ul><li>",
            "<table><tr><td>",
            "<table><tbody><tr><td>",
            "<blockquote>",
            "<a href=x><div>",
            "<section><article>",
            "<font size=2>",
            "<span>",
        ] {
            let tags = open.matches('<').count();
            let below = open.repeat((MAX_DEPTH - 4) / tags) + &text;
            let start = std::time::Instant::now();
            assert!(guarded(&below).is_some(), "{open} is below the limit");
            assert!(start.elapsed().as_secs() < 20, "{open} took {:?}", start.elapsed());
            assert!(guarded(&(open.repeat(20_000) + &text)).is_none(), "{open} is above the limit");
        }
    }

    /// What html5ever keeps flat is as long as it is.
    #[test]
    fn what_is_long_costs_no_more_than_it_is_long() {
        let start = std::time::Instant::now();
        for part in [
            "<p><b>teks lagi",
            "<a href=/x>teks lagi</a> ",
            "teks lagi<br>",
            "<table><b>x</b>",
            "<tr><td>x<td>y",
        ] {
            assert!(guarded(&part.repeat(10_000)).is_some(), "{part}");
        }
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }

    #[test]
    fn a_crowded_tag_is_not_tried() {
        let attributes: String = (0..20_000).map(|i| format!(" a{i}=1")).collect();
        assert!(of(&format!("<p{attributes}>teks"), true).is_none());
        let script = format!(
            "<script>if (a < b) {{ {} }}</script><p>Warga memperbaiki saluran irigasi desa.</p>",
            "x = 1; ".repeat(9_000)
        );
        assert!(!has_crowded_tag(&script));
        assert!(!has_crowded_tag("<p class=a id=b>a < b dan seterusnya</p>"));
    }
}
