//! Is it a site that the recipe is for?

use balai_core::{Error, ErrorKind, Page, Probe, Recognition, Result, Site};
use balai_extract::html::Document;
use url::Url;

use crate::Recipe;

pub(crate) async fn recognise(recipe: &Recipe, probe: &Probe<'_>) -> Result<Option<Recognition>> {
    // Surer than any platform: the recipe was written for just this site.
    const NAMED: u8 = 99;
    const LIKE: u8 = 97;
    let host = probe.site().url.host_str().unwrap_or_default();
    if recipe.hosts.iter().any(|pattern| is_host(pattern, host)) {
        let sure = Recognition { confidence: NAMED, ..Recognition::certain() };
        return Ok(Some(sure.because(format!("the recipe names the host {host}"))));
    }
    if recipe.fingerprint.is_empty() {
        return Ok(None);
    }
    let home = probe.home().await?;
    let Some(evidence) = fingerprint(recipe, &home)? else { return Ok(None) };
    Ok(Some(Recognition { confidence: LIKE, evidence, ..Recognition::certain() }))
}

/// What the home page shows that only sites of the recipe have, a sentence each; `None` where something is missing.
fn fingerprint(recipe: &Recipe, home: &Page) -> Result<Option<Vec<String>>> {
    let document = Document::parse(home)?;
    let shown = recipe
        .fingerprint
        .iter()
        .map(|css| document.first(&css.selector).map(|_| format!("the home page has `{}`", css.text)));
    Ok(shown.collect())
}

/// Whether a host is the one that a pattern names: itself, with or without `www.`, or below `*.`.
fn is_host(pattern: &str, host: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_ascii_lowercase();
    let (pattern, host) = (bare(pattern), bare(host));
    match pattern.strip_prefix("*.") {
        Some(domain) => host.strip_suffix(domain).is_some_and(|below| below.ends_with('.')),
        None => host == pattern,
    }
}

impl Recipe {
    /// Refuses to ask another host than the site's own and those that the recipe names.
    pub(crate) fn allows(&self, url: &Url, site: &Site) -> Result<()> {
        let host = url.host_str().unwrap_or_default();
        let own = site.url.host_str().unwrap_or_default();
        // Another port is another server, unless it is the one that the scheme brings.
        let is_port = url.port() == site.url.port();
        if (is_host(own, host) && is_port) || self.other_hosts.iter().any(|pattern| is_host(pattern, host)) {
            return Ok(());
        }
        let message = format!(
            "it is on another host than the site; if that is right, say so in the recipe: other_hosts = [\"{host}\"]"
        );
        Err(Error::new(ErrorKind::Refused, message).at(url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_apart() {
        for (pattern, host, is) in [
            ("contoh.desa.id", "contoh.desa.id", true),
            ("contoh.desa.id", "www.contoh.desa.id", true),
            ("www.contoh.desa.id", "Contoh.desa.id", true),
            ("contoh.desa.id", "lain.contoh.desa.id", false),
            ("contoh.desa.id", "jahat-contoh.desa.id", false),
            ("*.contoh.id", "suka.contoh.id", true),
            ("*.contoh.id", "contoh.id", false),
            ("*.contoh.id", "jahatcontoh.id", false),
        ] {
            assert_eq!(is_host(pattern, host), is, "{pattern} {host}");
        }
    }
}
