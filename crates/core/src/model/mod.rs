//! The common village-information data model: one struct a kind.
//!
//! Field names are the JSON names. What is required is a plain type; what a site may not tell is an `Option`
//! or a list, and is left out of JSON when it is not known. What has no field goes to `extras`.
//!
//! No struct has a field that could hold personal data (identity numbers, family cards, residents' phone
//! numbers or addresses, recipients of aid, members, complaints), and none may be added.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Kind;

mod aid;
mod album;
mod area;
mod article;
mod budget;
mod complaint_summary;
mod document;
mod event;
mod index;
mod key;
mod official;
mod organization;
mod place;
mod product;
mod profile;
mod project;
mod service;
mod statistic;

pub use aid::{Aid, AidTarget};
pub use album::{Album, AlbumPhoto};
pub use area::{Area, AreaLevel};
pub use article::{Article, Form};
pub use budget::{Budget, BudgetLine, BudgetTotal, Section, Stage};
pub use complaint_summary::ComplaintSummary;
pub use document::{Document, DocumentType, InformationClass};
pub use event::Event;
pub use index::{Index, IndexComponent, IndexGoal, Scheme};
pub use key::slug;
pub use official::{Official, Role};
pub use organization::Organization;
pub use place::Place;
pub use product::Product;
pub use profile::{Borders, Profile, RegionNames};
pub use project::Project;
pub use service::Service;
pub use statistic::{Statistic, StatisticRow, Topic};

/// What a site tells beyond the fields of a kind, by the site's own names.
pub type Extras = BTreeMap<String, Value>;

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Photo {
    /// Where it is: an absolute URL. The picture itself is not kept.
    pub url: String,
    /// As printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

/// A file to download.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Where it is: an absolute URL. The file itself is not kept.
    pub url: String,
    /// As printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A page in a social network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SocialLink {
    /// The network by its host: `facebook`, `instagram`, `youtube`, `x`, `tiktok`, `telegram`, …
    pub network: String,
    /// The page.
    pub url: String,
}

impl Photo {
    /// A picture without a caption.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), caption: None }
    }
}

/// The kinds, once: variant of [`Entity`] and [`Kind`], and struct.
macro_rules! kinds {
    ($($variant:ident),* $(,)?) => {
        /// One published fact, of whichever kind: what a platform's adapter emits.
        ///
        /// In JSON, `{"kind": "article", "data": {…}}`.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "kind", content = "data", rename_all = "snake_case")]
        #[allow(clippy::large_enum_variant)] // entities live one at a time; a box would cost each match a step
        pub enum Entity {
            $(
                #[doc = concat!("See [`", stringify!($variant), "`].")]
                $variant($variant),
            )*
        }

        impl Entity {
            /// The kind.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$variant(_) => Kind::$variant,)* }
            }

            /// The data alone, as JSON.
            ///
            /// # Errors
            ///
            /// A number that JSON cannot hold (NaN).
            pub fn to_json(&self) -> serde_json::Result<String> {
                match self { $(Self::$variant(data) => serde_json::to_string(data),)* }
            }

            /// Reads the data of `kind` from JSON.
            ///
            /// # Errors
            ///
            /// JSON that is not of the kind's shape.
            pub fn from_json(kind: Kind, json: &str) -> serde_json::Result<Self> {
                match kind { $(Kind::$variant => serde_json::from_str(json).map(Self::$variant),)* }
            }

            /// Reads the data of `kind` from a JSON value.
            ///
            /// # Errors
            ///
            /// A value that is not of the kind's shape.
            pub fn from_value(kind: Kind, value: Value) -> serde_json::Result<Self> {
                match kind { $(Kind::$variant => serde_json::from_value(value).map(Self::$variant),)* }
            }
        }

        $(
            impl From<$variant> for Entity {
                fn from(data: $variant) -> Self {
                    Self::$variant(data)
                }
            }
        )*
    };
}

kinds![
    Profile,
    Official,
    Article,
    Event,
    Statistic,
    Budget,
    Project,
    Product,
    Place,
    Document,
    Organization,
    Aid,
    Index,
    Service,
    Area,
    Album,
    ComplaintSummary,
];

impl Entity {
    /// What to call it in a list: its title, its name, or what comes nearest.
    pub fn title(&self) -> String {
        match self {
            Self::Profile(it) => it.name.clone(),
            Self::Official(it) => format!("{}, {}", it.name, it.position),
            Self::Article(it) => it.title.clone(),
            Self::Event(it) => it.title.clone(),
            Self::Statistic(it) => it.topic_name.clone().unwrap_or_else(|| it.topic.name()),
            Self::Budget(it) => format!("APBDes {}", it.year),
            Self::Project(it) => it.title.clone(),
            Self::Product(it) => it.name.clone(),
            Self::Place(it) => it.name.clone(),
            Self::Document(it) => it.title.clone(),
            Self::Organization(it) => it.name.clone(),
            Self::Aid(it) => it.name.clone(),
            Self::Index(it) => match it.year {
                Some(year) => format!("{} {year}", it.scheme.name()),
                None => it.scheme.name(),
            },
            Self::Service(it) => it.name.clone(),
            Self::Area(it) => it.name.clone(),
            Self::Album(it) => it.title.clone(),
            Self::ComplaintSummary(_) => Kind::ComplaintSummary.indonesian().to_owned(),
        }
    }

    /// The words to search in: every text of the data but addresses of pages and the HTML twin of a plain text.
    pub fn text(&self) -> String {
        fn collect(value: &Value, words: &mut String) {
            match value {
                Value::String(text) if !text.starts_with("http") => {
                    words.push_str(text);
                    words.push('\n');
                }
                Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
                Value::Object(fields) => {
                    fields
                        .iter()
                        .filter(|(name, _)| *name != "body_html")
                        .for_each(|(_, v)| collect(v, words));
                }
                _ => {}
            }
        }
        let mut words = String::new();
        if let Ok(value) = serde_json::to_value(self) {
            collect(&value["data"], &mut words);
        }
        words
    }
}

/// The JSON name of an enum that serialises to one.
fn json_name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}
