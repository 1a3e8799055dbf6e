//! What a village office put into its WordPress: posts, pages and items of types of its own.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use super::item::{Item, ItemState, NEXT_PAGE, instant};
use super::page::{budget_table, officials_table, statistic_table};
use crate::html;
use crate::village::{Article, Form, State, Village};

/// The services that the page *Layanan* tells of, each with what is to be brought.
pub const SERVICES: [(&str, &[&str]); 3] = [
    ("Surat Keterangan Domisili", &["Pengantar ketua RT", "Fotokopi KTP", "Fotokopi kartu keluarga"]),
    ("Surat Keterangan Usaha", &["Pengantar ketua RT", "Foto tempat usaha"]),
    ("Pengantar Nikah", &["Akta kelahiran", "Pas foto 3x4 dua lembar"]),
];

/// The types of the site's own, and whether REST shows them.
pub(super) const TYPES: [(&str, &str, &str, bool); 6] = [
    ("perangkat", "perangkat-desa", "Perangkat Desa", true),
    ("wisata", "wisata", "Wisata", true),
    ("fasilitas", "fasilitas", "Fasilitas", false),
    ("lapak", "lapak", "Lapak", false),
    ("tribe_events", "tribe_events", "Events", true),
    ("mec-events", "mec-events", "Acara", true),
];

/// Whether a type has addresses of its own.
pub(super) fn is_type(name: &str) -> bool {
    TYPES.iter().any(|(sort, ..)| *sort == name)
}

const TAGS: [&str; 5] = ["gotong royong", "dana desa", "UMKM & koperasi", "2026", "posyandu"];

/// The whole database. An open site sells by WooCommerce, a closed one by a type of posts.
pub(super) fn of(village: &Village, is_open: bool) -> Vec<Item> {
    let today = village.character.today;
    let mut desk = Desk { village, items: Vec::new(), founded: instant(at(today.year() - 4)) };
    desk.articles(is_open);
    desk.albums();
    desk.pages();
    desk.secrets();
    desk.officials();
    desk.places();
    if !is_open {
        desk.goods();
    }
    desk.items
}

fn at(year: i16) -> DateTime {
    DateTime::constant(year.clamp(1990, 2100), 1, 5, 9, 0, 0, 0)
}

struct Desk<'a> {
    village: &'a Village,
    items: Vec<Item>,
    founded: Timestamp,
}

