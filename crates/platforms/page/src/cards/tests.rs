//! What is read of cards in unlike markups, and what stands on pages and is none.

use balai_core::Zone;
use balai_core::model::Role;
use balai_extract::html::Document;

use super::*;

fn page(body: &str) -> Document {
    let html = format!("<html><head><title>Desa Contoh</title></head><body>{body}</body></html>");
    Document::parse_str(&html, &"https://contoh.desa.id/".parse().expect("an address")).expect("a page")
}

/// Name and post of the people that a page's cards name.
fn people(body: &str) -> Vec<(String, String)> {
    officials(&page(body)).into_iter().map(|it| (it.name, it.position)).collect()
}

fn offers(body: &str) -> Vec<(String, i64)> {
    let price = |it: &balai_core::model::Product| it.price.expect("a price").sen() / 100;
    products(&page(body)).iter().map(|it| (it.name.clone(), price(it))).collect()
}

/// When the pages were fetched.
const NOW: &str = "2026-05-13T03:00:00Z";

fn agenda(body: &str, now: &str) -> Vec<balai_core::model::Event> {
    events(&page(body), Zone::Wib, now.parse().expect("an instant"))
}

fn dates(body: &str) -> Vec<(String, String)> {
    agenda(body, NOW).into_iter().map(|it| (it.title, it.starts_at.to_string())).collect()
}

fn due<T: Copy, O: From<T>>(pairs: &[(&str, T)]) -> Vec<(String, O)> {
    pairs.iter().map(|(one, other)| ((*one).to_owned(), O::from(*other))).collect()
}

/// Three people in a markup of their own.
fn cards(card: impl Fn(&str, &str) -> String) -> String {
    THREE.map(|(name, post)| card(name, post)).concat()
}

const THREE: [(&str, &str); 3] = [
    ("H. Wahyu Pranoto, S.Sos.", "Kepala Desa"),
    ("Siti Aminah", "Sekretaris Desa"),
    ("BUDI SANTOSO", "Kaur Keuangan"),
];

fn bootstrap(name: &str, post: &str) -> String {
    format!(
        "<div class='col-md-4'><div class='card'><img src='/foto/{}.jpg' class='card-img-top'>
         <div class='card-body'><h5 class='card-title'>{name}</h5><p class='card-text'>{post}</p></div></div></div>",
        name.len()
    )
}

#[test]
fn people_in_office_are_read_from_cards_of_bootstrap() {
    // In two rows, as grids by hand have them.
    let more =
        [("Slamet", "Kasi Pemerintahan"), ("Rahayu", "Kadus I")].map(|(name, post)| bootstrap(name, post));
    let body = format!(
        "<section><h2>Perangkat Desa Contoh</h2><p>Kami siap melayani.</p><div class='row'>{}</div>
         <div class='row'>{}</div></section>",
        cards(bootstrap),
        more.concat()
    );
    let officials = officials(&page(&body));
    let roles: Vec<_> = officials.iter().filter_map(|it| it.role).collect();
    assert_eq!(roles, [Role::Head, Role::Secretary, Role::AffairsHead, Role::SectionHead, Role::HamletHead]);
    assert_eq!(officials[0].name, "H. Wahyu Pranoto, S.Sos.");
    assert_eq!(officials[0].photo.as_deref(), Some("https://contoh.desa.id/foto/24.jpg"));
    assert_eq!(officials[4].order, Some(5));
}

#[test]
fn people_in_office_are_read_from_cards_of_other_markups() {
    let tailwind = cards(|name, post| {
        format!(
            "<a href='/aparatur/x' class='group p-4'><div class='rounded'><img src='/images/avatar.png'></div>
             <span class='block'>{post}</span><span class='font-bold'>{name}</span><span>NIP. 19720101</span></a>"
        )
    });
    let list =
        cards(|name, post| format!("<li><figure><img src='f.png'></figure><b>{name}</b><br>{post}</li>"));
    let elementor = cards(|name, post| {
        format!(
            "<div class='elementor-column'><div class='elementor-widget'><h2 class='elementor-heading-title'>{name}</h2>
             </div><div class='elementor-widget'><h3 class='elementor-heading-title'>{post}</h3></div></div>"
        )
    });
    for body in [
        format!("<h1>STRUKTUR ORGANISASI</h1><div class='grid'>{tailwind}</div>"),
        format!("<div class='widget-title'>Aparatur Desa</div><ul>{list}</ul>"),
        format!("<h1>Struktur Organisasi dan Tata Kerja</h1><section>{elementor}</section>"),
    ] {
        assert_eq!(people(&body), due(&THREE), "{body}");
        let photos: Vec<_> = officials(&page(&body)).into_iter().filter_map(|it| it.photo).collect();
        assert!(photos.iter().all(|photo| !photo.contains("avatar")), "{photos:?}");
    }
}

