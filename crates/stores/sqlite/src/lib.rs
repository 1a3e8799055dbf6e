#![doc = include_str!("../README.md")]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod affixes;
mod commit;
mod fault;
mod file;
mod pool;
mod query;
mod search;
mod spool;
mod store;
mod transaction;

pub use store::Sqlite;
