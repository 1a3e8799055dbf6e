//! What every platform must do, tried on simulated villages of two eras.

use std::sync::Arc;

use balai_opensid::OpenSid;
use balai_testkit::village::Village;
use balai_testkit::{Conformance, OpenSid2410, OpenSid2601};

#[tokio::test]
async fn conforms() {
    let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 11);
    let village = Arc::new(village);
    Conformance::of(OpenSid::default())
        .site("OpenSID 2410, pages", OpenSid2410::new(village.clone()))
        .site("OpenSID 2601, JSON", OpenSid2601::new(village.clone()))
        .secrets(village.secrets())
        .run()
        .await;
}
