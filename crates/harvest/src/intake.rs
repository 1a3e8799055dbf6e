//! The way of a record from an adapter into the store.

use std::sync::Arc;

use async_trait::async_trait;
use balai_core::{Known, Record, Result, Sink, Transaction, Validator};

use crate::event::Events;
use crate::{Event, Pipeline};

/// Where a visit's records go: through the pipeline into the store's transaction.
pub(crate) struct Intake<'a> {
    pipeline: &'a Pipeline,
    pub(crate) transaction: Box<dyn Transaction>,
    /// Where records are to be told, if they are.
    events: Option<&'a Events>,
    /// Records that the pipeline refused.
    pub(crate) refused: u64,
    /// What the reading of the present kind was told of pages' versions.
    validators: Vec<(String, Validator)>,
}

impl<'a> Intake<'a> {
    pub(crate) fn new(
        pipeline: &'a Pipeline,
        transaction: Box<dyn Transaction>,
        events: Option<&'a Events>,
    ) -> Self {
        Self { pipeline, transaction, events, refused: 0, validators: Vec::new() }
    }

    /// Ends the reading of a kind. Only where it was read `whole` are the versions of its pages remembered:
    /// else the next visit would be told that nothing changed, and never read what this one has not.
    pub(crate) async fn end_kind(&mut self, whole: bool) -> Result<()> {
        for (url, validator) in std::mem::take(&mut self.validators) {
            if whole {
                self.transaction.set_validator(&url, validator).await?;
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Sink for Intake<'_> {
    async fn put(&mut self, record: Record) -> Result<()> {
        let id = record.id.clone();
        let record = match self.pipeline.run(record) {
            Ok(record) => record,
            Err(error) => {
                self.refused += 1;
                // The site still has it, in whatever state: what the store has of it is not gone.
                if self.transaction.known(&id).await?.is_some() {
                    self.transaction.keep(&id).await?;
                }
                return Err(error);
            }
        };
        if let Some(events) = self.events {
            events.send(Event::Record(Arc::new(record.clone()))).await;
        }
        self.transaction.put(record).await
    }

    async fn known(&mut self, id: &str) -> Result<Option<Known>> {
        self.transaction.known(id).await
    }

    async fn keep(&mut self, id: &str) -> Result<()> {
        self.transaction.keep(id).await
    }

    async fn validator(&mut self, url: &str) -> Result<Option<Validator>> {
        self.transaction.validator(url).await
    }

    async fn set_validator(&mut self, url: &str, validator: Validator) -> Result<()> {
        self.validators.push((url.to_owned(), validator));
        Ok(())
    }
}
