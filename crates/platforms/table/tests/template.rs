//! What is written into templates is what is read from them.

use std::collections::BTreeSet;

use balai_core::{Entity, Kind, Record, Rupiah};
use balai_table::{Format, Template, columns, template};
use proptest::prelude::*;

mod support;

use support::{Host, Kept, budget, filled, read, source, told, villages, visit, workbook};

#[tokio::test]
async fn all_that_clerks_wrote_is_there_and_nothing_is_amiss() {
    let villages = villages();
    let host = Host::new(workbook(&villages));
    let mut kept = Kept::default();
    let source = source("33.04.15", "http://kecamatan.invalid/desa.xlsx");
    for (outcome, report) in visit(&host, &source, &Kind::ALL, None, &mut kept).await {
        outcome.expect("it is read");
        assert_eq!(report.skipped, Vec::<String>::new(), "{}", report.kind);
        assert_eq!(report.notes, Vec::<String>::new(), "{}", report.kind);
        assert!(report.complete && report.questions.is_empty(), "{}", report.kind);
    }
    assert_eq!(host.sent(), 1, "seventeen kinds, one request");
    for village in &villages {
        let of =
            |kind| kept.records.iter().filter(|it| it.village == village.code && it.kind() == kind).count();
        let rows = |kind| filled(kind, village).len();
        for kind in [
            Kind::Profile,
            Kind::Official,
            Kind::Article,
            Kind::Event,
            Kind::Project,
            Kind::Product,
            Kind::Place,
            Kind::Document,
            Kind::Organization,
            Kind::Aid,
            Kind::Service,
            Kind::Area,
        ] {
            assert_eq!(of(kind), rows(kind), "{} {kind}", village.name);
            assert!(rows(kind) > 0, "{} {kind}", village.name);
        }
        assert_eq!(of(Kind::Statistic), village.statistics.len());
        assert_eq!(of(Kind::Budget), village.budgets.len());
        assert_eq!(of(Kind::Index), village.idm.len() + 1);
        assert_eq!(of(Kind::Album), village.albums.iter().filter(|album| album.enabled).count());
        assert_eq!(of(Kind::ComplaintSummary), 1);
        for (truth, record) in village
            .budgets
            .iter()
            .zip(kept.records.iter().filter(|it| it.village == village.code && it.kind() == Kind::Budget))
        {
            let amounts: Vec<_> =
                budget(record).lines.iter().map(|line| (line.budgeted, line.realised)).collect();
            let sen = |sen| Some(Rupiah::from_sen(sen));
            let due: Vec<_> =
                truth.lines.iter().map(|line| (sen(line.budgeted), sen(line.realised))).collect();
            assert_eq!(amounts, due, "to the sen");
        }
    }
}

#[tokio::test]
async fn an_empty_template_tells_nothing() {
    for format in [Format::Csv, Format::Xlsx] {
        for kind in Kind::ALL {
            let file = template(kind, format).expect("a template");
            let mut kept = Kept::default();
            let mut source = source("33.04.15", "http://kecamatan.invalid/berkas");
            source.settings.insert("kind".into(), kind.as_str().into());
            let (outcome, report) =
                visit(&Host::new(file), &source, &[kind], None, &mut kept).await.pop().expect("one kind");
            outcome.expect("it is read");
            assert_eq!((kept.records.len(), report.skipped_count), (0, 0), "{kind} {format:?}: {report:?}");
            assert!(report.complete && report.notes.is_empty(), "{kind} {format:?}: {report:?}");
        }
    }
}

#[tokio::test]
async fn an_example_is_known_although_its_marks_are_gone() {
    for kind in Kind::ALL {
        let file = String::from_utf8(template(kind, Format::Csv).expect("a template")).expect("UTF-8");
        let without = |line: &str| line.splitn(3, ';').nth(2).expect("a third column").to_owned() + "\n";
        let file: String = file.lines().map(without).collect();
        let mut kept = Kept::default();
        let mut source = source("33.04.15.2008", "http://kecamatan.invalid/berkas");
        source.settings.insert("kind".into(), kind.as_str().into());
        let read = visit(&Host::new(file), &source, &[kind], None, &mut kept).await;
        assert!(kept.records.is_empty() && read[0].1.skipped_count == 0, "{kind}: {:?}", read[0].1);
    }
}

/// The template with its example filled in by a clerk of Darmayasa.
fn example(kind: Kind, format: Format) -> Vec<u8> {
    let cells = columns(kind).map(|column| (column.name, column.example));
    Template::of(kind).row(cells).and_then(|it| it.write(format)).expect("a file")
}

#[tokio::test]
async fn the_example_of_every_kind_is_read_back() {
    let mut told = String::new();
    for kind in Kind::ALL {
        let mut records = Vec::new();
        for format in [Format::Csv, Format::Xlsx] {
            let mut source = source("33.04.15", "http://kecamatan.invalid/berkas");
            source.settings.insert("kind".into(), kind.as_str().into());
            let mut kept = Kept::default();
            let (outcome, report) =
                visit(&Host::new(example(kind, format)), &source, &[kind], None, &mut kept).await.remove(0);
            outcome.expect("it is read");
            assert_eq!(
                (report.emitted, &report.skipped, &report.notes),
                (1, &vec![], &vec![]),
                "{kind} {format:?}"
            );
            assert!(report.complete, "{kind} {format:?}");
            records.append(&mut kept.records);
        }
        let [csv, xlsx] = &records[..] else { panic!("{records:?}") };
        let what = |record: &Record| (record.id.clone(), record.published_at, record.entity.clone());
        assert_eq!(what(csv), what(xlsx), "{kind}");
        let data =
            serde_json::from_str::<serde_json::Value>(&csv.entity.to_json().expect("JSON")).expect("JSON");
        told += &format!("{}\n{data:#}\n\n", csv.id);
    }
    insta::assert_snapshot!("examples", told);
}

