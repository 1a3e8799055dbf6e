//! What every platform must do, tried on a simulated village's site that is open, and on one that is closed.

use balai_testkit::{Conformance, WordPress as Simulated};
use balai_wordpress::WordPress;

mod visiting;

#[tokio::test]
async fn an_open_and_a_closed_site_conform() {
    let village = visiting::village();
    Conformance::of(WordPress::default())
        .site("REST open, pretty permalinks", Simulated::open(village.clone()))
        .site("REST closed, plain permalinks", Simulated::closed(village.clone()))
        .secrets(village.secrets())
        .run()
        .await;
}
