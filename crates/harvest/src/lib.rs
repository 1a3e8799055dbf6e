#![doc = include_str!("../README.md")]

mod detect;
mod emission;
mod event;
mod harvest;
mod intake;
mod marks;
mod resume;
mod run;
mod visit;

pub use detect::{Candidate, Ranking, detect};
pub use emission::prepare;
pub use event::{Event, Summary};
pub use harvest::Harvest;
pub use run::{Run, Stop};
