//! Rosters as people write them.

use super::*;

fn lines(error: &RosterError) -> Vec<usize> {
    error.faults.iter().map(|fault| fault.line).collect()
}

#[test]
fn tells_every_fault_with_its_line_and_the_fix() {
    let text = "\
[[village]]
code = \"33.04.15.2008\"
url = \"ftp://darmayasa.desa.id\"

[[village]]
code = \"33.04.15\"

[[village]]
name = \"Ratamba\"

[[village]]
code = \"3304152008\"
";
    let error = Roster::from_toml(text).expect_err("faults");
    assert_eq!(lines(&error), [3, 6, 8, 12], "{error}");
    let told = error.to_string();
    assert!(told.contains("balai roster 33.04.15"), "{told}");
    assert!(told.contains("stands here and on line 2; take one of the two away"), "{told}");
}

#[test]
fn tells_the_line_of_wrong_toml_and_of_unknown_keys() {
    let error = Roster::from_toml("[[village]]\ncode = 33.04.15.2008\n").expect_err("no TOML");
    assert_eq!(lines(&error), [2], "{error}");
    let error =
        Roster::from_toml("[[village]]\ncode = \"33.04.15.2008\"\nsitus = \"x\"\n").expect_err("a key");
    assert_eq!(lines(&error), [3], "{error}");
    assert!(error.to_string().contains("situs"), "{error}");
}

#[test]
fn csv_says_the_same_as_toml() {
    let csv = Roster::from_csv(
        "code,name,url\n33.04.15.2008,Darmayasa,darmayasa.desa.id\n33.04.15.2011,Ratamba,\n",
    )
    .expect("a roster");
    assert_eq!(csv.villages[0].site().expect("a site").url.as_str(), "https://darmayasa.desa.id/");
    assert_eq!(csv.villages[1].url, None);
    let toml = Roster::from_toml(&csv.to_toml()).expect("a roster");
    assert_eq!(
        toml.villages.iter().map(|v| v.code).collect::<Vec<_>>(),
        csv.villages.iter().map(|v| v.code).collect::<Vec<_>>()
    );
    assert_eq!(toml.villages[0].url, csv.villages[0].url);

    for (text, expected) in [
        ("code,url\r\n33.04.15.2008,\r\nx,\r\n\r\n33.04.15.2011,https:\r\n", vec![3, 5]),
        ("code,name\n\n\n33.04.15.2008,\"a\nb\"\ny,\n", vec![6]),
        ("code,name\r\n33.04.15.2008,a,b\r\n", vec![2]),
    ] {
        assert_eq!(lines(&Roster::from_csv(text).expect_err("faults")), expected, "{text:?}");
    }
    let error = Roster::from_csv("kode;nama\n1;2\n").expect_err("no code");
    assert_eq!(lines(&error), [1]);
    let error = Roster::from_csv("code,name\n33.04.15.2008,a\nx,b\n33.04.15.2008,c\n").expect_err("faults");
    assert_eq!(lines(&error), [3, 4]);
}

#[test]
fn a_village_that_does_not_exist_is_told_with_the_other_faults() {
    let text = "code,url\n\n33.04.15.2008,\n33.04.15.2099,x\n";
    let error =
        Roster::from_csv_of(text, |code| code.to_string().ends_with("2008")).expect_err("one is unknown");
    assert_eq!(lines(&error), [4, 4], "blank lines count: {error}");
    assert!(error.to_string().contains("balai roster 33.04.15"), "{error}");
}

#[test]
fn a_source_is_read_with_what_its_platform_wants() {
    #[derive(serde::Deserialize)]
    struct Settings {
        sheet: String,
    }
    let roster = Roster::from_toml(
        r#"
[[source]]
platform = "table"
within = "33.04.15"
file = "data.xlsx"
robots = "obey"
villages = { "Tlahap" = "33.04.15.2007" }
settings = { sheet = "Penduduk" }
"#,
    )
    .expect("a roster");
    let source = &roster.sources[0];
    assert_eq!((source.name.as_str(), source.line, source.obey_robots), ("table", 2, true));
    assert_eq!(source.settings::<Settings>().expect("settings").sheet, "Penduduk");
    let site = source.site(std::path::Path::new("/srv/balai")).expect("a site");
    assert_eq!(site.url.as_str(), "file:///srv/balai/data.xlsx");
    let error = RosterSource { settings: Default::default(), ..source.clone() }.settings::<Settings>();
    assert!(error.map(drop).expect_err("no sheet").to_string().contains("line 2 of the roster"));
}

#[test]
fn a_sources_faults_are_told_by_line_too() {
    let text = r#"
[[source]]
platform = "ckan"
within = "33.04.15"
url = "ftp://x"

[[source]]
platform = "table"
within = "33.04.15"

[[source]]
platform = "table"
within = "33.04.15"
file = "a.csv"
villages = { "Beji" = "33.04.09.2015" }

[[source]]
platform = "table"
within = "33.04.15"
file = "b.csv"
robots = "no"
"#;
    let error = Roster::from_toml(text).expect_err("faults");
    assert_eq!(lines(&error), [5, 7, 11, 17, 21], "{error}");
}

#[test]
fn a_file_is_read_by_its_name_and_tells_where_it_is_wrong() {
    let folder = std::env::temp_dir().join(format!("balai-roster-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("a file");
        Roster::from_file(path, |_| true)
    };
    let roster = write("desa.CSV", b"code,name\n33.04.15.2008,Darmayasa\n").expect("a roster");
    assert_eq!((roster.villages.len(), &*roster.folder), (1, folder.as_path()));
    assert_eq!(
        write("desa.toml", b"[[village]]\ncode = \"33.04.15.2008\"\n").expect("a roster").villages.len(),
        1
    );
    for (bytes, told) in [
        (&b"code,name\nx,a\ny,b\n"[..], "has 2 faults:\n  line 2: "),
        (
            b"code,name\r\n33.04.15.2008,Pagent\xe9n\r\n",
            "has 1 fault:\n  line 2: there is a character that is not UTF-8",
        ),
    ] {
        let error = write("salah.csv", bytes).expect_err("faults");
        assert!(error.kind() == crate::ErrorKind::Config && error.to_string().contains(told), "{error}");
    }
    let error = Roster::from_file(folder.join("tiada.toml"), |_| true).expect_err("none");
    assert!(error.to_string().contains("cannot read"), "{error}");
    std::fs::remove_dir_all(folder).expect("the folder");
}
