//! An article's page, and the frame of every page.

use super::Joomla4;
use crate::village::Article;
use crate::{Answer, Ask, html};

impl Joomla4 {
    pub(super) fn article(&self, ask: &Ask, article: &Article) -> Answer {
        let asks = |name: &str| ask.parameter(name).is_some_and(|value| value == "1");
        let text = text(article);
        let (toc, text) = match second_page(article, &text) {
            Some(at) if !asks("print") && !asks("showall") => {
                let path = self.path(article);
                let join = if path.contains('?') { '&' } else { '?' };
                let link = |query: &str| html(&format!("{path}{join}{query}"));
                let toc = format!(
                    "<div class=\"card float-end article-index ms-3 mb-3\"><ul>\n<li><a href=\"{}\">Halaman 2</a></li>\n\
                     <li><a href=\"{}\">Semua Halaman</a></li></ul></div>\n",
                    link("limitstart=1"),
                    link("showall=1"),
                );
                let text = format!(
                    "<div class=\"pagenavcounter\">Halaman 1 dari 2</div>{}<div class=\"pager\"><ul><li><a href=\"{}\">Berikutnya</a></li></ul></div>",
                    &text[..at],
                    link("limitstart=1"),
                );
                (toc, text)
            }
            _ => (String::new(), text),
        };
        let picture = article.images.first().map(|image| {
            format!(
                "<figure class=\"left item-image\"><img src=\"/images/kegiatan/{image}#joomlaImage://local-images/kegiatan/{image}?width=600\" \
                 alt=\"Foto\" itemprop=\"image\"></figure>\n"
            )
        });
        let attachment = article
            .attachment
            .as_ref()
            .map(|(file, label)| format!("\n<p><a href=\"/images/berkas/{file}\">{}</a></p>", html(label)));
        let main = format!(
            "<div class=\"com-content-article item-page\" itemscope itemtype=\"https://schema.org/Article\">\n\
             <meta itemprop=\"inLanguage\" content=\"id-ID\">\n<div class=\"page-header\"><h1>Beranda</h1></div>\n\
             <div class=\"page-header\"><h2 itemprop=\"headline\">\n{}</h2></div>\n{}\n{}{toc}\
             <div itemprop=\"articleBody\" class=\"com-content-article__body\">\n{text}{}\n</div>\n</div>",
            html(&article.title),
            self.info(article),
            picture.unwrap_or_default(),
            attachment.unwrap_or_default(),
        );
        self.frame(ask, &article.title, "view-article", &main)
    }

    pub(super) fn not_found(&self, ask: &Ask) -> Answer {
        let main = "<h1 class=\"page-header\">Halaman yang diminta tidak ditemukan.</h1>\n\
                    <blockquote><span class=\"badge bg-secondary\">404</span> Artikel tidak ditemukan</blockquote>";
        self.frame(ask, "Kesalahan: 404", "error_site", main).with_status(404)
    }

    pub(super) fn refused(&self, ask: &Ask) -> Answer {
        let main = "<noscript><div class=\"alert alert-danger\">Anda tidak berhak membuka halaman ini.</div></noscript>";
        self.frame(ask, "Beranda", "view-article", main).with_status(403)
    }

    pub(super) fn info(&self, article: &Article) -> String {
        let rubric = self.rubric_of(article);
        let time = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%dT%H:%M:%S+07:00").to_string();
        let modified = (article.id.is_multiple_of(3)).then(|| {
            let at = article.published_at.saturating_add(jiff::Span::new().minutes(40));
            format!("<dd class=\"modified\"><time datetime=\"{}\" itemprop=\"dateModified\">Diperbarui</time></dd>\n", time(at))
        });
        format!(
            "<dl class=\"article-info text-muted\">\n<dt class=\"article-info-term\">Rincian</dt>\n\
             <dd class=\"createdby\" itemprop=\"author\" itemscope itemtype=\"https://schema.org/Person\">Ditulis oleh: <span itemprop=\"name\">{}</span></dd>\n\
             <dd class=\"category-name\">Kategori: <a href=\"{}\" itemprop=\"genre\">{}</a></dd>\n\
             <dd class=\"published\"><time datetime=\"{}\" itemprop=\"datePublished\">Diterbitkan</time></dd>\n{}\
             <dd class=\"hits\"><meta itemprop=\"interactionCount\" content=\"UserPageVisits:{hits}\">Dilihat: {hits}</dd>\n</dl>",
            html(&article.author),
            html(&self.rubric_path(&rubric)),
            html(rubric.title),
            time(article.published_at),
            modified.unwrap_or_default(),
            hits = article.hits,
        )
    }

