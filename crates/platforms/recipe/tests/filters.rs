//! What each key of a field does, on small pages.

use balai_core::{Kind, Page, Tls};
use balai_recipe::{Recipe, try_page};
use serde_json::{Value, json};

fn page(html: &str) -> Page {
    Page {
        url: "https://desa.example/berita/1".parse().expect("a URL"),
        status: 200,
        headers: [("Content-Type", "text/html; charset=utf-8")].into_iter().collect(),
        fetched_at: "2026-11-24T03:00:00Z".parse().expect("an instant"),
        tls: Tls::Verified,
        body: html.to_owned().into(),
    }
}

/// What the fields of a kind, each a line of TOML, make of a page.
fn fields(kind: Kind, required: &str, lines: &str, html: &str) -> Value {
    let text = format!(
        "name = \"uji\"\nhosts = [\"desa.example\"]\n[{kind}]\nfrom = \"/\"\n[{kind}.fields]\n{required}\n{lines}\n"
    );
    let recipe = Recipe::from_toml(&text).unwrap_or_else(|error| panic!("{error}"));
    let tried = try_page(&recipe, kind, &page(html));
    Value::Object(tried.readings[0].records[0].fields.clone())
}

/// What one field of an article makes of a page.
fn article(name: &str, field: &str, html: &str) -> Value {
    fields(Kind::Article, "title = { value = \"x\" }", &format!("{name} = {field}"), html)[name].take()
}

fn profile(name: &str, field: &str, html: &str) -> Value {
    fields(Kind::Profile, "name = { value = \"x\" }", &format!("{name} = {field}"), html)[name].take()
}

fn extra(field: &str, html: &str) -> Value {
    article("extras", &format!("{{ e = {field} }}"), html)["e"].take()
}

#[test]
fn text_is_one_line_unless_the_field_is_prose() {
    let html = "<h3> Kerja\n<b>bakti</b> </h3><div>Satu<br>dua<p>tiga</div><table><tr><td>a<td>b</table>";
    assert_eq!(article("author", "\"h3\"", html), "Kerja bakti");
    assert_eq!(article("summary", "\"div\"", html), "Satu\ndua\ntiga");
    assert_eq!(article("author", "\"tr\"", html), "a b", "cells are words");
    assert_eq!(article("author", "\"h4\"", html), Value::Null);
    assert_eq!(article("author", "\"b\"", "<b>-</b>"), Value::Null, "a dash is nothing");
    assert_eq!(article("author", "\"b\"", "<b> </b><b>Admin</b>"), "Admin", "the first that says something");
    assert_eq!(article("author", "\"meta[name=author]\"", "<meta name=author content=Admin>"), "Admin");
}

#[test]
fn html_is_sanitised_and_its_links_are_absolute() {
    let html = "<div class=isi><p onclick=x()>Lihat <a href='/peta'>peta</a><script>x()</script></div><div class=isi>b</div>";
    let one = "<p>Lihat <a href=\"https://desa.example/peta\" rel=\"nofollow noopener\">peta</a></p>";
    assert_eq!(article("body_html", "\".isi\"", html), one);
    let all = article("body_html", "{ select = \".isi\", all = true }", html);
    assert_eq!(all, format!("<div>{one}</div><div>b</div>"));
    assert_eq!(extra("{ select = \".isi:last-child\", as = \"html\" }", html), "b");
}

#[test]
fn attributes_are_taken_in_place_of_the_text() {
    let html = "<div data-nama=' Balai Desa '>x</div><a title=''>y</a>";
    assert_eq!(article("author", "{ select = \"div\", attr = \"data-nama\" }", html), "Balai Desa");
    assert_eq!(article("author", "{ select = \"div\", attr = \"DATA-NAMA\" }", html), "Balai Desa");
    assert_eq!(article("author", "{ select = \"a\", attr = \"title\" }", html), Value::Null);
}

