//! Both scores, one host after the other.

use balai_core::{Result, Visit};

use crate::ask::Progress;
use crate::settings::Settings;
use crate::{bps, idm, sdgs, villages};

/// Reads the scores of every village of the source's region. What the ministry told once is not gone when it does not
/// tell it again, so that nothing is ever called complete.
pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let settings = Settings::of(visit.site())?;
    let mut progress = Progress::default();
    let (villages, is_reached) = villages::of(visit, &mut progress).await?;
    if is_reached {
        idm::read(visit, &villages, &mut progress).await?;
    }
    progress.next_host();
    if let Some(codes) = bps::of(visit, &settings.sdgs, &villages, &mut progress).await {
        sdgs::read(visit, &settings.sdgs, &codes, &mut progress).await?;
    }
    progress.end(visit).await
}
