//! A sink that keeps nothing.

use async_trait::async_trait;
use balai_core::{Kind, Known, Record, Result, Sink, Validator};

/// Lets records go: for reading alone, without a store behind it.
#[derive(Clone, Copy, Debug)]
pub struct Nowhere;

#[async_trait]
impl Sink for Nowhere {
    async fn put(&mut self, _: Record) -> Result<()> {
        Ok(())
    }

    async fn known(&mut self, _: &str) -> Result<Option<Known>> {
        Ok(None)
    }

    async fn keep(&mut self, _: &str) -> Result<()> {
        Ok(())
    }

    async fn validator(&mut self, _: Kind, _: &str) -> Result<Option<Validator>> {
        Ok(None)
    }

    async fn set_validator(&mut self, _: Kind, _: &str, _: Validator) -> Result<()> {
        Ok(())
    }
}
