//! What every platform must do, tried on a simulated site that somebody made by hand.

use std::sync::Arc;

use balai_page::Pages;
use balai_testkit::village::Village;
use balai_testkit::{Conformance, Handmade};

#[tokio::test]
async fn conforms() {
    let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 14);
    let village = Arc::new(village);
    Conformance::of(Pages::default())
        .site("made by hand", Handmade::new(village.clone()))
        .secrets(village.secrets())
        .run()
        .await;
}
