//! What is made of items, of their own pages, and of what is wrong with them.

use balai_core::{Entity, ErrorKind, Kind, Platform};
use balai_recipe::Recipe;
use balai_testkit::{Answer, Memory};

use crate::papers::{DETAIL, NEWS, Papers, body, items, recipe, titles, visit, with_details};

#[tokio::test]
async fn a_recipe_that_matches_nothing_says_what_is_there() {
    let recipe = recipe("from = \"/berita\"", "");
    let body = "<article class='post berita'><h3>x</h3></article>".repeat(3);
    let papers = Papers::default().page("/", "").page("/berita", &body);
    let outcome = visit(&recipe, &papers, &Memory::new()).await;
    let failure = outcome.report.failure.expect("a failure");
    assert_eq!(failure.kind, ErrorKind::Malformed);
    for part in [
        "no article: nothing on the list page matches the item `.kabar` (line 4 of the recipe)",
        "titled “Desa Uji”",
        "3 × `article.post.berita`",
        "(at http://desa.invalid/berita)",
    ] {
        assert!(failure.message.contains(part), "{} tells not: {part}", failure.message);
    }
}

#[tokio::test]
async fn items_that_say_nothing_are_told_by_their_words() {
    let recipe = recipe("from = \"/berita\"", "");
    let papers =
        Papers::default().page("/", "").page("/berita", "<p class=kabar>Hubungi 0812-0000-1234 ya</p>");
    let failure = visit(&recipe, &papers, &Memory::new()).await.report.failure.expect("a failure");
    assert!(failure.message.contains("has none of the fields"), "{}", failure.message);
    assert!(!failure.message.contains("1234"), "{}", failure.message);
}

#[tokio::test]
async fn an_item_without_what_it_must_have_costs_itself() {
    let recipe = recipe("from = \"/berita\"", "");
    let body = items(1..=2) + "<p class=kabar><a href='/b/9'><img></a> <i>1 Mei 2026</i></p>";
    let papers = Papers::default().page("/", "").page("/berita", &body);
    let outcome = visit(&recipe, &papers, &Memory::new()).await;
    assert_eq!(titles(&outcome).len(), 2);
    let told = &outcome.report.skipped[0];
    for part in
        ["item 3 of article lacks title", "`a` matches 1 element that says nothing", "(line 8)", "/b/9"]
    {
        assert!(told.contains(part), "{told} tells not: {part}");
    }
}

#[tokio::test]
async fn an_items_own_page_adds_to_it() {
    let recipe = recipe("from = \"/berita\"", DETAIL);
    let outcome = visit(&recipe, &with_details(1..=3), &Memory::new()).await;
    assert_eq!(body(&outcome, "Kabar 2").as_deref(), Some("Isi 2"));
    assert!(outcome.records.iter().all(|record| record.source.url.path().starts_with("/b/")));
}

#[tokio::test]
async fn what_is_wrong_with_one_page_costs_no_other() {
    let recipe = recipe("from = \"/berita\"", DETAIL);
    let store = Memory::new();
    visit(&recipe, &with_details(1..=4), &store).await;
    let broken = with_details(1..=4)
        .answer("/b/2", Answer::status(500))
        .answer("/b/3", Answer::html("<h1>Galat</h1>"))
        .answer("/b/4", Answer::status(404));
    let outcome = visit(&recipe, &broken, &Memory::new()).await;
    assert_eq!(titles(&outcome), ["Kabar 1", "Kabar 4"], "what is listed is told, though its page is gone");
    assert!(outcome.report.notes[0].contains("/b/4"), "{:?}", outcome.report.notes);
    let told = outcome.report.skipped.join("\n");
    assert!(told.contains("the page shows none of body_html") && told.contains("/b/2"), "{told}");
    let again = visit(&recipe, &broken, &store).await;
    assert_eq!(
        (again.gone, body(&again, "Kabar 3").as_deref()),
        (0, Some("Isi 3")),
        "what was read before stays"
    );
}

#[tokio::test]
async fn old_items_need_not_be_read_again() {
    let recipe = recipe("from = \"/berita\"", DETAIL);
    assert!(recipe.manifest().offer(Kind::Article).expect("an offer").incremental);
    let today = jiff::Timestamp::now().to_string();
    let list = |n: usize| {
        items(1..=n) + &format!("<p class=kabar><a href='/b/baru'>Kabar baru</a> <i>{}</i></p>", &today[..10])
    };
    let papers = with_details(1..=5).page("/berita", &list(5)).page("/b/baru", "<div class=teks>Baru</div>");
    let store = Memory::new();
    let first = visit(&recipe, &papers, &store).await;
    assert_eq!(first.asked.len(), 7);
    let papers = papers.page("/berita", &list(4)).page("/b/baru", "<div class=teks>Lebih baru</div>");
    let second = visit(&recipe, &papers, &store).await;
    assert_eq!(second.asked, ["/berita", "/b/baru"], "the old ones are kept");
    assert_eq!((second.report.kept, second.report.emitted, second.gone), (4, 1, 1));
    assert_eq!(body(&second, "Kabar baru").as_deref(), Some("Lebih baru"));
}

