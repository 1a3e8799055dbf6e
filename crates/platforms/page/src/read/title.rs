//! The title of an article, and the element that shows it.

use balai_extract::css;
use balai_extract::html::{self, Document, Element};
use ego_tree::NodeId;

use super::markup::Markup;
use super::words::{fold, is_byline, is_section};

/// An article's title.
pub(super) struct Title {
    pub(super) text: String,
    /// The element that shows it, where one does.
    pub(super) node: Option<NodeId>,
}

const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " » ", " :: ", " · ", " • ", " ~ "];

/// The title of the article on a page. What the head says is believed where a heading shows it, and a heading where
/// the head says only what the site is called.
pub(super) fn of(document: &Document, markup: &Markup) -> Option<Title> {
    let sites = names_of_site(document);
    let is_own = |text: &str| {
        !is_section(text)
            && !is_name_of_site(text, &sites)
            && !is_byline(text)
            && text.contains(char::is_alphabetic)
    };
    let in_head = document.text(css!("title"));
    let said = markup.titles.iter().cloned().chain(in_head.clone());
    let said: Vec<String> = said.flat_map(|it| [fold(&it), fold(&without_site(&it, &sites))]).collect();

    let mut best: Option<(u32, String, NodeId)> = None;
    for heading in document.select(css!(
        "h1, h2, h3, h4, [itemprop=headline], [class*=title i], [class*=judul i], [id*=judul i], font, b, strong, \
         big, img[alt]"
    )) {
        let Some(text) = shown(heading).filter(|text| text.len() <= LONGEST) else { continue };
        let folded = fold(&text);
        // An announcement may be called "Pengumuman", and then the head says so.
        let may_be = is_own(&text) || is_section(&text) && said.contains(&folded);
        if !may_be || is_beside(heading) {
            continue;
        }
        let sure = weight(heading, &folded, &said);
        if sure > best.as_ref().map_or(0, |(sure, ..)| *sure) {
            best = Some((sure, text, heading.id()));
        }
    }
    if let Some((_, text, node)) = best {
        return Some(Title { text: without_site(&text, &sites), node: Some(node) });
    }
    let said: Vec<_> = markup.titles.iter().cloned().chain(in_head).collect();
    let own = said.iter().map(|text| without_site(text, &sites)).find(|text| is_own(text));
    let text = own.or_else(|| said.into_iter().next())?;
    let node = shows(document, &text);
    Some(Title { text, node })
}

