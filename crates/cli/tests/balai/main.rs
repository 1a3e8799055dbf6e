//! The real command against simulated villages on loopback.

#![allow(clippy::unwrap_used)]

mod harvest;
mod new_platform;
mod read;
mod recipe;
mod table;
mod usage;
mod villages;
