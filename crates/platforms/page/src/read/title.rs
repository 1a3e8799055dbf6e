//! The title of an article, and the element that shows it.

use balai_extract::css;
use balai_extract::html::{self, Document, Element};
use ego_tree::NodeId;
use url::Url;

use super::markup::Markup;
use super::outline::Outline;
use super::site::{self, Names};
use super::words::{fold, is_byline, is_section};

/// An article's title.
pub(super) struct Title {
    pub(super) text: String,
    /// The element that shows it, where one does.
    pub(super) node: Option<NodeId>,
}

/// The title of the article on a page. What the head says is believed where an element shows it, and a heading where
/// the head says only what the site is called: the one below which most of the text stands.
pub(super) fn of(document: &Document, markup: &Markup, url: &Url) -> Option<Title> {
    let names = Names::of(document, url);
    let in_head = document.text(css!("title"));
    let said: Vec<String> = markup.titles.iter().cloned().chain(in_head).collect();
    let known: Vec<String> = said.iter().flat_map(|it| [fold(it), fold(&names.without(it))]).collect();
    let parts: Vec<String> = said.iter().flat_map(|it| site::parts(it)).map(|part| fold(&part)).collect();
    let is_own = |text: &str| {
        !names.is_section(text)
            && !names.is_site(text)
            && !is_byline(text)
            && text.contains(char::is_alphabetic)
    };
    let head = Head { known, parts, slug: slug(url) };
    let shown = candidates(document, &head);
    let outline = Outline::of(document, shown.iter().map(|it| (it.element.id(), it.level())));

    let mut best: Option<(u32, &Shown<'_>)> = None;
    for it in &shown {
        // An announcement may be called "Pengumuman", and then the head says so.
        let may_be = is_own(&it.text) || is_section(&it.text) && head.known.contains(&it.folded);
        if !may_be || names.is_of_folders(&it.text) || is_beside(it.element) {
            continue;
        }
        let sure = it.sure(&head, outline.share(it.element), document, url);
        if sure > best.as_ref().map_or(0, |(sure, ..)| *sure) {
            best = Some((sure, it));
        }
    }
    if let Some((_, it)) = best {
        return Some(Title { text: names.without(&it.text), node: Some(it.element.id()) });
    }
    let own = said.iter().map(|text| names.without(text)).find(|text| is_own(text));
    own.or_else(|| said.into_iter().next()).map(|text| Title { text, node: None })
}

/// What a page's head and its address say of the title, folded.
struct Head {
    /// Titles, as they are and without the site's name.
    known: Vec<String>,
    /// What may be a title or the site's name: "Wawaran :: Ruwat Lembur" without either.
    parts: Vec<String>,
    slug: Vec<String>,
}

/// An element that may be the title.
struct Shown<'a> {
    element: Element<'a>,
    text: String,
    folded: String,
}

/// What may be the title: headings, what is called so or looks so, and whatever shows what head or address say.
fn candidates<'a>(document: &'a Document, head: &Head) -> Vec<Shown<'a>> {
    /// More is a text.
    const LONGEST: usize = 300;
    const FEW: usize = 8;
    let usual = css!(
        "h1, h2, h3, h4, h5, h6, [itemprop=headline], [class*=title i], [class*=judul i], [id*=judul i], font, b, \
         strong, big, img[alt]"
    );
    let all = document.select(css!("body *")).filter_map(|element| {
        let is_usual = usual.matches(&element) || is_large(element);
        let is_small = || element.descendants().take(FEW).count() < FEW;
        if !is_usual && !is_small() {
            return None;
        }
        let text = shown(element).filter(|text| text.len() <= LONGEST)?;
        let folded = fold(&text);
        (is_usual || head.says(&folded)).then_some(Shown { element, text, folded })
    });
    all.collect()
}

/// What a heading shows, in letters or in a picture of them.
fn shown(heading: Element<'_>) -> Option<String> {
    let picture = || {
        let mut images = heading.select(css!("img[alt]"));
        images.find_map(|image| image.attr("alt")).or_else(|| heading.attr("alt")).map(html::plain)
    };
    let Some(line) = html::line(heading) else { return picture().filter(|text| !text.is_empty()) };
    // What is small beside a heading explains it.
    let small = heading.select(css!("small")).find_map(html::line);
    let rest = small.and_then(|small| line.strip_suffix(&small)).map(str::trim);
    Some(rest.filter(|rest| !rest.is_empty()).unwrap_or(&line).to_owned())
}

