//! A page without what stands beside an article.

use std::collections::{HashMap, HashSet};

use balai_extract::css;
use balai_extract::html::{self, Document, Element};
use ego_tree::NodeId;

use super::block;
use super::title::Title;
use super::words::{fold, has, is_aside};

/// How many letters an element has, and how many of them in links.
#[derive(Clone, Copy, Default)]
pub(super) struct Weight {
    pub(super) letters: usize,
    pub(super) linked: usize,
    /// Of sentences: what stands in long pieces, and in no link.
    pub(super) prose: usize,
}

pub(super) struct Weights(HashMap<NodeId, Weight>);

impl Weights {
    pub(super) fn of(root: Element<'_>) -> Self {
        const LONG: usize = 30;
        let mut weights: HashMap<NodeId, Weight> = HashMap::new();
        for node in root.descendants() {
            let Some(text) = node.value().as_text() else { continue };
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            let above: Vec<_> = node.ancestors().filter_map(Element::wrap).collect();
            let is = |name: &str| above.iter().any(|it| it.value().name() == name);
            if letters == 0 || is("script") || is("style") || is("noscript") {
                continue;
            }
            let linked = if is("a") { letters } else { 0 };
            for element in above {
                let weight = weights.entry(element.id()).or_default();
                weight.letters += letters;
                weight.linked += linked;
                weight.prose += if letters >= LONG { letters - linked } else { 0 };
            }
        }
        Self(weights)
    }

    pub(super) fn get(&self, element: Element<'_>) -> Weight {
        self.0.get(&element.id()).copied().unwrap_or_default()
    }
}

/// The HTML of a page without frame, sidebars, comments, buttons to share it and lists of other articles.
pub(super) struct Stripped {
    /// That of the body.
    pub(super) whole: String,
    /// That of the part that holds the text.
    pub(super) text: String,
    /// The title's element and what it stands in, the inmost first.
    pub(super) of_title: Vec<NodeId>,
    /// The element that holds the text.
    pub(super) holder: NodeId,
    /// Whether what is shown is a list of other articles.
    pub(super) is_list: bool,
    /// What was taken out, but for what is hardly more than links.
    pub(super) beside: HashSet<NodeId>,
}

/// Takes out of a page what stands beside its article.
pub(super) fn strip(document: &Document, title: &Title) -> Stripped {
    let body = document.first(css!("body")).unwrap_or(document.root());
    let weights = Weights::of(body);
    let total = weights.get(body).letters;
    let of_title: Vec<NodeId> = document
        .root()
        .descendent_elements()
        .find(|it| Some(it.id()) == title.node)
        .map(|it| std::iter::once(it.id()).chain(it.ancestors().map(|above| above.id())).collect())
        .unwrap_or_default();
    // What holds the title, or most of the page, is no sidebar, whatever it is called.
    let may_go = |element: Element<'_>| {
        !of_title.contains(&element.id()) && weights.get(element).letters * 2 <= total.max(1)
    };
    let mut gone: HashSet<NodeId> = HashSet::new();
    // What leads on may be a date all the same.
    let mut leads_on: HashSet<NodeId> = HashSet::new();
    for element in body.descendent_elements().filter(|it| it.id() != body.id()) {
        if is_gone(element, &gone) {
            continue;
        }
        if may_go(element) && (is_frame(element) || is_called_beside(element)) {
            gone.insert(element.id());
        } else if may_go(element) && is_links(element, weights.get(element)) {
            gone.insert(element.id());
            leads_on.insert(element.id());
        } else if let Some(heading) = heading_of_aside(element).filter(|_| may_go(element)) {
            let section = section_of(element, &heading, &may_go);
            gone.insert(section.id());
            if section.id() == element.id() {
                let below = element.next_siblings().filter_map(Element::wrap);
                gone.extend(below.take_while(|it| !is_heading(*it) && may_go(*it)).map(|it| it.id()));
            }
        }
    }
    // What stands above nothing but that was its heading.
    let bare = body.descendent_elements().filter(|it| is_subheading(*it) && may_go(*it));
    let bare = bare.filter(|it| {
        let mut below = it.next_siblings().filter_map(Element::wrap);
        below.next().is_some_and(|below| gone.contains(&below.id()))
    });
    let bare: Vec<NodeId> = bare.map(|it| it.id()).collect();
    gone.extend(bare);
    let is_out = |element: Element<'_>| gone.contains(&element.id());
    let whole = html::inner(body, is_out);
    let found = block::holder(body, &of_title, &weights, &|id| gone.contains(&id));
    let is_list = found.as_ref().is_some_and(|it| it.is_one_of_many);
    let holder = found.map_or(body, |it| it.element);
    // What stands above the title is none of its text.
    let above: HashSet<NodeId> = match of_title.contains(&holder.id()) {
        true => holder
            .descendent_elements()
            .skip(1)
            .map(|it| it.id())
            .take_while(|id| Some(id) != of_title.first())
            .filter(|id| !of_title.contains(id))
            .collect(),
        false => HashSet::new(),
    };
    let below = if holder.id() == body.id() { below_rule(body, &of_title, &weights) } else { HashSet::new() };
    let text = standing(holder, |it| is_out(it) || above.contains(&it.id()) || below.contains(&it.id()));
    let beside = gone.difference(&leads_on).copied().collect();
    Stripped { whole, text, of_title, holder: holder.id(), is_list, beside }
}

