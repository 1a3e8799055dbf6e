//! What end-to-end tests of Balai share: the truth of a site, and how near a harvest comes to it.

pub mod bars;
pub mod disguise;
pub mod harvest;
pub mod score;
pub mod truth;
