//! Harvests: what is told, what is kept, and how they end.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

use balai::{Record, Roster, RosterVillage};
use balai_testkit::village::Village;
use balai_testkit::{Fault, Faulty, FeedFormat, PlainFeed, Web};

use crate::villages::{Ran, Villages};

#[test]
fn a_harvest_tells_its_progress_and_its_report_on_standard_error_alone() {
    let villages = Villages::of_pejawaran(&["Sarwodadi", "Ratamba", "Kalilunjar"]);
    let ran = villages.harvest(&["--store", "sqlite:kept.db"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.told);
    assert!(ran.told.contains("[2/2] "), "{}", ran.told);
    let row = ran.told.lines().find(|line| line.starts_with("Sarwodadi ")).unwrap();
    assert!(row.contains("active") && row.ends_with("feed"), "{row}");
    let row = ran.told.lines().find(|line| line.starts_with("Ratamba ")).unwrap();
    assert!(row.contains("stale"), "{row}");
    assert!(ran.told.contains("2 sites visited in "), "{}", ran.told);
    assert!(ran.told.contains("1 without a site."), "{}", ran.told);

    let again = villages.harvest(&["--store", "kept.db"]);
    assert_eq!(again.status, 0);
    assert!(again.told.contains(" 0 new, 0 changed, 0 gone; 1 without a site."), "{}", again.told);
}

#[test]
fn sites_that_fail_are_told_with_the_reason_and_the_rest_is_read() {
    let villages = Villages::of_pejawaran(&["Sarwodadi", "Penusupan", "Semangkung"]);
    let ran = villages.harvest(&[]);
    assert_eq!(ran.status, 1, "{}", ran.told);
    let failed = ran.told.split("\nFailed\n").nth(1).unwrap();
    assert!(failed.contains("  Penusupan: blocked: "), "{failed}");
    assert!(failed.contains("  Semangkung: connect: "), "{failed}");
    assert!(ran.told.contains("; 2 failed."), "{}", ran.told);
    assert!(villages.balai(&["export"]).out.lines().count() > 0);
}

#[test]
fn private_addresses_are_not_visited_unless_allowed() {
    let villages = Villages::of_pejawaran(&["Sarwodadi"]);
    let ran = villages.balai(&["harvest", "roster.toml"]);
    assert_eq!(ran.status, 1);
    assert!(ran.told.contains("private address"), "{}", ran.told);
    assert!(villages.served.asked().is_empty());
}

#[test]
fn records_on_standard_output_are_nothing_but_records_and_no_store_is_made() {
    let villages = Villages::of_pejawaran(&["Sarwodadi", "Penusupan"]);
    let url = villages.served.url("darmayasa.simulasi.invalid").unwrap();
    let darmayasa = format!("33.04.15.2008={url}");
    let ran = villages.harvest(&["--jsonl", "-", "--kind", "article", "--village", &darmayasa]);
    assert_eq!(ran.status, 1, "Penusupan refuses: {}", ran.told);
    let records: Vec<Record> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for village in ["33.04.15.2003", "33.04.15.2008"] {
        assert!(records.iter().any(|record| record.village.to_string() == village), "{village}");
    }
    assert!(records.iter().all(|record| record.kind() == balai::Kind::Article));
    assert!(!villages.path("balai.db").exists());

    let ran = villages.harvest(&["--jsonl", "records.jsonl", "--store", "balai.db", "--kind", "article"]);
    assert_eq!(ran.out, "");
    let written = std::fs::read_to_string(villages.path("records.jsonl")).unwrap();
    assert!(written.lines().count() > 0);
    assert_eq!(villages.balai(&["export"]).out.lines().count(), written.lines().count());
}

#[test]
fn since_a_day_leaves_out_what_is_older() {
    let villages = Villages::of_pejawaran(&["Sarwodadi"]);
    let dated = |args: &[&str]| {
        let ran = villages.harvest(&[&["--kind", "article", "--jsonl", "-"], args].concat());
        let records = ran.out.lines().map(|line| serde_json::from_str::<Record>(line).unwrap());
        records.filter_map(|record| record.published_at).map(|at| at.to_string()).collect::<Vec<_>>()
    };
    let all = dated(&[]);
    let day = all.iter().max().unwrap()[..10].to_owned();
    let newest = dated(&["--since", &day]);
    assert!(!newest.is_empty() && newest.len() < all.len(), "{newest:?}");
    // A day begins by the village's clock.
    let begin = format!("{day}T00:00:00+07:00").parse::<jiff::Timestamp>().unwrap().to_string();
    assert!(newest.iter().all(|at| *at >= begin), "{newest:?} since {begin}");
}

#[test]
fn a_village_named_twice_is_a_mistake() {
    let villages = Villages::of_pejawaran(&["Sarwodadi"]);
    let twice =
        ["--village", "33.04.15.2008=https://a.example", "--village", "33.04.15.2008=https://b.example"];
    let ran = villages.harvest(&twice);
    assert_eq!(ran.status, 2, "{}", ran.told);
    assert!(ran.told.contains("--village names 33.04.15.2008 twice"), "{}", ran.told);
}

/// Four villages whose sites take their time.
fn slow_villages() -> Villages {
    const NAMES: [&str; 4] = ["Kalilunjar", "Karangsari", "Sarwodadi", "Grogol"];
    let code = |i: usize| format!("33.04.15.{}", 2001 + i).parse().unwrap();
    let web = NAMES.iter().enumerate().fold(Web::new(), |web, (i, name)| {
        let site = PlainFeed::new(Village::generate(code(i), name, 1), FeedFormat::Rss);
        web.with(*name, Faulty::new(site).on("/", Fault::Late(Duration::from_millis(250))))
    });
    Villages::of(web, |served| {
        let villages = NAMES.iter().enumerate().map(|(i, name)| RosterVillage {
            url: served.url(name).map(ToString::to_string),
            ..RosterVillage::new(code(i))
        });
        Roster { villages: villages.collect(), ..Roster::default() }
    })
}

/// Harvests one by one, interrupts that `times` while the second village is visited, and lets it end.
fn interrupted(villages: &Villages, times: usize) -> Ran {
    let mut command = villages.command(ONE_BY_ONE);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let process = child.id().to_string();
    let interrupt = || assert!(Command::new("kill").args(["-INT", &process]).status().unwrap().success());

    let second = villages.served.url("Karangsari").unwrap().port();
    while villages.served.asked().iter().all(|url| url.port() != second) {
        assert_eq!(child.try_wait().unwrap(), None, "it ended before");
        std::thread::sleep(Duration::from_millis(5));
    }
    interrupt();
    let mut told = String::new();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    while lines.read_line(&mut told).unwrap() > 0 {
        if times == 2 && told.ends_with("again to drop them\n") {
            interrupt();
        }
    }
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    Ran { status: child.wait().unwrap().code().unwrap(), out, told }
}

const ONE_BY_ONE: &[&str] = &[
    "harvest",
    "roster.toml",
    "--allow-private",
    "--pause",
    "0",
    "--concurrency",
    "1",
    "--store",
    "balai.db",
    "--jsonl",
    "records.jsonl",
];

#[test]
fn an_interrupted_harvest_ends_its_visit_and_the_next_one_goes_on() {
    let villages = slow_villages();
    let ran = interrupted(&villages, 1);
    assert_eq!(ran.status, 1, "{}", ran.told);
    assert!(ran.told.contains("ending after the visits in flight"), "{}", ran.told);
    assert!(ran.told.contains("[2/4]") && !ran.told.contains("[3/4]"), "{}", ran.told);
    assert!(ran.told.contains("the same command goes on with the rest"), "{}", ran.told);

    let asked = villages.served.asked().len();
    let ran = villages.balai(ONE_BY_ONE);
    assert_eq!(ran.status, 0, "{}", ran.told);
    assert_eq!(ran.told.matches("read before the interruption").count(), 2, "{}", ran.told);
    let first = villages.served.url("Kalilunjar").unwrap();
    let again = villages.served.asked().split_off(asked);
    assert!(!again.is_empty() && again.iter().all(|url| url.port() != first.port()), "{again:?}");
    let written = std::fs::read_to_string(villages.path("records.jsonl")).unwrap();
    assert_eq!(written.lines().count(), villages.balai(&["export"]).out.lines().count(), "it writes on");
    assert_eq!(villages.balai(&["status"]).out.lines().filter(|line| line.contains("active")).count(), 5);
}

#[test]
fn a_second_interrupt_drops_the_visit_which_leaves_no_trace() {
    let villages = slow_villages();
    let ran = interrupted(&villages, 2);
    assert_eq!(ran.status, 1, "{}", ran.told);
    assert!(ran.told.contains("dropping the visits in flight"), "{}", ran.told);
    assert!(!ran.told.contains("[2/4]"), "{}", ran.told);
    let records = villages.balai(&["export"]).out;
    let of =
        |code: &str| records.lines().filter(|line| line.contains(&format!("\"village\":\"{code}\""))).count();
    assert!(of("33.04.15.2001") > 0);
    assert_eq!(of("33.04.15.2002"), 0);
    assert_eq!(villages.balai(ONE_BY_ONE).told.matches("read before the interruption").count(), 1);
}