/// What stands below the first rule behind a text, on a page without any box for it.
fn below_rule(body: Element<'_>, of_title: &[NodeId], weights: &Weights) -> HashSet<NodeId> {
    /// Before that, the rule is one below the title.
    const LEAST: usize = 150;
    let mut letters = 0;
    let mut is_behind = of_title.is_empty();
    let mut parts = body.children().skip_while(|node| {
        is_behind |= of_title.contains(&node.id());
        !is_behind
    });
    let is_rule = parts.any(|node| {
        letters += match (Element::wrap(node), node.value().as_text()) {
            (Some(element), _) => weights.get(element).letters,
            (None, Some(text)) => text.chars().filter(|c| c.is_alphanumeric()).count(),
            (None, None) => 0,
        };
        letters >= LEAST && node.value().as_element().is_some_and(|it| it.name() == "hr")
    });
    if is_rule { parts.map(|node| node.id()).collect() } else { HashSet::new() }
}

/// The HTML of what an element holds, as it may stand alone: cells and rows keep a table around them.
pub(super) fn standing(element: Element<'_>, is_out: impl Fn(Element<'_>) -> bool) -> String {
    let inner = html::inner(element, is_out);
    match element.value().name() {
        "table" | "tbody" | "thead" | "tr" => format!("<table>{inner}</table>"),
        _ => inner,
    }
}

fn is_gone(element: Element<'_>, gone: &HashSet<NodeId>) -> bool {
    element.ancestors().any(|above| gone.contains(&above.id())) || gone.contains(&element.id())
}

/// Whether an element's name or role says that it frames the site.
fn is_frame(element: Element<'_>) -> bool {
    const NAMES: &str =
        "address|nav|footer|aside|header|form|button|label|option|select|textarea|svg|marquee|dialog";
    const ROLES: &str = "navigation|search|banner|contentinfo|complementary|dialog";
    let name = element.value().name();
    // Pictures that are written as words: `<i class="material-icons">access_time</i>`.
    let is_icon = || element.value().classes().any(|class| class.starts_with("material-"));
    has(NAMES, name)
        || element.attr("role").is_some_and(|role| has(ROLES, role))
        || matches!(name, "i" | "span") && is_icon()
        || is_sharing(element)
}

/// Whether all links of an element are to share a page.
fn is_sharing(element: Element<'_>) -> bool {
    const SMALL: usize = 60;
    const SHARERS: &str = "/sharer|/share?|share/url|wa.me/?|whatsapp.com/send|whatsapp://send|twitter.com/intent|\
        twitter.com/share|x.com/intent";
    if element.value().name() == "a" || element.descendants().take(SMALL).count() == SMALL {
        return false;
    }
    let mut links = element.select(css!("a[href]")).filter_map(|link| link.attr("href")).peekable();
    links.peek().is_some() && links.all(|href| SHARERS.split('|').any(|word| href.contains(word)))
}

