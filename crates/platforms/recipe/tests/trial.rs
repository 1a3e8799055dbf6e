//! What a person is told who tries a recipe on a page.

use balai_core::{Kind, Page, Tls};
use balai_recipe::{Instead, ReadAs, Recipe, Tried, try_detail, try_page};

const RECIPE: &str = r##"
name = "uji"
hosts = ["desa.example"]

[article]
from = "/berita"
next = ".next"
item = ".kabar"
link = "a"

[article.fields]
title = "a"
published_at = "i"
author = ".penulis"
views = { select = "em", regex = 'dibaca (\d+)' }
images = "img"

[article.detail]
body_html = ".teks"
tags = ".tag"
"##;

fn page(body: &str) -> Page {
    Page {
        url: "https://desa.example/berita".parse().expect("a URL"),
        status: 200,
        headers: [("Content-Type", "text/html; charset=utf-8")].into_iter().collect(),
        fetched_at: "2026-11-24T03:00:00Z".parse().expect("an instant"),
        tls: Tls::Verified,
        body: format!("<html><title>Desa Uji</title><body>{body}</body></html>").into(),
    }
}

fn recipe() -> Recipe {
    Recipe::from_toml(RECIPE).unwrap_or_else(|error| panic!("{error}"))
}

fn tried(body: &str) -> Tried {
    try_page(&recipe(), Kind::Article, &page(body))
}

#[test]
fn records_are_shown_with_what_came_out_empty_and_what_is_there_instead() {
    let list = "<div class=kabar><a href=/b/1>Satu</a><i>20 Mei 2026</i><b class=penulis><img></b></div>\
                <div class=kabar><a href=/b/2>Dua</a><i>hubungi 0812-0000-1234</i><em>dilihat 3 kali</em></div>\
                <a class=next href=?p=2>Lagi</a>";
    let tried = tried(list);
    let reading = &tried.readings[0];
    assert_eq!((reading.line, reading.read_as, reading.records.len()), (5, ReadAs::List, 2));
    assert_eq!(reading.next.as_deref(), Some("https://desa.example/berita?p=2"));
    let first = &reading.records[0];
    assert_eq!(first.fields["title"], "Satu");
    assert_eq!(first.link.as_deref(), Some("https://desa.example/b/1"));
    assert_eq!(first.published_at.expect("a date").to_string(), "2026-05-19T17:00:00Z");
    assert!(first.entity.is_some() && first.missing.is_empty());
    let empty = |name: &str| {
        let field = reading.empty.iter().find(|field| field.field == name);
        field.unwrap_or_else(|| panic!("{name} is not among {:?}", reading.empty))
    };
    let author = empty("author");
    assert_eq!((author.line, author.times, author.of), (14, 2, 2));
    assert_eq!(author.selector.as_deref(), Some(".penulis"));
    let beginnings = vec!["<b class=\"penulis\">".to_owned()];
    assert_eq!(author.instead, Instead::Silent { count: 1, beginnings });
    let published = empty("published_at");
    assert_eq!((published.times, published.of), (1, 2));
    let Instead::Unread { why, texts } = &published.instead else { panic!("{published:?}") };
    assert_eq!(why, "which is not read as a date");
    assert_eq!(texts, &["hubungi ####-####-####"]);
    assert_eq!(empty("views").instead, Instead::Nothing, "the first item has none at all");
    assert_eq!(empty("images").times, 1);
    assert!(reading.empty.iter().all(|field| field.field != "title" && field.field != "link"));
}

#[test]
fn the_same_is_told_in_words() {
    let list = "<div class=kabar><a href=/b/1>Satu</a><i>kapan</i><em>dilihat 3 kali</em></div>";
    let told = tried(list).to_string();
    for line in [
        "article on https://desa.example/berita",
        "line 5, read as a list of `.kabar`: 1 found",
        "  1. Satu -> https://desa.example/b/1",
        "  author (line 14) is empty in 1 of 1: `.penulis` matches nothing",
        "  published_at (line 13) is empty in 1 of 1: `i` matches “kapan”, which is not read as a date",
        "  views (line 15) is empty in 1 of 1: `em` matches “dilihat 3 kali”, in which the regex `dibaca (\\d+)` finds nothing",
    ] {
        assert!(told.lines().any(|own| own == line), "{told}\nlacks: {line}");
    }
}

