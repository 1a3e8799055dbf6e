//! Home, lists and pages of articles.

use crate::opensid::article::{full, headline, list};
use crate::opensid::format::{day, grouped};
use crate::opensid::{Scene, page_of, shell, widgets};
use crate::village::Article;
use crate::{Answer, html};

/// How many the archive shows.
const ARCHIVE: usize = 20;

pub(super) fn home(scene: Scene<'_>, number: usize, search: Option<String>) -> String {
    let (first, rest) = widgets::news_after_headline(scene);
    let search = search.unwrap_or_default().to_lowercase();
    let (above, found) = match search.is_empty() {
        true => (first.filter(|_| number == 1).map(|a| headline(scene, a)).unwrap_or_default(), rest),
        false => {
            let found = scene.village.published().filter(|a| a.title.to_lowercase().contains(&search));
            (String::new(), found.collect())
        }
    };
    let heading =
        r#"<div class="single_category"><h2><span class="title_text">Artikel Terkini</span></h2></div>"#;
    let link = |page| scene.url(&format!("index/{page}"));
    shell::page(scene, "", &format!("{above}{heading}{}", list(scene, found, number, link)))
}

/// A category by slug or number; an unknown one is empty.
pub(super) fn category(scene: Scene<'_>, category: &str, number: usize) -> String {
    let categories = scene.village.categories.iter().enumerate();
    let known =
        categories.into_iter().find(|(i, (_, slug))| slug == category || (i + 1).to_string() == category);
    let articles =
        scene.village.published().filter(|a| a.category.is_some() && a.category == known.map(|(i, _)| i));
    let link = |page| scene.url(&format!("artikel/kategori/{category}/{page}"));
    let name = known.map_or("", |(_, (name, _))| name);
    let heading = format!(
        r#"<div class="single_category"><h2><span class="title_text">{}</span></h2></div>"#,
        html(name)
    );
    shell::page(scene, name, &format!("{heading}{}", list(scene, articles.collect(), number, link)))
}

/// An article by the parts of its address. A number in place of the slug leads to it; what may not be read is a
/// not-found page under status 200.
pub(super) fn article(scene: Scene<'_>, date: [&str; 3], slug: &str) -> Option<Answer> {
    let articles = || scene.village.articles.iter().filter(|a| a.is_published());
    if let Some(article) = slug.parse::<u32>().ok().and_then(|id| articles().find(|a| a.id == id)) {
        return Some(Answer::redirect(&scene.article_url(article)));
    }
    let date: Vec<i32> = date.iter().filter_map(|part| part.parse().ok()).collect();
    let is_asked = |article: &&Article| {
        let at = article.published_at;
        article.slug == slug && date == [i32::from(at.year()), i32::from(at.month()), i32::from(at.day())]
    };
    Some(Answer::html(match articles().find(is_asked) {
        Some(article) => shell::page(scene, &article.title, &full(scene, article)),
        None => shell::not_found(scene),
    }))
}

/// The archive; a page beyond its end fails.
pub(super) fn archive(scene: Scene<'_>, number: usize) -> Option<Answer> {
    let (articles, pages) = page_of(scene.village.published().collect(), number, ARCHIVE);
    if number == 0 || number > pages {
        return Some(
            Answer::html("<h1>A PHP Error was encountered</h1><p>Versi OpenSID 2410.0.0.</p>")
                .with_status(500),
        );
    }
    let first = (number - 1) * ARCHIVE + 1;
    let rows = articles.into_iter().zip(first..).map(|(article, number)| {
        format!(
            r#"<tr><td style="text-align:center;">{number}</td><td>
 {} </td><td><a href="{}">{}</a></td><td style="text-align:center;">
 {} </td><td style="text-align:center;">
 {} Kali </td></tr>
"#,
            day(article.published_at),
            scene.article_url(article),
            html(&article.title),
            html(&article.author),
            grouped(article.hits.into(), '.'),
        )
    });
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Arsip Konten Situs</span></h2></div>
<table class="table table-striped"><thead><tr><td><b>No.</b></td><td><b>Tanggal Artikel</b></td><td><b>Judul Artikel</b></td>
<td><b>Penulis</b></td><td><b>Dibaca</b></td></tr></thead><tbody>
{}</tbody></table>{}"#,
        rows.collect::<String>(),
        // The theme links pages that are not there.
        shell::pagination(number, pages, |page| scene.url(&format!("first/arsip/{page}"))),
    );
    Some(Answer::html(shell::page(scene, "Arsip", &main)))
}
