//! The way of a record from an adapter into the store.

use std::collections::HashSet;
use std::sync::Arc;

use async_trait::async_trait;
use balai_core::report::KindReport;
use balai_core::{Entity, Error, ErrorKind, Kind, Known, Record, Result, Sink, Transaction, Validator};
use jiff::Timestamp;

use crate::Event;
use crate::emission::{prepare, redacted_id};
use crate::event::Events;

/// Where a visit's records go: through the pipeline into the store's transaction.
pub(crate) struct Intake<'a> {
    pub(crate) transaction: Box<dyn Transaction>,
    /// Where records are to be told, if they are.
    events: Option<&'a Events>,
    /// What is older is left as it is, where the caller says so.
    since: Option<Timestamp>,
    /// Records of the present attempt that were refused here, and that the site therefore still has.
    refused: u64,
    /// What the present attempt was told of pages' versions.
    validators: Vec<(Kind, String, Validator)>,
    /// The ids that were emitted of the present kind, by whichever platform.
    emitted: HashSet<String>,
    /// Those that were kept.
    kept: HashSet<String>,
}

impl<'a> Intake<'a> {
    pub(crate) fn new(
        transaction: Box<dyn Transaction>,
        events: Option<&'a Events>,
        since: Option<Timestamp>,
    ) -> Self {
        Self {
            transaction,
            events,
            since,
            refused: 0,
            validators: Vec::new(),
            emitted: HashSet::new(),
            kept: HashSet::new(),
        }
    }

    /// Ends one platform's attempt. Only where it read the kind `whole` are the versions of its pages remembered:
    /// else the next visit would be told that nothing changed, and never read what this one has not.
    pub(crate) async fn end_attempt(&mut self, whole: bool) -> Result<()> {
        self.refused = 0;
        for (kind, url, validator) in std::mem::take(&mut self.validators) {
            if whole {
                self.transaction.set_validator(kind, &url, validator).await?;
            }
        }
        Ok(())
    }

    /// How many records of the present attempt were refused.
    pub(crate) fn refused(&self) -> u64 {
        self.refused
    }

    /// Ends the reading of a kind: what two platforms found counts once.
    pub(crate) fn end_kind(&mut self, report: &mut KindReport) {
        report.emitted = self.emitted.len() as u64;
        report.kept = self.kept.difference(&self.emitted).count() as u64;
        self.emitted.clear();
        self.kept.clear();
    }

    /// The site still has a record that cannot be kept, in whatever state: what the store has of it is not gone.
    async fn refuse(&mut self, id: &str) -> Result<()> {
        self.refused += 1;
        self.leave(id).await
    }

    /// Leaves what the store has of a record as it is.
    async fn leave(&mut self, id: &str) -> Result<()> {
        if self.transaction.known(id).await?.is_some() {
            self.transaction.keep(id).await?;
        }
        Ok(())
    }
}

/// Takes a record through the pipeline without holding up the other visits.
async fn prepare_aside(record: Record) -> Result<Record> {
    /// The most bytes of text that are parsed in place: a few milliseconds.
    const IN_PLACE: usize = 256 << 10;

    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    match &record.entity {
        Entity::Article(it) if length(&it.body_html) + length(&it.body_text) > IN_PLACE => {
            match tokio::task::spawn_blocking(move || prepare(record)).await {
                Ok(outcome) => outcome,
                Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
                Err(_) => Err(Error::new(ErrorKind::Store, "the runtime is shutting down")),
            }
        }
        _ => prepare(record),
    }
}

#[async_trait]
impl Sink for Intake<'_> {
    async fn put(&mut self, record: Record) -> Result<()> {
        let id = redacted_id(&record.id);
        let changed_at = record.updated_at.max(record.published_at);
        if self.since.zip(changed_at).is_some_and(|(since, changed_at)| changed_at < since) {
            return self.leave(&id).await;
        }
        let record = match prepare_aside(record).await {
            Ok(record) => record,
            Err(error) => {
                self.refuse(&id).await?;
                return Err(error);
            }
        };
        let told = self.events.map(|events| (events, Arc::new(record.clone())));
        match self.transaction.put(record).await {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::Store => return Err(error),
            Err(error) => {
                self.refuse(&id).await?;
                return Err(error);
            }
        }
        self.emitted.insert(id);
        if let Some((events, record)) = told {
            events.send(Event::Record(record)).await;
        }
        Ok(())
    }

    async fn known(&mut self, id: &str) -> Result<Option<Known>> {
        self.transaction.known(&redacted_id(id)).await
    }

    async fn keep(&mut self, id: &str) -> Result<()> {
        let id = redacted_id(id);
        self.transaction.keep(&id).await?;
        self.kept.insert(id);
        Ok(())
    }

    async fn validator(&mut self, kind: Kind, url: &str) -> Result<Option<Validator>> {
        self.transaction.validator(kind, url).await
    }

    async fn set_validator(&mut self, kind: Kind, url: &str, validator: Validator) -> Result<()> {
        self.validators.push((kind, url.to_owned(), validator));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use balai_core::model::Article;

    use super::*;
    use crate::emission::record_of;

    #[tokio::test]
    async fn a_long_text_is_prepared_as_a_short_one() {
        for paragraphs in [1, 20_000] {
            let record = record_of(Article {
                title: "Rapat".into(),
                url: "https://desa.example/rapat".into(),
                body_html: Some("<p>Hubungi 0812-3456-7890</p>".repeat(paragraphs)),
                ..Article::default()
            });
            let aside = prepare_aside(record.clone()).await.expect("a record");
            assert_eq!(aside, prepare(record).expect("a record"));
            assert!(aside.entity.text().contains("[nomor disembunyikan]"));
        }
    }
}
