//! Parsing HTML, safely, and looking around in it.

use std::cell::RefCell;

use balai_core::{Error, ErrorKind, Page, Result};
use ego_tree::iter::Edge;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, Parser};
use scraper::node::Node;
use scraper::{Html, HtmlTreeSink};
use url::Url;

pub use scraper::{ElementRef as Element, Selector};

/// A compiled CSS selector, made once: `css!("h4.title > a")`.
///
/// A selector that does not parse panics at its first use, so that any test that passes by finds it.
#[macro_export]
macro_rules! css {
    ($selector:literal) => {{
        static SELECTOR: std::sync::LazyLock<$crate::html::Selector> = std::sync::LazyLock::new(|| {
            $crate::html::Selector::parse($selector).expect("a literal CSS selector is valid")
        });
        &*SELECTOR
    }};
}

/// The deepest nesting that is read, as browsers have it. html5ever's tree builder is quadratic in depth, and
/// code behind it recurses: 50,000 nested tags would cost seconds, or the stack.
pub const MAX_DEPTH: usize = 512;

/// Whether a page was sent to its end, as far as it tells: one that is cut off does not show all that there is. Its
/// status does not tell, since servers fail in the middle too.
pub fn is_whole(page: &Page) -> bool {
    const TAIL: usize = 4_096;
    const END: &[u8] = b"</html";
    let tail = &page.body[page.body.len().saturating_sub(TAIL)..];
    tail.windows(END.len()).any(|window| window.eq_ignore_ascii_case(END))
}

/// A parsed HTML document, and where it came from.
///
/// It is not `Send`: parse in a plain function, take what you need, let it go.
///
/// ```
/// use balai_extract::{css, html};
///
/// let base = "https://desa.example/artikel/".parse()?;
/// let document = html::Document::parse_str("<h1>Halo</h1><a href='../feed'>RSS</a>", &base)?;
/// assert_eq!(document.text(css!("h1")).as_deref(), Some("Halo"));
/// assert_eq!(document.link(css!("a")).as_deref(), Some("https://desa.example/feed"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Document {
    html: Html,
    base: Url,
}

impl Document {
    /// Parses a page, in whatever charset.
    ///
    /// # Errors
    ///
    /// Malformed, where it is nested deeper than [`MAX_DEPTH`].
    pub fn parse(page: &Page) -> Result<Self> {
        let text = crate::charset::decode(&page.body, page.headers.get("content-type").unwrap_or_default());
        Self::parse_str(&text, &page.url)
    }

    /// Parses a document whose relative links are relative to `base`.
    ///
    /// # Errors
    ///
    /// Malformed, where it is nested deeper than [`MAX_DEPTH`].
    pub fn parse_str(text: &str, base: &Url) -> Result<Self> {
        let html = parse(text).map_err(|error| error.at(base))?;
        let mut document = Self { html, base: base.clone() };
        // Hardly a page has one: a look at the text is cheaper than one at every element.
        let mut tags = text.split('<').skip(1).filter_map(|tag| tag.as_bytes().first_chunk::<4>());
        if tags.any(|name| name.eq_ignore_ascii_case(b"base")) {
            let own = document.first(css!("base[href]")).and_then(|element| element.attr("href"));
            if let Some(own) = own.and_then(|href| base.join(href).ok()) {
                document.base = own;
            }
        }
        Ok(document)
    }

    /// The address that relative links are relative to.
    pub fn base(&self) -> &Url {
        &self.base
    }

    /// The outermost element.
    pub fn root(&self) -> Element<'_> {
        self.html.root_element()
    }

    /// Every element that a selector finds, in the document's order.
    pub fn select<'a>(&'a self, selector: &'a Selector) -> impl Iterator<Item = Element<'a>> {
        self.html.select(selector)
    }

    /// The first element that a selector finds.
    pub fn first(&self, selector: &Selector) -> Option<Element<'_>> {
        self.html.select(selector).next()
    }

    /// The text of the first element that a selector finds, on one line; `None` where it is empty.
    pub fn text(&self, selector: &Selector) -> Option<String> {
        self.first(selector).and_then(|element| line(element))
    }

    /// An attribute of the first element that a selector finds and that has it; `None` where it is empty.
    pub fn attr(&self, selector: &Selector, name: &str) -> Option<String> {
        let value = self.html.select(selector).find_map(|element| element.attr(name))?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// The absolute address of the first link that a selector finds.
    pub fn link(&self, selector: &Selector) -> Option<String> {
        self.html.select(selector).find_map(|element| self.href(element))
    }

    /// The absolute address that an element links to.
    pub fn href(&self, element: Element<'_>) -> Option<String> {
        absolute(&self.base, element.attr("href")?)
    }

    /// The absolute address of a picture, past the loader images of lazy galleries.
    pub fn src(&self, image: Element<'_>) -> Option<String> {
        let lazy = ["data-src", "data-lazy-src", "data-original", "src"];
        lazy.iter().filter_map(|name| image.attr(name)).find_map(|src| absolute(&self.base, src))
    }
}

