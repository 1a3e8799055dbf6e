//! The platform trait: what an adapter implements.

use async_trait::async_trait;

use crate::{Kind, Manifest, Probe, Result, Visit};

/// A website platform that villages run on.
///
/// An adapter is a walk over pages, written here, and pure parsers from bytes to data, written beside. The walk
/// asks for pages by [`Visit::get`] and gives what it found to [`Visit::emit`]; everything else (pace, cookies,
/// provenance, redaction, the store) is not its business.
///
/// ```
/// use async_trait::async_trait;
/// use balai_core::model::Profile;
/// use balai_core::{Access, Found, Kind, Manifest, Platform, Probe, Recognition, Result, Visit};
///
/// struct Papan {
///     manifest: Manifest,
/// }
///
/// #[async_trait]
/// impl Platform for Papan {
///     fn manifest(&self) -> &Manifest {
///         &self.manifest
///     }
///
///     async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
///         let home = probe.home().await?;
///         let ours = home.body.windows(13).any(|text| text == b"Papan Desa 2.");
///         Ok(ours.then(|| Recognition::certain().because("the footer says Papan Desa")))
///     }
///
///     async fn read(&self, _kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
///         let home = visit.get("/").await?;
///         let profile = Profile { name: "Darmayasa".into(), ..Profile::default() };
///         visit.emit(Found::new(profile, Access::Page, &home)).await
///     }
/// }
/// ```
#[async_trait]
pub trait Platform: Send + Sync {
    /// What this platform is and which kinds it can read, and how.
    fn manifest(&self) -> &Manifest;

    /// How surely the site runs on this platform, with the evidence and the version; `None` where it does not.
    ///
    /// # Errors
    ///
    /// Those of the pages that the answer needs.
    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>>;

    /// Reads every record of `kind` that changed and emits it.
    ///
    /// # Errors
    ///
    /// Blocked, not offered or malformed let the engine try the next platform; a bad record is no error but a
    /// [`Visit::skip`].
    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()>;
}

/// How surely a site runs on a platform, and why we think so.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Recognition {
    /// 0 to 100. The engine tries the surest first.
    pub confidence: u8,
    /// The version of the platform, as the site tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What was seen, a sentence each.
    pub evidence: Vec<String>,
}

impl Recognition {
    /// It is this platform: the site says so itself, or shows what no other has.
    pub fn certain() -> Self {
        Self::with_confidence(95)
    }

    /// It very probably is.
    pub fn likely() -> Self {
        Self::with_confidence(70)
    }

    /// It can be read so, whatever it is: for platforms that read any site.
    pub fn fallback() -> Self {
        Self::with_confidence(20)
    }

    /// Whether the platform knows the site: it is at least [`likely`](Self::likely).
    pub fn is_sure(&self) -> bool {
        self.confidence >= Self::likely().confidence
    }

    /// Whether it would read any site: it is no surer than a [`fallback`](Self::fallback).
    pub fn is_fallback(&self) -> bool {
        self.confidence <= Self::fallback().confidence
    }

    fn with_confidence(confidence: u8) -> Self {
        Self { confidence, version: None, evidence: Vec::new() }
    }

    /// Adds what was seen.
    #[must_use]
    pub fn because(mut self, evidence: impl Into<String>) -> Self {
        self.evidence.push(evidence.into());
        self
    }

    /// Sets the version.
    #[must_use]
    pub fn version(mut self, version: Option<impl Into<String>>) -> Self {
        self.version = version.map(Into::into);
        self
    }
}
