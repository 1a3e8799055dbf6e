//! What a classic theme puts around every page, and how it shows an item.

use super::item::local;
use super::{Item, WordPress};
use crate::opensid::format::day;
use crate::village::slug;
use crate::{Answer, Ask, html};

/// A whole page, with the headers that WordPress gives it.
pub(super) fn page(site: &WordPress, ask: &Ask, class: &str, title: &str, main: &str) -> Answer {
    let (origin, name) = (&ask.origin, html(&site.name()));
    let (feed, comments) = match site.is_open {
        true => (format!("{origin}/feed/"), format!("{origin}/comments/feed/")),
        false => (format!("{origin}/?feed=rss2"), format!("{origin}/?feed=comments-rss2")),
    };
    let title = if title.is_empty() { name.clone() } else { format!("{title} &#8211; {name}") };
    let rest = match site.is_open {
        true => format!("<link rel=\"https://api.w.org/\" href=\"{origin}/wp-json/\" />\n"),
        false => String::new(),
    };
    let social: String =
        site.village.profile.social.iter().map(|url| format!("<a href=\"{url}\">Ikuti kami</a> ")).collect();
    let answer = Answer::html(format!(
        r#"<!doctype html>
<html lang="id">
<head>
<meta charset="UTF-8" />
<title>{title}</title>
<link rel="alternate" type="application/rss+xml" title="{name} &raquo; Feed" href="{feed}" />
<link rel="alternate" type="application/rss+xml" title="{name} &raquo; Umpan Komentar" href="{comments}" />
{rest}<link rel="EditURI" type="application/rsd+xml" title="RSD" href="{origin}/xmlrpc.php?rsd" />
<meta name="generator" content="WordPress 6.1.9" />
<link rel="stylesheet" href="{origin}/wp-content/themes/simulasi/style.css?ver=6.1.9" />
</head>
<body class="{class} wp-custom-logo">
<header class="site-header"><a class="custom-logo-link" href="{origin}/"><img class="custom-logo" src="{origin}/wp-content/uploads/logo.png" alt=""></a>
<p class="site-title"><a href="{origin}/">{name}</a></p></header>
<main id="main" class="site-main">
{main}
</main>
<aside class="widget-area"><section class="widget widget_recent_comments"><article class="comment"><time datetime="2020-02-02T08:00:00+07:00">2 Februari 2020</time></article></section></aside>
<footer class="site-footer">{social}<p>Situs simulasi, dengan bangga bertenaga WordPress.</p></footer>
</body>
</html>
"#
    ));
    match site.is_open {
        true => answer.header("Link", format!("<{origin}/wp-json/>; rel=\"https://api.w.org/\"")),
        false => answer,
    }
}

/// An item as lists and single pages show it: heading, text, and what is told of it.
pub(super) fn article(site: &WordPress, ask: &Ask, item: &Item, heading: &str, content: &str) -> String {
    let Item { id, sort, published_at, updated_at, author, .. } = item;
    let (published, updated) = (local(*published_at), local(*updated_at));
    let stamp = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%dT%H:%M:%S+07:00").to_string();
    let time = match published_at == updated_at {
        true => format!(
            "<time class=\"entry-date published updated\" datetime=\"{}\">{}</time>",
            stamp(published),
            day(published)
        ),
        false => format!(
            "<time class=\"entry-date published\" datetime=\"{}\">{}</time><time class=\"updated\" datetime=\"{}\">{}</time>",
            stamp(published),
            day(published),
            stamp(updated),
            day(updated)
        ),
    };
    let link = |relation: &str, taxonomy: &str, name: &String| {
        let url = match site.is_open {
            true => format!("{}/{taxonomy}/{}/", ask.origin, slug(name)),
            false => format!(
                "{}/?{}={}",
                ask.origin,
                if taxonomy == "category" { "cat" } else { "tag" },
                slug(name)
            ),
        };
        format!("<a href=\"{url}\" rel=\"{relation}\">{}</a> ", html(name))
    };
    let categories: String =
        item.categories.iter().map(|name| link("category tag", "category", name)).collect();
    let tags: String = item.tags.iter().map(|name| link("tag", "tag", name)).collect();
    let told = match *sort {
        "post" => format!(
            "<footer class=\"entry-footer\"><span class=\"posted-on\">Diterbitkan {time}</span> \
             <span class=\"byline\">Oleh <a href=\"{}/?author=1\" rel=\"author\">{}</a></span> \
             <span class=\"cat-links\">{categories}</span><span class=\"tags-links\">{tags}</span></footer>",
            ask.origin,
            html(author),
        ),
        "page" => String::new(),
        _ => format!(
            "<footer class=\"entry-footer\">{}</footer>",
            item.term.iter().map(|term| link("tag", "jenis", term)).collect::<String>()
        ),
    };
    let picture = item.image.iter().map(|file| {
        format!(
            "<figure class=\"post-thumbnail\"><img class=\"attachment-post-thumbnail wp-post-image\" \
             src=\"{}/wp-content/uploads/{file}\" alt=\"\"></figure>",
            ask.origin
        )
    });
    format!(
        "<article id=\"post-{id}\" class=\"post-{id} {sort} type-{sort} status-publish hentry\">\n\
         <header class=\"entry-header\">{heading}{}</header>\n<div class=\"entry-content\">\n{content}\n</div>\n{told}\n</article>\n",
        picture.collect::<String>()
    )
}
