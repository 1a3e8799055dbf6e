//! What needs no store and no site; and what is told to who uses the command wrongly.

use std::io::Read;
use std::process::Stdio;

use balai::{Kind, Platforms, Roster, schema};
use serde_json::Value;

use crate::villages::{Ran, Villages, balai};

fn run(arguments: &[&str]) -> Ran {
    Ran::from(balai(arguments).output().unwrap())
}

#[test]
fn a_roster_has_every_village_of_a_region_by_code_or_name() {
    let ran = run(&["roster", "33.04.15"]);
    assert_eq!((ran.status, ran.told.as_str()), (0, ""));
    let roster = Roster::from_toml(&ran.out).unwrap();
    assert_eq!(roster.villages.len(), 17);
    assert_eq!(roster.villages[7].name.as_deref(), Some("Darmayasa"));

    assert_eq!(run(&["roster", "Kecamatan", "Pejawaran"]).out, ran.out);
    let csv = Roster::from_csv(&run(&["roster", "33.04.15", "--format", "csv"]).out).unwrap();
    let codes = |roster: &Roster| roster.villages.iter().map(|village| village.code).collect::<Vec<_>>();
    assert_eq!(codes(&csv), codes(&roster));
    let regency = Roster::from_toml(&run(&["roster", "33.04"]).out).unwrap();
    assert!(codes(&roster).iter().all(|code| codes(&regency).contains(code)));
}

#[test]
fn a_region_that_is_not_clear_is_asked_back() {
    let ran = run(&["roster", "Karangsari"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.told.contains("32.03.22.2016  Karangsari, Agrabinta, Cianjur, Jawa Barat"), "{}", ran.told);

    let ran = run(&["roster", "33.04.99"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.told.contains("33.04 is Kabupaten Banjarnegara"), "{}", ran.told);
    assert!(ran.told.contains("balai roster Pejawaran"), "{}", ran.told);
    assert_eq!(run(&["roster", "Xyzzyq"]).status, 2);
}

#[test]
fn schemas_are_those_of_the_library() {
    let written = |subject: &str| serde_json::from_str::<Value>(&run(&["schema", subject]).out).unwrap();
    for kind in Kind::ALL {
        assert_eq!(written(kind.as_str()), schema::of(kind).to_value(), "{kind}");
    }
    assert_eq!(written("record"), schema::record().to_value());
    assert_eq!(run(&["schema", "berita"]).status, 2);
}

#[test]
fn platforms_are_told_as_their_manifests_say() {
    let ran = run(&["platforms", "--json"]);
    let told: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told.len(), Platforms::enabled().iter().count());
    for (platform, told) in Platforms::enabled().iter().zip(&told) {
        let manifest = platform.manifest();
        assert_eq!(told["name"], *manifest.name);
        let kinds: Vec<_> = told["kinds"].as_array().unwrap().iter().map(|offer| &offer["kind"]).collect();
        assert_eq!(kinds, manifest.offers.iter().map(|offer| offer.kind.as_str()).collect::<Vec<_>>());
        let never = |out: &str| manifest.never.iter().all(|path| out.contains(&**path));
        assert!(never(&run(&["platforms", "-v"]).out));
    }
}

#[test]
fn a_site_is_recognised_with_the_evidence() {
    let villages = Villages::of_pejawaran(&["Giritirta", "Sarwodadi", "Penusupan"]);
    let detect = |name: &str| {
        let url = villages.served.url(&format!("{name}.simulasi.invalid")).unwrap();
        villages.balai(&["detect", url.as_str(), "--allow-private", "--pause", "0", "--json"])
    };
    for (name, platform) in [("giritirta", "opensid"), ("sarwodadi", "feed")] {
        let ran = detect(name);
        assert_eq!(ran.status, 0, "{}", ran.told);
        let found: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(found["candidates"][0]["platform"], platform);
        assert!(!found["candidates"][0]["evidence"].as_array().unwrap().is_empty());
    }
    let ran = detect("penusupan");
    assert_eq!(ran.status, 1);
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["failure"]["kind"], "blocked");
}

#[test]
fn wrong_words_are_told_with_the_right_ones() {
    for (arguments, hint) in [
        (&["search", "kopi", "--kind", "berita"][..], "complaint_summary"),
        (&["status", "--store", "postgres://localhost/balai"], "write sqlite:PATH, or a path alone"),
        (&["status", "--store", "nowhere.db"], "fill one with `balai harvest`"),
        (&["status", "--within", "33.4"], "33.4"),
        (&["harvest"], "--village CODE=URL"),
        (&["harvest", "nowhere.toml"], "cannot read nowhere.toml"),
        (&["harvest", "--village", "33.04.15.2999=https://x.desa.id"], "balai roster 33.04.15"),
        (&["harvest", "--village", "33.04.15=https://x.desa.id"], "balai roster 33.04.15"),
        (&["harvest", "--village", "33.04.15.2008=ftp://x.desa.id"], "neither http nor https"),
        (&["harvest", "--village", "33.04.15.2008"], "33.04.15.2008=https://"),
        (&["search", "?!"], "no word"),
    ] {
        let ran = run(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.told);
        assert!(ran.told.contains(hint), "{arguments:?}: {}", ran.told);
    }
    assert!(!std::path::Path::new("nowhere.db").exists());
}

#[test]
fn faults_of_a_roster_are_all_told_with_their_lines_and_nothing_is_harvested() {
    let villages = Villages::of_pejawaran(&["Sarwodadi"]);
    let sound = std::fs::read_to_string(villages.path("roster.toml")).unwrap();
    let lines = sound.lines().count();
    let faulty =
        "[[village]]\ncode = \"33.04.15\"\n\n[[village]]\ncode = \"33.04.15.2001\"\nurl = \"ftp://x\"\n";
    villages.write("roster.toml", &format!("{sound}\n{faulty}"));
    let ran = villages.harvest(&[]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.told.contains("roster.toml has 2 faults:"), "{}", ran.told);
    assert!(ran.told.contains(&format!("line {}: 33.04.15 is a subdistrict", lines + 3)), "{}", ran.told);
    assert!(ran.told.contains(&format!("line {}: `ftp://x`", lines + 7)), "{}", ran.told);

    villages.write("roster.toml", &format!("{sound}\n[[village]]\ncode = \"33.04.15.2999\"\n"));
    let ran = villages.harvest(&[]);
    assert_eq!(ran.status, 2);
    let told = format!("line {}: no village has the code 33.04.15.2999; look it up with", lines + 3);
    assert!(ran.told.contains(&told), "{}", ran.told);

    assert!(villages.served.asked().is_empty());
    assert!(!villages.path("balai.db").exists());
}

#[test]
fn a_roster_without_any_site_is_told_what_to_do() {
    let villages = Villages::of_pejawaran(&["Kalilunjar", "Grogol"]);
    let ran = villages.harvest(&[]);
    assert_eq!(ran.status, 2);
    assert!(ran.told.contains("url lines"), "{}", ran.told);
}

#[test]
fn a_reader_that_has_enough_ends_the_command_quietly() {
    let mut child = balai(&["roster", "33"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