    /// The frame, or only what stands in it where `tmpl=component` asks for that.
    pub(super) fn frame(&self, ask: &Ask, title: &str, view: &str, main: &str) -> Answer {
        let origin = &ask.origin;
        let title = html(title);
        let head = format!(
            r#"<!DOCTYPE html>
<html lang="id-id" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="generator" content="Joomla! - Open Source Content Management">
<title>{title}</title>
<link href="{origin}/index.php?format=feed&amp;type=rss" rel="alternate" type="application/rss+xml" title="{title}">
<link href="/media/templates/site/cassiopeia/css/template.min.css" rel="stylesheet">
<script type="application/json" class="joomla-script-options new">{{"system.paths":{{"root":""}}}}</script>
<script src="/media/system/js/core.min.js"></script>
</head>
"#
        );
        if ask.parameter("tmpl").as_deref() == Some("component") {
            return Answer::html(format!("{head}<body class=\"\">\n{main}\n</body>\n</html>\n"));
        }
        let menu: String = self
            .rubrics()
            .iter()
            .map(|rubric| {
                format!(
                    "<li class=\"nav-item\"><a href=\"{}\">{}</a></li>\n",
                    html(&self.rubric_path(rubric)),
                    html(rubric.title)
                )
            })
            .collect();
        let history = self.village.published().find(|article| article.slug.starts_with("sejarah"));
        let history = history.map(|page| {
            format!(
                "<li class=\"nav-item\"><a href=\"{}\">{}</a></li>\n",
                html(&self.path(page)),
                html(&page.title)
            )
        });
        let [facebook, instagram] = &self.village.profile.social;
        Answer::html(format!(
            r#"{head}<body class="site com_content wrapper-static {view} no-layout no-task itemid-101">
<header class="header container-header"><div class="navbar-brand"><a class="brand-logo" href="/"><img src="/media/templates/site/cassiopeia/images/logo.svg" alt="Desa {name}"></a></div></header>
<main>
{main}
</main>
<div class="sidebar-right card"><ul class="mod-menu mod-list nav">
<li class="nav-item current"><a href="/index.php">Beranda</a></li>
{menu}{}<li class="nav-item"><a href="/index.php/component/users/login">Masuk</a></li>
</ul></div>
<footer class="footer"><p>Situs simulasi. <a href="{facebook}">Facebook</a> <a href="{instagram}">Instagram</a></p></footer>
</body>
</html>
"#,
            history.unwrap_or_default(),
            name = html(&self.village.name),
        ))
    }
}

/// The text up to its *read more*, which stands behind its first paragraph.
pub(super) fn intro(article: &Article) -> String {
    let text = text(article);
    let end = text.find("</p>").map_or(text.len(), |end| end + "</p>".len());
    text[..end].to_owned()
}

/// The whole text, with what plugins would have made something of.
fn text(article: &Article) -> String {
    let body = article.body.replace("/desa/upload/artikel/sedang_", "/images/kegiatan/");
    let body = body.lines().filter(|line| !line.contains("[[")).collect::<Vec<_>>().join("\n");
    match article.id % 5 {
        2 => format!("{body}\n<p>{{loadposition kontak}}</p>"),
        3 => format!("{body}\n<p>{{gallery}}kegiatan/2026{{/gallery}}</p>"),
        _ => body,
    }
}

/// Where the second page of a text that is broken into pages begins.
fn second_page(article: &Article, text: &str) -> Option<usize> {
    let end = text.find("</p>")? + "</p>".len();
    (article.id % 4 == 1 && end < text.len()).then_some(end)
}
