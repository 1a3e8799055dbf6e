//! The endpoints of `/internal_api`.

use serde_json::{Value, json};

use super::listing::{Item, page, stored};
use super::{people, tables};
use crate::opensid::Scene;
use crate::opensid::format::{day, instant, plain};
use crate::opensid::rows::attributes;
use crate::village::{Article, Discount, Document};
use crate::{Answer, Ask};

/// The answer of an endpoint; `None` where there is no such one.
pub(super) fn answer(scene: Scene<'_>, ask: &Ask, endpoint: &str) -> Option<Answer> {
    let parts: Vec<&str> = endpoint.trim_end_matches('/').split('/').collect();
    let items = match parts.as_slice() {
        ["arsip"] => articles(scene),
        ["pemerintah"] => people::officials(scene),
        ["pembangunan"] => projects(scene),
        ["lapak", "produk"] => products(scene),
        ["lapak", "kategori"] => shop_categories(scene),
        ["lapak", "pelapak"] => people::sellers(scene),
        ["informasi-publik"] => documents(scene),
        ["produk-hukum"] => regulations(scene),
        ["produk-hukum", "tahun"] => {
            let mut years: Vec<i16> = legal(scene).map(|document| document.year).collect();
            years.sort_unstable();
            let years = years
                .first()
                .zip(years.last())
                .map_or(Vec::new(), |(first, last)| (*first..=*last).collect());
            return Some(Answer::json(&json!({ "data": years })));
        }
        ["produk-hukum", "kategori"] => [(2, "SK Kades"), (3, "Perdes")]
            .map(|(id, name)| Item::new("kategori-produk-hukum", id, json!({ "nama": name })))
            .into(),
        ["galeri"] => albums(scene),
        ["galeri", id] => photos(scene, id)?,
        ["pengaduan"] => people::complaints(scene),
        ["kelompok" | "lembaga", slug] => return people::organization(scene, parts[0] == "lembaga", slug),
        ["kelompok" | "lembaga", "anggota", slug] => people::members(scene, parts[0] == "lembaga", slug)?,
        ["peserta_bantuan", key] => people::recipients(scene, key)?,
        ["suplemen"] => vec![Item::new(
            "suplemen",
            1,
            json!({ "nama": "Pelaku UMKM", "slug": "pelaku-umkm", "sasaran": 1 }),
        )],
        ["suplemen", "1"] | ["verifikasi-surat"] => people::sellers(scene),
        ["wilayah", "administratif"] => people::areas(scene),
        ["dpt"] => tables::voters(scene),
        ["statistik", key] => return Some(tables::statistic(scene, key)),
        ["idm", year] => return Some(tables::idm(scene, year)),
        ["sdgs"] => return Some(tables::sdgs(scene)),
        ["peta"] => return Some(tables::map(scene)),
        ["ppid"] => return Some(ppid(scene, ask.parameter("tgl_dari"))),
        _ => return None,
    };
    Some(page(scene, ask, items))
}

/// The published articles, by number. Agenda tells no details; finance articles hold their shortcode.
fn articles(scene: Scene<'_>) -> Vec<Item> {
    let mut articles: Vec<&Article> = scene.village.published().collect();
    articles.sort_by_key(|article| article.id);
    let item = |article: &Article| {
        let at = article.published_at;
        let image = |n: usize| article.images.get(n).map_or(Value::Null, |file| file.as_str().into());
        let category = article.category.map_or(Value::Null, |index| {
            let (name, slug) = &scene.village.categories[index];
            json!({ "id": index + 1, "config_id": 1, "kategori": name, "tipe": 1, "enabled": 1, "slug": slug })
        });
        let comments: Vec<Value> = article
            .comments
            .iter()
            .zip(1..)
            .map(|(comment, id)| {
                let resident = &scene.village.residents[comment.resident];
                json!({
                    "id": id, "id_artikel": article.id, "owner": resident.name, "email": resident.email,
                    "komentar": comment.text, "tgl_upload": plain(comment.at), "status": 1, "no_hp": resident.phone,
                })
            })
            .collect();
        let attributes = json!({
            "config_id": 1,
            "judul": article.title,
            "slug": article.slug,
            "isi": article.body,
            "enabled": 1,
            "tgl_upload": at.strftime("%d-%m-%Y %H:%M:%S").to_string(),
            "tgl_upload_local": day(at),
            "url_slug": scene.article_url(article),
            "tipe": article.form.as_str(),
            "id_kategori": article.category.map(|index| index + 1),
            "gambar": image(0), "gambar1": image(1), "gambar2": image(2), "gambar3": image(3),
            "dokumen": article.attachment.as_ref().map(|(file, _)| file),
            "link_dokumen": article.attachment.as_ref().map(|(_, label)| label),
            "hit": article.hits,
            "headline": 0,
            "boleh_komentar": 1,
            "author": {
                "id": 1, "username": "admin", "nama": article.author, "email": null, "phone": scene.village.profile.operator_phone,
                "id_telegram": "0", "token": "RAHASIA-TOKEN", "session": "0123456789abcdef0123456789abcdef",
            },
            "category": category,
            "comments": comments,
        });
        let order = at.strftime("%Y%m%d%H%M%S").to_string().parse().unwrap_or(0);
        Item::new("artikel", article.id, attributes)
            .order("tgl_upload", order)
            .order("hit", article.hits.into())
            .order("id", article.id.into())
            .filter("search", &article.title)
    };
    articles.into_iter().map(item).collect()
}

