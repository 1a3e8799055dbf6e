//! Every fault of a recipe is told by its line and key, with how to mend it.

use balai_recipe::{Recipe, RecipeFault};

fn faults(text: &str) -> Vec<RecipeFault> {
    match Recipe::from_toml(text) {
        Ok(_) => Vec::new(),
        Err(error) => error.faults,
    }
}

/// Lines of a recipe that is right but for what a test puts in.
fn article(part: &str, fields: &str) -> String {
    format!(
        "name = \"uji\"\nhosts = [\"desa.example\"]\n[article]\nfrom = \"/berita\"\nitem = \"li\"\n{part}\n\
         [article.fields]\ntitle = \"h3\"\nurl = \"a\"\n{fields}\n"
    )
}

/// The line on which [`article`] puts `part`, and that on which it puts `fields`.
const PART: usize = 6;
const FIELDS: usize = 10;

fn assert_told(text: &str, line: usize, key: &str, what: &str, fix: &str) {
    let faults = faults(text);
    let [fault] = &faults[..] else { panic!("one fault is in\n{text}\nbut {faults:#?} are told") };
    assert_eq!((fault.line, fault.key.as_str()), (line, key), "{fault}");
    assert!(fault.what.contains(what), "{:?} tells not: {what}", fault.what);
    assert!(fault.fix.contains(fix), "{:?} tells not: {fix}", fault.fix);
    assert!(fault.to_string().starts_with(&format!("line {line}")), "{fault}");
}

#[test]
fn a_right_recipe_has_none() {
    assert_eq!(faults(&article("", "")), []);
}

#[test]
fn unknown_keys_are_told_with_the_nearest() {
    for (text, line, key, what, fix) in [
        ("nama = \"x\"\n", 1, "nama", "`nama` is no key of a recipe", "write `name`"),
        ("[berita]\n", 1, "berita", "`berita` is written in English here", "write `article`"),
        ("[artcle]\n", 1, "artcle", "`artcle` is no key of a recipe, and no kind", "write `article`"),
        ("xyzzy = 1\n", 1, "xyzzy", "`xyzzy` is no key", "complaint_summary"),
    ] {
        let text = format!("{text}\n");
        let faults = faults(&text);
        let fault = faults.iter().find(|fault| fault.key == key).unwrap_or_else(|| panic!("{faults:#?}"));
        assert_eq!(fault.line, line);
        assert!(fault.what.contains(what) && fault.fix.contains(fix), "{fault}");
    }
    assert_told(&article("itm = \"x\"", ""), PART, "article.itm", "`itm` is no key here", "write `item`");
    assert_told(
        &article("author = \"b\"", ""),
        PART,
        "article.author",
        "outside of the fields",
        "[article.fields]",
    );
    let selct = "author = { selct = \"b\" }";
    assert_told(
        &article("", selct),
        FIELDS,
        "article.fields.author.selct",
        "`selct` is no key of a field",
        "`select`",
    );
}

#[test]
fn unknown_fields_are_told_with_the_kinds_own() {
    let fix = "its fields are: attachments, author, body_html";
    assert_told(
        &article("", "titel = \"h3\""),
        FIELDS,
        "article.fields.titel",
        "`titel` is no field of Article",
        fix,
    );
    assert_told(&article("", "titel = \"h3\""), FIELDS, "article.fields.titel", "", "write `title`");
    let images = "images = { item = \"p\", url = \"img\", judul = \"b\" }";
    assert_told(
        &article("", images),
        FIELDS,
        "article.fields.images.judul",
        "no field of Photo",
        "item, caption, url",
    );
}

#[test]
fn wrong_selectors_are_told_with_the_selector() {
    for (selector, fix) in [
        ("div[", "document.querySelectorAll"),
        ("//div/h3", "XPath"),
        ("h3:contains('Desa')", "regex"),
        ("h3::text", "leave `::…` out"),
        ("td:eq(2)", ":nth-child(2)"),
        (".3kolom", "[class~="),
    ] {
        let what = format!("`{selector}` is no CSS selector");
        let field = format!("author = \"{selector}\"");
        assert_told(&article("", &field), FIELDS, "article.fields.author", &what, fix);
        let field = format!("author = {{ regex = \"x\", select = \"{selector}\" }}");
        assert_told(&article("", &field), FIELDS, "article.fields.author.select", &what, fix);
        let field = format!("images = {{ item = \"{selector}\", url = \"img\" }}");
        assert_told(&article("", &field), FIELDS, "article.fields.images.item", &what, fix);
        assert_told(&article(&format!("next = \"{selector}\""), ""), PART, "article.next", &what, fix);
    }
    let text = article("", "").replace("title = \"h3\"", "title = \"h3[\"");
    assert_told(&text, FIELDS - 2, "article.fields.title", "`h3[` is no CSS selector", "");
    let text = article("", "").replace("hosts = [\"desa.example\"]", "fingerprint = [\n\"div[\"]");
    assert_told(&text, 3, "fingerprint", "`div[` is no CSS selector", "");
}

