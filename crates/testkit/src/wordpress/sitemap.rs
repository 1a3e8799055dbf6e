//! The sitemaps of WordPress itself, and robots.txt.

use super::WordPress;
use super::content::TYPES;
use crate::{Answer, Ask, html};

pub(super) fn robots(ask: &Ask) -> Answer {
    let text = format!(
        "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\nSitemap: {}/wp-sitemap.xml\n",
        ask.origin
    );
    Answer::of("text/plain; charset=utf-8", text)
}

/// A sitemap by its file's name; `None` where there is no such.
pub(super) fn by_file(site: &WordPress, ask: &Ask, file: &str) -> Option<Answer> {
    match file {
        "wp-sitemap.xml" => return Some(index(site, ask)),
        "sitemap.xml" => return Some(Answer::redirect("/wp-sitemap.xml").with_status(302)),
        "wp-sitemap-users-1.xml" => return Some(users(ask)),
        _ => {}
    }
    let (name, number) = file.strip_prefix("wp-sitemap-posts-")?.strip_suffix(".xml")?.rsplit_once('-')?;
    (number == "1").then(|| of_type(site, ask, name))?
}

/// A sitemap by the query that stands for it.
pub(super) fn by_query(site: &WordPress, ask: &Ask) -> Option<Answer> {
    match ask.parameter("sitemap").as_deref() {
        Some("index") => Some(index(site, ask)),
        Some("users") => Some(users(ask)),
        Some("posts") => of_type(site, ask, &ask.parameter("sitemap-subtype")?),
        _ => None,
    }
}

fn index(site: &WordPress, ask: &Ask) -> Answer {
    let types = ["post", "page"].into_iter().chain(TYPES.iter().map(|(sort, ..)| *sort));
    let shown = types.filter(|sort| !site.listed(sort).is_empty());
    let maps = shown.map(|sort| ("posts", sort)).chain([("taxonomies", "category"), ("users", "")]);
    let maps: String = maps
        .map(|(what, sort)| {
            let dash = if sort.is_empty() { "" } else { "-" };
            let location = match site.is_open {
                true => format!("{}/wp-sitemap-{what}{dash}{sort}-1.xml", ask.origin),
                false if sort.is_empty() => format!("{}/?sitemap={what}&paged=1", ask.origin),
                false => format!("{}/?sitemap={what}&sitemap-subtype={sort}&paged=1", ask.origin),
            };
            format!("<sitemap><loc>{}</loc></sitemap>", html(&location))
        })
        .collect();
    xml("sitemapindex", &maps)
}

/// The items of a type, protected ones too; before the pages stands the home page, where it is none of them.
fn of_type(site: &WordPress, ask: &Ask, sort: &str) -> Option<Answer> {
    let home = (sort == "page" && site.front.is_none()).then(|| (format!("{}/", ask.origin), None));
    let listed = site.listed(sort).into_iter();
    let listed = listed.map(|item| (site.link(&ask.origin, &item), Some(item.updated_at)));
    let url = |(link, changed): (String, Option<jiff::Timestamp>)| {
        let changed = changed.filter(|_| site.dates_sitemaps);
        let changed = changed.map(|at| format!("<lastmod>{at}</lastmod>")).unwrap_or_default();
        format!("<url><loc>{}</loc>{changed}</url>", html(&link))
    };
    let locations: String = home.into_iter().chain(listed).map(url).collect();
    (!locations.is_empty()).then(|| xml("urlset", &locations))
}

/// How authors sign in.
fn users(ask: &Ask) -> Answer {
    xml("urlset", &format!("<url><loc>{}/author/RAHASIA/</loc></url>", ask.origin))
}

fn xml(root: &str, inner: &str) -> Answer {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{inner}</{root}>\n"
    );
    Answer::of("application/xml; charset=UTF-8", text)
}
