//! `/desa/{code}`: everything that one village publishes.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use balai::model::{
    Aid, Album, Area, Borders, Budget, BudgetLine, BudgetTotal, ComplaintSummary, Document, Event, Index,
    Official, Organization, Place, Product, Profile, Project, Section, Service, Statistic, Topic,
};
use balai::{Entity, Kind, Order, Query, RegionCode, Rupiah, Stored};
use futures_util::future::ready;
use futures_util::stream::{StreamExt, TryStreamExt};
use jiff::Timestamp;

use super::site_state::SiteState;
use super::{Frame, Headline, Problem, render};
use crate::news::news;
use crate::overview::{self, listed};
use crate::serve::Portal;
use crate::{format, words};

/// How many articles stand on the page; the news page has the others.
const NEWS: usize = 6;
/// The most records of a village, articles aside. The largest real village has a few thousand.
const RECORDS: usize = 10_000;
/// How many entries of a long list are shown before the reader opens the rest.
const SHOWN: usize = 8;
/// How many categories a chart shows.
const BARS: usize = 5;

#[derive(Template)]
#[template(path = "village.html")]
struct VillagePage {
    frame: Frame,
    village: overview::Village,
    state: Option<SiteState>,
    news: Vec<Headline>,
    facts: Facts,
}

/// What a village publishes besides news, by kind.
#[derive(Default)]
struct Facts {
    profile: Option<Profile>,
    officials: Vec<Official>,
    /// The next first.
    upcoming: Vec<Event>,
    /// The latest first.
    past: Vec<Event>,
    /// The newest first.
    budgets: Vec<Budget>,
    statistics: Vec<Statistic>,
    documents: Vec<Document>,
    projects: Vec<Project>,
    products: Vec<Product>,
    places: Vec<Place>,
    organizations: Vec<Organization>,
    aids: Vec<Aid>,
    indices: Vec<Index>,
    services: Vec<Service>,
    areas: Vec<Area>,
    albums: Vec<Album>,
    complaints: Vec<ComplaintSummary>,
}

/// `/desa/{code}`; a code without dots leads to the one address that the page has.
pub(crate) async fn village(
    State(portal): State<Portal>,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let overview = portal.overview().await?;
    let village: RegionCode = code.parse().map_err(|_| Problem::NotFound)?;
    if code != village.to_string() {
        return Ok(Redirect::permanent(&format!("/desa/{village}")).into_response());
    }
    let village = overview.village(village).ok_or(Problem::NotFound)?.clone();

    let mut others = listed(Query::new().within(village.code).order(Order::Id).limit(RECORDS));
    others.kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Article).collect();
    let articles = listed(Query::new().kind(Kind::Article).within(village.code).limit(2 * NEWS));
    let facts = Facts::of(portal.store.records(&others).await?, Timestamp::now());
    let news = news(&*portal.store, articles)
        .try_filter_map(|record| ready(Ok(Headline::of(&record, &village.name))))
        .take(NEWS)
        .try_collect()
        .await?;
    let state = village.report.as_ref().map(SiteState::of);
    let frame = Frame::new(overview, "");
    Ok(render(&VillagePage { frame, village, state, news, facts })?.into_response())
}

impl Facts {
    fn of(records: Vec<Stored>, now: Timestamp) -> Self {
        let mut facts = Self::default();
        for stored in records {
            match stored.record.entity {
                Entity::Profile(it) => facts.profile = Some(it),
                Entity::Official(it) => facts.officials.push(it),
                Entity::Article(_) => {}
                Entity::Event(it) if it.ends_at.unwrap_or(it.starts_at) >= now => facts.upcoming.push(it),
                Entity::Event(it) => facts.past.push(it),
                Entity::Statistic(it) => facts.statistics.push(it),
                Entity::Budget(it) => facts.budgets.push(it),
                Entity::Project(it) => facts.projects.push(it),
                Entity::Product(it) => facts.products.push(it),
                Entity::Place(it) => facts.places.push(it),
                Entity::Document(it) => facts.documents.push(it),
                Entity::Organization(it) => facts.organizations.push(it),
                Entity::Aid(it) => facts.aids.push(it),
                Entity::Index(it) => facts.indices.push(it),
                Entity::Service(it) => facts.services.push(it),
                Entity::Area(it) => facts.areas.push(it),
                Entity::Album(it) => facts.albums.push(it),
                Entity::ComplaintSummary(it) => facts.complaints.push(it),
            }
        }
        facts.officials.sort_by_key(|it| (it.order.unwrap_or(u32::MAX), it.role));
        facts.upcoming.sort_by_key(|it| it.starts_at);
        facts.past.sort_by_key(|it| Reverse(it.starts_at));
        facts.budgets.sort_by_key(|it| Reverse((it.year, it.stage)));
        facts.statistics.sort_by(|a, b| a.topic.cmp(&b.topic));
        facts.documents.sort_by_key(|it| Reverse((it.year, it.date)));
        facts.projects.sort_by_key(|it| Reverse(it.year));
        facts.indices.sort_by_key(|it| Reverse(it.year));
        facts
    }
}

