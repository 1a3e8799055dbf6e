//! One published fact of one village.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

use crate::model::Entity;
use crate::{Kind, RegionCode};

/// One published fact of one village, with where it came from (*rekaman*).
///
/// ```json
/// {
///   "id": "33.04.15.2008/article/artikel-2026-9-10-musim-kemarau",
///   "village": "33.04.15.2008",
///   "kind": "article",
///   "source": { "platform": "opensid", "via": "api", "url": "https://…", "fetched_at": "…", "tls": "verified" },
///   "published_at": "2026-09-10T01:00:00Z",
///   "updated_at": null,
///   "digest": "…",
///   "data": { "title": "…", … }
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// `village/kind/key`: stable between visits and between accesses.
    pub id: String,
    /// The village.
    pub village: RegionCode,
    /// Where it came from.
    pub source: Source,
    /// When the site published it.
    pub published_at: Option<Timestamp>,
    /// When the site last changed it.
    pub updated_at: Option<Timestamp>,
    /// SHA-256 of `data` in hexadecimal: equal digest, nothing new. Empty until the record has passed the
    /// pipeline.
    pub digest: String,
    /// The kind and its data.
    pub entity: Entity,
}

/// Where a record came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The platform whose adapter read it.
    pub platform: Cow<'static, str>,
    /// By which access.
    pub via: Access,
    /// The page, feed, file or endpoint that it was read from.
    #[schemars(with = "String")]
    pub url: Url,
    /// When that was fetched.
    #[schemars(schema_with = "crate::schema::required_instant")]
    pub fetched_at: Timestamp,
    /// How the connection was secured.
    pub tls: Tls,
    /// `false` where the village's own menu does not lead to it although its site shows it on request: a portal
    /// may leave it out.
    #[serde(default = "listed", skip_serializing_if = "Clone::clone")]
    pub listed: bool,
}

fn listed() -> bool {
    true
}

/// By which access a record was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// A documented or observed machine interface, such as JSON.
    Api,
    /// A feed (RSS, Atom, JSON Feed).
    Feed,
    /// A page made for people.
    Page,
    /// A file, such as a spreadsheet.
    File,
}

/// How a connection was secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// A valid certificate.
    Verified,
    /// A certificate that is expired, of another name or of no known authority; read all the same, since the
    /// caller or the roster said so.
    Unverified,
    /// None: plain HTTP, or a file.
    #[default]
    None,
}

impl Access {
    /// The name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Feed => "feed",
            Self::Page => "page",
            Self::File => "file",
        }
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Record {
    /// The kind.
    pub fn kind(&self) -> Kind {
        self.entity.kind()
    }

    /// The id that a fact of this village, kind and key has.
    pub fn id_of(village: RegionCode, kind: Kind, key: &str) -> String {
        format!("{village}/{kind}/{key}")
    }
}

/// The shape in JSON, for reading and for the schema.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "Record", description = "One published fact of one village, with where it came from.")]
struct Shape {
    /// `village/kind/key`: stable between visits and between accesses.
    id: String,
    /// The village.
    village: RegionCode,
    /// Where it came from.
    source: Source,
    /// When the site published it.
    #[serde(default)]
    #[schemars(schema_with = "crate::schema::instant")]
    published_at: Option<Timestamp>,
    /// When the site last changed it.
    #[serde(default)]
    #[schemars(schema_with = "crate::schema::instant")]
    updated_at: Option<Timestamp>,
    /// SHA-256 of `data` in hexadecimal.
    digest: String,
    #[serde(flatten)]
    entity: Entity,
}

impl JsonSchema for Record {
    fn schema_name() -> Cow<'static, str> {
        "Record".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Shape::json_schema(generator)
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Written out, so that the long `data` comes last and a person sees the rest first.
        #[derive(Serialize)]
        struct Ordered<'a> {
            id: &'a str,
            village: RegionCode,
            kind: Kind,
            source: &'a Source,
            published_at: Option<Timestamp>,
            updated_at: Option<Timestamp>,
            digest: &'a str,
            data: &'a serde_json::value::RawValue,
        }
        let data = self.entity.to_json().map_err(serde::ser::Error::custom)?;
        let data = serde_json::value::RawValue::from_string(data).map_err(serde::ser::Error::custom)?;
        Ordered {
            id: &self.id,
            village: self.village,
            kind: self.kind(),
            source: &self.source,
            published_at: self.published_at,
            updated_at: self.updated_at,
            digest: &self.digest,
            data: &data,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Shape { id, village, source, published_at, updated_at, digest, entity } =
            Shape::deserialize(deserializer)?;
        Ok(Self { id, village, source, published_at, updated_at, digest, entity })
    }
}