/// The HTML of what an element holds, without the elements that are `left_out` and without comments, scripts and
/// styles. It is nested no deeper than the document, so that it may be given to another's parser.
///
/// ```
/// use balai_extract::{css, html};
///
/// let base = "https://desa.example/".parse()?;
/// let document = html::Document::parse_str("<div><p>a &lt; b<aside>iklan</aside></div>", &base)?;
/// let div = document.first(css!("div")).unwrap();
/// assert_eq!(html::inner(div, |element| element.value().name() == "aside"), "<p>a &lt; b</p>");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn inner(element: Element<'_>, left_out: impl Fn(Element<'_>) -> bool) -> String {
    written(element, None, left_out)
}

/// As [`inner`], for a text that is to stand elsewhere: with a base, links and pictures are absolute, and nothing runs
/// when it is touched (`onclick`).
pub(crate) fn written(
    element: Element<'_>,
    base: Option<&Url>,
    left_out: impl Fn(Element<'_>) -> bool,
) -> String {
    const VOID: [&str; 13] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ];
    let absolute = |attribute: &str, value: &str| {
        let base = base.filter(|_| matches!(attribute, "href" | "src"))?;
        Url::parse(value).is_err().then(|| base.join(value).ok()).flatten()
    };
    let mut html = String::new();
    // By edges rather than by recursion: depth costs no stack.
    let mut out = 0_usize;
    for edge in element.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if node.id() == element.id() {
            continue;
        }
        if let Node::Text(text) = node.value() {
            if opens && out == 0 {
                escape(text, &mut html);
            }
        } else if let Some(element) = Element::wrap(node) {
            let name = element.value().name();
            if matches!(name, "script" | "style" | "noscript" | "template" | "iframe") || left_out(element) {
                out = if opens { out + 1 } else { out - 1 };
            } else if out == 0 && opens {
                html.push('<');
                html.push_str(name);
                let runs = |attribute: &str| base.is_some() && attribute.starts_with("on");
                for (attribute, value) in element.value().attrs().filter(|(name, _)| !runs(name)) {
                    html.push(' ');
                    html.push_str(attribute);
                    html.push_str("=\"");
                    match absolute(attribute, value) {
                        Some(url) => escape(url.as_str(), &mut html),
                        None => escape(value, &mut html),
                    }
                    html.push('"');
                }
                html.push('>');
            } else if out == 0 && !VOID.contains(&name) {
                html.push_str("</");
                html.push_str(name);
                html.push('>');
            }
        }
    }
    html
}

fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// The absolute http(s) address of a link; `None` for scripts, inline data, mail and fragments.
pub fn absolute(base: &Url, link: &str) -> Option<String> {
    let link = link.trim();
    if link.is_empty() || link.starts_with('#') {
        return None;
    }
    let mut url = base.join(link).ok()?;
    url.set_fragment(None);
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// The text of an element on one line, whitespace folded; `None` where it is empty.
pub fn line(element: Element<'_>) -> Option<String> {
    let text = fold(element.text());
    (!text.is_empty()).then_some(text)
}

/// A text that may hold entities or tags, as a plain line: `Kesehatan &amp; Posyandu` in a title of a feed or of
/// JSON.
pub fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return fold([text]);
    }
    match parse(text) {
        Ok(html) => fold(html.root_element().text()),
        Err(_) => fold([text]),
    }
}

/// Pieces of text on one line: every run of white space becomes one space.
pub(crate) fn fold<'a>(pieces: impl IntoIterator<Item = &'a str>) -> String {
    let mut line = String::new();
    let mut space = false;
    for letter in pieces.into_iter().flat_map(str::chars) {
        if letter.is_whitespace() || letter == '\u{200b}' {
            space = true;
        } else {
            if space && !line.is_empty() {
                line.push(' ');
            }
            space = false;
            line.push(letter);
        }
    }
    line
}

