//! Which records a query finds, and in which order.

use balai_core::model::Place;
use balai_core::{Kind, Order, Query, Store};

use super::{DARMAYASA, article, code, day, keys, record, report, visit};

pub(super) async fn filters_narrow_and_combine(store: &dyn Store) {
    let mut hidden = article(DARMAYASA, "hidden", "", "");
    hidden.source.listed = false;
    let mut old = article(DARMAYASA, "old", "", "");
    old.published_at = Some(day(2));
    let place = record(DARMAYASA, "place", Place { name: "Curug".into(), ..Place::default() });
    visit(store, vec![hidden, old, place], report(DARMAYASA, 5, &[])).await;
    for village in ["33.04.15.2009", "33.04.16.2001", "33.05.01.2001", "34.01.01.2001"] {
        visit(store, vec![article(village, village, "", "")], report(village, 5, &[])).await;
    }
    let all = Query::new().order(Order::Id);
    let found = async |query: Query| {
        let counted: u64 = store.counts(&query).await.unwrap().iter().map(|(.., count)| count).sum();
        let records = store.records(&query).await.unwrap();
        assert_eq!(counted, records.len() as u64, "counts are of the same records");
        keys(&records).join(" ")
    };
    let within = |region| all.clone().within(code(region));
    assert_eq!(found(within("33.04.15.2008")).await, "hidden old place");
    assert_eq!(found(within("33.04.15")).await, "hidden old place 33.04.15.2009");
    assert_eq!(found(within("33.04")).await, "hidden old place 33.04.15.2009 33.04.16.2001");
    assert_eq!(found(within("34")).await, "34.01.01.2001");
    assert_eq!(found(within("35")).await, "");
    assert_eq!(found(all.clone().kind(Kind::Place)).await, "place");
    assert_eq!(
        found(within("33.04.15.2008").kind(Kind::Place).kind(Kind::Article)).await,
        "hidden old place"
    );
    assert_eq!(found(Query { unlisted: false, ..within("33.04.15.2008") }).await, "old place");
    assert_eq!(
        found(within("33.04.15.2008").since(day(3))).await,
        "hidden place",
        "undated: when first seen"
    );
    assert_eq!(found(within("33.04.15.2008").since(day(2))).await, "hidden old place");
}

pub(super) async fn orders_are_total_and_pages_follow_each_other(store: &dyn Store) {
    let mut records: Vec<_> = (0..25).map(|i| article(DARMAYASA, &format!("{i:02}"), "kopi", "")).collect();
    for (i, record) in records.iter_mut().enumerate() {
        record.published_at = (i % 5 > 0).then(|| day(i as i64 / 4));
    }
    visit(store, records, report(DARMAYASA, 3, &[])).await;
    for order in [Order::Newest, Order::Best, Order::Id] {
        let query = Query::new().matching("kopi").order(order);
        let whole = store.records(&query).await.unwrap();
        let mut pages = Vec::new();
        for offset in (0..30).step_by(7) {
            pages.extend(store.records(&query.clone().limit(7).offset(offset)).await.unwrap());
        }
        assert_eq!(whole, pages);
        assert_eq!(whole.len(), 25);
        if order == Order::Newest {
            assert!(whole.is_sorted_by_key(|it| {
                std::cmp::Reverse(it.record.published_at.unwrap_or(it.first_seen))
            }));
        }
    }
    let by_id = store.records(&Query::new().order(Order::Id)).await.unwrap();
    assert!(by_id.is_sorted_by(|a, b| a.record.id < b.record.id));
    let everything = Query::new().limit(usize::MAX);
    assert_eq!(store.records(&everything).await.unwrap().len(), 25);
    assert!(store.records(&everything.offset(usize::MAX)).await.unwrap().is_empty());
}

pub(super) async fn a_page_begins_behind_an_id_while_the_store_grows(store: &dyn Store) {
    let of = |i: usize| article(DARMAYASA, &format!("{i:02}"), "kopi", "");
    visit(store, (0..20).map(|i| of(2 * i)).collect(), report(DARMAYASA, 5, &[])).await;
    visit(store, vec![article("33.04.15.2009", "a", "", "")], report("33.04.15.2009", 5, &[])).await;
    let query = Query::new().within(code(DARMAYASA)).order(Order::Id).limit(7);
    let (mut pages, mut after) = (Vec::new(), None::<String>);
    loop {
        let page = match &after {
            Some(after) => query.clone().after(after.as_str()),
            None => query.clone(),
        };
        let page = store.records(&page).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.record.id.clone());
        pages.extend(page);
        // Before and behind the place: what is before is not shown, and nothing is shown twice.
        visit(store, vec![of(1), of(39)], report(DARMAYASA, 6, &[])).await;
    }
    let mut expected: Vec<_> = (0..20).map(|i| format!("{:02}", 2 * i)).collect();
    expected.push("39".into());
    assert_eq!(keys(&pages), expected);
    let behind = query.after("33.04.15.2008/article/30");
    assert_eq!(
        store.counts(&behind).await.unwrap(),
        [(code(DARMAYASA), Kind::Article, 22)],
        "all are counted"
    );
}
