//! The village itself: what the site is called, and what its pages tell.

use balai_core::model::Profile;
use balai_core::{Access, Entity, Error, Found, Origin, Result, Visit};
use balai_extract::html::{self, Document};
use balai_extract::profile::{self as facts, Chapter};
use balai_extract::{css, text};

use crate::pages::Pages;
use crate::surface::Surface;
use crate::{news, times};

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let key = key(visit);
    if visit.known(&key).await?.is_some_and(|known| times::is_fresh(known.fetched_at)) {
        news::look(site, visit).await?;
    }
    // What was read by an interface that fails for the moment is better than what pages tell, and says how it came.
    let is_better = site.has_failed && visit.known(&key).await?.is_some_and(|known| known.via == Access::Api);
    if is_better || news::is_none(visit) {
        visit.keep(&key).await?;
        visit.complete();
        return Ok(());
    }
    let pages = Pages::of(site, visit).await?;
    let mut profile = Profile {
        name: facts::village_name(&html::plain(&site.index.name)),
        village_type: visit.site().region.village_type(),
        logo: Some(site.index.site_icon_url.clone()).filter(|url| !url.is_empty()),
        ..Profile::default()
    };
    if let Some(home) = &site.home {
        fill_from_home(&mut profile, &Document::parse(home)?);
    }
    for page in pages.iter() {
        if let Some(chapter) = Chapter::named(&page.title)
            && let Ok(text) = page.document()
        {
            chapter.fill(&mut profile, &text);
        }
    }
    // By the interface wherever that is open, since it tells the name.
    let via = if site.rest.is_some() { Access::Api } else { Access::Page };
    let origin = match (&site.home, pages.iter().next()) {
        (_, Some(page)) => page.origin.clone(),
        (Some(home), None) => Origin::from(home),
        (None, None) => return Err(Error::not_offered("neither home page nor pages can be read")),
    };
    if profile.name.is_empty() {
        return Err(Error::malformed("the site does not tell the village's name").at(&origin.url));
    }
    visit.emit(Found::new(profile, via, origin)).await?;
    visit.complete();
    Ok(())
}

/// What the profile is known by.
pub(crate) fn key(visit: &Visit<'_>) -> String {
    Entity::from(Profile::default()).key(&visit.site().url)
}

fn fill_from_home(profile: &mut Profile, home: &Document) {
    if profile.name.is_empty() {
        let named = home.attr(css!("meta[property='og:site_name']"), "content");
        let named = named
            .or_else(|| home.text(css!(".site-title, .wp-block-site-title")))
            .or_else(|| home.text(css!("title")));
        profile.name = named.as_deref().map(facts::village_name).unwrap_or_default();
    }
    let logo = || home.first(css!("img.custom-logo, .custom-logo-link img, .site-logo img"));
    profile.logo = profile.logo.take().or_else(|| logo().and_then(|image| home.src(image)));
    facts::fill_social(profile, home);
    for footer in home.select(css!("footer, .site-footer, .widget_text, .contact-info")) {
        facts::fill_from_contact(profile, &text::of(footer));
    }
}
