//! What pages tell of the village itself.

use balai_core::model::{Borders, Profile, RegionNames, SocialLink};

use crate::html::Document;
use crate::{css, number, phone, social, table, text};

/// A village's name without what stands around it: `Desa Darmayasa Kecamatan Pejawaran` is Darmayasa.
///
/// ```
/// use balai_extract::profile;
///
/// assert_eq!(profile::village_name("Website Resmi Desa Darmayasa – Kabupaten Banjarnegara"), "Darmayasa");
/// assert_eq!(profile::village_name("Nagari Sungai Pua"), "Sungai Pua");
/// ```
pub fn village_name(title: &str) -> String {
    const KINDS: [&str; 8] =
        ["desa", "kelurahan", "nagari", "gampong", "kampung", "pekon", "negeri", "lembang"];
    const BEFORE: [&str; 9] =
        ["website", "web", "situs", "portal", "blog", "resmi", "pemerintah", "pemdes", "profil"];
    const AFTER: [&str; 4] = ["kecamatan", "kabupaten", "kec.", "distrik"];
    let lower = title.to_lowercase();
    // Lower case may be longer or shorter than what it is of; then nothing is cut off.
    let whole = lower.len() == title.len();
    let end = AFTER.iter().filter_map(|word| lower.find(word)).filter(|_| whole).min().unwrap_or(title.len());
    let name = title[..end].split(['|', '–', '—', ':']).find(|part| !part.trim().is_empty()).unwrap_or(title);
    let name = name.split(" - ").next().unwrap_or(name);
    let is = |words: &[&str], word: &str| words.contains(&word.to_lowercase().as_str());
    let mut words = name.split_whitespace().skip_while(|word| is(&BEFORE, word)).peekable();
    if words.peek().is_some_and(|word| is(&KINDS, word)) {
        words.next();
    }
    let name = words.collect::<Vec<_>>().join(" ");
    name.trim_matches([',', '.', ' ']).to_owned()
}

/// What a page of the village's own tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// *Sejarah*.
    History,
    /// *Visi dan misi*.
    Vision,
    /// How to reach the office.
    Contact,
    /// *Profil*, where it lies, what it borders on.
    Facts,
}

impl Chapter {
    /// The chapter that a page's title names; `None` where the page may tell of anything.
    ///
    /// ```
    /// use balai_extract::profile::Chapter;
    ///
    /// assert_eq!(Chapter::named("Sejarah Desa"), Some(Chapter::History));
    /// assert_eq!(Chapter::named("Sejarah Baru: Tim Voli Desa Menjadi Juara Kabupaten"), None);
    /// ```
    pub fn named(title: &str) -> Option<Self> {
        // A headline has more words than the name of a page.
        const LONGEST: usize = 6;
        const CHAPTERS: [(Chapter, &[&str]); 4] = [
            (Chapter::History, &["sejarah", "asal"]),
            (Chapter::Vision, &["visi", "misi"]),
            (Chapter::Contact, &["kontak", "hubungi", "alamat"]),
            (
                Chapter::Facts,
                &[
                    "profil",
                    "profile",
                    "tentang",
                    "gambaran",
                    "letak",
                    "batas",
                    "wilayah",
                    "kondisi",
                    "geografi",
                    "demografi",
                ],
            ),
        ];
        let title = title.to_lowercase();
        let first = title.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty())?;
        let named = CHAPTERS.iter().find(|(_, words)| words.contains(&first));
        named.filter(|_| title.split_whitespace().count() <= LONGEST).map(|(chapter, _)| *chapter)
    }

    /// Fills what a profile lacks from the text of a page that tells this. Numbers to call are taken only where an
    /// office tells how to reach it.
    pub fn fill(self, profile: &mut Profile, page: &Document) {
        let text = text::of(page.root());
        match self {
            Self::History => {
                if profile.history.is_none() && !text.is_empty() {
                    profile.history = Some(text);
                }
            }
            Self::Vision => {
                let (vision, mission) = vision_and_mission(&text);
                profile.vision = profile.vision.take().or(vision);
                if profile.mission.is_empty() {
                    profile.mission = mission;
                }
            }
            Self::Contact | Self::Facts => {
                fill_from_tables(profile, page);
                if self == Self::Contact {
                    fill_from_contact(profile, &text);
                }
            }
        }
    }
}

/// The lines below *Visi* and those below *Misi*, of a page's plain text.
pub fn vision_and_mission(text: &str) -> (Option<String>, Vec<String>) {
    let (mut vision, mut mission) = (Vec::new(), Vec::new());
    let mut section = None;
    for line in text.lines() {
        let word = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let rest = match word.as_str() {
            "visi" | "misi" => {
                section = Some(word == "visi");
                line[4..].trim_start_matches([':', '.', '-', ' '])
            }
            _ => line,
        };
        match section {
            _ if rest.trim().is_empty() => {}
            Some(true) => vision.push(rest.trim().to_owned()),
            Some(false) => mission.push(
                rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '-'))
                    .to_owned(),
            ),
            None => {}
        }
    }
    // "Visi dan Misi" above both is a heading of neither.
    vision.retain(|line| !matches!(line.to_lowercase().as_str(), "dan misi" | "& misi" | "misi"));
    (Some(vision.join("\n")).filter(|vision| !vision.is_empty()), mission)
}

