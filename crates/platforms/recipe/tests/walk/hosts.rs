//! Which sites a recipe is for, and which pages are asked for.

use std::sync::Arc;

use balai_core::{Platform, Probe, Recognition, Session, Site};
use balai_recipe::Recipe;
use balai_testkit::{Answer, Memory, Web};

use crate::papers::{DETAIL, FIELDS, NEWS, Papers, body, recipe, titles, visit, visit_others, with_details};

#[tokio::test]
async fn only_the_sites_own_host_is_asked_unless_the_recipe_says_so() {
    let list = "<p class=kabar><a href='http://lain.invalid/b/1'>Kabar 1</a></p>\
                <p class=kabar><a href='http://www.desa.invalid/b/2'>Kabar 2</a></p>\
                <p class=kabar><a href='http://desa.invalid:81/b/3'>Kabar 3</a></p>\
                <a class=next href='http://lain.invalid/berita'>berikut</a>";
    let papers = Papers::default()
        .page("/", "")
        .page("/berita", list)
        .page("/b/1", "<div class=teks>Isi 1</div>")
        .page("/b/2", "<div class=teks>Isi 2</div>");
    let others = |web: Web| web.with("lain.invalid", papers.clone()).with("www.desa.invalid", papers.clone());
    let part = "from = \"/berita\"\nnext = \".next\"";
    let strict = recipe(part, DETAIL);
    let outcome = visit_others(&strict, &papers, &Memory::new(), others).await;
    assert_eq!(outcome.asked, ["/berita", "/b/2"]);
    assert_eq!(body(&outcome, "Kabar 2").as_deref(), Some("Isi 2"));
    assert_eq!(body(&outcome, "Kabar 1").as_deref(), Some(""), "what the list says of it is told");
    assert!(
        outcome.report.notes[0].contains("other_hosts = [\"lain.invalid\"]"),
        "{:?}",
        outcome.report.notes
    );
    assert!(!outcome.report.complete);

    let text = format!("other_hosts = [\"lain.invalid\"]\n{NEWS}{part}{FIELDS}{DETAIL}");
    let open = Recipe::from_toml(&text).expect("a recipe");
    let outcome = visit_others(&open, &papers, &Memory::new(), others).await;
    assert_eq!(body(&outcome, "Kabar 1").as_deref(), Some("Isi 1"));
}

#[tokio::test]
async fn a_redirect_to_another_host_is_refused() {
    let papers = with_details(1..=1).answer("/b/1", Answer::redirect("http://lain.invalid/b/1"));
    let elsewhere = Papers::default().page("/b/1", "<div class=teks>Iklan</div>");
    let recipe = recipe("from = \"/berita\"", DETAIL);
    let others = |web: Web| web.with("lain.invalid", elsewhere.clone());
    let outcome = visit_others(&recipe, &papers, &Memory::new(), others).await;
    assert_eq!(body(&outcome, "Kabar 1").as_deref(), Some(""));
}

#[tokio::test]
async fn what_must_never_be_asked_is_not() {
    let text = format!("never = [\"/b/2\", \"/warga/*\"]\n{NEWS}from = \"/berita\"{FIELDS}{DETAIL}");
    let recipe = Recipe::from_toml(&text).expect("a recipe");
    assert_eq!(recipe.manifest().never, ["/b/2", "/warga/*"]);
    let outcome = visit(&recipe, &with_details(1..=3), &Memory::new()).await;
    assert_eq!(outcome.asked, ["/berita", "/b/1", "/b/3"]);
    assert_eq!(titles(&outcome).len(), 3);
}

#[tokio::test]
async fn a_recipe_knows_its_sites() {
    let by = |who: &str| {
        let text = format!(
            "name = \"uji\"\n{who}\n[article]\nfrom = \"/berita\"\nitem = \".kabar\"\nlink = \"a\"\n{FIELDS}"
        );
        Recipe::from_toml(&text).expect("a recipe")
    };
    let papers = Papers::default().page("/", "<nav class=menu>x</nav>");
    let site = Site::new("33.04.15.2008".parse().expect("a code"), "http://desa.invalid/").expect("a site");
    let session = Session::new(Arc::new(Web::of(papers)), site);
    for (who, evidence) in [
        ("hosts = [\"desa.invalid\"]", Some("the recipe names the host desa.invalid")),
        ("hosts = [\"lain.invalid\"]", None),
        ("fingerprint = \"#isi nav.menu\"", Some("the home page has `#isi nav.menu`")),
        ("fingerprint = [\"#isi\", \"nav.lain\"]", None),
        ("hosts = [\"lain.invalid\"]\nfingerprint = \"#isi\"", Some("the home page has `#isi`")),
    ] {
        let recipe = by(who);
        let recognition =
            recipe.recognise(&Probe::new(&session, recipe.manifest())).await.expect("a home page");
        assert_eq!(recognition.as_ref().map(|it| it.evidence[0].as_str()), evidence, "{who}");
        assert!(recognition.is_none_or(|it| it.confidence > Recognition::certain().confidence));
    }
}
