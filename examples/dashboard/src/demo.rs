//! `dashboard demo`: a simulated sub-district, harvested and shown.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use balai::{
    Error, ErrorKind, Event, Harvest, Platforms, Query, Report, Result, Roster, Sqlite, Store, Summary, Web,
    Zone,
};
use balai_testkit::Subdistrict;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;

use crate::overview::listed;
use crate::serve::{self, Portal};
use crate::{format, sqlite_path};

/// Starts the simulated villages, harvests them and serves the portal until Ctrl-C.
pub(crate) async fn run(port: u16, store: Option<&str>) -> Result<()> {
    // Before the harvest: who has to choose another port should not have waited for it.
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = serve::listen(address).await?;
    // A folder of this run's own, deleted when it ends: what an earlier run left, or somebody else on this machine, is
    // not touched.
    let folder;
    let (path, fate) = match store {
        Some(store) => (sqlite_path(store)?.to_owned(), ""),
        None => {
            folder = tempfile::Builder::new().prefix("balai-demo-").tempdir().map_err(|error| {
                let advice = "no folder for the records: choose a file with --store sqlite:PATH";
                Error::new(ErrorKind::Store, advice).because(error)
            })?;
            (folder.path().join("balai-demo.db"), " (deleted at the end; --store keeps it)")
        }
    };
    let store = Arc::new(Sqlite::open(&path)?);

    let today = Zone::Wib.local(Timestamp::now()).date();
    let villages = Subdistrict::pejawaran_on(today);
    // Kept to the end: the portal's links lead to the villages' own pages.
    let served = villages.serve().await.map_err(|error| {
        Error::new(ErrorKind::Config, "no port for the simulated villages").because(error)
    })?;
    let roster = villages.served_roster(&served);

    eprintln!("Harvesting the simulated villages of Kecamatan Pejawaran into {}{fate}", path.display());
    let summary = tokio::select! {
        summary = harvest(store.clone(), &roster) => summary?,
        _ = tokio::signal::ctrl_c() => {
            eprintln!("Stopped.");
            return Ok(());
        }
    };
    if let Some(failure) = summary.failure {
        return Err(Error::new(failure.kind, failure.message));
    }
    println!(
        "{} villages read, {} failed, {} without a site; {} records, in {:.1} s",
        summary.visited - summary.failed,
        summary.failed,
        summary.without_site,
        format::number(&records(&store).await?),
        summary.duration().as_secs_f64(),
    );
    println!("The portal is at http://{address}/. Ctrl-C ends it.");
    serve::serve(listener, Portal::new(store, roster)).await
}

async fn harvest(store: Arc<Sqlite>, roster: &Roster) -> Result<Summary> {
    // No pause: the villages are this program's own. One try: the one that is down stays down.
    let web = Web::builder().allow_private(true).pause(Duration::ZERO).tries(1).build()?;
    let mut run = Harvest::new(Arc::new(web), Platforms::enabled(), store).fresh(true).run(roster);

    let bar = ProgressBar::no_length().with_style(
        ProgressStyle::with_template("{bar:30.green} {pos}/{len} {msg}").map_err(|error| {
            Error::new(ErrorKind::Config, "the progress bar's template is wrong").because(error)
        })?,
    );
    while let Some(event) = run.next().await {
        match event {
            Event::Started { sites, .. } => bar.set_length(sites),
            Event::VisitEnded(report) => {
                let told = told(&report);
                // Where nobody watches a bar there are lines.
                if bar.is_hidden() {
                    eprintln!("{told}");
                }
                bar.inc(1);
                bar.set_message(told);
            }
            Event::Finished(summary) => {
                bar.finish_and_clear();
                return Ok(summary);
            }
            _ => {}
        }
    }
    Err(Error::new(ErrorKind::Store, "the harvest ended without saying what it came to"))
}

/// What a visit came to, in a line.
fn told(report: &Report) -> String {
    let name = balai::regions::get(report.region).map_or("", |region| region.name());
    match &report.failure {
        None => format!("{} {name}: {} records", report.region, report.emitted()),
        Some(failure) => format!("{} {name}: {}", report.region, failure.kind),
    }
}

/// How many records the portal shows.
async fn records(store: &Sqlite) -> Result<u64> {
    let counts = store.counts(&listed(Query::new())).await?;
    Ok(counts.iter().map(|(_, _, count)| count).sum())
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn the_simulated_villages_are_harvested_and_shown() {
        let villages = Subdistrict::pejawaran();
        let served = villages.serve().await.expect("ports on loopback");
        let roster = villages.served_roster(&served);
        let store = Arc::new(Sqlite::in_memory().expect("a store"));
        let summary = harvest(store.clone(), &roster).await.expect("a harvest");
        assert_eq!((summary.visited, summary.without_site), (12, 5));
        assert!(summary.failure.is_none() && summary.visited > summary.failed, "{summary:?}");

        let router = serve::router(Portal::new(store, roster));
        for (path, shown) in [
            ("/", "Data simulasi"),
            ("/", "Kecamatan Pejawaran"),
            ("/desa/33.04.15.2015", "tidak dapat dihubungi"),
            ("/desa/33.04.15.2001", "belum ada situs"),
            ("/desa/33.04.15.2008", "/desa/33.04.15.2008/berita/"),
            ("/berita?q=Darmayasa", "/desa/33.04.15.2008/berita/"),
        ] {
            let request = Request::get(path).body(Body::empty()).expect("a request");
            let response = router.clone().oneshot(request).await.expect("an answer");
            let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
            assert!(String::from_utf8_lossy(&body).contains(shown), "{path} shows {shown}");
        }
    }
}