/// Whether an element's class or id has a word for what stands beside an article.
fn is_called_beside(element: Element<'_>) -> bool {
    const WORDS: &str = "a2a|addtoany|ads|bagikan|breadcrumb|breadcrumbs|comment|comments|cookie|copyright|disqus|\
        footer|iklan|kaki|kanan|kiri|komentar|lainnya|lain|medsos|menu|modal|nav|navbar|navigasi|\
        navigation|newsletter|pager|pagination|paging|pencarian|pengunjung|poll|polling|popular|\
        populer|popup|recent|related|rekomendasi|reply|respond|running|search|share|sharedaddy|\
        sharer|sharing|sharethis|sidebar|sidebars|slider|social|socials|sosial|sosmed|tanggapan|\
        terbaru|terkait|terkini|topbar|ticker";
    if matches!(element.value().name(), "p" | "h1" | "h2" | "h3" | "img" | "td") {
        return false;
    }
    let named = element.value().classes().chain(element.value().id());
    named
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
        .any(|part| has(WORDS, &part.to_ascii_lowercase()) || part.starts_with("sidebar"))
}

/// Whether an element is a list of links rather than a text with some.
fn is_links(element: Element<'_>, weight: Weight) -> bool {
    const SOME: usize = 3;
    let name = element.value().name();
    let is_mostly = weight.linked * 5 > weight.letters * 3;
    let count = || element.select(css!("a[href]")).take(SOME).count();
    match name {
        // A paragraph that is hardly more than a link leads on: "Baca juga", a tag, a file.
        "p" | "div" => is_mostly,
        "ul" | "ol" if weight.linked * 10 > weight.letters * 9 => true,
        "ul" | "ol" | "section" | "table" | "td" | "dl" | "center" => is_mostly && count() == SOME,
        _ => false,
    }
}

/// The words of an element that is the heading of something beside the article.
fn heading_of_aside(element: Element<'_>) -> Option<String> {
    const LONGEST: usize = 40;
    let name = element.value().name();
    let may_be = matches!(
        name,
        "h1" | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "b"
            | "strong"
            | "div"
            | "p"
            | "font"
            | "span"
            | "td"
            | "th"
            | "legend"
            | "dt"
    );
    if !may_be || element.descendants().take(12).count() == 12 {
        return None;
    }
    let text = html::line(element).filter(|text| text.len() <= LONGEST && is_aside(text))?;
    // A word within a sentence is none.
    let is_alone = !matches!(name, "b" | "strong" | "span" | "font")
        || !element
            .prev_siblings()
            .any(|before| before.value().as_text().is_some_and(|text| text.contains(char::is_alphanumeric)));
    is_alone.then_some(text)
}

/// The largest element that begins with a heading and may go.
fn section_of<'a>(heading: Element<'a>, text: &str, may_go: &impl Fn(Element<'_>) -> bool) -> Element<'a> {
    let folded = fold(text);
    let mut section = heading;
    for above in heading.ancestors().filter_map(Element::wrap) {
        let begins = || fold(&html::line(above).unwrap_or_default()).starts_with(&folded);
        if !may_go(above) || !begins() {
            break;
        }
        section = above;
    }
    section
}

fn is_subheading(element: Element<'_>) -> bool {
    matches!(element.value().name(), "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_heading(element: Element<'_>) -> bool {
    matches!(element.value().name(), "h1" | "h2" | "h3")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(page: &str) -> String {
        let base = "https://desa.example/berita/a".parse().expect("a URL");
        let document = Document::parse_str(page, &base).expect("a page");
        let node = document.first(css!("h1")).map(|it| it.id());
        let title = Title { text: "Judul".into(), node };
        balai_extract::text::from_html(&strip(&document, &title).whole).expect("a text")
    }

    const TEXT: &str =
        "Warga bergotong royong memperbaiki saluran irigasi pada hari Minggu pagi di Dusun Krajan.";

    #[test]
    fn what_stands_beside_goes_and_the_text_stays() {
        let page = format!(
            "<nav>Beranda</nav><div class='col sidebar-right'><h1>Judul</h1><div><p>{TEXT}</p><p>Hasilnya baik.</p></div>
             <h4>Berita Terkait</h4><div><a href=/x>Lain</a></div></div><div><div><b>Polling</b></div>Bagaimana?</div>
             <div id=fb-comments>Budi: bagus</div><footer>Kaki</footer>"
        );
        assert_eq!(stripped(&page), format!("Judul\n{TEXT}\nHasilnya baik."));
    }

    #[test]
    fn a_word_of_a_class_is_enough() {
        let page = format!(
            "<h1>Judul</h1><p>{TEXT}</p><div class='ticker'>x</div><div class='a2a_kit'>y</div>\
            <div class=post-share>z</div><div class=terkini>u</div>"
        );
        assert_eq!(stripped(&page), format!("Judul\n{TEXT}"));
    }
}
