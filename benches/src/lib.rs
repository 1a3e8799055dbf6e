//! What the benchmarks measure on, and how two ways of doing a thing are compared.

mod articles;
mod compare;
mod site;
mod sites;
mod subdistrict;

pub use articles::{ArticlePage, article_pages};
pub use compare::{Comparison, compare, timed};
pub use site::{Bodies, KeptSite};
pub use sites::sites;
pub use subdistrict::{Ground, TemporaryStore, parse_html};
