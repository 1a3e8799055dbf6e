//! What a visit came to.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{Access, Error, ErrorKind, Kind, Recognition, RegionCode, Site};

/// What a visit came to: kept in the store beside the records, and shown to people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The village; of a source, the region whose villages it tells of.
    pub region: RegionCode,
    /// The site.
    pub site: Url,
    /// The source's name; `None` for a village's own website.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// When the visit began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Timestamp,
    /// The platforms that recognised the site, the surest first.
    pub platforms: Vec<Recognised>,
    /// Why the whole visit came to nothing, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// What came of each kind.
    pub kinds: Vec<KindReport>,
    /// Requests made.
    pub requests: u64,
    /// Bytes of bodies, decompressed.
    pub bytes: u64,
    /// Records that were not in the store before.
    #[serde(default)]
    pub new: u64,
    /// Records whose data changed.
    #[serde(default)]
    pub changed: u64,
    /// Records that a complete listing no longer has.
    #[serde(default)]
    pub gone: u64,
}

/// A platform that recognised the site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recognised {
    /// Its name.
    pub platform: String,
    /// How surely, and why.
    #[serde(flatten)]
    pub recognition: Recognition,
}

/// What came of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KindReport {
    /// The kind.
    pub kind: Kind,
    /// The platform that read it, or that was the last to try.
    pub platform: String,
    /// The accesses that records came by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<Access>,
    /// Records read.
    pub emitted: u64,
    /// Records that are still there and were not read again.
    #[serde(default)]
    pub kept: u64,
    /// Whether everything that the site has was listed.
    #[serde(default)]
    pub complete: bool,
    /// Why it was not read, where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// What other platforms were tried before, and why they did not do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<Tried>,
    /// Records that could not be read: the first hundred, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<String>,
    /// How many records could not be read.
    #[serde(default)]
    pub skipped_count: u64,
    /// What else there is to tell: the first hundred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What a person has to tell before all can be kept, such as which village a name stands for: the first hundred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
}

/// Why something came to nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// The kind of error.
    pub kind: ErrorKind,
    /// The whole message.
    pub message: String,
}

/// A platform that was tried and did not do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    /// Its name.
    pub platform: String,
    /// Why it did not do.
    pub failure: Failure,
}

impl Report {
    /// An empty report of a visit that begins now.
    pub fn new(site: &Site) -> Self {
        let now = Timestamp::now();
        Self {
            region: site.region,
            site: site.url.clone(),
            source: site.source_name().map(str::to_owned),
            started_at: now,
            finished_at: now,
            platforms: Vec::new(),
            failure: None,
            kinds: Vec::new(),
            requests: 0,
            bytes: 0,
            new: 0,
            changed: 0,
            gone: 0,
        }
    }

    /// What came of a kind; `None` where it was not asked for.
    pub fn kind(&self, kind: Kind) -> Option<&KindReport> {
        self.kinds.iter().find(|report| report.kind == kind)
    }

    /// Records read, of all kinds.
    pub fn emitted(&self) -> u64 {
        self.kinds.iter().map(|kind| kind.emitted).sum()
    }

    /// The platform that the site most surely runs on.
    pub fn platform(&self) -> Option<&Recognised> {
        self.platforms.first()
    }

    /// Whether anything could be read.
    pub fn is_success(&self) -> bool {
        self.failure.is_none()
    }
}

impl KindReport {
    /// The most notes, and the most skipped records, that a report tells one by one.
    const TOLD: usize = 100;

    /// An empty report.
    pub fn new(kind: Kind, platform: impl Into<String>) -> Self {
        Self {
            kind,
            platform: platform.into(),
            via: Vec::new(),
            emitted: 0,
            kept: 0,
            complete: false,
            failure: None,
            tried: Vec::new(),
            skipped: Vec::new(),
            skipped_count: 0,
            notes: Vec::new(),
            questions: Vec::new(),
        }
    }

    /// Tells something.
    pub fn note(&mut self, text: impl Into<String>) {
        let text = text.into();
        if self.notes.len() < Self::TOLD && !self.notes.contains(&text) {
            self.notes.push(text);
        }
    }

    /// Asks something, once.
    pub fn ask(&mut self, question: impl Into<String>) {
        let question = question.into();
        if self.questions.len() < Self::TOLD && !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// Counts a record that could not be read.
    pub fn skip(&mut self, error: &Error) {
        self.skipped_count += 1;
        if self.skipped.len() < Self::TOLD {
            self.skipped.push(error.to_string());
        }
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        Self { kind: error.kind(), message: error.to_string() }
    }
}
