//! The village itself: what the site is called, and what its articles on the village tell.

use std::sync::Arc;

use balai_core::model::Profile;
use balai_core::{Access, Entity, Error, ErrorKind, Found, Page, Result, Visit};
use balai_extract::css;
use balai_extract::html::{self, Document};
use balai_extract::profile::{self, Chapter};

use crate::article::{Chapters, Pages};
use crate::listing::Listed;

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let home = visit.get("/").await?;
    let mut profile = of_home(&home)?;
    profile.village_type = visit.site().region.village_type();
    if profile.name.is_empty() {
        return Err(Error::malformed("the site does not tell the village's name").at(&home.url));
    }
    let is_whole = match fill_from_articles(&mut profile, visit).await {
        Ok(is_whole) => is_whole,
        Err(error) => {
            visit.note(format!("the articles tell nothing of the village: {error}"));
            !may_do_better(&error)
        }
    };
    let key = Entity::from(profile.clone()).key(&visit.site().url);
    if !is_whole && visit.known(&key).await?.is_some() {
        visit.note(
            "the profile is as an earlier visit read it, since not all that tells of the village can be read",
        );
        visit.keep(&key).await?;
    } else {
        visit.emit(Found::new(profile, Access::Page, &home)).await?;
    }
    visit.complete();
    Ok(())
}

/// What the home page tells of the village.
fn of_home(home: &Page) -> Result<Profile> {
    let document = Document::parse(home)?;
    let mut profile = Profile { name: name(&document), ..Profile::default() };
    let logo = document.first(css!(".brand-logo img, .navbar-brand img, .brand img, .logo img, #logo img"));
    profile.logo = logo.and_then(|logo| document.src(logo)).filter(|logo| {
        // A template has a picture of its own where the village has set none.
        !logo.contains("/templates/")
    });
    profile::fill_social(&mut profile, &document);
    Ok(profile)
}

/// The village's name, from what the page calls the site.
fn name(home: &Document) -> String {
    let pictures = home.select(css!(
        ".brand-logo img[alt], .navbar-brand img[alt], .brand img[alt], .logo img[alt], #logo img[alt]"
    ));
    let titled = home.select(css!(".site-title[title], .brand-logo span[title]"));
    let texts =
        home.select(css!(".site-title, .brand-logo, .navbar-brand, .brand, .logo, #logo, .site-name"));
    let brands: Vec<String> = pictures
        .filter_map(|picture| picture.attr("alt").map(str::to_owned))
        .chain(titled.filter_map(|element| element.attr("title").map(str::to_owned)))
        .chain(texts.filter_map(html::line))
        .filter(|brand| !brand.trim().is_empty())
        .collect();
    // The title may be the menu's: `Beranda - Desa Darmayasa`.
    let title = home.text(css!("title")).unwrap_or_default();
    let site_name = home.attr(css!("meta[property='og:site_name']"), "content");
    let parts = title.split(['|', '–']).flat_map(|part| part.split(" - ")).map(|part| part.trim().to_owned());
    let all = brands.iter().cloned().chain(site_name).chain(parts);
    let named = all.into_iter().find(|text| names_a_village(text));
    named.or_else(|| brands.into_iter().next()).map(|name| profile::village_name(&name)).unwrap_or_default()
}

fn names_a_village(text: &str) -> bool {
    const KINDS: [&str; 8] =
        ["desa", "kelurahan", "nagari", "gampong", "kampung", "pekon", "negeri", "lembang"];
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.into_iter().any(|word| KINDS.contains(&word.as_str()))
}

/// Whether a later visit may read what this one could not.
fn may_do_better(error: &Error) -> bool {
    error.is_temporary() || error.kind() == ErrorKind::Blocked
}

/// Fills a profile from the articles whose titles say that they tell of the village; whether all of them could be read.
async fn fill_from_articles(profile: &mut Profile, visit: &mut Visit<'_>) -> Result<bool> {
    /// More of them than that would be news.
    const MOST: usize = 8;
    let listed = Listed::of(visit).await?;
    let chapters =
        listed.items.iter().filter_map(|item| Some((item, Chapter::named(item.title.as_deref()?)?)));
    let (mut pages, mut is_whole) = (Pages::default(), true);
    let mut read = Chapters::default();
    for (item, chapter) in chapters.take(MOST) {
        match pages.read(item, visit).await {
            Ok(Some(shown)) => {
                let text = shown.parsed.article.body_html.as_deref().unwrap_or_default();
                chapter.fill(profile, &Document::parse_str(text, &item.url)?);
                read.0.insert(item.url.clone(), shown);
            }
            Ok(None) => {}
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(error) => {
                is_whole &= !may_do_better(&error);
                let title = item.title.as_deref().unwrap_or_default();
                visit.note(format!("what “{title}” tells is not known: {error}"));
            }
        }
    }
    visit.set_memo(Arc::new(read));
    Ok(is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_what_the_site_is_called() {
        for (html, expected) in [
            (
                "<title>Beranda</title><a class=brand-logo><img alt='Desa Darmayasa' src=/media/templates/site/cassiopeia/images/logo.svg></a>",
                "Darmayasa",
            ),
            (
                "<title>Beranda - Pemerintah Desa Darmayasa</title><a class=brand><img alt='' src=/images/logo.png></a>",
                "Darmayasa",
            ),
            (
                "<title>Beranda</title><a class=brand><span class=site-title title='Darmayasa'>Darmayasa</span></a>",
                "Darmayasa",
            ),
            ("<title>Beranda</title><p>Desa mana?</p>", ""),
        ] {
            let profile = of_home(&crate::page_at("https://desa.example/", html)).expect("a page");
            assert_eq!(profile.name, expected, "{html}");
            assert!(profile.logo.is_none_or(|logo| logo.ends_with("/images/logo.png")));
        }
    }
}