/// Parses, and refuses what is nested too deep before it costs anything.
pub(crate) fn parse(text: &str) -> Result<Html> {
    // Small enough that the depth that one piece can add is harmless, large enough that looking is cheap.
    const PIECE: usize = 16 * 1024;
    let opts = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let sink = HtmlTreeSink(RefCell::new(Html::new_document()));
    if !may_be_deep(text) {
        return Ok(html5ever::parse_document(sink, opts).one(text));
    }
    let mut parser = html5ever::parse_document(sink, opts);
    let (mut rest, mut seen) = (text, 0);
    while !rest.is_empty() {
        let mut end = rest.len().min(PIECE);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        let (piece, after) = rest.split_at(end);
        parser.process(StrTendril::from_slice(piece));
        rest = after;
        if is_deep(&parser, &mut seen) {
            return Err(Error::new(
                ErrorKind::Malformed,
                format!("the HTML is nested deeper than {MAX_DEPTH} tags"),
            ));
        }
    }
    Ok(parser.finish())
}

/// Whether a text has tags enough to be nested too deep at all; most pages of text do not.
pub(crate) fn may_be_deep(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'<').nth(MAX_DEPTH).is_some()
}

/// Whether the nodes that came since the last look are too deep. A chain that outgrows the limit is made of many
/// nodes, one after the other, so that every eighth tells enough.
fn is_deep(parser: &Parser<HtmlTreeSink>, seen: &mut usize) -> bool {
    let html = parser.tokenizer.sink.sink.0.borrow();
    let deep = html.tree.nodes().skip(*seen).step_by(8).any(|node| node.ancestors().nth(MAX_DEPTH).is_some());
    *seen = html.tree.nodes().len();
    deep
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(html: &str) -> Document {
        Document::parse_str(html, &"https://desa.example/a/".parse().expect("a URL")).expect("a document")
    }

    #[test]
    fn refuses_what_is_nested_too_deep() {
        for (open, count) in [("<div>", 50_000), ("<ul><li>", 60_000), ("<table><tr><td>", 20_000)] {
            let error = parse(&open.repeat(count)).err().map(|error| error.kind());
            assert_eq!(error, Some(ErrorKind::Malformed), "{open}");
        }
        assert!(parse(&"<div>".repeat(500)).is_ok());
        assert!(parse(&"<p>baris</p>".repeat(5_000)).is_ok(), "long is not deep");
    }

    #[test]
    fn links_are_absolute_and_lead_to_pages() {
        let document = document(
            "<a href='javascript:x()'>a</a><a href='#x'>b</a><a href=' ../b?c=1#d '>c</a>\
             <img src='loading.gif' data-src='/foto.jpg'>",
        );
        assert_eq!(document.link(css!("a")).as_deref(), Some("https://desa.example/b?c=1"));
        let image = document.first(css!("img")).expect("an image");
        assert_eq!(document.src(image).as_deref(), Some("https://desa.example/foto.jpg"));
    }

    #[test]
    fn what_is_written_out_reads_back_the_same() {
        let document = document(
            "<div id='a&quot;b'>x &amp; <!-- y --><br><p>a<script>x()</script><p>b &lt;i&gt;<b>c</div>",
        );
        let div = document.first(css!("div")).expect("a div");
        let html = inner(div, |element| element.value().name() == "b");
        assert_eq!(html, "x &amp; <br><p>a</p><p>b &lt;i&gt;</p>");
        let again = Document::parse_str(&html, document.base()).expect("a document");
        assert_eq!(inner(again.first(css!("body")).expect("a body"), |_| false), html);
    }

    #[test]
    fn the_base_element_counts() {
        let document = document("<Base href='https://b.example/x/'><a href='y'>y</a>");
        assert_eq!(document.link(css!("a")).as_deref(), Some("https://b.example/x/y"));
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(
            document("<p> Desa\n<b>Darma</b>yasa &nbsp; </p>").text(css!("p")).as_deref(),
            Some("Desa Darmayasa")
        );
        assert_eq!(document("<p> &nbsp; </p>").text(css!("p")), None);
    }
}
