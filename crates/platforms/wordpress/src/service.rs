//! Services of the village office: the sections of pages about them.

use balai_core::model::Service;
use balai_core::{Error, Found, Kind, Result, Visit};
use balai_extract::css;
use balai_extract::html;

use crate::pages::Pages;
use crate::post::Post;
use crate::posts::Only;
use crate::surface::Surface;
use crate::types::Types;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let pages = Pages::of(site, visit).await?;
    let is_about = |page: &&Post| {
        let title = page.title.to_lowercase();
        ["layanan", "pelayanan", "persyaratan"].iter().any(|word| title.contains(word))
    };
    let mut found = 0;
    for page in pages.iter().filter(is_about) {
        for service in on_page(page) {
            visit.emit(Found::new(service, page.via, &page.origin)).await?;
            found += 1;
        }
    }
    let types = Types::of(site, visit).await?;
    let mut is_whole = types.is_whole && pages.is_whole;
    for own in types.of_kind(Kind::Service) {
        let (posts, are_all) = own.posts(site, visit, Only::All).await?;
        is_whole &= are_all;
        for post in posts {
            let Some(service) = of_post(&post) else { continue };
            visit.emit(Found::new(service, post.via, &post.origin)).await?;
            found += 1;
        }
    }
    if found == 0 {
        return Err(Error::not_offered("no page lists services with what they need"));
    }
    if is_whole {
        site.complete(visit);
    }
    Ok(())
}

/// The services on a page: a heading each, and below it what is to be brought or done.
fn on_page(page: &Post) -> Vec<Service> {
    let Ok(document) = page.document() else { return Vec::new() };
    let mut services: Vec<Service> = Vec::new();
    let mut are_steps = false;
    for element in document.select(css!("h2, h3, h4, h5, p, li, strong")) {
        let Some(text) = html::line(element) else { continue };
        match element.value().name() {
            "li" => {
                let Some(service) = services.last_mut() else { continue };
                if are_steps { service.steps.push(text) } else { service.requirements.push(text) }
            }
            "p" | "strong" => are_steps = steps_follow(&text).unwrap_or(are_steps),
            _ if steps_follow(&text).is_some() => are_steps = steps_follow(&text).unwrap_or_default(),
            _ => {
                are_steps = false;
                services.push(Service { name: text, url: Some(page.link.clone()), ..Service::default() });
            }
        }
    }
    services.retain(|service| !service.requirements.is_empty() || !service.steps.is_empty());
    services
}

/// A post of their type is one service.
fn of_post(post: &Post) -> Option<Service> {
    let document = post.document().ok()?;
    let mut service =
        Service { name: post.title.clone(), url: Some(post.link.clone()), ..Service::default() };
    let mut are_steps = false;
    for element in document.select(css!("h2, h3, h4, h5, p, li")) {
        let Some(text) = html::line(element) else { continue };
        match element.value().name() {
            "li" if are_steps => service.steps.push(text),
            "li" => service.requirements.push(text),
            _ => are_steps = steps_follow(&text).unwrap_or(are_steps),
        }
    }
    Some(service)
}

/// Whether a line says that steps follow, or that requirements do.
fn steps_follow(line: &str) -> Option<bool> {
    let line = line.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
    if begins(&["prosedur", "alur", "langkah", "tata cara"]) {
        Some(true)
    } else if begins(&["persyaratan", "syarat"]) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rest::tests::post;

    #[test]
    fn a_heading_and_a_list_are_a_service() {
        let page = post(
            "Layanan",
            "<h3>Surat Domisili</h3><ul><li>Pengantar RT</li><li>Fotokopi KTP</li></ul><p>Prosedur:</p><ol><li>Datang</li></ol>
             <h3>Jam Pelayanan</h3><p>Senin–Kamis</p>",
        );
        let services = on_page(&page);
        assert_eq!(services.len(), 1);
        assert_eq!((services[0].name.as_str(), services[0].requirements.len()), ("Surat Domisili", 2));
        assert_eq!(services[0].steps, ["Datang"]);
    }
}
