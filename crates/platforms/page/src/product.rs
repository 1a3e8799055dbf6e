//! What village businesses sell, where pages describe it for machines, or else on cards.

use std::collections::BTreeSet;

use balai_core::model::{Photo, Product};
use balai_core::{Access, Error, Found, Page, Result, Rupiah, Visit};
use balai_extract::html::{self, Document};
use balai_extract::{css, jsonld, microdata, number, text};
use serde::Deserialize;
use serde_json::Value;

use crate::cards;
use crate::survey::Survey;
use crate::thing::{link, named};

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let survey = Survey::of(visit).await?;
    let mut is_whole = survey.is_whole;
    let mut seen = BTreeSet::new();
    for (read, is_sure) in [(described as Read, true), (cards::products, false)] {
        if !seen.is_empty() {
            break;
        }
        for page in &survey.pages {
            for product in on_page(page, read) {
                if seen.insert(product.name.to_lowercase()) {
                    is_whole &= is_sure;
                    visit.emit(Found::new(product, Access::Page, page)).await?;
                }
            }
        }
    }
    if seen.is_empty() {
        let message =
            "no page describes a product in JSON-LD, microdata or OpenGraph, or shows cards of products";
        return Err(Error::not_offered(message).at(&visit.site().url));
    }
    if is_whole {
        visit.complete();
    }
    Ok(())
}

/// Of a product, what is read: never who sells it, who is a resident as often as a business.
#[derive(Deserialize)]
struct Described {
    name: String,
    description: Option<String>,
    #[serde(default)]
    category: Value,
    #[serde(default)]
    offers: Value,
    #[serde(default)]
    image: Value,
    #[serde(default)]
    url: Value,
}

type Read = fn(&Document) -> Vec<Product>;

fn on_page(page: &Page, read: Read) -> Vec<Product> {
    Document::parse(page).map(|document| read(&document)).unwrap_or_default()
}

fn described(document: &Document) -> Vec<Product> {
    let described = jsonld::items(document, &["Product"]).into_iter();
    let described = described.chain(microdata::items(document, &["Product"]));
    let mut products: Vec<_> = described.filter_map(|it: Described| product(it, document)).collect();
    if products.is_empty() {
        products.extend(in_meta(document));
    }
    products
}

fn product(it: Described, document: &Document) -> Option<Product> {
    let name = html::plain(&it.name);
    (!name.is_empty()).then(|| Product {
        name,
        price: price(&it.offers),
        category: named(&it.category),
        description: it.description.and_then(|it| text::from_html(&it).ok()).filter(|it| !it.is_empty()),
        photos: link(&it.image, document).map(Photo::new).into_iter().collect(),
        url: link(&it.url, document),
        ..Product::default()
    })
}

/// The price of the first offer, where it is in rupiah.
fn price(offers: &Value) -> Option<Rupiah> {
    match offers {
        Value::Object(offer) => {
            let currency = offer.get("priceCurrency").and_then(named);
            let told = offer.get("price").or_else(|| offer.get("lowPrice")).and_then(named)?;
            currency.is_none_or(|it| it.eq_ignore_ascii_case("idr")).then(|| amount(&told)).flatten()
        }
        Value::Array(offers) => offers.iter().find_map(price),
        _ => None,
    }
}

/// An amount as schema.org has it, with a point before decimals (`25000.00`), or as people write it (`25.000`).
fn amount(text: &str) -> Option<Rupiah> {
    match text.split_once('.') {
        Some((whole, "0" | "00")) => number::rupiah(whole),
        _ => number::rupiah(text),
    }
}

/// A product's page as OpenGraph describes it.
fn in_meta(document: &Document) -> Option<Product> {
    let meta = |selector| document.attr(selector, "content");
    let price = meta(css!("meta[property='product:price:amount'], meta[property='og:price:amount']"))?;
    Some(Product {
        name: html::plain(&meta(css!("meta[property='og:title']"))?),
        price: amount(&price),
        photos: meta(css!("meta[property='og:image']")).map(Photo::new).into_iter().collect(),
        url: Some(document.base().to_string()),
        ..Product::default()
    })
}
