//! What is true of a site, whether a captured or a simulated one.

use std::collections::{BTreeMap, BTreeSet};

use balai::model::Section;
use balai_testkit::village::Village;
use serde_json::Value;

/// What is true of a site, in terms that both kinds of sites have.
#[derive(Debug, Default)]
pub struct Truth {
    /// Published articles.
    pub articles: Vec<Article>,
    /// The paths of articles that are not public.
    pub unpublished: Vec<String>,
    /// Officials in office: name as addressed, name bare, position.
    pub officials: Vec<Official>,
    /// Budget lines: year, section, code, budgeted and realised in sen.
    pub budget: BTreeSet<BudgetLine>,
    /// Budget totals: year, section, budgeted and realised in sen.
    pub totals: BTreeSet<(u16, Section, i64, i64)>,
    /// Tables: topic, then label, total, men, women of each row with anyone in it.
    pub statistics: Vec<(String, BTreeSet<Row>)>,
    /// Titles of public documents.
    pub documents: BTreeSet<String>,
    /// Public products: name, full price and price asked, in rupiah.
    pub products: BTreeSet<(String, i64, i64)>,
    /// Public projects: title, year, budget in rupiah.
    pub projects: BTreeSet<(String, u16, i64)>,
    /// Public albums: title, number of public photos.
    pub albums: BTreeSet<(String, usize)>,
    /// What must not be in any record: identity numbers, private telephone numbers, marks of drafts.
    pub secrets: BTreeSet<String>,
}

/// A published article.
#[derive(Debug)]
pub struct Article {
    /// Its path below the site.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The day on which it was published, by the site's clock: `2026-09-10`.
    pub day: String,
    /// Its category.
    pub category: Option<String>,
    /// Its text, without any white space; empty where it is redacted and cannot be compared.
    pub body: String,
}

/// An official in office.
#[derive(Debug)]
pub struct Official {
    /// With degrees.
    pub addressed: String,
    /// Without degrees: some themes show no more.
    pub bare: String,
    /// As printed.
    pub position: String,
}

/// A line of a budget.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BudgetLine {
    /// The budget year.
    pub year: u16,
    /// The account or field: `4.1.1`, `01`.
    pub code: String,
    /// In sen.
    pub budgeted: i64,
    /// In sen.
    pub realised: i64,
}

/// A row of a table: label, total, men, women.
pub type Row = (String, u64, u64, u64);

/// A text without any white space, shortcodes and scripts: what is equal is told by its letters.
pub fn letters(html: &str) -> String {
    let html = balai::extract::shortcode::strip(html);
    let text = balai::extract::text::from_html(&html).expect("HTML that is not too deep");
    text.split_whitespace().collect()
}

impl Truth {
    /// The truth of a captured OpenSID site, from its database.
    pub fn of_capture(json: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let is = |value: &Value, name: &str| value[name].as_bool().unwrap_or_default();
        let mut truth = Self::default();
        for article in list(&json["articles"]) {
            let path = text(&article["path"]);
            if !is(&article, "published") {
                truth.unpublished.push(path);
                continue;
            }
            truth.articles.push(Article {
                path,
                title: text(&article["title"]),
                day: text(&article["date"])[..10].to_owned(),
                category: article["category"]["name"].as_str().map(str::to_owned),
                body: letters(&text(&article["body_html"])),
            });
        }
        for official in list(&json["officials"]).iter().filter(|official| is(official, "active")) {
            truth.officials.push(Official {
                addressed: text(&official["display_name"]),
                bare: text(&official["name"]),
                position: text(&official["position"]),
            });
        }
        truth.budget_of_capture(&json["apbdes"]);
        for (slug, table) in json["statistics"].as_object().cloned().unwrap_or_default() {
            let count = |value: &Value| value.as_u64().unwrap_or_default();
            let rows = list(&table["rows"])
                .iter()
                .map(|row| {
                    (
                        words(&text(&row["label"])),
                        count(&row["count"]),
                        count(&row["male"]),
                        count(&row["female"]),
                    )
                })
                .collect();
            truth.statistics.push((slug, rows));
        }
        let public =
            |value: &Value| list(value).into_iter().filter(|row| is(row, "public")).collect::<Vec<_>>();
        truth.documents = public(&json["documents"]).iter().map(|row| text(&row["name"])).collect();
        let rupiah = |value: &Value| value.as_f64().unwrap_or_default() as i64;
        truth.products = public(&json["products"])
            .iter()
            .map(|row| (text(&row["name"]), rupiah(&row["price"]), rupiah(&row["final_price"])))
            .collect();
        truth.projects = list(&json["developments"])
            .iter()
            .filter(|row| is(row, "enabled"))
            .map(|row| {
                let year = row["year"].as_u64().unwrap_or_default() as u16;
                (text(&row["title"]), year, rupiah(&row["budget"]))
            })
            .collect();
        truth.albums = list(&json["galleries"])
            .iter()
            .filter(|row| is(row, "enabled"))
            .map(|row| {
                (text(&row["name"]), list(&row["photos"]).iter().filter(|photo| is(photo, "enabled")).count())
            })
            .collect();
        truth.secrets.extend(["RAHASIA-DRAF", "RAHASIA-JADWAL"].map(str::to_owned));
        truth.secrets.extend(list(&json["products"]).iter().map(|row| text(&row["seller_phone"])));
        truth.secrets.extend(list(&json["complaints"]).iter().map(|row| text(&row["reporter"])));
        truth.secrets.extend(list(&json["products"]).iter().map(|row| text(&row["seller"])));
        truth.secrets.insert(text(&json["identity"]["nip_kepala_camat"]));
        truth.secrets.remove("");
        truth
    }

