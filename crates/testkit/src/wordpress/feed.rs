//! The feeds: whole texts on an open site, summaries on a closed one.

use super::page::{LIST, PASSWORD_FORM, content, title};
use super::{Item, ItemState, WordPress};
use crate::opensid::format::xml;
use crate::{Answer, Ask};

/// A page of the feed of a type. A page beyond the last is a feed without items under 404.
///
/// The validators are the site's: they change with whatever is published.
pub(super) fn respond(site: &WordPress, ask: &Ask, sort: &str) -> Answer {
    let number = ask.parameter("paged").and_then(|number| number.parse::<usize>().ok()).unwrap_or(1).max(1);
    let size = if site.is_open { LIST } else { LIST / 2 };
    let is_atom = ask.parameter("feed").as_deref() == Some("atom");
    let mut items = match ask.parameter("s") {
        // A search has every type, and nothing that a password hides.
        Some(words) => {
            let words = words.to_lowercase();
            let is_found = |it: &&Item| it.is_published() && it.title.to_lowercase().contains(&words);
            site.database().iter().filter(is_found).cloned().collect()
        }
        None => site.listed(sort),
    };
    // Several may be named, the first first.
    match ask.parameter("orderby").as_deref().and_then(|order| order.split(' ').next()) {
        Some("modified") => items.sort_by_key(|item| (item.updated_at, item.id)),
        Some("type") => items.sort_by_key(|item| (item.sort, item.id)),
        Some("ID") => items.sort_by_key(|item| item.id),
        _ => items.sort_by_key(|item| (item.published_at, item.id)),
    }
    if ask.parameter("order").is_none_or(|order| !order.eq_ignore_ascii_case("asc")) {
        items.reverse();
    }
    let shown: String = items
        .iter()
        .skip((number - 1).saturating_mul(size))
        .take(size)
        .map(|it| if is_atom { entry(site, ask, it) } else { item(site, ask, it) })
        .collect();
    let changed = site.database().iter().filter(|item| item.is_listed()).map(|item| item.updated_at).max();
    let changed = changed.unwrap_or_default().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let tag = format!(
        "\"{:016x}\"",
        changed.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31) ^ u64::from(byte))
    );
    let is_known = ask.headers.get("if-none-match").is_some_and(|known| known == tag);
    let answer = match (is_known, shown.is_empty()) {
        (true, _) => Answer::status(304),
        (_, true) => channel(site, ask, "Halaman tidak ditemukan", "").with_status(404),
        _ if is_atom => atom(site, ask, &shown),
        _ => channel(site, ask, &site.name(), &shown),
    };
    answer.header("ETag", tag).header("Last-Modified", changed)
}

/// Who commented, and what.
pub(super) fn comments(site: &WordPress, ask: &Ask) -> Answer {
    let people = site.village.residents.iter().take(3);
    let items: String = people
        .map(|it| {
            format!(
                "<item><title>Oleh: {0}</title><link>{1}/</link><dc:creator>{0}</dc:creator></item>",
                it.name, ask.origin
            )
        })
        .collect();
    channel(site, ask, "Komentar", &items)
}

fn channel(site: &WordPress, ask: &Ask, title: &str, items: &str) -> Answer {
    let text = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>
<channel>
	<title>{}</title>
	<link>{}</link>
	<description>Situs simulasi Desa {}</description>
	<language>id</language>
	<generator>https://wordpress.org/?v=6.1.9</generator>
{items}</channel>
</rss>
"#,
        xml(title),
        ask.origin,
        xml(&site.village.name),
    );
    Answer::of("application/rss+xml; charset=UTF-8", text)
}

fn atom(site: &WordPress, ask: &Ask, entries: &str) -> Answer {
    let text = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">
	<title type="text">{}</title>
	<link rel="alternate" type="text/html" href="{origin}" />
	<id>{origin}/?feed=atom</id>
	<generator uri="https://wordpress.org/" version="6.1.9">WordPress</generator>
{entries}</feed>
"#,
        xml(&site.name()),
        origin = ask.origin,
    );
    Answer::of("application/atom+xml; charset=UTF-8", text)
}

fn entry(site: &WordPress, ask: &Ask, item: &Item) -> String {
    format!(
        "\t<entry>\n\t\t<title type=\"html\"><![CDATA[{}]]></title>\n\t\t<link rel=\"alternate\" type=\"text/html\" href=\"{}\" />\n\
         \t\t<id>{}/?p={}</id>\n\t\t<updated>{}</updated>\n\t\t<published>{}</published>\n\t</entry>\n",
        title(item),
        xml(&site.link(&ask.origin, item)),
        ask.origin,
        item.id,
        item.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        item.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
}

fn item(site: &WordPress, ask: &Ask, item: &Item) -> String {
    let (title, link) = (title(item), site.link(&ask.origin, item));
    let filed = item.categories.iter().chain(&item.tags);
    let filed: String = filed.map(|name| format!("\t\t<category><![CDATA[{name}]]></category>\n")).collect();
    let (text, _) = content(item, 0);
    let is_protected = item.state == ItemState::Protected;
    let summary = match (&item.summary, is_protected) {
        (_, true) => "Tidak ada kutipan karena pos ini diproteksi.".to_owned(),
        (Some(written), _) => written.clone(),
        (None, _) => crate::opensid::article::summary(&text, 200),
    };
    let text = if is_protected { PASSWORD_FORM } else { &text };
    let (description, content) = match site.is_open {
        true => (
            format!("<p>{summary}</p>"),
            format!("\t\t<content:encoded><![CDATA[{}]]></content:encoded>\n", text.replace("]]>", "]]&gt;")),
        ),
        false => (
            format!("<p>{summary} <a class=\"more-link\" href=\"{}\">Continue reading</a></p>", xml(&link)),
            String::new(),
        ),
    };
    format!(
        "\t<item>\n\t\t<title>{title}</title>\n\t\t<link>{link}</link>\n\t\t<dc:creator><![CDATA[{}]]></dc:creator>\n\
         \t\t<pubDate>{}</pubDate>\n{filed}\t\t<guid isPermaLink=\"false\">{}/?p={}</guid>\n\
         \t\t<description><![CDATA[{description}]]></description>\n{content}\t\t<slash:comments>0</slash:comments>\n\t</item>\n",
        crate::html(&item.author),
        item.published_at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        ask.origin,
        item.id,
        link = xml(&link),
    )
}