#[test]
fn dates_are_instants_or_days() {
    for (html, at) in [
        ("<i>Selasa, 20 Januari 2026 pukul 07.30 WIB</i>", "2026-01-20T00:30:00Z"),
        ("<i>20/01/2026</i>", "2026-01-19T17:00:00Z"),
        ("<i>3 hari yang lalu</i>", "2026-11-21T03:00:00Z"),
    ] {
        assert_eq!(article("published_at", "\"i\"", html), at, "{html}");
    }
    let time = "<time datetime='2026-01-20T07:30:00+07:00'>kemarin</time>";
    assert_eq!(article("published_at", "\"time\"", time), "2026-01-20T00:30:00Z");
    let time = "<time datetime='lusa'>20 Januari 2026</time>";
    assert_eq!(article("published_at", "\"time\"", time), "2026-01-19T17:00:00Z", "the text does as well");
    let document =
        fields(Kind::Document, "title = { value = \"x\" }", "date = \"i\"", "<i>Tgl. 20 Jan 2026</i>");
    assert_eq!(document["date"], "2026-01-20");
    assert_eq!(extra("{ select = \"i\", as = \"date\" }", "<i>20 Jan 2026</i>"), "2026-01-20");
}

#[test]
fn amounts_and_numbers_are_read_as_indonesians_write_them() {
    let price =
        |html| fields(Kind::Product, "name = { value = \"x\" }", "price = \"b\"", html)["price"].take();
    assert_eq!(price("<b>Rp 18.500,- / kg</b>"), json!(18500.0));
    assert_eq!(price("<b>1,5 juta</b>"), json!(1_500_000.0));
    assert_eq!(price("<b>gratis</b>"), Value::Null);
    assert_eq!(article("views", "\"b\"", "<b>Dibaca 1.501 kali</b>"), 1501);
    assert_eq!(profile("area_ha", "\"b\"", "<b>320,5 ha</b>"), 320.5);
    assert_eq!(extra("{ select = \"b\", as = \"number\" }", "<b>-7,5</b>"), -7.5);
    assert_eq!(extra("{ select = \"b\", as = \"rupiah\" }", "<b>Rp 2.000</b>"), 2000.0);
    // A line's level is a byte: what is no such number is nothing, not a broken record.
    let lines = "lines = { item = \"p\", name = \"b\", section = { value = \"income\" }, level = \"i\" }";
    let budget = |html| fields(Kind::Budget, "year = 2026", lines, html)["lines"].take();
    assert_eq!(budget("<p><b>a</b><i>300</i></p>"), Value::Null);
    assert_eq!(budget("<p><b>a</b><i>2</i></p>")[0]["level"], 2);
}

#[test]
fn a_regex_takes_a_part_and_chooses_among_what_is_selected() {
    let html = "<tr><td>Luas<td>320 ha</tr><tr><td>Penduduk<td>2.702 jiwa</tr>";
    let html = format!("<table>{html}</table><script>L.marker([-7.27, 109.8])</script>");
    assert_eq!(profile("population", "{ select = \"tr\", regex = 'Penduduk (.+)' }", &html), 2702);
    assert_eq!(
        article("author", "{ select = \"tr\", regex = '\\d+ ha' }", &html),
        "320 ha",
        "without a group, all"
    );
    assert_eq!(
        article("author", "{ select = \"tr\", regex = '(x)?Luas' }", &html),
        "Luas",
        "a group that is not there"
    );
    let point = profile("point", "{ select = \"script\", regex = 'marker\\(\\[(.+?)\\]' }", &html);
    assert_eq!(point, json!({"type": "Point", "coordinates": [109.8, -7.27]}), "scripts are searched too");
}

