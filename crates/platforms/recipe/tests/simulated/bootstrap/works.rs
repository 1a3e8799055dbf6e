//! What the village makes, builds, shows and offers.

use balai_testkit::village::{Discount, DocumentSort, Shape};

use super::super::{SERVICES, day, html};
use super::{Bootstrap, thousands};

impl Bootstrap {
    pub(super) fn products(&self, page: usize) -> String {
        let products: Vec<_> = self.0.products.iter().filter(|product| product.enabled).collect();
        let cards = products.iter().skip((page - 1) * 4).take(4).map(|it| {
            let asked = match it.discount {
                Discount::None => String::new(),
                _ => format!("<p class=\"promo\">Rp {},-</p>", thousands(it.discounted_price())),
            };
            let seller = &self.0.residents[it.seller];
            format!(
                r#"<div class="produk-item"><img class="lazy" src="/assets/kosong.gif" data-src="/storage/produk/{}"><h5>{}</h5>
<span class="badge">{}</span><p class="harga">Rp {} / {}</p>{asked}<div class="ket">{}</div>
<a class="btn-wa" href="https://wa.me/62{}">Hubungi {}</a></div>"#,
                it.photos[0],
                html(it.name.as_str()),
                it.category,
                thousands(it.price),
                it.unit,
                html(&it.description).replace('\n', "<br>"),
                &seller.phone[1..],
                seller.name,
            )
        });
        let next = match page * 4 < products.len() {
            true => format!("<li class=\"next\"><a href=\"?page={}\">Selanjutnya</a></li>", page + 1),
            false => String::new(),
        };
        format!("<div class=\"produk\">{}</div><ul class=\"pager\">{next}</ul>", cards.collect::<String>())
    }

    pub(super) fn documents(&self) -> String {
        let rows = self.0.documents.iter().filter(|it| it.is_public()).map(|it| {
            let sort = match it.sort {
                DocumentSort::Regulation => "Peraturan Desa",
                DocumentSort::Decree => "SK Kepala Desa",
                _ => "Informasi Publik",
            };
            format!(
                "<tr><td>{}</td><td>{sort}</td><td>{}</td><td>{}</td><td>{}</td><td><a href=\"/storage/dokumen/{}\">Unduh</a></td></tr>",
                html(&it.title),
                it.number.as_deref().unwrap_or("-"),
                it.year,
                day(it.date),
                it.file,
            )
        });
        format!(
            "<h1>Dokumen</h1><table class=\"table table-striped\"><thead><tr><th>Judul</th><th>Jenis</th><th>Nomor</th>\
             <th>Tahun</th><th>Tanggal</th><th>Berkas</th></tr></thead><tbody>{}</tbody></table>",
            rows.collect::<String>()
        )
    }

    pub(super) fn projects(&self) -> String {
        let cards = self.0.projects.iter().filter(|it| it.enabled).map(|it| {
            let percent = it.progress.last().map_or(0, |step| step.percent);
            format!(
                r#"<div class="proyek" data-lat="{}" data-lng="{}"><h4>{}</h4><dl><dt>Tahun</dt><dd>{}</dd><dt>Lokasi</dt><dd>{}</dd>
<dt>Volume</dt><dd>{}</dd><dt>Sumber Dana</dt><dd>{}</dd><dt>Anggaran</dt><dd>Rp{},00</dd><dt>Pelaksana</dt><dd>{}</dd></dl>
<p class="uraian">{}</p><div class="progress"><div class="progress-bar" style="width: {percent}%"></div></div>{}</div>"#,
                it.latitude,
                it.longitude,
                html(&it.title),
                it.year,
                html(&it.location),
                html(&it.volume),
                it.fund_source,
                thousands(it.budget),
                it.executor,
                html(&it.description),
                it.progress.iter().map(|step| format!("<img src=\"/storage/proyek/{}\">", step.photo)).collect::<String>(),
            )
        });
        format!("<h1>Pembangunan</h1>{}", cards.collect::<String>())
    }

    pub(super) fn albums(&self) -> String {
        let cards = self.0.albums.iter().filter(|it| it.enabled).map(|it| {
            format!(
                "<a class=\"album\" href=\"/galeri/{}\"><img src=\"/storage/galeri/{}\"><h5>{}</h5></a>",
                it.id,
                it.cover,
                html(&it.title)
            )
        });
        format!("<h1>Galeri</h1><div class=\"albums\">{}</div>", cards.collect::<String>())
    }

    pub(super) fn album(&self, id: &str) -> Option<String> {
        let album = self.0.albums.iter().find(|it| it.enabled && it.id.to_string() == id)?;
        let photos = album.photos.iter().map(|photo| {
            format!("<figure><a href=\"/storage/galeri/{}\"><img src=\"/storage/galeri/kecil_{}\"></a><figcaption>{}</figcaption></figure>", photo.file, photo.file, html(&photo.caption))
        });
        Some(format!(
            "<h1>{}</h1><div class=\"foto-foto\">{}</div>",
            html(&album.title),
            photos.collect::<String>()
        ))
    }

    pub(super) fn places(&self) -> String {
        let rows = self.0.places.iter().filter(|it| it.enabled).filter_map(|it| match it.shape {
            Shape::Point([latitude, longitude]) => Some(format!(
                "<li class=\"lokasi\" data-koordinat=\"{latitude}, {longitude}\"><b>{}</b> <em>{}</em><p>{}</p></li>",
                html(&it.name),
                it.category,
                html(&it.description),
            )),
            _ => None,
        });
        format!("<h1>Peta Desa</h1><ul>{}</ul>", rows.collect::<String>())
    }

    pub(super) fn organizations(&self) -> String {
        let rows = self.0.organizations.iter().map(|it| {
            let members: String = it.members.iter().map(|it| format!("<li>{}</li>", self.0.residents[*it].name)).collect();
            format!(
                "<div class=\"lembaga\"><h4>{}</h4><p class=\"jenis\">{}</p><p class=\"ketua\">Ketua: {}</p><p class=\"ket\">{}</p>\
                 <p class=\"anggota\">{} orang</p><ul class=\"nama\">{members}</ul></div>",
                html(&it.name),
                it.category,
                it.head,
                html(&it.description),
                it.members.len(),
            )
        });
        format!("<h1>Lembaga</h1>{}", rows.collect::<String>())
    }
}

pub(super) fn services() -> String {
    let list =
        |items: &[&str]| items.iter().map(|item| format!("<li>{}</li>", html(item))).collect::<String>();
    let cards = SERVICES.iter().map(|it| {
        format!(
            "<div class=\"accordion-item\"><h2 class=\"accordion-header\">{}</h2><ul class=\"syarat\">{}</ul><ol class=\"alur\">{}</ol>\
             <p>Biaya: <span class=\"biaya\">Gratis</span></p><p>Waktu: <span class=\"waktu\">{}</span></p></div>",
            it.name,
            list(it.requirements),
            list(it.steps),
            it.duration,
        )
    });
    format!("<h1>Layanan</h1><div class=\"accordion\">{}</div>", cards.collect::<String>())
}
