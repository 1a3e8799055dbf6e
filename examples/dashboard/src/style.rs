//! The style sheet, compiled in.

use axum::http::header;
use axum::response::IntoResponse;

const STYLE: &str = include_str!("../assets/style.css");
const ICON: &str = include_str!("../assets/icon.svg");

/// The address of the style sheet.
pub(crate) const PATH: &str = "/gaya.css";

/// The style sheet. Kept for minutes only, so that a new version of the portal is seen soon.
pub(crate) async fn style() -> impl IntoResponse {
    let kept = "public, max-age=300";
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, kept)], STYLE)
}

/// The icon of the browser's tab.
pub(crate) async fn icon() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")], ICON)
}
