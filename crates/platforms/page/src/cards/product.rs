//! Products on cards: a name and a price each, under a heading of products.

use balai_core::Rupiah;
use balai_core::model::{Photo, Product};
use balai_extract::html::Document;
use balai_extract::number;

use super::heading::{Headings, fold};
use super::{Card, Row, rows};

const PRODUCTS: Headings = Headings {
    of: "produk|umkm|lapak",
    beside: "unggulan|kami|terbaru|warga|lokal|usaha|mikro|kecil|menengah|dan|katalog|daftar|hasil|olahan|khas|aneka|\
        semua|online|daring|toko|potensi",
};

/// The products that the cards of a page offer.
pub(crate) fn products(document: &Document) -> Vec<Product> {
    let rows = rows(document, |text| price(text).is_some());
    let offers = rows.into_iter().filter(|row| PRODUCTS.has(&row.heading));
    offers.filter_map(|row| of_row(&row, document)).flatten().collect()
}

/// The products of a row; none where a card has no name. Who sells is never read, who is a resident as often as a
/// business.
fn of_row(row: &Row<'_>, document: &Document) -> Option<Vec<Product>> {
    row.cards.iter().map(|card| of_card(card, document)).collect()
}

fn of_card(card: &Card<'_>, document: &Document) -> Option<Product> {
    const LONGEST: usize = 80;
    let title = card.title()?;
    let folded = fold(&title.text);
    let is_name = title.text.chars().count() <= LONGEST
        && folded.contains(char::is_alphabetic)
        && !folded.split(' ').any(|word| matches!(word, "rp" | "anggaran" | "penerima"));
    let (price, unit) = price(&card.mark)?;
    is_name.then(|| Product {
        name: title.text.clone(),
        price: Some(price),
        unit,
        photos: card.photo(document).map(Photo::new).into_iter().collect(),
        url: card.link(title, document),
        ..Product::default()
    })
}

/// The price that a text is, with its unit and nothing beside it: `Harga: Rp. 25.000,- / kg`. A range is none.
fn price(text: &str) -> Option<(Rupiah, Option<String>)> {
    const LONGEST_UNIT: usize = 2;
    let lower = text.to_lowercase();
    let amount = lower.strip_prefix("harga").unwrap_or(&lower).trim_start_matches([':', ' ']);
    let amount =
        amount.strip_prefix("rp").or_else(|| amount.strip_prefix("idr"))?.trim_start_matches(['.', ' ']);
    let end = amount.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(amount.len());
    let (digits, rest) = amount.split_at(end);
    let rest = rest.trim_start_matches(['-', ' ']).trim();
    let unit = rest.strip_prefix('/').or_else(|| rest.strip_prefix("per ")).map(str::trim);
    let is_unit = |unit: &str| {
        !unit.is_empty()
            && unit.split_whitespace().count() <= LONGEST_UNIT
            && unit.chars().all(|c| c.is_alphanumeric() || c == ' ')
    };
    if !(rest.is_empty() || unit.is_some_and(is_unit)) {
        return None;
    }
    let price = number::rupiah(digits).filter(|price| price.sen() > 0)?;
    Some((price, unit.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_told_from_other_amounts() {
        for (text, rupiah, unit) in [
            ("Rp 25.000", 25_000, None),
            ("Rp. 25.000,-", 25_000, None),
            ("Harga: Rp25.000,00", 25_000, None),
            ("Rp 12.500 / kg", 12_500, Some("kg")),
            ("IDR 5000 per bungkus", 5_000, Some("bungkus")),
        ] {
            let due = (Rupiah::from_rupiah(rupiah).expect("an amount"), unit.map(str::to_owned));
            assert_eq!(price(text), Some(due), "{text}");
        }
        for text in [
            "25.000",
            "Rp",
            "Rp 10.000 - Rp 20.000",
            "Rp 5 juta",
            "Rp 0",
            "Pagu Rp 5.000.000",
            "Rp 1.000 di warung Bu Siti",
        ] {
            assert_eq!(price(text), None, "{text}");
        }
    }

    #[test]
    fn headings_of_products_are_told_from_others() {
        for heading in ["Produk Unggulan", "UMKM Desa Contoh", "Lapak Warga", "Produk UMKM"] {
            assert!(PRODUCTS.has(heading), "{heading}");
        }
        for heading in ["Produk Hukum", "Penerima Bantuan UMKM", "Pelatihan UMKM", "Belanja Desa", "Berita"] {
            assert!(!PRODUCTS.has(heading), "{heading}");
        }
    }
}
