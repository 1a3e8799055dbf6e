//! A village site as a small company makes them: Laravel, Bootstrap, cards and a paginator. It is invented.

use std::sync::Arc;

use balai_testkit::village::{Article, Village};
use balai_testkit::{Answer, Ask, Website};

use super::{day, html, moment, rupiah};

mod figures;
mod works;

/// The site of a village.
pub(crate) struct Bootstrap(pub(crate) Arc<Village>);

/// How many articles stand on a page of the list.
pub(crate) const PER_PAGE: usize = 9;

impl Website for Bootstrap {
    fn respond(&self, ask: &Ask) -> Answer {
        let page: usize = ask.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let parts: Vec<_> = ask.path().split('/').filter(|part| !part.is_empty()).collect();
        let main = match parts[..] {
            [] => Some(self.home()),
            ["profil"] => Some(self.profile()),
            ["perangkat-desa"] => Some(self.officials()),
            ["berita"] => Some(self.news(&ask.origin, page)),
            ["berita", slug] => self.article(slug),
            ["agenda"] => Some(self.events()),
            ["apbdes", year] => {
                self.0.budgets.iter().find(|it| it.year.to_string() == year).map(figures::budget)
            }
            ["produk-umkm"] => Some(self.products(page)),
            ["dokumen"] => Some(self.documents()),
            ["pembangunan"] => Some(self.projects()),
            ["galeri"] => Some(self.albums()),
            ["galeri", id] => self.album(id),
            ["layanan"] => Some(works::services()),
            ["peta"] => Some(self.places()),
            ["statistik", slug] => self.statistic(slug),
            ["bantuan-sosial"] => Some(self.aid()),
            ["lembaga"] => Some(self.organizations()),
            ["idm"] => Some(self.index()),
            ["pengaduan"] => Some(self.complaints()),
            _ => None,
        };
        match main {
            Some(main) => Answer::html(self.shell(&main)),
            None => Answer::html(self.shell("<h1>404</h1><p>Halaman tidak ditemukan.</p>")).with_status(404),
        }
    }
}

impl Bootstrap {
    fn shell(&self, main: &str) -> String {
        let (village, profile) = (&*self.0, &self.0.profile);
        let [facebook, instagram] = &profile.social;
        format!(
            r#"<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="csrf-token" content="q1w2e3">
<title>Desa {name} - Situs Simulasi</title>
<link rel="stylesheet" href="/assets/bootstrap.min.css">
<script>window.peta = L.map("peta"); L.marker([{latitude}, {longitude}]).addTo(peta);</script>
</head>
<body>
<nav class="navbar"><a class="navbar-brand" href="/"><img class="logo" src="data:image/gif;base64,R0lG" data-src="/assets/logo.png"> Desa {name}</a>
<ul class="navbar-nav"><li><a href="/berita">Berita</a></li><li><a href="/perangkat-desa">Perangkat</a></li></ul></nav>
<main class="container">
{main}
</main>
<footer class="footer"><div class="kontak">
<p class="alamat">{address}</p>
<p class="kode-pos">Kode Pos: {postal_code}</p>
<p class="telepon">Telp. <a href="tel:">{phone}</a></p>
<p class="surel"><a href="mailto:{email}">{email}</a></p>
<p class="medsos"><a href="{facebook}">Facebook</a> <a href="{instagram}">Instagram</a></p>
</div><p>Situs simulasi, semua isinya rekaan.</p></footer>
</body>
</html>
"#,
            name = html(&village.name),
            latitude = profile.latitude,
            longitude = profile.longitude,
            address = html(&profile.address),
            postal_code = profile.postal_code,
            phone = profile.phone,
            email = profile.email,
        )
    }

    fn home(&self) -> String {
        let newest: String =
            self.0.news().take(3).map(|article| format!("<li>{}</li>", html(&article.title))).collect();
        format!("<h1>Selamat datang</h1><ul>{newest}</ul>")
    }

    fn profile(&self) -> String {
        let profile = &self.0.profile;
        let mission: String =
            profile.mission.iter().map(|point| format!("<li>{}</li>", html(point))).collect();
        let sides = ["Utara", "Timur", "Selatan", "Barat"].iter().zip(&profile.borders);
        let borders: String = sides
            .map(|(side, border)| format!("<tr><th>{side}</th><td>{}</td></tr>", html(border)))
            .collect();
        format!(
            r#"<h1>Profil Desa</h1>
<section id="visi"><h2>Visi</h2><blockquote>{}</blockquote></section>
<section id="misi"><h2>Misi</h2><ol>{mission}</ol></section>
<section id="sejarah"><h2>Sejarah</h2><p>{}</p></section>
<section id="wilayah"><table class="table">
<tr><th>Provinsi</th><td>{}</td></tr><tr><th>Kabupaten</th><td>{}</td></tr><tr><th>Kecamatan</th><td>{}</td></tr>
<tr><th>Luas</th><td>{} ha</td></tr><tr><th>Penduduk</th><td>{} jiwa</td></tr><tr><th>Jumlah KK</th><td>{} KK</td></tr>
{borders}</table></section>"#,
            html(&profile.vision),
            html(&profile.history),
            profile.province,
            profile.regency,
            profile.subdistrict,
            profile.area_ha,
            thousands(self.0.population().people()),
            self.0.population().households,
        )
    }