#[test]
fn a_vacant_post_is_nobody_and_takes_nobody_else_along() {
    let vacant = bootstrap("Kosong", "Kasi Pelayanan");
    let body = format!("<h2>Aparatur Desa</h2><div class='row'>{}{vacant}</div>", cards(bootstrap));
    assert_eq!(people(&body), due(&THREE));
}

#[test]
fn what_is_no_row_of_people_in_office_is_left() {
    let teasers = ["Kepala Desa Buka Musyawarah", "Sekretaris Desa Hadiri Rapat", "Warga Panen Kopi"]
        .map(|title| bootstrap(title, "12 Mei 2026"))
        .concat();
    let comments = cards(|name, post| format!("<div class='comment'><b>{name}</b><p>{post}</p></div>"));
    let footer = cards(|name, post| format!("<div><b>{name}</b><p>{post}</p></div>"));
    let heads = ["Wahyu", "Slamet", "Sukarno"].map(|name| bootstrap(name, "Kepala Desa")).concat();
    let flat = cards(|name, post| format!("<img src='x.jpg'><h4>{name}</h4><p>{post}</p>"));
    let club = [("Wahyu", "Sekretaris"), ("Siti", "Bendahara"), ("Budi", "Staf")]
        .map(|(n, p)| bootstrap(n, p))
        .concat();
    let links = cards(|_, post| format!("<li><a href='/x'>{post}</a><p>Lihat Profil</p></li>"));
    for (why, body) in [
        (
            "two are too few",
            format!(
                "<h2>Perangkat Desa</h2>{}",
                THREE[..2].iter().map(|it| bootstrap(it.0, it.1)).collect::<String>()
            ),
        ),
        (
            "news beside",
            format!("<h2>Perangkat Desa</h2><p>…</p><h2>Berita</h2><div class='row'>{teasers}</div>"),
        ),
        ("news under the heading", format!("<h2>Pemerintah Desa</h2><div class='row'>{teasers}</div>")),
        ("another heading", format!("<h2>Perangkat Desa</h2><h2>Panitia Lomba</h2>{}", cards(bootstrap))),
        ("no heading", cards(bootstrap)),
        ("former ones", format!("<h2>Mantan Perangkat Desa</h2>{}", cards(bootstrap))),
        ("heads of former times", format!("<h2>Pemerintah Desa</h2>{heads}")),
        ("comments", format!("<h2>Pemerintah Desa</h2>{comments}")),
        ("a footer", format!("<footer><h4>Pemerintah Desa</h4>{footer}</footer>")),
        ("no blocks", format!("<h2>Perangkat Desa</h2><div>{flat}</div>")),
        ("a club", format!("<h2>Struktur Organisasi</h2><div class='row'>{club}</div>")),
        ("a menu", format!("<h2>Perangkat Desa</h2><ul>{links}</ul>")),
        (
            "one among them is something else",
            format!(
                "<h2>Struktur Organisasi</h2><div class='row'>{}{}</div>",
                cards(bootstrap),
                bootstrap("Siti", "Direktur")
            ),
        ),
        (
            "one of them names nobody",
            format!(
                "<h2>Struktur Organisasi</h2><div class='row'>{}{}</div>",
                cards(bootstrap),
                bootstrap("Klik di sini", "Carik")
            ),
        ),
    ] {
        assert_eq!(people(&body), [], "{why}");
    }
}

#[test]
fn products_are_read_from_cards_of_unlike_markups() {
    const GOODS: [(&str, i64); 3] =
        [("Keripik Talas", 15_000), ("Kopi Bubuk", 35_000), ("Gula Aren", 20_000)];
    let row =
        |card: &dyn Fn(&str, i64) -> String| GOODS.map(|(name, price)| card(name, price / 1000)).concat();
    let bootstrap = row(&|name, price| {
        format!(
            "<div class='col'><div class='card'><img src='/p.jpg'><div class='card-body'><h5>{name}</h5>
             <p>Rp {price}.000,-</p><p>Dibuat di Dusun Krajan.</p>
             <a href='https://wa.me/62'>Pesan Sekarang</a></div></div></div>"
        )
    });
    let linked = row(&|name, price| {
        format!(
            "<a href='/lapak/x' class='item'><img data-src='/p.jpg'><div>{name}</div><strong>Rp{price}.000</strong></a>"
        )
    });
    let list = row(&|name, price| {
        format!(
            "<li class='product'><span class='price'>Harga: Rp {price}.000 / kg</span>
             <div class='product-title'><a href='/produk/x'>{name}</a></div><span>UMKM Sekar</span></li>"
        )
    });
    for body in [
        format!("<h2>Produk Unggulan</h2><div class='row'>{bootstrap}</div>"),
        format!("<h3>Lapak Desa</h3><div>{linked}</div>"),
        format!("<h2>UMKM Desa Contoh</h2><ul>{list}</ul>"),
    ] {
        assert_eq!(offers(&body), due(&GOODS), "{body}");
    }
    let read = products(&page(&format!("<h2>UMKM</h2><ul>{list}</ul>")));
    assert_eq!((read[0].unit.as_deref(), read[0].seller.as_deref()), (Some("kg"), None));
    assert_eq!(read[0].url.as_deref(), Some("https://contoh.desa.id/produk/x"));
    let read = products(&page(&format!("<h2>Produk</h2><div>{bootstrap}</div>")));
    assert_eq!((read[0].url.as_deref(), read[0].photos.len()), (None, 1), "another site is no page of it");
}