#[test]
fn a_list_without_items_is_told_with_what_stands_there() {
    let recipe = Recipe::from_toml(&RECIPE[..RECIPE.find("[article.detail]").expect("it is there")])
        .expect("a recipe");
    let page = page(&"<div class='card berita'><h5>x</h5></div>".repeat(4));
    let tried = try_page(&recipe, Kind::Article, &page);
    let nothing = tried.readings[0].nothing.as_deref().expect("a reason");
    for part in [
        "nothing on the list page matches the item `.kabar` (line 8 of",
        "“Desa Uji”",
        "4 × `div.card.berita`",
    ] {
        assert!(nothing.contains(part), "{nothing} tells not: {part}");
    }
    assert!(tried.to_string().contains("0 found"));
}

#[test]
fn an_items_own_page_is_read_by_its_own_fields() {
    let reading = &tried("<div class=teks>Isi</div>").readings[0];
    assert_eq!((reading.read_as, &reading.records[0].fields["body_html"]), (ReadAs::Detail, &"Isi".into()));
    assert_eq!(reading.empty[0].field, "tags");
    assert_eq!(reading.records[0].missing, ["title"], "the list gives it");
    // Where the page shows others beside it, it has to be said.
    let both = "<div class=teks>Isi</div><div class=kabar><a href=/b/1>Satu</a></div>";
    assert_eq!(tried(both).readings[0].read_as, ReadAs::List);
    let detail = try_detail(&recipe(), Kind::Article, &page(both));
    assert_eq!(detail.readings[0].read_as, ReadAs::Detail);
    assert!(
        detail.to_string().contains("line 5, read as an item's own page, not as a list of `.kabar`: 1 found")
    );
    let nothing = &tried("<p>x</p><p>y</p>").readings[0];
    let why = nothing.nothing.as_deref().expect("a reason");
    assert!(
        why.contains("nothing on the list page matches the item `.kabar`") && why.contains("2 × `p`"),
        "{why}"
    );
}

#[test]
fn lists_within_a_record_tell_how_many_entries_are_without() {
    let recipe = "name = \"uji\"\nhosts = [\"a.id\"]\n[budget]\nfrom = \"/\"\n[budget.fields]\nyear = \"h1\"\n\
                  [budget.fields.lines]\nitem = \"tr\"\nname = \"td:nth-child(1)\"\nbudgeted = \"td:nth-child(2)\"\n\
                  level = 1\nsection.value = \"income\"\n[budget.fields.totals]\nitem = \"tfoot tr\"\nsection.value = \"income\"\n";
    let recipe = Recipe::from_toml(recipe).unwrap_or_else(|error| panic!("{error}"));
    let rows = "<h1>APBDes 2026</h1><table><tr><th>Uraian</tr><tr><td>Dana Desa<td>Rp 5</tr><tr><td>Lain<td>belum</tr></table>";
    let tried = try_page(&recipe, Kind::Budget, &page(rows));
    let reading = &tried.readings[0];
    assert_eq!(reading.read_as, ReadAs::Record);
    assert_eq!(reading.records[0].fields["lines"].as_array().map(Vec::len), Some(2));
    let empty: Vec<_> = reading.empty.iter().map(|it| (it.field.as_str(), it.times, it.of)).collect();
    assert_eq!(empty, [("lines.budgeted", 2, 3), ("lines.name", 1, 3), ("totals", 1, 1)]);
}

#[test]
fn a_kind_that_the_recipe_has_not_is_told() {
    let tried = try_page(&recipe(), Kind::Budget, &page(""));
    assert!(tried.readings.is_empty());
    assert!(tried.to_string().ends_with("the recipe has no table [budget]"));
}

#[test]
fn a_page_that_cannot_be_parsed_is_told() {
    let tried = tried(&"<div>".repeat(20_000));
    assert!(tried.readings[0].nothing.as_deref().is_some_and(|why| why.contains("nested deeper")));
}
