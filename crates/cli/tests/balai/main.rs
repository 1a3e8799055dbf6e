//! The real command against simulated villages on loopback.

#![allow(clippy::unwrap_used)]

mod harvest;
mod read;
mod usage;
mod villages;
