//! How near a harvest comes to the truth.

use std::collections::BTreeSet;
use std::fmt;

use balai::model::Section;
use balai::{Entity, Record};

use crate::truth::{BudgetLine, Truth};

/// How many of what is true were found, and what was missed.
#[derive(Debug, Default)]
pub struct Part {
    /// How many there are.
    pub all: usize,
    /// How many were found, right.
    pub right: usize,
    /// What was missed or wrong.
    pub wrong: Vec<String>,
}

impl Part {
    /// The share that is right, 0 to 1; of nothing, all.
    pub fn share(&self) -> f64 {
        if self.all == 0 { 1.0 } else { self.right as f64 / self.all as f64 }
    }

    fn count(&mut self, right: bool, what: impl FnOnce() -> String) {
        self.all += 1;
        if right {
            self.right += 1;
        } else {
            self.wrong.push(what());
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{} ({:.1}%)", self.right, self.all, self.share() * 100.0)?;
        for wrong in self.wrong.iter().take(12) {
            write!(f, "\n      {wrong}")?;
        }
        Ok(())
    }
}

/// A harvest against the truth, part by part.
#[derive(Debug, Default)]
pub struct Score {
    /// Published articles that were found.
    pub articles: Part,
    /// Articles emitted that are not public.
    pub unpublished: Vec<String>,
    /// Titles, days and categories of those found.
    pub headings: Part,
    /// Texts of those found.
    pub bodies: Part,
    /// Officials in office, with position; degrees count where the site shows them.
    pub officials: Part,
    /// Officials emitted that are not in office.
    pub former: Vec<String>,
    /// Budget lines.
    pub budget: Part,
    /// Budget totals of income and expenditure.
    pub totals: Part,
    /// Rows of the tables that were found.
    pub statistics: Part,
    /// Tables.
    pub tables: Part,
    /// Documents.
    pub documents: Part,
    /// Products with their prices.
    pub products: Part,
    /// Projects with year and budget.
    pub projects: Part,
    /// Albums with their number of photos.
    pub albums: Part,
    /// Things emitted that the truth does not have as public.
    pub extra: Vec<String>,
    /// Secrets that stand in records.
    pub leaks: Vec<String>,
}

impl Score {
    /// Compares what was harvested with what is true. Amounts may be rounded to `rupiah` where the site shows no
    /// sen.
    pub fn of(truth: &Truth, records: &[Record], rounded: bool) -> Self {
        let mut score = Self::default();
        score.articles(truth, records);
        score.officials(truth, records);
        score.budgets(truth, records, rounded);
        score.statistics(truth, records);
        score.things(truth, records);
        score.secrets(truth, records);
        score
    }

    fn articles(&mut self, truth: &Truth, records: &[Record]) {
        let found: Vec<_> = records
            .iter()
            .filter_map(|record| match &record.entity {
                Entity::Article(article) => Some((record, article)),
                _ => None,
            })
            .collect();
        let at = |path: &str| found.iter().find(|(_, article)| article.url.ends_with(path));
        self.unpublished = truth.unpublished.iter().filter(|path| at(path).is_some()).cloned().collect();
        for expected in &truth.articles {
            let Some((record, article)) = at(&expected.path) else {
                self.articles.count(false, || expected.path.clone());
                continue;
            };
            self.articles.count(true, String::new);
            let zone = record.village.zone();
            let day = record.published_at.map(|at| zone.local(at).date().to_string()).unwrap_or_default();
            let category = article.categories.first();
            let right = article.title == expected.title
                && day == expected.day
                && category == expected.category.as_ref();
            self.headings.count(right, || {
                format!(
                    "{}: {:?} {day} {category:?} for {:?} {} {:?}",
                    expected.path, article.title, expected.title, expected.day, expected.category
                )
            });
            let body: String = article.body_text.as_deref().unwrap_or_default().split_whitespace().collect();
            self.bodies.count(expected.body.is_empty() || body == expected.body, || {
                let differs = body.chars().zip(expected.body.chars()).take_while(|(a, b)| a == b).count();
                let from =
                    |text: &str| text.chars().skip(differs.saturating_sub(10)).take(60).collect::<String>();
                format!("{}: …{} for …{}", expected.path, from(&body), from(&expected.body))
            });
        }
    }