#[tokio::test]
async fn without_dates_in_the_list_everything_is_read_again() {
    let text = format!("{NEWS}from = \"/berita\"\n[article.fields]\ntitle = \"a\"\n{DETAIL}");
    let recipe = Recipe::from_toml(&text).expect("a recipe");
    assert!(!recipe.manifest().offer(Kind::Article).expect("an offer").incremental);
    let (papers, store) = (with_details(1..=3), Memory::new());
    for _ in 0..2 {
        assert_eq!(visit(&recipe, &papers, &store).await.asked.len(), 4);
    }
}

#[tokio::test]
async fn two_of_one_name_are_told_and_kept_apart_by_a_key() {
    let list = "<li><b>Keripik</b> <i>Rp 5.000</i><a href='?id=1'></a></li><li><b>Keripik</b> <i>Rp 6.000</i><a href='?id=2'></a></li>\
                <li><b>Keripik</b> <i>Rp 5.000</i><a href='?id=1'></a></li>";
    let papers = Papers::default().page("/", "").page("/lapak", list);
    let recipe = |key: &str| {
        let text = format!(
            "name = \"uji\"\nhosts = [\"desa.invalid\"]\n[product]\nfrom = \"/lapak\"\nitem = \"li\"\n[product.fields]\n\
             name = \"b\"\nprice = \"i\"\n{key}"
        );
        Recipe::from_toml(&text).expect("a recipe")
    };
    let outcome = visit(&recipe(""), &papers, &Memory::new()).await;
    assert_eq!(outcome.records.len(), 1);
    assert!(outcome.report.notes[0].contains("`keripik`") && outcome.report.notes[0].contains("`key`"));
    let key = "key = { select = \"a\", attr = \"href\", regex = \"id=(.+)\" }";
    let outcome = visit(&recipe(key), &papers, &Memory::new()).await;
    let ids: Vec<_> = outcome.records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["33.04.15.2008/product/1", "33.04.15.2008/product/2"]);
}

#[tokio::test]
async fn pages_of_a_profile_make_one_and_one_that_fails_costs_itself() {
    let text = "name = \"uji\"\nhosts = [\"desa.invalid\"]\n[[profile]]\nfrom = [\"/\", \"/profil\", \"/hilang\"]\n\
                [profile.fields]\nname = \"h1\"\npopulation = \"b\"\n[[profile]]\nfrom = \"/visi\"\n[profile.fields]\nvision = \"p\"\n";
    let recipe = Recipe::from_toml(text).expect("a recipe");
    let papers = Papers::default()
        .page("/", "<h1>Uji</h1>")
        .page("/profil", "<h1>Lain</h1><b>2.702</b>")
        .page("/visi", "<p>Guyub</p>");
    let outcome = visit(&recipe, &papers, &Memory::new()).await;
    let [record] = &outcome.records[..] else { panic!("one record: {:?}", outcome.records) };
    let Entity::Profile(profile) = &record.entity else { panic!("a profile") };
    assert_eq!(
        (profile.name.as_str(), profile.population, profile.vision.as_deref()),
        ("Uji", Some(2702), Some("Guyub"))
    );
    assert!(outcome.report.skipped[0].contains("/hilang"));
}

#[tokio::test]
async fn a_day_without_a_time_is_a_whole_day() {
    let text = "name = \"uji\"\nhosts = [\"desa.invalid\"]\n[event]\nfrom = \"/agenda\"\nitem = \"li\"\n[event.fields]\n\
                title = \"b\"\nstarts_at = \"i\"\n";
    let recipe = Recipe::from_toml(text).expect("a recipe");
    let list = "<li><b>Rapat</b> <i>20 Mei 2026 pukul 09.00</i></li><li><b>Panen</b> <i>21 Mei 2026</i></li>";
    let outcome =
        visit(&recipe, &Papers::default().page("/", "").page("/agenda", list), &Memory::new()).await;
    let all_day = outcome.records.iter().map(|record| match &record.entity {
        Entity::Event(it) => (it.title.as_str(), it.all_day),
        _ => panic!("an event"),
    });
    let all_day: Vec<_> = all_day.collect();
    assert!(all_day.contains(&("Rapat", false)) && all_day.contains(&("Panen", true)), "{all_day:?}");
}