    fn officials(&self) -> String {
        let cards = self.0.officials_in_office().map(|it| {
            format!(
                r#"<div class="col-md-3"><div class="card perangkat"><img class="card-img-top" src="/storage/perangkat/{}" alt="">
<div class="card-body"><h5 class="card-title">{}</h5><p class="jabatan">{}</p><p class="d-none">{}</p></div></div></div>"#,
                it.photo,
                html(&it.display_name()),
                html(&it.position),
                it.nik,
            )
        });
        format!("<h1>Perangkat Desa</h1><div class=\"row\">{}</div>", cards.collect::<String>())
    }

    fn news(&self, origin: &str, page: usize) -> String {
        let articles: Vec<_> = self.0.news().collect();
        let cards = articles.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).map(|article| {
            format!(
                r#"<div class="col-md-4"><div class="card berita"><div class="card-body"><small class="tanggal"><i class="fa fa-calendar"></i> {}</small>
<h5><a href="{origin}/berita/{}">{}</a></h5><p class="ringkas">Baca selengkapnya &hellip;</p></div></div></div>"#,
                day(article.published_at.date()),
                article.slug,
                html(&article.title),
            )
        });
        let next = match page * PER_PAGE < articles.len() {
            true => format!(
                "<a class=\"page-link\" href=\"{origin}/berita?page={}\" rel=\"next\">&rsaquo;</a>",
                page + 1
            ),
            false => String::new(),
        };
        format!(
            "<h1>Berita</h1><div class=\"row\" id=\"daftar-berita\">{}</div><ul class=\"pagination\"><li>{next}</li></ul>",
            cards.collect::<String>()
        )
    }

    fn article(&self, slug: &str) -> Option<String> {
        let article = self.0.news().find(|article| article.slug == slug)?;
        let comments = article.comments.iter().map(|comment| {
            let resident = &self.0.residents[comment.resident];
            format!("<div class=\"komentar\"><b>{}</b><p>{}</p></div>", resident.name, html(&comment.text))
        });
        Some(format!(
            r#"<article class="detail"><h1>{}</h1>
<div class="meta"><span class="penulis">{}</span> &middot; <time datetime="{}+07:00">{}</time> &middot; <a class="badge" href="/kategori">{}</a> &middot; <span class="dilihat">Dilihat {} kali</span></div>
{}
<div class="isi">{}</div>
{}
<div class="bagikan"><a href="https://www.facebook.com/sharer.php?u=x">Bagikan</a></div></article>
<section class="tanggapan">{}</section>"#,
            html(&article.title),
            html(&article.author),
            article.published_at.strftime("%Y-%m-%dT%H:%M:%S"),
            day(article.published_at.date()),
            html(category(&self.0, article)),
            thousands(article.hits),
            article
                .images
                .iter()
                .map(|image| format!("<img class=\"foto\" src=\"/storage/berita/{image}\">"))
                .collect::<String>(),
            article.body,
            article
                .attachment
                .iter()
                .map(|(file, label)| format!(
                    "<a class=\"lampiran\" href=\"/storage/lampiran/{file}\">{}</a>",
                    html(label)
                ))
                .collect::<String>(),
            comments.collect::<String>(),
        ))
    }

    fn events(&self) -> String {
        let rows = self.0.published().filter_map(|article| Some((article, article.event.as_ref()?))).map(|(article, it)| {
            format!(
                "<li class=\"acara\"><h4>{}</h4><p class=\"waktu\">{}</p><p class=\"tempat\">{}</p><p class=\"pj\">Koordinator: {}</p></li>",
                html(&article.title),
                moment(it.starts_at),
                html(&it.place),
                html(&it.coordinator),
            )
        });
        format!("<h1>Agenda</h1><ul class=\"agenda\">{}</ul>", rows.collect::<String>())
    }
}

pub(crate) fn category<'a>(village: &'a Village, article: &Article) -> &'a str {
    article.category.map_or("", |index| village.categories[index].0.as_str())
}

/// `1.501`.
fn thousands(number: impl Into<i64>) -> String {
    rupiah(number.into() * 100)
}
