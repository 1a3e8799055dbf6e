//! How a site of the network is known.

use balai_core::{Error, ErrorKind, Page, Probe, Recognition, Result};
use balai_extract::charset;

/// What only sites of the network have.
const SIGNS: [(&str, &str); 3] = [
    ("/wp-content/themes/majalahdesa/", "its theme is majalahdesa"),
    ("/wp-content/plugins/sideka/", "the plugin sideka draws its figures"),
    ("panduan.sideka.id", "it links the network's handbook"),
];

pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let home = probe.home().await?;
    if home.url.path().ends_with("/wp-signup.php") {
        let message = "the SIDEKA network has no site under this name: take it out of the roster";
        return Err(Error::new(ErrorKind::NotFound, message).at(&home.url));
    }
    Ok(of_page(&home))
}

fn of_page(home: &Page) -> Option<Recognition> {
    /// WordPress is certain of the same site, and has less to tell of what this adapter reads.
    const MORE_THAN_CERTAIN: u8 = 98;
    let text = charset::decode(&home.body, &home.content_type());
    let seen: Vec<_> = SIGNS.iter().filter(|(sign, _)| text.contains(sign)).collect();
    let recognition = Recognition { confidence: MORE_THAN_CERTAIN, ..Recognition::certain() };
    (!seen.is_empty()).then(|| seen.iter().fold(recognition, |it, (_, evidence)| it.because(*evidence)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer;

    #[test]
    fn it_is_known_by_its_theme_and_its_plugin() {
        let known = |html: &str| of_page(&answer("text/html", html));
        let theme = known("<link href='https://contoh.desa.id/wp-content/themes/majalahdesa/style.css'>");
        assert!(theme.expect("known").confidence > Recognition::certain().confidence, "above WordPress");
        let plugin = known("<script src=/wp-content/plugins/sideka/d3.v3.js></script>").expect("known");
        assert_eq!(plugin.evidence.len(), 1);
        assert_eq!(known("<link href='/wp-content/themes/mh-magazine-lite/style.css'> SIDEKA"), None);
    }
}
