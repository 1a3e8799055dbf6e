//! One reading of one kind on one site: all that an adapter's author sees.

use std::any::Any;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;

use crate::model::Article;
use crate::report::KindReport;
use crate::{
    Access, Entity, Error, ErrorKind, Found, Gazetteer, Kind, Level, Manifest, Meaning, Page, Record,
    RegionCode, Request, Response, Result, Session, Site, Source, Validator, Zone,
};

/// One reading of one kind on one site (*kunjungan*): all that an adapter's author sees.
///
/// It resolves addresses, remembers pages, stamps where records came from, and refuses what the manifest does
/// not declare.
pub struct Visit<'a> {
    session: &'a Session,
    manifest: &'a Manifest,
    kind: Kind,
    since: Option<Timestamp>,
    sink: &'a mut dyn Sink,
    report: KindReport,
}

/// Where a visit's records go: the engine's pipeline, and the store behind it.
#[async_trait]
pub trait Sink: Send + Sync {
    /// Takes a record.
    ///
    /// # Errors
    ///
    /// Malformed or refused, where the record is not fit to be kept: the visit reports it and goes on. Store,
    /// where nothing can be kept: the visit ends.
    async fn put(&mut self, record: Record) -> Result<()>;

    /// What the store has under an id.
    ///
    /// # Errors
    ///
    /// Store.
    async fn known(&mut self, id: &str) -> Result<Option<Known>>;

    /// Says that a record is still there, without reading it again.
    ///
    /// # Errors
    ///
    /// Store.
    async fn keep(&mut self, id: &str) -> Result<()>;

    /// What an earlier visit to this village was told of a page's version while reading a kind.
    ///
    /// # Errors
    ///
    /// Store.
    async fn validator(&mut self, kind: Kind, url: &str) -> Result<Option<Validator>>;

    /// Remembers what this visit was told of a page's version.
    ///
    /// # Errors
    ///
    /// Store.
    async fn set_validator(&mut self, kind: Kind, url: &str, validator: Validator) -> Result<()>;
}

/// What the store has of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The digest of its data.
    pub digest: String,
    /// When the site published it.
    pub published_at: Option<Timestamp>,
    /// When the site last changed it.
    pub updated_at: Option<Timestamp>,
    /// By which access it was read.
    pub via: Access,
    /// When it was last read whole.
    pub fetched_at: Timestamp,
}

impl<'a> Visit<'a> {
    /// Begins to read `kind` by a platform of `manifest`, for the engine.
    ///
    /// # Errors
    ///
    /// Not offered, where the manifest does not declare the kind.
    pub fn begin(
        session: &'a Session,
        manifest: &'a Manifest,
        kind: Kind,
        since: Option<Timestamp>,
        sink: &'a mut dyn Sink,
    ) -> Result<Self> {
        let offer = manifest
            .offer(kind)
            .ok_or_else(|| Error::not_offered(format!("{} does not read {kind}", manifest.title)))?;
        let since = since.filter(|_| offer.incremental);
        Ok(Self { session, manifest, kind, since, sink, report: KindReport::new(kind, &*manifest.name) })
    }

    /// The site.
    pub fn site(&self) -> &Site {
        self.session.site()
    }

    /// The zone in which the site's wall clocks are read.
    pub fn zone(&self) -> Zone {
        self.site().zone()
    }

    /// The kind that is being read.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// When the kind was last read whole; what did not change since need not be read again. `None` where all is
    /// to be read.
    pub fn since(&self) -> Option<Timestamp> {
        self.since
    }

    /// Whether everything is to be read again, also what never changes and what the store has. [`Visit::since`] does not
    /// tell that: it is `None` as well where the last visit failed, after which such facts need not be asked for anew.
    pub fn is_fresh(&self) -> bool {
        self.session.is_fresh()
    }

    /// A page, by its path below the site or its address. A page that the visit has seen is not fetched again.
    ///
    /// # Errors
    ///
    /// None came (unreachable), or none that is a page (blocked, not found, server), or it is forbidden
    /// (refused).
    pub async fn get(&self, path: &str) -> Result<Arc<Page>> {
        let page = self.peek(path).await?;
        page.check()?;
        Ok(page)
    }

