//! A post, whichever way it was read.

use balai_core::model::{Article, Form, Link, Photo};
use balai_core::{Access, Origin, Result, Visit};
use balai_extract::html::{Document, Element};
use balai_extract::{css, html, shortcode, terms, text};
use jiff::Timestamp;
use url::Url;

/// A post, a page or an item of a site's own type, whichever way it was read.
pub(crate) struct Post {
    pub(crate) sort: Sort,
    /// Where people read it.
    pub(crate) link: String,
    /// Plain text; empty where there is none.
    pub(crate) title: String,
    /// The text as the site rendered it.
    pub(crate) html: String,
    /// What the text shows, where its page was parsed anyhow and told it as it stands.
    pub(crate) shown: Option<Shown>,
    /// HTML.
    pub(crate) summary: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) categories: Vec<String>,
    pub(crate) tags: Vec<String>,
    /// The names of its terms in the site's own taxonomies.
    pub(crate) terms: Vec<String>,
    /// The picture that stands for it.
    pub(crate) image: Option<Photo>,
    pub(crate) published: Option<Timestamp>,
    pub(crate) updated: Option<Timestamp>,
    pub(crate) via: Access,
    pub(crate) origin: Origin,
}

/// What a text shows.
pub(crate) struct Shown {
    text: String,
    images: Vec<Photo>,
    files: Vec<Link>,
}

impl Shown {
    /// What stands in an element.
    pub(crate) fn of(document: &Document, within: Element<'_>) -> Self {
        let mut images: Vec<Photo> = Vec::new();
        for image in within.select(css!("img")) {
            let Some(url) = largest(document, image) else { continue };
            if !images.iter().any(|known| same_picture(&known.url, &url)) {
                images.push(Photo { url, caption: caption(image) });
            }
        }
        Self { text: text::of(within), images, files: files(document, within) }
    }
}

/// What sort of post it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Post,
    Page,
    /// Of a type that the site made.
    Own,
}

impl Post {
    /// A post that its page tells, as one of a type that the site made. What its page files it under has no taxonomy's
    /// name there, and is most often of the site's own.
    pub(crate) fn of_own_type(self, link: String) -> Self {
        let terms = self.categories.iter().chain(&self.tags).cloned().collect();
        Self { sort: Sort::Own, link, terms, ..self }
    }

    /// The post's address, by which links in its text are resolved.
    pub(crate) fn base(&self) -> Url {
        Url::parse(&self.link).unwrap_or_else(|_| self.origin.url.clone())
    }

    /// The text as a document, without shortcodes that nothing rendered.
    pub(crate) fn document(&self) -> Result<Document> {
        Document::parse_str(&shortcode::strip(&self.html), &self.base())
    }

    /// Plain text.
    pub(crate) fn text(&self) -> Result<String> {
        match &self.shown {
            Some(shown) => Ok(shown.text.clone()),
            None => Ok(text::of(self.document()?.root())),
        }
    }

    /// The article that the post is.
    pub(crate) fn article(&self) -> Result<Article> {
        match &self.shown {
            Some(shown) => self.article_of(shown),
            None => {
                let document = self.document()?;
                self.article_of(&Shown::of(&document, document.root()))
            }
        }
    }

    fn article_of(&self, Shown { text, images: within, files }: &Shown) -> Result<Article> {
        let mut images: Vec<Photo> = self.image.iter().cloned().collect();
        for image in within {
            if !images.iter().any(|known| same_picture(&known.url, &image.url)) {
                images.push(image.clone());
            }
        }
        let summary = self.summary.as_deref().map(shortcode::strip);
        let title = if self.title.is_empty() { beginning(text) } else { self.title.clone() };
        Ok(Article {
            title,
            url: self.link.clone(),
            author: self.author.clone(),
            categories: self.categories.clone(),
            tags: self.tags.clone(),
            summary: summary.as_deref().map(plain).transpose()?.filter(|text| !text.is_empty()),
            images,
            attachments: files.clone(),
            form: Some(self.form()),
            body_html: Some(shortcode::strip(&self.html)).filter(|body| !body.trim().is_empty()),
            body_text: Some(text.clone()).filter(|text| !text.is_empty()),
            ..Article::default()
        })
    }

    fn form(&self) -> Form {
        let filed_as = |word: &str| self.categories.iter().any(|name| name.to_lowercase().contains(word));
        match self.sort {
            Sort::Page => Form::Page,
            _ if filed_as("pengumuman") => Form::Announcement,
            _ if filed_as("agenda") => Form::Event,
            _ => Form::News,
        }
    }
}

