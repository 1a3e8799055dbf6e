//! Aid programmes, with how many receive them.

use balai_core::model::{Aid, AidTarget};
use balai_core::{Error, ErrorKind, Found, Result, Visit};
use balai_extract::{html, number};

use crate::api;
use crate::statistic;
use crate::surface::Surface;

/// The two overviews: of residents and of families. The pages and endpoints of single programmes hold the
/// recipients' names, so that they are not asked for.
const OVERVIEWS: [(&str, AidTarget); 2] =
    [("bantuan_penduduk", AidTarget::Person), ("bantuan_keluarga", AidTarget::Family)];

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let mut found = false;
    for (key, target) in OVERVIEWS {
        let listed = site.menu.is_empty() || site.menu.below("statistik").next().is_some();
        let answer = match site.api {
            true => statistic::by_api(site, visit, key).await,
            false => statistic::by_page(site, visit, key, key).await,
        };
        let (rows, access, page) = match answer {
            Ok(rows) => rows,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            // What an overview that fails would have told is not gone.
            Err(error) if api::is_missing(&error) => {
                visit.skip(error);
                continue;
            }
            Err(error) => return Err(error),
        };
        found = true;
        for row in rows {
            // The sums below the programmes: received, not received, all.
            if matches!(row.nama.trim(), "PENERIMA" | "BUKAN PENERIMA" | "TOTAL" | "JUMLAH" | "BELUM MENGISI")
            {
                continue;
            }
            let aid = Aid {
                name: html::plain(&row.nama),
                target: Some(target),
                recipient_count: row.jumlah.as_deref().and_then(number::integer),
                ..Aid::default()
            };
            visit.emit(Found::new(aid, access, &page).listed(listed)).await?;
        }
    }
    if !found {
        return Err(Error::not_offered("no overview of aid is shown"));
    }
    visit.complete();
    Ok(())
}
