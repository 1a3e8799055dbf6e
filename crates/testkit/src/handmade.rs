//! A village site as a small company makes them, on no platform of its own.

use std::sync::Arc;

use serde_json::json;

use crate::opensid::format::{amount, day, grouped, xml};
use crate::village::{Article, Budget, Village};
use crate::{Answer, Ask, Website, html};

/// A village site of templates made by hand: lists with pages, a sitemap, JSON-LD on some pages and none on others,
/// tables of officials and budgets. It has no feed, and shows residents' numbers where such sites do: in a column of a
/// table, on a page behind `/penduduk`, in comments.
#[derive(Clone, Debug)]
pub struct Handmade(Arc<Village>);

/// How many articles stand on a page of the list.
const PER_PAGE: usize = 9;

impl Handmade {
    /// The site of a village.
    pub fn new(village: impl Into<Arc<Village>>) -> Self {
        Self(village.into())
    }

    fn shell(&self, title: &str, head: &str, main: &str) -> String {
        let village = &*self.0;
        let profile = &village.profile;
        let [facebook, instagram] = &profile.social;
        format!(
            r#"<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<title>{title}Desa {name}</title>
<meta property="og:site_name" content="Desa {name}">
{head}
</head>
<body>
<header class="kepala"><div class="jam">Selasa, 24 November 2026</div>
<a class="navbar-brand" href="/"><img src="/img/logo.png" alt=""> Desa {name}</a>
<nav><ul><li><a href="/profil">Profil</a></li><li><a href="/sejarah">Sejarah</a></li><li><a href="/visi-misi">Visi dan Misi</a></li>
<li><a href="/perangkat">Perangkat Desa</a></li><li><a href="/berita">Berita</a></li><li><a href="/agenda">Agenda</a></li>
<li><a href="/apbdes">APBDes</a></li><li><a href="/produk">Produk</a></li><li><a href="/kontak">Kontak</a></li>
<li><a href="/penduduk">Data Penduduk</a></li><li><a href="/login">Masuk</a></li></ul></nav></header>
<div class="container">
{main}
</div>
<footer class="kaki"><p>Alamat: {address}</p><p>Telepon: <a href="tel:{phone}">{phone}</a></p><p>Email: {email}</p>
<p><a href="{facebook}">Facebook</a> <a href="{instagram}">Instagram</a></p><p>Situs simulasi, semua isinya rekaan.</p></footer>
</body>
</html>
"#,
            name = html(&village.name),
            address = html(&profile.address),
            phone = profile.phone,
            email = profile.email,
        )
    }

    fn home(&self) -> String {
        let newest: Vec<_> = self.0.news().take(6).collect();
        self.shell(
            "",
            "",
            &format!("<h1>Selamat Datang di Desa {}</h1>{}", html(&self.0.name), cards(&newest)),
        )
    }

    fn list(&self, page: usize) -> String {
        let all: Vec<_> = self.0.news().collect();
        let shown: Vec<_> = all.iter().copied().skip((page - 1) * PER_PAGE).take(PER_PAGE).collect();
        let pages = all.len().div_ceil(PER_PAGE);
        let numbers = (1..=pages).map(|page| format!("<li><a href=\"/berita?page={page}\">{page}</a></li>"));
        let main = format!(
            "<h1>Berita</h1>{}<ul class=\"pagination\">{}</ul>",
            cards(&shown),
            numbers.collect::<String>()
        );
        self.shell("Berita - ", "", &main)
    }

