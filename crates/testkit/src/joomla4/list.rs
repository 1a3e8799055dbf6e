//! Pages that list: the home page, the categories, one category.

use super::feed::PAGE;
use super::page::intro;
use super::{Joomla4, Rubric};
use crate::village::Article;
use crate::{Answer, Ask, html};

impl Joomla4 {
    pub(super) fn home(&self, ask: &Ask) -> Answer {
        let items: String = self.featured().iter().map(|article| self.entry(article)).collect();
        let main = format!(
            "<div class=\"blog-featured\" itemscope itemtype=\"https://schema.org/Blog\">\n\
             <div class=\"page-header\"><h1>Beranda</h1></div>\n<div class=\"blog-items items-leading\">\n{items}</div>\n</div>"
        );
        self.frame(ask, "Beranda", "view-featured", &main)
    }

    /// Its counts are of drafts too.
    pub(super) fn categories(&self, ask: &Ask) -> Answer {
        let items: String = self
            .rubrics()
            .iter()
            .map(|rubric| {
                format!(
                    "<div class=\"com-content-categories__item\">\n<div class=\"com-content-categories__item-title-wrapper\">\
                     <div class=\"com-content-categories__item-title\">\n<a href=\"{}\">\n{}</a>\n\
                     <span class=\"badge bg-info\">Jumlah Artikel:&nbsp;{}</span></div></div>\n</div>\n",
                    html(&self.rubric_path(rubric)),
                    html(rubric.title),
                    rubric.articles.len() + 1,
                )
            })
            .collect();
        let main = format!(
            "<div class=\"com-content-categories categories-list\">\n<h1>Beranda</h1>\n\
             <div class=\"com-content-categories__items\">\n{items}</div>\n</div>"
        );
        self.frame(ask, "Beranda", "view-categories", &main)
    }

    pub(super) fn rubric(&self, ask: &Ask, rubric: &Rubric<'_>) -> Answer {
        let start: usize = ask.parameter("start").and_then(|start| start.parse().ok()).unwrap_or_default();
        let shown = rubric.articles.iter().skip(start).take(PAGE);
        let items: String = shown.map(|article| self.entry(article)).collect();
        let path = self.rubric_path(rubric);
        let join = if path.contains('?') { '&' } else { '?' };
        let pages: String = (0..rubric.articles.len().div_ceil(PAGE))
            .map(|page| match page {
                0 => format!(
                    "<li class=\"page-item\"><a href=\"{}\" class=\"page-link\">1</a></li>\n",
                    html(&path)
                ),
                _ => format!(
                    "<li class=\"page-item\"><a href=\"{}\" class=\"page-link\">{}</a></li>\n",
                    html(&format!("{path}{join}start={}", page * PAGE)),
                    page + 1
                ),
            })
            .collect();
        let main = format!(
            "<div class=\"com-content-category-blog blog\" itemscope itemtype=\"https://schema.org/Blog\">\n\
             <div class=\"page-header\"><h1>{}</h1></div>\n<div class=\"com-content-category-blog__items blog-items\">\n{items}</div>\n\
             <nav class=\"pagination__wrapper\" aria-label=\"Pagination\"><ul class=\"pagination\">\n{pages}</ul></nav>\n</div>",
            html(rubric.title),
        );
        self.frame(ask, rubric.title, "view-category", &main)
    }

    fn entry(&self, article: &Article) -> String {
        if Self::is_registered(article) {
            return format!(
                "<div class=\"blog-item\"><div class=\"page-header\"><h2>{}</h2></div>\n\
                 <p class=\"readmore\"><a class=\"btn\" href=\"/index.php/component/users/login?return=aW5kZXgucGhw\">Daftar untuk membaca</a></p></div>\n",
                html(&article.title),
            );
        }
        format!(
            "<div class=\"blog-item\" itemprop=\"blogPost\" itemscope itemtype=\"https://schema.org/BlogPosting\">\n\
             <div class=\"item-content\"><div class=\"page-header\"><h2 itemprop=\"name\">\n<a href=\"{}\" itemprop=\"url\">\n{}</a></h2></div>\n{}\n{}\n</div></div>\n",
            html(&self.path(article)),
            html(&article.title),
            self.info(article),
            intro(article),
        )
    }
}
