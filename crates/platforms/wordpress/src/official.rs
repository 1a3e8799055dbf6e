//! People in office: of a type of posts, and in tables on pages.

use std::collections::BTreeMap;

use balai_core::model::Official;
use balai_core::{Access, Error, Found, Kind, Origin, Result, Visit};
use balai_extract::{name, table, terms};

use crate::pages::Pages;
use crate::post::Post;
use crate::posts::Only;
use crate::surface::Surface;
use crate::types::Types;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    // By name: a site that has a table and a post for each says the same of both, the table more of the office.
    let mut officials: BTreeMap<String, (Official, Access, Origin)> = BTreeMap::new();
    let pages = Pages::of(site, visit).await?;
    for page in pages.iter() {
        for official in on_page(page) {
            let person = name::bare(&official.name).to_lowercase();
            officials.entry(person).or_insert((official, page.via, page.origin.clone()));
        }
    }
    let types = Types::of(site, visit).await?;
    let mut is_whole = types.is_whole && pages.is_whole;
    for own in types.of_kind(Kind::Official) {
        let (posts, are_all) = own.posts(site, visit, Only::All).await?;
        is_whole &= are_all;
        for post in posts {
            let Some(official) = of_post(&post) else { continue };
            let person = name::bare(&official.name).to_lowercase();
            let (known, ..) =
                officials.entry(person).or_insert((official.clone(), post.via, post.origin.clone()));
            known.photo = known.photo.take().or(official.photo);
        }
    }
    if officials.is_empty() {
        return Err(Error::not_offered("no page has a table of officials, and no type of posts is of them"));
    }
    for (official, via, origin) in officials.into_values() {
        visit.emit(Found::new(official, via, &origin)).await?;
    }
    if is_whole {
        site.complete(visit);
    }
    Ok(())
}

/// The people in office in a page's tables.
fn on_page(page: &Post) -> Vec<Official> {
    let Ok(document) = page.document() else { return Vec::new() };
    let tables = table::tables(document.root(), &page.title);
    tables.into_iter().flat_map(|table| table::officials(&table.rows, &table.about)).collect()
}

/// The person that a post of their type is of: the title names them, and the text or a term the office.
fn of_post(post: &Post) -> Option<Official> {
    const LONGEST: usize = 80;
    let text = post.text().ok()?;
    let first =
        text.lines().map(str::trim).find(|line| !line.is_empty()).filter(|line| line.len() <= LONGEST);
    let position = first.map(str::to_owned).or_else(|| post.terms.first().cloned())?;
    // "Jabatan: Kaur Keuangan"
    let position = position.split_once(':').map_or(position.as_str(), |(_, office)| office).trim().to_owned();
    (!post.title.is_empty()).then(|| Official {
        name: name::tidy(&post.title),
        role: Some(terms::role(&position)),
        position,
        photo: post.image.as_ref().map(|image| image.url.clone()),
        ..Official::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rest::tests::post;

    #[test]
    fn a_post_names_a_person_and_the_office() {
        let official = of_post(&post("Asep Hidayat", "<p>Jabatan: Sekretaris Desa</p><p>Lahir di …</p>"));
        assert_eq!(official.expect("a person").position, "Sekretaris Desa");
        let mut filed = post("Ujang", "");
        assert_eq!(of_post(&filed), None);
        filed.terms.push("Kasi".into());
        assert_eq!(of_post(&filed).expect("a person").position, "Kasi");
    }
}
