//! What village businesses sell.

use super::area::Hamlet;
use super::dice::Dice;
use super::words::GOODS;

/// A product in the village's shop (*lapak*).
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// The site's number for it.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// As printed.
    pub category: &'static str,
    /// Rupiah, before any discount.
    pub price: i64,
    /// What is taken off.
    pub discount: Discount,
    /// As printed.
    pub unit: &'static str,
    /// Plain text, with line breaks.
    pub description: String,
    /// File names.
    pub photos: Vec<String>,
    /// Index of the seller among the village's residents: OpenSID prints the person, whom no record may name.
    pub seller: usize,
    /// Degrees north of the seller's home, which OpenSID leaks.
    pub latitude: f64,
    /// Degrees east of the seller's home, which OpenSID leaks.
    pub longitude: f64,
    /// Whether it is for sale.
    pub enabled: bool,
}

/// What is taken off a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// Nothing.
    None,
    /// So many of a hundred.
    Percent(i64),
    /// So many rupiah.
    Rupiah(i64),
}

impl Product {
    /// Rupiah to pay.
    pub fn discounted_price(&self) -> i64 {
        match self.discount {
            Discount::None => self.price,
            Discount::Percent(percent) => self.price - self.price * percent / 100,
            Discount::Rupiah(rupiah) => self.price - rupiah,
        }
    }
}

pub(crate) fn generate(dice: &mut Dice, village: &str, hamlets: &[Hamlet], residents: usize) -> Vec<Product> {
    let count = dice.between(6, 14);
    let first = dice.below(GOODS.len());
    (1..=u32::try_from(count).unwrap_or(6))
        .map(|id| {
            let (name, category, unit, price) =
                GOODS[(first + usize::try_from(id).unwrap_or(0)) % GOODS.len()];
            let hamlet = &hamlets[dice.below(hamlets.len())];
            Product {
                id,
                name: name.to_owned(),
                category,
                price,
                discount: match dice.between(0, 5) {
                    0 => Discount::Percent(10),
                    1 => Discount::Rupiah(price / 10 / 500 * 500),
                    _ => Discount::None,
                },
                unit,
                description: format!(
                    "{name} buatan warga Desa {village}.\nPesan sehari sebelumnya & ambil sendiri."
                ),
                photos: (0..dice.between(1, 3)).map(|n| format!("produk_{id}_{n}.jpg")).collect(),
                seller: dice.below(residents),
                latitude: hamlet.latitude,
                longitude: hamlet.longitude,
                // The second is sold out.
                enabled: id != 2,
            }
        })
        .collect()
}
