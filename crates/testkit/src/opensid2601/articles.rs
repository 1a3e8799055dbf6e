//! The pages that are not shells: home, categories, articles.

use jiff::civil::DateTime;

use crate::opensid::article::{full, headline, list};
use crate::opensid::{Scene, shell, widgets};
use crate::village::{Article, Form, State};
use crate::{Answer, html};

/// The home page, which shows what is not due yet.
pub(super) fn home(scene: Scene<'_>, number: usize, search: Option<String>) -> Answer {
    let (first, _) = widgets::news_after_headline(scene);
    let search = search.unwrap_or_default().to_lowercase();
    let mut found: Vec<&Article> = scene
        .village
        .articles
        .iter()
        .filter(|article| article.form == Form::News && article.state != State::Disabled)
        .filter(|article| first.is_none_or(|first| first.id != article.id))
        .filter(|article| article.title.to_lowercase().contains(&search))
        .collect();
    found.sort_by_key(|article| std::cmp::Reverse((article.published_at, article.id)));
    let above =
        first.filter(|_| number == 1 && search.is_empty()).map(|a| headline(scene, a)).unwrap_or_default();
    let heading =
        r#"<div class="single_category"><h2><span class="title_text">Artikel Terkini</span></h2></div>"#;
    let list = list(scene, found, number, |page| scene.url(&format!("?page={page}")));
    Answer::html(shell::page(scene, "", &format!("{above}{heading}{list}")))
}

/// A category, which shows what was taken back.
pub(super) fn category(scene: Scene<'_>, category: &str, number: usize) -> Option<Answer> {
    let index = scene.village.categories.iter().position(|(_, slug)| slug == category)?;
    let mut found: Vec<&Article> = scene
        .village
        .articles
        .iter()
        .filter(|article| article.category == Some(index) && article.state != State::Scheduled)
        .collect();
    found.sort_by_key(|article| std::cmp::Reverse((article.published_at, article.id)));
    let name = html(&scene.village.categories[index].0);
    let heading =
        format!(r#"<div class="single_category"><h2><span class="title_text">{name}</span></h2></div>"#);
    let list =
        list(scene, found, number, |page| scene.url(&format!("artikel/kategori/{category}?page={page}")));
    Some(Answer::html(shell::page(scene, &scene.village.categories[index].0, &format!("{heading}{list}"))))
}

/// An article by its address, whether it may be read or not.
pub(super) fn article(scene: Scene<'_>, date: [&str; 3], slug: &str) -> Option<Answer> {
    let date: Vec<i32> = date.iter().filter_map(|part| part.parse().ok()).collect();
    let of = |at: DateTime| [i32::from(at.year()), i32::from(at.month()), i32::from(at.day())];
    let mut articles = scene.village.articles.iter();
    let article = articles.find(|article| article.slug == slug && date == of(article.published_at))?;
    Some(Answer::html(shell::page(scene, &article.title, &full(scene, article))))
}

/// A page that a script fills from the API.
pub(super) fn skeleton(scene: Scene<'_>, path: &str) -> Answer {
    let id = path.replace('/', "-");
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Memuat</span></h2></div>
<div class="box box-primary"><div class="row" id="{id}-list"></div></div>
<div class="pagination-container text-center" id="pagination-container"><ul class="pagination" id="pagination-list"></ul></div>"#
    );
    Answer::html(shell::wide(scene, "", &main))
}