impl Desk<'_> {
    /// Files a published item under the next number; revisions and attachments took the numbers between.
    fn file(
        &mut self,
        sort: &'static str,
        title: &str,
        slug: &str,
        at: Timestamp,
        body: String,
    ) -> &mut Item {
        let last = self.items.len();
        self.items.push(Item {
            id: 11 + 3 * last as u64,
            sort,
            state: ItemState::Published,
            title: title.to_owned(),
            slug: slug.to_owned(),
            body,
            summary: None,
            author: "Administrator".into(),
            published_at: at,
            updated_at: at,
            categories: Vec::new(),
            tags: Vec::new(),
            term: None,
            image: None,
            event: None,
        });
        &mut self.items[last]
    }

    /// A page that was there from the beginning.
    fn page(&mut self, title: &str, body: String) -> &mut Item {
        let founded = self.founded;
        let item = self.file("page", title, &crate::village::slug(title), founded, body);
        item.updated_at += SignedDuration::from_hours(24 * 30);
        item
    }

    fn articles(&mut self, is_open: bool) {
        let mut articles: Vec<&Article> = self.village.articles.iter().collect();
        articles.sort_by_key(|article| (article.published_at, article.id));
        for (number, article) in articles.into_iter().enumerate() {
            let published = instant(article.published_at);
            let sort = match article.form {
                // What a village's pages tell has pages of its own here.
                Form::Page if article.is_published() => continue,
                Form::Page => "page",
                Form::Agenda if is_open => "tribe_events",
                Form::Agenda => "mec-events",
                Form::News | Form::Finance => "post",
            };
            let mut body = body(self.village, article);
            if sort == "post" && number % 9 == 4 {
                body = body.replacen("</p>", &format!("</p>\n{NEXT_PAGE}\n"), 1);
            }
            if sort == "post" && number % 7 == 2 {
                body += "\n[supsystic-social-sharing id=&#8217;1&#8242;]";
            }
            let category = article.category.map(|index| self.village.categories[index].0.clone());
            let item = self.file(sort, &article.title, &article.slug, published, body);
            item.author.clone_from(&article.author);
            item.image = article.images.first().cloned();
            item.event.clone_from(&article.event);
            item.state = match article.state {
                State::Published => ItemState::Published,
                State::Scheduled => ItemState::Scheduled,
                State::Disabled if number % 2 == 0 => ItemState::Draft,
                State::Disabled => ItemState::Private,
            };
            if sort == "post" {
                item.categories.extend(category);
                if article.form == Form::Finance {
                    item.categories.push("Transparansi & Keuangan".into());
                }
                item.tags =
                    TAGS.iter().skip(number % 5).take(number % 3).map(|tag| (*tag).to_owned()).collect();
            }
            if number % 4 == 1 {
                item.updated_at += SignedDuration::from_hours(31);
                item.summary = Some(format!("Ringkasan: {}.", article.title));
            }
        }
    }

    fn albums(&mut self) {
        for album in &self.village.albums {
            let photos = album.photos.iter().map(|photo| {
                let (file, name) = (photo.file.as_str(), photo.file.trim_end_matches(".jpg"));
                format!(
                    "<figure class=\"wp-block-image size-large\"><a href=\"/wp-content/uploads/{file}\"><img loading=\"lazy\" \
                     decoding=\"async\" src=\"/wp-content/uploads/{name}-300x200.jpg\" alt=\"\"></a>\
                     <figcaption class=\"wp-element-caption\">{}</figcaption></figure>",
                    html(&photo.caption)
                )
            });
            let body = format!(
                "<figure class=\"wp-block-gallery has-nested-images columns-default\">{}</figure>",
                photos.collect::<String>()
            );
            let slug = crate::village::slug(&format!("galeri {}", album.title));
            let item = self.file("post", &format!("Galeri: {}", album.title), &slug, instant(album.at), body);
            item.categories.push("Galeri".into());
            if !album.enabled {
                item.state = ItemState::Draft;
                item.body += "<p>RAHASIA-DRAF</p>";
            }
        }
    }

    fn pages(&mut self) {
        let village = self.village;
        let profile = &village.profile;
        let count = village.population();
        let row = |(label, value): (&str, &str)| format!("<tr><td>{label}</td><td>{}</td></tr>", html(value));
        let table = |rows: &[(&str, &str)]| {
            let rows: String = rows.iter().copied().map(row).collect();
            format!("<figure class=\"wp-block-table\"><table><tbody>{rows}</tbody></table></figure>")
        };
        let (area, people, households) =
            (format!("{} ha", profile.area_ha), count.people().to_string(), count.households.to_string());
        let facts = table(&[
            ("Nama Desa", &village.name),
            ("Kecamatan", &profile.subdistrict),
            ("Kabupaten", &profile.regency),
            ("Provinsi", &profile.province),
            ("Kode Pos", &profile.postal_code),
            ("Luas Wilayah", &area),
            ("Jumlah Penduduk", &people),
            ("Jumlah KK", &households),
        ]);
        let [north, east, south, west] = &profile.borders;
        let borders = table(&[
            ("Sebelah Utara", north),
            ("Sebelah Timur", east),
            ("Sebelah Selatan", south),
            ("Sebelah Barat", west),
        ]);
        self.page(
            "Profil Desa",
            format!(
                "<p>Desa {} terletak di lereng pegunungan.</p>{facts}<h3>Batas wilayah</h3>{borders}",
                village.name
            ),
        );
        self.page("Sejarah Desa", format!("<p>{}</p>", html(&profile.history)));
        let mission: String = profile.mission.iter().map(|line| format!("<li>{}</li>", html(line))).collect();
        self.page(
            "Visi Misi",
            format!("<h3>Visi</h3>\n<p>{}</p>\n<h3>Misi</h3>\n<ol>{mission}</ol>", html(&profile.vision)),
        );
        let officials = officials_table(village);
        self.page("Pemerintah Desa", format!("<h2>Susunan Perangkat</h2>{officials}"));
        if let Some(budget) = village.budgets.last() {
            let title = format!("APBDes {}", budget.year);
            self.page(&title, format!("<p>Dalam rupiah.</p>{}", budget_table(budget)));
        }
        let statistics: String =
            village.statistics.iter().filter(|it| is_shown(it.key)).map(statistic_table).collect();
        let year = village.character.today.year();
        self.page(&format!("Data Penduduk Tahun {year}"), statistics);
        let services: String = SERVICES
            .iter()
            .map(|(name, needs)| {
                let needs: String = needs.iter().map(|need| format!("<li>{need}</li>")).collect();
                format!("<h3>{name}</h3><p>Persyaratan:</p><ul>{needs}</ul>")
            })
            .collect();
        self.page("Layanan Surat", format!("<p>Semua layanan gratis.</p>{services}"));
        let files: String = village
            .documents
            .iter()
            .filter(|document| document.is_public())
            .map(|document| {
                format!(
                    "<li><a href=\"/wp-content/uploads/{}\">{}</a></li>",
                    document.file,
                    html(&document.title)
                )
            })
            .collect();
        self.page("Produk Hukum dan Informasi Publik", format!("<ul>{files}</ul>"));
        self.page(
            "Kontak",
            format!(
                "<p>Alamat: {}<br>Telepon: {}<br>Surel: {}<br>Jam pelayanan: Senin–Kamis 08.00–15.00</p>",
                html(&profile.address),
                profile.phone,
                profile.email
            ),
        );
    }

    /// What nobody may read.
    fn secrets(&mut self) {
        let (founded, village) = (self.founded, self.village);
        let people: String =
            village.residents.iter().take(3).map(|it| format!("<li>{} {}</li>", it.name, it.nik)).collect();
        for (title, sort, state, mark) in [
            ("Daftar Penerima BLT", "post", ItemState::Protected, "RAHASIA-SANDI"),
            ("Berita yang Dibuang", "post", ItemState::Trashed, "RAHASIA-BUANG"),
            ("Data Keluarga", "page", ItemState::Protected, "RAHASIA-SANDI"),
            ("Catatan Rapat Internal", "page", ItemState::Private, "RAHASIA-PRIBADI"),
        ] {
            let body = format!(
                "<p>{mark}</p><ul>{people}</ul><p><a href=\"/wp-content/uploads/{mark}.pdf\">{mark}</a></p>"
            );
            self.file(sort, title, &crate::village::slug(title), founded, body).state = state;
        }
        // Quick posts have no title; their address is their number.
        let id = self.items.len() * 3 + 11;
        let body = "<p>Kantor desa tutup pada hari libur nasional.</p>".to_owned();
        self.file("post", "", &id.to_string(), founded, body)
            .categories
            .push(village.categories[1].0.clone());
    }

    fn officials(&mut self) {
        for official in self.village.officials_in_office() {
            let name = official.display_name();
            let body = format!("<p>Jabatan: {}</p>", html(&official.position));
            let founded = self.founded;
            let item = self.file("perangkat", &name, &crate::village::slug(&name), founded, body);
            item.image = Some(official.photo.clone());
            item.term = Some(official.position.clone());
        }
    }

    fn places(&mut self) {
        for place in &self.village.places {
            let sort = if place.sort == "Potensi" { "wisata" } else { "fasilitas" };
            let body = format!("<p>{}</p>", html(&place.description));
            let founded = self.founded;
            let item = self.file(sort, &place.name, &crate::village::slug(&place.name), founded, body);
            item.term = Some(place.category.to_owned());
            if !place.enabled {
                item.state = ItemState::Draft;
                item.body += "<p>RAHASIA-DRAF</p>";
            }
        }
    }

    fn goods(&mut self) {
        for product in self.village.products.iter().filter(|product| product.enabled) {
            let description = html(&product.description).replace('\n', "<br>\n");
            let price = crate::opensid::format::grouped(product.price, '.');
            let body = format!("<p>{description}</p>\n<p>Harga: Rp{price} / {}</p>", product.unit);
            let founded = self.founded;
            let item = self.file("lapak", &product.name, &crate::village::slug(&product.name), founded, body);
            item.image = product.photos.first().cloned();
            item.term = Some(product.category.to_owned());
        }
    }
}