/// What no column is called after: the fields that several columns tell, or that the file tells otherwise.
const TOLD_BY: &[(Kind, &str, &[&str])] = &[
    (Kind::Profile, "name", &["village_name"]),
    (Kind::Profile, "point", &["latitude", "longitude"]),
    (Kind::Article, "published_at", &["published_at", "published_time"]),
    (Kind::Event, "starts_at", &["starts_at", "start_time"]),
    (Kind::Event, "ends_at", &["ends_at", "end_time"]),
    (Kind::Statistic, "topic_name", &["topic"]),
    (Kind::Statistic, "rows", &["label", "total", "male", "female"]),
    (Kind::Statistic, "unknown", &["label", "total"]),
    (Kind::Budget, "lines", &["code", "name", "section", "budgeted", "realised"]),
    (Kind::Budget, "totals", &["name", "section", "budgeted", "realised"]),
    (Kind::Project, "point", &["latitude", "longitude"]),
    (Kind::Product, "point", &["latitude", "longitude"]),
    (Kind::Place, "geometry", &["latitude", "longitude", "geometry"]),
    (Kind::Index, "components", &["component", "component_score"]),
    (Kind::Index, "goals", &["goal", "component", "component_score"]),
    (Kind::Album, "photos", &["url", "caption", "date"]),
    (Kind::ComplaintSummary, "counts", &["status", "count"]),
];

/// What a website tells of its pages and files, and a village's clerk need not know.
const UNASKED: &[(Kind, &str)] = &[
    (Kind::Article, "body_html"),
    (Kind::Article, "views"),
    (Kind::Article, "comment_count"),
    (Kind::Document, "media_type"),
];

#[test]
fn columns_are_the_fields_of_the_model() {
    for kind in Kind::ALL {
        let schema = balai_core::schema::of(kind);
        let fields = schema.get("properties").and_then(|it| it.as_object()).expect("properties");
        let fields: BTreeSet<_> = fields.keys().map(String::as_str).filter(|it| *it != "extras").collect();
        let told = || TOLD_BY.iter().filter(|(of, ..)| *of == kind);
        let names: BTreeSet<_> = columns(kind).map(|column| column.name).collect();
        for (_, field, by) in told() {
            let is_of_record = (kind, *field) == (Kind::Article, "published_at");
            assert!(is_of_record || fields.contains(field), "{kind} has no {field}");
            assert!(by.iter().all(|name| names.contains(name)), "{kind} {field}: {by:?}");
        }
        // `borders.north` is of the field `borders`.
        let by_name: BTreeSet<_> = names.iter().filter_map(|name| name.split('.').next()).collect();
        for field in &fields {
            let is_told = by_name.contains(field) || told().any(|(_, it, _)| it == field);
            assert!(is_told != UNASKED.contains(&(kind, field)), "{kind}: {field} has no column");
        }
        let all = serde_json::to_string(&schema).expect("JSON");
        for name in names.iter().filter(|name| !["village", "village_name"].contains(name)) {
            let parts: Vec<_> = name.split('.').collect();
            let is_field =
                fields.contains(parts[0]) && parts.iter().all(|it| all.contains(&format!("\"{it}\":")));
            assert!(is_field || told().any(|(.., by)| by.contains(name)), "{kind}: {name} is no field");
        }
    }
}

#[test]
fn the_readme_tells_of_every_column() {
    let readme = include_str!("../README.md");
    for kind in Kind::ALL {
        let heading = |column: &balai_table::Column| match column.is_required {
            true => format!("**{}**", column.heading),
            false => column.heading.to_owned(),
        };
        // Those of the village are the same everywhere.
        let headings: Vec<_> = columns(kind).skip(2).map(heading).collect();
        let row = format!("| {} | {} | {} |", kind.indonesian(), kind, headings.join(", "));
        assert!(readme.contains(&row), "README.md lacks\n{row}");
    }
}

/// What a product is described as, by a file in which its clerk wrote this.
fn described(text: &str, format: Format) -> Option<String> {
    let cells = [("village", "33.04.15.2008"), ("name", "Keripik"), ("description", text)];
    let file = Template::of(Kind::Product).row(cells).and_then(|it| it.write(format)).expect("a file");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let (_, records) = told(runtime.block_on(read(file, Kind::Product)));
    match &records[..] {
        [Record { entity: Entity::Product(product), .. }] => product.description.clone(),
        _ => panic!("{records:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Signs of formulas, separators, quotes, numbers and lines are words where words are due.
    #[test]
    fn any_text_comes_back_as_it_was_written(text in "(\\PC|[\n;,\"=+@0-9.]){0,40}") {
        let says_something = text.chars().any(|c| !(c.is_whitespace() || "-–—….".contains(c)));
        let due = says_something.then(|| text.trim().to_owned());
        for format in [Format::Csv, Format::Xlsx] {
            prop_assert_eq!(described(&text, format), due.clone(), "{:?}", format);
        }
    }
}
