#![doc = include_str!("../README.md")]

mod bridge;
mod gazetteer;
mod region;
mod search;
mod spelling;
mod table;

pub use bridge::{aliases, bps, by_bps};
pub use gazetteer::Decree;
pub use region::{Region, children, get, provinces};
pub use search::{Match, Resolved, resolve_in, search, search_in};

/// The decree that the regions follow: *Keputusan Menteri Dalam Negeri* 300.2.2-2138 of 2025.
pub const VINTAGE: &str = "Kepmendagri 300.2.2-2138/2025";