/// The tables of the population that the office put on its page.
pub(super) fn is_shown(key: &str) -> bool {
    matches!(key, "4" | "0" | "1" | "2" | "3")
}

/// An article's text as WordPress's editor keeps it, with its further pictures and its file.
fn body(village: &Village, article: &Article) -> String {
    let mut body = article.body.replace("/desa/upload/artikel/sedang_", "/wp-content/uploads/");
    if article.form == Form::Finance {
        let budget = village.budgets.iter().find(|budget| article.title.ends_with(&budget.year.to_string()));
        body = format!("<p>Pelaksanaan anggaran desa:</p>{}", budget.map(budget_table).unwrap_or_default());
    }
    for file in article.images.iter().skip(1) {
        let name = file.trim_end_matches(".jpg");
        body += &format!(
            "\n<figure class=\"wp-block-image size-large\"><img decoding=\"async\" class=\"wp-image-7\" \
             src=\"/wp-content/uploads/{name}-1024x683.jpg\" srcset=\"/wp-content/uploads/{name}-1024x683.jpg 1024w, \
             /wp-content/uploads/{file} 1600w\" sizes=\"100vw\"><figcaption>Foto kegiatan</figcaption></figure>"
        );
    }
    if let Some((file, label)) = &article.attachment {
        let (url, label) = (format!("/wp-content/uploads/{file}"), html(label));
        body += &format!(
            "\n<div class=\"wp-block-file\"><a href=\"{url}\">{label}</a>\
             <a href=\"{url}\" class=\"wp-block-file__button wp-element-button\" download>Unduh</a></div>"
        );
    }
    body
}
