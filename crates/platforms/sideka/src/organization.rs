//! Organisations, from the page that every new site has for them: `/profil/lembaga/`.

use std::collections::BTreeSet;

use balai_core::model::{Organization, slug};
use balai_core::{Access, Error, Found, Page, Result, Visit};
use balai_extract::css;
use balai_extract::html::{self, Document};

use crate::page;

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let page = page::whole(visit, "/profil/lembaga/").await?;
    let organizations = organizations(&page)?;
    if organizations.is_empty() {
        return Err(Error::not_offered("the page of organisations lists none").at(&page.url));
    }
    for organization in organizations {
        visit.emit(Found::new(organization, Access::Page, &page)).await?;
    }
    visit.complete();
    Ok(())
}

/// How the names of a village's organisations begin. The page is written by hand and may name their members: what does
/// not begin so is not read.
const BEGINNINGS: [&str; 32] = [
    "badan permusyawaratan",
    "badan usaha milik desa",
    "bamusdes",
    "bpd",
    "bum desa",
    "bumdes",
    "forum",
    "gabungan kelompok tani",
    "gapoktan",
    "karang taruna",
    "karang werda",
    "kelompok masyarakat",
    "kelompok nelayan",
    "kelompok sadar wisata",
    "kelompok tani",
    "kelompok ternak",
    "kelompok wanita tani",
    "koperasi",
    "kwt",
    "lembaga",
    "linmas",
    "lkmd",
    "lpm",
    "lpmd",
    "majelis taklim",
    "paguyuban",
    "pkk",
    "pokdarwis",
    "posyandu",
    "satlinmas",
    "tim penggerak pkk",
    "tp pkk",
];

/// The organisations that headings, list items and cells begin with, each once.
fn organizations(page: &Page) -> Result<Vec<Organization>> {
    let document = Document::parse(page)?;
    let elements = document.select(css!(
        ".entry-content li, .entry-content td, .entry-content h2, .entry-content h3, .entry-content h4, .entry-content h5"
    ));
    let mut seen = BTreeSet::new();
    let names = elements.filter_map(html::line).filter_map(|line| name(&line));
    let names = names.filter(|name| seen.insert(slug(name)));
    Ok(names.map(|name| Organization { name, ..Organization::default() }).collect())
}

/// The name of an organisation that a line begins with, without who leads it.
fn name(line: &str) -> Option<String> {
    /// The most words that a name has; a sentence has more.
    const LONGEST: usize = 8;
    let end = line.find([':', ';', ',', '(', '–', '—', '=']).unwrap_or(line.len());
    let plain = line[..end].split(" - ").next().unwrap_or_default();
    let is_person = |word: &&str| {
        matches!(
            word.to_lowercase().as_str(),
            "ketua" | "diketuai" | "dipimpin" | "anggota" | "sekretaris" | "bendahara"
        )
    };
    let words: Vec<_> = plain.split_whitespace().take_while(|word| !is_person(word)).collect();
    let name = words.join(" ");
    let lower = name.to_lowercase();
    let begins = |beginning: &&str| {
        lower.strip_prefix(*beginning).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    // "Lembaga desa" is what the page is about.
    let is_heading = matches!(
        lower.as_str(),
        "lembaga" | "lembaga desa" | "lembaga kemasyarakatan" | "lembaga kemasyarakatan desa"
    );
    (words.len() <= LONGEST && !is_heading && BEGINNINGS.iter().any(begins)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer;

    #[test]
    fn organisations_are_told_and_people_are_not() {
        let page = answer("text/html", include_str!("../fixtures/lembaga.html"));
        let names: Vec<_> = organizations(&page).expect("a page").into_iter().map(|it| it.name).collect();
        assert_eq!(
            names,
            ["Badan Permusyawaratan Desa", "Karang Taruna Tunas Bakti", "LPMD", "Kelompok Tani Subur 2"]
        );
    }

    #[test]
    fn a_sentence_is_no_name() {
        assert_eq!(name("Posyandu di desa kami buka setiap bulan pada hari Rabu pertama"), None);
        assert_eq!(name("PKKBN WARGA CONTOH"), None);
        assert_eq!(name("Lembaga Kemasyarakatan Desa"), None);
        assert_eq!(name("LPMD Contoh Ketua WARGA CONTOH").as_deref(), Some("LPMD Contoh"));
    }
}