impl VillagePage {
    /// The sections that the page has: their anchors, names and, where it tells something, sizes.
    fn sections(&self) -> Vec<(&'static str, &'static str, u64)> {
        let (w, facts) = (self.frame.w, &self.facts);
        [
            ("profil", w.profile, usize::from(facts.profile.is_some())),
            ("perangkat", w.officials, facts.officials.len()),
            ("berita", w.news, usize::from(self.articles() > 0)),
            ("agenda", w.agenda, facts.upcoming.len() + facts.past.len()),
            ("anggaran", w.budget, facts.budgets.len()),
            ("statistik", w.statistics, facts.statistics.len()),
            ("pembangunan", w.projects, facts.projects.len()),
            ("dokumen", w.documents, facts.documents.len()),
            ("produk", w.products, facts.products.len()),
            ("tempat", w.places, facts.places.len()),
            ("lembaga", w.organizations, facts.organizations.len()),
            ("bantuan", w.aids, facts.aids.len()),
            ("indeks", w.indices, facts.indices.len()),
            ("layanan", w.services, facts.services.len()),
            ("wilayah", w.areas, facts.areas.len()),
            ("galeri", w.albums, facts.albums.len()),
            ("pengaduan", w.complaints, facts.complaints.len()),
            ("kondisi", w.site_state, usize::from(self.state.is_some())),
        ]
        .into_iter()
        .filter(|(_, _, size)| *size > 0)
        .map(|(anchor, name, size)| (anchor, name, size as u64))
        .collect()
    }

    /// How many articles it publishes, be they news or not.
    fn articles(&self) -> u64 {
        self.village.counts.get(&Kind::Article).copied().unwrap_or_default()
    }

    /// The events, those to come before those that are over.
    fn events(&self) -> [(&'static str, &[Event]); 2] {
        [(self.frame.w.upcoming, &self.facts.upcoming), (self.frame.w.past, &self.facts.past)]
    }

    /// What the village borders on, as far as it is told.
    fn borders<'a>(&self, borders: &'a Borders) -> Vec<(&'static str, &'a str)> {
        let w = self.frame.w;
        let sides = [
            (w.north, &borders.north),
            (w.east, &borders.east),
            (w.south, &borders.south),
            (w.west, &borders.west),
        ];
        sides.into_iter().filter_map(|(side, name)| Some((side, name.as_deref()?))).collect()
    }

    fn date(&self, at: &Timestamp) -> String {
        format::date(at, self.village.code.zone())
    }

    fn moment(&self, at: &Timestamp) -> String {
        format::moment(at, self.village.code.zone())
    }

    /// When an event takes place.
    fn when(&self, event: &Event) -> String {
        if event.all_day { self.date(&event.starts_at) } else { self.moment(&event.starts_at) }
    }
}

/// The part of a list that is shown at once, and the part that the reader opens.
fn parted<T>(list: &[T]) -> (&[T], &[T]) {
    list.split_at(list.len().min(SHOWN))
}

/// `APBDes 2026, realisasi`
fn budget_title(budget: &Budget) -> String {
    let title = format!("APBDes {}", budget.year);
    match &budget.stage {
        Some(stage) => format!("{title}, {}", words::stage(stage)),
        None => title,
    }
}

/// The sections of a budget that have a total, or lines whose topmost level adds up to one.
fn budget_totals(budget: &Budget) -> Vec<BudgetTotal> {
    [Section::Income, Section::Expenditure, Section::Financing]
        .into_iter()
        .filter_map(|section| {
            if let Some(total) = budget.totals.iter().find(|total| total.section == section) {
                return Some(total.clone());
            }
            let lines = budget_lines(budget, &section);
            let top = lines.iter().map(|line| line.level).min()?;
            let add = |amount: fn(&BudgetLine) -> Option<Rupiah>| {
                let amounts = lines.iter().filter(|line| line.level == top).filter_map(|line| amount(line));
                amounts.reduce(|a, b| a + b)
            };
            Some(BudgetTotal { section, budgeted: add(|it| it.budgeted), realised: add(|it| it.realised) })
        })
        .collect()
}

fn budget_lines<'a>(budget: &'a Budget, section: &Section) -> Vec<&'a BudgetLine> {
    budget.lines.iter().filter(|line| line.section == *section).collect()
}

/// How much of what was budgeted has been realised, in percent; `None` where either is not told.
fn realised_percent(total: &BudgetTotal) -> Option<f64> {
    let (budgeted, realised) = (total.budgeted?, total.realised?);
    (budgeted > Rupiah::ZERO).then(|| 100.0 * realised.as_f64() / budgeted.as_f64())
}

/// What a product costs now.
fn price(product: &Product) -> Option<Rupiah> {
    product.discounted_price.or(product.price)
}

fn money(amount: &Option<Rupiah>) -> String {
    amount.map_or_else(|| "–".to_owned(), |amount| amount.to_string())
}

/// Whether a chart leaves out categories. One of ages does not: it is read along its steps.
fn is_cut(statistic: &Statistic) -> bool {
    let ages = matches!(statistic.topic, Topic::AgeGroup | Topic::AgeCategory);
    !ages && statistic.rows.iter().filter(|row| row.total > 0).count() > BARS
}

/// A chart's categories, each with the length of its bar in percent of the largest. Where it is cut, the largest
/// categories come first; otherwise they stand as the village has them.
fn bars(statistic: &Statistic) -> Vec<(&str, u64, f64)> {
    let mut rows: Vec<_> = statistic.rows.iter().filter(|row| row.total > 0).collect();
    if is_cut(statistic) {
        rows.sort_by_key(|row| Reverse(row.total));
        rows.truncate(BARS);
    }
    let largest = rows.iter().map(|row| row.total).max().unwrap_or_default();
    let bar = |total: u64| format::share(&(total as f64), largest as f64);
    rows.iter().map(|row| (row.label.as_str(), row.total, bar(row.total))).collect()
}

fn count(count: &Option<u64>) -> String {
    count.as_ref().map_or_else(|| "–".to_owned(), format::number)
}
