//! Any site of HTML pages can be read; whatever knows the platform reads it better.

use balai_core::{Page, Probe, Recognition, Result};
use balai_extract::css;
use balai_extract::html::Document;

/// Less than any other platform's.
const LAST: u8 = 5;

pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let home = probe.home().await?;
    let recognition = Recognition { confidence: LAST, ..Recognition::fallback() };
    Ok(is_site(&home).then(|| recognition.because("the home page is HTML that links to other pages")))
}

fn is_site(home: &Page) -> bool {
    Document::parse(home)
        .is_ok_and(|document| document.select(css!("a[href]")).any(|it| document.href(it).is_some()))
}
