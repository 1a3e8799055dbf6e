//! The pages, in a classic theme.

use super::Blogspot;
use super::feed::before_jump;
use crate::opensid::format::day;
use crate::village::Article;
use crate::{Answer, html};

impl Blogspot {
    pub(super) fn title(&self) -> String {
        format!("Desa {}", self.village.name)
    }

    pub(super) fn home(&self, origin: &str) -> Answer {
        const SHOWN: usize = 7;
        let posts: String =
            self.articles(false).take(SHOWN).map(|article| self.post(origin, article, false)).collect();
        self.frame(origin, &self.title(), &posts)
    }

    pub(super) fn page(&self, origin: &str, article: &Article) -> Answer {
        let comments: String = article
            .comments
            .iter()
            .map(|comment| {
                let name = &self.village.residents[comment.resident].name;
                format!(
                    "<div class='comment'><cite>{}</cite><p>{}</p></div>\n",
                    html(name),
                    html(&comment.text)
                )
            })
            .collect();
        let post = self.post(origin, article, true);
        let title = format!("{}: {}", html(&self.title()), html(&article.title));
        self.frame(origin, &title, &format!("{post}<div class='comments' id='comments'>\n{comments}</div>\n"))
    }

    pub(super) fn not_found(&self, origin: &str) -> Answer {
        let sorry = "<div class='status-msg-body'>Maaf, laman yang Anda cari di blog ini tidak ada.</div>";
        self.frame(origin, &self.title(), sorry).with_status(404)
    }

    fn post(&self, origin: &str, article: &Article, is_whole: bool) -> String {
        let url = format!("{origin}{}", self.path(article));
        let body = Self::body(article);
        let before = before_jump(&body);
        let body = match is_whole {
            true => format!("{before}<a name='more'></a>{}", &body[before.len()..]),
            false => before.to_owned(),
        };
        let labels: String = self
            .labels(article)
            .iter()
            .map(|label| format!("<a href='{origin}/search/label/{0}' rel='tag'>{0}</a>\n", html(label)))
            .collect();
        format!(
            "<div class='post hentry'>\n<h3 class='post-title entry-title'><a href='{url}'>{}</a></h3>\n\
             <div class='post-body entry-content'>\n{body}\n<div style='clear: both;'></div>\n</div>\n\
             <div class='post-footer'><span class='post-author vcard'>{}</span> <abbr class='published' title='{}'>{}</abbr>\n\
             <span class='post-labels'>{labels}</span></div>\n</div>\n",
            html(&article.title),
            html(&article.author),
            article.published_at.strftime("%Y-%m-%dT%H:%M:%S+07:00"),
            day(article.published_at),
        )
    }

    fn frame(&self, origin: &str, title: &str, main: &str) -> Answer {
        let pages: String = self
            .articles(true)
            .map(|page| format!("<li><a href='{origin}{}'>{}</a></li>\n", self.path(page), html(&page.title)))
            .collect();
        let [facebook, instagram] = &self.village.profile.social;
        let name = html(&self.title());
        Answer::html(format!(
            r#"<!DOCTYPE html>
<html dir='ltr' xmlns='http://www.w3.org/1999/xhtml'>
<head>
<meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/>
<meta content='blogger' name='generator'/>
<link href='{origin}/' rel='canonical'/>
<link rel="alternate" type="application/atom+xml" title="{name} - Atom" href="{origin}/feeds/posts/default" />
<link rel="alternate" type="application/rss+xml" title="{name} - RSS" href="{origin}/feeds/posts/default?alt=rss" />
<link rel="service.post" type="application/atom+xml" title="{name} - Atom" href="https://www.blogger.com/feeds/4820/posts/default" />
<title>{title}</title>
</head>
<body>
<div class='header section' id='header'><h1 class='title'><a href='{origin}/'>{name}</a></h1><p class='description'>Situs simulasi.</p></div>
<div class='widget PageList' id='PageList1'><ul>
{pages}</ul></div>
<div class='main section' id='main'><div class='widget Blog' id='Blog1'>
<div class='blog-posts hfeed'>
{main}</div></div></div>
<div class='widget LinkList'><a href='{facebook}'>Facebook</a> <a href='{instagram}'>Instagram</a></div>
<script type='text/javascript'>
_WidgetManager._SetDataContext([{{'name': 'blog', 'data': {{'blogId': '4820', 'title': '{name}', 'isPrivate': false}}}}]);
</script>
</body>
</html>
"#
        ))
        .header("Server", "GSE")
    }
}
