//! What every platform must do, tried on a simulated village of the network.

use std::sync::Arc;

use balai_sideka::Sideka;
use balai_testkit::Conformance;
use balai_testkit::village::Village;

#[tokio::test]
async fn conforms() {
    let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 11);
    let village = Arc::new(village);
    let site = balai_testkit::Sideka::new(village.clone());
    Conformance::of(Sideka::default())
        .site("SIDEKA 2018", site.clone())
        .site("SIDEKA 2018, its servers silent", site.clone().silent())
        .site("SIDEKA 2018, its servers silent, on a newer PHP", site.broken())
        .secrets(village.secrets())
        .run()
        .await;
}
