#![doc = include_str!("../README.md")]

pub mod charset;
pub mod date;
pub mod feed;
pub mod html;
pub mod name;
pub mod number;
pub mod phone;
pub mod profile;
pub mod sanitise;
pub mod script;
pub mod shortcode;
pub mod sitemap;
pub mod social;
pub mod table;
pub mod terms;
pub mod text;
