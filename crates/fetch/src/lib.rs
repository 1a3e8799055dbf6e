#![doc = include_str!("../README.md")]

mod address;
mod cookies;
mod files;
mod guard;
mod limits;
mod pace;
mod redirect;
mod resolve;
mod retry;
mod robots;
mod robots_txt;
mod transport;
mod web;

pub use address::is_public;
pub use cookies::Cookies;
pub use files::Files;
pub use guard::Guard;
pub use limits::Limits;
pub use pace::{Pace, Pauses};
pub use redirect::Redirect;
pub use resolve::Resolver;
pub use retry::Retry;
pub use robots::Robots;
pub use robots_txt::RobotsTxt;
pub use transport::Transport;
pub use web::{USER_AGENT, Web, WebBuilder};
