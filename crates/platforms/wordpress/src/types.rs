//! The types of posts that a site's theme or plugins made: officials, goods, places.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::{ErrorKind, Kind, Result, Visit};
use serde::Deserialize;
use url::Url;

use crate::list::List;
use crate::post::{Post, Sort};
use crate::posts::{Only, changes, keep, stands_in_the_way, whole};
use crate::rest::{EMBED, Row, read};
use crate::sitemap::{Listed, Sitemap};
use crate::surface::Surface;

/// The types that a site made, as far as their names tell what they are of.
pub(crate) struct Types {
    types: Vec<Type>,
    /// Whether every place that tells of types could be read.
    pub(crate) is_whole: bool,
}

/// A type of posts.
#[derive(Clone)]
pub(crate) struct Type {
    pub(crate) name: String,
    /// Where REST lists them; `None` where it does not.
    route: Option<String>,
    kind: Kind,
}

/// A type as REST tells it.
#[derive(Deserialize)]
struct Told {
    slug: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    rest_base: String,
    #[serde(default)]
    rest_namespace: Option<String>,
}

impl Types {
    pub(crate) async fn of(site: &Surface, visit: &mut Visit<'_>) -> Result<Arc<Self>> {
        if let Some(known) = visit.memo() {
            return Ok(known);
        }
        let mut types = Self { types: Vec::new(), is_whole: true };
        if let Some(rest) = &site.rest {
            match rest
                .get(visit, "wp/v2/types", "")
                .await
                .and_then(|page| read::<BTreeMap<String, Told>>(&page))
            {
                Ok(told) => types.types.extend(told.into_values().filter_map(Type::of_told)),
                Err(error) if stands_in_the_way(&error) => {
                    visit.note(format!("types of posts cannot be listed: {error}"));
                    types.is_whole = false;
                }
                Err(error) => return Err(error),
            }
        }
        // A type that REST does not show is in the sitemap all the same.
        if let Some(sitemap) = Sitemap::of(site, visit).await? {
            types.is_whole &= sitemap.is_whole;
            for name in sitemap.types() {
                let is_new = types.types.iter().all(|known| known.name != name);
                if let Some(kind) = kind_of(name).filter(|_| is_new) {
                    types.types.push(Type { name: name.to_owned(), route: None, kind });
                }
            }
        }
        let types = Arc::new(types);
        visit.set_memo(types.clone());
        Ok(types)
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Type> {
        self.types.iter()
    }

    /// The types of one kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Type> {
        self.types.iter().filter(move |own| own.kind == kind)
    }
}

impl Type {
    fn of_told(told: Told) -> Option<Self> {
        let kind = kind_of(&told.slug).or_else(|| kind_of(&told.name.to_lowercase().replace(' ', "-")))?;
        let namespace = told.rest_namespace.as_deref().unwrap_or("wp/v2");
        let route = (!told.rest_base.is_empty()).then(|| format!("{namespace}/{}", told.rest_base));
        Some(Self { name: told.slug, route, kind })
    }

    /// Its posts, and whether every one that the site has is among those read and kept. Only articles can be kept.
    pub(crate) async fn posts(
        &self,
        site: &Surface,
        visit: &mut Visit<'_>,
        only: Only,
    ) -> Result<(Vec<Post>, bool)> {
        if let (Some(rest), Some(route)) = (&site.rest, &self.route) {
            match rest.whole::<Row>(visit, route, EMBED).await {
                Ok(List { items, is_whole, first }) => {
                    let post = |row: Row| row.post(Sort::Own, site, visit, &[], first.as_ref()?);
                    return Ok((items.into_iter().filter_map(post).collect(), is_whole));
                }
                Err(error) if stands_in_the_way(&error) => {
                    visit.note(format!("{} cannot be listed by REST: {error}", self.name));
                }
                Err(error) => return Err(error),
            }
        }
        let mut posts = Vec::new();
        let (listed, is_whole) = self.listed(site, visit).await?;
        let changes = changes(visit, only).await?;
        for mut listed in listed {
            if only == Only::Changed && keep(visit, &mut listed, &changes).await? {
                continue;
            }
            match whole(&listed.link, visit).await {
                Ok(read) => posts.extend(read.post().map(|post| post.of_own_type(listed.link))),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) if error.kind().is_unreachable() => return Err(error),
                Err(error) => visit.skip(error),
            }
        }
        Ok((posts, is_whole))
    }

    /// What the sitemap lists of it, without the page on which all are listed; and whether that is all.
    pub(crate) async fn listed(&self, site: &Surface, visit: &mut Visit<'_>) -> Result<(Vec<Listed>, bool)> {
        let Some(sitemap) = Sitemap::of(site, visit).await? else { return Ok((Vec::new(), false)) };
        let (mut listed, is_whole) = sitemap.of_type(&self.name, visit).await?;
        listed.retain(|listed| !is_archive(&listed.link));
        Ok((listed, is_whole))
    }
}

/// Whether an address is that of the list of a type: `/lapak/`, where one of them is at `/lapak/kopi/`.
fn is_archive(link: &str) -> bool {
    let Ok(url) = Url::parse(link) else { return false };
    url.query().is_none() && url.path().trim_matches('/').split('/').count() == 1
}

/// What posts of a type are of, by the type's name; `None` for WordPress's own types, and for what no name tells.
fn kind_of(name: &str) -> Option<Kind> {
    const WORDS: [(Kind, &[&str]); 6] = [
        (Kind::Official, &["perangkat", "aparatur", "pamong", "pegawai", "pejabat"]),
        (Kind::Product, &["lapak", "produk", "umkm", "toko"]),
        (Kind::Place, &["wisata", "potensi", "destinasi", "fasilitas", "tempat"]),
        (Kind::Service, &["layanan", "pelayanan"]),
        (Kind::Event, &["mec-events", "tribe_events", "agenda"]),
        (Kind::Article, &["pengumuman", "berita", "kabar", "artikel"]),
    ];
    // A regulation (produk hukum) is no goods.
    if name.contains("hukum") {
        return None;
    }
    WORDS.iter().find(|(_, words)| words.iter().any(|word| name.contains(word))).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_types_name_tells_what_it_is_of() {
        for (name, kind) in [
            ("perangkat-desa", Some(Kind::Official)),
            ("lapak", Some(Kind::Product)),
            ("produk-hukum", None),
            ("post", None),
            ("wp_block", None),
            ("wisata", Some(Kind::Place)),
        ] {
            assert_eq!(kind_of(name), kind, "{name}");
        }
        assert!(is_archive("https://a.example/lapak/") && !is_archive("https://a.example/lapak/kopi/"));
        assert!(!is_archive("https://a.example/?lapak=kopi"));
        let told = Told {
            slug: "staf".into(),
            name: "Perangkat Desa".into(),
            rest_base: "staf-desa".into(),
            rest_namespace: None,
        };
        assert_eq!(Type::of_told(told).expect("officials").route.as_deref(), Some("wp/v2/staf-desa"));
    }
}
