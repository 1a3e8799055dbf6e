//! How the pages of a list follow one another, and where they end.

use balai_testkit::{Answer, Memory};

use crate::papers::{Papers, items, recipe, three_pages, titles, visit};

#[tokio::test]
async fn numbers_are_followed_until_a_page_is_not_there() {
    let recipe = recipe("from = \"/berita?p={page}\"", "");
    let outcome = visit(&recipe, &three_pages("?p="), &Memory::new()).await;
    assert_eq!(titles(&outcome), (1..=6).map(|n| format!("Kabar {n}")).collect::<Vec<_>>());
    assert_eq!(outcome.asked, ["/berita?p=1", "/berita?p=2", "/berita?p=3", "/berita?p=4"]);
    assert!(outcome.report.complete, "{:?}", outcome.report);
}

#[tokio::test]
async fn numbers_are_followed_until_a_page_shows_nothing_new() {
    let recipe = recipe("from = \"/berita/{page}\"\nfirst = 0\nstep = 3", "");
    // As CodeIgniter does: beyond the end the last page again.
    let papers = Papers::default()
        .page("/", "")
        .page("/berita/0", &items(1..=3))
        .page("/berita/3", &items(4..=5))
        .page("/berita/6", &items(4..=5));
    let outcome = visit(&recipe, &papers, &Memory::new()).await;
    assert_eq!((titles(&outcome).len(), outcome.asked.len()), (5, 3));
    assert!(outcome.report.complete);
}

#[tokio::test]
async fn an_empty_page_ends_a_list_only_where_it_is_one_of_it() {
    let recipe = recipe("from = \"/berita?p={page}\"", "");
    let empty = three_pages("?p=").page("/berita?p=4", "<p>Tidak ada berita.</p>");
    let outcome = visit(&recipe, &empty, &Memory::new()).await;
    assert!(outcome.report.complete && outcome.report.notes.is_empty(), "{:?}", outcome.report);
    // A page of another sort, or one that breaks off, proves nothing.
    for body in ["<html><body><h1>Galat</h1></body></html>", "<html><body><div id=isi>"] {
        let failing = three_pages("?p=").answer("/berita?p=4", Answer::html(body));
        let outcome = visit(&recipe, &failing, &Memory::new()).await;
        assert_eq!(titles(&outcome).len(), 6);
        assert!(!outcome.report.complete);
        assert!(outcome.report.notes[0].contains("its page 4 shows no items"), "{:?}", outcome.report.notes);
    }
}

#[tokio::test]
async fn links_are_followed_and_no_page_twice() {
    let recipe = recipe("from = \"/berita\"\nnext = \".next\"", "");
    let page = |numbers, next: &str| format!("{}<a class=next href='{next}'>berikut</a>", items(numbers));
    let papers = Papers::default()
        .page("/", "")
        .page("/berita", &page(1..=2, "/berita?p=2"))
        .page("/berita?p=2", &page(3..=4, "?p=3"))
        .page("/berita?p=3", &page(5..=5, "/berita"));
    let outcome = visit(&recipe, &papers, &Memory::new()).await;
    assert_eq!(titles(&outcome).len(), 5);
    assert_eq!(outcome.asked, ["/berita", "/berita?p=2", "/berita?p=3"]);
    assert!(outcome.report.complete);
}

#[tokio::test]
async fn a_list_without_end_is_left_and_that_is_told() {
    let recipe = recipe("from = \"/berita?p={page}\"\npages = 2", "");
    let outcome = visit(&recipe, &three_pages("?p="), &Memory::new()).await;
    assert_eq!((titles(&outcome).len(), outcome.asked.len()), (5, 2));
    assert!(!outcome.report.complete);
    assert!(outcome.report.notes[0].contains("pages = 4"), "{:?}", outcome.report.notes);
}

#[tokio::test]
async fn several_lists_make_one_kind() {
    let recipe = recipe("from = [\"/berita\", \"/arsip\", \"/hilang\"]", "");
    let papers = Papers::default().page("/", "").page("/berita", &items(1..=2)).page("/arsip", &items(2..=3));
    let outcome = visit(&recipe, &papers, &Memory::new()).await;
    assert_eq!(titles(&outcome).len(), 3);
    assert_eq!(outcome.report.skipped_count, 1, "the list that is not there is told");
    assert!(outcome.report.skipped[0].contains("/hilang"), "{:?}", outcome.report.skipped);
    assert!(!outcome.report.complete, "what stood on it is not gone");
}

#[tokio::test]
async fn nothing_is_gone_where_a_page_breaks_off() {
    let recipe = recipe("from = \"/berita\"", "");
    let store = Memory::new();
    visit(&recipe, &Papers::default().page("/", "").page("/berita", &items(1..=3)), &store).await;
    let cut = Answer::html(format!("<html><body><div id=isi>{}<p class=kab", items(1..=2)));
    let outcome = visit(&recipe, &Papers::default().page("/", "").answer("/berita", cut), &store).await;
    assert!(!outcome.report.complete);
    assert_eq!((titles(&outcome).len(), outcome.gone), (3, 0));
}
