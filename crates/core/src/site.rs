//! A village's website.

use std::sync::Arc;

use url::Url;

use crate::{Error, ErrorKind, RegionCode, Result, RosterSource, Zone};

/// A village's website (*situs desa*): whose it is, and where. Or, where the roster names one, a source that tells of
/// many villages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The village; of a source, the region whose villages it tells of.
    pub region: RegionCode,
    /// The base address. A village's own ends with a slash; a source's is as the roster has it.
    pub url: Url,
    /// Whether to read although the certificate is wrong.
    pub accept_invalid_certificate: bool,
    /// What the roster says of the source; `None` for a village's own website.
    pub source: Option<Arc<RosterSource>>,
}

impl Site {
    /// A site at `url`, which is completed: `https://` where no scheme is written, a slash at its end.
    ///
    /// # Errors
    ///
    /// Config, where it is no address of a website.
    pub fn new(village: RegionCode, url: &str) -> Result<Self> {
        let wrong = |why: String| {
            Error::new(
                ErrorKind::Config,
                format!("`{url}` is no website's address ({why}): write it as https://name.desa.id"),
            )
        };
        let text = url.trim();
        let with_scheme = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let mut parsed = Url::parse(&with_scheme).map_err(|e| wrong(e.to_string()))?;
        if !matches!(parsed.scheme(), "http" | "https") {
            return Err(wrong(format!("{} is neither http nor https", parsed.scheme())));
        }
        let host = parsed.host_str().unwrap_or_default();
        if !(host.contains('.') || host.contains(':') || host == "localhost") {
            return Err(wrong(format!("`{host}` is no host")));
        }
        if !parsed.username().is_empty() || parsed.password().is_some() {
            return Err(wrong("it holds a user name or password".to_owned()));
        }
        parsed.set_query(None);
        parsed.set_fragment(None);
        if !parsed.path().ends_with('/') {
            parsed.set_path(&format!("{}/", parsed.path()));
        }
        Ok(Self { region: village, url: parsed, accept_invalid_certificate: false, source: None })
    }

    /// A source of a roster, at the address that was made of its place.
    pub(crate) fn of_source(source: RosterSource, url: Url) -> Self {
        Self {
            region: source.within,
            url,
            accept_invalid_certificate: source.accept_invalid_certificate,
            source: Some(Arc::new(source)),
        }
    }

    /// The source's name; `None` for a village's own website.
    pub fn source_name(&self) -> Option<&str> {
        self.source.as_ref().map(|source| source.name.as_str())
    }

    /// The zone in which the site's wall clocks are read.
    pub fn zone(&self) -> Zone {
        self.region.zone()
    }

    /// The absolute address of a path below the site (`feed`, `/feed`) or of a whole URL; the site's own for an empty
    /// path.
    ///
    /// # Errors
    ///
    /// Malformed, where `path` cannot be part of an address.
    pub fn resolve(&self, path: &str) -> Result<Url> {
        // A leading slash means the site's root, which need not be the host's: sites live in folders.
        let relative = if path.contains("://") { path } else { path.trim_start_matches('/') };
        self.url
            .join(relative)
            .map_err(|e| Error::malformed(format!("`{path}` is no address: {e}")).at(&self.url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(url: &str) -> Result<Site> {
        Site::new("33.04.15.2008".parse().expect("a code"), url)
    }

    #[test]
    fn completes_what_people_write() {
        let at = |url| site(url).expect("a site").url.to_string();
        assert_eq!(at(" darmayasa.desa.id"), "https://darmayasa.desa.id/");
        assert_eq!(at("http://desa.example/situs?x=1#y"), "http://desa.example/situs/");
        for wrong in
            ["", "darmayasa", "ftp://darmayasa.desa.id", "https://", "https://:80", "https://a:b@desa.id"]
        {
            assert_eq!(site(wrong).expect_err(wrong).kind(), ErrorKind::Config, "{wrong}");
        }
    }

    #[test]
    fn resolves_below_the_sites_own_folder() {
        let site = site("https://desa.example/situs").expect("a site");
        assert_eq!(site.resolve("/feed").expect("a URL").as_str(), "https://desa.example/situs/feed");
        assert_eq!(site.resolve("https://b.example/x").expect("a URL").as_str(), "https://b.example/x");
    }
}
