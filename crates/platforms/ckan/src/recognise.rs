//! Is it a CKAN?

use balai_core::{ErrorKind, Probe, Recognition, Request, Result};
use balai_extract::json;
use serde::Deserialize;

use crate::api::{self, Asker};

#[derive(Deserialize)]
struct Root {
    version: u8,
}

#[derive(Deserialize)]
struct Status {
    #[serde(default, deserialize_with = "json::text")]
    ckan_version: Option<String>,
    #[serde(default, deserialize_with = "json::list")]
    extensions: Vec<String>,
}

/// By its interface alone: not every "Satu Data" is a CKAN, and one may stand behind pages of something else.
pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let asker = Asker::Probe(probe);
    let page = asker.page(Request::new(api::below(probe.site(), "api/3")?)).await?;
    match page.check() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(_) => {}
    }
    let Ok(Root { version: 3 }) = page.json() else { return Ok(None) };
    let mut recognition = Recognition::certain().because("it answers as version 3 of the action API");
    if let Ok((Status { ckan_version, extensions }, _)) = asker.action::<Status>("status_show", &[]).await {
        recognition = recognition.version(ckan_version);
        if !extensions.iter().any(|extension| extension == "datastore") {
            recognition = recognition.because("it has no datastore: tables are files alone");
        }
    }
    Ok(Some(recognition))
}