#[test]
fn wrong_expressions_are_told() {
    let field = |regex: &str| article("", &format!("author = {{ select = \"b\", regex = '{regex}' }}"));
    let key = "article.fields.author.regex";
    assert_told(&field("("), FIELDS, key, "unclosed group", "between single quotes");
    assert_told(&field("(?=x)"), FIELDS, key, "look-around", "(…)");
    assert_told(&field("(a{1000}){1000}"), FIELDS, key, "too large", "smaller numbers");
    assert_told(&field(&"(".repeat(60)), FIELDS, key, "is no regular expression", "");
}

#[test]
fn wrong_types_are_told() {
    for (part, key, what) in [
        ("next = 3", "article.next", "a number stands where a text is due"),
        ("next = \"\"", "article.next", "it is empty"),
        ("pages = \"3\"", "article.pages", "a whole number from 1 to 1000 is due"),
        ("pages = 0", "article.pages", "a whole number from 1 to 1000 is due"),
        ("link = 3", "article.link", "a selector is due"),
        ("link = { value = \"/b\" }", "article.link.value", "the link is another for each item"),
        ("detail = \"h1\"\nlink = \"a\"", "article.detail", "a text stands where a table is due"),
    ] {
        assert_told(&article(part, ""), PART, key, what, "");
    }
    for (field, key, what, fix) in [
        ("author = [\"b\"]", "author", "a selector is due", "commas join several"),
        ("views = { value = \"banyak\" }", "views.value", "another sort", "write a whole number"),
        ("views = -1", "views", "another sort", "write a whole number"),
        ("form = { value = \"berita\" }", "form.value", "another sort", "one of news, page, announcement"),
        ("form = \"b\"", "form", "no site prints these words", "map = {"),
        (
            "form = { select = \"b\", map = { Kabar = \"kabar\" } }",
            "form.map.Kabar",
            "another sort",
            "one of news",
        ),
        ("author = { select = \"b\", all = \"ya\" }", "author.all", "true or false is due", "write true"),
        ("views = { select = \"b\", all = true }", "views.all", "only texts are joined", "leave `all` out"),
        ("author = { select = \"b\", split = \",\" }", "author.split", "only a list is split", "regex"),
        ("tags = { select = \"b\", split = \"\" }", "tags.split", "it is empty", "split = \",\""),
        (
            "author = { select = \"b\", as = \"angka\" }",
            "author.as",
            "no way of reading",
            "text, html, url, number",
        ),
        (
            "author = { select = \"b\", as = \"rupiah\" }",
            "author.as",
            "the field is a text",
            "leave `as` out",
        ),
        ("author = { select = \"b\", value = \"x\" }", "author.select", "no use beside `value`", "default"),
        ("images = { item = \"p\" }", "images", "`url` is required of each entry", "add url"),
        ("images = 3", "images", "it is a list, of caption, url each", "[article.fields.images]"),
        ("extras = \"b\"", "extras", "a text stands where a table is due", "extras.luas_sawah"),
    ] {
        assert_told(&article("", field), FIELDS, &format!("article.fields.{key}"), what, fix);
    }
    let profile = |field: &str| {
        format!(
            "name = \"uji\"\nhosts = [\"desa.example\"]\n[profile]\nfrom = \"/\"\n[profile.fields]\nname = \"h1\"\n{field}\n"
        )
    };
    assert_told(
        &profile("borders = \"b\""),
        7,
        "profile.fields.borders",
        "east, north, south, west",
        "[profile.fields.borders]",
    );
    assert_told(
        &profile("point.latitude = \"b\""),
        7,
        "profile.fields.point",
        "`longitude` is missing",
        "data-longitude",
    );
}

#[test]
fn what_does_not_go_together_is_told() {
    for (part, key, fix) in [
        ("first = 0", "article.first", "{page}"),
        ("step = 10", "article.step", "{page}"),
        ("[article.detail]\nauthor = \"b\"", "article.detail", "link = \"h3 a\""),
    ] {
        let line = PART;
        assert_told(&article(part, ""), line, key, "has no use here", fix);
    }
    let both = article("next = \"a\"", "").replace("/berita", "/berita?p={page}");
    assert_told(&both, PART, "article.next", "has no use here", "leave one of them out");
    for (part, fix) in
        [("next = \"a\"", "add `item`"), ("pages = 3", "add `item`"), ("link = \"a\"", "add `item`")]
    {
        let text = article(part, "").replace("item = \"li\"\n", "");
        let key = format!("article.{}", part.split(' ').next().expect("a key"));
        assert_told(&text, PART - 1, &key, "has no use here", fix);
    }
    let text = article("", "").replace("item = \"li\"\n", "").replace("/berita", "/berita/{page}");
    assert_told(&text, 4, "article.from", "`{page}` has no use here", "add `item`");
    let profile = "name = \"uji\"\nhosts = [\"a.id\"]\n[profile]\nfrom = \"/\"\nitem = \"p\"\n[profile.fields]\nname = \"b\"\n";
    assert_told(profile, 5, "profile.item", "a village has one profile", "leave `item` out");
}

