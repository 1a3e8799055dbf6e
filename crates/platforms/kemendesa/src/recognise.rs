//! Is it the ministry's host for the IDM?

use balai_core::{ErrorKind, Level, Probe, Recognition, Result};

use crate::{ask, villages};

/// One question: the list of a sub-district's villages.
pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let Some(subdistrict) = probe.site().region.at(Level::Subdistrict) else { return Ok(None) };
    let request = ask::request(&probe.site().url, &villages::path(subdistrict))?;
    let page = probe.open(request).await?.page().await?;
    match villages::list(&page) {
        Ok(list) if !list.is_empty() => {
            let evidence = format!("it lists {} villages of {subdistrict} as the ministry does", list.len());
            Ok(Some(Recognition::certain().because(evidence)))
        }
        Ok(_) => Ok(None),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Malformed) => Ok(None),
        Err(error) => Err(error),
    }
}