#[test]
fn amounts_that_are_no_prices_are_left() {
    let row = |names: [&str; 3]| {
        names.map(|name| format!("<div><h4>{name}</h4><p>Rp 2.400.000</p></div>")).concat()
    };
    let budget = row(["Pendapatan", "Belanja", "Pembiayaan"]);
    let people = row(["Siti Aminah", "Budi", "Slamet"]);
    let range = ["Keripik", "Kopi", "Gula"]
        .map(|it| format!("<div><h4>{it}</h4><p>Rp 5.000 - Rp 9.000</p></div>"))
        .concat();
    let free = "<div><h4>Madu</h4><p>Tanya penjual</p></div>";
    for (why, body) in [
        ("a budget", format!("<h2>APBDes 2026</h2>{budget}")),
        ("recipients", format!("<h2>Penerima Bantuan UMKM</h2>{people}")),
        ("a range", format!("<h2>Produk Desa</h2>{range}")),
        (
            "one without a price",
            format!("<h2>Produk Desa</h2><div>{}{free}</div>", row(["Keripik", "Kopi", "Gula"])),
        ),
        ("regulations", format!("<h2>Produk Hukum</h2>{budget}")),
        (
            "two names",
            format!(
                "<h2>Produk</h2>{}",
                row(["Keripik</h4><h4>Bu Siti", "Kopi</h4><h4>Budi", "Gula</h4><h4>Ani"])
            ),
        ),
    ] {
        assert_eq!(offers(&body), [], "{why}");
    }
}

#[test]
fn events_are_read_from_cards_of_unlike_markups() {
    const DATES: [(&str, &str); 3] =
        [("Musyawarah Desa", "12"), ("Posyandu Melati", "14"), ("Kerja Bakti", "17")];
    let row = |card: &dyn Fn(&str, &str) -> String| DATES.map(|(title, day)| card(title, day)).concat();
    let cards = row(&|title, day| {
        format!(
            "<div class='card'><h5><a href='/agenda/x'>{title}</a></h5><small>{day} Mei 2026</small></div>"
        )
    });
    let list =
        row(&|title, day| format!("<li><span>{day}/05/2026</span> <a href='/agenda/x'>{title}</a></li>"));
    let timed = row(&|title, day| {
        format!(
            "<article><p>Selasa, {day} Mei 2026</p><p>Pukul 09.00 WIB - selesai</p><h3>{title}</h3>
             <p>Tempat: Balai Desa</p></article>"
        )
    });
    let midnight = DATES.map(|(title, day)| {
        let eve = day.parse::<u8>().expect("a day") - 1;
        (title.to_owned(), format!("2026-05-{eve}T17:00:00Z"))
    });
    assert_eq!(dates(&format!("<h2>Agenda Desa</h2><div>{cards}</div>")), midnight);
    assert_eq!(dates(&format!("<h4>Agenda Kegiatan</h4><ul>{list}</ul>")), midnight);
    // What tells where is an event also when it is over.
    let timed = agenda(&format!("<h2>Agenda</h2>{timed}"), "2026-11-24T03:00:00Z");
    let told: Vec<_> =
        timed.iter().map(|it| (it.starts_at.to_string(), it.all_day, it.place.as_deref())).collect();
    let at = |day: &str| (format!("2026-05-{day}T02:00:00Z"), false, Some("Balai Desa"));
    assert_eq!(told, [at("12"), at("14"), at("17")]);
}

#[test]
fn days_of_news_are_no_events() {
    let row = |day: u8, rest: &str| {
        ["Panen Kopi", "Jalan Diperbaiki", "Posyandu"]
            .map(|title| {
                format!("<div class='card'><h5>{title}</h5><small>{day} Mei 2026</small>{rest}</div>")
            })
            .concat()
    };
    let half =
        ["A", "B", "C"].map(|it| format!("<div><h5>Rapat {it}</h5><small>12 Mei</small></div>")).concat();
    for (why, body) in [
        ("news", format!("<h2>Agenda</h2><h2>Berita Terbaru</h2>{}", row(14, ""))),
        ("written by somebody", format!("<h2>Agenda</h2>{}", row(14, "<span>Oleh Admin</span>"))),
        ("news of that category", format!("<h1>Agenda</h1>{}", row(12, "<p>Warga memanen kopi.</p>"))),
        ("no year", format!("<h2>Agenda Desa</h2>{half}")),
    ] {
        assert_eq!(dates(&body), [], "{why}");
    }
}
