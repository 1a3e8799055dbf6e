//! The portal: whose it is, and which villages it knows.

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_core::model::RegionNames;
use balai_core::{Error, ErrorKind, Level, Meaning, Origin, RegionCode, Result, Visit};
use balai_extract::json;
use serde::Deserialize;

use crate::api;

/// What every kind has to know of the portal: asked for once a visit.
pub(crate) struct Portal {
    /// What the villages are part of; `None` where the portal fails to say.
    pub(crate) names: Option<RegionNames>,
    pub(crate) villages: Vec<Village>,
    /// Where the list of villages came from.
    pub(crate) origin: Origin,
    /// Whether every village of the list is among them.
    pub(crate) is_whole: bool,
}

/// A village of the portal's list.
pub(crate) struct Village {
    pub(crate) code: RegionCode,
    /// The code as the portal writes it, with or without dots: it knows the village by this form alone. `None` where it
    /// has none, and cannot be asked for more.
    pub(crate) asked: Option<String>,
    pub(crate) row: Row,
}

/// A village as the portal lists it, by allow-list.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Row {
    #[serde(default, deserialize_with = "json::text")]
    desa_id: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    kode_desa: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) nama: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) website: Option<String>,
    /// Square kilometres; 0 where it is not known.
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) luas_wilayah: Option<String>,
    #[serde(default)]
    pub(crate) peta: Option<Map>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Map {
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) path: Option<String>,
}

/// What the portal says of itself.
#[derive(Deserialize)]
pub(crate) struct Answer {
    #[serde(deserialize_with = "json::list")]
    pub(crate) data: Vec<api::Item<Identity>>,
}

/// The sub-district, by allow-list: the names of its officials are its own affair.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Identity {
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) kecamatan_id: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    nama_kecamatan: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    nama_kabupaten: Option<String>,
    #[serde(default, deserialize_with = "json::text")]
    nama_provinsi: Option<String>,
}

impl Portal {
    /// What is known of the portal that is visited.
    ///
    /// # Errors
    ///
    /// Not offered, where it has no read interface; config, where it is the portal of another region.
    pub(crate) async fn of(visit: &mut Visit<'_>) -> Result<Arc<Self>> {
        if let Some(portal) = visit.memo() {
            return Ok(portal);
        }
        let identity = Self::identity(visit).await?;
        let list = match api::items::<Row>(visit, "desa").await {
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(no_interface(&error)),
            list => list?,
        };
        let listed = list.items.len();
        let mut villages = Vec::new();
        let mut seen = BTreeSet::new();
        for item in list.items {
            let Some(village) = Village::of(visit, item.attributes) else { continue };
            if seen.insert(village.code) {
                villages.push(village);
            } else {
                let message = format!("the portal lists {} twice: the first counts", village.code);
                visit.skip(Error::malformed(message).at(&list.page.url));
            }
        }
        let portal = Arc::new(Self {
            names: identity.map(|it| RegionNames {
                province: it.nama_provinsi,
                regency: it.nama_kabupaten,
                subdistrict: it.nama_kecamatan,
            }),
            is_whole: villages.len() == listed,
            villages,
            origin: Origin::from(&list.page),
        });
        if portal.villages.is_empty() {
            return Err(Error::not_offered(format!(
                "the portal lists no village of {} by a code or name that is known",
                visit.site().region
            ))
            .at(&portal.origin.url));
        }
        visit.set_memo(portal.clone());
        Ok(portal)
    }

    /// The villages that the portal can be asked for, each with what it calls them.
    pub(crate) fn asked(&self) -> impl Iterator<Item = (RegionCode, &str)> {
        self.villages.iter().filter_map(|village| Some((village.code, village.asked.as_deref()?)))
    }

    /// What the portal says of itself; `None` where it fails to.
    async fn identity(visit: &mut Visit<'_>) -> Result<Option<Identity>> {
        let answer = match api::page(visit, "profil").await {
            Ok(page) => page.json::<Answer>(),
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(error) => Err(error),
        };
        let identity = match answer {
            Ok(Answer { data }) => data.into_iter().next().map(|item| item.attributes).unwrap_or_default(),
            Err(error) => {
                visit.note(format!("the portal does not say whose it is: {error}"));
                return Ok(None);
            }
        };
        let wanted = visit.site().region;
        match identity.kecamatan_id.as_deref().map(str::parse::<RegionCode>) {
            Some(Ok(code)) if !code.contains(wanted) && !wanted.contains(code) => {
                let name = identity.nama_kecamatan.as_deref().unwrap_or("no name");
                let message = format!(
                    "the portal is that of {code} ({name}), not of {wanted}: correct `within` or `url` in the roster"
                );
                Err(Error::new(ErrorKind::Config, message).at(&visit.site().url))
            }
            _ => Ok(Some(identity)),
        }
    }
}

impl Village {
    /// The village of a row: by its code, and by its name where it has none. One that is of elsewhere, or of which
    /// code and name contradict each other, is told and left out.
    fn of(visit: &mut Visit<'_>, row: Row) -> Option<Self> {
        let within = visit.site().region;
        let url = visit.site().url.clone();
        let name = row.nama.clone().unwrap_or_default();
        let asked = row.kode_desa.clone().or_else(|| row.desa_id.clone());
        let code = asked.as_deref().and_then(|code| code.parse::<RegionCode>().ok());
        let Some(code) = code.filter(|code| code.level() == Level::Village) else {
            let code = visit.village_called(&name)?;
            return Some(Self { code, asked, row });
        };
        if !within.contains(code) {
            visit.note(format!("left out, since it is not within {within}: {code} {name}"));
            return None;
        }
        match visit.gazetteer().resolve(within, &name) {
            Meaning::Certain(other) if other != code => {
                let message = format!("the portal calls {code} `{name}`, which is the name of {other}");
                visit.skip(Error::malformed(message).at(url));
                None
            }
            _ => Some(Self { code, asked, row }),
        }
    }
}

fn no_interface(error: &Error) -> Error {
    let message = "there is no read interface here: an OpenDK has one from version 2512 on";
    Error::not_offered(message).at(error.url().unwrap_or_default())
}