    /// As [`Visit::get`], whatever the status: some platforms answer useful pages with an error's status.
    ///
    /// # Errors
    ///
    /// None came (unreachable), or it is forbidden (refused).
    pub async fn peek(&self, path: &str) -> Result<Arc<Page>> {
        self.session.page(self.manifest, &self.site().resolve(path)?).await
    }

    /// What the platform set aside earlier in the visit to the site, of this type.
    pub fn memo<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.session.memo()
    }

    /// Sets a value aside for the kinds that are read later in the visit, one of each type: what was learnt of the
    /// site, or met on a page that was read for another kind.
    pub fn set_memo<T: Any + Send + Sync>(&self, value: Arc<T>) {
        self.session.set_memo(value);
    }

    /// Asks for a page with headers or limits of its own, whatever its status, and streams its body. Nothing is
    /// remembered.
    ///
    /// # Errors
    ///
    /// None came (unreachable), or it is forbidden (refused).
    pub async fn open(&self, request: Request) -> Result<Response> {
        self.session.open(self.manifest, request).await
    }

    /// As [`Visit::open`], but `None` where the site says that the page is as the last visit found it. When the
    /// page has been read to its end, tell that by [`Visit::remember_version`].
    ///
    /// # Errors
    ///
    /// As [`Visit::open`], and store.
    pub async fn open_if_changed(&mut self, mut request: Request) -> Result<Option<Response>> {
        request.validator = self.remembered_version(&request.url).await?;
        let response = self.open(request).await?;
        Ok(if response.not_modified() { None } else { Some(response) })
    }

    /// What an earlier visit remembered of the version of a page, of which everything of this kind was read then; `None`
    /// where all is to be read. One file may hold many kinds: that it did not change says nothing of a kind that was
    /// not read of it.
    ///
    /// # Errors
    ///
    /// Store.
    pub async fn remembered_version(&mut self, url: &url::Url) -> Result<Option<Validator>> {
        match self.since {
            Some(_) => self.sink.validator(self.kind, url.as_str()).await,
            None => Ok(None),
        }
    }

    /// Remembers what the site told of the version of a page that was read to its end, so that the next visit
    /// can ask whether it changed.
    ///
    /// # Errors
    ///
    /// Store.
    pub async fn remember_version(&mut self, url: &url::Url, validator: Option<Validator>) -> Result<()> {
        match validator {
            Some(validator) => self.sink.set_validator(self.kind, url.as_str(), validator).await,
            None => Ok(()),
        }
    }

    /// Whether the site has set a cookie of this name.
    pub fn has_cookie(&self, name: &str) -> bool {
        self.session.cookies().has(&self.site().url, name)
    }

    /// Gives a fact to the pipeline and the store. One that is not fit to be kept is reported and skipped.
    ///
    /// # Errors
    ///
    /// Store; and refused, where the fact is of another kind than the one that is being read, came by an access that
    /// the manifest does not declare, or is of a village that the visit is not to: a fault of the adapter, not of the
    /// site.
    pub async fn emit(&mut self, found: Found) -> Result<()> {
        let Found { entity, village, key, via, origin, listed, published_at, updated_at } = found;
        let declared = self.manifest.offer(self.kind).is_some_and(|offer| offer.access.contains(&via));
        if entity.kind() != self.kind || !declared {
            let message = format!(
                "{} emitted {} by {} while reading {}: its manifest does not declare that",
                self.manifest.title,
                entity.kind(),
                via,
                self.kind
            );
            return Err(Error::new(ErrorKind::Refused, message).at(origin.url));
        }
        let region = self.site().region;
        let village = village.unwrap_or(region);
        if village.level() != Level::Village || !region.contains(village) {
            let message =
                format!("{} emitted a record of {village} in a visit to {region}", self.manifest.title);
            return Err(Error::new(ErrorKind::Refused, message).at(origin.url));
        }
        let key = key.unwrap_or_else(|| entity.key(&self.site().url));
        let record = Record {
            id: self.id_of(village, &key),
            village,
            source: Source {
                platform: self.manifest.name.clone(),
                via,
                url: origin.url,
                fetched_at: origin.fetched_at,
                tls: origin.tls,
                listed,
            },
            published_at,
            updated_at,
            digest: String::new(),
            entity,
        };
        match self.sink.put(record).await {
            Ok(()) => {
                self.report.emitted += 1;
                if !self.report.via.contains(&via) {
                    self.report.via.push(via);
                }
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::Store => Err(error),
            Err(error) => {
                self.skip(error);
                Ok(())
            }
        }
    }

    /// What the store has under a key of this village and kind.
    ///
    /// # Errors
    ///
    /// Store.
    pub async fn known(&mut self, key: &str) -> Result<Option<Known>> {
        self.known_of(self.site().region, key).await
    }

    /// As [`Visit::known`], of one of the villages that a source tells of.
    ///
    /// # Errors
    ///
    /// Store.
    pub async fn known_of(&mut self, village: RegionCode, key: &str) -> Result<Option<Known>> {
        let id = self.id_of(village, key);
        self.sink.known(&id).await
    }

    /// Says that the record under a key is still there, without reading it again.
    ///
    /// # Errors
    ///
    /// Store.
    pub async fn keep(&mut self, key: &str) -> Result<()> {
        self.keep_of(self.site().region, key).await
    }

    /// As [`Visit::keep`], of one of the villages that a source tells of.
    ///
    /// # Errors
    ///
    /// Store.
    pub async fn keep_of(&mut self, village: RegionCode, key: &str) -> Result<()> {
        let id = self.id_of(village, key);
        self.report.kept += 1;
        self.sink.keep(&id).await
    }

    /// The key of the article at an address, as [`Visit::known`] and [`Visit::keep`] take it before it is read.
    pub fn article_key(&self, url: impl AsRef<str>) -> String {
        let article = Article { url: url.as_ref().to_owned(), ..Article::default() };
        Entity::from(article).key(&self.site().url)
    }

    /// What a source says of a village is another fact than what the village says itself.
    fn id_of(&self, village: RegionCode, key: &str) -> String {
        match self.manifest.is_source {
            true => Record::id_of(village, self.kind, &format!("{}-{key}", self.manifest.name)),
            false => Record::id_of(village, self.kind, key),
        }
    }

    /// The village that a source means by a name. Where that is not certain it is asked in the report, and what is
    /// told of the name is left for later.
    pub fn village_called(&mut self, name: &str) -> Option<RegionCode> {
        self.village_within(self.site().region, name)
    }

    /// As [`Visit::village_called`], where the source tells besides which part of its region the village is in: names
    /// repeat between sub-districts.
    pub fn village_within(&mut self, within: RegionCode, name: &str) -> Option<RegionCode> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let site = self.session.site();
        let told = site.source.iter().flat_map(|source| &source.villages);
        let is_meant = |known: &str, code: RegionCode| {
            known.to_lowercase() == name.to_lowercase() && within.contains(code)
        };
        if let Some((_, code)) = told.into_iter().find(|(known, code)| is_meant(known, **code)) {
            return Some(*code);
        }
        let may_be = match self.gazetteer().resolve(within, &name) {
            Meaning::Certain(code) => return Some(code),
            Meaning::Doubtful(villages) => {
                let named = |it: &crate::Named| format!("{} ({})", it.name, it.code);
                villages.iter().take(3).map(named).collect::<Vec<_>>().join(" or ")
            }
            Meaning::Unknown => format!("no village of {within} is called so"),
        };
        self.report.ask(format!(
            "Which village is `{name}`? {may_be}. Write it in the roster, at the source: villages = {{ \"{name}\" = \"…\" }}"
        ));
        None
    }

    /// Which villages there are, for a source that has to ask for each.
    pub fn gazetteer(&self) -> &dyn Gazetteer {
        self.session.gazetteer()
    }

    /// Says that everything that the site has of this kind was emitted or kept: what the store has beyond that
    /// is gone from the site.
    pub fn complete(&mut self) {
        self.report.complete = true;
    }

    /// Tells the reader of the report something.
    pub fn note(&mut self, text: impl Into<String>) {
        self.report.note(text);
    }

    /// Reports a record that could not be read, and goes on.
    pub fn skip(&mut self, error: Error) {
        self.report.skip(&error);
    }

    /// Ends the reading, for the engine.
    pub fn end(self) -> KindReport {
        self.report
    }
}