    fn officials(&mut self, truth: &Truth, records: &[Record]) {
        let found: Vec<_> = records
            .iter()
            .filter_map(|record| match &record.entity {
                Entity::Official(official) => Some(official),
                _ => None,
            })
            .collect();
        let degrees = found.iter().any(|official| official.name.contains(','));
        for expected in &truth.officials {
            let right = found.iter().any(|official| {
                official.position == expected.position
                    && (official.name == expected.addressed || (!degrees && official.name == expected.bare))
            });
            self.officials.count(right, || format!("{}, {}", expected.addressed, expected.position));
        }
        let known = |name: &str| {
            truth.officials.iter().any(|official| official.addressed == name || official.bare == name)
        };
        self.former = found
            .iter()
            .filter(|official| !known(&official.name))
            .map(|official| official.name.clone())
            .collect();
    }

    fn budgets(&mut self, truth: &Truth, records: &[Record], rounded: bool) {
        let mut lines: BTreeSet<BudgetLine> = BTreeSet::new();
        let mut totals: BTreeSet<(u16, Section, i64, i64)> = BTreeSet::new();
        for record in records {
            let Entity::Budget(budget) = &record.entity else { continue };
            let sen = |amount: Option<balai::Rupiah>| amount.map_or(0, balai::Rupiah::sen);
            for line in &budget.lines {
                let code = line.code.clone().unwrap_or_default();
                let (budgeted, realised) = (sen(line.budgeted), sen(line.realised));
                lines.insert(BudgetLine { year: budget.year, code, budgeted, realised });
            }
            for total in &budget.totals {
                totals.insert((budget.year, total.section, sen(total.budgeted), sen(total.realised)));
            }
        }
        let shown = |sen: i64| if rounded { (sen as f64 / 100.0).round() as i64 * 100 } else { sen };
        for line in &truth.budget {
            let shown =
                BudgetLine { budgeted: shown(line.budgeted), realised: shown(line.realised), ..line.clone() };
            // Old versions leave lines of nothing out.
            let nothing = shown.budgeted == 0 && shown.realised == 0;
            self.budget.count(nothing || lines.contains(&shown), || format!("{shown:?}"));
        }
        for (year, section, budgeted, realised) in &truth.totals {
            let total = (*year, *section, shown(*budgeted), shown(*realised));
            self.totals.count(totals.contains(&total), || format!("{total:?}"));
        }
    }

    fn statistics(&mut self, truth: &Truth, records: &[Record]) {
        for (slug, rows) in &truth.statistics {
            let topic = topic(slug);
            let found = records.iter().find_map(|record| match &record.entity {
                Entity::Statistic(statistic) if statistic.topic.name() == topic => Some(statistic),
                _ => None,
            });
            let Some(statistic) = found else {
                self.tables.count(false, || slug.clone());
                continue;
            };
            self.tables.count(true, String::new);
            for (label, total, male, female) in rows {
                // Age categories are shown with their ages behind them; families have no men and women in the truth.
                let right = statistic.rows.iter().any(|row| {
                    let same = row.label.eq_ignore_ascii_case(label)
                        || row.label.to_uppercase().starts_with(&format!("{} (", label.to_uppercase()));
                    let sexes = (row.male.unwrap_or_default(), row.female.unwrap_or_default());
                    same && row.total == *total && (sexes == (*male, *female) || slug == "kelas-sosial")
                });
                self.statistics.count(right, || format!("{slug}: {label} {total} {male} {female}"));
            }
        }
    }

