//! How each kind stands in a sheet: its columns, and what a row of them tells.

use std::collections::HashSet;
use std::sync::LazyLock;

use balai_core::{Entity, Kind};
use jiff::Timestamp;

use crate::column::{Column, Sort};
use crate::heading::fold;
use crate::row::Row;

mod aid;
mod album;
mod area;
mod article;
mod budget;
mod complaint;
mod document;
mod event;
mod index;
mod official;
mod organization;
mod place;
mod product;
mod profile;
mod project;
mod service;
mod statistic;

/// How a kind stands in a sheet.
pub(crate) struct Layout {
    pub(crate) kind: Kind,
    /// Words by which a sheet of it may be called, beside its Indonesian and its JSON name.
    pub(crate) words: &'static [&'static str],
    /// The columns beside those that tell the village, in the template's order.
    pub(crate) columns: &'static [Column],
    /// What a row tells; `None` where it is a heading or a sum, or where the row was told what is wrong with it.
    pub(crate) read: fn(&mut Row<'_>) -> Option<Told>,
    /// Adds what a row tells to what earlier ones told of the same record; `None` where a record is one row.
    pub(crate) join: Option<fn(&mut Entity, Entity)>,
}

/// What a row tells.
pub(crate) struct Told {
    pub(crate) entity: Entity,
    /// When it was published.
    pub(crate) published: Option<Timestamp>,
    /// What it is known by, where its kind's own key does not tell it from others.
    pub(crate) key: Option<String>,
}

impl<E: Into<Entity>> From<E> for Told {
    fn from(entity: E) -> Self {
        Self { entity: entity.into(), published: None, key: None }
    }
}

/// Whose row it is, by its code.
pub(crate) const CODE: Column = Column::new("village", "kode desa", Sort::Text)
    .also(&["kode", "kode wilayah", "kode kemendagri", "kode desa kelurahan", "kode kelurahan"])
    .such_as("Kode wilayah Kemendagri desa; boleh kosong bila kolom desa diisi", "33.04.15.2008");

/// Whose row it is, by its name.
pub(crate) const VILLAGE: Column = Column::new("village_name", "desa", Sort::Text)
    .also(&["nama desa", "desa kelurahan", "nama desa kelurahan", "kelurahan", "nama kelurahan"])
    .such_as("Nama desa; boleh kosong bila kolom kode desa diisi", "Darmayasa");

/// In which sub-district the village is, where a sheet tells of several: names repeat between them. No template has it,
/// but a profile's, since a code tells more.
pub(crate) const SUBDISTRICT: Column = Column::new("region.subdistrict", "kecamatan", Sort::Text)
    .also(&["nama kecamatan", "kec"])
    .such_as("Nama kecamatan", "Pejawaran");

/// The layout of a kind.
pub(crate) const fn of(kind: Kind) -> &'static Layout {
    match kind {
        Kind::Profile => &profile::LAYOUT,
        Kind::Official => &official::LAYOUT,
        Kind::Article => &article::LAYOUT,
        Kind::Event => &event::LAYOUT,
        Kind::Statistic => &statistic::LAYOUT,
        Kind::Budget => &budget::LAYOUT,
        Kind::Project => &project::LAYOUT,
        Kind::Product => &product::LAYOUT,
        Kind::Place => &place::LAYOUT,
        Kind::Document => &document::LAYOUT,
        Kind::Organization => &organization::LAYOUT,
        Kind::Aid => &aid::LAYOUT,
        Kind::Index => &index::LAYOUT,
        Kind::Service => &service::LAYOUT,
        Kind::Area => &area::LAYOUT,
        Kind::Album => &album::LAYOUT,
        Kind::ComplaintSummary => &complaint::LAYOUT,
    }
}

/// Every column that a sheet of a kind may have, those that tell the village first.
pub fn columns(kind: Kind) -> impl Iterator<Item = &'static Column> {
    [&CODE, &VILLAGE].into_iter().chain(of(kind).columns)
}

/// Where it is, as two columns; shared by what stands on the map.
const fn latitude(explanation: &'static str) -> Column {
    Column::new("latitude", "lintang", Sort::Fraction)
        .also(&["latitude", "lat", "garis lintang", "koordinat", "titik koordinat"])
        .such_as(explanation, "-7,2707")
}

const LONGITUDE: Column = Column::new("longitude", "bujur", Sort::Fraction)
    .also(&["lon", "long", "lng", "garis bujur"])
    .such_as("Derajat bujur timur", "109,798");

/// Where people read about it.
const URL: Column = Column::new("url", "tautan", Sort::Address)
    .also(&["alamat web", "link", "tautan web"])
    .such_as("Alamat halaman web tentang ini", "https://contoh.id/halaman");

/// Pictures.
const PHOTOS: Column = Column::new("photos", "foto", Sort::Addresses)
    .also(&["tautan foto", "gambar"])
    .such_as("Alamat web foto, satu per baris di dalam sel", "https://contoh.id/foto.jpg");

/// Whether any layout has a column of this heading, folded.
pub(crate) fn is_heading(folded: &str) -> bool {
    static HEADINGS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let columns = Kind::ALL.into_iter().flat_map(columns);
        let words = |column: &'static Column| {
            let also = column.also.iter().map(|also| (*also).to_owned());
            also.chain([fold(column.heading), fold(column.name)])
        };
        columns.flat_map(words).collect()
    });
    HEADINGS.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::YES_NO;

    #[test]
    fn every_choice_is_a_word_of_the_model() {
        for kind in Kind::ALL {
            let schema = serde_json::to_string(&balai_core::schema::of(kind)).expect("JSON");
            for column in columns(kind).filter(|column| column.sort.choices() != YES_NO) {
                for (word, name) in column.sort.choices() {
                    assert!(schema.contains(&format!("\"{name}\"")), "{kind}: {word} is no {name}");
                }
            }
        }
    }
}
