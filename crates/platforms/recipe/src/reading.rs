//! What a text is read as.

use balai_core::{Geometry, Point, Rupiah, Zone};
use balai_extract::{date, html, number, phone, sanitise, social};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use url::Url;

/// What a text is read as: it follows from the field that it is for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    /// Plain text on one line.
    Line,
    /// Plain text with its line breaks.
    Lines,
    /// HTML, sanitised.
    Html,
    /// The absolute address that an element leads to.
    Address,
    /// The social network that an element leads to.
    Network,
    /// A telephone number in international form.
    Phone,
    /// A whole number.
    Whole { most: u64 },
    /// A number with decimals.
    Decimal,
    /// An amount of money.
    Rupiah,
    /// A day and time.
    Instant,
    /// A day.
    Day,
    /// Whether anything is there at all.
    Flag,
    /// One of a few names.
    Choice(Choice),
    /// Latitude and longitude.
    Point,
    /// Latitude and longitude, or GeoJSON.
    Geometry,
    /// Whatever the recipe says: what is beyond the model.
    Free,
}

/// A few names, of which one is meant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// What the model calls them together: `Form`.
    pub(crate) name: String,
    pub(crate) names: Vec<String>,
    /// Whether any other text will do as well.
    pub(crate) is_open: bool,
}

/// By what relative times and addresses are read.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) base: &'a Url,
    pub(crate) zone: Zone,
    pub(crate) now: Timestamp,
}

impl Reading {
    /// Reads a text that is not empty; `None` where it says nothing of the sort.
    pub(crate) fn read(&self, text: &str, frame: Frame<'_>) -> Option<Value> {
        Some(match self {
            Self::Line | Self::Lines | Self::Free => text.into(),
            Self::Html => sanitise::html(text, frame.base).ok().filter(|html| !html.is_empty())?.into(),
            Self::Address => html::absolute(frame.base, text)?.into(),
            Self::Network => social::link(&html::absolute(frame.base, text)?)?.network.into(),
            Self::Phone => phone::international(text)?.into(),
            Self::Whole { most } => number::integer(text).filter(|number| number <= most)?.into(),
            Self::Decimal => number::decimal(text).filter(|number| number.is_finite())?.into(),
            Self::Rupiah => rupiah(number::rupiah(text)?)?,
            Self::Instant => date::instant(text, frame.zone, frame.now)?.to_string().into(),
            Self::Day => date::printed(text)?.date.to_string().into(),
            Self::Flag => true.into(),
            Self::Choice(choice) => choice.named(text)?.into(),
            Self::Point => serde_json::to_value(point(text)?).ok()?,
            Self::Geometry if text.starts_with('{') => {
                let geometry: Geometry = serde_json::from_str(text).ok()?;
                geometry.is_valid().then(|| serde_json::to_value(geometry).ok())??
            }
            Self::Geometry => serde_json::to_value(Geometry::from(point(text)?)).ok()?,
        })
    }

    /// A value that the recipe itself gives; `None` where the field is of another sort.
    pub(crate) fn given(&self, value: &Value) -> Option<Value> {
        match (self, value) {
            (Self::Free, value) => Some(value.clone()),
            (Self::Line | Self::Lines | Self::Html, Value::String(_)) => Some(value.clone()),
            (Self::Line | Self::Lines, Value::Number(number)) => Some(number.to_string().into()),
            (Self::Address, Value::String(text)) => {
                let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
                Some(url.to_string().into())
            }
            (Self::Network, Value::String(_)) => Some(value.clone()),
            (Self::Phone, Value::String(text)) => Some(phone::international(text)?.into()),
            (Self::Whole { most }, _) => value.as_u64().filter(|number| number <= most).map(Value::from),
            (Self::Decimal, Value::Number(_)) => Some(value.clone()),
            (Self::Rupiah, _) => rupiah(Rupiah::from_f64(value.as_f64()?)?),
            (Self::Instant, Value::String(text)) => Some(text.parse::<Timestamp>().ok()?.to_string().into()),
            (Self::Day, Value::String(text)) => Some(text.parse::<Date>().ok()?.to_string().into()),
            (Self::Flag, Value::Bool(_)) => Some(value.clone()),
            (Self::Choice(choice), Value::String(text)) => Some(choice.named(text)?.into()),
            (Self::Point, Value::String(text)) => serde_json::to_value(point(text)?).ok(),
            (Self::Geometry, Value::String(text)) => serde_json::to_value(Geometry::from(point(text)?)).ok(),
            _ => None,
        }
    }

