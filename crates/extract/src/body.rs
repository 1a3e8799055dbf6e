//! The text of an article: what is kept of it as HTML, and what it shows.

use balai_core::Result;
use balai_core::model::Link;
use url::Url;

use crate::css;
use crate::html::{self, Document, Element};
use crate::{terms, text};

/// The text of an article, read off one parsed tree: its HTML is parsed often enough, by who sanitises it and by who
/// shows it.
///
/// ```
/// use balai_extract::body::Body;
///
/// let base = "https://desa.example/berita/1".parse()?;
/// let body = Body::parse("<p>Warga <b>panen</b> kopi.<p><img src='/kopi.jpg'><a href='/lap.pdf'>Laporan</a>", &base)?;
/// assert_eq!(body.text, "Warga panen kopi.\nLaporan");
/// assert_eq!(body.images, ["https://desa.example/kopi.jpg"]);
/// assert_eq!(body.files[0].url, "https://desa.example/lap.pdf");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The HTML as it was written, its links absolute, without scripts, handlers and frames. Whoever stores or shows
    /// it has to sanitise it all the same: the pipeline does.
    pub html: String,
    /// The plain text, a line a paragraph.
    pub text: String,
    /// The addresses of its pictures, each once.
    pub images: Vec<String>,
    /// The files that it links to for download, each once.
    pub files: Vec<Link>,
}

impl Body {
    /// The text that an element holds, without the elements that are `left_out`.
    pub fn of(document: &Document, element: Element<'_>, left_out: impl Fn(Element<'_>) -> bool) -> Self {
        let mut body = Self {
            html: html::written(element, Some(document.base()), &left_out).trim().to_owned(),
            text: text::without(element, &left_out),
            ..Self::default()
        };
        let is_in = |it: &Element<'_>| {
            let around = it.ancestors().take_while(|node| node.id() != element.id());
            !around.filter_map(Element::wrap).chain([*it]).any(&left_out)
        };
        for image in element.select(css!("img")).filter(is_in) {
            body.images.extend(document.src(image).filter(|url| !body.images.contains(url)));
        }
        for link in element.select(css!("a[href]")).filter(is_in) {
            let Some(url) = document.href(link).filter(|url| terms::media_type(url).is_some()) else {
                continue;
            };
            if !body.files.iter().any(|known| known.url == url) {
                body.files.push(Link { url, label: html::line(link) });
            }
        }
        body
    }

    /// The text that HTML is of.
    ///
    /// # Errors
    ///
    /// Malformed, where it is nested too deep.
    pub fn parse(html: &str, base: &Url) -> Result<Self> {
        let document = Document::parse_str(html, base)?;
        let root = document.first(css!("body")).unwrap_or(document.root());
        Ok(Self::of(&document, root, |_| false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_left_out_of_everything() {
        let base: Url = "https://desa.example/berita/1".parse().expect("a URL");
        let page = "<base href='/situs/'><main><p onclick=x()>Awal &amp; akhir.</p><nav><a href=a.pdf>Unduh</a><img src=b.jpg></nav>\
                    <a href='#catatan'>Catatan</a><script>x()</script></main>";
        let document = Document::parse_str(page, &base).expect("a page");
        let main = document.first(css!("main")).expect("it");
        let body = Body::of(&document, main, |element| element.value().name() == "nav");
        let html = "<p>Awal &amp; akhir.</p><a href=\"https://desa.example/situs/#catatan\">Catatan</a>";
        assert_eq!(
            body,
            Body { html: html.into(), text: "Awal & akhir.\nCatatan".into(), ..Body::default() }
        );
        assert_eq!(Body::of(&document, main, |_| false).files.len(), 1);
    }
}
