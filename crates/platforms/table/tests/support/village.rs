//! What clerks of simulated villages write into the templates.

use balai_core::{Kind, RegionCode};
use balai_table::{Format, Template};
use balai_testkit::village::{DocumentSort, Form, Shape, Village};
use jiff::civil::Date;

/// Three villages of Pejawaran.
pub(crate) const CODES: [(&str, &str); 3] =
    [("33.04.15.2008", "Darmayasa"), ("33.04.15.2014", "Beji"), ("33.04.15.2007", "Tlahab")];

pub(crate) fn villages() -> Vec<Village> {
    let village =
        |(code, name): (&str, &str)| Village::generate(code.parse::<RegionCode>().expect("a code"), name, 7);
    CODES.map(village).into()
}

type Row = Vec<(&'static str, String)>;

/// One workbook with a sheet a kind, filled in by every village.
pub(crate) fn workbook(villages: &[Village]) -> Vec<u8> {
    let mut kinds = Kind::ALL.into_iter();
    let mut template = Template::of(kinds.next().expect("a kind"));
    for kind in Kind::ALL {
        if kind != Kind::ALL[0] {
            template = template.and(kind);
        }
        for row in villages.iter().flat_map(|village| filled(kind, village)) {
            template = template.row(row).expect("columns of the kind");
        }
    }
    template.write(Format::Xlsx).expect("a workbook")
}

/// The rows of one kind that a village's clerk writes.
pub(crate) fn filled(kind: Kind, village: &Village) -> Vec<Row> {
    let mut rows = match kind {
        Kind::Profile => vec![profile(village)],
        Kind::Official => officials(village),
        Kind::Article => articles(village),
        Kind::Event => events(village),
        Kind::Statistic => statistics(village),
        Kind::Budget => budgets(village),
        Kind::Project => projects(village),
        Kind::Product => products(village),
        Kind::Place => places(village),
        Kind::Document => documents(village),
        Kind::Organization => organizations(village),
        Kind::Aid => aid(village),
        Kind::Index => scores(village),
        Kind::Service => vec![vec![
            ("name", "Surat keterangan usaha".into()),
            ("requirements", "Pengantar RT\nSalinan KTP".into()),
            ("steps", "1. Datang ke balai\n2. Isi formulir".into()),
            ("cost", "Gratis".into()),
            ("duration", "1 hari kerja".into()),
        ]],
        Kind::Area => areas(village),
        Kind::Album => albums(village),
        Kind::ComplaintSummary => complaints(village),
    };
    for row in &mut rows {
        row.push(("village", village.code.to_string()));
        row.push(("village_name", village.name.clone()));
    }
    rows
}

fn day(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

fn photo(village: &Village, file: &str) -> String {
    format!("https://foto.invalid/{}/{file}", village.slug())
}

fn profile(village: &Village) -> Row {
    let it = &village.profile;
    let [north, east, south, west] = it.borders.clone();
    vec![
        ("village_type", "desa".into()),
        ("address", it.address.clone()),
        ("postal_code", it.postal_code.clone()),
        ("phones", it.phone.clone()),
        ("emails", it.email.clone()),
        ("social", it.social.join("\n")),
        ("vision", it.vision.clone()),
        ("mission", it.mission.join("\n")),
        ("history", it.history.clone()),
        ("area_ha", it.area_ha.to_string()),
        ("population", village.population().people().to_string()),
        ("households", village.population().households.to_string()),
        ("borders.north", north),
        ("borders.east", east),
        ("borders.south", south),
        ("borders.west", west),
        ("latitude", it.latitude.to_string()),
        ("longitude", it.longitude.to_string()),
        ("region.subdistrict", it.subdistrict.clone()),
        ("region.regency", it.regency.clone()),
        ("region.province", it.province.clone()),
    ]
}

fn officials(village: &Village) -> Vec<Row> {
    let row = |it: &balai_testkit::village::Official| {
        vec![
            ("name", it.display_name()),
            ("position", it.position.clone()),
            ("photo", photo(village, &it.photo)),
            ("term", it.term.clone()),
        ]
    };
    village.officials_in_office().map(row).collect()
}

fn articles(village: &Village) -> Vec<Row> {
    let news = village.news().take(12);
    news.map(|it| {
        vec![
            ("title", it.title.clone()),
            ("published_at", day(it.published_at.date())),
            ("published_time", it.published_at.strftime("%H:%M").to_string()),
            ("url", format!("https://sosial.invalid/{}/{}", village.slug(), it.slug)),
            ("form", "berita".into()),
            ("body_text", balai_extract::text::from_html(&it.body).expect("a text")),
        ]
    })
    .collect()
}

fn events(village: &Village) -> Vec<Row> {
    let agenda = village.published().filter(|article| article.form == Form::Agenda);
    agenda
        .filter_map(|article| {
            let it = article.event.as_ref()?;
            Some(vec![
                ("title", article.title.clone()),
                ("starts_at", day(it.starts_at.date())),
                ("start_time", it.starts_at.strftime("%H:%M").to_string()),
                ("place", it.place.clone()),
                ("organiser", it.coordinator.clone()),
            ])
        })
        .collect()
}

fn statistics(village: &Village) -> Vec<Row> {
    let rows = village.statistics.iter().flat_map(|table| {
        let row = |label: &str, male: u32, female: u32| {
            vec![
                ("topic", table.name.to_owned()),
                ("period", "2026".to_owned()),
                ("label", label.to_owned()),
                ("total", (male + female).to_string()),
                ("male", male.to_string()),
                ("female", female.to_string()),
            ]
        };
        let (male, female) = table.totals();
        let own = table.rows.iter().chain([&table.unknown]);
        let own: Vec<_> = own.map(|it| row(&it.label, it.male, it.female)).collect();
        own.into_iter().chain([row("JUMLAH", male, female)])
    });
    rows.collect()
}

fn budgets(village: &Village) -> Vec<Row> {
    let rupiah = |sen: i64| format!("{}.{:02}", sen / 100, sen % 100);
    let rows = village.budgets.iter().flat_map(|budget| {
        budget.lines.iter().map(move |line| {
            let section = match line.section {
                '4' => "pendapatan",
                '5' => "belanja",
                _ => "pembiayaan",
            };
            vec![
                ("year", budget.year.to_string()),
                ("stage", "realisasi".to_owned()),
                ("section", section.to_owned()),
                ("code", line.code.to_owned()),
                ("name", line.name.to_owned()),
                ("budgeted", rupiah(line.budgeted)),
                ("realised", rupiah(line.realised)),
            ]
        })
    });
    rows.collect()
}

fn projects(village: &Village) -> Vec<Row> {
    let shown = village.projects.iter().filter(|it| it.enabled);
    shown
        .map(|it| {
            vec![
                ("title", it.title.clone()),
                ("year", it.year.to_string()),
                ("location", it.location.clone()),
                ("volume", it.volume.clone()),
                ("fund_source", it.fund_source.into()),
                ("budget", format!("Rp {}", it.budget)),
                ("executor", it.executor.into()),
                ("latitude", format!("{}, {}", it.latitude, it.longitude)),
                ("photos", photo(village, &it.photo)),
                ("description", it.description.clone()),
            ]
        })
        .collect()
}

fn products(village: &Village) -> Vec<Row> {
    let sold = village.products.iter().filter(|it| it.enabled);
    sold.map(|it| {
        vec![
            ("name", it.name.clone()),
            ("price", it.price.to_string()),
            ("discounted_price", it.discounted_price().to_string()),
            ("unit", it.unit.into()),
            ("seller", format!("UMKM {}", it.id)),
            ("category", it.category.into()),
            ("description", it.description.clone()),
            ("photos", it.photos.iter().map(|file| photo(village, file)).collect::<Vec<_>>().join("\n")),
        ]
    })
    .collect()
}

fn places(village: &Village) -> Vec<Row> {
    let turned = |points: &[[f64; 2]]| points.iter().map(|[y, x]| [*x, *y]).collect::<Vec<_>>();
    let shown = village.places.iter().filter(|it| it.enabled);
    shown
        .map(|it| {
            let mut row = vec![
                ("name", it.name.clone()),
                ("category", it.category.into()),
                ("description", it.description.clone()),
            ];
            match &it.shape {
                Shape::Point([latitude, longitude]) => {
                    row.push(("latitude", latitude.to_string()));
                    row.push(("longitude", longitude.to_string()));
                }
                Shape::Line(points) => {
                    let line = serde_json::json!({"type": "LineString", "coordinates": turned(points)});
                    row.push(("geometry", line.to_string()));
                }
                Shape::Area(points) => {
                    let mut ring = turned(points);
                    ring.push(ring[0]);
                    let area = serde_json::json!({"type": "Polygon", "coordinates": [ring]});
                    row.push(("geometry", area.to_string()));
                }
            }
            row
        })
        .collect()
}

fn documents(village: &Village) -> Vec<Row> {
    let public = village.documents.iter().filter(|it| it.is_public());
    public
        .map(|it| {
            let (sort, class) = match it.sort {
                DocumentSort::Regulation => ("peraturan desa", "setiap saat"),
                DocumentSort::Decree => ("keputusan kepala desa", "setiap saat"),
                DocumentSort::Periodic => ("laporan", "berkala"),
                DocumentSort::Immediate => ("Peringatan", "serta-merta"),
                DocumentSort::AnyTime => ("", "setiap saat"),
            };
            vec![
                ("title", it.title.clone()),
                ("type", sort.into()),
                ("number", it.number.clone().unwrap_or_default()),
                ("year", it.year.to_string()),
                ("date", day(it.date)),
                ("subject", it.subject.clone()),
                ("information_class", class.into()),
                ("file_url", photo(village, &it.file)),
            ]
        })
        .collect()
}

fn organizations(village: &Village) -> Vec<Row> {
    let row = |it: &balai_testkit::village::Organization| {
        vec![
            ("name", it.name.clone()),
            ("type", it.category.to_owned()),
            ("head", it.head.clone()),
            ("member_count", it.members.len().to_string()),
            ("description", it.description.clone()),
        ]
    };
    village.organizations.iter().map(row).collect()
}

fn aid(village: &Village) -> Vec<Row> {
    let row = |it: &balai_testkit::village::Aid| {
        vec![
            ("name", it.name.clone()),
            ("target", if it.for_families { "keluarga" } else { "penduduk" }.to_owned()),
            ("starts_on", day(it.starts_on)),
            ("ends_on", day(it.ends_on)),
            ("source", it.source.to_owned()),
            ("recipient_count", it.recipients().to_string()),
        ]
    };
    village.aid.iter().map(row).collect()
}

fn scores(village: &Village) -> Vec<Row> {
    let part =
        |score: i64, of: i64| format!("{},{:0width$}", score / of, score % of, width = of.ilog10() as usize);
    let mut rows = Vec::new();
    for it in &village.idm {
        let year = it.year.to_string();
        rows.push(vec![
            ("scheme", "IDM".to_owned()),
            ("year", year.clone()),
            ("score", part(it.score, 10_000)),
            ("class", it.class.to_owned()),
        ]);
        // The rest of the record leaves out what stands above.
        rows.extend(it.components.iter().map(|(name, score)| {
            vec![("component", (*name).to_owned()), ("component_score", part(*score, 10_000))]
        }));
    }
    for ((name, score), number) in village.sdgs.goals.iter().zip(1..) {
        rows.push(vec![
            ("scheme", "SDGs Desa".to_owned()),
            ("year", "2026".to_owned()),
            ("score", if number == 1 { part(village.sdgs.average, 100) } else { String::new() }),
            ("goal", number.to_string()),
            ("component", (*name).to_owned()),
            ("component_score", part(*score, 100)),
        ]);
    }
    rows
}

fn areas(village: &Village) -> Vec<Row> {
    let row = |level: &str, name: &str, parent: String, count: balai_testkit::village::Count| {
        vec![
            ("name", name.to_owned()),
            ("level", level.to_owned()),
            ("parent", parent),
            ("male", count.male.to_string()),
            ("female", count.female.to_string()),
            ("households", count.households.to_string()),
        ]
    };
    let mut rows = Vec::new();
    for hamlet in &village.hamlets {
        rows.push(row("dusun", &hamlet.name, String::new(), hamlet.count()));
        for rw in &hamlet.rws {
            rows.push(row("RW", &rw.number, hamlet.name.clone(), rw.count()));
            rows.extend(rw.rts.iter().map(|rt| row("RT", &rt.number, format!("RW {}", rw.number), rt.count)));
        }
    }
    rows
}

fn albums(village: &Village) -> Vec<Row> {
    let shown = village.albums.iter().filter(|album| album.enabled);
    let rows = shown.flat_map(|album| {
        album.photos.iter().map(move |it| {
            vec![
                ("title", album.title.clone()),
                ("url", photo(village, &it.file)),
                ("caption", it.caption.clone()),
                ("date", day(album.at.date())),
            ]
        })
    });
    rows.collect()
}

fn complaints(village: &Village) -> Vec<Row> {
    let statuses = ["Menunggu Diproses", "Sedang Diproses", "Selesai Diproses"];
    let count = |status: &str| village.complaints.iter().filter(|it| it.status_name() == status).count();
    let row = |status: &str| {
        vec![
            ("period", "2026".to_owned()),
            ("status", status.to_owned()),
            ("count", count(status).to_string()),
        ]
    };
    statuses.into_iter().map(row).collect()
}