/// Fills what a profile lacks from rows of label and value, as offices' boxes and tables of facts have them:
/// `Alamat`, `Kode Pos`, `Luas Wilayah`, `Batas Utara`.
pub fn fill_from_rows(profile: &mut Profile, rows: &[Vec<String>]) {
    for row in rows {
        let mut cells = row.iter().map(|cell| cell.trim()).filter(|cell| !matches!(*cell, "" | ":" | "-"));
        let (Some(label), Some(value)) = (cells.next(), cells.next_back()) else { continue };
        fill(
            profile,
            &label.trim_end_matches(':').trim().to_lowercase(),
            value.trim_start_matches([':', ' ']),
        );
    }
}

/// Fills what a profile lacks from a page's plain text, where lines say `Telepon: (0286) 000123`. Only for pages on
/// which an office tells how to reach it: elsewhere numbers are other people's.
pub fn fill_from_contact(profile: &mut Profile, text: &str) {
    for line in text.lines() {
        if let Some((label, value)) = line.split_once(':') {
            fill(profile, &label.trim().to_lowercase(), value.trim());
        }
    }
}

/// Adds the village's pages in social networks that a page links to, the first of each network.
pub fn fill_social(profile: &mut Profile, page: &Document) {
    for link in page.select(css!("a[href]")).filter_map(|link| page.href(link)) {
        if let Some(link) = social::link(&link)
            && !profile.social.iter().any(|known: &SocialLink| known.network == link.network)
        {
            profile.social.push(link);
        }
    }
}

/// Fills what a profile lacks from every table of a page that has facts.
pub fn fill_from_tables(profile: &mut Profile, page: &Document) {
    for table in page.select(css!("table")) {
        fill_from_rows(profile, &table::rows(table));
    }
}

fn fill(profile: &mut Profile, label: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let set = |field: &mut Option<String>| {
        field.get_or_insert_with(|| value.to_owned());
    };
    match label {
        "alamat" | "alamat kantor" | "alamat kantor desa" => set(&mut profile.address),
        "kodepos" | "kode pos" => {
            let digits: String = value.chars().filter(char::is_ascii_digit).collect();
            if digits.len() == 5 {
                profile.postal_code.get_or_insert(digits);
            }
        }
        "telepon" | "telp" | "telp." | "no. telp" | "no telp" | "telepon kantor" | "tel" => {
            if profile.phones.is_empty() {
                profile.phones.extend(phone::international(value));
            }
        }
        "email" | "e-mail" | "surel" => {
            if profile.emails.is_empty() && value.contains('@') && !value.contains(' ') {
                profile.emails.push(value.to_owned());
            }
        }
        "jam layanan" | "jam pelayanan" | "jam kerja" => set(&mut profile.office_hours),
        "luas" | "luas wilayah" | "luas desa" => {
            profile.area_ha = profile.area_ha.or_else(|| hectares(value));
        }
        "jumlah penduduk" | "penduduk" => {
            profile.population = profile.population.or_else(|| number::integer(value));
        }
        "jumlah kk" | "jumlah kepala keluarga" | "kepala keluarga" => {
            profile.households = profile.households.or_else(|| number::integer(value));
        }
        "kecamatan" | "distrik" => set(&mut region(profile).subdistrict),
        "kabupaten" | "kota" | "kabupaten/kota" => set(&mut region(profile).regency),
        "provinsi" | "propinsi" => set(&mut region(profile).province),
        "desa" | "kelurahan" | "nama desa" | "nagari" | "gampong" => {
            if profile.name.is_empty() {
                profile.name = village_name(value);
            }
        }
        _ => {
            let words: Vec<_> = label.split_whitespace().collect();
            if !words.iter().any(|word| matches!(*word, "batas" | "sebelah" | "perbatasan")) {
                return;
            }
            let borders = profile.borders.get_or_insert_with(Borders::default);
            match words.last() {
                Some(&"utara") => set(&mut borders.north),
                Some(&"timur") => set(&mut borders.east),
                Some(&"selatan") => set(&mut borders.south),
                Some(&"barat") => set(&mut borders.west),
                _ => {}
            }
        }
    }
}

fn region(profile: &mut Profile) -> &mut RegionNames {
    profile.region.get_or_insert_with(RegionNames::default)
}

