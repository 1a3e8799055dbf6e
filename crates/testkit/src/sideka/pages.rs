//! The theme, and the pages that are made by hand.

use jiff::Span;
use jiff::civil::DateTime;

use crate::opensid::article::summary;
use crate::opensid::format::{day, xml};
use crate::village::{Article, Organization};
use crate::{Answer, Ask, html};

use super::Sideka;

impl Sideka {
    /// A page in the theme's frame, its head and its foot.
    pub(super) fn frame(&self, ask: &Ask, title: &str, main: &str) -> (String, String) {
        let (origin, profile) = (&ask.origin, &self.village.profile);
        let name = html(&self.village.name);
        let head = format!(
            r#"<!DOCTYPE html>
<html class="no-js" lang="id">
<head>
<meta charset="UTF-8">
<title>{title}Desa {name}</title>
<link rel="stylesheet" id="mh-style-css" href="{origin}/wp-content/themes/majalahdesa/style.css?ver=2.5.0" type="text/css" media="all">
<script src="{origin}/wp-includes/js/jquery/jquery.min.js?ver=3.7.1"></script>
<link rel="alternate" type="application/rss+xml" title="Desa {name} &raquo; Feed" href="{origin}/feed/">
<meta property="og:site_name" content="Desa {name}">
</head>
<body class="page mh-right-sb">
<header class="mh-header"><div class="mh-logo" role="banner"><a href="{origin}/">Desa {name}</a></div></header>
<nav class="mh-main-nav"><ul class="menu" id="menu-menu-utama">
<li><a href="{origin}/">Beranda</a></li>
<li><a href="{origin}/profil/">Profil</a>
<ul class="sub-menu"><li><a href="{origin}/profil/sejarah/">Sejarah</a></li><li><a href="{origin}/profil/visi-misi/">Visi dan Misi</a></li>
<li><a href="{origin}/profil/lembaga/">Lembaga Desa</a></li></ul></li>
<li><a href="{origin}/data/">Data</a></li>
<li><a href="{origin}/kontak/">Kontak</a></li>
</ul></nav>
<div class="mh-wrapper clearfix"><div class="mh-content">
{main}
"#
        );
        let [facebook, instagram] = &profile.social;
        let foot = format!(
            "</div></div>\n<footer class=\"mh-footer\"><a href=\"{facebook}\">Facebook</a> <a href=\"{instagram}\">Instagram</a>\
             <p class=\"mh-copyright\">Kecamatan {}, {}. Situs simulasi. Sistem Informasi Desa dan Kawasan</p></footer>\n</body>\n</html>\n",
            profile.subdistrict, profile.regency
        );
        (head, foot)
    }

    /// A page with a title and a text.
    pub(super) fn page(&self, ask: &Ask, title: &str, text: &str) -> Answer {
        let main = format!(
            "<article class=\"page type-page\"><header class=\"entry-header\"><h1 class=\"entry-title page-title\">{title}</h1></header>\n\
             <div class=\"entry-content clearfix\">\n{text}\n</div></article>",
            title = html(title)
        );
        let (head, foot) = self.frame(ask, &format!("{} &#8211; ", html(title)), &main);
        Answer::html(head + &foot)
    }

    pub(super) fn home(&self, ask: &Ask) -> Answer {
        let items = self.village.news().take(10).map(|article| {
            format!(
                "<article class=\"mh-loop-item clearfix\"><h3 class=\"mh-loop-title\"><a href=\"{}\">{}</a></h3>\
                 <div class=\"mh-meta\"><span class=\"entry-meta-date\">{}</span></div><div class=\"mh-excerpt\">{}</div></article>\n",
                link(ask, article),
                html(&article.title),
                day(clock(article)),
                summary(&article.body, 100),
            )
        });
        let (head, foot) = self.frame(ask, "", &items.collect::<String>());
        Answer::html(head + &foot)
    }

    pub(super) fn article(&self, ask: &Ask, path: &str) -> Option<Answer> {
        let article = self.village.news().find(|it| address(it) == path)?;
        let main = format!(
            "<article class=\"post type-post\"><h1 class=\"entry-title\">{}</h1>\
             <p class=\"mh-meta entry-meta\"><span class=\"entry-meta-date updated\"><a href=\"#\">{}</a></span></p>\n\
             <div class=\"entry-content clearfix\">{}</div></article>",
            html(&article.title),
            day(clock(article)),
            article.body
        );
        let (head, foot) = self.frame(ask, &format!("{} &#8211; ", html(&article.title)), &main);
        Some(Answer::html(head + &foot))
    }