/// What the article at an address is known by. The site's root tells nothing by its address: what stands there is the
/// page that the site has in front, whatever that is called.
pub(crate) fn key(link: &str, visit: &Visit<'_>) -> String {
    let key = visit.article_key(link);
    if key.is_empty() { "front-page".to_owned() } else { key }
}

/// The files that a text links to for download.
pub(crate) fn files(document: &Document, within: Element<'_>) -> Vec<Link> {
    let mut files: Vec<Link> = Vec::new();
    for link in within.select(css!("a[href]")) {
        let Some(url) = document.href(link).filter(|url| terms::media_type(url).is_some()) else { continue };
        // A block of a file has its name and a button, both linked: the name stands first.
        if !files.iter().any(|known| known.url == url) {
            files.push(Link { url, label: html::line(link) });
        }
    }
    files
}

/// The largest version of a picture that the page tells: WordPress scales each to several sizes.
pub(crate) fn largest(document: &Document, image: Element<'_>) -> Option<String> {
    let width = |candidate: &str| -> Option<(u32, String)> {
        let (url, width) = candidate.trim().rsplit_once(' ')?;
        Some((width.strip_suffix('w')?.parse().ok()?, html::absolute(document.base(), url)?))
    };
    let set = image.attr("srcset").or_else(|| image.attr("data-srcset")).unwrap_or_default();
    let largest = set.split(", ").filter_map(width).max_by_key(|(width, _)| *width);
    largest.map(|(_, url)| url).or_else(|| document.src(image))
}

/// The text of a summary: most often one paragraph of words, for which no parser is needed.
fn plain(html: &str) -> Result<String> {
    let bare = html.trim();
    let bare = bare.strip_prefix("<p>").and_then(|bare| bare.strip_suffix("</p>")).unwrap_or(bare);
    match bare.contains(['<', '&']) {
        true => text::from_html(html),
        false => Ok(bare.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Whether two addresses are of one picture in two sizes: `foto-300x200.jpg` and `foto.jpg`.
fn same_picture(one: &str, other: &str) -> bool {
    fn without_size(url: &str) -> (&str, &str) {
        let (name, end) = url.rsplit_once('.').unwrap_or((url, ""));
        let is_size = |part: &str| part.chars().all(|c| c.is_ascii_digit() || c == 'x') && part.contains('x');
        match name.rsplit_once('-') {
            Some((name, size)) if is_size(size) => (name, end),
            _ => (name, end),
        }
    }
    without_size(one) == without_size(other)
}

/// The caption of the figure that a picture stands in.
pub(crate) fn caption(image: Element<'_>) -> Option<String> {
    let mut around = image.ancestors().filter_map(Element::wrap).take(4);
    let figure = around.find(|element| matches!(element.value().name(), "figure" | "dl"))?;
    figure.select(css!("figcaption, .wp-caption-text, .gallery-caption")).next().and_then(html::line)
}

/// The beginning of a text, as the title of one that has none.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 80;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("(tanpa judul)");
    match line.char_indices().nth(LONGEST) {
        None => line.to_owned(),
        Some((end, _)) => {
            let cut = line[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &line[..cut])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_picture_counts_and_counts_once() {
        let base = "https://contoh.example/".parse().expect("a URL");
        let page = Document::parse_str(
            "<img src='a-300x200.jpg' srcset='a-300x200.jpg 300w, a.jpg 1600w'><img src='data:x' data-src='b.jpg'>",
            &base,
        )
        .expect("a page");
        let found: Vec<_> = page.select(css!("img")).filter_map(|image| largest(&page, image)).collect();
        assert_eq!(found, ["https://contoh.example/a.jpg", "https://contoh.example/b.jpg"]);
        assert!(same_picture("https://x/a-1024x768.jpg", "https://x/a.jpg"));
        assert!(!same_picture("https://x/a-2.jpg", "https://x/a.jpg"));
    }

    #[test]
    fn a_summary_is_read_alike_with_and_without_a_parser() {
        for html in
            ["<p>Warga  panen\n kopi.</p>\n", "Warga panen kopi.", "<p>a &amp; b</p>", "<p>a</p><p>b</p>", ""]
        {
            assert_eq!(plain(html).expect("a text"), text::from_html(html).expect("a text"), "{html}");
        }
    }

    #[test]
    fn a_text_without_a_title_is_called_as_it_begins() {
        assert_eq!(beginning("\n Kantor tutup.\nMaaf."), "Kantor tutup.");
        assert!(beginning(&"kata ".repeat(40)).ends_with("kata…"));
        assert_eq!(beginning(""), "(tanpa judul)");
    }
}