    /// The truth of a simulated village, as OpenSID publishes it.
    pub fn of_village(village: &Village) -> Self {
        let mut truth = Self::default();
        let secrets = village.secrets();
        for article in &village.articles {
            // The paths that sites print have no zeros before months and days.
            let path = article.path().trim_start_matches('/').to_owned();
            if !article.is_published() {
                truth.unpublished.push(path);
                continue;
            }
            // A text that itself tells a secret is redacted: it is found, and differs.
            let tells = secrets.iter().any(|secret| article.body.contains(secret.as_str()));
            truth.articles.push(Article {
                path,
                title: article.title.clone(),
                day: article.published_at.date().to_string(),
                category: article.category.map(|index| village.categories[index].0.clone()),
                body: if tells { String::new() } else { letters(&article.body) },
            });
        }
        for official in village.officials_in_office() {
            truth.officials.push(Official {
                addressed: official.display_name(),
                bare: official.name.clone(),
                position: official.position.clone(),
            });
        }
        for budget in &village.budgets {
            let year = u16::try_from(budget.year).expect("a year");
            for line in &budget.lines {
                let code = line.code.trim_end_matches('.').to_owned();
                let (budgeted, realised) = (line.budgeted, line.realised);
                truth.budget.insert(BudgetLine { year, code, budgeted, realised });
            }
            for (account, section) in [('4', Section::Income), ('5', Section::Expenditure)] {
                let (budgeted, realised) = budget.total(account);
                truth.totals.insert((year, section, budgeted, realised));
            }
        }
        for table in &village.statistics {
            let row = |row: &balai_testkit::village::Row| {
                (words(&row.label), row.total().into(), row.male.into(), row.female.into())
            };
            truth.statistics.push((table.slug.to_owned(), table.rows.iter().map(row).collect()));
        }
        let documents = village.documents.iter().filter(|document| document.is_public());
        truth.documents = documents.map(|document| document.title.clone()).collect();
        let products = village.products.iter().filter(|product| product.enabled);
        truth.products = products
            .map(|product| (product.name.clone(), product.price, product.discounted_price()))
            .collect();
        let projects = village.projects.iter().filter(|project| project.enabled);
        truth.projects = projects
            .map(|project| {
                (project.title.clone(), u16::try_from(project.year).expect("a year"), project.budget)
            })
            .collect();
        let albums = village.albums.iter().filter(|album| album.enabled);
        truth.albums = albums.map(|album| (album.title.clone(), album.photos.len())).collect();
        truth.secrets.extend(secrets);
        truth
    }

    fn budget_of_capture(&mut self, apbdes: &Value) {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let sen = |value: &Value| (value.as_f64().unwrap_or_default() * 100.0).round() as i64;
        let year = |row: &Value| row["year"].as_u64().unwrap_or_default() as u16;
        let mut sums: BTreeMap<(u16, Section), (i64, i64)> = BTreeMap::new();
        let mut add = |row: &Value, account: &str| {
            let sum = sums.entry((year(row), section_of(account))).or_default();
            *sum = (sum.0 + sen(&row["budget"]), sum.1 + sen(&row["realized"]));
        };
        // From 2508 on accounts have codes throughout; the site shows three of their four levels.
        let template = list(&apbdes["template_rows"]);
        for row in &template {
            let code = text(&row["code"]);
            let level = code.split('.').count();
            if level == 2 {
                add(row, &code);
            }
            if level <= 3 {
                let (budgeted, realised) = (sen(&row["budget"]), sen(&row["realized"]));
                self.budget.insert(BudgetLine { year: year(row), code, budgeted, realised });
            }
        }
        for row in list(&apbdes["manual_rows"]).iter().filter(|_| template.is_empty()) {
            let field = text(&row["activity"]);
            let code = match field.is_empty() {
                true => {
                    text(&row["item"]).split(' ').next().unwrap_or_default().trim_end_matches('.').to_owned()
                }
                false => field[8..10].to_owned(),
            };
            add(row, &text(&row["account"]));
            let (budgeted, realised) = (sen(&row["budget"]), sen(&row["realized"]));
            self.budget.insert(BudgetLine { year: year(row), code, budgeted, realised });
        }
        // Financing is shown net on the site: another sum than that of its lines.
        let sums = sums.into_iter().filter(|((_, section), _)| *section != Section::Financing);
        self.totals =
            sums.map(|((year, section), (budgeted, realised))| (year, section, budgeted, realised)).collect();
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn section_of(account: &str) -> Section {
    match account.as_bytes().first() {
        Some(b'4') => Section::Income,
        Some(b'5') => Section::Expenditure,
        _ => Section::Financing,
    }
}
