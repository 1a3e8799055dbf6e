//! What village businesses sell: one row a product.

use balai_core::Kind;
use balai_core::model::{Product, slug};

use super::{LONGITUDE, Layout, PHOTOS, Told, URL, latitude};
use crate::column::{Column, Sort};
use crate::row::Row;

pub(super) const LAYOUT: Layout = Layout {
    kind: Kind::Product,
    words: &["umkm", "lapak", "usaha"],
    columns: &[
        Column::new("name", "nama produk", Sort::Text)
            .required()
            .also(&["produk", "nama", "nama barang"])
            .such_as("Apa yang dijual", "Keripik talas"),
        Column::new("price", "harga", Sort::Rupiah)
            .also(&["harga satuan", "harga jual"])
            .such_as("Harga penuh per satuan, dalam rupiah", "18000"),
        Column::new("discounted_price", "harga diskon", Sort::Rupiah)
            .also(&["harga promo", "harga setelah diskon"])
            .such_as("Harga sekarang bila lebih murah; boleh kosong", "15000"),
        Column::new("unit", "satuan", Sort::Text).such_as("Satuan", "bungkus"),
        Column::new("seller", "nama usaha", Sort::Text)
            .also(&["usaha", "umkm", "nama umkm", "toko", "merek"])
            .such_as("Nama usaha, bukan nama orang", "UMKM Sekar Wangi"),
        Column::new("category", "kategori", Sort::Text).also(&["jenis"]).such_as("Kategori", "Makanan"),
        Column::new("description", "keterangan", Sort::Prose)
            .also(&["deskripsi"])
            .such_as("Keterangan", "Tahan dua minggu"),
        PHOTOS,
        latitude("Letak tempat usaha, bukan rumah; derajat lintang"),
        LONGITUDE,
        URL,
    ],
    read,
    join: None,
};

fn read(row: &mut Row<'_>) -> Option<Told> {
    let product = Product {
        name: row.required("name"),
        price: row.rupiah("price"),
        discounted_price: row.rupiah("discounted_price"),
        unit: row.text("unit"),
        seller: row.text("seller"),
        category: row.text("category"),
        description: row.text("description"),
        photos: row.photos("photos"),
        point: row.point(),
        url: row.address("url"),
        ..Product::default()
    };
    // Many sell the same.
    let key = slug(&format!("{} {}", product.name, product.seller.as_deref().unwrap_or_default()));
    Some(Told { key: Some(key), ..product.into() })
}
