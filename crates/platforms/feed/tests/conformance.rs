//! What every platform must do, tried on simulated sites with feeds of both sorts.

use std::sync::Arc;

use balai_feed::Feed;
use balai_testkit::village::Village;
use balai_testkit::{Conformance, FeedFormat, PlainFeed};

#[tokio::test]
async fn conforms() {
    let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 12);
    let village = Arc::new(village);
    Conformance::of(Feed::default())
        .site("RSS", PlainFeed::new(village.clone(), FeedFormat::Rss))
        .site("Atom", PlainFeed::new(village.clone(), FeedFormat::Atom))
        .secrets(village.secrets())
        .run()
        .await;
}
