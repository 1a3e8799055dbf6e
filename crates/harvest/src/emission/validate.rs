//! Validate: what a kind requires is there, and what is there can be true.

use balai_core::model::{Photo, Statistic};
use balai_core::{Entity, Error, ErrorKind, Geometry, Point, Record, Result, Rupiah};
use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::sanitise;

/// The beginning of 1990: no village published before. Sites without a date show 1970.
const EARLIEST: Timestamp = Timestamp::constant(631_152_000, 0);

/// How far a site's clock may be ahead of ours before what it shows counts as not yet published.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(5);

/// Nothing that a village counts, of residents, families or members, is more: the largest kelurahan has a fifth
/// of it.
const MOST_PEOPLE: u64 = 1_000_000;

/// Refuses a record without what its kind requires, and drafts; leaves out of the rest what cannot be true.
pub(super) fn validate(record: &mut Record) -> Result<()> {
    validate_at(record, Timestamp::now())
}

fn validate_at(record: &mut Record, now: Timestamp) -> Result<()> {
    if let Some(at) = record.published_at
        && at > now + CLOCK_SKEW
    {
        return Err(Error::new(ErrorKind::Refused, format!("a draft: it is to be published at {at}")));
    }
    let dated = |at: &Timestamp| *at >= EARLIEST && *at <= now + SignedDuration::from_hours(24);
    keep(&mut record.published_at, dated);
    keep(&mut record.updated_at, dated);
    match &mut record.entity {
        Entity::Profile(it) => {
            required("name", &it.name)?;
            people([&mut it.population, &mut it.households]);
            keep(&mut it.area_ha, |area| area.is_finite() && *area > 0.0);
            keep(&mut it.point, is_place);
            keep(&mut it.boundary, Geometry::is_valid);
            keep(&mut it.logo, is_address);
            it.social.retain(|link| is_address(&link.url));
        }
        Entity::Official(it) => {
            required("name", &it.name)?;
            required("position", &it.position)?;
            keep(&mut it.photo, is_address);
        }
        Entity::Article(it) => {
            required("title", &it.title)?;
            if !is_address(&it.url) {
                return Err(Error::malformed(format!(
                    "the article's url `{}` is no absolute address",
                    it.url
                )));
            }
            photos(&mut it.images);
            it.attachments.retain(|link| is_address(&link.url));
        }
        Entity::Event(it) => {
            required("title", &it.title)?;
            let latest = now + SignedDuration::from_hours(24 * 366 * 5);
            if it.starts_at < EARLIEST || it.starts_at > latest {
                return Err(Error::malformed(format!("an event does not begin at {}", it.starts_at)));
            }
            let starts_at = it.starts_at;
            keep(&mut it.ends_at, |at| (starts_at..=latest).contains(at));
            keep(&mut it.url, is_address);
        }
        Entity::Statistic(it) => statistic(it)?,
        Entity::Budget(it) => {
            year(it.year)?;
            if it.lines.is_empty() {
                return Err(Error::malformed("the budget has no lines"));
            }
            for line in &mut it.lines {
                required("name of a line", &line.name)?;
                money([&mut line.budgeted, &mut line.realised]);
            }
            for total in &mut it.totals {
                money([&mut total.budgeted, &mut total.realised]);
            }
        }
        Entity::Project(it) => {
            required("title", &it.title)?;
            keep(&mut it.year, is_year);
            keep(&mut it.point, is_place);
            money([&mut it.budget]);
            keep(&mut it.progress_percent, |percent| (0.0..=100.0).contains(percent));
            photos(&mut it.photos);
            keep(&mut it.url, is_address);
        }
        Entity::Product(it) => {
            required("name", &it.name)?;
            money([&mut it.price, &mut it.discounted_price]);
            keep(&mut it.point, is_place);
            photos(&mut it.photos);
            keep(&mut it.url, is_address);
        }
        Entity::Place(it) => {
            required("name", &it.name)?;
            keep(&mut it.geometry, Geometry::is_valid);
            photos(&mut it.photos);
        }
        Entity::Document(it) => {
            required("title", &it.title)?;
            keep(&mut it.year, is_year);
            keep(&mut it.file_url, is_address);
        }
        Entity::Organization(it) => {
            required("name", &it.name)?;
            people([&mut it.member_count]);
        }
        Entity::Aid(it) => {
            required("name", &it.name)?;
            people([&mut it.recipient_count]);
        }
        Entity::Index(it) => {
            required("scheme", &it.scheme.name())?;
            keep(&mut it.year, is_year);
            keep(&mut it.score, |score| score.is_finite());
            it.components.retain(|part| part.score.is_finite() && !is_empty(&part.name));
            it.goals.retain(|goal| (1..=18).contains(&goal.number) && !is_empty(&goal.name));
            it.goals.iter_mut().for_each(|goal| keep(&mut goal.score, |score| (0.0..=100.0).contains(score)));
        }
        Entity::Service(it) => {
            required("name", &it.name)?;
            keep(&mut it.url, is_address);
        }
        Entity::Area(it) => {
            required("name", &it.name)?;
            people([&mut it.male, &mut it.female, &mut it.households]);
            keep(&mut it.boundary, Geometry::is_valid);
        }
        Entity::Album(it) => {
            required("title", &it.title)?;
            it.photos.retain(|photo| is_address(&photo.url));
        }
        Entity::ComplaintSummary(it) => {
            if it.counts.is_empty() {
                return Err(Error::malformed("the summary counts nothing"));
            }
        }
    }
    Ok(())
}