    fn article(&self, origin: &str, slug: &str) -> Option<String> {
        let article = self.0.news().find(|article| article.slug == slug)?;
        let at = article.published_at.strftime("%Y-%m-%dT%H:%M:%S+07:00").to_string();
        // Every second template was made by somebody who knew of schema.org.
        let described = json!({
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title, "datePublished": at,
            "author": { "@type": "Organization", "name": article.author }, "url": format!("{origin}/berita/{slug}"),
        });
        let head = match article.id % 2 {
            0 => format!("<script type=\"application/ld+json\">{described}</script>"),
            _ => "<meta property=\"og:title\" content=\"Website Resmi Desa\">".to_owned(),
        };
        let comments = article.comments.iter().map(|comment| {
            let resident = &self.0.residents[comment.resident];
            format!("<div><b>{}</b><p>{}</p></div>", html(&resident.name), html(&comment.text))
        });
        let others: Vec<_> = self.0.news().filter(|other| other.id != article.id).take(3).collect();
        let others = others.iter().map(|other| {
            format!(
                "<li><a href=\"/berita/{}\">{}</a> <small>{}</small></li>",
                other.slug,
                html(&other.title),
                day(other.published_at)
            )
        });
        let picture = article
            .images
            .first()
            .map(|file| format!("<img class=\"foto\" src=\"/storage/{file}\" alt=\"\">"));
        let main = format!(
            r#"<div class="row"><div class="col-8"><h1>{title}</h1>
<p class="meta">{author} | {date} {clock} WIB | Dibaca {hits} kali</p>{picture}
<div class="isi">{body}</div><div class="bagikan">Bagikan: <a href="https://www.facebook.com/sharer.php?u=x">Facebook</a></div>
<div id="komentar"><h3>Komentar</h3>{comments}</div></div>
<div class="col-4"><h4>Berita Lainnya</h4><ul>{others}</ul></div></div>"#,
            title = html(&article.title),
            author = html(&article.author),
            date = day(article.published_at),
            clock = article.published_at.strftime("%H:%M:%S"),
            hits = article.hits,
            picture = picture.unwrap_or_default(),
            body = article.body,
            comments = comments.collect::<String>(),
            others = others.collect::<String>(),
        );
        Some(self.shell(&format!("{} - ", html(&article.title)), &head, &main))
    }

    fn profile(&self) -> String {
        let (profile, people) = (&self.0.profile, self.0.population());
        let [north, east, south, west] = &profile.borders;
        let rows = [
            ("Luas Wilayah", format!("{} Ha", profile.area_ha)),
            ("Jumlah Penduduk", format!("{} jiwa", grouped(people.people().into(), '.'))),
            ("Jumlah KK", grouped(people.households.into(), '.')),
            ("Kode Pos", profile.postal_code.clone()),
            ("Kecamatan", profile.subdistrict.clone()),
            ("Kabupaten", profile.regency.clone()),
            ("Batas Utara", north.clone()),
            ("Batas Timur", east.clone()),
            ("Batas Selatan", south.clone()),
            ("Batas Barat", west.clone()),
        ];
        let rows = rows
            .map(|(label, value)| format!("<tr><td>{label}</td><td>:</td><td>{}</td></tr>", html(&value)));
        self.shell("Profil Desa - ", "", &format!("<h1>Profil Desa</h1><table>{}</table>", rows.concat()))
    }

    fn text(&self, title: &str, text: &str) -> String {
        self.shell(&format!("{title} - "), "", &format!("<main><h1>{title}</h1>{text}</main>"))
    }

    fn officials(&self) -> String {
        // Numbers of identity in a column of their own, as makers of such sites do not think of.
        let rows = self.0.officials_in_office().enumerate().map(|(n, it)| {
            let (name, position) = (html(&it.display_name()), html(&it.position));
            format!("<tr><td>{}</td><td>{name}</td><td>{position}</td><td>{}</td></tr>", n + 1, it.nik)
        });
        let table = format!(
            "<table class=\"table\"><thead><tr><th>No</th><th>Nama</th><th>Jabatan</th><th>NIK</th></tr></thead><tbody>{}</tbody></table>",
            rows.collect::<String>()
        );
        self.text("Perangkat Desa", &table)
    }

    fn budgets(&self) -> String {
        let links = self
            .0
            .budgets
            .iter()
            .map(|it| format!("<li><a href=\"/apbdes/{0}\">APBDes {0}</a></li>", it.year));
        self.text("APBDes", &format!("<ul>{}</ul>", links.collect::<String>()))
    }

