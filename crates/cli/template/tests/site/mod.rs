//! A simulated village site on Papan: 25 articles, ten a page of the list.

use balai_testkit::{Answer, Ask, Website};

/// What the site leaks where it must not be asked: no record may hold it.
pub const SECRET: &str = "3304150101900001";

const ARTICLES: usize = 25;
const A_PAGE: usize = 10;

/// The site.
pub struct Village;

impl Website for Village {
    fn respond(&self, ask: &Ask) -> Answer {
        match ask.path() {
            "/" => page("<h1>Desa Contoh</h1><p>Situs simulasi.</p>"),
            "/berita" => list(ask),
            "/pengaduan" => page(&format!("<p>NIK {SECRET}</p>")),
            path => {
                let number = path
                    .strip_prefix("/berita/artikel-")
                    .and_then(|number| number.parse().ok());
                number
                    .filter(|number| (1..=ARTICLES).contains(number))
                    .map_or(Answer::status(404), article)
            }
        }
    }
}

fn page(main: &str) -> Answer {
    Answer::html(format!(
        "<!doctype html><html lang=\"id\"><head><meta name=\"generator\" content=\"Papan 2.1\">\
         <title>Desa Contoh</title></head><body><main>{main}</main></body></html>"
    ))
}

fn list(ask: &Ask) -> Answer {
    let number: usize = ask
        .parameter("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1);
    let items = (1..=ARTICLES)
        .rev()
        .skip(number.saturating_sub(1) * A_PAGE)
        .take(A_PAGE);
    let items =
        items.map(|n| format!("<h2><a href=\"/berita/artikel-{n}\">Kabar Desa {n}</a></h2>"));
    page(&format!(
        "<div class=\"daftar-berita\">{}</div>",
        items.collect::<String>()
    ))
}

fn article(number: usize) -> Answer {
    page(&format!(
        "<article><h1>Kabar Desa {number}</h1><time>{number} Maret 2026 08:00</time>\
         <div class=\"isi\"><p>Kabar ke-{number} dari desa simulasi.</p></div></article>"
    ))
}
