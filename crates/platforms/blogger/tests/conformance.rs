//! What every platform must do, tried on simulated blogs whose feeds tell all, half or little.

use std::sync::Arc;

use balai_blogger::Blogger;
use balai_testkit::village::Village;
use balai_testkit::{Blogspot, Conformance, FeedText};

#[tokio::test]
async fn conforms() {
    let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 13);
    let village = Arc::new(village);
    let blog = Blogspot::new(village.clone());
    Conformance::of(Blogger::default())
        .site("whole posts", blog.clone())
        .site("posts up to their jump break", blog.clone().telling(FeedText::UntilJump))
        .site("short posts", blog.telling(FeedText::Short))
        .secrets(village.secrets())
        .run()
        .await;
}