    fn budget(&self, budget: &Budget) -> String {
        let mut rows = String::new();
        for (section, name) in [('4', "PENDAPATAN"), ('5', "BELANJA"), ('6', "PEMBIAYAAN")] {
            let (budgeted, realised) = budget.total(section);
            rows += &row(&section.to_string(), name, budgeted, realised);
            for line in budget.lines.iter().filter(|line| line.section == section) {
                rows += &row(line.code, line.name, line.budgeted, line.realised);
            }
        }
        let table = format!(
            "<p>Tahun Anggaran {}</p><table><tr><th>Kode</th><th>Uraian</th><th>Anggaran (Rp)</th><th>Realisasi (Rp)</th></tr>{rows}</table>",
            budget.year
        );
        self.text(&format!("APBDes Tahun {}", budget.year), &table)
    }

    fn events(&self) -> String {
        let events = self.0.published().filter_map(|article| Some((article, article.event.as_ref()?)));
        let items = events.map(|(article, it)| {
            let described = json!({
                "@context": "https://schema.org", "@type": "Event", "name": article.title,
                "startDate": it.starts_at.strftime("%Y-%m-%dT%H:%M:%S+07:00").to_string(),
                "location": { "@type": "Place", "name": it.place },
                "organizer": { "@type": "Organization", "name": it.coordinator },
            });
            format!(
                "<li><h4>{}</h4><p>{}, {}</p><script type=\"application/ld+json\">{described}</script></li>",
                html(&article.title),
                day(it.starts_at),
                html(&it.place),
            )
        });
        self.text("Agenda", &format!("<ul>{}</ul>", items.collect::<String>()))
    }

    fn products(&self) -> String {
        let items = self.0.products.iter().filter(|it| it.enabled).map(|it| {
            format!("<div class=\"card\"><a href=\"/produk/{}\">{}</a></div>", it.id, html(&it.name))
        });
        self.text("Produk", &items.collect::<String>())
    }

    fn product(&self, id: &str) -> Option<String> {
        let it = self.0.products.iter().find(|it| it.enabled && it.id.to_string() == id)?;
        let seller = &self.0.residents[it.seller];
        let main = format!(
            r#"<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">{name}</h1><span itemprop="category">{category}</span>
<p itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="IDR">
<data itemprop="price" value="{price}">Rp {price}</data> / {unit}</p><div itemprop="description">{description}</div>
<p>Penjual: <span itemprop="brand">{seller}</span> (WA {phone})</p></div>"#,
            name = html(&it.name),
            category = html(it.category),
            price = it.price,
            unit = html(it.unit),
            description = html(&it.description),
            seller = html(&seller.name),
            phone = seller.phone,
        );
        Some(self.shell(&format!("{} - ", html(&it.name)), "", &main))
    }

    /// What nobody should ever have put there.
    fn residents(&self) -> String {
        let rows = self
            .0
            .residents
            .iter()
            .map(|it| format!("<tr><td>{}</td><td>{}</td></tr>", html(&it.name), it.nik));
        self.text("Data Penduduk", &format!("<table>{}</table>", rows.collect::<String>()))
    }

    fn sitemap(&self, origin: &str) -> Answer {
        let pages = [
            "",
            "profil",
            "sejarah",
            "visi-misi",
            "perangkat",
            "berita",
            "agenda",
            "apbdes",
            "produk",
            "kontak",
        ];
        let pages = pages.map(|path| format!("<url><loc>{origin}/{path}</loc></url>\n"));
        let articles = self.0.news().map(|it| {
            let at = it.published_at.strftime("%Y-%m-%dT%H:%M:%S+07:00");
            format!("<url><loc>{origin}/berita/{}</loc><lastmod>{at}</lastmod></url>\n", xml(&it.slug))
        });
        Answer::of(
            "application/xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}{}</urlset>\n",
                pages.concat(),
                articles.collect::<String>()
            ),
        )
    }
}