fn projects(scene: Scene<'_>) -> Vec<Item> {
    let shown = scene.village.projects.iter().filter(|project| project.enabled);
    let item = |project: &crate::village::Project| {
        let progress: Vec<Value> = project
            .progress
            .iter()
            .zip(1..)
            .map(|(step, id)| {
                json!({
                    "id": id, "id_pembangunan": project.id, "gambar": stored(scene, "galeri", &step.photo),
                    "persentase": format!("{}%", step.percent), "keterangan": format!("Kemajuan {}%", step.percent),
                    "created_at": instant(step.date.at(8, 0, 0, 0)),
                })
            })
            .collect();
        let created = jiff::civil::Date::constant(project.year, 2, 10).at(8, 0, 0, 0);
        let attributes = json!({
            "config_id": 1, "judul": project.title, "slug": project.slug, "keterangan": project.description,
            "sumber_dana": project.fund_source, "lokasi": project.location, "lokasi_lengkap": project.location,
            "lat": project.latitude.to_string(), "lng": project.longitude.to_string(), "volume": project.volume,
            "tahun_anggaran": project.year.to_string(), "pelaksana_kegiatan": project.executor, "status": 1,
            "created_at": instant(created), "updated_at": instant(created), "foto": stored(scene, "galeri", &project.photo),
            "anggaran": project.budget, "perubahan_anggaran": 0, "sumber_biaya_pemerintah": project.budget,
            "sumber_biaya_jumlah": project.budget, "manfaat": "Memudahkan warga", "waktu": 90, "satuan_waktu": 1,
            "sifat_proyek": "BARU", "pembangunan_dokumentasi": progress,
        });
        Item::new("pembangunan", project.id, attributes)
            .order("id", project.id.into())
            .order("created_at", project.year.into())
            .order("updated_at", project.year.into())
            .filter("slug", &project.slug)
    };
    shown.map(item).collect()
}

fn products(scene: Scene<'_>) -> Vec<Item> {
    let shown = scene.village.products.iter().filter(|product| product.enabled);
    let item = |product: &crate::village::Product| {
        let (kind, off) = match product.discount {
            Discount::None => (2, 0),
            Discount::Percent(percent) => (1, percent),
            Discount::Rupiah(rupiah) => (2, rupiah),
        };
        let category = shop_category_id(product.category);
        let photos: Vec<String> = product.photos.iter().map(|file| stored(scene, "produk", file)).collect();
        let attributes = json!({
            "config_id": 1, "id_produk_kategori": category, "nama": product.name, "harga": product.price,
            "satuan": product.unit, "tipe_potongan": kind, "potongan": off, "harga_diskon": product.discounted_price(),
            "deskripsi": product.description, "foto": photos, "status": 1, "created_at": "11-09-2026",
            "pesan_wa": format!("https://api.whatsapp.com/send?phone=+62{}", &scene.village.residents[product.seller].phone[1..]),
            "kategori": { "id": category, "kategori": product.category, "slug": product.category.to_lowercase().replace(' ', "-") },
            "pelapak": people::seller(scene, product.seller, [product.latitude, product.longitude]),
        });
        Item::new("lapak-produk", product.id, attributes)
            .filter("id_produk_kategori", category.to_string())
            .filter("search", &product.name)
    };
    shown.map(item).collect()
}

const SHOP: [&str; 4] = ["Makanan Olahan", "Minuman", "Hasil Tani", "Kerajinan"];

fn shop_category_id(category: &str) -> usize {
    SHOP.iter().position(|known| *known == category).map_or(0, |index| index + 1)
}

fn shop_categories(scene: Scene<'_>) -> Vec<Item> {
    let count =
        |name: &str| scene.village.products.iter().filter(|p| p.enabled && p.category == name).count();
    let item = |(name, id): (&str, u32)| {
        let slug = name.to_lowercase().replace(' ', "-");
        Item::new(
            "lapak-kategori",
            id,
            json!({ "kategori": name, "slug": slug, "status": 1, "produk_count": count(name) }),
        )
    };
    SHOP.into_iter().zip(1..).map(item).collect()
}

