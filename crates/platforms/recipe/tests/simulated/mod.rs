//! Two simulated sites of sorts that no adapter knows, of the same fictional village.
#![allow(dead_code, unused_imports)] // each test takes what it needs

use std::sync::Arc;

use balai_recipe::Recipe;
use balai_testkit::village::Village;
use jiff::civil::{Date, DateTime};

pub(crate) mod bootstrap;
pub(crate) mod tables;
pub(crate) mod truth;

pub(crate) fn village() -> Arc<Village> {
    Arc::new(Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 17))
}

pub(crate) fn recipe(text: &str) -> Recipe {
    Recipe::from_toml(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Text as HTML shows it.
pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// `24 November 2026`.
pub(crate) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS[usize::try_from(date.month() - 1).expect("a month")], date.year())
}

/// `24 November 2026, pukul 09.30 WIB`.
pub(crate) fn moment(at: DateTime) -> String {
    format!("{}, pukul {:02}.{:02} WIB", day(at.date()), at.hour(), at.minute())
}

/// `1.829.573.598,64` of an amount in sen.
pub(crate) fn rupiah(sen: i64) -> String {
    balai_core::Rupiah::from_sen(sen).to_string().replace("Rp", "")
}

/// A service of the office.
pub(crate) struct Service {
    pub(crate) name: &'static str,
    pub(crate) requirements: &'static [&'static str],
    pub(crate) steps: &'static [&'static str],
    pub(crate) duration: &'static str,
}

/// The services of the office, which the simulated village has none of.
pub(crate) const SERVICES: [Service; 2] = [
    Service {
        name: "Surat Keterangan Usaha",
        requirements: &["Pengantar RT & RW", "Fotokopi bukti usaha"],
        steps: &["Serahkan berkas ke loket", "Tunggu tanda tangan kepala desa"],
        duration: "1 hari kerja",
    },
    Service {
        name: "Surat Pengantar Nikah",
        requirements: &["Pengantar RT"],
        steps: &["Isi formulir N1"],
        duration: "2 hari kerja",
    },
];

/// What both sites call a section.
pub(crate) fn section(section: char) -> &'static str {
    match section {
        '4' => "Pendapatan",
        '5' => "Belanja",
        _ => "Pembiayaan",
    }
}
