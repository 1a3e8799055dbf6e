//! What village businesses sell.

use balai_core::model::{Photo, Product};
use balai_core::{Access, Error, Found, Page, Result, Rupiah, Visit};
use balai_extract::html::{self, Document, Element};
use balai_extract::{css, number, text};
use serde::Deserialize;

use crate::api;
use crate::listing;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    if site.api {
        match from_api(site, visit).await {
            Ok(()) => return Ok(()),
            Err(error) if api::is_missing(&error) => {
                visit.note(format!("the list of products fails: {error}"))
            }
            Err(error) => return Err(error),
        }
    }
    let first = site.first_of(visit, &["lapak"]).await?;
    let products = listing::read(site, visit, first, |number| format!("lapak/{number}"), parse).await?;
    if products.is_empty() {
        return Err(Error::not_offered("the shop is empty"));
    }
    for (product, page) in products {
        visit.emit(Found::new(product, Access::Page, &page)).await?;
    }
    visit.complete();
    Ok(())
}

/// By allow-list: who sells stands in the row as a whole resident, with identity and telephone numbers and where
/// home is, and is not read.
#[derive(Deserialize)]
struct Row {
    nama: String,
    #[serde(default, deserialize_with = "api::text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    harga: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    harga_diskon: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    satuan: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    deskripsi: Option<String>,
    #[serde(default, deserialize_with = "api::list")]
    foto: Vec<String>,
    #[serde(default)]
    kategori: Option<Category>,
}

#[derive(Deserialize)]
struct Category {
    kategori: String,
}

async fn from_api(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let listed = site.menu.is_empty() || site.menu.has(&["lapak"]);
    let mut pages = api::Pages::new("internal_api/lapak/produk");
    while let Some(list) = pages.next::<Row>(visit).await? {
        for row in list.items.into_iter().map(|item| item.attributes) {
            if !api::is_enabled(row.status.as_deref()) {
                continue;
            }
            let price = row.harga.as_deref().and_then(number::rupiah);
            let discounted = row.harga_diskon.as_deref().and_then(number::rupiah);
            let product = Product {
                name: html::plain(&row.nama),
                price,
                discounted_price: less(discounted, price),
                unit: row.satuan,
                category: row.kategori.map(|category| category.kategori),
                description: row.deskripsi.as_deref().map(text::from_html).transpose()?,
                photos: row.foto.into_iter().filter(|url| url.starts_with("http")).map(Photo::new).collect(),
                ..Product::default()
            };
            visit.emit(Found::new(product, Access::Api, &list.page).listed(listed)).await?;
        }
    }
    visit.complete();
    Ok(())
}

/// A price that is asked now, if it is less than the full one.
fn less(asked: Option<Rupiah>, full: Option<Rupiah>) -> Option<Rupiah> {
    asked.filter(|asked| asked.sen() > 0 && full.is_some_and(|full| *asked < full))
}

/// Reads the products off a page of the shop, by any of the bundled themes.
fn parse(page: &Page) -> Result<Vec<Product>> {
    let document = Document::parse(page)?;
    let natra = document.select(css!(".card")).filter_map(|card| of_card(&document, card));
    let mut products: Vec<_> = natra.collect();
    products.extend(document.select(css!(".this-product")).filter_map(|card| of_tile(&document, card)));
    Ok(products)
}

/// natra: the price asked, and the full price struck through behind it.
fn of_card(document: &Document, card: Element<'_>) -> Option<Product> {
    let name = card.select(css!("h4 b, h4")).next().and_then(html::line)?;
    let prices = card.select(css!("h6 b, h6")).next()?;
    let struck = prices.select(css!("small")).next().and_then(html::line).as_deref().and_then(number::rupiah);
    let asked = html::line(prices).as_deref().and_then(number::rupiah);
    let description = card
        .select(css!(".card-text"))
        .next()
        .map(text::of)
        .map(|text| text.trim_start_matches("Deskripsi :").trim().to_owned());
    let price = struck.or(asked);
    Some(Product {
        name,
        price,
        discounted_price: less(asked, price),
        description: description.filter(|text| !text.is_empty()),
        photos: photos(document, card),
        ..Product::default()
    })
}

/// esensi: the same, with the unit behind a slash.
fn of_tile(document: &Document, tile: Element<'_>) -> Option<Product> {
    let name = tile.select(css!(".font-heading")).next().and_then(html::line)?;
    let prices: Vec<_> =
        tile.select(css!("span.text-lg, s, del, .line-through")).filter_map(html::line).collect();
    let amounts: Vec<_> = prices.iter().filter_map(|text| number::rupiah(text)).collect();
    let price = amounts.iter().copied().max();
    let unit = prices.iter().find_map(|text| text.split_once("/ ")).map(|(_, unit)| unit.trim().to_owned());
    Some(Product {
        name,
        price,
        discounted_price: less(amounts.iter().copied().min(), price),
        unit,
        description: tile.select(css!("p")).next().map(text::of).filter(|text| !text.is_empty()),
        photos: photos(document, tile),
        ..Product::default()
    })
}

fn photos(document: &Document, card: Element<'_>) -> Vec<Photo> {
    let images = card.select(css!("img")).filter_map(|image| document.src(image));
    images.filter(|url| url.contains("/produk/") || url.contains("storage-desa")).map(Photo::new).collect()
}