/// Every public document, regulations and decrees too.
fn documents(scene: Scene<'_>) -> Vec<Item> {
    let shown = scene.village.documents.iter().filter(|document| document.is_public());
    let item = |document: &Document| {
        let at = document.date.at(9, 0, 0, 0);
        let class = match document.sort.class_id() {
            1 => "Informasi Berkala",
            2 => "Informasi Serta-merta",
            _ => "Informasi Setiap Saat",
        };
        let attributes = json!({
            "config_id": 1, "satuan": stored(scene, "dokumen", &document.file), "nama": document.title, "enabled": 1,
            "tgl_upload": plain(at), "id_pend": null, "kategori": class,
            "attr": if document.is_legal() { attributes(document).to_string() } else { "[]".into() },
            "tipe": 1, "url": null, "tahun": document.year, "kategori_info_publik": document.sort.class_id(),
            "updated_at": instant(at), "deleted": 0, "created_at": instant(at), "published_at": document.date,
        });
        Item::new("informasi-publik", document.id, attributes)
            .order("id", document.id.into())
            .order("tahun", document.year.into())
            .order("tgl_upload", document.date.strftime("%Y%m%d").to_string().parse().unwrap_or(0))
    };
    shown.map(item).collect()
}

fn legal(scene: Scene<'_>) -> impl Iterator<Item = &Document> {
    scene.village.documents.iter().filter(|document| document.is_legal() && document.is_public())
}

fn regulations(scene: Scene<'_>) -> Vec<Item> {
    let item = |document: &Document| {
        let category = document.sort.category_id();
        let attributes = json!({
            "nama": document.title, "tahun": document.year, "satuan": stored(scene, "dokumen", &document.file),
            "kategori": document.sort.category(), "attr": attributes(document), "url": null,
            "kategori_dokumen": { "id": category, "nama": document.sort.category() },
        });
        Item::new("produk-hukum", document.id, attributes)
            .order("id", document.id.into())
            .filter("tahun", document.year.to_string())
            .filter("kategori", category.to_string())
            .filter("search", &document.title)
    };
    legal(scene).map(item).collect()
}

fn photo(scene: Scene<'_>, id: u32, name: &str, file: &str, at: &str) -> Value {
    json!({
        "config_id": 1, "id": id, "nama": name, "gambar": file, "enabled": 1, "tgl_upload": at, "jenis": 1,
        "src_gambar": scene.url(&format!("desa/upload/galeri/kecil_{file}")),
        "url_detail": scene.url(&format!("galeri/{id}")), "url_gambar": null,
    })
}

fn albums(scene: Scene<'_>) -> Vec<Item> {
    let shown = scene.village.albums.iter().filter(|album| album.enabled);
    let item = |album: &crate::village::Album| {
        let at = plain(album.at);
        let mut attributes = photo(scene, album.id, &album.title, &album.cover, &at);
        let children = album.photos.iter();
        attributes["children"] = children
            .map(|child| photo(scene, child.id, &child.caption, &child.file, &at))
            .collect::<Vec<_>>()
            .into();
        let order = album.at.strftime("%Y%m%d").to_string().parse().unwrap_or(0);
        Item::new("galeri", album.id, attributes).order("id", album.id.into()).order("tgl_upload", order)
    };
    shown.map(item).collect()
}

fn photos(scene: Scene<'_>, id: &str) -> Option<Vec<Item>> {
    let album = scene.village.albums.iter().find(|album| album.enabled && album.id.to_string() == id)?;
    let at = plain(album.at);
    let item = |child: &crate::village::Photo| {
        Item::new("galeri", child.id, photo(scene, child.id, &child.caption, &child.file, &at))
            .order("id", child.id.into())
    };
    Some(album.photos.iter().map(item).collect())
}

/// Empty without a date; with one, private files are among the documents.
fn ppid(scene: Scene<'_>, since: Option<String>) -> Answer {
    let documents = scene.village.documents.iter().filter(|_| since.is_some());
    let rows: Vec<Value> = documents
        .map(|document| {
            json!({
                "id": document.id, "kode_desa": "", "nama": document.title,
                "dokumen": scene.url(&format!("dokumen_web/unduh_berkas/{}", document.id)),
                "tgl_upload": plain(document.date.at(9, 0, 0, 0)), "enabled": if document.enabled { 1 } else { 2 },
                "kategori": document.sort.class_id(), "tahun": document.year, "aksi": "1",
            })
        })
        .collect();
    Answer::json(&json!({
        "status": "success",
        "data": { "total data": rows.len(), "ppid": rows, "pengiriman": "semua", "tgl_dari": since },
    }))
}
