//! What every platform must do, tried on a simulated site.

mod site;

use balai_papan::Papan;
use balai_testkit::Conformance;

#[tokio::test]
async fn conforms() {
    Conformance::of(Papan::default())
        .site("Papan 2.1", site::Village)
        .secrets([site::SECRET.to_owned()])
        .run()
        .await;
}
