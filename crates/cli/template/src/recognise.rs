//! By what a site on Papan is known.

use balai_core::{Page, Probe, Recognition, Result};
use balai_extract::css;
use balai_extract::html::Document;

pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    of_page(&*probe.home().await?)
}

/// What the home page tells of the platform and its version.
fn of_page(home: &Page) -> Result<Option<Recognition>> {
    let document = Document::parse(home)?;
    let Some(generator) = document.attr(css!("meta[name=generator]"), "content") else {
        return Ok(None);
    };
    let Some(version) = generator.strip_prefix("Papan") else {
        return Ok(None);
    };
    let version = Some(version.trim()).filter(|version| !version.is_empty());
    // Where another adapter may well read the site too, say `likely`.
    Ok(Some(
        Recognition::certain()
            .version(version)
            .because(format!("its generator is “{generator}”")),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::tests::page;

    #[test]
    fn a_site_is_known_by_its_generator() {
        let known = of_page(&page("/", include_str!("../fixtures/home.html"))).expect("a page");
        assert_eq!(
            known.expect("a recognition").version.as_deref(),
            Some("2.1")
        );
        assert_eq!(
            of_page(&page("/", "<title>Desa</title>")).expect("a page"),
            None
        );
    }
}
