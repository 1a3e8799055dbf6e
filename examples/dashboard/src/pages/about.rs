//! `/tentang`: what this is, and where its data come from.

use askama::Template;
use axum::extract::State;

use balai::Condition;

use super::{Frame, Page, render};
use crate::serve::Portal;
use crate::words;

/// The conditions that are explained, the best first.
const CONDITIONS: [Condition; 7] = [
    Condition::Active,
    Condition::Stale,
    Condition::Silent,
    Condition::Blocked,
    Condition::Unreachable,
    Condition::Unvisited,
    Condition::NoSite,
];

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    frame: Frame,
}

/// `/tentang`
pub(crate) async fn about(State(portal): State<Portal>) -> Page {
    render(&About { frame: Frame::new(portal.overview().await?, "/tentang") })
}
