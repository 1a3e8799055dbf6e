//! A page that stands in place of the newest posts is an article as the others are, whichever way it is read.

use balai_core::model::Form;
use balai_core::{Access, Entity, Kind};
use balai_testkit::{Memory, WordPress as Simulated};
use balai_wordpress::WordPress;
use visiting::{ORIGIN, Visited, visit};

mod visiting;

const KINDS: [Kind; 3] = [Kind::Profile, Kind::Official, Kind::Article];

/// The id, the way and the text of the article under the site's own address.
fn front(visited: &Visited) -> (&str, Access, &str) {
    let record = visited.article(&format!("{ORIGIN}/")).expect("the front page");
    let Entity::Article(article) = &record.entity else { unreachable!("it is an article") };
    assert_eq!((article.form, article.title.as_str()), (Some(Form::Page), "Sejarah Desa"));
    (&record.id, record.source.via, article.body_text.as_deref().expect("a text"))
}

#[tokio::test]
async fn it_is_one_record_whether_rest_is_open_or_closed() {
    let village = visiting::village();
    let open = Simulated::open(village.clone()).front_page("sejarah-desa");
    let closed = Simulated::closed(village).front_page("sejarah-desa");
    let store = Memory::new();
    let opened = visit(WordPress::default(), open, &store, &KINDS).await;
    let by_page = visit(WordPress::default(), closed, &Memory::new(), &KINDS).await;
    let (id, via, text) = front(&opened);
    assert_eq!(via, Access::Api);
    assert_eq!(front(&by_page), (id, Access::Page, text));
}

#[tokio::test]
async fn a_later_visit_to_a_closed_site_reads_it_where_it_changed() {
    let site = Simulated::closed(visiting::village()).front_page("sejarah-desa");
    let store = Memory::new();
    visit(WordPress::default(), site.clone(), &store, &KINDS).await;
    let quiet = visit(WordPress::default(), site.clone(), &store, &KINDS).await;
    assert_eq!((quiet.report.new, quiet.report.changed, quiet.report.gone), (0, 0, 0));
    front(&quiet);
    site.change(|items| {
        let page = items.iter_mut().find(|item| item.slug == "sejarah-desa").expect("its page");
        page.body += "<p>Ralat: tahun berdirinya lain.</p>";
        page.updated_at = jiff::Timestamp::now();
    });
    let third = visit(WordPress::default(), site, &store, &KINDS).await;
    assert!(front(&third).2.contains("Ralat"));
    assert_eq!((third.report.new, third.report.gone), (0, 0));
}

#[tokio::test]
async fn the_newest_posts_in_front_are_no_page() {
    let site = Simulated::closed(visiting::village());
    let visited = visit(WordPress::default(), site, &Memory::new(), &KINDS).await;
    assert!(visited.article(&format!("{ORIGIN}/")).is_none());
    assert!(visited.report.kind(Kind::Article).expect("a report").complete);
}