    fn things(&mut self, truth: &Truth, records: &[Record]) {
        let rupiah = |amount: Option<balai::Rupiah>| amount.map_or(0, |amount| amount.sen() / 100);
        let (mut documents, mut products, mut projects, mut albums) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for record in records {
            match &record.entity {
                Entity::Document(it) => drop(documents.insert(it.title.clone())),
                Entity::Product(it) => {
                    let price = rupiah(it.price);
                    let asked = it.discounted_price.map_or(price, |asked| asked.sen() / 100);
                    products.insert((it.name.clone(), price, asked));
                }
                Entity::Project(it) => {
                    projects.insert((it.title.clone(), it.year.unwrap_or_default(), rupiah(it.budget)));
                }
                Entity::Album(it) => drop(albums.insert((it.title.clone(), it.photos.len()))),
                _ => {}
            }
        }
        self.documents = compare(&truth.documents, &documents, &mut self.extra);
        self.products = compare(&truth.products, &products, &mut self.extra);
        self.projects = compare(&truth.projects, &projects, &mut self.extra);
        self.albums = compare(&truth.albums, &albums, &mut self.extra);
    }

    fn secrets(&mut self, truth: &Truth, records: &[Record]) {
        for record in records {
            let json =
                format!("{} {}", record.source.url, record.entity.to_json().expect("a record is JSON"));
            let own: BTreeSet<_> = truth.officials.iter().map(|official| official.bare.as_str()).collect();
            for secret in truth.secrets.iter().filter(|secret| !own.contains(secret.as_str())) {
                if json.contains(secret.as_str()) {
                    self.leaks.push(format!("{}: {secret}", record.id));
                }
            }
            // Whatever stands there: sixteen digits in a row, not behind a decimal point, are an identity number.
            let (mut run, mut before) = (0, ' ');
            for letter in json.chars().chain([' ']) {
                if letter.is_ascii_digit() {
                    run += 1;
                    continue;
                }
                if run == 16 && before != '.' {
                    self.leaks.push(format!("{}: sixteen digits", record.id));
                }
                (run, before) = (0, letter);
            }
        }
    }
}

fn compare<T: Ord + fmt::Debug>(truth: &BTreeSet<T>, found: &BTreeSet<T>, extra: &mut Vec<String>) -> Part {
    let mut part = Part::default();
    for expected in truth {
        part.count(found.contains(expected), || format!("{expected:?}"));
    }
    extra.extend(found.difference(truth).map(|thing| format!("{thing:?}")));
    part
}

/// The topic's name in the data model of a table that OpenSID calls by a slug.
fn topic(slug: &str) -> &'static str {
    match slug {
        "agama" => "religion",
        "jenis-kelamin" => "sex",
        "pekerjaan" => "occupation",
        "status-perkawinan" => "marital_status",
        "pendidikan-dalam-kk" => "education",
        "pendidikan-sedang-ditempuh" => "schooling",
        "warga-negara" => "citizenship",
        "status-penduduk" => "resident_status",
        "golongan-darah" => "blood_type",
        "penyandang-cacat" => "disability",
        "penyakit-menahun" => "chronic_illness",
        "hubungan-dalam-kk" => "family_relation",
        "kategori-umur" => "age_category",
        "rentang-umur" => "age_group",
        "kelas-sosial" => "social_class",
        "kepemilikan-ktp" => "identity_card",
        "akta-kelahiran" => "birth_certificate",
        "asuransi-kesehatan" => "health_insurance",
        "suku-etnis" => "ethnicity",
        other => panic!("a table that the tests do not know: {other}"),
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("articles", &self.articles),
            ("headings", &self.headings),
            ("bodies", &self.bodies),
            ("officials", &self.officials),
            ("budget lines", &self.budget),
            ("budget totals", &self.totals),
            ("tables", &self.tables),
            ("table rows", &self.statistics),
            ("documents", &self.documents),
            ("products", &self.products),
            ("projects", &self.projects),
            ("albums", &self.albums),
        ];
        for (name, part) in parts {
            writeln!(f, "  {name}: {part}")?;
        }
        for (name, list) in [
            ("unpublished", &self.unpublished),
            ("former", &self.former),
            ("extra", &self.extra),
            ("leaks", &self.leaks),
        ] {
            writeln!(
                f,
                "  {name}: {} {}",
                list.len(),
                list.iter().take(8).cloned().collect::<Vec<_>>().join("; ")
            )?;
        }
        Ok(())
    }
}