/// An area in hectares: `482,5 Ha`, `4,825 km²`, `4.825.000 m2`.
fn hectares(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    // An area has no thousands of square kilometres: a comma alone marks its decimals, whatever stands behind.
    let one_comma = text.matches(',').count() == 1 && !text.contains('.');
    let written = text.split_whitespace().next().filter(|_| one_comma);
    let value = match written.and_then(|number| number.replace(',', ".").parse().ok()) {
        Some(value) => value,
        None => number::decimal(text)?,
    };
    Some(match lower {
        _ if lower.contains("km") => value * 100.0,
        _ if lower.contains("ha") || lower.contains("hektar") => value,
        _ if lower.contains("m2") || lower.contains("m²") || lower.contains("meter") => value / 10_000.0,
        _ => value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(pairs: &[(&str, &str)]) -> Vec<Vec<String>> {
        pairs.iter().map(|(label, value)| vec![(*label).to_owned(), (*value).to_owned()]).collect()
    }

    #[test]
    fn a_name_without_what_stands_round_it() {
        for (title, name) in [
            ("Desa Darmayasa Kecamatan Pejawaran Kabupaten Banjarnegara", "Darmayasa"),
            ("Website Desa Karangmulya", "Karangmulya"),
            ("Pemerintah Desa Sumber Rejo | Beranda", "Sumber Rejo"),
            ("Darmayasa", "Darmayasa"),
            ("Desa İstanbul Kecamatan X", "İstanbul Kecamatan X"),
        ] {
            assert_eq!(village_name(title), name, "{title}");
        }
    }

    #[test]
    fn vision_and_mission_are_told_apart() {
        let (vision, mission) = vision_and_mission(
            "Visi dan Misi\nVisi\nDesa maju dan rukun\nMisi:\n1. Jalan baik\n2) Air bersih",
        );
        assert_eq!(vision.as_deref(), Some("Desa maju dan rukun"));
        assert_eq!(mission, ["Jalan baik", "Air bersih"]);
    }

    #[test]
    fn a_chapter_is_known_by_its_title() {
        for (title, chapter) in [
            ("VISI & MISI", Some(Chapter::Vision)),
            ("Hubungi Kantor Desa Darmayasa", Some(Chapter::Contact)),
            ("Letak dan Batas Wilayah", Some(Chapter::Facts)),
            ("Profil", Some(Chapter::Facts)),
            ("Visitasi Posyandu", None),
            ("Panen Kopi", None),
            ("", None),
        ] {
            assert_eq!(Chapter::named(title), chapter, "{title}");
        }
    }

    #[test]
    fn chapters_fill_what_they_tell_and_no_more() {
        let mut profile = Profile::default();
        let page = |html: &str| {
            Document::parse_str(html, &"https://desa.example/".parse().expect("a URL")).expect("a page")
        };
        let html = "<table><tr><td>Utara</td><td>Hutan</td></tr><tr><td>Batas Timur</td><td>Kali</td></tr></table>\
                    <p>Telepon: (0286) 000123</p><p>Email: kantor@desa.example</p>";
        Chapter::Facts.fill(&mut profile, &page(html));
        assert!(profile.phones.is_empty() && profile.emails.is_empty(), "{profile:?}");
        assert_eq!(profile.borders.as_ref().and_then(|it| it.east.as_deref()), Some("Kali"));
        Chapter::Contact.fill(&mut profile, &page(html));
        assert_eq!((profile.phones.len(), profile.emails.len()), (1, 1));
        Chapter::History.fill(&mut profile, &page("<p>Dahulu kala.</p>"));
        Chapter::History.fill(&mut profile, &page("<p>Lain.</p>"));
        assert_eq!(profile.history.as_deref(), Some("Dahulu kala."));
        let vision = page("<h3>Visi</h3><p>Rukun</p><h3>Misi</h3><ol><li>Jalan</ol>");
        Chapter::Vision.fill(&mut profile, &vision);
        assert_eq!((profile.vision.as_deref(), profile.mission.len()), (Some("Rukun"), 1));
    }

    #[test]
    fn facts_fill_what_is_missing() {
        let mut profile = Profile { postal_code: Some("11111".into()), ..Profile::default() };
        fill_from_rows(
            &mut profile,
            &rows(&[
                ("Kode Pos", "44185"),
                ("Luas Wilayah", "482,5 Ha"),
                ("Batas Utara", "Desa Wanasari"),
                ("Sebelah Selatan", ": Desa Sindangsuka"),
                ("Jumlah Penduduk :", "4.544 jiwa"),
                ("Telepon", "(0262) 000000"),
                ("Ketinggian", "650 mdpl"),
            ]),
        );
        assert_eq!(profile.postal_code.as_deref(), Some("11111"));
        assert_eq!((profile.area_ha, profile.population), (Some(482.5), Some(4544)));
        assert_eq!(profile.phones, ["+62262000000"]);
        let borders = profile.borders.expect("borders");
        assert_eq!(
            (borders.north.as_deref(), borders.south.as_deref()),
            (Some("Desa Wanasari"), Some("Desa Sindangsuka"))
        );
        assert_eq!(hectares("4,825 km²"), Some(482.5));
        assert_eq!(hectares("4.825.000 m2"), Some(482.5));
    }
}
