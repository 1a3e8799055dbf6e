//! What village businesses sell.

use std::collections::BTreeSet;

use balai_core::model::{Photo, Product, slug};
use balai_core::{Access, Error, ErrorKind, Found, Page, Result, Rupiah, Visit};
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
    from_pages(site, visit).await
}

async fn from_pages(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let first = site.first_of(visit, &["lapak"]).await?;
    let categories = categories(&first)?;
    let found = listing::read(site, visit, first, |number| format!("lapak/{number}"), parse).await?;
    let (mut products, mut whole) = (found.items, found.whole);
    // A category's own page tells the category; and natra, whose list swallows products, shows some only there.
    for (id, name) in categories {
        let page = match site.get(visit, &format!("lapak?id_kategori={id}")).await {
            Ok(page) => page,
            Err(error) if api::is_missing(&error) => {
                whole &= error.kind() == ErrorKind::NotFound;
                continue;
            }
            Err(error) => return Err(error),
        };
        for mut product in parse(&page)? {
            match products
                .iter_mut()
                .find(|(known, _)| known.name == product.name && known.price == product.price)
            {
                Some((known, _)) => known.category = Some(name.clone()),
                None => {
                    product.category = Some(name.clone());
                    products.push((product, page.clone()));
                }
            }
        }
    }
    if products.is_empty() {
        return Err(Error::not_offered("the shop is empty"));
    }
    let mut keys = Keys::default();
    let listed = site.lists(&["lapak"]);
    for (product, page) in products {
        let key = keys.of(&product);
        visit.emit(Found::new(product, Access::Page, &page).key(key).listed(listed)).await?;
    }
    if whole {
        visit.complete();
    }
    Ok(())
}

/// What products are known by: pages tell no number, so that it is the name, and of two of one name the price too.
#[derive(Default)]
struct Keys(BTreeSet<String>);

impl Keys {
    fn of(&mut self, product: &Product) -> String {
        let mut key = slug(&product.name);
        if !self.0.insert(key.clone()) {
            let price = product.price.map_or(0, |price| price.sen() / 100);
            key = slug(&format!("{} {price}", product.name));
            self.0.insert(key.clone());
        }
        key
    }
}

/// The categories to choose from: number and name.
fn categories(page: &Page) -> Result<Vec<(String, String)>> {
    let document = Document::parse(page)?;
    let options = document.select(css!("select[name=id_kategori] option"));
    let numbered = options.filter_map(|option| {
        let id = option
            .attr("value")
            .filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))?;
        Some((id.to_owned(), html::line(option)?))
    });
    Ok(numbered.collect())
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
    let listed = site.lists(&["lapak"]);
    let mut keys = Keys::default();
    let mut pages = api::Pages::new(site, "internal_api/lapak/produk");
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
                description: row.deskripsi.as_deref().and_then(|html| text::from_html(html).ok()),
                photos: row.foto.into_iter().filter(|url| url.starts_with("http")).map(Photo::new).collect(),
                ..Product::default()
            };
            let key = keys.of(&product);
            visit.emit(Found::new(product, Access::Api, &list.page).key(key).listed(listed)).await?;
        }
    }
    if pages.is_whole() {
        visit.complete();
    }
    Ok(())
}

/// A price that is asked now, if it is less than the full one.
fn less(asked: Option<Rupiah>, full: Option<Rupiah>) -> Option<Rupiah> {
    asked.filter(|asked| asked.sen() > 0 && full.is_some_and(|full| *asked < full))
}

/// Reads the products off a page of the shop, by any of the bundled themes.
fn parse(page: &Page) -> Result<Vec<Product>> {
    let document = Document::parse(page)?;
    let mut products = of_cards(&document);
    products.extend(document.select(css!(".this-product")).filter_map(|tile| of_tile(&document, tile)));
    Ok(products)
}

/// natra: pictures, name, the price asked with the full price struck through behind it, description. The theme's
/// boxes are nested wrongly as soon as a product has two pictures, so that only the order of things counts.
fn of_cards(document: &Document) -> Vec<Product> {
    let mut products: Vec<Product> = Vec::new();
    let (mut photos, mut name) = (Vec::new(), None);
    for element in document.select(css!("img[src*='/produk/'], img[src*='storage-desa'], h4, h6, .card-text"))
    {
        match element.value().name() {
            "img" => photos.extend(document.src(element).map(Photo::new)),
            "h4" => name = html::line(element),
            "h6" => {
                let Some(text) = html::line(element).filter(|text| text.starts_with("Harga")) else {
                    continue;
                };
                let struck = element.select(css!("small")).next().and_then(html::line);
                let struck = struck.as_deref().and_then(number::rupiah);
                let asked = number::rupiah(&text);
                let price = struck.or(asked);
                let Some(name) = name.take() else { continue };
                let photos = std::mem::take(&mut photos);
                let discounted_price = less(asked, price);
                products.push(Product { name, price, discounted_price, photos, ..Product::default() });
            }
            _ => {
                let text = text::of(element);
                let text = text.trim_start_matches("Deskripsi :").trim();
                if let Some(last) =
                    products.last_mut().filter(|last| last.description.is_none() && !text.is_empty())
                {
                    last.description = Some(text.to_owned());
                }
            }
        }
    }
    products
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn natra_and_esensi_tell_price_and_discount_but_not_the_seller() {
        let natra = crate::page(include_str!("../fixtures/shop-natra.html"));
        let mut products = parse(&natra).expect("a page");
        assert_eq!(categories(&natra).expect("a page"), [("2".to_owned(), "Hasil Kebun".to_owned())]);
        products.extend(parse(&crate::page(include_str!("../fixtures/shop-esensi.html"))).expect("a page"));
        let rupiah = Rupiah::from_rupiah;
        let told: Vec<_> = products
            .iter()
            .map(|it| (it.name.as_str(), it.price, it.discounted_price, it.photos.len()))
            .collect();
        assert_eq!(
            told,
            [
                ("Gula Semut 500 gr", rupiah(45_000), rupiah(40_500), 2),
                ("Tikar Pandan", rupiah(90_000), None, 1),
                ("Kopi Bubuk", rupiah(50_000), rupiah(45_000), 1),
            ]
        );
        assert_eq!(products[0].description.as_deref(), Some("Gula aren.\nTanpa pengawet."));
        assert_eq!(products[2].unit.as_deref(), Some("bungkus"));
        assert!(products.iter().all(|it| it.seller.is_none() && it.point.is_none()));
        assert!(!format!("{products:?}").contains("PENJUAL"));
    }
}