#[test]
fn what_is_missing_is_told() {
    let whole = article("", "");
    let without = |line: &str| whole.replace(&format!("{line}\n"), "");
    assert_told(&without("name = \"uji\""), 1, "name", "has no name", "name = \"contoh\"");
    assert_told(&without("hosts = [\"desa.example\"]"), 1, "hosts", "which sites it is for", "fingerprint");
    assert_told(&without("from = \"/berita\""), 3, "article", "where to begin", "from = ");
    assert_told(
        &without("title = \"h3\""),
        3,
        "article.fields.title",
        "`title` is required of article",
        "title = \"h3\"",
    );
    assert_told("name = \"uji\"\nhosts = [\"a.id\"]\n", 1, "", "reads nothing", "[article]");
    let budget =
        "name = \"uji\"\nhosts = [\"a.id\"]\n[budget]\nfrom = \"/\"\n[budget.fields]\nyear = \"h1\"\n";
    assert_told(
        budget,
        3,
        "budget.fields.lines",
        "`lines` is required of budget",
        "a table `lines` with `item`",
    );
    assert_told(
        "name = \"uji\"\nhosts = [\"a.id\"]\nservice = []\n",
        3,
        "service",
        "the list is empty",
        "[[service]]",
    );
    let service = "name = \"uji\"\nhosts = [\"a.id\"]\n[service]\nfrom = \"/\"\n";
    let told = faults(service);
    assert!(told.iter().any(|fault| fault.what == "it has no fields" && fault.line == 3), "{told:#?}");
}

#[test]
fn what_needs_not_be_given_is_not_asked_for() {
    let text = article("link = \"a\"", "").replace("url = \"a\"\n", "");
    assert_eq!(faults(&text), [], "an article's address is its link");
    let two = "name = \"uji\"\nhosts = [\"a.id\"]\n[[profile]]\nfrom = \"/\"\n[profile.fields]\nname = \"b\"\n\
               [[profile]]\nfrom = \"/visi\"\n[profile.fields]\nvision = \"p\"\n";
    assert_eq!(faults(two), [], "the tables of a profile make one record");
}

#[test]
fn hosts_names_and_paths_are_checked() {
    let host = |host: &str| article("", "").replace("desa.example", host);
    assert_told(&host("https://desa.example/x"), 2, "hosts", "is no host", "\"desa.example\"");
    assert_told(&host("desa example"), 2, "hosts", "is no host", "");
    assert_eq!(faults(&host("*.desa.example")), []);
    let name = |name: &str| article("", "").replace("\"uji\"", &format!("\"{name}\""));
    assert_told(&name("Desa Uji"), 1, "name", "`Desa Uji` is no name", "small letters");
    assert_told(&name(&"a".repeat(41)), 1, "name", "is no name", "40 at most");
    let from = |from: &str| article("", "").replace("/berita", from);
    assert_told(&from("berita"), 4, "article.from", "is no path", "\"/berita\"");
    assert_told(&from("/berita?p={halaman}"), 4, "article.from", "else than {page}", "{page}");
    assert_eq!(faults(&from("https://desa.example/?p={page}")), []);
}

#[test]
fn all_faults_are_told_at_once_in_their_order() {
    let text = "name = \"Uji\"\n\n[article]\nfrom = \"berita\"\nitem = \"div[\"\n[article.fields]\ntitel = \"h3\"\n\
                author = { regex = \"(\" }\n";
    let told: Vec<_> = faults(text).iter().map(|fault| (fault.line, fault.key.clone())).collect();
    let expected = [
        (1, "name"),
        (1, "hosts"),
        (3, "article.fields.title"),
        (4, "article.from"),
        (5, "article.item"),
        (7, "article.fields.titel"),
        (8, "article.fields.author.regex"),
    ];
    let mut told: Vec<_> = told.iter().map(|(line, key)| (*line, key.as_str())).collect();
    told.sort();
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn what_is_no_toml_is_told_with_the_rest() {
    let text = article("", "").replace("item = \"li\"", "item = \"li") + "auhtor = \"b\"\n";
    let told = faults(&text);
    assert!(told.iter().any(|fault| fault.line == 5 && fault.what.contains("no TOML")), "{told:#?}");
    assert!(told.iter().any(|fault| fault.key == "article.fields.auhtor"), "{told:#?}");
    let long = format!("# {}", "x".repeat(300_000));
    assert!(faults(&long)[0].what.contains("300002 bytes"));
}
