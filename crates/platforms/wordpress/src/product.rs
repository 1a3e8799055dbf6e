//! What village businesses sell: WooCommerce, and types of posts.

use balai_core::model::{Photo, Product};
use balai_core::{Access, Error, Found, Kind, Result, Rupiah, Visit};
use balai_extract::{html, number, text};
use serde::Deserialize;

use crate::list::{List, Numbered};
use crate::post::Post;
use crate::posts::Only;
use crate::posts::stands_in_the_way;
use crate::rest::Rest;
use crate::surface::Surface;
use crate::types::Types;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let shop = ["wc/store/v1", "wc/store"].into_iter().find(|name| site.has(name));
    let types = Types::of(site, visit).await?;
    if shop.is_none() && types.of_kind(Kind::Product).next().is_none() {
        return Err(Error::not_offered("neither WooCommerce nor a type of posts is of goods"));
    }
    let mut is_whole = types.is_whole;
    if let (Some(rest), Some(shop)) = (&site.rest, shop) {
        match of_shop(rest, shop, visit).await {
            Err(error) if stands_in_the_way(&error) => {
                visit.note(format!("WooCommerce's shop cannot be read: {error}"));
                is_whole = false;
            }
            done => is_whole &= done?,
        }
    }
    for own in types.of_kind(Kind::Product) {
        let (posts, are_all) = own.posts(site, visit, Only::All).await?;
        is_whole &= are_all;
        for post in posts {
            match of_post(&post) {
                Ok(product) => visit.emit(Found::new(product, post.via, &post.origin)).await?,
                Err(error) => visit.skip(error.at(&post.link)),
            }
        }
    }
    if is_whole {
        site.complete(visit);
    }
    Ok(())
}

/// A product of WooCommerce's Store API.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: u64,
    /// HTML.
    name: String,
    permalink: String,
    #[serde(default)]
    short_description: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    prices: Option<Prices>,
    #[serde(default)]
    images: Vec<Image>,
    #[serde(default)]
    categories: Vec<Named>,
}

impl Numbered for Row {
    fn number(&self) -> u64 {
        self.id
    }
}

/// Amounts are digits of the smallest unit.
#[derive(Deserialize)]
struct Prices {
    price: String,
    #[serde(default)]
    regular_price: String,
    #[serde(default)]
    currency_minor_unit: u32,
    #[serde(default)]
    currency_code: String,
}

#[derive(Deserialize)]
struct Image {
    src: String,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

/// Emits what the shop sells; whether that is all of it.
async fn of_shop(rest: &Rest, shop: &str, visit: &mut Visit<'_>) -> Result<bool> {
    let List { items, is_whole, first } = rest.whole::<Row>(visit, &format!("{shop}/products"), "").await?;
    let Some(page) = first else { return Ok(is_whole) };
    for row in items {
        match of_row(row) {
            Ok(product) => visit.emit(Found::new(product, Access::Api, &page)).await?,
            Err(error) => visit.skip(error.at(&page.url)),
        }
    }
    Ok(is_whole)
}

fn of_row(row: Row) -> Result<Product> {
    let description =
        if row.short_description.trim().is_empty() { &row.description } else { &row.short_description };
    let description = text::from_html(description)?;
    let (price, discounted_price) = row.prices.as_ref().map_or((None, None), |prices| {
        let asked = prices.amount(&prices.price);
        let regular = prices.amount(&prices.regular_price).or(asked);
        (regular, asked.filter(|asked| Some(*asked) < regular))
    });
    Ok(Product {
        name: html::plain(&row.name),
        price,
        discounted_price,
        category: row.categories.first().map(|category| html::plain(&category.name)),
        description: Some(description).filter(|text| !text.is_empty()),
        photos: row.images.into_iter().map(|image| Photo::new(image.src)).collect(),
        url: Some(row.permalink),
        ..Product::default()
    })
}

impl Prices {
    /// The amount that digits of the smallest unit are.
    fn amount(&self, digits: &str) -> Option<Rupiah> {
        if !matches!(self.currency_code.as_str(), "" | "IDR") {
            return None;
        }
        let units: i64 = digits.parse().ok()?;
        let sen = match self.currency_minor_unit {
            unit @ 0..=2 => units.checked_mul(10_i64.pow(2 - unit))?,
            _ => return None,
        };
        Some(Rupiah::from_sen(sen))
    }
}

/// The goods that a post of their type is of. The price stands in the text, behind its word or its sign.
fn of_post(post: &Post) -> Result<Product> {
    let article = post.article()?;
    let text = article.body_text.clone().unwrap_or_default();
    let priced = text.lines().find(|line| {
        let line = line.to_lowercase();
        line.starts_with("harga") || line.contains("rp")
    });
    let price = priced.and_then(|line| {
        let at = line.to_lowercase().find("rp").filter(|at| line.is_char_boundary(*at)).unwrap_or(0);
        number::rupiah(&line[at..])
    });
    Ok(Product {
        name: article.title,
        price,
        category: post.terms.first().cloned(),
        description: article.body_text,
        photos: article.images,
        url: Some(article.url),
        ..Product::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rest::tests::post;

    #[test]
    fn a_shops_prices_are_in_the_smallest_unit() {
        let row = |prices: &str| {
            let json = format!(r#"{{"name":"Kopi &amp; Gula","permalink":"https://x/p","prices":{prices}}}"#);
            of_row(serde_json::from_str(&json).expect("a row")).expect("goods")
        };
        let kopi = row(
            r#"{"price":"1500000","regular_price":"1800000","currency_minor_unit":2,"currency_code":"IDR"}"#,
        );
        assert_eq!(kopi.name, "Kopi & Gula");
        assert_eq!(
            (kopi.price, kopi.discounted_price),
            (Rupiah::from_rupiah(18_000), Rupiah::from_rupiah(15_000))
        );
        let whole = row(r#"{"price":"15000","regular_price":"15000","currency_minor_unit":0}"#);
        assert_eq!((whole.price, whole.discounted_price), (Rupiah::from_rupiah(15_000), None));
    }

    #[test]
    fn a_posts_price_stands_in_its_text() {
        let goods = |html: &str| of_post(&post("Keripik", html)).expect("goods").price;
        assert_eq!(goods("<p>Renyah.</p><p>Harga: Rp15.000 / bungkus</p>"), Rupiah::from_rupiah(15_000));
        assert_eq!(goods("<p>Renyah, 250 g.</p>"), None);
    }
}