fn is_inline(name: &str) -> bool {
    matches!(name, "b" | "strong" | "big" | "font" | "span" | "a" | "i" | "em" | "u" | "img")
}

/// Whether an element has its line for itself.
fn is_alone(element: Element<'_>) -> bool {
    let mut element = element;
    loop {
        // Of the nodes beside it, the next that shows something.
        let before = element
            .prev_siblings()
            .find(|it| it.value().as_text().is_none_or(|text| !text.trim().is_empty()));
        let after = element
            .next_siblings()
            .find(|it| it.value().as_text().is_none_or(|text| !text.trim().is_empty()));
        let is_beside = before.into_iter().chain(after).any(|node| {
            node.value().is_text() || node.value().as_element().is_some_and(|it| is_inline(it.name()))
        });
        if is_beside {
            return false;
        }
        match element.parent().and_then(Element::wrap).filter(|above| is_inline(above.value().name())) {
            Some(above) => element = above,
            None => return true,
        }
    }
}

/// Whether a link leads to the page that it is on, however that is written.
fn is_same(href: &str, url: &Url) -> bool {
    let bare =
        |url: &str| url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned();
    bare(href) == bare(url.as_str())
}

/// Whether sentences stand before an element in its part of the page: then it is a heading within a text.
fn is_within_text(element: Element<'_>) -> bool {
    const SENTENCES: usize = 100;
    let is_text = |it: &Element<'_>| matches!(it.value().name(), "p" | "ul" | "ol" | "blockquote");
    let letters = |it: Element<'_>| it.text().flat_map(str::chars).filter(|c| c.is_alphanumeric()).count();
    let mut plain = 0;
    element.prev_siblings().filter_map(Element::wrap).filter(is_text).any(|it| {
        plain += letters(it).saturating_sub(it.select(css!("a")).map(letters).sum());
        plain >= SENTENCES
    })
}

/// Whether an element is made larger than a text by what is written at it.
fn is_large(element: Element<'_>) -> bool {
    let of_font = || element.attr("size").is_some_and(|size| size.contains(['4', '5', '6', '7', '+']));
    let of_style = || {
        let style = element.attr("style")?.to_ascii_lowercase();
        let size = style.split("font-size").nth(1)?.trim_start_matches([':', ' ']);
        let end = size.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(size.len());
        let unit = size[end..].trim_start();
        let least = [("px", 18.0), ("pt", 14.0), ("em", 1.3), ("rem", 1.3), ("%", 130.0)];
        let number: f64 = size[..end].parse().ok()?;
        Some(least.iter().any(|(of, least)| unit.starts_with(of) && number >= *least))
    };
    element.value().name() == "font" && of_font() || of_style().unwrap_or_default()
}

impl Shown<'_> {
    fn tag(&self) -> &str {
        self.element.value().name()
    }

    fn is_called(&self, words: &[&str]) -> bool {
        let named = self.element.value().classes().chain(self.element.value().id());
        named.map(str::to_ascii_lowercase).any(|name| words.iter().any(|word| name.contains(word)))
    }

    /// How large it is shown.
    fn shape(&self) -> u32 {
        match self.tag() {
            "h1" => 30,
            "h2" => 20,
            "h3" => 12,
            "h4" | "h5" | "h6" => 8,
            _ if is_large(self.element) => 10,
            "b" | "strong" | "big" | "font" => 2,
            _ => 5,
        }
    }

    /// How high it stands in the page's outline: what is called a title stands below `h1` alone. `None` where it stands
    /// in a line with other words.
    fn level(&self) -> Option<u32> {
        let level = if self.is_called(&["judul", "title"]) { self.shape().max(25) } else { self.shape() };
        // "Penulis:" stands before something.
        (!self.text.ends_with(':') && (!is_inline(self.tag()) || level >= 25 || is_alone(self.element)))
            .then_some(level)
    }

    /// How surely it is the title; 0 where it is not to be taken. `share` is that of the page's text below it.
    fn sure(&self, head: &Head, share: u32, document: &Document, url: &Url) -> u32 {
        const LEAST: u32 = 4;
        let folded = self.folded.as_str();
        let words = folded.split(' ').count();
        let called = match () {
            () if self.element.attr("itemprop").is_some() => 30,
            () if self.is_called(&["judul", "entry-title", "post-title"]) => 15,
            () => 0,
        };
        let matched = head.known.iter().map(|known| match () {
            () if known == folded => 300,
            () if words >= 3 && is_cut(folded, known) => 200,
            // A part of a title may be anything's: what is most of it is it.
            () if words >= 2 && folded.len() * 2 >= known.len() && is_part(known, folded) => 100,
            () => 0,
        });
        let matched = matched.max().unwrap_or_default();
        let link = || {
            let above =
                self.element.ancestors().filter_map(Element::wrap).find(|it| it.value().name() == "a");
            // One that shows nothing leads to the heading itself.
            above.or_else(|| self.element.select(css!("a[href]")).find(|it| html::line(*it).is_some()))
        };
        let is_elsewhere =
            || link().is_some_and(|it| !document.href(it).is_some_and(|href| is_same(&href, url)));
        let matched = match matched {
            ..150 if head.is_part(folded) && !is_elsewhere() => 150,
            matched => matched,
        };
        match matched {
            // A heading that links leads to another article, unless the page's own head says the same.
            0 if self.tag() == "img" || is_elsewhere() => 0,
            // What is bold within a text is no title, nor is a sentence.
            0 if self.shape() <= 2 && called == 0 && words < 3 => 0,
            ..=100 if share < LEAST => 0,
            0 if is_within_text(self.element) => 0,
            0 if words > MOST || self.text.ends_with([':', '.']) => 0,
            // A section's name is short.
            0 if words <= 3 => (self.shape() + called + share).saturating_sub(15),
            matched => matched + self.shape() + called + share,
        }
    }
}