    /// The reading that `as` asks for, where the field can be read so.
    pub(crate) fn asked(&self, word: &str) -> Option<Self> {
        match (word, self) {
            ("text", Self::Line | Self::Lines | Self::Choice(_)) => Some(self.clone()),
            ("html", Self::Html) | ("url", Self::Address) | ("phone", Self::Phone) => Some(self.clone()),
            ("number", Self::Whole { .. } | Self::Decimal | Self::Rupiah) => Some(self.clone()),
            ("rupiah", Self::Rupiah) | ("date", Self::Instant | Self::Day) => Some(self.clone()),
            ("text", Self::Free) => Some(Self::Lines),
            ("html", Self::Free) => Some(Self::Html),
            ("url", Self::Free) => Some(Self::Address),
            ("number", Self::Free) => Some(Self::Decimal),
            ("rupiah", Self::Free) => Some(Self::Rupiah),
            ("date", Self::Free) => Some(Self::Day),
            ("phone", Self::Free) => Some(Self::Phone),
            _ => None,
        }
    }

    /// What the field is of, for a person.
    pub(crate) fn due(&self) -> String {
        match self {
            Self::Line | Self::Lines => "a text".to_owned(),
            Self::Html => "HTML".to_owned(),
            Self::Address => "an address".to_owned(),
            Self::Network => "a social network's name".to_owned(),
            Self::Phone => "an Indonesian telephone number".to_owned(),
            Self::Whole { most: u64::MAX } => "a whole number".to_owned(),
            Self::Whole { most } => format!("a whole number, at most {most}"),
            Self::Decimal => "a number".to_owned(),
            Self::Rupiah => "an amount of money".to_owned(),
            Self::Instant => "a date".to_owned(),
            Self::Day => "a day".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Choice(Choice { names, is_open: false, .. }) => format!("one of {}", names.join(", ")),
            Self::Choice(Choice { names, .. }) => format!("one of {}, or another text", names.join(", ")),
            Self::Point => "latitude and longitude".to_owned(),
            Self::Geometry => "latitude and longitude, or GeoJSON".to_owned(),
            Self::Free => "a text, a number, or true or false".to_owned(),
        }
    }

    /// How a value of the sort is written in a recipe, where that does not go without saying.
    pub(crate) fn sample(&self) -> Option<&'static str> {
        match self {
            Self::Address => Some("https://contoh.desa.id/foto.jpg"),
            Self::Instant => Some("2026-01-20T07:30:00+07:00"),
            Self::Day => Some("2026-01-20"),
            Self::Point | Self::Geometry => Some("-7.27, 109.79"),
            _ => None,
        }
    }

    /// Whether it is told by texts, that can be joined.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Self::Line | Self::Lines | Self::Html | Self::Free)
    }
}

impl Choice {
    fn named(&self, text: &str) -> Option<String> {
        let known = self.names.iter().find(|name| name.eq_ignore_ascii_case(text));
        known.cloned().or_else(|| self.is_open.then(|| text.to_owned()))
    }
}

fn rupiah(amount: Rupiah) -> Option<Value> {
    let fits = amount.sen().unsigned_abs() <= Rupiah::MAX.sen().unsigned_abs();
    fits.then(|| json!(amount.as_f64()))
}

/// The point of the first two numbers of a text, latitude first. Where only the other order lies in Indonesia, that
/// is meant: GeoJSON has it.
fn point(text: &str) -> Option<Point> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '−');
    let mut numbers =
        text.split(|c| !is_part(c)).filter_map(|part| part.replace('−', "-").parse::<f64>().ok());
    let (first, second) = (numbers.next()?, numbers.next()?);
    let orders = [(first, second), (second, first)];
    let points = orders.map(|(latitude, longitude)| Point { longitude, latitude });
    points.into_iter().find(Point::is_in_indonesia)
}
