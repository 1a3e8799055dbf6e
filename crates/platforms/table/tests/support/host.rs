//! A host that serves one file, and visits to it without an engine.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use balai_core::report::KindReport;
use balai_core::{
    Entity, Kind, Known, Platform, Record, Result, RosterSource, Session, Sink, Validator, Visit,
};
use balai_regions::Decree;
use balai_table::Table;
use balai_testkit::{Answer, Ask, Web, Website};
use bytes::Bytes;

/// A host that answers every address with one file.
#[derive(Clone)]
pub(crate) struct Host {
    file: Bytes,
    media_type: &'static str,
    etag: Option<String>,
    /// How often the file itself was sent.
    sent: Arc<AtomicUsize>,
}

impl Host {
    pub(crate) fn new(file: impl Into<Bytes>) -> Self {
        Self { file: file.into(), media_type: "application/octet-stream", etag: None, sent: Arc::default() }
    }

    /// It knows the file's version.
    pub(crate) fn etag(self, etag: &str) -> Self {
        Self { etag: Some(format!("\"{etag}\"")), ..self }
    }

    pub(crate) fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }
}

impl Website for Host {
    fn respond(&self, ask: &Ask) -> Answer {
        if self.etag.is_some() && ask.headers.get("if-none-match") == self.etag.as_deref() {
            return Answer::status(304);
        }
        self.sent.fetch_add(1, Ordering::Relaxed);
        let answer = Answer::of(self.media_type, self.file.clone());
        match &self.etag {
            Some(etag) => answer.header("ETag", etag),
            None => answer,
        }
    }
}

/// What a visit gave.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) records: Vec<Record>,
    pub(crate) validators: HashMap<(Kind, String), Validator>,
}

impl Kept {
    pub(crate) fn entities(&self) -> Vec<Entity> {
        self.records.iter().map(|record| record.entity.clone()).collect()
    }
}

#[async_trait]
impl Sink for Kept {
    async fn put(&mut self, record: Record) -> Result<()> {
        self.records.push(record);
        Ok(())
    }

    async fn known(&mut self, _: &str) -> Result<Option<Known>> {
        Ok(None)
    }

    async fn keep(&mut self, _: &str) -> Result<()> {
        Ok(())
    }

    async fn validator(&mut self, kind: Kind, url: &str) -> Result<Option<Validator>> {
        Ok(self.validators.get(&(kind, url.to_owned())).cloned())
    }

    async fn set_validator(&mut self, kind: Kind, url: &str, validator: Validator) -> Result<()> {
        self.validators.insert((kind, url.to_owned()), validator);
        Ok(())
    }
}

/// A source of the region, as a roster names it.
pub(crate) fn source(within: &str, url: &str) -> RosterSource {
    RosterSource::new("table", within.parse().expect("a code"), url.parse().expect("a URL"))
}

/// Reads some kinds in one visit.
pub(crate) async fn visit(
    host: &Host,
    source: &RosterSource,
    kinds: &[Kind],
    since: Option<&str>,
    kept: &mut Kept,
) -> Vec<(Result<()>, KindReport)> {
    let site = source.site("".as_ref()).expect("a source");
    let session = Session::new(Arc::new(Web::of(host.clone())), site).with_gazetteer(Arc::new(Decree));
    let table = Table::default();
    let since = since.map(|since| since.parse().expect("an instant"));
    let mut read = Vec::new();
    for kind in kinds {
        let mut visit = Visit::begin(&session, table.manifest(), *kind, since, kept).expect("it is declared");
        let outcome = table.read(*kind, &mut visit).await;
        read.push((outcome, visit.end()));
    }
    read
}

/// Reads one kind of a file that tells of Pejawaran's villages.
pub(crate) async fn read(file: impl Into<Bytes>, kind: Kind) -> (Result<()>, KindReport, Vec<Record>) {
    let mut kept = Kept::default();
    let source = source("33.04.15", "http://kecamatan.invalid/berkas");
    let mut read = visit(&Host::new(file), &source, &[kind], None, &mut kept).await;
    let (outcome, report) = read.pop().expect("one kind");
    (outcome, report, kept.records)
}
