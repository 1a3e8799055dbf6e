//! The village itself.

use balai_core::model::{Profile, RegionNames};
use balai_core::{Access, Error, Found, Origin, Result, Visit};
use balai_extract::html::Document;
use balai_extract::{css, phone, profile as facts, table};

use crate::api;
use crate::feed::Feed;
use crate::map::{self, Identity, Map};
use crate::published::Published;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let map = match Map::of(site, visit).await {
        Ok(map) => Some(map),
        Err(error) => {
            visit.note(format!("the map tells nothing of the village: {error}"));
            None
        }
    };
    let home = site.home.as_ref();
    let feed = Feed::of(site, visit).await?;
    let mut profile = home.map(|home| home.profile.clone()).unwrap_or_default();
    if let Some(identity) = map.as_ref().and_then(|map| map.identity.as_ref()) {
        fill_from_identity(&mut profile, identity, visit)?;
    }
    fill_from_texts(&mut profile, site, visit).await?;
    // A theme may show nothing at all, and the feed still names the village.
    if profile.name.is_empty() {
        profile.name = feed.title.as_deref().map(facts::village_name).unwrap_or_default();
    }
    profile.village_type = visit.site().region.village_type();
    let found = match (&map, &home, &feed.origin) {
        (Some(map), ..) => (map.access, Origin::from(&map.page)),
        (None, Some(home), _) => (Access::Page, (&home.page).into()),
        (None, None, Some(origin)) => (Access::Feed, origin.clone()),
        (None, None, None) => return Err(Error::not_offered("neither map, home page nor feed can be read")),
    };
    if profile.name.is_empty() {
        return Err(Error::malformed("the site does not tell the village's name").at(&found.1.url));
    }
    visit.emit(Found::new(profile, found.0, found.1)).await?;
    visit.complete();
    Ok(())
}

fn fill_from_identity(profile: &mut Profile, identity: &Identity, visit: &Visit<'_>) -> Result<()> {
    let own = visit.site().region.digits();
    if let Some(code) = &identity.kode_desa
        && *code != own
    {
        // Said, not judged: whose site it is, is for another step to decide.
        profile.extras.insert("kode_desa".into(), code.clone().into());
    }
    if let Some(name) = &identity.nama_desa {
        profile.name.clone_from(name);
    }
    let code = identity.kode_pos.clone().filter(|code| code.len() == 5);
    profile.address = identity.alamat_kantor.clone().or(profile.address.take());
    profile.postal_code = code.or(profile.postal_code.take());
    if let Some(phone) = identity.telepon.as_deref().and_then(phone::international) {
        profile.phones = vec![phone];
    }
    if let Some(email) = identity.email_desa.clone().filter(|email| email.contains('@')) {
        profile.emails = vec![email];
    }
    profile.point = api::point(identity.lat.as_deref(), identity.lng.as_deref());
    profile.boundary = identity.path.as_deref().and_then(map::geometry);
    if let Some(logo) = &identity.logo {
        profile.logo = Some(visit.site().resolve(&format!("desa/logo/{logo}"))?.into());
    }
    let shown = profile.region.take().unwrap_or_default();
    profile.region = Some(RegionNames {
        province: identity.nama_propinsi.clone().or(shown.province),
        regency: identity.nama_kabupaten.clone().or(shown.regency),
        subdistrict: identity.nama_kecamatan.clone().or(shown.subdistrict),
    });
    Ok(())
}

/// What the home page's header and its widgets tell, which serves where the map does not.
pub(crate) fn on_home(document: &Document) -> Profile {
    let mut profile = Profile::default();
    let rows =
        document.select(css!(".info-desa table, #detail table, #collapse2 table")).flat_map(table::rows);
    facts::fill_from_rows(&mut profile, &rows.collect::<Vec<_>>());
    if profile.name.is_empty()
        && let Some(name) = document.attr(css!("meta[property='og:site_name']"), "content")
    {
        profile.name = facts::village_name(&name);
    }
    profile.logo = profile
        .logo
        .take()
        .or_else(|| document.first(css!("img[src*='/desa/logo/']")).and_then(|i| document.src(i)));
    facts::fill_social(&mut profile, document);
    profile.office_hours = document
        .select(css!("table"))
        .map(table::rows)
        .find(|rows| rows.first().is_some_and(|head| head.first().is_some_and(|cell| cell == "Hari")))
        .map(|rows| rows[1..].iter().map(|row| hours(row)).collect::<Vec<_>>().join("; "))
        .filter(|hours| !hours.is_empty());
    profile
}

/// `Senin 08:00-16:00`, or `Sabtu Libur`.
fn hours(row: &[String]) -> String {
    let short =
        |time: &String| time.strip_suffix(":00").filter(|time| time.contains(':')).unwrap_or(time).to_owned();
    match row {
        [day, from, to, ..] if from != to => format!("{day} {}-{}", short(from), short(to)),
        [day, what, ..] => format!("{day} {what}"),
        _ => row.join(" "),
    }
}

/// Vision, mission and history, as far as the menu leads to static pages with such names.
async fn fill_from_texts(profile: &mut Profile, site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let published = Published::of(site, visit).await?;
    let wanted = |words: &[&str]| {
        let named = |label: &str| words.iter().any(|word| label.to_lowercase().contains(word));
        let public = |path: &str| published.as_ref().is_none_or(|list| list.has(path));
        site.menu
            .articles()
            .find(|(path, label)| named(label) && public(path))
            .map(|(path, _)| path.to_owned())
    };
    if let Some(path) = wanted(&["sejarah"]) {
        profile.history = body_of(site, visit, &path).await.filter(|text| !text.is_empty());
    }
    if let Some(path) = wanted(&["visi", "misi"])
        && let Some(text) = body_of(site, visit, &path).await
    {
        (profile.vision, profile.mission) = facts::vision_and_mission(&text);
    }
    Ok(())
}

async fn body_of(site: &Surface, visit: &Visit<'_>, path: &str) -> Option<String> {
    let page = site.get(visit, path).await.ok()?;
    crate::article_page::parse(&page, visit.zone()).ok()??.article.body_text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_short() {
        let row = |cells: &[&str]| hours(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        assert_eq!(row(&["Senin", "08:00:00", "16:00:00"]), "Senin 08:00-16:00");
        assert_eq!(row(&["Sabtu", "Libur", "Libur"]), "Sabtu Libur");
    }
}
