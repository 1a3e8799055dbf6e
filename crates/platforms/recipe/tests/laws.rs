//! What holds of whatever text and whatever page.

use balai_core::{Kind, Page, Tls};
use balai_recipe::{Recipe, try_detail, try_page};
use proptest::prelude::*;

mod examples;

use examples::{BOOTSTRAP, TABLES};

/// A recipe with some of its characters changed, as slips of the pen do.
fn slipped() -> impl Strategy<Value = String> {
    let slip = (any::<prop::sample::Index>(), 0..40_usize, "[\\[\\]{}=\"'#.,a-z \\n\\\\é]{0,4}");
    (prop::sample::select(vec![BOOTSTRAP, TABLES]), prop::collection::vec(slip, 1..4)).prop_map(
        |(text, slips)| {
            let mut letters: Vec<char> = text.chars().collect();
            for (at, taken, put) in slips {
                let at = at.index(letters.len());
                let end = (at + taken).min(letters.len());
                letters.splice(at..end, put.chars());
            }
            letters.into_iter().collect()
        },
    )
}

fn page(html: String) -> Page {
    Page {
        url: "https://desa.example/".parse().expect("a URL"),
        status: 200,
        headers: [("Content-Type", "text/html; charset=utf-8")].into_iter().collect(),
        fetched_at: "2026-11-24T03:00:00Z".parse().expect("an instant"),
        tls: Tls::Verified,
        body: html.into(),
    }
}

/// HTML of the words that the recipes look for.
fn html() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<div class='card berita'>",
        "<h5>",
        "<a href='/berita/x'>",
        "<small class=tanggal>",
        "12 Mei 2026",
        "Rp 5.000",
        "</div>",
        "</h5>",
        "<table>",
        "<tr>",
        "<td>",
        "<h3>",
        "<caption>",
        "menurut Agama",
        "Dusun Lor",
        "<script>",
        "<img src=x>",
        "<li>",
        "\u{a0}",
        "<p align=right>",
        "3304152008000001",
        "&amp;",
        "<td id=isi>",
        "<section class=idm>",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn assert_told_or_read(text: &str) -> Result<(), TestCaseError> {
    if let Err(error) = Recipe::from_toml(text) {
        let lines = text.matches('\n').count() + 1;
        prop_assert!(!error.faults.is_empty());
        for fault in error.faults {
            prop_assert!((1..=lines).contains(&fault.line), "{fault}");
            prop_assert!(!fault.what.is_empty() && !fault.fix.is_empty(), "{fault}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_slip_of_the_pen_is_told_by_its_line_or_does_no_harm(text in slipped()) {
        assert_told_or_read(&text)?;
    }

    #[test]
    fn so_is_whatever_text(text in "\\PC*", toml in "([a-z.]{0,8} = [\\[{\"'0-9a-z\\]}, ]{0,20}\n){0,8}") {
        assert_told_or_read(&text)?;
        assert_told_or_read(&toml)?;
    }

    #[test]
    fn no_page_is_too_odd_and_no_number_is_shown(html in html()) {
        let page = page(html);
        for text in [BOOTSTRAP, TABLES] {
            let recipe = Recipe::from_toml(text).expect("a recipe");
            for kind in Kind::ALL {
                for tried in [try_page(&recipe, kind, &page), try_detail(&recipe, kind, &page)] {
                    prop_assert!(!tried.to_string().contains("3304152008000001"), "{tried}");
                }
            }
        }
    }
}

#[test]
fn deep_nesting_costs_nothing() {
    for text in ["[".repeat(100_000), "a = ".to_owned() + &"{a=".repeat(60_000), "[a.".repeat(50_000)] {
        assert!(Recipe::from_toml(&text).is_err());
    }
}