fn statistic(it: &mut Statistic) -> Result<()> {
    required("topic", &it.topic.name())?;
    if it.rows.is_empty() {
        return Err(Error::malformed("the table has no rows"));
    }
    for row in &mut it.rows {
        required("label of a row", &row.label)?;
        if row.total > MOST_PEOPLE {
            let message = format!("{} at `{}` are more than a village can have", row.total, row.label);
            return Err(Error::malformed(message));
        }
        people([&mut row.male, &mut row.female]);
    }
    people([&mut it.total, &mut it.male, &mut it.female, &mut it.unknown]);
    Ok(())
}

fn required(field: &str, text: &str) -> Result<()> {
    if is_empty(text) { Err(Error::malformed(format!("the required {field} is empty"))) } else { Ok(()) }
}

fn is_empty(text: &str) -> bool {
    sanitise::line(text).is_empty()
}

/// Leaves out what cannot be true; an optional field that is wrong does not cost the record.
fn keep<T>(field: &mut Option<T>, is_right: impl Fn(&T) -> bool) {
    field.take_if(|value| !is_right(value));
}

fn people<const N: usize>(counts: [&mut Option<u64>; N]) {
    counts.into_iter().for_each(|count| keep(count, |count| *count <= MOST_PEOPLE));
}

fn money<const N: usize>(amounts: [&mut Option<Rupiah>; N]) {
    let is_right = |amount: &Rupiah| amount.sen().unsigned_abs() <= Rupiah::MAX.sen().unsigned_abs();
    amounts.into_iter().for_each(|amount| keep(amount, is_right));
}

fn photos(photos: &mut Vec<Photo>) {
    photos.retain(|photo| is_address(&photo.url));
}