#[test]
fn addresses_are_absolute_and_found_where_elements_have_them() {
    for (html, url) in [
        ("<a href='../foto/1.jpg#x'>", "https://desa.example/foto/1.jpg"),
        ("<a href=' ?p=2 '>", "https://desa.example/berita/1?p=2"),
        ("<img src='loading.gif' data-src='/foto.jpg'>", "https://desa.example/foto.jpg"),
        ("<iframe src='//lain.example/x'></iframe>", "https://lain.example/x"),
        ("<meta property='og:url' content='/x'>", "https://desa.example/x"),
        ("<base href='https://b.example/'><a href='y'>", "https://b.example/y"),
    ] {
        assert_eq!(article("url", "\"a, img, iframe, meta\"", html), url, "{html}");
    }
    let onclick = "<div onclick=\"location.href='/berita/3'\">";
    assert_eq!(
        article("url", "{ select = \"div\", attr = \"onclick\", regex = \"'(.+)'\" }", onclick),
        "https://desa.example/berita/3"
    );
    for html in ["<a href='javascript:x()'>", "<a href='#'>", "<img src='data:image/png;base64,AA'>", "<a>"] {
        assert_eq!(article("url", "\"a, img\"", html), Value::Null, "{html}");
    }
    assert_eq!(extra("{ select = \"a\", as = \"url\" }", "<a href=/x>"), "https://desa.example/x");
}

#[test]
fn a_map_names_what_is_meant() {
    let form = "{ select = \"b\", map = { \"Pengumuman\" = \"announcement\", \"Kabar desa\" = \"news\" }, default = \"page\" }";
    assert_eq!(article("form", form, "<b>PENGUMUMAN</b>"), "announcement", "in whatever case");
    assert_eq!(article("form", form, "<b> Kabar \n desa</b>"), "news");
    assert_eq!(article("form", form, "<b>Lain</b>"), "page", "what is not named is left to the default");
    let level = "{ select = \"b\", map = { \"banyak\" = 9 } }";
    assert_eq!(article("views", level, "<b>banyak</b>"), 9);
    assert_eq!(article("views", level, "<b>12</b>"), 12, "other texts are read as they are");
}

#[test]
fn values_and_defaults_are_the_recipes_own() {
    assert_eq!(article("author", "{ value = \"Admin\" }", ""), "Admin");
    assert_eq!(article("author", "{ select = \"b\", default = \"Admin\" }", "<b></b>"), "Admin");
    assert_eq!(article("views", "7", ""), 7);
    assert_eq!(article("tags", "{ value = [\"a\", \"b\"] }", ""), json!(["a", "b"]));
    assert_eq!(article("tags", "{ value = \"a\" }", ""), json!(["a"]));
    assert_eq!(article("published_at", "2026-01-20T07:30:00+07:00", ""), "2026-01-20T00:30:00Z");
    let event = "starts_at = \"i\"\nall_day = true";
    let event = fields(Kind::Event, "title = { value = \"x\" }", event, "<i>20 Januari 2026</i>");
    assert_eq!(event["all_day"], true);
}

#[test]
fn lists_take_all_once_and_are_split() {
    let html = "<b>kopi</b><b>teh</b><b>kopi</b><p>a, b,, c</p>";
    assert_eq!(article("tags", "\"b\"", html), json!(["kopi", "teh"]));
    assert_eq!(article("tags", "{ select = \"p\", split = \",\" }", html), json!(["a", "b", "c"]));
    assert_eq!(
        article("tags", "{ select = \"p\", split = \",\", regex = \"[ab]\" }", html),
        json!(["a", "b"])
    );
    assert_eq!(article("tags", "{ select = \"u\", default = [\"x\"] }", html), json!(["x"]));
    assert_eq!(profile("phones", "\"b\"", "<b>(0286) 591234</b><b>112</b>"), json!(["+62286591234"]));
}

#[test]
fn texts_can_be_joined() {
    let html = "<div><p>satu</p><p>dua</p></div>";
    assert_eq!(article("summary", "{ select = \"p\", all = true }", html), "satu\ndua");
    assert_eq!(article("author", "{ select = \"p\", all = true }", html), "satu dua");
    assert_eq!(article("summary", "{ select = \"p\", all = false }", html), "satu");
}

