//! WooCommerce's Store API.

use serde_json::{Value, json};

use super::WordPress;
use super::rest::{self, Paging};
use super::shape::escape;
use crate::village::slug;
use crate::{Answer, Ask};

/// `/wc/store/v1/products`: prices are digits of the smallest unit, here of sen.
pub(super) fn products(site: &WordPress, ask: &Ask) -> Answer {
    let paging = match Paging::of(ask) {
        Ok(paging) => paging,
        Err(refusal) => return refusal,
    };
    let products = site.village.products.iter().filter(|product| product.enabled);
    let products: Vec<Value> = products
        .map(|product| {
            let slug = slug(&product.name);
            let sen = |rupiah: i64| (rupiah * 100).to_string();
            let photos = product.photos.iter().map(|file| {
                json!({ "id": 7, "src": format!("{}/wp-content/uploads/{file}", ask.origin), "name": file, "alt": "" })
            });
            json!({
                "id": 700 + product.id, "name": escape(&product.name), "slug": slug, "type": "simple",
                "permalink": format!("{}/product/{slug}/", ask.origin), "sku": "", "short_description": "",
                "description": format!("<p>{}</p>", crate::html(&product.description).replace('\n', "<br />\n")),
                "on_sale": product.price != product.discounted_price(),
                "prices": {
                    "price": sen(product.discounted_price()), "regular_price": sen(product.price),
                    "sale_price": sen(product.discounted_price()), "price_range": null, "currency_code": "IDR",
                    "currency_symbol": "Rp", "currency_minor_unit": 2,
                },
                "images": photos.collect::<Vec<_>>(), "categories": [{ "id": 5, "name": escape(product.category), "slug": "x" }],
                "tags": [], "is_in_stock": true,
            })
        })
        .collect();
    rest::list(ask, &paging, products, false)
}