    /// The feed, ten news a page.
    pub(super) fn feed(&self, ask: &Ask) -> Answer {
        let page = ask.parameter("paged").and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).max(1);
        let skipped = (page - 1) * 10;
        if page > 1 && self.village.news().nth(skipped).is_none() {
            return self.missing(ask);
        }
        let items = self.village.news().skip(skipped).take(10).map(|article| {
            format!(
                "<item><title>{}</title><link>{url}</link><guid isPermaLink=\"false\">{url}</guid><pubDate>{} +0000</pubDate>\
                 <description>{}</description></item>\n",
                xml(&article.title),
                clock(article).strftime("%a, %d %b %Y %H:%M:%S"),
                xml(&summary(&article.body, 100)),
                url = link(ask, article),
            )
        });
        Answer::of(
            "application/rss+xml; charset=UTF-8",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>Desa {}</title><link>{}</link>\
                 <description>Situs simulasi</description><generator>https://wordpress.org/?v=6.4.10</generator>\n{}</channel></rss>\n",
                xml(&self.village.name),
                ask.origin,
                items.collect::<String>()
            ),
        )
    }

    pub(super) fn profile(&self, ask: &Ask, path: &str) -> Answer {
        let profile = &self.village.profile;
        match path {
            "profil/sejarah" => self.page(ask, "Sejarah", &format!("<p>{}</p>", html(&profile.history))),
            "profil/visi-misi" => {
                let mission: String =
                    profile.mission.iter().map(|point| format!("<li>{}</li>", html(point))).collect();
                let text =
                    format!("<h3>Visi</h3><p>{}</p><h3>Misi</h3><ol>{mission}</ol>", html(&profile.vision));
                self.page(ask, "Visi dan Misi", &text)
            }
            "profil/lembaga" => {
                let items = self.village.organizations.iter().map(|it| self.organization(it));
                let text = format!(
                    "<p>Lembaga yang ada di desa:</p>\n<ul>{}</ul>\n<h3>Pengurus</h3><ul><li>{}</li></ul>",
                    items.collect::<String>(),
                    self.village
                        .residents
                        .iter()
                        .take(3)
                        .map(|it| it.name.as_str())
                        .collect::<Vec<_>>()
                        .join("</li><li>")
                );
                self.page(ask, "Lembaga", &text)
            }
            "kontak" => {
                let text = format!(
                    "<p>Alamat: {}<br>Kode Pos: {}<br>Telepon: {}<br>Email: {}</p>",
                    html(&profile.address),
                    profile.postal_code,
                    profile.phone,
                    profile.email
                );
                self.page(ask, "Kontak", &text)
            }
            _ => {
                let [north, east, south, west] = &profile.borders;
                let rows = [
                    ("Kecamatan", &profile.subdistrict),
                    ("Kabupaten", &profile.regency),
                    ("Provinsi", &profile.province),
                    ("Batas Utara", north),
                    ("Batas Timur", east),
                    ("Batas Selatan", south),
                    ("Batas Barat", west),
                ];
                let rows =
                    rows.map(|(label, value)| format!("<tr><td>{label}</td><td>{}</td></tr>", html(value)));
                self.page(ask, "Profil", &format!("<table><tbody>{}</tbody></table>", rows.concat()))
            }
        }
    }

    /// An organisation with one of its members, who is not to be named.
    fn organization(&self, organization: &Organization) -> String {
        let member = organization.members.first().and_then(|index| self.village.residents.get(*index));
        let member = member.map(|it| html(&it.name)).unwrap_or_default();
        format!("<li><strong>{}</strong> : anggota {member}</li>", html(&organization.name))
    }

    pub(super) fn missing(&self, ask: &Ask) -> Answer {
        self.page(ask, "Halaman tidak ditemukan", "<p>404</p>").with_status(404)
    }
}

fn link(ask: &Ask, article: &Article) -> String {
    format!("{}{}/", ask.origin, address(article))
}

fn address(article: &Article) -> String {
    format!("/{}/{}", clock(article).strftime("%Y/%m"), article.slug)
}

/// When an article was published by the site's clock: nobody set its zone, so that it shows Greenwich's time.
fn clock(article: &Article) -> DateTime {
    article.published_at.saturating_sub(Span::new().hours(7))
}
