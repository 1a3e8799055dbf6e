//! The village itself: what its site is called, how the office is reached, and what pages tell of it.

use balai_core::model::Profile;
use balai_core::{Access, Error, Found, Result, Visit};
use balai_extract::html::Document;
use balai_extract::{css, jsonld, phone, profile as facts, text};
use serde::Deserialize;
use serde_json::Value;

use crate::about;
use crate::read;
use crate::survey::Survey;
use crate::thing::named;

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let survey = Survey::of(visit).await?;
    let home = &survey.pages[0];
    let mut profile = Profile { village_type: visit.site().region.village_type(), ..Profile::default() };
    fill_from_home(&mut profile, &Document::parse(home)?);
    for page in survey.inner() {
        if let Ok(document) = Document::parse(page) {
            fill_from_page(&mut profile, &document);
        }
    }
    if profile.name.is_empty() {
        return Err(Error::malformed("the site does not tell the village's name").at(&home.url));
    }
    visit.emit(Found::new(profile, Access::Page, home)).await?;
    visit.complete();
    Ok(())
}

/// The office as JSON-LD describes it.
#[derive(Deserialize)]
struct Office {
    #[serde(default)]
    name: Value,
    #[serde(default)]
    address: Value,
    #[serde(default)]
    telephone: Value,
    #[serde(default)]
    email: Value,
}

fn fill_from_home(profile: &mut Profile, home: &Document) {
    const OFFICES: [&str; 5] = [
        "GovernmentOrganization",
        "GovernmentOffice",
        "Organization",
        "AdministrativeArea",
        "LocalGovernment",
    ];
    let names = read::of_site(home);
    let named_so = names.iter().find(|name| read::is_site_name(name));
    profile.name = named_so.map(|name| facts::village_name(name)).unwrap_or_default();
    for office in jsonld::items::<Office>(home, &OFFICES) {
        let name = named(&office.name).unwrap_or_default();
        if profile.name.is_empty() {
            profile.name = facts::village_name(&name);
        }
        profile.address = profile.address.take().or_else(|| address(&office.address));
        if profile.phones.is_empty() {
            profile.phones.extend(named(&office.telephone).and_then(|it| phone::international(&it)));
        }
        if profile.emails.is_empty() {
            profile.emails.extend(named(&office.email).map(|it| it.trim_start_matches("mailto:").to_owned()));
        }
    }
    if profile.name.is_empty() {
        // A site that is called by the village's bare name.
        let bare = names.iter().find(|name| (1..=3).contains(&read::fold(name).split(' ').count()));
        profile.name = bare.map(|name| facts::village_name(name)).unwrap_or_default();
    }
    let logo = css!(".navbar-brand img, .logo img, #logo img, img.logo, header img, [class*=brand] img");
    profile.logo = home.first(logo).and_then(|image| home.src(image));
    facts::fill_social(profile, home);
    fill_from_frame(profile, home);
}

/// What the frame of the site tells: where the office is, and how it is reached.
fn fill_from_frame(profile: &mut Profile, home: &Document) {
    let frame = css!(
        "footer, #footer, .footer, [class*=footer], address, [class*=kontak], [id*=kontak], [class*=contact]"
    );
    for part in home.select(frame) {
        facts::fill_from_contact(profile, &text::of(part));
        for link in part.select(css!("a[href]")) {
            let href = link.attr("href").unwrap_or_default();
            if let Some(number) = href.strip_prefix("tel:").filter(|_| profile.phones.is_empty()) {
                profile.phones.extend(phone::international(number));
            }
            if let Some(address) = href.strip_prefix("mailto:").filter(|_| profile.emails.is_empty()) {
                let address = address.split('?').next().unwrap_or_default();
                profile.emails.extend(Some(address.to_owned()).filter(|it| it.contains('@')));
            }
        }
    }
}

/// What a page tells by its title. Numbers to call are taken only where an office tells how to reach it.
fn fill_from_page(profile: &mut Profile, page: &Document) {
    let title = about(page).to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let main = || page.first(css!("main, article, #content, .content, .konten, #isi")).unwrap_or(page.root());
    if is(&["profil", "gambaran", "geografi", "demografi", "wilayah", "kontak", "hubungi", "tentang"]) {
        facts::fill_from_tables(profile, page);
    }
    if is(&["kontak", "hubungi"]) {
        facts::fill_from_contact(profile, &text::of(main()));
    }
    if is(&["sejarah", "asal usul", "asal-usul"]) && profile.history.is_none() {
        profile.history = below_title(&text::of(main()), &title);
    }
    if is(&["visi", "misi"]) && profile.vision.is_none() {
        (profile.vision, profile.mission) = facts::vision_and_mission(&text::of(main()));
    }
}

/// A text without the title that stands above it.
fn below_title(text: &str, title: &str) -> Option<String> {
    let is_title = |line: &&str| title.contains(&line.to_lowercase());
    let rest: Vec<_> = text.lines().skip_while(is_title).collect();
    Some(rest.join("\n")).filter(|text| !text.is_empty())
}

fn address(value: &Value) -> Option<String> {
    let Value::Object(parts) = value else { return named(value) };
    let part = |name: &str| parts.get(name).and_then(named);
    let parts: Vec<_> =
        ["streetAddress", "addressLocality", "addressRegion"].iter().filter_map(|name| part(name)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
