//! Simulated blogs against their truth, by the platform's own adapter and by the one for any feed.

use std::sync::Arc;

use balai::blogger::Blogger;
use balai::model::Article;
use balai::{Entity, Harvest, Kind, Order, Platform, Query, Record, Site, Store};
use balai_testkit::village::{Form, Village};
use balai_testkit::{Blogspot, FeedText, Memory, Web};
use balai_tests::truth::letters;

async fn articles(blog: Blogspot, platform: impl Platform + 'static) -> Vec<(Record, Article)> {
    let site =
        Site::new("33.04.15.2008".parse().expect("a code"), "http://darmayasa.invalid").expect("a site");
    let (platform, store): (Arc<dyn Platform>, _) = (Arc::new(platform), Memory::new());
    Harvest::new(Arc::new(Web::of(blog)), [platform], Arc::new(store.clone()))
        .visit(site)
        .await
        .expect("the store works");
    let query = Query::new().kind(Kind::Article).order(Order::Id).limit(100_000);
    let stored = store.records(&query).await.expect("the store works");
    let records = stored.into_iter().map(|stored| stored.record);
    records
        .map(|record| match record.entity.clone() {
            Entity::Article(article) => (record, article),
            other => panic!("{other:?} is no article"),
        })
        .collect()
}

#[tokio::test]
async fn blogs_are_read_whole_whatever_their_feeds_tell() {
    for seed in 1..4 {
        let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", seed);
        let village = Arc::new(village);
        let secrets = village.secrets();
        for text in [FeedText::Full, FeedText::UntilJump, FeedText::Short] {
            let blog = Blogspot::new(village.clone()).telling(text);
            let found = articles(blog.clone(), Blogger::default()).await;
            assert_eq!(found.len(), village.published().count(), "{text:?}");
            for truth in village.published() {
                let path = blog.path(truth);
                let (record, article) =
                    found.iter().find(|(_, it)| it.url.ends_with(&path)).expect("an article");
                assert_eq!(article.title, truth.title);
                let at = record.published_at.expect("a date");
                // Blogger's dates have thousandths.
                let clock = village.code.zone().local(at).strftime("%F %T").to_string();
                assert_eq!(clock, truth.published_at.strftime("%F %T").to_string());
                assert_eq!(article.form == Some(balai::model::Form::Page), truth.form == Form::Page);
                assert!(article.images.len() >= truth.images.len().min(1), "{}", truth.title);
                if !secrets.iter().any(|secret| truth.body.contains(secret.as_str())) {
                    let words: String =
                        article.body_text.clone().unwrap_or_default().split_whitespace().collect();
                    assert_eq!(words, letters(&truth.body), "{text:?}: {}", truth.title);
                }
            }
        }
    }
}

#[tokio::test]
async fn a_post_is_one_record_by_whichever_adapter() {
    let village = Village::generate("33.04.15.2008".parse().expect("a code"), "Darmayasa", 5);
    let blog = Blogspot::new(village);
    let all = articles(blog.clone(), Blogger::default()).await;
    let newest = articles(blog, balai::feed::Feed::default()).await;
    assert_eq!(newest.len(), 25, "what a feed has where nothing is asked");
    for (record, article) in newest {
        let known = all.iter().find(|(known, _)| known.id == record.id).expect("the same id");
        assert_eq!((&known.1.title, &known.1.body_text), (&article.title, &article.body_text));
    }
}