/// More words make no title.
const MOST: usize = 30;

impl Head {
    fn says(&self, folded: &str) -> bool {
        self.known.iter().any(|it| it == folded) || self.is_part(folded)
    }

    fn is_part(&self, folded: &str) -> bool {
        self.parts.iter().any(|it| it == folded) || is_of_slug(folded, &self.slug)
    }
}

/// The words of an article that its address has: `/berita/panen-raya-dusun-lor`, `?judul=panen_raya`.
fn slug(url: &Url) -> Vec<String> {
    let path = url.path_segments().into_iter().flatten().map(str::to_owned);
    let parts = path.chain(url.query_pairs().map(|(_, value)| value.into_owned()));
    let words = |part: String| -> Vec<String> {
        let stem = part.rsplit_once('.').map_or(part.as_str(), |(stem, _)| stem);
        let words = fold(stem);
        let is_word = |word: &&str| word.len() > 1 && !word.contains(|c: char| c.is_ascii_digit());
        words.split(' ').filter(is_word).map(str::to_owned).collect()
    };
    parts.map(words).max_by_key(Vec::len).filter(|words| words.len() >= 2).unwrap_or_default()
}

/// Whether a heading has most of the words of an address, which is often cut short.
fn is_of_slug(folded: &str, slug: &[String]) -> bool {
    let words: Vec<_> = folded.split(' ').collect();
    let has = slug.iter().filter(|word| words.contains(&word.as_str())).count();
    // A sentence may have them too, among others.
    has >= 2 && has * 5 >= words.len() * 2 && has * 3 >= slug.len() * 2
}

/// Whether `part` stands in `whole` as words.
fn is_part(whole: &str, part: &str) -> bool {
    let (whole, part) = (format!(" {whole} "), format!(" {part} "));
    whole.contains(&part)
}

/// Whether the head says the beginning of a heading: what is long is cut there.
fn is_cut(heading: &str, said: &str) -> bool {
    const SHORTEST: usize = 20;
    said.len() >= SHORTEST && heading.starts_with(said)
}

/// Whether an element stands beside the article: in what frames the site, or in a list of others.
pub(super) fn is_beside(element: Element<'_>) -> bool {
    let mut in_article = false;
    for above in element.ancestors().filter_map(Element::wrap) {
        // Whoever comments is nobody's business; but a page may be `no-comments`.
        let is_beside = |name: &str| {
            let name = name.to_ascii_lowercase();
            ["navbar", "breadcrumb", "komentar", "comment", "tanggapan"]
                .iter()
                .any(|word| name.starts_with(word))
        };
        match above.value().name() {
            "article" | "main" => in_article = true,
            "nav" | "footer" | "aside" => return true,
            "header"
                if !in_article
                    && above.select(css!("nav, .navbar, .logo, [class*=brand]")).next().is_some() =>
            {
                return true;
            }
            "body" | "html" => return false,
            _ if above.value().classes().chain(above.value().id()).any(is_beside) => return true,
            _ => {}
        }
    }
    false
}
