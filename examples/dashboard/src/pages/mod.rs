//! The pages: one file each, with the template of its name in `templates/`.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::overview::Overview;
use crate::style;
use crate::words::{INDONESIAN, Words};

mod about;
mod article;
mod headline;
mod home;
mod news;
mod site_state;
mod village;

pub(crate) use about::about;
pub(crate) use article::article;
pub(crate) use headline::Headline;
pub(crate) use home::home;
pub(crate) use news::news;
pub(crate) use village::village;

/// What stands around every page's own content.
pub(crate) struct Frame {
    /// The texts.
    pub(crate) w: &'static Words,
    /// The villages at a glance; also the sub-district's name and whether the data are simulated.
    pub(crate) overview: Arc<Overview>,
    /// The path that the page's entry in the navigation leads to.
    pub(crate) here: &'static str,
}

impl Frame {
    pub(crate) fn new(overview: Arc<Overview>, here: &'static str) -> Self {
        Self { w: &INDONESIAN, overview, here }
    }

    /// What the portal is called.
    pub(crate) fn name(&self) -> &str {
        self.overview.name.as_deref().unwrap_or(self.w.portal)
    }

    /// The navigation: paths and names.
    pub(crate) fn links(&self) -> [(&'static str, &'static str); 3] {
        [("/", self.w.home), ("/berita", self.w.news), ("/tentang", self.w.about)]
    }

    pub(crate) fn style(&self) -> &'static str {
        style::PATH
    }
}

/// Why a page cannot be shown. The page that says so is laid around it by [`error`].
#[derive(Debug)]
pub(crate) enum Problem {
    /// There is no such page.
    NotFound,
    /// The store failed.
    Store(balai::Error),
    /// A template failed.
    Template(askama::Error),
}

/// A page, or why it cannot be shown.
pub(crate) type Page = Result<Html<String>, Problem>;

fn render(page: &impl Template) -> Page {
    page.render().map(Html).map_err(Problem::Template)
}

impl From<balai::Error> for Problem {
    fn from(error: balai::Error) -> Self {
        Self::Store(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // What went wrong is for whoever runs the portal, not for its readers.
        match self {
            Self::NotFound => return StatusCode::NOT_FOUND.into_response(),
            Self::Store(error) => eprintln!("error: {error}"),
            Self::Template(error) => eprintln!("error: a template failed: {error}"),
        }
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    heading: &'static str,
    advice: &'static str,
}

/// The page that says that a page cannot be shown.
pub(crate) fn error(status: StatusCode, overview: Arc<Overview>) -> Response {
    let frame = Frame::new(overview, "");
    let w = frame.w;
    let (heading, advice) = match status {
        StatusCode::NOT_FOUND => (w.not_found, w.not_found_more),
        status if status.is_client_error() => (w.bad_request, w.not_found_more),
        _ => (w.trouble, w.trouble_more),
    };
    match (ErrorPage { frame, heading, advice }).render() {
        Ok(page) => (status, Html(page)).into_response(),
        Err(_) => (status, heading).into_response(),
    }
}