#[allow(clippy::ptr_arg)] // to be handed to `keep`
fn is_address(url: &String) -> bool {
    Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// A village's places are in Indonesia; a map that was never set shows 0, 0.
fn is_place(point: &Point) -> bool {
    point.is_in_indonesia()
}

fn is_year(year: &u16) -> bool {
    (1945..=2100).contains(year)
}

fn year(year: u16) -> Result<()> {
    if is_year(&year) { Ok(()) } else { Err(Error::malformed(format!("{year} is no year of a budget"))) }
}

#[cfg(test)]
mod tests {
    use balai_core::model::{
        Article, Budget, Event, Index, IndexGoal, Link, Official, Profile, Project, Scheme, StatisticRow,
        Topic,
    };

    use super::*;
    use crate::emission::record_of;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn validated(entity: impl Into<Entity>) -> Result<Entity> {
        let mut record = record_of(entity);
        validate(&mut record).map(|()| record.entity)
    }

    fn article(url: &str) -> Article {
        Article { title: "Judul".into(), url: url.into(), ..Article::default() }
    }

    #[test]
    fn what_a_kind_requires_must_be_there() {
        let row = |total| StatisticRow { label: "Laki-laki".into(), total, ..StatisticRow::default() };
        let wrong: [Entity; 9] = [
            Profile { name: " \u{200b}\n".into(), ..Profile::default() }.into(),
            Official { name: "Wahyu".into(), ..Official::default() }.into(),
            article("/artikel/1").into(),
            article("ftp://desa.example/1").into(),
            Event::new("Rapat", at("1970-01-01T00:00:00Z")).into(),
            Event::new("Rapat", at("2970-01-01T00:00:00Z")).into(),
            Budget { year: 2026, ..Budget::default() }.into(),
            Statistic::new(Topic::Sex, Vec::new()).into(),
            Statistic::new(Topic::Sex, vec![row(9_000_000)]).into(),
        ];
        for entity in wrong {
            let told = format!("{entity:?}");
            assert_eq!(validated(entity).expect_err(&told).kind(), ErrorKind::Malformed, "{told}");
        }
        assert!(validated(Statistic::new(Topic::Sex, vec![row(2_412)])).is_ok());
        assert!(validated(article("https://desa.example/artikel/1")).is_ok());
    }

    #[test]
    fn drafts_are_refused() {
        let now = at("2026-11-24T04:00:00Z");
        let mut record = record_of(article("https://desa.example/1"));
        record.published_at = Some(at("2026-11-24T05:00:00Z"));
        assert_eq!(validate_at(&mut record, now).expect_err("a draft").kind(), ErrorKind::Refused);
        record.published_at = Some(at("2026-11-24T04:02:00Z"));
        validate_at(&mut record, now).expect("a clock that is two minutes fast");
        record.published_at = Some(Timestamp::UNIX_EPOCH);
        validate_at(&mut record, now).expect("an article without a date");
        assert_eq!(record.published_at, None, "1970 is what a site shows that knows no date");
    }

    #[test]
    fn what_is_optional_and_wrong_costs_itself_only() {
        let project = Project {
            title: "Jalan".into(),
            year: Some(20),
            point: Some(Point { longitude: -7.27, latitude: 109.8 }),
            progress_percent: Some(f64::NAN),
            budget: Some(Rupiah::from_sen(i64::MAX)),
            photos: vec![Photo::new("data:image/png;base64,AAAA"), Photo::new("https://desa.example/a.jpg")],
            url: Some("javascript:x()".into()),
            ..Project::default()
        };
        let expected = Project {
            title: "Jalan".into(),
            photos: vec![Photo::new("https://desa.example/a.jpg")],
            ..Project::default()
        };
        assert_eq!(validated(project).expect("a project"), expected.into());

        let link = |url: &str| Link { url: url.into(), label: None };
        let attachments = vec![link("unduh/1"), link("https://desa.example/unduh/1")];
        let it = validated(Article { attachments, ..article("https://desa.example/1") }).expect("an article");
        let Entity::Article(it) = it else { panic!("{it:?}") };
        assert_eq!(it.attachments, [link("https://desa.example/unduh/1")]);

        let goal =
            |number, score| IndexGoal { number, name: "Desa tanpa kelaparan".into(), score: Some(score) };
        let index =
            Index { goals: vec![goal(2, 51.5), goal(3, 151.5), goal(19, 1.0)], ..Index::new(Scheme::Sdgs) };
        let it = validated(index).expect("an index");
        let Entity::Index(it) = it else { panic!("{it:?}") };
        assert_eq!(it.goals.iter().map(|goal| goal.score).collect::<Vec<_>>(), [Some(51.5), None]);
    }
}
