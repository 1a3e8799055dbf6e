//! The village itself.

use std::sync::Arc;

use balai_core::model::{Profile, RegionNames, SocialLink};
use balai_core::{Access, Error, Found, Origin, Page, Result, Visit};
use balai_extract::html::Document;
use balai_extract::{css, phone, social, table};

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
    let home = visit.get("/").await.ok();
    let feed = Feed::of(site, visit).await?;
    let mut profile = Profile::default();
    if let Some(identity) = map.as_ref().and_then(|map| map.identity.as_ref()) {
        fill_from_identity(&mut profile, identity, visit)?;
    }
    if let Some(home) = &home {
        fill_from_home(&mut profile, home)?;
    }
    fill_from_texts(&mut profile, site, visit).await?;
    // A theme may show nothing at all, and the feed still names the village.
    if profile.name.is_empty() {
        profile.name = feed.title.as_deref().map(village_name).unwrap_or_default();
    }
    profile.village_type = visit.site().region.village_type();
    let found = match (&map, &home, &feed.origin) {
        (Some(map), ..) => (map.access, Origin::from(&map.page)),
        (None, Some(home), _) => (Access::Page, home.into()),
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
    profile.name = identity.nama_desa.clone().unwrap_or_default();
    profile.address = identity.alamat_kantor.clone();
    profile.postal_code = identity.kode_pos.clone().filter(|code| code.len() == 5);
    profile.phones = identity.telepon.as_deref().and_then(phone::international).into_iter().collect();
    profile.emails = identity.email_desa.iter().filter(|email| email.contains('@')).cloned().collect();
    profile.point = api::point(identity.lat.as_deref(), identity.lng.as_deref());
    profile.boundary = identity.path.as_deref().and_then(map::geometry);
    if let Some(logo) = &identity.logo {
        profile.logo = Some(visit.site().resolve(&format!("desa/logo/{logo}"))?.into());
    }
    profile.region = Some(RegionNames {
        province: identity.nama_propinsi.clone(),
        regency: identity.nama_kabupaten.clone(),
        subdistrict: identity.nama_kecamatan.clone(),
    });
    Ok(())
}

/// What the home page's header and its widgets tell, where the map does not.
fn fill_from_home(profile: &mut Profile, home: &Arc<Page>) -> Result<()> {
    let document = Document::parse(home)?;
    let rows =
        document.select(css!(".info-desa table, #detail table, #collapse2 table")).flat_map(table::rows);
    let mut region = profile.region.take().unwrap_or_default();
    for row in rows {
        let Some(value) = row.last().filter(|value| row.len() >= 2 && value.len() > 1).cloned() else {
            continue;
        };
        let label = row[0].trim_end_matches(':').trim().to_lowercase();
        match label.as_str() {
            "alamat" => fill(&mut profile.address, value),
            "kodepos" | "kode pos" => fill(&mut profile.postal_code, value),
            "kecamatan" | "distrik" => fill(&mut region.subdistrict, value),
            "kabupaten" | "kota" => fill(&mut region.regency, value),
            "telepon" | "telp" if profile.phones.is_empty() => {
                profile.phones.extend(phone::international(&value))
            }
            "email" if profile.emails.is_empty() && value.contains('@') => profile.emails.push(value),
            "desa" | "kelurahan" | "nagari" | "gampong" | "kampung" | "pekon" if profile.name.is_empty() => {
                profile.name = value;
            }
            _ => {}
        }
    }
    if region != RegionNames::default() {
        profile.region = Some(region);
    }
    if profile.name.is_empty()
        && let Some(name) = document.attr(css!("meta[property='og:site_name']"), "content")
    {
        profile.name = village_name(&name);
    }
    profile.logo = profile
        .logo
        .take()
        .or_else(|| document.first(css!("img[src*='/desa/logo/']")).and_then(|i| document.src(i)));
    for link in document.select(css!("a[href]")).filter_map(|link| document.href(link)) {
        if let Some(link) = social::link(&link)
            && !profile.social.iter().any(|known: &SocialLink| known.network == link.network)
        {
            profile.social.push(link);
        }
    }
    profile.office_hours = document
        .select(css!("table"))
        .map(table::rows)
        .find(|rows| rows.first().is_some_and(|head| head.first().is_some_and(|cell| cell == "Hari")))
        .map(|rows| rows[1..].iter().map(|row| hours(row)).collect::<Vec<_>>().join("; "))
        .filter(|hours| !hours.is_empty());
    Ok(())
}

fn fill(field: &mut Option<String>, value: String) {
    field.get_or_insert(value);
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

/// `Desa Darmayasa Kecamatan Pejawaran Kabupaten Banjarnegara` is Darmayasa.
fn village_name(title: &str) -> String {
    let before =
        ["Kecamatan", "Kabupaten", "Kec.", "Distrik"].iter().filter_map(|word| title.find(word)).min();
    let name = title[..before.unwrap_or(title.len())].trim().trim_end_matches(',');
    let mut words = name.split_whitespace();
    let kinds = ["desa", "kelurahan", "nagari", "gampong", "kampung", "pekon", "negeri", "lembang"];
    match words.next() {
        Some(first) if kinds.contains(&first.to_lowercase().as_str()) => words.collect::<Vec<_>>().join(" "),
        _ => name.to_owned(),
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
        (profile.vision, profile.mission) = vision_and_mission(&text);
    }
    Ok(())
}

async fn body_of(site: &Surface, visit: &Visit<'_>, path: &str) -> Option<String> {
    let page = site.get(visit, path).await.ok()?;
    crate::article::parse(&page, visit.zone()).ok()??.article.body_text
}

/// The lines below "Visi" and those below "Misi".
fn vision_and_mission(text: &str) -> (Option<String>, Vec<String>) {
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
    (Some(vision.join("\n")).filter(|vision| !vision.is_empty()), mission)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_what_stands_round_it() {
        assert_eq!(village_name("Desa Darmayasa Kecamatan Pejawaran Kabupaten Banjarnegara"), "Darmayasa");
        assert_eq!(village_name("Nagari Sungai Pua"), "Sungai Pua");
        assert_eq!(village_name("Darmayasa"), "Darmayasa");
    }

    #[test]
    fn vision_and_mission_are_told_apart() {
        let (vision, mission) =
            vision_and_mission("Visi\nDesa maju dan rukun\nMisi:\n1. Jalan baik\n2) Air bersih");
        assert_eq!(vision.as_deref(), Some("Desa maju dan rukun"));
        assert_eq!(mission, ["Jalan baik", "Air bersih"]);
    }

    #[test]
    fn hours_are_short() {
        let row = |cells: &[&str]| hours(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        assert_eq!(row(&["Senin", "08:00:00", "16:00:00"]), "Senin 08:00-16:00");
        assert_eq!(row(&["Sabtu", "Libur", "Libur"]), "Sabtu Libur");
    }
}