fn row(code: &str, name: &str, budgeted: i64, realised: i64) -> String {
    format!(
        "<tr><td>{code}</td><td>{name}</td><td>{}</td><td>{}</td></tr>",
        amount(budgeted),
        amount(realised)
    )
}

fn cards(articles: &[&Article]) -> String {
    let card = |article: &&Article| {
        format!(
            "<div class=\"card\"><small>{}</small><h5><a href=\"/berita/{slug}\">{}</a></h5><p>Kabar dari balai desa.</p>\
             <a href=\"/berita/{slug}\">Baca selengkapnya</a></div>\n",
            day(article.published_at),
            html(&article.title),
            slug = article.slug,
        )
    };
    articles.iter().map(card).collect()
}

impl Website for Handmade {
    fn respond(&self, ask: &Ask) -> Answer {
        let profile = &self.0.profile;
        let parts: Vec<_> = ask.path().split('/').filter(|part| !part.is_empty()).collect();
        let page = ask.parameter("page").and_then(|page| page.parse().ok()).filter(|page| *page > 0);
        let found = match parts[..] {
            [] => Some(self.home()),
            ["robots.txt"] => {
                let text =
                    format!("User-agent: *\nDisallow: /login\n\nSitemap: {}/sitemap.xml\n", ask.origin);
                return Answer::of("text/plain", text);
            }
            ["sitemap.xml"] => return self.sitemap(&ask.origin),
            ["berita"] => Some(self.list(page.unwrap_or(1))),
            ["berita", slug] => self.article(&ask.origin, slug),
            ["profil"] => Some(self.profile()),
            ["sejarah"] => Some(self.text("Sejarah Desa", &format!("<p>{}</p>", html(&profile.history)))),
            ["visi-misi"] => {
                let mission: String =
                    profile.mission.iter().map(|it| format!("<li>{}</li>", html(it))).collect();
                let text =
                    format!("<h3>Visi</h3><p>{}</p><h3>Misi</h3><ol>{mission}</ol>", html(&profile.vision));
                Some(self.text("Visi dan Misi", &text))
            }
            ["perangkat"] => Some(self.officials()),
            ["agenda"] => Some(self.events()),
            ["apbdes"] => Some(self.budgets()),
            ["apbdes", year] => {
                self.0.budgets.iter().find(|it| it.year.to_string() == year).map(|it| self.budget(it))
            }
            ["produk"] => Some(self.products()),
            ["produk", id] => self.product(id),
            ["kontak"] => Some(self.text(
                "Kontak",
                &format!("<p>Jam Layanan: Senin s.d. Jumat</p><p>Kode Pos: {}</p>", profile.postal_code),
            )),
            ["login"] => {
                Some(self.text("Masuk", "<form><input type=\"text\"><input type=\"password\"></form>"))
            }
            ["penduduk"] => Some(self.residents()),
            _ => None,
        };
        match found {
            Some(page) => Answer::html(page),
            None => Answer::html(self.text("404", "<p>Halaman tidak ditemukan.</p>")).with_status(404),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sitemap_lists_what_is_published_and_nothing_else() {
        let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 5);
        let site = Handmade::new(village.clone());
        let ask = |target: &str| site.respond(&Ask::new("http://desa.invalid", target));
        let sitemap = ask("/sitemap.xml").text();
        let listed: Vec<_> = sitemap
            .split("<loc>http://desa.invalid")
            .skip(1)
            .filter_map(|it| it.split("</loc>").next())
            .collect();
        assert_eq!(listed.iter().filter(|path| path.starts_with("/berita/")).count(), village.news().count());
        for path in listed {
            let page = ask(path);
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.text().contains("RAHASIA"), "{path}");
        }
        assert!(ask("/penduduk").text().contains(&village.residents[0].nik), "it leaks as such sites do");
    }
}
