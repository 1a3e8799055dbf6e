//! What the roster says beside the address.

use balai_core::{Result, Site};
use serde::Deserialize;
use url::Url;

/// The settings of a source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The host of the SDGs Desa.
    #[serde(default = "usual")]
    pub(crate) sdgs: Url,
}

fn usual() -> Url {
    Url::parse("https://sid.kemendesa.go.id").expect("a literal address is one")
}

impl Settings {
    /// What the roster says of a source; the usual where it says nothing.
    pub(crate) fn of(site: &Site) -> Result<Self> {
        match &site.source {
            Some(source) => source.settings(),
            None => Ok(Self { sdgs: usual() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_key_is_told() {
        let within = "33.04.15".parse().expect("a code");
        let url = "https://idm.example/".parse().expect("a URL");
        let mut source = balai_core::RosterSource::new("kemendesa", within, url);
        let read =
            |source: &balai_core::RosterSource| Settings::of(&source.site("".as_ref()).expect("a site"));
        assert_eq!(read(&source).expect("settings").sdgs.host_str(), Some("sid.kemendesa.go.id"));
        source.settings.insert("sdg".into(), "https://sid.example".into());
        let error = read(&source).expect_err("a wrong key");
        assert!(error.to_string().contains("unknown field `sdg`"), "{error}");
    }
}
