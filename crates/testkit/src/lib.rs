#![doc = include_str!("../README.md")]

mod blogspot;
mod ckan;
pub mod conformance;
mod fault;
mod handmade;
mod joomla4;
mod kemendesa;
mod memory;
mod nowhere;
mod opendk;
mod opensid;
mod opensid2410;
mod opensid2601;
mod plain;
mod replay;
mod server;
mod sideka;
mod site;
pub mod store_suite;
mod subdistrict;
pub mod village;
mod web;
pub mod wordpress;

pub use blogspot::{Blogspot, FeedText};
pub use ckan::{Ckan, Toddlers};
pub use conformance::Conformance;
pub use fault::{Fault, Faulty};
pub use handmade::Handmade;
pub use joomla4::{Joomla4, JoomlaLinks};
pub use kemendesa::Kemendesa;
pub use memory::Memory;
pub use nowhere::Nowhere;
pub use opendk::OpenDk;
pub use opensid2410::OpenSid2410;
pub use opensid2601::OpenSid2601;
pub use plain::{FeedFormat, PlainFeed};
pub use replay::Replay;
pub use server::Served;
pub use sideka::Sideka;
pub use site::{Answer, Ask, Website};
pub use subdistrict::{Member, SimulatedPlatform, SiteAccess, Subdistrict};
pub use web::Web;
pub use wordpress::WordPress;

/// Text as HTML shows it.
pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
