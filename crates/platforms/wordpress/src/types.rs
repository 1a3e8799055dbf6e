//! The types of posts that a site's theme or plugins made: officials, goods, places.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::{ErrorKind, Kind, Result, Visit};
use serde::Deserialize;

use crate::page;
use crate::post::{Post, Sort};
use crate::posts::stands_in_the_way;
use crate::rest::{EMBED, Row, read};
use crate::sitemap::Sitemap;
use crate::surface::Surface;

/// The types that a site made, as far as their names tell what they are of.
pub(crate) struct Types(Vec<Type>);

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
        let mut types = Self(Vec::new());
        if let Some(rest) = &site.rest {
            match rest
                .get(visit, "wp/v2/types", "")
                .await
                .and_then(|page| read::<BTreeMap<String, Told>>(&page))
            {
                Ok(told) => types.0.extend(told.into_values().filter_map(Type::of_told)),
                Err(error) if stands_in_the_way(&error) => {
                    visit.note(format!("types of posts cannot be listed: {error}"));
                }
                Err(error) => return Err(error),
            }
        }
        // A type that REST does not show is in the sitemap all the same.
        if let Some(sitemap) = Sitemap::of(visit).await? {
            for name in sitemap.types() {
                if let Some(kind) = kind_of(name).filter(|_| types.0.iter().all(|known| known.name != name)) {
                    types.0.push(Type { name: name.to_owned(), route: None, kind });
                }
            }
        }
        let types = Arc::new(types);
        visit.set_memo(types.clone());
        Ok(types)
    }

    /// The types of one kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Type> {
        self.0.iter().filter(move |own| own.kind == kind)
    }
}

impl Type {
    fn of_told(told: Told) -> Option<Self> {
        let kind = kind_of(&told.slug).or_else(|| kind_of(&told.name.to_lowercase().replace(' ', "-")))?;
        let namespace = told.rest_namespace.as_deref().unwrap_or("wp/v2");
        let route = (!told.rest_base.is_empty()).then(|| format!("{namespace}/{}", told.rest_base));
        Some(Self { name: told.slug, route, kind })
    }

    /// Its posts.
    pub(crate) async fn posts(&self, site: &Surface, visit: &mut Visit<'_>) -> Result<Vec<Post>> {
        if let (Some(rest), Some(route)) = (&site.rest, &self.route) {
            let list = match rest.list::<Row>(visit, route, EMBED).await {
                Err(error) if stands_in_the_way(&error) => rest.list::<Row>(visit, route, "").await,
                list => list,
            };
            match list {
                Ok(list) => {
                    let first = list.first;
                    let posts = list
                        .items
                        .into_iter()
                        .filter_map(|row| row.post(Sort::Own, site, visit, &[], first.as_ref()?));
                    return Ok(posts.collect());
                }
                Err(error) if stands_in_the_way(&error) => {
                    visit.note(format!("{} cannot be listed by REST: {error}", self.name));
                }
                Err(error) => return Err(error),
            }
        }
        let mut posts = Vec::new();
        let Some(sitemap) = Sitemap::of(visit).await? else { return Ok(posts) };
        for listed in sitemap.of_type(&self.name, visit).await?.0 {
            let read = match visit.get(&listed.link).await {
                Ok(page) => page::read(&page, visit.zone()),
                Err(error) => Err(error),
            };
            match read {
                Ok(found) => posts.extend(found.map(|read| Post {
                    sort: Sort::Own,
                    link: listed.link.clone(),
                    ..read.post
                })),
                // The page on which they are listed stands in the sitemap too.
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Malformed) => {}
                Err(error) if error.kind().is_unreachable() => return Err(error),
                Err(error) => visit.skip(error),
            }
        }
        Ok(posts)
    }
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
        let told = Told {
            slug: "staf".into(),
            name: "Perangkat Desa".into(),
            rest_base: "staf-desa".into(),
            rest_namespace: None,
        };
        assert_eq!(Type::of_told(told).expect("officials").route.as_deref(), Some("wp/v2/staf-desa"));
    }
}
