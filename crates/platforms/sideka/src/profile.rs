//! The village itself: the pages that every new site has, those that its menu leads to, and the map.

use std::collections::BTreeSet;

use balai_core::model::Profile;
use balai_core::{Access, Error, ErrorKind, Found, Page, Result, Visit};
use balai_extract::html::{self, Document};
use balai_extract::{css, profile as facts, table, text};
use url::Url;

use crate::identity::Identity;
use crate::map::Map;
use crate::page;

pub(crate) async fn read(identity: &Identity, visit: &mut Visit<'_>) -> Result<()> {
    let home = page::whole(visit, "/").await?;
    let (mut profile, topics) = of_home(&home)?;
    if profile.name.is_empty() {
        return Err(Error::malformed("the site does not tell the village's name").at(&home.url));
    }
    profile.village_type = visit.site().region.village_type();
    for (path, topic) in topics {
        // A profile without one of its pages would take the place of the one that has them all.
        match page::whole(visit, &path).await {
            Ok(page) => fill(&mut profile, topic, &page)?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    match Map::of(visit).await {
        Ok((_, map)) => {
            profile.area_ha = map.area_ha.or(profile.area_ha);
            profile.boundary = map.boundary;
        }
        // Most sites have none today, since the servers behind it are gone.
        Err(error)
            if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotOffered | ErrorKind::Malformed) =>
        {
            visit.note(format!("neither area nor boundary is told: {error}"));
        }
        Err(error) => return Err(error),
    }
    if let Some(code) = identity.code {
        profile.extras.insert("desa_code".into(), code.to_string().into());
    }
    visit.emit(Found::new(profile, Access::Page, &home)).await?;
    visit.complete();
    Ok(())
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Facts,
    History,
    Vision,
    Contact,
}

/// What a link's words say that its page is about.
fn topic(label: &str) -> Option<Topic> {
    const WORDS: [(&str, Topic); 9] = [
        ("sejarah", Topic::History),
        ("asal usul", Topic::History),
        ("visi", Topic::Vision),
        ("kontak", Topic::Contact),
        ("hubungi", Topic::Contact),
        ("gambaran umum", Topic::Facts),
        ("geografis", Topic::Facts),
        ("kondisi umum", Topic::Facts),
        ("tentang desa", Topic::Facts),
    ];
    // Whole words: a *revisi* is no *visi*.
    let words: Vec<_> = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let label = format!(" {} ", words.join(" ").to_lowercase());
    WORDS.iter().find(|(word, _)| label.contains(&format!(" {word} "))).map(|(_, topic)| *topic)
}

/// What the home page tells, and the pages to read: those that every site has, and those of the menu.
fn of_home(home: &Page) -> Result<(Profile, Vec<(String, Topic)>)> {
    /// The most pages of the menu that are read.
    const MOST: usize = 6;
    let document = Document::parse(home)?;
    let named = document.attr(css!("meta[property='og:site_name']"), "content");
    let named = named.or_else(|| document.text(css!("title")));
    let logo = document.first(css!(".mh-logo img, img.custom-logo")).and_then(|image| document.src(image));
    let mut profile = Profile {
        name: named.as_deref().map(facts::village_name).unwrap_or_default(),
        logo,
        ..Profile::default()
    };
    facts::fill_social(&mut profile, &document);
    for foot in document.select(css!("footer, .mh-footer, .widget_text")) {
        facts::fill_from_contact(&mut profile, &text::of(foot));
    }
    let mut pages =
        vec![("/profil/".to_owned(), Topic::Facts), ("/profil/sejarah/".to_owned(), Topic::History)];
    let mut seen: BTreeSet<String> =
        ["profil/", "profil/sejarah/"].iter().filter_map(|path| html::absolute(&home.url, path)).collect();
    let links = document.select(css!("nav a[href], .menu a[href]"));
    let listed = links.filter_map(|link| {
        let url = document.href(link)?;
        let is_own = Url::parse(&url).is_ok_and(|url| url.host_str() == home.url.host_str());
        let topic = topic(&html::line(link)?).filter(|_| is_own && seen.insert(url.clone()))?;
        Some((url, topic))
    });
    pages.extend(listed.take(MOST));
    Ok((profile, pages))
}

fn fill(profile: &mut Profile, topic: Topic, page: &Page) -> Result<()> {
    let document = Document::parse(page)?;
    let Some(content) = document.first(css!(".entry-content")) else { return Ok(()) };
    let text = text::of(content);
    match topic {
        Topic::Facts => {
            for rows in content.select(css!("table")).map(table::rows) {
                facts::fill_from_rows(profile, &rows);
            }
        }
        Topic::History => {
            profile.history = profile.history.take().or_else(|| Some(text).filter(|it| !it.is_empty()))
        }
        Topic::Vision if profile.vision.is_none() => {
            (profile.vision, profile.mission) = facts::vision_and_mission(&text);
        }
        Topic::Vision => {}
        Topic::Contact => facts::fill_from_contact(profile, &text),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer;

    #[test]
    fn the_menu_leads_to_what_is_told_of_the_village() {
        let mut home = answer(
            "text/html",
            "<html><title>Desa Contoh &#8211; Kabupaten Contoh</title><nav><a href='/profil/sejarah/'>Sejarah Desa</a>\
             <a href='/visi-misi/'>VISI dan Misi</a><a href='https://lain.id/kontak/'>Kontak</a><a href='/hubungi/'>Hubungi \
             Kami</a><a href='/kabar/'>Kabar</a></nav><footer>Alamat: Jl. Contoh 1</footer></html>",
        );
        home.url = "https://contoh.desa.id/".parse().expect("a URL");
        let (profile, pages) = of_home(&home).expect("a home page");
        assert_eq!((profile.name.as_str(), profile.address.as_deref()), ("Contoh", Some("Jl. Contoh 1")));
        let due = [
            ("/profil/", Topic::Facts),
            ("/profil/sejarah/", Topic::History),
            ("https://contoh.desa.id/visi-misi/", Topic::Vision),
            ("https://contoh.desa.id/hubungi/", Topic::Contact),
        ];
        assert_eq!(pages, due.map(|(path, topic)| (path.to_owned(), topic)));
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(topic("VISI & MISI"), Some(Topic::Vision));
        assert_eq!(topic("Asal-usul Desa"), Some(Topic::History));
        assert_eq!(topic("Revisi APBDes"), None);
    }

    #[test]
    fn pages_fill_what_they_are_about() {
        let mut profile = Profile::default();
        let page = |text: &str| answer("text/html", format!("<div class='entry-content'>{text}</div>"));
        let mut read = |topic, text: &str| fill(&mut profile, topic, &page(text)).expect("a page");
        read(Topic::History, "");
        read(Topic::History, "<p>Dahulu kala.</p>");
        read(Topic::Vision, "<h3>Visi</h3><p>Guyub</p><h3>Misi</h3><ol><li>Satu</li><li>Dua</li></ol>");
        read(Topic::Facts, "<table><tr><td>Batas Utara</td><td>Desa Lain</td></tr></table>");
        read(Topic::Contact, "<p>Kode Pos: 53454</p>");
        assert_eq!(profile.history.as_deref(), Some("Dahulu kala."));
        assert_eq!((profile.vision.as_deref(), profile.mission.len()), (Some("Guyub"), 2));
        assert_eq!(profile.borders.and_then(|it| it.north).as_deref(), Some("Desa Lain"));
        assert_eq!(profile.postal_code.as_deref(), Some("53454"));
    }
}
