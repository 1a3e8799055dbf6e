//! What every platform must do, tried on simulated Joomla sites with addresses of both sorts.

use std::sync::Arc;

use balai_joomla::Joomla;
use balai_testkit::village::Village;
use balai_testkit::{Conformance, Joomla4, JoomlaLinks};

#[tokio::test]
async fn conforms() {
    let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 14);
    let village = Arc::new(village);
    Conformance::of(Joomla::default())
        .site("plain addresses", Joomla4::new(village.clone(), JoomlaLinks::Plain))
        .site("friendly addresses", Joomla4::new(village.clone(), JoomlaLinks::Friendly))
        .site(
            "no page of categories",
            Joomla4::new(village.clone(), JoomlaLinks::Friendly).without_categories(),
        )
        .secrets(village.secrets())
        .run()
        .await;
}
