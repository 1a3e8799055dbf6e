//! Is it an OpenDK that can be asked?

use balai_core::{ErrorKind, Probe, Recognition, Result};

use crate::api;
use crate::portal::Answer;

/// The one question that only an OpenDK of version 2512 and later answers.
pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let asked = probe.open(api::request(probe.site(), "profil")?).await?;
    let page = match api::whole(asked).await {
        Ok(page) => page,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let Ok(Answer { data }) = page.json() else { return Ok(None) };
    let Some(region) = data.first().and_then(|item| item.attributes.kecamatan_id.as_ref()) else {
        return Ok(None);
    };
    Ok(Some(
        Recognition::certain().because(format!("its read interface says that it is the portal of {region}")),
    ))
}