/// The element that shows a title without being a heading.
fn shows(document: &Document, title: &str) -> Option<NodeId> {
    const FEW: usize = 8;
    let folded = fold(title);
    let is_small = |element: &Element<'_>| element.descendants().take(FEW).count() < FEW;
    let shown = document.select(css!("body *")).filter(is_small);
    let mut same = shown.filter(|it| html::line(*it).is_some_and(|line| fold(&line) == folded));
    same.find(|it| !is_beside(*it)).map(|it| it.id())
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

/// More is a text.
const LONGEST: usize = 300;

/// How surely a heading is the title; 0 where it is not to be taken.
fn weight(heading: Element<'_>, folded: &str, said: &[String]) -> u32 {
    let words = folded.split(' ').count();
    let tag = heading.value().name();
    let is_large =
        tag == "font" && heading.attr("size").is_some_and(|size| size.contains(['4', '5', '6', '7', '+']));
    let is_called = |word: &str| {
        let named = heading.value().classes().chain(heading.value().id());
        named.map(str::to_ascii_lowercase).any(|name| name.contains(word))
    };
    let shape = match tag {
        "h1" => 30,
        "h2" => 20,
        "h3" => 12,
        "h4" => 8,
        _ if is_large => 10,
        "b" | "strong" | "big" | "font" => 2,
        _ => 5,
    };
    let called = match () {
        () if heading.attr("itemprop").is_some() => 30,
        () if is_called("judul") || is_called("entry-title") || is_called("post-title") => 15,
        () => 0,
    };
    let matched = said.iter().map(|said| match () {
        () if said == folded => 300,
        () if words >= 3 && is_cut(folded, said) => 200,
        // A part of a title may be anything's: what is most of it is it.
        () if words >= 2 && folded.len() * 2 >= said.len() && is_part(said, folded) => 100,
        () => 0,
    });
    let matched = matched.max().unwrap_or_default();
    // A link leads to another article, unless the page's own head says the same.
    let is_link = heading.select(css!("a[href]")).next().is_some()
        || heading.ancestors().filter_map(Element::wrap).any(|it| it.value().name() == "a");
    match matched {
        0 if is_link || tag == "img" => 0,
        // What is bold within a text is no title.
        0 if matches!(tag, "b" | "strong" | "big" | "font") && !is_large && called == 0 && words < 3 => 0,
        matched => matched + shape + called,
    }
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

/// A title without the site's name before or behind it.
fn without_site(text: &str, sites: &[String]) -> String {
    let mut text = text.trim();
    loop {
        let cut = SEPARATORS.iter().find_map(|separator| {
            let behind =
                text.rsplit_once(separator).filter(|(_, last)| is_frame(last, sites)).map(|(rest, _)| rest);
            let before = || {
                text.split_once(separator).filter(|(first, _)| is_frame(first, sites)).map(|(_, rest)| rest)
            };
            behind.or_else(before)
        });
        match cut {
            Some(rest) if !rest.trim().is_empty() => text = rest.trim(),
            _ => return text.to_owned(),
        }
    }
}

fn is_frame(part: &str, sites: &[String]) -> bool {
    is_section(part) || is_name_of_site(part, sites)
}

/// What the site is called, as its frame and its head say, folded.
fn names_of_site(document: &Document) -> Vec<String> {
    let meta = document.attr(css!("meta[property='og:site_name'], meta[name='application-name']"), "content");
    let frame = css!(
        ".navbar-brand, .site-title, .site-name, .logo, #logo, .brand, header a[href='/'], nav a[href='/'], header .title"
    );
    let shown = document.select(frame).take(20).filter_map(html::line).filter(|line| line.len() <= 120);
    meta.into_iter().chain(shown).map(|name| fold(&name)).filter(|name| !name.is_empty()).collect()
}

fn is_name_of_site(text: &str, sites: &[String]) -> bool {
    let folded = fold(text);
    sites.contains(&folded) || is_site_name(text)
}

/// Whether a text is what village sites are called: "Website Resmi Desa Contoh", "Desa Contoh Kecamatan Suka".
pub(crate) fn is_site_name(text: &str) -> bool {
    const KINDS: [&str; 8] =
        ["desa", "kelurahan", "nagari", "gampong", "kampung", "pekon", "negeri", "pemdes"];
    let folded = fold(text);
    let words: Vec<_> = folded.split(' ').collect();
    let Some(first) = words.first() else { return false };
    let has_kind = words.iter().any(|word| KINDS.contains(word));
    match *first {
        "website" | "situs" | "web" | "portal" | "laman" => words.len() <= 12,
        "selamat" => words.get(1) == Some(&"datang"),
        "sistem" => words.get(1) == Some(&"informasi") && has_kind,
        "pemerintah" => words.len() <= 4 && has_kind || words.contains(&"kabupaten"),
        first if KINDS.contains(&first) => {
            words.len() <= 2
                || words.len() <= 9
                    && words.iter().any(|word| matches!(*word, "kecamatan" | "kabupaten" | "kec"))
        }
        _ => false,
    }
}

/// What the site is called, the likeliest first, as printed.
pub(crate) fn of_site(home: &Document) -> Vec<String> {
    let meta = home.attr(css!("meta[property='og:site_name'], meta[name='application-name']"), "content");
    let title = home.text(css!("title")).unwrap_or_default();
    let mut parts = vec![title.as_str()];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    let shown =
        css!(".navbar-brand, .site-title, .site-name, .logo, #logo, .brand, header h1, h1, header a, font");
    let shown = home.select(shown).filter_map(html::line);
    let all: Vec<String> =
        meta.into_iter().chain(parts.into_iter().map(str::to_owned)).chain(shown).collect();
    let (mut sure, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|name| is_site_name(name));
    sure.extend(rest.into_iter().take(1));
    sure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_told_from_titles() {
        for name in [
            "Desa Contoh",
            "Website Resmi Desa Contoh",
            "Pemerintah Desa Contoh",
            "Desa Contoh Kecamatan Suka Kabupaten Maju",
            "Selamat Datang di Desa Contoh",
        ] {
            assert!(is_site_name(name), "{name}");
        }
        for title in [
            "Desa Contoh Juara Lomba Desa",
            "Warga Desa Contoh Panen Raya",
            "Pemerintah Desa Contoh Gelar Musdes",
        ] {
            assert!(!is_site_name(title), "{title}");
        }
        let without = |text| without_site(text, &["contoh".into()]);
        assert_eq!(without("Panen Raya - Desa Contoh"), "Panen Raya");
        assert_eq!(without("Desa Contoh | Berita | Panen - Raya"), "Panen - Raya");
        assert_eq!(without("Desa Contoh"), "Desa Contoh");
    }
}