#[test]
fn a_flag_says_whether_something_is_there() {
    let event = |html| {
        let event =
            fields(Kind::Event, "title = { value = \"x\" }\nstarts_at = \"i\"", "all_day = \".penuh\"", html);
        event["all_day"].clone()
    };
    assert_eq!(event("<i>20 Januari 2026</i><span class=penuh></span>"), true);
    assert_eq!(event("<i>20 Januari 2026</i>"), Value::Null);
}

#[test]
fn points_are_latitude_first_unless_only_the_other_order_can_be_meant() {
    let whole = json!({"type": "Point", "coordinates": [109.8, -7.27]});
    for html in ["<b>-7.27, 109.8</b>", "<b>109.8 -7.27</b>", "<b>Lintang \u{2212}7.27 Bujur 109.8</b>"] {
        assert_eq!(profile("point", "\"b\"", html), whole, "{html}");
    }
    assert_eq!(profile("point", "\"b\"", "<b>0, 0</b>"), Value::Null);
    let apart = "{ latitude = { select = \"b\", attr = \"data-lat\" }, longitude = { select = \"b\", attr = \"data-lng\" } }";
    assert_eq!(profile("point", apart, "<b data-lat='-7.27' data-lng='109.8'>"), whole);
    assert_eq!(profile("point", apart, "<b data-lat='-7.27'>"), Value::Null);
    let line = r#"{"type":"LineString","coordinates":[[109.7,-7.2],[109.8,-7.3]]}"#;
    let geometry = profile("boundary", "{ select = \"script\" }", &format!("<script>{line}</script>"));
    assert_eq!(geometry, serde_json::from_str::<Value>(line).expect("JSON"));
    let wrong = r#"<script>{"type":"LineString","coordinates":[[109.7,-97.2]]}</script>"#;
    assert_eq!(profile("boundary", "\"script\"", wrong), Value::Null);
}

#[test]
fn things_within_a_record_have_fields_of_their_own() {
    let html = "<figure><img src=/a.jpg><figcaption>Panen</figcaption></figure><figure><b>tanpa</b></figure>\
                <a href=/s.pdf>Surat</a><a href=https://www.facebook.com/desa>x</a>";
    let images = "{ item = \"figure\", url = \"img\", caption = \"figcaption\" }";
    let photo = json!([{"url": "https://desa.example/a.jpg", "caption": "Panen"}]);
    assert_eq!(article("images", images, html), photo, "without its address a photo is none");
    assert_eq!(article("images", "\"img\"", html), json!([{"url": "https://desa.example/a.jpg"}]));
    let link = json!([{"url": "https://desa.example/s.pdf", "label": "Surat"}]);
    assert_eq!(article("attachments", "\"a[href$='.pdf']\"", html), link);
    let social = json!([{"url": "https://www.facebook.com/desa", "network": "facebook"}]);
    assert_eq!(profile("social", "\"a\"", html), social, "other links lead to no network");
    let borders = profile("borders", "{ north = \"b\", south = \"u\" }", html);
    assert_eq!(borders, json!({"north": "tanpa"}));
    let two = "[{ item = \"img\", url = \"\" }, { url = \"a\" }]";
    let two = article("images", two, html);
    assert_eq!(two.as_array().map(Vec::len), Some(2), "what two selectors find follows one another: {two}");
}

#[test]
fn how_many_of_each_are_counted_by_name() {
    let html = "<li><b>Selesai</b> <i>12</i></li><li><b>Baru</b> <i>1.003</i></li><li><b>Total</b></li>";
    let counts = "{ item = \"li\", status = \"b\", count = \"i\" }";
    let summary = fields(Kind::ComplaintSummary, "", &format!("counts = {counts}"), html);
    assert_eq!(summary["counts"], json!({"Selesai": 12, "Baru": 1003}));
}
